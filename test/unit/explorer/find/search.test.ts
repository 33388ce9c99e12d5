import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/api/errors.ts';
import type { Page } from '../../../../src/api/pages.ts';
import type {
  Communication,
  Configuration,
  Conversation,
  Participant,
} from '../../../../src/api/resources.ts';
import { readQuery } from '../../../../src/explorer/find/query.ts';
import { ConversationSearch } from '../../../../src/explorer/find/search.ts';
import type { SearchClient, SearchEvent } from '../../../../src/explorer/find/step.ts';
import { communication, conversation, customer } from '../../../support/fixtures.ts';

const CH = `CH${'a1'.repeat(16)}`;
const IS = `IS${'b2'.repeat(16)}`;
const IM = `IM${'c3'.repeat(16)}`;
const CA = `CA${'d4'.repeat(16)}`;

/** An account's data, and the requests that were made for it. */
class FakeClient {
  conversationList: Conversation[] = [];
  people = new Map<string, Participant[]>();
  words: Communication[] = [];
  configurationList: Partial<Configuration>[] = [];
  /** By service and then SID or unique name: the SID. */
  classic: Record<string, Record<string, string>> = {};
  /** By classic conversation: its messages. */
  messages: Record<string, string[]> = {};
  pageSize = 1_000;
  asked: string[] = [];
  running = 0;
  mostRunning = 0;
  /** Called before each request; what it throws is what the request ends with. */
  before: (request: string, signal: AbortSignal | undefined) => void | Promise<void> = () => {};

  async #ask<T>(request: string, signal: AbortSignal | undefined, answer: () => T): Promise<T> {
    this.asked.push(request);
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    try {
      await new Promise(setImmediate);
      await this.before(request, signal);
      if (signal?.aborted) throw failed('cancelled');
      return answer();
    } finally {
      this.running--;
    }
  }

  async *#pages<T>(name: string, all: () => T[], options: Options): AsyncGenerator<Page<T>, void, void> {
    let from = Number(options.pageToken ?? 0);
    for (;;) {
      const page = await this.#ask(`${name} ${from}`, options.signal, (): Page<T> => {
        const items = all().slice(from, from + this.pageSize);
        return from + this.pageSize < all().length
          ? { items, nextToken: String(from + this.pageSize) }
          : { items };
      });
      yield page;
      if (page.nextToken === undefined) return;
      from = Number(page.nextToken);
    }
  }

  readonly client = {
    fetchConversation: (id: string, { signal }: Options) =>
      this.#ask(`conversation ${id}`, signal, () =>
        found(this.conversationList.find((one) => one.id === id)),
      ),
    conversations: (options: Options & { channelId?: string; status?: readonly string[] }) => {
      assert.deepEqual(options.status, ['ACTIVE', 'INACTIVE', 'CLOSED'], 'closed ones must not be left out');
      const { channelId } = options;
      if (channelId === undefined) return this.#pages('list', () => this.conversationList, options);
      const ids = new Set(
        this.words.filter((one) => one.channelId === channelId).map(({ conversationId }) => conversationId),
      );
      return this.#pages(
        `list of ${channelId}`,
        () => this.conversationList.filter(({ id }) => ids.has(id)),
        options,
      );
    },
    configurations: (options: Options) =>
      this.#pages('configurations', () => this.configurationList, options),
    participants: (id: string, options: Options) =>
      this.#pages(`participants of ${id}`, () => this.people.get(id) ?? [], options),
    fetchParticipant: (id: string, participantId: string, { signal }: Options) =>
      this.#ask(`participant in ${id}`, signal, () =>
        found(this.people.get(id)?.find((one) => one.id === participantId)),
      ),
    communicationPage: (id: string, { channelId, signal }: Options & { channelId?: string }) =>
      this.#ask(`communications of ${id}`, signal, () => ({
        items: this.words.filter((one) => one.conversationId === id && one.channelId === channelId),
      })),
    fetchCommunication: (id: string, communicationId: string, { signal }: Options) =>
      this.#ask(`communication in ${id}`, signal, () =>
        found(this.words.find((one) => one.conversationId === id && one.id === communicationId)),
      ),
    fetchAction: (id: string, actionId: string, { signal }: Options) =>
      this.#ask(`action in ${id}`, signal, () =>
        found(id === 'c7' ? { id: actionId, related: { communicationId: 'its-own' } } : undefined),
      ),
    fetchServiceConversation: (service: string, sid: string, { signal }: Options) =>
      this.#ask(`classic ${service} ${sid}`, signal, () => {
        const known = found(this.classic[service]?.[sid]);
        return { sid: known };
      }),
    serviceConversations: (service: string, options: Options) =>
      this.#pages(
        `classics of ${service}`,
        () => Object.values(this.classic[service] ?? {}).map((sid) => ({ sid })),
        options,
      ),
    fetchServiceMessage: (_service: string, chat: string, sid: string, { signal }: Options) =>
      this.#ask(`message in ${chat}`, signal, () => ({
        sid: found(this.messages[chat]?.find((one) => one === sid)),
      })),
  } as unknown as SearchClient;
}

