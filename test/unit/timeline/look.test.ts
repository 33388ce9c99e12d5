import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ApiError } from '../../../src/api/errors.ts';
import type { Page } from '../../../src/api/pages.ts';
import type { Communication, Conversation, Participant } from '../../../src/api/resources.ts';
import { TimelineStore } from '../../../src/timeline/store.ts';
import { agent, communication, conversation, customer } from '../../support/fixtures.ts';

const LIVE = new AbortController().signal;

function refused(status: number): ApiError {
  return new ApiError({ kind: 'status', status, message: 'Refused', method: 'GET', path: '/' });
}

/** A client over communications in the order given, that notes what it is asked for. */
class FakeClient {
  communications: Communication[] = [];
  conversation: Conversation = conversation;
  people: Participant[] = [customer, agent];
  failing: Error | undefined;
  /** What the next requests with a page's token are answered with. */
  tokenRefusals: Error[] = [];
  /** `from+size` of each page, and the ids of single ones. */
  asked: string[] = [];
  gate: Promise<void> = Promise.resolve();

  async fetchConversation() {
    if (this.failing) throw this.failing;
    return this.conversation;
  }

  async *participants() {
    yield { items: this.people };
  }

  async fetchCommunication(_id: string, communicationId: string) {
    this.asked.push(communicationId);
    const found = this.communications.find(({ id }) => id === communicationId);
    if (!found) throw refused(404);
    return found;
  }

  async communicationPage(
    _id: string,
    {
      pageSize = 50,
      pageToken,
      signal,
    }: { pageSize?: number; pageToken?: string; signal?: AbortSignal } = {},
  ): Promise<Page<Communication>> {
    this.asked.push(`${pageToken ?? 0}+${pageSize}`);
    await this.gate;
    signal?.throwIfAborted();
    if (this.failing) throw this.failing;
    const refusal = pageToken === undefined ? undefined : this.tokenRefusals.shift();
    if (refusal) throw refusal;
    const from = Number(pageToken ?? 0);
    const items = this.communications.slice(from, from + pageSize);
    const next = from + pageSize;
    return next < this.communications.length ? { items, nextToken: String(next) } : { items };
  }
}

const START = Date.UTC(2026, 2, 1);
const minute = (n: number) => new Date(START + n * 60_000).toISOString();
const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => communication(`c${from + n}`, minute(from + n)));

/** Another telling of a communication, with one recipient's status. */
function delivered(
  source: Communication | undefined,
  deliveryStatus: string,
  updatedAt = minute(1),
): Communication {
  assert.ok(source);
  const recipients = source.recipients.map((recipient) => ({ ...recipient, deliveryStatus }));
  return { ...source, updatedAt, recipients };
}

