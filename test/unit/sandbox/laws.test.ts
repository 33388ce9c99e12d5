import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Conversation, PageMeta } from '../../../src/api/resources.ts';
import type { SandboxAccount } from '../../../src/sandbox/server/server.ts';
import { basic, Caller, communicationBody, configurationBody } from './caller.ts';

/* What has to hold whatever the numbers, names and moments are. */

const STATUSES = ['ACTIVE', 'INACTIVE', 'CLOSED'] as const;
const CHANNEL_IDS = ['one', 'two'] as const;

type Status = (typeof STATUSES)[number];
type Order = 'oldest-first' | 'newest-first';

/** More pages than there can be. */
const LONGEST = 200;

/** What happens between two pages. */
type Change =
  | { insert: { status: Status; channelId: string } }
  /** The one that stands there, by the order of making. */
  | { remove: number }
  | { move: number; status: Status };

const insert = fc.record({
  insert: fc.record({ status: fc.constantFrom(...STATUSES), channelId: fc.constantFrom(...CHANNEL_IDS) }),
});
const remove = fc.record({ remove: fc.nat(20) });
const move = fc.record({ move: fc.nat(20), status: fc.constantFrom(...STATUSES) });

/** An item as the test knows it: in the list or not, and since when. */
interface Known {
  id: string;
  status: Status;
  channelId: string;
  removed: boolean;
}

/** A list that a test fills, changes and reads. */
interface List {
  /** With its filters, and without page size and token. */
  path: string;
  key: string;
  order: Order;
  matches(item: Known): boolean;
  insert(status: Status, channelId: string): Promise<string>;
  remove(id: string): void;
  move(id: string, status: Status): Promise<void>;
}

interface Read {
  ids: string[];
  meta: PageMeta;
}

async function readPage(
  caller: Caller,
  { path, key }: List,
  size: number,
  token?: string | null,
): Promise<Read> {
  const query = `pageSize=${size}${token ? `&pageToken=${token}` : ''}`;
  const { status, body } = await caller.get<Record<string, { id: string }[]> & { meta: PageMeta }>(
    `${path}${path.includes('?') ? '&' : '?'}${query}`,
  );
  assert.equal(status, 200, JSON.stringify(body));
  const ids = (body[key] ?? []).map(({ id }) => id);
  assert.equal(body.meta.pageSize, ids.length);
  assert.ok(ids.length <= size);
  return { ids, meta: body.meta };
}

/**
 * Reads a list from its beginning to its end and back again, while it changes on the way there, and holds what was read
 * against what was in it.
 */
async function readThereAndBack(
  caller: Caller,
  list: List,
  {
    first,
    between,
    sizes,
  }: { first: readonly Change[]; between: readonly Change[][]; sizes: readonly number[] },
): Promise<void> {
  const items: Known[] = [];
  const change = async (each: Change) => {
    if ('insert' in each) {
      const { status, channelId } = each.insert;
      const id = await list.insert(status, channelId);
      items.push({ id, status, channelId, removed: false });
      return;
    }
    const item = items[('remove' in each ? each.remove : each.move) % Math.max(1, items.length)];
    if (!item || item.removed) return;
    if ('remove' in each) {
      list.remove(item.id);
      item.removed = true;
    } else if (item.status !== 'CLOSED') {
      await list.move(item.id, each.status);
      item.status = each.status;
    }
  };
  const inList = () => items.filter((item) => !item.removed && list.matches(item)).map(({ id }) => id);
  const inOrder = (ids: string[]) => (list.order === 'oldest-first' ? ids : ids.toReversed());
  for (const each of first) await change(each);

  const always = new Set(inList());
  const seen: string[] = [];
  let page: Read | undefined;
  for (let index = 0; ; index++) {
    assert.ok(index < LONGEST, 'the list does not end');
    page = await readPage(caller, list, sizes[index % sizes.length] ?? 1, page?.meta.nextToken);
    const present = new Set(inList());
    for (const id of page.ids) assert.ok(present.has(id), `${id} is not in the list, or not any more`);
    seen.push(...page.ids);
    if (!page.meta.nextToken) break;
    for (const each of between[index] ?? []) await change(each);
    const still = new Set(inList());
    for (const id of always) if (!still.has(id)) always.delete(id);
  }
  assert.equal(new Set(seen).size, seen.length, 'an item came twice');
  for (const id of always) assert.ok(seen.includes(id), `${id} was there all the time and did not come`);
  const made = items.map(({ id }) => id);
  assert.deepEqual(seen, inOrder(made.filter((id) => seen.includes(id))), 'out of order');
  // Everything that came before the last page was read is in the list's order after what was read already.
  if (list.order === 'oldest-first') {
    const end = seen.at(-1);
    const missed = inList().filter(
      (id) => !seen.includes(id) && (end === undefined || made.indexOf(id) > made.indexOf(end)),
    );
    assert.deepEqual(missed, [], 'the last page was not the last');
  }

  const back = [...page.ids];
  for (let index = 0; page.meta.previousToken; index++) {
    assert.ok(index < LONGEST, 'the list does not begin');
    page = await readPage(caller, list, sizes[index % sizes.length] ?? 1, page.meta.previousToken);
    back.unshift(...page.ids);
  }
  assert.deepEqual(back, inOrder(inList()), 'the way back');
}

