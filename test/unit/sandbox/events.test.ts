import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import type { Communication, Conversation, Participant } from '../../../src/api/resources.ts';
import { DEFAULT_ACCOUNT, type SandboxAccount } from '../../../src/sandbox/server/server.ts';
import { type ScriptedServer, type SeenRequest, scriptedServer } from '../../support/scriptedServer.ts';
import { Caller } from './caller.ts';

const STEP = 1_000;
const MINUTE = 60_000;

const moment = (at: number) => new Date(at).toISOString();
const sms = (address: string) => ({ channel: 'SMS', address });
const customer = (address: string) => ({ type: 'CUSTOMER', addresses: [sms(address)] });

interface Event {
  eventType: string;
  timestamp: string;
  data: Record<string, unknown>;
}

const eventOf = ({ body }: SeenRequest) => JSON.parse(body) as Event;

/** Somebody who is told, and who can be waited for. */
class Receiver {
  readonly #server: ScriptedServer;
  readonly #arrivals: Set<() => void>;

  private constructor(server: ScriptedServer, arrivals: Set<() => void>) {
    this.#server = server;
    this.#arrivals = arrivals;
  }

  static async start(): Promise<Receiver> {
    const arrivals = new Set<() => void>();
    const server = await scriptedServer((_, response) => {
      response.end();
      for (const check of arrivals) check();
    });
    return new Receiver(server, arrivals);
  }

  get origin(): string {
    return this.#server.origin;
  }

  get url(): string {
    return `${this.origin}/hook`;
  }

