import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CallbackNotes, standingOf } from '../../../src/webhooks/callbackNotes.ts';
import type { ReceivedCallback } from '../../../src/webhooks/receiver/receivedCallback.ts';

const received = (id: string, communicationId: string, more: Partial<ReceivedCallback> = {}) =>
  ({
    id,
    receivedAt: Number(id),
    account: { id: 'a' },
    event: { eventType: 'COMMUNICATION_CREATED', resource: { kind: 'communication', id: communicationId } },
    verdict: { signed: true, steps: [] },
    ...more,
  }) as ReceivedCallback;

describe('what is noted of callbacks for the timelines', () => {
  it('keeps those about a communication in order of arrival, each once', () => {
    const notes = new CallbackNotes();
    notes.note(received('1', 'x'));
    notes.note(received('2', 'x', { duplicateOf: '1' }));
    notes.note(received('2', 'x', { duplicateOf: '1', answered: 200 }));
    notes.note(received('3', 'y'));
    assert.deepEqual(
      notes.about('a', 'x').map(({ receivedAt, repeated }) => [receivedAt, repeated]),
      [
        [1, false],
        [2, true],
      ],
    );
    assert.equal(notes.lastRecord('a', 'x'), '2');
    assert.deepEqual(notes.about('another account', 'x'), []);
  });

  it('stays small however many come', () => {
    const notes = new CallbackNotes();
    for (let index = 0; index < 5_000; index++) notes.note(received(String(index), `c${index}`));
    for (let index = 0; index < 500; index++) notes.note(received(String(10_000 + index), 'busy'));
    assert.deepEqual(notes.about('a', 'c0'), []);
    assert.equal(notes.about('a', 'c4999').length, 1);
    assert.equal(notes.about('a', 'busy').length, 20);
  });

  it('takes no note of what is about no communication', () => {
    const notes = new CallbackNotes();
    notes.note(received('1', 'x', { event: { eventType: 'CONVERSATION_CREATED' } }));
    assert.deepEqual(notes.about('a', 'x'), []);
  });

  it('tells a signature that does not match from one that could not be checked', () => {
    assert.equal(standingOf({ verdict: { signed: true, steps: [] } }), 'signed');
    assert.equal(standingOf({ verdict: { signed: false, cause: 'port', steps: [] } }), 'unsigned');
    assert.equal(standingOf({ verdict: { signed: false, cause: 'noToken', steps: [] } }), 'unchecked');
    assert.equal(standingOf({}), 'unchecked');
  });
});
