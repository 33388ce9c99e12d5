import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationsClient } from '../../../src/api/client.ts';
import type { Exchange } from '../../../src/api/exchange.ts';
import { type Answer, scriptedServer } from '../../support/scriptedServer.ts';
import { clientOf, configuration, failure } from './support.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const KEY = '0f8fad5b-d9cb-469f-a165-70867728950e';

const accepted: Answer = {
  status: 202,
  headers: { 'Operation-Id': 'proc_job_1', 'Retry-After': '5', Location: 'https://elsewhere.example/x' },
  body: {
    statusUrl: 'https://elsewhere.example/v2/ControlPlane/Operations/proc_job_2',
    related: { configurationId: 'conf_1' },
  },
};
const create = {
  displayName: 'Support',
  description: 'What it is for',
  conversationGroupingType: 'GROUP_BY_PROFILE',
  memoryStoreId: 'mem_store_1',
} as const;

/** The writes that answer with an operation. */
const operations: Record<string, (client: ConversationsClient, idempotencyKey?: string) => Promise<unknown>> =
  {
    createConfiguration: (client, idempotencyKey) => client.createConfiguration(create, { idempotencyKey }),
    replaceConfiguration: (client, idempotencyKey) =>
      client.replaceConfiguration(configuration, {}, { idempotencyKey }),
    patchConfiguration: (client, idempotencyKey) =>
      client.patchConfiguration('conf_1', { displayName: 'New' }, { idempotencyKey }),
    deleteConfiguration: (client, idempotencyKey) => client.deleteConfiguration('conf_1', { idempotencyKey }),
    deleteConversation: (client, idempotencyKey) => client.deleteConversation('conv_1', { idempotencyKey }),
  };

describe('what is carried out later', () => {
  it('says which operation was begun, and how long to wait for it', async () => {
    await using server = await scriptedServer(accepted);
    assert.deepEqual(await clientOf(server.origin).createConfiguration(create), {
      operationId: 'proc_job_1',
      retryAfterMs: 5_000,
      related: { configurationId: 'conf_1' },
      statusUrl: 'https://elsewhere.example/v2/ControlPlane/Operations/proc_job_2',
    });
  });

  it('finds the operation in the status URL when the header is missing, and never goes there', async () => {
    await using elsewhere = await scriptedServer({});
    await using server = await scriptedServer(
      {
        status: 202,
        body: { statusUrl: `${elsewhere.origin}/v2/ControlPlane/Operations/proc%20job/`, related: null },
      },
      { body: { operationId: 'proc job', status: 'COMPLETED' } },
    );
    const client = clientOf(server.origin);
    const operation = await client.deleteConversation('conv_1');
    assert.deepEqual([operation.operationId, operation.related], ['proc job', {}]);
    await client.waitForOperation({ operationId: operation.operationId, retryAfterMs: 0 });
    assert.equal(server.requests[1]?.url, '/v2/ControlPlane/Operations/proc%20job');
    assert.equal(elsewhere.requests.length, 0);
  });

  it('says so when the answer names no operation', async () => {
    for (const statusUrl of ['https://elsewhere.example', '', 'https://elsewhere.example/%2e%2e', '%', 7]) {
      await using server = await scriptedServer({ status: 202, body: { statusUrl } });
      const error = await failure(clientOf(server.origin).deleteConfiguration('conf_1'));
      assert.deepEqual([error.kind, error.outcomeUnknown], ['malformed', true], String(statusUrl));
    }
    await using server = await scriptedServer({ status: 202, body: {} });
    const error = await failure(clientOf(server.origin).deleteConfiguration('conf_1'));
    assert.deepEqual([error.kind, error.outcomeUnknown], ['malformed', true]);
  });

  for (const [name, call] of Object.entries(operations)) {
    it(`gives each ${name} a key of its own, or the caller’s`, async () => {
      await using server = await scriptedServer(accepted);
      const client = clientOf(server.origin);
      await call(client);
      await call(client);
      await call(client, KEY);
      const [first, second, third] = server.requests.map(({ headers }) => headers['idempotency-key']);
      assert.match(String(first), UUID);
      assert.match(String(second), UUID);
      assert.notEqual(first, second);
      assert.equal(third, KEY);
    });

    it(`repeats ${name} after a failure that leaves its outcome open, with the same key`, async () => {
      for (const first of [
        { status: 500 },
        { status: 503, headers: { 'Retry-After': '0' } },
        (_: unknown, response: { destroy(): void }) => response.destroy(),
      ]) {
        await using server = await scriptedServer(first, accepted);
        await call(clientOf(server.origin));
        const [one, two] = server.requests;
        assert.equal(server.requests.length, 2);
        assert.equal(one?.headers['idempotency-key'], two?.headers['idempotency-key']);
        assert.equal(one?.body, two?.body);
      }
    });
  }

  it('does not repeat what was refused', async () => {
    await using server = await scriptedServer({ status: 409, body: { message: 'Taken' } });
    const error = await failure(clientOf(server.origin).createConfiguration(create));
    assert.deepEqual([error.status, error.outcomeUnknown], [409, false]);
    assert.equal(server.requests.length, 1);
  });

  it('says that the outcome is unknown when the last attempt is refused but an earlier one was lost', async () => {
    await using server = await scriptedServer((_, response) => response.destroy(), {
      status: 429,
      headers: { 'Retry-After': '3600' },
    });
    const error = await failure(clientOf(server.origin).deleteConfiguration('conf_1'));
    assert.deepEqual([error.kind, error.status, error.outcomeUnknown], ['status', 429, true]);
  });

  it('refuses a key that is not a UUID, before anything is sent', async () => {
    await using server = await scriptedServer(accepted);
    for (const key of ['', 'x', `${KEY}\r\nx: y`, `{${KEY}}`]) {
      assert.throws(
        () => clientOf(server.origin).deleteConversation('conv_1', { idempotencyKey: key }),
        RangeError,
      );
    }
    assert.equal(server.requests.length, 0);
  });
});

