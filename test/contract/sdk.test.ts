import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import twilio from 'twilio';
import { ConversationsClient } from '../../src/api/client.ts';
import { OPERATIONS } from '../../src/sandbox/server/operations.ts';
import { type CheckedSandbox, startCheckedSandbox } from '../support/checkedSandbox.ts';

const ACCOUNT = `AC${'7'.repeat(32)}`;
const KEY = `SK${'8'.repeat(32)}`;
const SECOND = 1_000;

/** The operations of v2 come first, and are as many as the document has. */
const V2_OPERATIONS = OPERATIONS.slice(0, 22);

/** What all lists of the SDK have in common. */
interface SdkList {
  list(params?: { pageSize?: number; limit?: number }): Promise<{ id?: string }[]>;
  each(params: {
    pageSize: number;
    callback: (item: { id?: string }, done: (error?: Error) => void) => void;
    done: (error?: Error) => void;
  }): void;
  page(params: { pageSize: number; pageToken?: string }): Promise<SdkPage>;
}

interface SdkPage {
  instances: { id?: string }[];
  nextToken?: string | undefined;
  nextPage(): Promise<SdkPage> | undefined;
  previousPage(): Promise<SdkPage> | undefined;
}

/** Reads a stream of the SDK to its end. */
function readEach(list: SdkList, pageSize: number): Promise<(string | undefined)[]> {
  return new Promise((resolve, reject) => {
    const ids: (string | undefined)[] = [];
    list.each({
      pageSize,
      callback: ({ id }) => ids.push(id),
      done: (error) => (error ? reject(error) : resolve(ids)),
    });
  });
}

