import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Communication } from '../../../../src/api/resources.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { FindFeature } from '../../../../src/timeline/find/findFeature.ts';
import type { PanelContext } from '../../../../src/timeline/panelContext.ts';
import { addressKey } from '../../../../src/timeline/parties.ts';
import type { ToView } from '../../../../src/timeline/protocol/messages.ts';
import { TimelineStore } from '../../../../src/timeline/store.ts';
import { agent, communication, conversation, customer } from '../../../support/fixtures.ts';

/** After so long without an answer a test has failed. */
const PATIENCE_MS = 10_000;

function numbered(count: number): Communication[] {
  return Array.from({ length: count }, (_, n) =>
    communication(
      `c${String(n).padStart(5, '0')}`,
      new Date(Date.UTC(2026, 2, 1) + n * 60_000).toISOString(),
      { content: { type: 'TEXT', text: n % 1_000 === 7 ? `Needle ${n}` : `Hay ${n}` } },
    ),
  );
}

async function panelOver(communications: Communication[]) {
  const store = new TimelineStore(
    {
      fetchCommunication: () => Promise.reject(new Error('not asked for here')),
      fetchConversation: async () => conversation,
      async *participants() {
        yield { items: [customer, agent] };
      },
      communicationPage: async () => ({ items: communications }),
    },
    'conv',
    () => {},
  );
  await store.refresh();
  const posted: ToView[] = [];
  const shown: string[] = [];
  const said: string[] = [];
  const context = {
    store,
    masker: openMasker,
    timeZone: 'UTC',
    locale: 'en',
    post: (message: ToView) => posted.push(message),
    show: (id: string) => shown.push(id),
  };
  const feature = new FindFeature(context as unknown as PanelContext, {
    askWhere: (_, from) => said.push(`where from ${from}`),
    noFailure: () => said.push('no failure'),
  });
  /** The newest message of a type, once there is one more than before. */
  async function next<T extends ToView['type']>(type: T): Promise<Extract<ToView, { type: T }>> {
    const is = (message: ToView): message is Extract<ToView, { type: T }> => message.type === type;
    const before = posted.filter(is).length;
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      await turn();
      if (performance.now() > deadline) throw new Error(`No message ${type} came`);
      const all = posted.filter(is);
      const last = all.at(-1);
      if (last && all.length > before) return last;
    }
  }
  return { feature, store, context, posted, shown, said, next };
}

describe('finding in a panel', () => {
  const features: FindFeature[] = [];
  afterEach(() => {
    for (const feature of features.splice(0)) feature.dispose();
  });

  async function panel(communications: Communication[]) {
    const made = await panelOver(communications);
    features.push(made.feature);
    return made;
  }

  it('makes texts ready piece by piece before it answers, and shows what it found', async () => {
    const { feature, next, posted, shown } = await panel(numbered(5_000));
    assert.ok(feature.handle({ type: 'find', query: 'needle', move: 'start', from: 'c01500' }));
    assert.deepEqual(posted, [], 'the host does other things meanwhile');
    const found = await next('found');
    assert.deepEqual(found, {
      type: 'found',
      query: 'needle',
      count: 5,
      answers: true,
      index: 2,
      key: 'c02007',
    });
    assert.deepEqual(shown, ['c02007']);
  });

  it('answers the last of several questions', async () => {
    const { feature, next, shown } = await panel(numbered(3_000));
    const answer = next('found');
    for (const query of ['n', 'ne', 'need', 'needle 2'])
      feature.handle({ type: 'find', query, move: 'start', from: 'c00000' });
    const found = await answer;
    assert.deepEqual([found.query, found.count], ['needle 2', 1]);
    assert.equal(shown.at(-1), 'c02007');
  });

  it('goes on from what it found last, however fast it is asked', async () => {
    const { feature, next, shown } = await panel(numbered(3_000));
    const answer = next('found');
    feature.handle({ type: 'find', query: 'needle', move: 'start', from: 'c00000' });
    await answer;
    for (const move of ['next', 'next'] as const)
      feature.handle({ type: 'find', query: 'needle', move, from: 'c00000', goesOn: true });
    feature.handle({ type: 'find', query: 'needle', move: 'previous', from: 'c00000', goesOn: true });
    assert.deepEqual(shown.slice(-2), ['c02007', 'c01007']);
    feature.handle({ type: 'find', query: 'needle', move: 'next', from: 'c00000' });
    assert.equal(shown.at(-1), 'c00007');
  });

  it('counts anew when something arrives, and moves nobody for it', async () => {
    const { feature, store, next, shown } = await panel(numbered(1_000));
    const once = next('found');
    feature.handle({ type: 'find', query: 'needle', move: 'start' });
    assert.equal((await once).count, 1);
    const again = next('found');
    store.accept(
      communication('a', '2026-02-01T00:00:00Z', { content: { type: 'TEXT', text: 'An earlier needle' } }),
    );
    feature.changed();
    const found = await again;
    assert.deepEqual([found.count, found.index, found.key, found.answers], [2, 1, 'c00007', false]);
    assert.deepEqual(shown, ['c00007']);
  });

  it('finds nothing, and ends', async () => {
    const { feature, next, posted, shown } = await panel(numbered(10));
    const none = next('found');
    feature.handle({ type: 'find', query: 'zeppelin', move: 'start' });
    assert.deepEqual(await none, { type: 'found', query: 'zeppelin', count: 0, answers: true });
    feature.handle({ type: 'find', query: '', move: 'start' });
    assert.deepEqual(posted.at(-1), { type: 'found', query: '', count: 0, answers: true });
    assert.deepEqual(shown, []);
  });

  it('calls who is filtered by only what may be seen', async () => {
    const stranger = { address: '+15557777', channel: 'SMS' };
    const said = communication('s', '2026-03-01T00:00:30Z', { author: stranger });
    const { feature, store, context, posted } = await panel([...numbered(10), said]);
    feature.changed();
    assert.equal(posted.length, 0);
    const key = addressKey(stranger.address);
    // Of another time: who it is has to be found among what is not shown.
    store.setFilter({
      parties: ['p-customer', key, addressKey('nobody here')],
      from: Date.parse('2027-01-01'),
    });
    feature.changed();
    context.masker = closedMasker;
    feature.changed();
    const messages: readonly ToView[] = posted;
    const [open, masked] = messages.map((message) =>
      message.type === 'partyNames' ? message.names.map(({ name }) => name) : [],
    );
    assert.deepEqual(open, ['Maya Lopez', '+15557777']);
    assert.equal(masked?.length, 2);
    assert.doesNotMatch(JSON.stringify(messages.slice(1)), /Maya|5557777/);
  });

  it('goes to failed deliveries, and says so where there is none', async () => {
    const failed = communication('f', '2026-03-01T00:03:30Z', {
      recipients: [{ address: '+1', channel: 'SMS', deliveryStatus: 'FAILED' }],
    });
    const { feature, shown, said, store } = await panel([...numbered(10), failed]);
    feature.handle({ type: 'jumpFailed', move: 'next', from: 'c00001' });
    feature.handle({ type: 'jumpFailed', move: 'next', from: 'f' });
    assert.deepEqual(shown, ['f', 'f']);
    store.setFilter({ statuses: ['DELIVERED'] });
    feature.handle({ type: 'jumpFailed', move: 'previous' });
    feature.handle({ type: 'jump', from: 'c00001' });
    assert.deepEqual(said, ['no failure', 'where from c00001']);
  });

  it('leaves alone what is not meant for it', async () => {
    const { feature } = await panel([]);
    assert.equal(feature.handle({ type: 'getRows', from: 0, count: 1 }), false);
  });
});
