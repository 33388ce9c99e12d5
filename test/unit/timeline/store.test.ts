import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '../../../src/api/pages.ts';
import type { Communication } from '../../../src/api/resources.ts';
import { TimelineStore } from '../../../src/timeline/store.ts';
import { agent, communication, conversation, customer } from '../../support/fixtures.ts';

/** A client over communications in the order given; how it fails is set by hand. */
class FakeClient {
  communications: Communication[];
  failing: Error | undefined;
  pages: { pageSize: number | undefined; pageToken: string | undefined }[] = [];
  /** Held requests are answered when this is resolved. */
  gate: Promise<void> = Promise.resolve();

  constructor(communications: Communication[]) {
    this.communications = communications;
  }

  async fetchConversation() {
    if (this.failing) throw this.failing;
    return conversation;
  }

  async *participants() {
    yield { items: [customer, agent] };
  }

  async fetchCommunication(): Promise<Communication> {
    throw new Error('Nothing is asked for by itself.');
  }

  async communicationPage(
    _id: string,
    {
      pageSize = 50,
      pageToken,
      signal,
    }: { pageSize?: number; pageToken?: string; signal?: AbortSignal } = {},
  ): Promise<Page<Communication>> {
    this.pages.push({ pageSize, pageToken });
    await this.gate;
    signal?.throwIfAborted();
    if (this.failing) throw this.failing;
    const from = Number(pageToken ?? 0);
    const items = this.communications.slice(from, from + pageSize);
    const next = from + pageSize;
    return next < this.communications.length ? { items, nextToken: String(next) } : { items };
  }
}

function storeOver(client: FakeClient) {
  const phases: string[] = [];
  const store: TimelineStore = new TimelineStore(client, 'conv', () => phases.push(store.phase));
  store.setTimeZone('UTC');
  return { store, phases };
}

function numbered(count: number): Communication[] {
  return Array.from({ length: count }, (_, n) =>
    communication(
      `c${String(n).padStart(5, '0')}`,
      new Date(Date.UTC(2026, 2, 1) + n * 60_000).toISOString(),
    ),
  );
}

const keys = (store: TimelineStore) =>
  store.rows
    .window(0, store.rows.count)
    .filter(({ kind }) => kind === 'communication')
    .map(({ key }) => key);

describe('the timeline’s store', () => {
  it('puts communications in order, whatever order the API gives', async () => {
    const all = numbered(250);
    for (const order of [
      all,
      all.toReversed(),
      all.toSorted((a, b) => a.id.localeCompare(b.id) * (a.id.charCodeAt(5) % 2 ? 1 : -1)),
    ]) {
      const { store } = storeOver(new FakeClient(order));
      await store.refresh();
      assert.deepEqual(
        keys(store),
        all.map(({ id }) => id),
      );
    }
  });

  it('orders by occurrence, then creation, then id; those without a date stand last', async () => {
    const at = '2026-03-01T10:00:00Z';
    const undated = communication('u', '');
    const { store } = storeOver(
      new FakeClient([
        undated,
        communication('z', at, { createdAt: '2026-03-01T10:00:01Z' }),
        communication('b', at),
        communication('a', at),
        communication('first', '2026-03-01T09:59:59Z', { createdAt: '2026-03-02T00:00:00Z' }),
      ]),
    );
    await store.refresh();
    assert.deepEqual(keys(store), ['first', 'a', 'b', 'z', 'u']);
  });

  it('shows a small first page at once, and the rest as it arrives', async () => {
    const client = new FakeClient(numbered(2_300));
    const { store, phases } = storeOver(client);
    await store.refresh();
    assert.deepEqual(
      client.pages.map(({ pageSize }) => pageSize),
      [100, 1000, 1000, 1000],
    );
    assert.equal(store.communicationCount, 2_300);
    assert.deepEqual([...new Set(phases)], ['loading', 'more', 'ready']);
  });

  it('asks once where one page holds it all', async () => {
    const client = new FakeClient(numbered(99));
    await storeOver(client).store.refresh();
    assert.equal(client.pages.length, 1);
  });

  it('takes in what was just created, in its place and once', async () => {
    const client = new FakeClient(numbered(3));
    const { store } = storeOver(client);
    await store.refresh();
    const created = communication('new', '2026-03-01T00:01:30Z');
    store.accept(created);
    assert.deepEqual(keys(store), ['c00000', 'c00001', 'new', 'c00002']);
    client.communications = [
      ...client.communications,
      { ...created, content: { type: 'TEXT', text: 'newer' } },
    ];
    await store.refresh();
    assert.equal(keys(store).filter((key) => key === 'new').length, 1);
    assert.equal(store.communication('new')?.content.text, 'newer');
    store.accept({ ...created, conversationId: 'another', id: 'stray' });
    assert.ok(!keys(store).includes('stray'));
  });

  it('does not lose what is created while an older answer is on its way', async () => {
    const client = new FakeClient(numbered(3));
    const { store } = storeOver(client);
    await store.refresh();
    const gate = Promise.withResolvers<void>();
    client.gate = gate.promise;
    const refreshing = store.refresh();
    store.accept(communication('new', '2026-03-02T00:00:00Z'));
    gate.resolve();
    await refreshing;
    assert.deepEqual(keys(store).at(-1), 'new');
  });

  it('moves a communication whose time changed, and forgets one that is gone', async () => {
    const client = new FakeClient(numbered(3));
    const { store } = storeOver(client);
    await store.refresh();
    client.communications = [
      { ...(client.communications[0] as Communication), occurredAt: '2026-03-05T00:00:00Z' },
      client.communications[1] as Communication,
    ];
    await store.refresh();
    assert.deepEqual(keys(store), ['c00001', 'c00000']);
    assert.equal(store.communication('c00002'), undefined);
  });

  it('keeps what it has when a refresh fails, and recovers', async () => {
    const client = new FakeClient(numbered(3));
    const { store } = storeOver(client);
    await store.refresh();
    client.failing = new Error('down');
    await store.refresh();
    assert.deepEqual(
      [store.phase, (store.error as Error).message, store.communicationCount],
      ['error', 'down', 3],
    );
    client.failing = undefined;
    await store.refresh();
    assert.deepEqual([store.phase, store.error], ['ready', undefined]);
  });

  it('gives up quietly when it is disposed of', async () => {
    const client = new FakeClient(numbered(3));
    const gate = Promise.withResolvers<void>();
    client.gate = gate.promise;
    const { store, phases } = storeOver(client);
    const refreshing = store.refresh();
    store.dispose();
    gate.resolve();
    await refreshing;
    assert.ok(!phases.includes('error'));
  });
});
