import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Conversation } from '../../../src/api/resources.ts';
import { TimelineStore } from '../../../src/timeline/store.ts';
import { agent, communication, conversation, customer } from '../../support/fixtures.ts';

describe('the store’s events', () => {
  it('tell what changed while it was read again, among the communications that the filter leaves', async () => {
    const createdAt = '2026-03-01T09:59:00.000Z';
    let now: Conversation = { ...conversation, createdAt, updatedAt: createdAt };
    const client = {
      fetchCommunication: () => Promise.reject(new Error('not asked for here')),
      fetchConversation: async () => now,
      async *participants() {
        yield { items: [customer, agent] };
      },
      communicationPage: async () => ({ items: [communication('a', '2026-03-01T10:00:00Z')] }),
    };
    const store = new TimelineStore(client, 'conv', () => {});
    store.setTimeZone('UTC');
    const rows = () =>
      store.rows
        .window(0, 99)
        .map((row) => (row.kind === 'event' ? [row.what, row.status, row.about] : row.kind));
    await store.refresh();
    const before = ['day', ['created', undefined, false], 'communication'];
    assert.deepEqual(rows(), before);
    assert.equal(store.communicationCount, 1);

    now = { ...now, status: 'INACTIVE', updatedAt: '2026-03-01T10:30:00.000Z' };
    await store.refresh();
    assert.deepEqual(rows(), [...before, ['status', 'INACTIVE', false]]);
    assert.equal(store.communicationCount, 1);

    store.setFilter({ channels: ['SMS'] });
    assert.deepEqual(rows(), ['day', 'communication']);
    store.setFilter({ channels: ['CHAT'] });
    assert.deepEqual(rows(), []);
    store.dispose();
  });
});
