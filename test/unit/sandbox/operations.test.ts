import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Answer, Caller, configurationBody, type ErrorBody, NOON } from './caller.ts';

const CONFIGURATIONS = '/v2/ControlPlane/Configurations';
const OPERATION_MS = 1_500;
const DAY = 24 * 3_600_000;
const SERVICE = `IS${'1'.repeat(32)}`;

const moment = (at: number) => new Date(at).toISOString();
const idOf = ({ headers }: Answer<unknown>) => headers.get('operation-id') ?? '';

describe('operations', () => {
  let caller: Caller;
  let configuration: string;
  beforeEach(async () => {
    caller = await Caller.start({ operationMs: OPERATION_MS });
    configuration = `${CONFIGURATIONS}/${await caller.configurationId()}`;
  });
  afterEach(() => caller.sandbox.close());

  const createConfiguration = (more: Record<string, unknown> = {}) =>
    caller.post<ErrorBody & { statusUrl: string; related: Record<string, string> }>(CONFIGURATIONS, {
      ...configurationBody(),
      ...more,
    });

  it('are accepted with 202, and name themselves in the body and in the headers', async () => {
    const { status, headers, body } = await createConfiguration();
    const id = headers.get('operation-id') ?? '';
    assert.equal(status, 202);
    assert.match(id, /^proc_job_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    assert.equal(body.statusUrl, `${caller.sandbox.url}/v2/ControlPlane/Operations/${id}`);
    assert.equal(headers.get('location'), body.statusUrl);
    assert.equal(headers.get('retry-after'), '2');
    assert.deepEqual(Object.keys(body), ['statusUrl', 'related']);
    assert.match(body.related['configurationId'] ?? '', /^conv_configuration_/);
  });

  it('are PENDING until their time has come, and COMPLETED then, to the millisecond', async () => {
    const accepted = await createConfiguration();
    const id = idOf(accepted);
    const pending = {
      operationId: id,
      status: 'PENDING',
      createdAt: moment(NOON),
      completedAt: null,
      statusUrl: accepted.body.statusUrl,
      error: null,
      related: accepted.body.related,
    };
    assert.deepEqual(await caller.operation(id), pending);
    caller.advance(OPERATION_MS - 1);
    assert.deepEqual(await caller.operation(id), pending);
    caller.advance(1);
    const completed = { ...pending, status: 'COMPLETED', completedAt: moment(NOON + OPERATION_MS) };
    assert.deepEqual(await caller.operation(id), completed);
    caller.advance(DAY);
    assert.deepEqual(await caller.operation(id), completed);
  });

  it('change nothing before they end', async () => {
    const made = (await createConfiguration()).body.related['configurationId'];
    const patched = await caller.patch(configuration, { description: 'Another' });
    const conversation = await caller.createConversation();
    const deleted = await caller.delete(`/v2/Conversations/${conversation.id}`);
    assert.deepEqual([patched.status, deleted.status], [202, 202]);
    const look = async () => [
      (await caller.get(`${CONFIGURATIONS}/${made}`)).status,
      (await caller.get(configuration)).body['description'] === 'Another',
      (await caller.get(`/v2/Conversations/${conversation.id}`)).status,
      (await caller.conversations()).length,
    ];
    caller.advance(OPERATION_MS - 1);
    assert.deepEqual(await look(), [404, false, 200, 1]);
    caller.advance(1);
    assert.deepEqual(await look(), [200, true, 404, 0]);
  });

  it('are done by the next request when they take no time', async () => {
    await using quick = await Caller.start({ operationMs: 0 });
    const accepted = await quick.post(CONFIGURATIONS, configurationBody());
    assert.equal(accepted.headers.get('retry-after'), '0');
    assert.equal((await quick.operation(idOf(accepted))).status, 'COMPLETED');
  });

  it('tell what they are about', async () => {
    const { id } = await caller.createConversation();
    const configurationId = await caller.configurationId();
    assert.deepEqual((await caller.delete(`/v2/Conversations/${id}`)).body['related'], {
      conversationId: id,
    });
    assert.deepEqual((await caller.delete(configuration)).body['related'], { configurationId });
  });

  it('give their address as the caller reached the sandbox', async () => {
    const { headers, body } = await caller.call<{ statusUrl: string }>(configuration, {
      method: 'DELETE',
      headers: { host: 'localhost:4321' },
    });
    assert.equal(
      body.statusUrl,
      `http://localhost:4321/v2/ControlPlane/Operations/${headers.get('operation-id')}`,
    );
    assert.equal(headers.get('location'), body.statusUrl);
  });

  describe('fail', () => {
    it('when two of them want what only one can have, and leave nothing behind', async () => {
      const conversationsV1Bridge = { serviceId: SERVICE };
      const first = await createConfiguration({ conversationsV1Bridge });
      const second = await createConfiguration({ conversationsV1Bridge });
      const id = idOf(second);
      assert.equal((await caller.end(first)).status, 'COMPLETED');
      const { statusUrl, related } = second.body;
      assert.deepEqual(await caller.operation(id), {
        operationId: id,
        status: 'FAILED',
        createdAt: moment(NOON),
        completedAt: moment(NOON + OPERATION_MS),
        statusUrl,
        error: {
          type: 'about:blank',
          title: 'Conflict',
          status: 409,
          detail: `conversationsV1Bridge.serviceId ${SERVICE} is bridged by configuration ${first.body.related['configurationId']}`,
          instance: statusUrl,
        },
        related,
      });
      const path = `${CONFIGURATIONS}/${related['configurationId']}`;
      assert.equal((await caller.get(path)).status, 404);
    });

    it('without having changed what they were to change', async () => {
      const before = await caller.configuration(await caller.configurationId());
      await createConfiguration({ conversationsV1Bridge: { serviceId: SERVICE } });
      const changes = { description: 'Another', conversationsV1Bridge: { serviceId: SERVICE } };
      const { status, error } = await caller.end(await caller.patch(configuration, changes));
      assert.deepEqual([status, error?.status, error?.title], ['FAILED', 409, 'Conflict']);
      assert.deepEqual(await caller.configuration(before.id), before);
    });

    it('when what they are about is gone by then', async () => {
      const { id } = await caller.createConversation();
      const accepted = await caller.delete(`/v2/Conversations/${id}`);
      assert.equal(caller.sandbox.deleteConversation(id), true);
      const { status, error, related } = await caller.end(accepted);
      assert.equal(status, 'FAILED');
      assert.deepEqual([error?.title, error?.status], ['Not Found', 404]);
      assert.match(error?.detail ?? '', new RegExp(id));
      assert.deepEqual(related, { conversationId: id });
    });

    it('and can be followed by one that does not', async () => {
      const conversationsV1Bridge = { serviceId: SERVICE };
      const first = await createConfiguration({ conversationsV1Bridge });
      const failed = await caller.patch(configuration, { conversationsV1Bridge });
      caller.advance(OPERATION_MS);
      assert.equal((await caller.operation(idOf(failed))).status, 'FAILED');
      const freed = `${CONFIGURATIONS}/${first.body.related['configurationId']}`;
      await caller.complete(await caller.patch(freed, { conversationsV1Bridge: null }));
      await caller.complete(await caller.patch(configuration, { conversationsV1Bridge }));
    });
  });

  describe('for the same resource go one at a time', () => {
    const writes = [
      ['PUT', { ...configurationBody(), channelSettings: {} }],
      ['PATCH', { description: 'Another' }],
      ['DELETE', undefined],
    ] as const;

    for (const [first, firstBody] of writes) {
      for (const [second, secondBody] of writes) {
        it(`${second} during ${first} of a configuration: 409`, async () => {
          const accepted = await caller.send(first, configuration, firstBody);
          caller.advance(OPERATION_MS - 1);
          const { status, headers, body } = await caller.send<ErrorBody>(second, configuration, secondBody);
          const id = configuration.split('/').at(-1);
          assert.deepEqual([status, body.code, body.status], [409, 20409, 409]);
          assert.equal(headers.get('x-conflicting-resource-id'), id);
          assert.equal(body.message, `Operation ${idOf(accepted)} is under way for ${id}`);
          caller.advance(1);
          assert.equal((await caller.operation(idOf(accepted))).status, 'COMPLETED');
          const after = await caller.send(second, configuration, secondBody);
          assert.equal(after.status, first === 'DELETE' ? 404 : 202);
        });
      }
    }

    it('DELETE during DELETE of a conversation: 409', async () => {
      const { id } = await caller.createConversation();
      const path = `/v2/Conversations/${id}`;
      const accepted = await caller.delete(path);
      const { status, headers } = await caller.delete(path);
      assert.deepEqual([status, headers.get('x-conflicting-resource-id')], [409, id]);
      await caller.complete(accepted);
      assert.equal((await caller.delete(path)).status, 404);
    });

    it('while those for others go side by side', async () => {
      const [one, two] = [await caller.createConversation(), await caller.createConversation()];
      const accepted = [
        await caller.patch(configuration, { description: 'Another' }),
        await createConfiguration(),
        await createConfiguration(),
        await caller.delete(`/v2/Conversations/${one.id}`),
        await caller.delete(`/v2/Conversations/${two.id}`),
      ];
      assert.equal(new Set(accepted.map(idOf)).size, 5);
      caller.advance(OPERATION_MS);
      for (const each of accepted) assert.equal((await caller.operation(idOf(each))).status, 'COMPLETED');
    });

    it('and the refused one changes nothing', async () => {
      const accepted = await caller.patch(configuration, { description: 'First' });
      assert.equal((await caller.patch(configuration, { description: 'Second' })).status, 409);
      await caller.complete(accepted);
      caller.advance(DAY);
      const { description, version } = await caller.configuration(configuration.split('/').at(-1) ?? '');
      assert.deepEqual([description, version], ['First', 2]);
    });
  });

  it('are refused at once for what cannot be, with no operation started', async () => {
    for (const answer of [
      await caller.delete(`${CONFIGURATIONS}/nothing`),
      await caller.delete('/v2/Conversations/nothing'),
      await caller.patch(`${CONFIGURATIONS}/nothing`, {}),
      await caller.put(`${CONFIGURATIONS}/nothing`, { ...configurationBody(), channelSettings: {} }),
      await createConfiguration({ displayName: '' }),
    ]) {
      assert.ok([400, 404].includes(answer.status), String(answer.status));
      assert.deepEqual(
        ['operation-id', 'retry-after', 'location'].filter((name) => answer.headers.has(name)),
        [],
      );
    }
    assert.equal((await caller.delete(configuration)).status, 202);
  });

  it('can be asked for until seven days after their end, and then no more', async () => {
    const id = idOf(await createConfiguration());
    caller.advance(OPERATION_MS + 7 * DAY);
    assert.equal((await caller.operation(id)).status, 'COMPLETED');
    caller.advance(1);
    const { status, body } = await caller.get<ErrorBody>(`/v2/ControlPlane/Operations/${id}`);
    assert.deepEqual([status, body.code], [404, 20404]);
  });

  it('are kept seven days although others come, and go without the others', async () => {
    const old = idOf(await createConfiguration());
    caller.advance(OPERATION_MS + 4 * DAY);
    const middle = idOf(await createConfiguration());
    caller.advance(3 * DAY);
    const young = idOf(await createConfiguration());
    const found = async () =>
      Promise.all(
        [old, middle, young].map(
          async (id) => (await caller.get(`/v2/ControlPlane/Operations/${id}`)).status,
        ),
      );
    assert.deepEqual(await found(), [200, 200, 200]);
    caller.advance(1);
    await createConfiguration();
    assert.deepEqual(await found(), [404, 200, 200]);
  });

  it('are not found by other accounts, nor by an id that is none', async () => {
    const accounts = ['1', '2'].map((digit) => ({ accountSid: `AC${digit.repeat(32)}`, authToken: digit }));
    await using shared = await Caller.start({ accounts });
    const [mine, other] = accounts;
    assert.ok(mine && other);
    const path = `/v2/ControlPlane/Operations/${idOf(await shared.post(CONFIGURATIONS, configurationBody(), mine))}`;
    assert.equal((await shared.get(path, mine)).status, 200);
    assert.equal((await shared.get(path, other)).status, 404);
    for (const id of ['nothing', 'proc_job_', '__proto__', 'constructor']) {
      assert.equal((await shared.get(`/v2/ControlPlane/Operations/${id}`)).status, 404);
    }
  });

  it('end with a reset', async () => {
    const accepted = await createConfiguration();
    caller.sandbox.reset();
    caller.advance(OPERATION_MS);
    assert.equal((await caller.get(`/v2/ControlPlane/Operations/${idOf(accepted)}`)).status, 404);
    const { body } = await caller.get<{ configurations: unknown[] }>(CONFIGURATIONS);
    assert.equal(body.configurations.length, 1);
  });

  it('leave conversations usable until they are deleted, and take everything of them then', async () => {
    const participants = [{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15035550101' }] }];
    const { id, participants: [customer] = [] } = await caller.createConversation({ participants });
    const accepted = await caller.delete(`/v2/Conversations/${id}`);
    const communication = await caller.createCommunication(id, { channelId: 'SM1' });
    assert.equal((await caller.post('/v2/Conversations', await conversationBody(participants))).status, 409);
    await caller.complete(accepted);
    for (const path of [
      '',
      '/Participants',
      `/Participants/${customer?.id}`,
      '/Communications',
      `/Communications/${communication.id}`,
      '/Actions/x',
    ]) {
      assert.equal((await caller.get(`/v2/Conversations/${id}${path}`)).status, 404, path);
    }
    assert.deepEqual(await caller.conversations('&channelId=SM1'), []);
    assert.equal((await caller.post('/v2/Conversations', await conversationBody(participants))).status, 201);
  });

  async function conversationBody(participants: unknown[]) {
    return { configurationId: await caller.configurationId(), participants };
  }
});