  /** Waits until there are so many requests. @returns all, of which there may be more */
  async requests(count: number): Promise<SeenRequest[]> {
    await new Promise<void>((resolve) => {
      const check = () => {
        if (this.#server.requests.length < count) return;
        this.#arrivals.delete(check);
        resolve();
      };
      this.#arrivals.add(check);
      check();
    });
    return this.#server.requests;
  }

  /** As {@link requests}, for what they tell. */
  async events(count: number): Promise<Event[]> {
    return (await this.requests(count)).map(eventOf);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }
}

/** Closes what was started also when the test waits in vain. */
async function closedAfter<T extends AsyncDisposable>(test: TestContext, starting: Promise<T>): Promise<T> {
  const started = await starting;
  test.after(() => started[Symbol.asyncDispose]());
  return started;
}

describe('status callbacks', () => {
  let caller: Caller;
  let receiver: Receiver;
  let configurationId: string;
  beforeEach(async () => {
    // One request at a time: conversations that have something to tell take turns.
    caller = await Caller.start({ deliveryStepMs: STEP, callbacks: { limits: { atOnce: 1 } } });
    receiver = await Receiver.start();
    configurationId = await configure([{ url: receiver.url }]);
  });
  afterEach(async () => {
    await caller.sandbox.close();
    await receiver[Symbol.asyncDispose]();
  });

  const configure = (statusCallbacks: unknown[], more: Record<string, unknown> = {}) =>
    caller.createConfiguration({ statusCallbacks, ...more });
  const create = (more: Record<string, unknown> = {}) =>
    caller.createConversation({ configurationId, ...more });
  const patch = (id: string, body: unknown) => caller.patch<Conversation>(`/v2/Conversations/${id}`, body);

  /**
   * All that is told of a conversation, to its end: one more event is caused, behind which nothing can come that was
   * caused before. That one is left out.
   */
  async function toldOf(id: string, to = receiver): Promise<Event[]> {
    const name = 'The end';
    await patch(id, { name });
    for (let count = 1; ; count++) {
      const events = await to.events(count);
      const end = events.findIndex(({ data }) => data['id'] === id && data['name'] === name);
      if (end >= 0) return events.slice(0, end);
    }
  }
  const typesOf = (events: readonly Event[]) => events.map(({ eventType }) => eventType);

  /** The conversation as callbacks show it. */
  async function asTold(id: string): Promise<Record<string, unknown>> {
    const { participants, ...rest } = await caller.conversation(id);
    return rest;
  }
  const participantAsTold = ({ addresses = [], ...rest }: Participant) => ({
    ...rest,
    addresses: addresses.map((address) => ({ channelId: null, ...address })),
  });
  const communicationAsTold = (communication: Communication) => ({ channelId: null, ...communication });

  describe('tell of', () => {
    it('a conversation and its participants, one after the other', async () => {
      const made = await create({
        name: 'Hello',
        metadata: { ticket: '7' },
        participants: [
          customer('+15035550101'),
          { name: 'Bo', type: 'AGENT', addresses: [{ ...sms('+15035550100'), channelId: 'SM1' }] },
        ],
      });
      const timestamp = moment(caller.now);
      const [first, second] = made.participants ?? [];
      assert.ok(first && second);
      const { participants, ...conversation } = made;
      assert.deepEqual(await toldOf(made.id), [
        { eventType: 'CONVERSATION_CREATED', timestamp, data: conversation },
        { eventType: 'PARTICIPANT_ADDED', timestamp, data: participantAsTold(first) },
        { eventType: 'PARTICIPANT_ADDED', timestamp, data: participantAsTold(second) },
      ]);
    });

    it('a participant that comes later, and one that changes', async () => {
      const { id } = await create();
      caller.advance(MINUTE);
      const added = await caller.createParticipant(id, customer('+15035550101'));
      caller.advance(MINUTE);
      const path = `/v2/Conversations/${id}/Participants/${added.id}`;
      const { body: updated } = await caller.put<Participant>(path, {
        name: 'Ada',
        addresses: [sms('+15035550102')],
      });
      assert.deepEqual((await toldOf(id)).slice(1), [
        { eventType: 'PARTICIPANT_ADDED', timestamp: added.createdAt, data: participantAsTold(added) },
        { eventType: 'PARTICIPANT_UPDATED', timestamp: updated.updatedAt, data: participantAsTold(updated) },
      ]);
    });

    it('a communication, and one that is updated by its resourceId', async () => {
      const { id } = await create();
      const spoken = { content: { type: 'TRANSCRIPTION', text: 'Grüße' } };
      const first = await caller.createCommunication(id, { ...spoken, resourceId: 'SM1' });
      caller.advance(MINUTE);
      const changed = await caller.createCommunication(id, {
        ...spoken,
        resourceId: 'SM1',
        channelId: 'CA1',
        content: { type: 'TRANSCRIPTION', text: '語' },
      });
      assert.deepEqual((await toldOf(id)).slice(1), [
        { eventType: 'COMMUNICATION_CREATED', timestamp: first.createdAt, data: communicationAsTold(first) },
        {
          eventType: 'COMMUNICATION_UPDATED',
          timestamp: changed.updatedAt,
          data: communicationAsTold(changed),
        },
      ]);
    });

    it('each step of a delivery, at its moment, however late somebody looks', async () => {
      const { id } = await create();
      const begun = caller.now;
      const made = await caller.createCommunication(id, {
        recipients: [sms('+15035550101'), { channel: 'CHAT', address: 'ada' }, sms('+15005550009')],
      });
      caller.advance(MINUTE);
      const told = (await toldOf(id)).slice(1);
      const step = (count: number, ...statuses: string[]) => ({
        eventType: count === 0 ? 'COMMUNICATION_CREATED' : 'COMMUNICATION_UPDATED',
        timestamp: moment(begun + count * STEP),
        data: {
          ...communicationAsTold(made),
          updatedAt: moment(begun + count * STEP),
          recipients: made.recipients.map((recipient, index) => ({
            ...recipient,
            deliveryStatus: statuses[index],
          })),
        },
      });
      assert.deepEqual(told, [
        step(0, 'INITIATED', 'INITIATED', 'INITIATED'),
        step(1, 'IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS'),
        step(2, 'DELIVERED', 'DELIVERED', 'FAILED'),
        step(4, 'DELIVERED', 'READ', 'FAILED'),
      ]);
      const [last] = await caller.communications(id);
      assert.deepEqual(told.at(-1)?.data, last && communicationAsTold(last));
    });

    it('each step of a delivery once, also when the communication is updated on its way', async () => {
      const { id } = await create();
      const begun = caller.now;
      for (const wait of [0, STEP / 2, STEP, STEP]) {
        caller.advance(wait);
        await caller.createCommunication(id, { resourceId: 'SM1' });
      }
      caller.advance(MINUTE);
      const told = (await toldOf(id)).slice(1);
      assert.deepEqual(
        told.map(({ timestamp, data }) => [
          (Date.parse(timestamp) - begun) / STEP,
          (data as unknown as Communication).recipients[0]?.deliveryStatus,
        ]),
        [
          [0, 'INITIATED'],
          [0.5, 'INITIATED'],
          [1, 'IN_PROGRESS'],
          [1.5, 'IN_PROGRESS'],
          [2, 'DELIVERED'],
          [2.5, 'DELIVERED'],
        ],
      );
    });

    it('each change of a conversation, by PUT and by PATCH, also one that changes nothing', async () => {
      const { id } = await create();
      caller.advance(MINUTE);
      await caller.put(`/v2/Conversations/${id}`, { status: 'INACTIVE', name: 'Put' });
      const put = await asTold(id);
      caller.advance(MINUTE);
      await patch(id, { metadata: { ticket: '7' } });
      const patched = await asTold(id);
      await patch(id, {});
      await patch(id, { status: 'CLOSED' });
      const closed = await asTold(id);
      const event = (data: Record<string, unknown>) => ({
        eventType: 'CONVERSATION_UPDATED',
        timestamp: data['updatedAt'],
        data,
      });
      assert.deepEqual((await toldOf(id)).slice(1), [put, patched, patched, closed].map(event));
    });

    it('a conversation that falls silent, at its moments', async () => {
      configurationId = await configure([{ url: receiver.url }], {
        channelSettings: { SMS: { statusTimeouts: { inactive: 10, closed: 30 } } },
      });
      const { id } = await create({ participants: [customer('+15035550101')] });
      const begun = caller.now;
      caller.advance(60 * MINUTE);
      const told = (await toldOf(id)).slice(2);
      assert.deepEqual(
        told.map(({ eventType, timestamp, data }) => [
          eventType,
          timestamp,
          data['status'],
          data['updatedAt'],
        ]),
        [
          ['CONVERSATION_UPDATED', moment(begun + 10 * MINUTE), 'INACTIVE', moment(begun + 10 * MINUTE)],
          ['CONVERSATION_UPDATED', moment(begun + 30 * MINUTE), 'CLOSED', moment(begun + 30 * MINUTE)],
        ],
      );
    });

    it('a conversation that ends when it would rest only that it ended', async () => {
      const statusTimeouts = { inactive: 30, closed: 30 };
      configurationId = await configure([{ url: receiver.url }], {
        channelSettings: { SMS: { statusTimeouts } },
      });
      const { id } = await create({ participants: [customer('+15035550101')] });
      caller.advance(60 * MINUTE);
      const told = (await toldOf(id)).slice(2);
      assert.deepEqual(
        told.map(({ data }) => data['status']),
        ['CLOSED'],
      );
    });

    it('a conversation that wakes before the communication that woke it', async () => {
      const { id } = await create();
      await patch(id, { status: 'INACTIVE' });
      await caller.createCommunication(id);
      const told = (await toldOf(id)).slice(1);
      assert.deepEqual(
        told.map(({ eventType, data }) => [eventType, data['status']]),
        [
          ['CONVERSATION_UPDATED', 'INACTIVE'],
          ['CONVERSATION_UPDATED', 'ACTIVE'],
          ['COMMUNICATION_CREATED', undefined],
        ],
      );
    });

    it('what an action sends, once it is sent', async () => {
      const { id } = await create();
      const payload = { from: sms('+15035550100'), to: [sms('+15035550101')], content: { text: 'Hello' } };
      const start = () => caller.post(`/v2/Conversations/${id}/Actions`, { type: 'SEND_MESSAGE', payload });
      const begun = caller.now;
      assert.equal((await start()).status, 202);
      caller.advance(3 * STEP);
      const told = (await toldOf(id)).slice(1);
      assert.deepEqual(
        told.map(({ eventType, timestamp }) => [eventType, timestamp]),
        [
          ['COMMUNICATION_CREATED', moment(begun + STEP)],
          ['COMMUNICATION_UPDATED', moment(begun + 2 * STEP)],
          ['COMMUNICATION_UPDATED', moment(begun + 3 * STEP)],
        ],
      );
    });
  });

  it('tell nothing of what only reads, of what is refused, and of what is no conversation’s', async () => {
    const { id, participants: [participant] = [] } = await create({
      participants: [customer('+15035550101')],
    });
    const path = `/v2/Conversations/${id}`;
    for (const read of ['', '/Participants', `/Participants/${participant?.id}`, '/Communications']) {
      await caller.get(path + read);
    }
    for (const refused of [
      await caller.post(`${path}/Communications`, {}),
      await caller.post(`${path}/Participants`, {}),
      await caller.put(`${path}/Participants/${participant?.id}`, { type: 'ROBOT' }),
      await caller.patch(path, { status: 'OPEN' }),
      await caller.patch(path, { metadata: Object.fromEntries(Array.from('123456789', (key) => [key, ''])) }),
      await caller.post('/v2/Conversations', { configurationId, participants: [customer('+15035550101')] }),
    ]) {
      assert.ok(refused.status >= 400);
    }
    const change = { description: 'Another' };
    await caller.complete(await caller.patch(`/v2/ControlPlane/Configurations/${configurationId}`, change));
    assert.deepEqual(typesOf(await toldOf(id)), ['CONVERSATION_CREATED', 'PARTICIPANT_ADDED']);
  });

  it('tell nothing of a deletion, for which there is no event, and nothing after it', async () => {
    const { id } = await create();
    await caller.createCommunication(id);
    const deletion = await caller.delete(`/v2/Conversations/${id}`);
    // It would be sent after that.
    const payload = { from: sms('+15035550100'), to: [sms('+15035550101')], content: { text: 'Hello' } };
    await caller.post(`/v2/Conversations/${id}/Actions`, { type: 'SEND_MESSAGE', payload });
    await caller.complete(deletion);
    caller.advance(60 * MINUTE);
    const other = await create();
    // More turns than the other conversation could have events.
    for (let turn = 0; turn < 8; turn++) await patch(other.id, {});
    await toldOf(other.id);
    const told = (await receiver.events(13)).filter(({ data }) =>
      [data['id'], data['conversationId']].includes(id),
    );
    // One step of delivery passes before the operation has ended.
    assert.deepEqual(typesOf(told), [
      'CONVERSATION_CREATED',
      'COMMUNICATION_CREATED',
      'COMMUNICATION_UPDATED',
    ]);
  });

  it('keep their order, however many there are', async () => {
    const { id } = await create();
    const texts = Array.from({ length: 60 }, (_, index) => String(index));
    for (const text of texts) await caller.createCommunication(id, { content: { type: 'TEXT', text } });
    const told = (await toldOf(id)).slice(1);
    assert.deepEqual(
      told.map(({ data }) => (data['content'] as { text: string }).text),
      texts,
    );
  });

  it('are as Twilio sends them: signed by the account’s token, for all to check', async () => {
    const { id } = await create({ name: 'Grüße & 語' });
    await toldOf(id);
    const seen = await receiver.requests(2);
    const tokens = new Set<unknown>();
    for (const { method, url, headers, body } of seen) {
      const whole = `${receiver.origin}${url}`;
      const signature = String(headers['x-twilio-signature']);
      assert.equal(method, 'POST');
      assert.equal(headers['content-type'], 'application/json');
      assert.ok(validateRequestWithBody(DEFAULT_ACCOUNT.authToken, signature, whole, body));
      assert.equal(validateRequestWithBody('another', signature, whole, body), false);
      assert.deepEqual(Object.keys(JSON.parse(body)), ['eventType', 'timestamp', 'data']);
      tokens.add(headers['i-twilio-idempotency-token']);
    }
    assert.equal(tokens.size, seen.length);
  });

  it('go to each target, by the method that it has', async () => {
    configurationId = await configure([
      { url: `${receiver.url}?by=post` },
      { url: `${receiver.url}?by=get`, method: 'GET' },
    ]);
    const { id } = await create();
    const seen = await receiver.requests(2);
    const by = (method: string) => seen.find((request) => request.method === method);
    const [post, get] = [by('POST'), by('GET')];
    assert.ok(post && get);
    assert.match(post.url, /^\/hook\?by=post&bodySHA256=[0-9a-f]{64}$/);
    const query = new URL(get.url, receiver.origin).searchParams;
    assert.equal(query.get('by'), 'get');
    const told = {
      eventType: query.get('eventType'),
      timestamp: query.get('timestamp'),
      data: JSON.parse(query.get('data') ?? ''),
    };
    assert.deepEqual(told, eventOf(post));
    assert.equal(told.data.id, id);
    const signature = String(get.headers['x-twilio-signature']);
    assert.ok(validateRequest(DEFAULT_ACCOUNT.authToken, signature, `${receiver.origin}${get.url}`, {}));
  });

  it('are signed by the account whose conversation it is, with its token also when an API key asked', async (test) => {
    const secret = 'the secret of the key';
    const apiKeys = [{ sid: `SK${'2'.repeat(32)}`, secret }];
    const accounts: SandboxAccount[] = [
      { accountSid: `AC${'1'.repeat(32)}`, authToken: 'first' },
      { accountSid: `AC${'2'.repeat(32)}`, authToken: 'second', apiKeys },
    ];
    const shared = await closedAfter(test, Caller.start({ accounts }));
    const byKey: SandboxAccount = { accountSid: apiKeys[0]?.sid ?? '', authToken: secret };
    const { body } = await shared.get<{ configurations: { id: string }[] }>(
      '/v2/ControlPlane/Configurations',
      byKey,
    );
    const path = `/v2/ControlPlane/Configurations/${body.configurations[0]?.id}`;
    await shared.send('PATCH', path, { statusCallbacks: [{ url: receiver.url }] }, { account: byKey });
    shared.advance(STEP);
    await shared.post('/v2/Conversations', { configurationId: body.configurations[0]?.id }, byKey);
    const [request] = await receiver.requests(1);
    assert.ok(request);
    assert.equal(eventOf(request).data['accountId'], accounts[1]?.accountSid);
    const signature = String(request.headers['x-twilio-signature']);
    const checks = ['first', 'second', secret].map((token) =>
      validateRequestWithBody(token, signature, `${receiver.origin}${request.url}`, request.body),
    );
    assert.deepEqual(checks, [false, true, false]);
  });

  it('are a conversation’s own by PATCH, stop with [], and come back with null', async (test) => {
    const own = await closedAfter(test, Receiver.start());
    const { id } = await create();
    const told = toldOf(id);
    assert.deepEqual(typesOf(await told), ['CONVERSATION_CREATED']);

    // Told already of what redirects them.
    await patch(id, { configuration: { statusCallbacks: [{ url: own.url }] } });
    await patch(id, { name: 'to the new one' });
    const [redirected, renamed] = await own.events(2);
    assert.deepEqual(redirected?.data['configuration'], {
      ...(await caller.conversation(id)).configuration,
      statusCallbacks: [{ url: own.url, method: 'POST' }],
    });
    assert.equal(renamed?.data['name'], 'to the new one');

    await patch(id, { configuration: { statusCallbacks: [] } });
    await patch(id, { name: 'to nobody' });
    await caller.createParticipant(id, customer('+15035550101'));
    await caller.createCommunication(id);
    caller.advance(MINUTE);

    await patch(id, { configuration: { statusCallbacks: null } });
    await patch(id, { name: 'to the first again' });
    const [, end, restored, last] = await receiver.events(4);
    assert.deepEqual(
      [end?.data['name'], restored?.data['name'], last?.data['name']],
      ['The end', 'to nobody', 'to the first again'],
    );
    assert.equal((await own.events(2)).length, 2);
  });

  it('are those that the conversation was made with, whatever becomes of its configuration', async (test) => {
    const later = await closedAfter(test, Receiver.start());
    const before = await create();
    const change = { statusCallbacks: [{ url: later.url }] };
    await caller.complete(await caller.patch(`/v2/ControlPlane/Configurations/${configurationId}`, change));
    const after = await create();
    await toldOf(after.id, later);
    assert.deepEqual(typesOf(await toldOf(before.id)), ['CONVERSATION_CREATED']);
    assert.equal(
      (await later.events(2)).some(({ data }) => data['id'] === before.id),
      false,
    );
  });

  it('are sent although nobody asks for anything: time alone moves things on', async (test) => {
    // A real clock, a thousand times as fast.
    const fast = await closedAfter(
      test,
      Caller.start({ now: () => new Date(), clockRate: 1_000, deliveryStepMs: STEP }),
    );
    const own = await fast.configurationId();
    await fast.send('PATCH', `/v2/ControlPlane/Configurations/${own}`, {
      statusCallbacks: [{ url: receiver.url }],
      channelSettings: { SMS: { statusTimeouts: { inactive: 1, closed: 2 } } },
    });
    while ((await fast.configuration(own)).version === 1) test.signal.throwIfAborted();
    const { id } = await fast.createConversation();
    await fast.createCommunication(id);
    const told = await receiver.events(6);
    assert.deepEqual(
      told.map(({ eventType, data }) => [eventType, data['status'] ?? null]),
      [
        ['CONVERSATION_CREATED', 'ACTIVE'],
        ['COMMUNICATION_CREATED', null],
        ['COMMUNICATION_UPDATED', null],
        ['COMMUNICATION_UPDATED', null],
        ['CONVERSATION_UPDATED', 'INACTIVE'],
        ['CONVERSATION_UPDATED', 'CLOSED'],
      ],
    );
    const at = (index: number) => Date.parse(told[index]?.timestamp ?? '');
    assert.deepEqual(
      [2, 3, 4, 5].map((index) => at(index) - at(1)),
      [STEP, 2 * STEP, MINUTE, 2 * MINUTE],
    );
  });

  it('are sent in time when the clock is made faster in the meantime', async (test) => {
    const slow = await closedAfter(test, Caller.start({ now: () => new Date(), deliveryStepMs: 3_600_000 }));
    const own = await slow.createConversation();
    await slow.patch(`/v2/Conversations/${own.id}`, {
      configuration: { statusCallbacks: [{ url: receiver.url }] },
    });
    await slow.createCommunication(own.id);
    assert.deepEqual(typesOf(await receiver.events(2)), ['CONVERSATION_UPDATED', 'COMMUNICATION_CREATED']);
    await slow.patch('/sandbox/clock', { rate: 3_600_000 });
    assert.deepEqual(typesOf(await receiver.events(4)).slice(2), [
      'COMMUNICATION_UPDATED',
      'COMMUNICATION_UPDATED',
    ]);
  });

  it('are not sent while data is put in that happened before', async (test) => {
    const demo = await closedAfter(test, Caller.start({ data: 'demo' }));
    const log = async () =>
      (await demo.get<{ attempts: { conversationId: string }[] }>('/sandbox/callbacks')).body.attempts;
    const told = (await demo.conversations()).filter(
      ({ configuration }) => (configuration?.statusCallbacks?.length ?? 0) > 0,
    );
    const [conversation] = told;
    assert.ok(conversation, 'the demo has conversations with callbacks');
    demo.sandbox.reset('demo');
    assert.deepEqual(await log(), []);
    await demo.patch(`/v2/Conversations/${conversation.id}`, {
      configuration: { statusCallbacks: [{ url: receiver.url }] },
    });
    assert.deepEqual(typesOf(await receiver.events(1)), ['CONVERSATION_UPDATED']);
    while ((await log()).length === 0) {
      test.signal.throwIfAborted();
      await turnOfTheEventLoop();
    }
    assert.deepEqual(
      (await log()).map(({ conversationId }) => conversationId),
      [conversation.id],
    );
  });
});
