import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallbackEvent } from '../../../src/webhooks/callback.ts';
import { learntFrom } from '../../../src/webhooks/learntFrom.ts';
import { communication } from '../../support/fixtures.ts';

const data = communication('x', '2026-11-21T12:00:00Z');
const event: CallbackEvent = {
  eventType: 'COMMUNICATION_CREATED',
  conversationId: data.conversationId,
  resource: { kind: 'communication', id: data.id },
  data,
};
const signed = { signed: true, steps: [] };

describe('what is learnt from a callback', () => {
  it('is its communication, where it is signed', () => {
    assert.deepEqual(learntFrom({ event, verdict: signed }), data);
  });

  it('is nothing where it is not signed, or could not be checked: anybody here can send one', () => {
    assert.equal(
      learntFrom({ event, verdict: { ...signed, signed: false, cause: 'otherToken' } }),
      undefined,
    );
    assert.equal(learntFrom({ event }), undefined);
  });

  it('is nothing where members are missing, the text may be cut, or it contradicts itself', () => {
    const of = (other: object) =>
      learntFrom({ event: { ...event, data: { ...data, ...other } }, verdict: signed });
    assert.equal(of({ author: undefined }), undefined);
    assert.equal(of({ content: { type: 'TEXT', text: 'x'.repeat(70_000) } }), undefined);
    assert.equal(of({ conversationId: 'another' }), undefined);
    assert.equal(learntFrom({ event: { ...event, data: null }, verdict: signed }), undefined);
  });

  it('is nothing about a participant', () => {
    const other = { ...event, resource: { kind: 'participant' as const, id: 'p' } };
    assert.equal(learntFrom({ event: other, verdict: signed }), undefined);
  });
});