const rounds = fc.record({
  first: fc.array(fc.oneof({ weight: 4, arbitrary: insert }, { weight: 1, arbitrary: move }), {
    maxLength: 14,
  }),
  between: fc.array(fc.array(fc.oneof(insert, remove, move), { maxLength: 3 }), { maxLength: 8 }),
  sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
});

describe('paging gives each item exactly once, whatever is inserted, removed and changed between the pages', () => {
  for (const order of ['newest-first', 'oldest-first'] as const) {
    describe(`in a list that runs ${order}`, () => {
      let caller: Caller;
      let configurationId: string;
      before(async () => {
        caller = await Caller.start({ behavior: { conversationOrder: order, communicationOrder: order } });
        configurationId = await caller.configurationId();
      });
      after(() => caller.sandbox.close());

      const conversations = (statuses: readonly Status[], channelId?: string): List => ({
        path: `/v2/Conversations?${new URLSearchParams([
          ...statuses.map((status) => ['status', status]),
          ...(channelId === undefined ? [] : [['channelId', channelId]]),
        ])}`,
        key: 'conversations',
        order,
        matches: (item) =>
          (statuses.length === 0 || statuses.includes(item.status)) &&
          (channelId === undefined || channelId === item.channelId),
        async insert(status, id) {
          const participants = [
            { type: 'AGENT', addresses: [{ channel: 'SMS', address: '+1', channelId: id }] },
          ];
          const { body } = await caller.post<Conversation>('/v2/Conversations', {
            configurationId,
            participants,
          });
          if (status !== 'ACTIVE') await this.move(body.id, status);
          return body.id;
        },
        remove: (id) => assert.ok(caller.sandbox.deleteConversation(id)),
        async move(id, status) {
          assert.equal((await caller.patch(`/v2/Conversations/${id}`, { status })).status, 200);
        },
      });

      it('conversations, with any filters', async () => {
        const statuses = fc.subarray([...STATUSES]);
        const channelId = fc.option(fc.constantFrom(...CHANNEL_IDS), { nil: undefined });
        await fc.assert(
          fc.asyncProperty(rounds, statuses, channelId, async (round, wanted, channel) => {
            caller.sandbox.reset();
            configurationId = await caller.configurationId();
            await readThereAndBack(caller, conversations(wanted, channel), round);
          }),
        );
      });

      it('communications, with and without a filter', async () => {
        const channelId = fc.option(fc.constantFrom(...CHANNEL_IDS), { nil: undefined });
        await fc.assert(
          fc.asyncProperty(rounds, channelId, async (round, wanted) => {
            const { id } = await caller.createConversation();
            await readThereAndBack(
              caller,
              {
                path: `/v2/Conversations/${id}/Communications${wanted === undefined ? '' : `?channelId=${wanted}`}`,
                key: 'communications',
                order,
                matches: (item) => wanted === undefined || item.channelId === wanted,
                insert: async (_, own) => (await caller.createCommunication(id, { channelId: own })).id,
                remove() {},
                async move() {},
              },
              // There is no way to remove or to move one.
              {
                ...round,
                first: round.first.filter(isInsert),
                between: round.between.map((each) => each.filter(isInsert)),
              },
            );
          }),
        );
      });
    });
  }

  const isInsert = (change: Change) => 'insert' in change;

  it('while writers and readers work at the same time, over the network', async () => {
    await using caller = await Caller.start();
    const { id } = await caller.createConversation();
    const path = `${caller.sandbox.url}/v2/Conversations/${id}/Communications`;
    const [account] = caller.sandbox.accounts;
    const headers = {
      authorization: basic(account?.accountSid ?? '', account?.authToken ?? ''),
      'content-type': 'application/json',
    };
    const write = async (): Promise<string> => {
      const response = await fetch(path, {
        method: 'POST',
        headers,
        body: JSON.stringify(communicationBody()),
      });
      assert.equal(response.status, 201);
      return (await response.json()).id;
    };
    const read = async (pageSize: number): Promise<string[]> => {
      const ids: string[] = [];
      for (let token: string | undefined = ''; token !== undefined; ) {
        const response: Response = await fetch(
          `${path}?pageSize=${pageSize}${token === '' ? '' : `&pageToken=${token}`}`,
          { headers },
        );
        const { communications, meta } = await response.json();
        for (const item of communications) ids.push(item.id);
        token = meta.nextToken;
      }
      return ids;
    };
    const before = await Promise.all(Array.from({ length: 40 }, write));
    const readers = [1, 2, 3, 7].map(read);
    const during = Promise.all(Array.from({ length: 120 }, write));
    const all = new Set([...before, ...(await during)]);
    assert.equal(all.size, 160);
    for (const ids of await Promise.all(readers)) {
      assert.equal(new Set(ids).size, ids.length);
      assert.deepEqual(
        before.filter((each) => !ids.includes(each)),
        [],
      );
    }
    assert.deepEqual(new Set(await read(9)), all);
  });
});