describe('configurations', () => {
  it('are listed by memory store, page by page', async () => {
    await using server = await scriptedServer(
      { body: { configurations: [configuration], meta: { nextToken: 't1' } } },
      { body: { configurations: [{ ...configuration, id: 'conf_2' }], meta: {} } },
    );
    const ids: string[] = [];
    for await (const { items } of clientOf(server.origin).configurations({
      memoryStoreId: 'mem_store_1',
      pageSize: 1,
    }))
      ids.push(...items.map(({ id }) => id));
    assert.deepEqual(ids, ['conf_1', 'conf_2']);
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      [
        '/v2/ControlPlane/Configurations?memoryStoreId=mem_store_1&pageSize=1',
        '/v2/ControlPlane/Configurations?memoryStoreId=mem_store_1&pageSize=1&pageToken=t1',
      ],
    );
  });

  it('are replaced with what was fetched and what is to change', async () => {
    const fetched = { ...configuration, statusCallbacks: [{ url: 'https://a.example' }], version: 3 };
    await using server = await scriptedServer({ body: fetched }, accepted);
    const client = clientOf(server.origin);
    await client.replaceConfiguration(await client.fetchConfiguration('conf_1'), { description: 'New' });
    const request = server.requests[1];
    assert.deepEqual([request?.method, request?.url], ['PUT', '/v2/ControlPlane/Configurations/conf_1']);
    const { id: _, ...writable } = configuration;
    assert.deepEqual(JSON.parse(request?.body ?? ''), {
      ...writable,
      description: 'New',
      statusCallbacks: [{ url: 'https://a.example' }],
      channelSettings: {},
    });
  });

  it('are checked at every depth, and mended where something is missing', async () => {
    const odd = {
      ...configuration,
      description: undefined,
      channelSettings: { SMS: { captureRules: [{ from: '*' }] }, RCS: 7 },
      statusCallbacks: [{}],
      conversationsV1Bridge: {},
    };
    await using server = await scriptedServer({ body: odd });
    const exchanges: Exchange[] = [];
    const found = await clientOf(server.origin, exchanges).fetchConfiguration('conf_1');
    assert.deepEqual(exchanges[0]?.problems.toSorted(), [
      'channelSettings.RCS is not an object',
      'channelSettings.SMS.captureRules[0].to is missing',
      'conversationsV1Bridge.serviceId is missing',
      'description is missing',
      'statusCallbacks[0].url is missing',
    ]);
    assert.deepEqual(found.channelSettings, { SMS: { captureRules: [{ from: '*', to: '' }] }, RCS: {} });
  });
});