describe('a look for news', () => {
  it('reads nothing once the store is disposed of: its client may be that of an earlier secret', async () => {
    const client = new FakeClient();
    client.communications = numbered(3);
    const store = new TimelineStore(client, 'conv', () => {});
    await store.refresh();
    store.dispose();
    client.asked = [];
    await assert.rejects(store.look(LIVE), { name: 'AbortError' });
    await store.refresh();
    assert.deepEqual([client.asked, store.communicationCount, store.phase], [[], 3, 'ready']);
  });

  it('leaves everything to a reading that is under way', async () => {
    const client = new FakeClient();
    client.communications = numbered(3);
    const store = new TimelineStore(client, 'conv', () => {});
    const reading = store.refresh();
    store.accept(communication('sent', minute(9)));
    assert.deepEqual(await store.look(LIVE), { different: false, failures: 0 });
    await reading;
    assert.deepEqual([client.asked, store.communication('sent')?.id], [['0+100'], 'sent']);
  });

  let client: FakeClient;
  let store: TimelineStore;
  let changes: string[];

  beforeEach(() => {
    client = new FakeClient();
    changes = [];
    store = new TimelineStore(client, 'conv', () => changes.push(store.phase));
  });

  async function read(communications: Communication[]): Promise<void> {
    client.communications = communications;
    await store.refresh();
    client.asked = [];
    changes = [];
  }

  const ids = () => store.entries.map(({ communication: { id } }) => id);

  it('finds nothing, and makes no sign of it', async () => {
    await read(numbered(3));
    const { revision } = store;
    assert.deepEqual(await store.look(LIVE), { different: false, failures: 0 });
    assert.deepEqual(changes, []);
    assert.equal(store.revision, revision);
  });

  it('finds what came, in an account that lists the oldest first, by the last page alone', async () => {
    await read(numbered(2_500));
    client.communications.push(...numbered(2, 2_500));
    assert.deepEqual(await store.look(LIVE), { different: true, failures: 0 });
    assert.deepEqual(client.asked, ['2000+1000']);
    assert.deepEqual(ids().slice(-2), ['c2500', 'c2501']);
    assert.deepEqual(changes, ['ready']);
  });

  it('follows the list to the pages that it has grown by, and goes on from there', async () => {
    await read(numbered(150));
    client.communications.push(...numbered(2_000, 150));
    await store.look(LIVE);
    assert.deepEqual(client.asked, ['0+1000', '1000+1000', '2000+1000']);
    client.asked = [];
    client.communications.push(...numbered(1, 2_150));
    await store.look(LIVE);
    assert.deepEqual(client.asked, ['2000+1000']);
    assert.equal(store.communicationCount, 2_151);
  });

  it('does not skip a page of a look that failed', async () => {
    await read(numbered(1_100));
    client.communications.push(...numbered(1_000, 1_100));
    const fetchConversation = client.fetchConversation;
    client.fetchConversation = async () => {
      throw refused(500);
    };
    await assert.rejects(store.look(LIVE), /Refused/);
    client.fetchConversation = fetchConversation;
    await store.look(LIVE);
    assert.equal(store.communicationCount, 2_100);
  });

  it('finds what came where the newest are listed first, by the first page alone', async () => {
    await read(numbered(2_500).toReversed());
    client.communications.unshift(...numbered(2, 2_500).toReversed());
    await store.look(LIVE);
    assert.deepEqual(client.asked, ['0+1000']);
    assert.deepEqual(ids().slice(-2), ['c2500', 'c2501']);
  });

  it('reads everything where the list has no order', async () => {
    const all = numbered(1_500);
    await read([...all.slice(700), ...all.slice(0, 700)]);
    client.communications.splice(20, 0, ...numbered(1, 1_500));
    await store.look(LIVE);
    assert.deepEqual(client.asked, ['0+1000', '1000+1000']);
    assert.equal(ids().at(-1), 'c1500');
  });

  it('reads everything when the last page’s token is refused', async () => {
    await read(numbered(1_500));
    for (const status of [400, 404]) {
      client.asked = [];
      client.tokenRefusals = [refused(status)];
      await store.look(LIVE);
      assert.deepEqual(client.asked, ['1000+1000', '0+1000', '1000+1000'], String(status));
    }
  });

  it('asks again for deliveries that are under way, unless they have been so for long', async () => {
    const now = Date.now();
    const all: Communication[] = numbered(1_100).map((one, n) => {
      const at = new Date(now - (2_000 - n) * 1_000).toISOString();
      return { ...one, occurredAt: at, createdAt: at, updatedAt: at };
    });
    for (const n of [700, 990, 1_050]) all[n] = delivered(all[n], 'INITIATED', all[n]?.createdAt ?? '');
    const old = delivered(communication('old', minute(0)), 'IN_PROGRESS', minute(0));
    await read([old, ...all]);
    client.communications[991] = delivered(all[990], 'FAILED', new Date(now).toISOString());
    assert.deepEqual(await store.look(LIVE), { different: true, failures: 1 });
    // Neither the one far up, nor the old one, nor the one on the page that is read anyway.
    assert.deepEqual(client.asked, ['1000+1000', 'c990']);
    assert.equal(store.communication('c990')?.recipients[0]?.deliveryStatus, 'FAILED');
    client.asked = [];
    assert.deepEqual(await store.look(LIVE), { different: false, failures: 0 });
    assert.deepEqual(client.asked, ['1000+1000']);
  });

  it('takes no notice of what is told of as it was earlier', async () => {
    const [first] = numbered(1);
    await read([delivered(first, 'DELIVERED', minute(5))]);
    store.accept(delivered(first, 'IN_PROGRESS', minute(4)));
    assert.equal(store.communication('c0')?.recipients[0]?.deliveryStatus, 'DELIVERED');
    client.communications = [delivered(first, 'INITIATED', minute(3))];
    assert.equal((await store.look(LIVE)).different, false);
    store.accept(delivered(first, 'READ', minute(6)));
    assert.equal(store.communication('c0')?.recipients[0]?.deliveryStatus, 'READ');
  });

  it('learns of another name, of people who joined, and of what was deleted', async () => {
    await read(numbered(3));
    client.conversation = { ...conversation, name: 'Another', status: 'CLOSED' };
    client.people = [customer];
    client.communications.splice(1, 1);
    assert.equal((await store.look(LIVE)).different, true);
    assert.equal(store.conversation?.name, 'Another');
    assert.equal(store.participants.length, 1);
    assert.deepEqual(ids(), ['c0', 'c2']);
  });

  it('keeps what it has, and stays quiet, when it fails', async () => {
    await read(numbered(3));
    client.failing = refused(500);
    await assert.rejects(store.look(LIVE), /Refused/);
    assert.equal(store.phase, 'ready');
    assert.deepEqual(changes, []);
    assert.equal(store.communicationCount, 3);
  });

  it('tells of a failure that will not pass by itself', async () => {
    await read(numbered(3));
    for (const status of [401, 403, 404]) {
      client.failing = refused(status);
      await assert.rejects(store.look(LIVE), /Refused/);
      assert.equal(store.phase, 'error');
      assert.equal(store.error, client.failing);
      assert.equal(store.communicationCount, 3);
      client.failing = undefined;
      await store.refresh();
    }
  });

  it('completes a reading that failed in its midst', async () => {
    client.communications = numbered(2_500);
    client.tokenRefusals = [refused(500)];
    await store.refresh();
    assert.equal(store.phase, 'error');
    assert.equal((await store.look(LIVE)).different, true);
    assert.equal(store.phase, 'ready');
    assert.equal(store.error, undefined);
    assert.equal(store.communicationCount, 2_500);
  });

  it('ends when nobody looks any more, and when all is read by hand', async () => {
    await read(numbered(3));
    const seen = new AbortController();
    let open = () => {};
    client.gate = new Promise((resolve) => {
      open = resolve;
    });
    client.communications.push(...numbered(1, 3));
    const unseen = assert.rejects(store.look(seen.signal), { name: 'AbortError' });
    seen.abort();
    const overtaken = assert.rejects(store.look(LIVE), { name: 'AbortError' });
    const refresh = store.refresh();
    open();
    await Promise.all([unseen, overtaken, refresh]);
    assert.equal(store.phase, 'ready');
    assert.equal(store.communicationCount, 4);
  });
});