interface Options {
  signal?: AbortSignal;
  pageToken?: string;
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw failed('status', 404);
  return thing;
}

function failed(kind: ApiError['kind'], status?: number): ApiError {
  return new ApiError({ kind, status, message: 'No', method: 'GET', path: '/' });
}

function named(id: string, rest: Partial<Conversation> = {}): Conversation {
  return { ...conversation, id, name: `Conversation ${id}`, participants: [], ...rest };
}

function searchFor(text: string, fake: FakeClient): ConversationSearch {
  return new ConversationSearch(readQuery(text, 'publisher.name'), fake.client);
}

async function all(
  search: ConversationSearch,
  signal = new AbortController().signal,
): Promise<SearchEvent[]> {
  const events: SearchEvent[] = [];
  for await (const event of search.run(signal)) events.push(event);
  return events;
}

const hitsOf = (events: readonly SearchEvent[]) =>
  events.flatMap((event) => (event.kind === 'hit' ? [event.hit] : []));
const idsOf = (events: readonly SearchEvent[]) => hitsOf(events).map(({ conversation }) => conversation.id);

/** Ten thousand conversations, each with a customer of its own. */
function large(): FakeClient {
  const fake = new FakeClient();
  fake.conversationList = Array.from({ length: 10_000 }, (_, index) =>
    named(`c${index}`, {
      updatedAt: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
      participants: [
        {
          ...customer,
          id: `p${index}`,
          addresses: [{ channel: 'SMS', address: `+1415${String(5_550_000 + index)}` }],
        },
      ],
    }),
  );
  return fake;
}