type Metadata = Record<string, string>;
type Patch = Record<string, string | null>;

/** RFC 7396, for maps of strings. */
function merge(target: Metadata, patch: Patch): Metadata {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

describe('merge patches of metadata', () => {
  let caller: Caller;
  before(async () => {
    caller = await Caller.start();
  });
  after(() => caller.sandbox.close());

  // Few names, so that patches meet; among them such as every object has.
  const key = fc.constantFrom(
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'g',
    'h',
    'i',
    'j',
    '__proto__',
    'constructor',
    'toString',
    '0',
    'k.K_k-0',
  );
  const value = fc.string({ maxLength: 6 });
  const metadata = fc.dictionary(key, value, { maxKeys: 8, noNullPrototype: true });
  const patch = fc.dictionary(key, fc.option(value), { maxKeys: 10, noNullPrototype: true });

  const shown = ({ metadata: found }: Conversation) => Object.entries(found ?? {}).sort();
  const expected = (of: Metadata) => Object.entries(of).sort();
  const fits = (of: Metadata) => Object.keys(of).length <= 8;

  async function conversationWith(of: Metadata) {
    const { id } = await caller.createConversation({ metadata: of });
    const path = `/v2/Conversations/${id}`;
    return {
      read: async () => shown(await caller.conversation(id)),
      apply: async (with_: Patch) => (await caller.patch<Conversation>(path, { metadata: with_ })).status,
      whole: () => caller.conversation(id),
      put: async (of: Metadata) => (await caller.put(path, { status: 'ACTIVE', metadata: of })).status,
    };
  }

  it('do what RFC 7396 says, or nothing at all when too much would be left', async () => {
    await fc.assert(
      fc.asyncProperty(metadata, fc.array(patch, { maxLength: 5 }), async (begun, patches) => {
        const conversation = await conversationWith(begun);
        let model = begun;
        for (const each of patches) {
          caller.advance(1);
          const before = await conversation.whole();
          const after = merge(model, each);
          assert.equal(await conversation.apply(each), fits(after) ? 200 : 400);
          if (fits(after)) model = after;
          else assert.deepEqual(await conversation.whole(), before);
          assert.deepEqual(await conversation.read(), expected(model));
        }
      }),
    );
  });

  it('of nothing change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(metadata, async (begun) => {
        const conversation = await conversationWith(begun);
        const before = await conversation.whole();
        assert.equal(await conversation.apply({}), 200);
        assert.deepEqual(await conversation.whole(), before);
      }),
    );
  });

  it('do the same twice as once', async () => {
    await fc.assert(
      fc.asyncProperty(metadata, patch, async (begun, each) => {
        const conversation = await conversationWith(begun);
        const status = await conversation.apply(each);
        const once = await conversation.whole();
        assert.equal(await conversation.apply(each), status);
        assert.deepEqual(await conversation.whole(), once);
      }),
    );
  });

  it('do one after the other what both do at once', async () => {
    await fc.assert(
      fc.asyncProperty(metadata, patch, patch, async (begun, one, two) => {
        fc.pre(fits(merge(begun, one)));
        const [stepwise, atOnce] = [await conversationWith(begun), await conversationWith(begun)];
        assert.equal(await stepwise.apply(one), 200);
        const both = Object.fromEntries([...Object.entries(one), ...Object.entries(two)]);
        assert.equal(await stepwise.apply(two), await atOnce.apply(both));
        if (fits(merge(merge(begun, one), two))) assert.deepEqual(await stepwise.read(), await atOnce.read());
      }),
    );
  });

  it('undo each other where one takes away what the other added', async () => {
    await fc.assert(
      fc.asyncProperty(metadata, patch, async (begun, each) => {
        const conversation = await conversationWith(begun);
        const before = await conversation.whole();
        if ((await conversation.apply(each)) !== 200) return;
        const undo: Patch = Object.fromEntries(
          Object.keys(each).map((name) => [name, Object.hasOwn(begun, name) ? (begun[name] ?? '') : null]),
        );
        assert.equal(await conversation.apply(undo), 200);
        assert.deepEqual(shown(await conversation.whole()), shown(before));
      }),
    );
  });

  it('are no replacements: a PUT is', async () => {
    await fc.assert(
      fc.asyncProperty(metadata, metadata, async (begun, next) => {
        const conversation = await conversationWith(begun);
        assert.equal(await conversation.put(next), 200);
        assert.deepEqual(await conversation.read(), expected(next));
      }),
    );
  });
});