/** Twilio's own client, as an independent witness. Every exchange is held against the OpenAPI document as well. */
describe('the official SDK against the sandbox', () => {
  let checked: CheckedSandbox;
  let client: ReturnType<typeof twilio>;
  /** Stands still until it is moved. */
  const clock = { now: Date.parse('2026-04-15T12:00:00.000Z') };
  const operationsSeen = new Set<string>();

  const aim = (username: string, password: string) => {
    const aimed = twilio(username, password, { accountSid: ACCOUNT });
    aimed.conversations.baseUrl = checked.url;
    return aimed;
  };
  const find = async (name: RegExp) => {
    const all = await client.conversations.v2.conversations.list();
    const found = all.find((conversation) => name.test(conversation.name ?? ''));
    assert.ok(found, `no conversation called ${name}`);
    const { id, configurationId } = found;
    // Of all that the API requires in an answer, the SDK's types promise nothing.
    assert.ok(id && configurationId);
    return { id, configurationId, name: found.name, configuration: found.configuration };
  };
  const refused = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => assert.fail('nothing was refused'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof twilio.RestException, `not a RestException: ${error}`);
    return error;
  };

  before(async () => {
    checked = await startCheckedSandbox({
      accounts: [{ accountSid: ACCOUNT, authToken: 'token', apiKeys: [{ sid: KEY, secret: 'secret' }] }],
      now: () => new Date(clock.now),
      operationMs: 2 * SECOND,
      deliveryStepMs: SECOND,
      onExchange: ({ operation, answer }) => {
        if (operation && answer.status < 300) operationsSeen.add(operation);
      },
    });
    client = aim(ACCOUNT, 'token');
  });
  after(() => checked.close());

  it('lists every conversation over many pages', async () => {
    const whole = await client.conversations.v2.conversations.list();
    const paged = await client.conversations.v2.conversations.list({ pageSize: 3 });
    assert.ok(whole.length >= 12);
    assert.deepEqual(
      paged.map(({ id }) => id),
      whole.map(({ id }) => id),
    );
  });

  it('filters by status, repeated', async () => {
    const found = await client.conversations.v2.conversations.list({ status: ['CLOSED', 'INACTIVE'] });
    assert.deepEqual([...new Set(found.map(({ status }) => status))].sort(), ['CLOSED', 'INACTIVE']);
  });

  it('pages through 300 communications and back', async () => {
    const { id } = await find(/Hotel Larkspur/);
    const communications = client.conversations.v2.communications(id);
    const all = await communications.list({ pageSize: 1000 });
    assert.equal(all.length, 300);
    const first = await communications.page({ pageSize: 120 });
    const second = await first.nextPage();
    const third = await second?.nextPage();
    assert.equal(third?.instances.length, 60);
    assert.equal(await third?.nextPage(), undefined);
    const back = await third?.previousPage();
    assert.deepEqual(
      back?.instances.map((item) => item.id),
      second?.instances.map((item) => item.id),
    );
    const start = await back?.previousPage();
    assert.deepEqual(
      start?.instances.map((item) => item.id),
      first.instances.map((item) => item.id),
    );
    assert.equal(await start?.previousPage(), undefined);
  });

  it('fetches a conversation, a participant, a communication and a configuration', async () => {
    const listed = await find(/Hannah Okafor/);
    const fetched = await client.conversations.v2.conversations(listed.id).fetch();
    assert.equal(fetched.name, listed.name);
    const [participant] = await client.conversations.v2.participants(listed.id).list({ pageSize: 1 });
    assert.ok(participant?.id);
    const same = await client.conversations.v2.participants(listed.id, participant.id).fetch();
    assert.equal(same.name, 'Hannah Okafor');
    const [communication] = await client.conversations.v2.communications(listed.id).list({ limit: 1 });
    assert.ok(communication?.id);
    const again = await client.conversations.v2.communications(listed.id, communication.id).fetch();
    assert.deepEqual(again.content, communication.content);
    assert.ok(again.createdAt instanceof Date && again.createdAt.getTime() < clock.now - 60_000);
    const configuration = await client.conversations.v2.configurations(listed.configurationId).fetch();
    assert.equal(configuration.displayName, 'Shop messaging');
    assert.equal((await client.conversations.v2.configurations.list({ pageSize: 1 })).length, 4);
  });

  it('creates a conversation, a participant and a communication', async () => {
    const { configurationId } = await find(/Hannah Okafor/);
    const conversation = await client.conversations.v2.conversations.create({
      configurationId,
      name: 'Made by the SDK',
      metadata: { ticket: '1' },
      participants: [
        { name: 'Ada', type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15035550191' }] },
      ],
    });
    assert.ok(conversation.id);
    const agent = await client.conversations.v2.participants(conversation.id).create({
      name: 'Bo',
      type: 'AGENT',
      addresses: [{ channel: 'SMS', address: '+15035550100' }],
    });
    assert.ok(agent.id);
    const request = {
      author: { address: '+15035550100', channel: 'SMS' as const, participantId: agent.id },
      content: { type: 'TEXT' as const, text: 'Hello from the SDK' },
      recipients: [{ address: '+15035550191', channel: 'SMS' as const }],
      resourceId: 'SM1',
      occurredAt: new Date('2026-01-02T03:04:05.678Z'),
    };
    const communication = await client.conversations.v2.communications(conversation.id).create(request);
    assert.equal(communication.recipients[0]?.deliveryStatus, 'INITIATED');
    assert.equal(communication.occurredAt.toISOString(), '2026-01-02T03:04:05.678Z');
    const updated = await client.conversations.v2
      .communications(conversation.id)
      .create({ ...request, content: { type: 'TEXT', text: 'Hello again' } });
    assert.equal(updated.id, communication.id);
    assert.equal((await client.conversations.v2.communications(conversation.id).list()).length, 1);
    const fetched = await client.conversations.v2.conversations(conversation.id).fetch();
    assert.equal(fetched.participants?.length, 2);
  });

  /** Waits, by the clock, until the operation that was accepted has ended. */
  const end = async ({ statusUrl = '' }: { statusUrl?: string | undefined }) => {
    const operation = () => client.conversations.v2.operations(statusUrl.replace(/^.*\//, '')).fetch();
    const pending = await operation();
    assert.deepEqual([pending.status, pending.completedAt, pending.statusUrl], ['PENDING', null, statusUrl]);
    clock.now += 2 * SECOND;
    const ended = await operation();
    assert.equal(ended.completedAt?.getTime(), clock.now);
    return ended;
  };
  const complete = async (accepted: { statusUrl?: string | undefined }) => {
    const { status, error, related } = await end(accepted);
    assert.deepEqual([status, error ?? null], ['COMPLETED', null]);
    return related;
  };
  const newConfiguration = (displayName: string) => ({
    displayName,
    description: 'Made by the SDK',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
  });

  it('creates, replaces, changes and deletes a configuration', async () => {
    const { configurations } = client.conversations.v2;
    const channelSettings = { SMS: { statusTimeouts: { inactive: 10, closed: 30 } }, CHAT: {} };
    const accepted = await configurations.createWithHttpInfo({
      ...newConfiguration('Made by the SDK'),
      channelSettings,
      statusCallbacks: [{ url: 'http://127.0.0.1:9/callback' }],
      intelligenceConfigurationIds: ['one'],
      memoryExtractionEnabled: true,
      conversationsV1Bridge: { serviceId: `IS${'7'.repeat(32)}` },
    });
    const { statusUrl, related } = accepted.body;
    assert.equal(accepted.statusCode, 202);
    assert.equal(accepted.headers['location'], statusUrl);
    assert.equal(accepted.headers['retry-after'], '2');
    assert.ok(statusUrl?.endsWith(`/${accepted.headers['operation-id']}`));
    assert.deepEqual(await complete(accepted.body), related);

    const id = related?.['configurationId'] ?? '';
    const made = await configurations(id).fetch();
    assert.deepEqual([made.id, made.version, made.memoryExtractionEnabled], [id, 1, true]);
    assert.deepEqual(made.channelSettings, channelSettings);
    assert.deepEqual(
      { ...made.statusCallbacks?.[0] },
      { url: 'http://127.0.0.1:9/callback', method: 'POST' },
    );
    assert.equal(made.conversationsV1Bridge?.serviceId, `IS${'7'.repeat(32)}`);

    await complete(await configurations(id).update({ ...newConfiguration('Replaced'), channelSettings }));
    const replaced = await configurations(id).fetch();
    assert.deepEqual([replaced.displayName, replaced.version], ['Replaced', 2]);
    assert.deepEqual([replaced.statusCallbacks, replaced.memoryExtractionEnabled], [[], false]);
    assert.equal(replaced.conversationsV1Bridge, null);
    assert.ok(replaced.updatedAt && replaced.createdAt && replaced.updatedAt > replaced.createdAt);

    await complete(
      await configurations(id).patch({
        description: 'Changed',
        // The API takes a channel away by null, which the SDK's types do not know.
        channelSettings: { CHAT: null as never, VOICE: { statusTimeouts: { closed: 5 } } },
      }),
    );
    const changed = await configurations(id).fetch();
    assert.deepEqual([changed.displayName, changed.description, changed.version], ['Replaced', 'Changed', 3]);
    assert.deepEqual(Object.keys(changed.channelSettings ?? {}), ['SMS', 'VOICE']);

    assert.deepEqual(await complete(await configurations(id).remove()), related);
    assert.equal((await refused(configurations(id).fetch())).status, 404);
  });

  it('starts nothing twice with an idempotency key', async () => {
    const { configurations } = client.conversations.v2;
    const keys = [1, 2, 3, 4].map((digit) => `${String(digit).repeat(8)}-1111-4111-8111-111111111111`);
    const repeated = async (
      send: () => Promise<{ statusUrl?: string | undefined; related?: Record<string, string> | undefined }>,
    ) => {
      const first = await send();
      assert.deepEqual([(await send()).statusUrl, (await send()).related], [first.statusUrl, first.related]);
      await complete(first);
      assert.equal((await send()).statusUrl, first.statusUrl);
      return first;
    };
    const header = (index: number) => ({ 'Idempotency-Key': keys[index] });
    const before = (await configurations.list()).length;
    const body = newConfiguration('Only once');
    const { related } = await repeated(() => configurations.create(body, header(0)));
    const id = related?.['configurationId'] ?? '';
    assert.equal((await configurations.list()).length, before + 1);
    await repeated(() => configurations(id).update({ ...body, channelSettings: {} }, header(1)));
    await repeated(() => configurations(id).patch({ description: 'Changed once' }, header(2)));
    assert.equal((await configurations(id).fetch()).version, 3);
    await repeated(() => configurations(id).remove({ idempotencyKey: keys[3] ?? '' }));
    assert.equal((await configurations.list()).length, before);
    const other = await refused(configurations.create(newConfiguration('Another'), header(0)));
    assert.deepEqual([other.status, other.code], [409, 20409]);
  });

  it('learns why an operation failed, and that one is under way', async () => {
    const { configurations } = client.conversations.v2;
    const conversationsV1Bridge = { serviceId: `IS${'6'.repeat(32)}` };
    const first = await configurations.create({ ...newConfiguration('First'), conversationsV1Bridge });
    const second = await configurations.create({ ...newConfiguration('Second'), conversationsV1Bridge });
    await complete(first);
    const id = first.related?.['configurationId'] ?? '';
    const failed = await client.conversations.v2
      .operations(second.statusUrl?.replace(/^.*\//, '') ?? '')
      .fetch();
    assert.equal(failed.status, 'FAILED');
    const { title, status, detail, instance } = failed.error ?? {};
    assert.deepEqual([title, status, instance], ['Conflict', 409, second.statusUrl]);
    assert.ok(detail?.includes(id));
    const removal = await configurations(id).remove();
    assert.equal((await refused(configurations(id).patch({ description: 'Too late' }))).status, 409);
    await complete(removal);
  });

  it('replaces, changes and deletes a conversation', async () => {
    const { configurationId } = await find(/Hannah Okafor/);
    const { conversations } = client.conversations.v2;
    const { id = '' } = await conversations.create({ configurationId, name: 'Before', metadata: { a: '1' } });
    const replaced = await conversations(id).update({
      status: 'INACTIVE',
      name: 'Replaced',
      metadata: { b: '2' },
    });
    assert.deepEqual(
      [replaced.status, replaced.name, replaced.metadata],
      ['INACTIVE', 'Replaced', { b: '2' }],
    );
    const changed = await conversations(id).patch({
      name: null,
      status: 'ACTIVE',
      metadata: { b: null, c: '3', d: '4' },
      configuration: { statusCallbacks: [{ url: 'http://127.0.0.1:9/own', method: 'GET' }] },
    });
    assert.deepEqual([changed.status, changed.name, changed.metadata], ['ACTIVE', null, { c: '3', d: '4' }]);
    assert.equal(changed.configuration?.statusCallbacks?.[0]?.url, 'http://127.0.0.1:9/own');
    const restored = await conversations(id).patch({ configuration: { statusCallbacks: null } });
    assert.deepEqual(
      restored.configuration?.statusCallbacks?.map(({ url }) => url),
      (await find(/Hannah Okafor/)).configuration?.statusCallbacks?.map(({ url }) => url),
    );
    const fetched = await conversations(id).fetchWithHttpInfo();
    assert.equal(fetched.statusCode, 200);
    assert.match(fetched.headers['twilio-request-id'] ?? '', /^RQ[0-9a-f]{32}$/);
    const key = '55555555-1111-4111-8111-111111111111';
    const removal = await conversations(id).removeWithHttpInfo({ idempotencyKey: key });
    assert.deepEqual([removal.statusCode, removal.body.related], [202, { conversationId: id }]);
    assert.equal((await conversations(id).remove({ idempotencyKey: key })).statusUrl, removal.body.statusUrl);
    assert.deepEqual(await complete(removal.body), { conversationId: id });
    assert.equal((await refused(conversations(id).fetch())).status, 404);
  });

  it('replaces a participant', async () => {
    const { configurationId } = await find(/Hannah Okafor/);
    const { id = '' } = await client.conversations.v2.conversations.create({ configurationId });
    const participants = client.conversations.v2.participants(id);
    const made = await participants.create({
      name: 'Ada',
      type: 'AI_AGENT',
      profileId: 'mem_profile_ada',
      addresses: [{ channel: 'SMS', address: '+15035550100' }],
    });
    assert.ok(made.id);
    clock.now += SECOND;
    const replaced = await client.conversations.v2
      .participants(id, made.id)
      .update({ name: 'Grace', addresses: [{ channel: 'CHAT', address: 'grace', channelId: 'CH1' }] });
    assert.deepEqual([replaced.id, replaced.name, replaced.type], [made.id, 'Grace', 'UNKNOWN']);
    assert.deepEqual({ ...replaced.addresses?.[0] }, { channel: 'CHAT', address: 'grace', channelId: 'CH1' });
    assert.ok(replaced.updatedAt && made.updatedAt && replaced.updatedAt > made.updatedAt);
    assert.equal((await client.conversations.v2.participants(id, made.id).fetch()).name, 'Grace');
  });

  it('sends a message by an action, and follows it to its delivery', async () => {
    const { configurationId } = await find(/Hannah Okafor/);
    const { id = '' } = await client.conversations.v2.conversations.create({ configurationId });
    const send = (to: string) =>
      client.conversations.v2.actions(id).createWithHttpInfo({
        type: 'SEND_MESSAGE',
        payload: {
          from: { address: '+15035550100', channel: 'SMS' },
          to: [{ address: to, channel: 'SMS' }],
          content: { text: 'Hello', mediaUrls: ['https://example.com/a.png'] },
          channelSettings: { messagingServiceSid: 'MG1' },
        },
      });
    const { statusCode, body: action } = await send('+15035550191');
    assert.deepEqual([statusCode, action.status, action.failureReason], [202, 'PENDING', null]);
    const invalid = (await send('+15005550001')).body;
    clock.now += 3 * SECOND;
    const done = await client.conversations.v2.actions(id, action.id).fetch();
    assert.deepEqual([done.status, done.failureReason], ['COMPLETED', null]);
    assert.equal(done.completedAt?.getTime(), clock.now - 2 * SECOND);
    const communicationId = done.related?.['communicationId'] ?? '';
    const sent = await client.conversations.v2.communications(id, communicationId).fetch();
    assert.equal(sent.resourceId, done.related?.['messageSid']);
    assert.equal(sent.recipients?.[0]?.deliveryStatus, 'DELIVERED');
    const failed = await client.conversations.v2.actions(id, invalid.id).fetch();
    assert.equal(failed.status, 'FAILED');
    assert.match(failed.failureReason ?? '', /\+15005550001/);
    assert.equal((await client.conversations.v2.communications(id).list()).length, 1);
  });

  it('sees the same of an action as our client does, whichever of them created it', async () => {
    const ours = new ConversationsClient({
      origin: checked.url,
      credentials: { username: ACCOUNT, password: 'token' },
      userAgent: 'test',
      // Waiting moves the sandbox's clock and costs no time.
      clock: {
        now: () => clock.now,
        sleep: async (milliseconds) => {
          clock.now += milliseconds;
        },
      },
    });
    const { configurationId } = await find(/Hannah Okafor/);
    const { id } = await ours.createConversation({ configurationId });
    const body = (to: string) => ({
      type: 'SEND_MESSAGE' as const,
      payload: {
        from: { address: '+15035550100', channel: 'SMS' as const },
        to: [{ address: to, channel: 'SMS' as const }],
        content: { text: 'Hello' },
      },
    });
    const theirs = await client.conversations.v2.actions(id).create(body('+15035550192'));
    const followed = await ours.waitForAction(id, theirs.id ?? '');
    assert.equal(followed.status, 'COMPLETED');
    assert.deepEqual(followed.related?.['messageSid'], theirs.related?.['messageSid']);

    const made = await ours.createAction(id, body('+15035550193'));
    assert.equal(made.status, 'PENDING');
    const ended = await ours.waitForAction(id, made);
    const seen = await client.conversations.v2.actions(id, made.id).fetch();
    assert.deepEqual([seen.status, { ...seen.related }], [ended.status, ended.related]);
    const { communicationId = '' } = ended.related ?? {};
    const sent = await client.conversations.v2.communications(id, communicationId).fetch();
    assert.equal(sent.resourceId, ended.related?.['messageSid']);

    const refused = await ours.waitForAction(id, await ours.createAction(id, body('+15005550001')));
    const failed = await client.conversations.v2.actions(id, refused.id).fetch();
    assert.deepEqual([failed.status, failed.failureReason], ['FAILED', refused.failureReason]);
  });

  /** Every list, and a size that makes pages of it. */
  const listsOf = (id: string): [list: SdkList, pageSize: number][] => {
    const { v2 } = client.conversations;
    return [
      [v2.configurations, 2],
      [v2.conversations, 3],
      [v2.participants(id), 1],
      [v2.communications(id), 90],
    ];
  };

  it('reads every list to its end one by one, and up to a limit', async () => {
    const { id } = await find(/Hotel Larkspur/);
    for (const [list, pageSize] of listsOf(id)) {
      const whole = (await list.list({ pageSize: 1000 })).map((item) => item.id);
      assert.ok(whole.length > pageSize);
      assert.deepEqual(await readEach(list, pageSize), whole);
      const some = await list.list({ pageSize, limit: pageSize + 1 });
      assert.deepEqual(
        some.map((item) => item.id),
        whole.slice(0, pageSize + 1),
      );
    }
  });

  it('turns pages forth and back in every list, and begins where it left off', async () => {
    const { id } = await find(/Hotel Larkspur/);
    const idsOf = (page: SdkPage | undefined) => page?.instances.map((item) => item.id);
    for (const [list, pageSize] of listsOf(id)) {
      const first = await list.page({ pageSize });
      const second = await first.nextPage();
      assert.ok(second);
      assert.equal(idsOf(first)?.length, pageSize);
      assert.notDeepEqual(idsOf(second), idsOf(first));
      const back = await second.previousPage();
      assert.deepEqual(idsOf(back), idsOf(first));
      assert.equal(await back?.previousPage(), undefined);
      const again = await list.page({ pageSize, ...(first.nextToken ? { pageToken: first.nextToken } : {}) });
      assert.deepEqual(idsOf(again), idsOf(second));
    }
    const { statusCode, headers, body } = await client.conversations.v2
      .communications(id)
      .pageWithHttpInfo({ pageSize: 1 });
    assert.deepEqual([statusCode, body.instances.length], [200, 1]);
    assert.match(headers['content-type'] ?? '', /^application\/json/);
  });

  it('filters communications, conversations and configurations', async () => {
    const { id, configurationId } = await find(/Hotel Larkspur/);
    const { conversations, configurations } = client.conversations.v2;
    const communications = client.conversations.v2.communications(id);
    const [first] = await communications.list({ limit: 1 });
    const channelId = first?.channelId ?? '';
    assert.deepEqual(
      (await communications.list({ channelId })).map((item) => item.id),
      [first?.id],
    );
    assert.deepEqual(
      (await conversations.list({ channelId, status: ['ACTIVE', 'INACTIVE', 'CLOSED'] })).map(
        (item) => item.id,
      ),
      [id],
    );
    const { memoryStoreId = '' } = await configurations(configurationId).fetch();
    const stored = await configurations.list({ memoryStoreId });
    assert.ok(stored.some((item) => item.id === configurationId));
    assert.deepEqual([...new Set(stored.map((item) => item.memoryStoreId))], [memoryStoreId]);
  });

  it('reads the classic side of a bridged conversation', async () => {
    const { configuration } = await find(/高橋/);
    const serviceSid = configuration?.conversationsV1Bridge?.serviceId ?? '';
    const classic = await client.conversations.v1
      .services(serviceSid)
      .conversations('web-haruka-takahashi')
      .fetch();
    assert.match(classic.sid, /^CH[0-9a-f]{32}$/);
    assert.equal(classic.state, 'active');
    const bySid = await client.conversations.v1.services(serviceSid).conversations(classic.sid).fetch();
    assert.equal(bySid.uniqueName, 'web-haruka-takahashi');
  });

  it('accepts an API key', async () => {
    const found = await aim(KEY, 'secret').conversations.v2.conversations.list({ limit: 1 });
    assert.equal(found[0]?.accountId, ACCOUNT);
  });

  it('gets a RestException for what is refused', async () => {
    const wrong = await refused(aim(ACCOUNT, 'wrong').conversations.v2.conversations.list());
    assert.deepEqual([wrong.status, wrong.code], [401, 20003]);

    const missing = await refused(client.conversations.v2.conversations('conv_conversation_nowhere').fetch());
    assert.deepEqual([missing.status, missing.code], [404, 20404]);
    assert.match(missing.moreInfo ?? '', /errors\/20404$/);

    const { id } = await find(/Hannah Okafor/);
    const bad = await refused(
      client.conversations.v2.communications(id).create({
        author: { address: '+15035550100', channel: 'SMS' },
        content: { type: 'TEXT', text: 'to nobody' },
        recipients: [],
      }),
    );
    assert.deepEqual(
      [bad.status, bad.code, bad.message],
      [400, 20001, 'recipients must have at least 1 item'],
    );

    const taken = await refused(
      client.conversations.v2.conversations.create({
        configurationId: (await find(/Hannah Okafor/)).configurationId,
        participants: [{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15035550142' }] }],
      }),
    );
    assert.equal(taken.status, 409);
    assert.ok(taken.message.includes(id));

    const closed = await find(/Lukas Brandt/);
    const final = await refused(
      client.conversations.v2.communications(closed.id).create({
        author: { address: '+494066969100', channel: 'SMS' },
        content: { type: 'TEXT', text: 'too late' },
        recipients: [{ address: '+4917604069042', channel: 'SMS' }],
      }),
    );
    assert.equal(final.status, 400);
    assert.match(final.message, /is CLOSED/);
  });

  it('exchanged nothing that the OpenAPI document does not allow', () => {
    assert.deepEqual(checked.violations, []);
    assert.ok(checked.exchanges.length > 30);
    const statuses = new Set(checked.exchanges.map(({ response }) => response.status));
    assert.deepEqual([...statuses].sort(), [200, 201, 202, 400, 401, 404, 409]);
  });

  it('went through every operation of v2, and each came to a good end', () => {
    assert.equal(V2_OPERATIONS.at(-1), 'FetchOperation');
    assert.deepEqual(
      V2_OPERATIONS.filter((operation) => !operationsSeen.has(operation)),
      [],
    );
  });
});
