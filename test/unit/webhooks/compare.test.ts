import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Conversation } from '../../../src/api/resources.ts';
import { type ApiSide, compare, type Disagreement, type ToldEvent } from '../../../src/webhooks/compare.ts';
import { comparisonMarkdown } from '../../../src/webhooks/comparisonReport.ts';
import { communication } from '../../support/fixtures.ts';
import { l10n } from '../l10n.ts';

const START = Date.parse('2026-11-21T12:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();
const options = { since: START, readAt: START + 600_000 };

const conversation = {
  id: 'conv',
  accountId: 'AC',
  configurationId: 'c',
  status: 'ACTIVE',
  createdAt: at(-60),
};
const said = (id: string, seconds: number, deliveryStatus?: string, updated = seconds) =>
  communication(id, at(seconds), {
    createdAt: at(seconds),
    updatedAt: at(updated),
    recipients: [{ address: '+15550100', channel: 'SMS', ...(deliveryStatus ? { deliveryStatus } : {}) }],
  });

let records = 0;
const told = (eventType: string, id: string, happened: number, more: Partial<ToldEvent> = {}): ToldEvent => ({
  id: `r${++records}`,
  receivedAt: START + happened * 1_000 + 200,
  eventType,
  timestamp: at(happened),
  resource: { kind: 'communication', id },
  idempotencyToken: `t${records}`,
  answered: 204,
  ...more,
});

const api = (...communications: ApiSide['communications']): ApiSide => ({
  conversation: conversation as Conversation,
  participants: [],
  communications,
});
const kinds = (found: readonly Disagreement[]) => found.map(({ kind }) => kind);

describe('comparing callbacks with the API', () => {
  it('finds nothing where everything was told in time and in order', () => {
    const first = said('a', 1, 'DELIVERED', 3);
    const { disagreements, expected, unheard } = compare(
      api(first, said('b', 5)),
      [
        told('COMMUNICATION_CREATED', 'a', 1, { data: said('a', 1, 'INITIATED') }),
        told('COMMUNICATION_UPDATED', 'a', 3, { data: first }),
        told('COMMUNICATION_CREATED', 'b', 5, { data: said('b', 5) }),
      ],
      options,
    );
    assert.deepEqual(disagreements, []);
    assert.equal(expected, 2);
    assert.equal(unheard, 1, 'the conversation is older than the receiver');
  });

  it('misses what was made while it listened, and not what was made before or just now', () => {
    const { disagreements, unheard, fresh } = compare(
      api(said('old', -30), said('lost', 10), said('new', 599)),
      [],
      options,
    );
    assert.deepEqual(disagreements, [
      {
        kind: 'missing',
        eventType: 'COMMUNICATION_CREATED',
        resource: { kind: 'communication', id: 'lost' },
        happenedAt: at(10),
      },
    ]);
    assert.deepEqual([unheard, fresh], [2, 1]);
  });

  it('misses nothing that happened after it was stopped', () => {
    const { disagreements, unheard } = compare(
      api(said('before', 10), said('after', 100), said('changed', 11, 'DELIVERED', 100)),
      [
        told('COMMUNICATION_CREATED', 'before', 10),
        told('COMMUNICATION_CREATED', 'changed', 11, { data: said('changed', 11, 'INITIATED') }),
      ],
      { ...options, until: START + 60_000 },
    );
    assert.deepEqual(disagreements, []);
    assert.equal(unheard, 2, 'the conversation, and what came after');
  });

  it('notices that the latest state was not told, and an update of what is older than the receiver', () => {
    const { disagreements } = compare(
      api(said('a', 1, 'FAILED', 9), said('old', -30, 'READ', 20)),
      [told('COMMUNICATION_CREATED', 'a', 1, { data: said('a', 1, 'INITIATED') })],
      options,
    );
    assert.deepEqual(kinds(disagreements), ['stale', 'missing']);
    const [stale, missing] = disagreements;
    assert.ok(stale?.kind === 'stale' && stale.now === 'FAILED' && stale.told === 'INITIATED');
    assert.ok(missing?.kind === 'missing' && missing.eventType === 'COMMUNICATION_UPDATED');
  });

  it('takes what happened last for the last word, whatever arrived last', () => {
    const now = said('a', 1, 'DELIVERED', 4);
    const { disagreements } = compare(
      api(now),
      [
        told('COMMUNICATION_UPDATED', 'a', 4, { data: now, receivedAt: START + 4_100 }),
        told('COMMUNICATION_CREATED', 'a', 1, { data: said('a', 1, 'INITIATED'), receivedAt: START + 4_200 }),
      ],
      options,
    );
    assert.deepEqual(kinds(disagreements), ['outOfOrder']);
  });

  it('tells late ones, by the sender’s clock where that is ahead', () => {
    const late = told('COMMUNICATION_CREATED', 'a', 1, { receivedAt: START + 31_000 });
    const [found] = compare(api(said('a', 1)), [late], options).disagreements;
    assert.ok(found?.kind === 'late' && found.lateMs === 30_000);

    const hour = 3_600;
    const ahead = [
      told('COMMUNICATION_CREATED', 'a', 1 + hour, { receivedAt: START + 1_000 }),
      told('COMMUNICATION_CREATED', 'b', 2 + hour, { receivedAt: START + 22_000 }),
    ];
    const skewed = compare(api(said('a', 1 + hour), said('b', 2 + hour)), ahead, options);
    assert.equal(skewed.aheadMs, hour * 1_000);
    assert.deepEqual(kinds(skewed.disagreements), ['late']);
    assert.equal(skewed.fresh, 0, 'nothing lies in the future');
  });

  it('tells a repetition from a retry that was asked for, and both from being told twice', () => {
    const twice = (answered: number | undefined) => [
      told('COMMUNICATION_CREATED', 'a', 1, { idempotencyToken: 'same', answered }),
      told('COMMUNICATION_CREATED', 'a', 1, { idempotencyToken: 'same', receivedAt: START + 3_000 }),
    ];
    const [retried] = compare(api(said('a', 1)), twice(503), options).disagreements;
    assert.ok(retried?.kind === 'duplicated' && retried.asked);
    const [repeated] = compare(api(said('a', 1)), twice(204), options).disagreements;
    assert.ok(repeated?.kind === 'duplicated' && !repeated.asked);
    const events = [told('COMMUNICATION_CREATED', 'a', 1), told('COMMUNICATION_CREATED', 'a', 1)];
    assert.deepEqual(kinds(compare(api(said('a', 1)), events, options).disagreements), ['toldTwice']);
  });

  it('tells of resources once that the API does not have, and not of participants that were removed', () => {
    const { disagreements } = compare(
      api(),
      [
        told('COMMUNICATION_CREATED', 'ghost', 1),
        told('COMMUNICATION_UPDATED', 'ghost', 2),
        told('PARTICIPANT_REMOVED', 'p', 3, { resource: { kind: 'participant', id: 'p' } }),
      ],
      options,
    );
    assert.deepEqual(kinds(disagreements), ['unknownResource']);
  });

  it('is written as Markdown that takes nothing of what it quotes for markup', () => {
    const comparison = compare(
      api(said('lost', 10)),
      [told('COMMUNICATION_CREATED', 'a`](https://x)', 1, { receivedAt: START + 60_000 })],
      options,
    );
    const text = comparisonMarkdown(
      comparison,
      { title: '[x](y)', conversationId: 'conv', account: 'A*', since: START, readAt: options.readAt },
      l10n,
    );
    assert.match(text, /# Callbacks and API: \\\[x\\\]\\\(y\\\)/);
    assert.match(text, /## Missing \(1\)/);
    assert.match(text, /`` a`\]\(https:\/\/x\) ``/);
    assert.match(text, /59\.0 s after it happened/);
  });
});