describe('searching for a conversation', () => {
  it('begins with what is loaded, without a request, and does not tell of it twice', async () => {
    const fake = new FakeClient();
    fake.conversationList = [named('a'), named('b', { name: 'Hannah' })];
    const search = searchFor('hannah', fake);
    assert.deepEqual(
      search.among(fake.conversationList).map(({ conversation: { id }, match }) => [id, match.kind]),
      [['b', 'name']],
    );
    assert.deepEqual(fake.asked, []);
    assert.deepEqual(idsOf(await all(search)), []);
    assert.equal(search.searched, 2);
    assert.ok(search.done);
  });

  it('finds an id by one request, and looks no further', async () => {
    const fake = large();
    fake.conversationList.push(named('conv_conversation_1'));
    const search = searchFor('conv_conversation_1', fake);
    assert.deepEqual(idsOf(await all(search)), ['conv_conversation_1']);
    assert.deepEqual(fake.asked, ['conversation conv_conversation_1']);
    assert.ok(search.settled && search.done);
  });

  it('tells where in the conversation, when the address says it', async () => {
    const fake = new FakeClient();
    fake.conversationList = [named('conv_conversation_1')];
    fake.words = [
      communication('conv_communication_1', '2026-01-01T00:00:00Z', {
        conversationId: 'conv_conversation_1',
      }),
    ];
    const events = await all(
      searchFor('/v2/Conversations/conv_conversation_1/Communications/conv_communication_1', fake),
    );
    assert.deepEqual(
      hitsOf(events).map(({ communicationId, match }) => [communicationId, match.kind]),
      [
        [undefined, 'conversationId'],
        ['conv_communication_1', 'communication'],
      ],
    );
  });

  it('finds a call by the API’s filter, and where it begins', async () => {
    const fake = large();
    fake.words = [
      communication('second', '2026-01-02T00:00:00Z', { conversationId: 'c5', channelId: CA }),
      communication('first', '2026-01-01T00:00:00Z', { conversationId: 'c5', channelId: CA }),
    ];
    const search = searchFor(CA, fake);
    assert.deepEqual(
      hitsOf(await all(search)).map(({ conversation: { id }, communicationId }) => [id, communicationId]),
      [
        ['c5', undefined],
        ['c5', 'first'],
      ],
    );
    assert.ok(!fake.asked.includes('list 0'), 'nothing is scanned');
  });

  it('finds a phone number among 10,000 conversations, wherever it stands', async () => {
    for (const index of [0, 5_000, 9_999]) {
      const search = searchFor(`(415) ${String(5_550_000 + index).replace(/^(...)/, '$1-')}`, large());
      const events = await all(search);
      assert.deepEqual(idsOf(events), [`c${index}`]);
      assert.equal(search.searched, 10_000);
      const before = events.slice(
        0,
        events.findIndex(({ kind }) => kind === 'hit'),
      );
      assert.equal(before.length, Math.floor(index / 1_000), 'the hit comes with its page');
      assert.deepEqual(events.at(-1), { kind: 'progress', step: 'conversations', searched: 10_000 });
    }
  });

  it('finds by participants’ ids and names, metadata, configuration, action and service', async () => {
    const fake = new FakeClient();
    fake.conversationList = [
      named('c1', { participants: [{ ...customer, id: 'conv_participant_1' }] }),
      named('c2', { metadata: { ticket: 'PDX-2284' } }),
      named('c3', { configurationId: 'conv_configuration_1' }),
      named('c4', { actionId: 'conv_action_1' }),
      named('c5', { configuration: { conversationsV1Bridge: { serviceId: IS } } }),
      named('c6', { configurationId: 'bridged' }),
      named('c8', {
        participants: [{ ...customer, name: 'Joe', addresses: [], profileId: 'mem_profile_01k555c5v010' }],
      }),
    ];
    fake.configurationList = [{ id: 'bridged', conversationsV1Bridge: { serviceId: IS } }];
    const kinds = async (text: string) =>
      hitsOf(await all(searchFor(text, fake))).map(
        ({ conversation: { id }, match }) => `${id} ${match.kind}`,
      );
    assert.deepEqual(await kinds('conv_participant_1'), ['c1 participantId']);
    assert.deepEqual(await kinds('maya'), ['c1 participantName']);
    assert.deepEqual(await kinds('pdx-2284'), ['c2 metadata']);
    assert.deepEqual(await kinds('conv_configuration_1'), ['c3 configuration']);
    assert.deepEqual(await kinds('conv_action_1'), ['c4 action']);
    assert.deepEqual(await kinds(IS), ['c5 service', 'c6 service']);
    assert.deepEqual(await kinds('mem_profile_01k555c5v010'), ['c8 profile']);
    assert.deepEqual(await kinds('555 01 0'), ['c1 address'], 'digits that an id holds are no phone number');
    assert.deepEqual(await kinds('nobody'), []);
  });

  it('looks no further once it has the one conversation that an id can be in', async () => {
    const fake = large();
    for (const [index, list] of fake.conversationList.entries())
      list.participants = [{ ...customer, id: `conv_participant_${index}` }];
    const search = searchFor('conv_participant_3', fake);
    assert.deepEqual(idsOf(await all(search)), ['c3']);
    assert.deepEqual(fake.asked, ['list 0']);
    assert.ok(search.settled && search.done);
    const known = searchFor('conv_participant_3', fake);
    assert.equal(known.among(fake.conversationList).length, 1);
    assert.deepEqual(await all(known), []);
    assert.deepEqual(fake.asked, ['list 0'], 'what is loaded answers it');
    fake.conversationList[5] = named('c5', { actionId: 'conv_action_5' });
    assert.deepEqual(idsOf(await all(searchFor('conv_action_5', fake))), ['c5']);
    assert.ok(!fake.asked.some((request) => request.startsWith('action in')));
    const both = await all(searchFor('conv_participant_3 and conv_participant_9999', fake));
    assert.deepEqual(idsOf(both), ['c3', 'c9999']);
  });

  it('finds a classic chat by its SID, its unique name, and one of its messages', async () => {
    const fake = new FakeClient();
    fake.conversationList = [named('c1'), named('c2')];
    fake.configurationList = [{ id: 'x' }, { id: 'y', conversationsV1Bridge: { serviceId: IS } }];
    fake.classic = { [IS]: { [CH]: CH, 'web-4711': CH } };
    fake.messages = { [CH]: [IM] };
    fake.words = [
      communication('w1', '2026-01-01T00:00:00Z', { conversationId: 'c2', channelId: CH }),
      communication('w2', '2026-01-02T00:00:00Z', { conversationId: 'c2', channelId: CH, resourceId: IM }),
    ];
    for (const [text, place] of [
      [CH, 'w1'],
      ['web-4711', 'w1'],
      [IM, 'w2'],
    ] as const) {
      const last = hitsOf(await all(searchFor(text, fake))).at(-1);
      assert.deepEqual([last?.conversation.id, last?.communicationId], ['c2', place], text);
    }
  });

  it('says so when a chat is known on the classic side only', async () => {
    const fake = new FakeClient();
    fake.configurationList = [{ id: 'y', conversationsV1Bridge: { serviceId: IS } }];
    fake.classic = { [IS]: { [CH]: CH } };
    const events = await all(searchFor(CH, fake));
    assert.deepEqual(
      events.filter(({ kind }) => kind === 'classicOnly'),
      [{ kind: 'classicOnly', sid: CH, serviceSid: IS }],
    );
  });

  it('asks each conversation for a communication, the latest first, a few at once, and ends at the hit', async () => {
    const fake = large();
    fake.words = [communication('conv_communication_1', '2026-01-01T00:00:00Z', { conversationId: 'c9990' })];
    const search = searchFor('conv_communication_1', fake);
    const events = await all(search);
    assert.deepEqual(
      hitsOf(events).map(({ conversation: { id }, communicationId }) => [id, communicationId]),
      [['c9990', 'conv_communication_1']],
    );
    const probes = fake.asked.filter((request) => request.startsWith('communication in'));
    assert.equal(probes[0], 'communication in c9999');
    assert.ok(probes.length <= 14, `${probes.length} were asked`);
    assert.ok(fake.mostRunning <= 4, `${fake.mostRunning} at once`);
    assert.ok(search.settled);
    assert.ok(events.some((event) => event.kind === 'progress' && event.total === 10_000));
  });

  it('asks each conversation for an action', async () => {
    const fake = large();
    fake.conversationList.splice(20);
    const [hit] = hitsOf(await all(searchFor('conv_action_9', fake)));
    assert.deepEqual([hit?.conversation.id, hit?.communicationId], ['c7', 'its-own']);
  });

  it('asks for participants where the list does not tell them, and only where they can matter', async () => {
    const fake = new FakeClient();
    const { participants: _, ...brief } = named('brief');
    fake.conversationList = [named('full'), brief];
    fake.people.set('brief', [customer]);
    assert.deepEqual(idsOf(await all(searchFor('+1 555 0100', fake))), ['brief']);
    assert.ok(!fake.asked.includes('participants of full 0'));
    assert.deepEqual(idsOf(await all(searchFor('p-customer', fake))), [], 'too short for an id');
    fake.asked = [];
    await all(searchFor(CA, fake));
    assert.ok(!fake.asked.some((request) => request.startsWith('participants')));
  });

  it('ends at once and without a word when it is cancelled in the middle', async () => {
    const fake = large();
    const abort = new AbortController();
    const events: SearchEvent[] = [];
    const search = searchFor('+1 415 555 9999', fake);
    for await (const event of search.run(abort.signal)) {
      events.push(event);
      if (events.length === 3) abort.abort();
    }
    assert.equal(events.length, 3);
    assert.equal(search.searched, 3_000);
    assert.ok(!search.done);
    assert.ok(fake.asked.length <= 4);
    assert.deepEqual(await all(searchFor('x y', fake), abort.signal), []);
  });

  it('ends the requests that look into conversations when it is cancelled', async () => {
    const fake = large();
    const abort = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    fake.before = (request, signal) => {
      if (request.startsWith('communication in')) signals.push(signal);
    };
    for await (const event of searchFor('conv_communication_1', fake).run(abort.signal)) {
      if (event.kind === 'progress' && event.step === 'communications' && event.searched === 20)
        abort.abort();
    }
    assert.ok(signals.length >= 20 && signals.length <= 24);
    assert.ok(signals.every((signal) => signal?.aborted));
    while (fake.running > 0) await new Promise(setImmediate);
    assert.ok(signals.length <= 24, 'none is begun after that');
  });

  it('tells of a page that fails, and goes on with that page when it is tried again', async () => {
    const fake = large();
    let failing = true;
    fake.before = (request) => {
      if (failing && request === 'list 3000') throw failed('status', 503);
    };
    const search = searchFor('+1 415 555 9999', fake);
    const first = await all(search);
    assert.deepEqual(first.at(-1)?.kind, 'failed');
    assert.equal(search.searched, 3_000);
    assert.ok(!search.done);
    assert.equal((await all(search)).length, 1, 'it fails again');
    failing = false;
    fake.asked = [];
    assert.deepEqual(idsOf(await all(search)), ['c9999']);
    assert.equal(fake.asked[0], 'list 3000');
    assert.equal(search.searched, 10_000);
    assert.ok(search.done);
  });

  it('loses no conversation when looking into one of them fails', async () => {
    const fake = large();
    fake.conversationList.splice(100);
    fake.words = [communication('conv_communication_1', '2026-01-01T00:00:00Z', { conversationId: 'c50' })];
    let failing = true;
    fake.before = (request) => {
      if (failing && /communication in c50|conversation c50/.test(request)) throw failed('status', 500);
    };
    const search = searchFor('conv_communication_1', fake);
    assert.equal((await all(search)).at(-1)?.kind, 'failed');
    assert.equal((await all(search)).at(-1)?.kind, 'failed');
    failing = false;
    assert.deepEqual(idsOf(await all(search)), ['c50']);
  });

  it('goes on with the rest when a part fails, and repeats that part alone', async () => {
    const fake = new FakeClient();
    fake.conversationList = [named('c1', { name: 'Hannah' })];
    let failing = true;
    fake.before = (request) => {
      if (failing && request.startsWith('configurations')) throw failed('status', 403);
    };
    const search = searchFor('hannah', fake);
    const events = await all(search);
    assert.deepEqual(
      events.map((event) => event.kind),
      ['failed', 'hit', 'progress'],
    );
    failing = false;
    fake.asked = [];
    await all(search);
    assert.deepEqual(fake.asked, ['configurations 0']);
    assert.ok(search.done);
  });

  it('ends at refused credentials: whatever is asked next would be refused too', async () => {
    const fake = new FakeClient();
    fake.before = () => {
      throw failed('status', 401);
    };
    const events = await all(searchFor('hannah', fake));
    assert.deepEqual(
      events.map((event) => event.kind),
      ['failed'],
    );
    assert.equal(fake.asked.length, 1);
  });

  it('begins the list again, once, when a page’s token is refused, and counts nothing twice', async () => {
    const fake = large();
    let refusals = 1;
    fake.before = (request) => {
      if (request === 'list 4000' && refusals-- > 0) throw failed('status', 400);
    };
    const search = searchFor('+1 415 555 0000', fake);
    const events = await all(search);
    assert.deepEqual(idsOf(events), ['c0']);
    assert.equal(search.searched, 10_000);
    assert.ok(search.done);
    refusals = Number.POSITIVE_INFINITY;
    assert.equal((await all(searchFor('+1 415 555 0000', fake))).at(-1)?.kind, 'failed');
  });

  it('counts a conversation once that two pages hold', async () => {
    const fake = new FakeClient();
    fake.pageSize = 2;
    fake.conversationList = [
      named('a', { name: 'x y' }),
      named('b', { name: 'x y' }),
      named('b', { name: 'x y' }),
    ];
    const search = searchFor('x y', fake);
    assert.deepEqual(idsOf(await all(search)), ['a', 'b']);
    assert.equal(search.searched, 2);
  });
});