describe('creating once', () => {
  const ACCOUNTS: SandboxAccount[] = ['1', '2', '3'].map((digit) => ({
    accountSid: `AC${digit.repeat(32)}`,
    authToken: digit,
  }));
  const CONFIGURATIONS = '/v2/ControlPlane/Configurations';
  let caller: Caller;
  before(async () => {
    caller = await Caller.start({ accounts: ACCOUNTS });
  });
  after(() => caller.sandbox.close());

  /** Over the network: all of them are on their way at the same time. */
  async function send(
    account: SandboxAccount,
    path: string,
    body: unknown,
    more: Record<string, string> = {},
  ): Promise<{ status: number; headers: Headers; body: { id: string; related: Record<string, string> } }> {
    const response = await fetch(caller.sandbox.url + path, {
      method: 'POST',
      headers: {
        authorization: basic(account.accountSid, account.authToken),
        'content-type': 'application/json',
        ...more,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  it('is what a key sees to, for each account by itself, however many ask at once', async () => {
    const request = fc.record({ account: fc.nat(ACCOUNTS.length - 1), key: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.uuid(), { minLength: 4, maxLength: 4 }),
        fc.array(request, { minLength: 2, maxLength: 24 }),
        async (keys, requests) => {
          caller.sandbox.reset();
          const answers = await Promise.all(
            requests.map(async ({ account: index, key }) => {
              const account = ACCOUNTS[index];
              assert.ok(account);
              // A configuration's name tells which key it was made with.
              const body = { ...configurationBody(), displayName: `key ${key}` };
              const answer = await send(account, CONFIGURATIONS, body, {
                'idempotency-key': keys[key] ?? '',
              });
              assert.equal(answer.status, 202);
              return { scope: `${index} ${key}`, index, key, ...answer };
            }),
          );
          const operations = new Map<string, string | null>();
          for (const { scope, headers, body } of answers) {
            const id = `${headers.get('operation-id')} ${body.related['configurationId']}`;
            assert.equal(operations.get(scope) ?? id, id);
            operations.set(scope, id);
          }
          caller.advance(1_000);
          for (const [index, account] of ACCOUNTS.entries()) {
            const asked = new Set(
              answers.filter((answer) => answer.index === index).map(({ key }) => `key ${key}`),
            );
            const { body } = await caller.get<{ configurations: { displayName: string }[] }>(
              CONFIGURATIONS,
              account,
            );
            const made = body.configurations.slice(1).map(({ displayName }) => displayName);
            assert.deepEqual(made.sort(), [...asked].sort());
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is what a resourceId sees to, for each conversation by itself, however many ask at once', async () => {
    const request = fc.record({ conversation: fc.nat(1), resourceId: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 24 }), async (requests) => {
        const [account] = ACCOUNTS;
        assert.ok(account);
        const ids = [(await caller.createConversation()).id, (await caller.createConversation()).id];
        const answers = await Promise.all(
          requests.map(async ({ conversation, resourceId }) => {
            const id = ids[conversation];
            const body = { ...communicationBody(), resourceId: `SM${resourceId}` };
            const answer = await send(account, `/v2/Conversations/${id}/Communications`, body);
            assert.equal(answer.status, 201);
            return { scope: `${id} SM${resourceId}`, id: answer.body.id };
          }),
        );
        const made = new Map<string, string>();
        for (const { scope, id } of answers) {
          assert.equal(made.get(scope) ?? id, id);
          made.set(scope, id);
        }
        const kept = (await Promise.all(ids.map((id) => caller.communications(id)))).flat();
        assert.deepEqual(kept.map(({ id }) => id).sort(), [...made.values()].sort());
      }),
      { numRuns: 50 },
    );
  });

  it('is not what happens without a key', async () => {
    const [account] = ACCOUNTS;
    assert.ok(account);
    caller.sandbox.reset();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(account, CONFIGURATIONS, configurationBody())),
    );
    assert.equal(new Set(answers.map(({ headers }) => headers.get('operation-id'))).size, 8);
  });
});
