import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Clients } from '../../../src/sandbox/server/clients.ts';
import { startSandbox } from '../../../src/sandbox/server/server.ts';
import { basic } from './caller.ts';

const ACCOUNT = `AC${'1'.repeat(32)}`;
const KEY = `SK${'2'.repeat(32)}`;
const ACCOUNTS = [{ accountSid: ACCOUNT, authToken: 'one', apiKeys: [{ sid: KEY, secret: 'two' }] }];

function called(
  userAgent: string | undefined,
  authorization: string,
  at: number,
  status: number | undefined = 200,
) {
  return {
    request: {
      method: 'GET',
      path: '/v2/Conversations',
      query: '',
      headers: { authorization, ...(userAgent === undefined ? {} : { 'user-agent': userAgent }) },
      body: Buffer.alloc(0),
    },
    status,
    operation: 'ListConversations' as const,
    at,
  };
}

describe('the clients of a sandbox', () => {
  it('are told apart by name and account, and an API key is its account’s', () => {
    const clients = new Clients(ACCOUNTS);
    clients.note(called('twilio-node/6.2.0 (linux x64)', basic(ACCOUNT, 'one'), 10));
    clients.note(called('twilio-node/6.2.0 (linux x64)', basic(KEY, 'two'), 20, 503));
    clients.note(called('curl/8.5.0', basic(ACCOUNT, 'one'), 30));
    clients.note(called('curl/8.5.0', basic(ACCOUNT, 'wrong'), 40, 401));
    assert.deepEqual(
      clients.list.map(({ userAgent, accountSid, requests, failures, firstAt, lastAt, lastStatus }) => [
        userAgent,
        accountSid,
        requests,
        failures,
        firstAt,
        lastAt,
        lastStatus,
      ]),
      [
        ['curl/8.5.0', undefined, 1, 1, 40, 40, 401],
        ['curl/8.5.0', ACCOUNT, 1, 0, 30, 30, 200],
        ['twilio-node/6.2.0 (linux x64)', ACCOUNT, 2, 1, 10, 20, 503],
      ],
    );
  });

  it('count what got no answer as failed', () => {
    const clients = new Clients(ACCOUNTS);
    clients.note({ ...called('x', basic(ACCOUNT, 'one'), 1), status: undefined });
    assert.deepEqual(
      clients.list.map(({ failures, lastStatus }) => [failures, lastStatus]),
      [[1, undefined]],
    );
  });

  it('are bounded: in number, and in what is kept of a name', () => {
    const clients = new Clients(ACCOUNTS);
    for (let index = 0; index < 500; index++) {
      clients.note(called(`agent-${index}/${'x'.repeat(10_000)}`, basic(ACCOUNT, 'one'), index));
    }
    assert.equal(clients.list.length, 50);
    assert.match(clients.list[0]?.userAgent ?? '', /^agent-499/);
    assert.ok(clients.list.every(({ userAgent }) => userAgent.length === 200));
  });

  it('give no secret, not even one that is in the wrong place', async () => {
    const sandbox = await startSandbox({ accounts: ACCOUNTS });
    try {
      const call = (path: string, authorization: string) =>
        fetch(sandbox.url + path, { headers: { authorization, 'user-agent': 'mine/1.0' } });
      await call('/v2/Conversations', basic('one', ACCOUNT));
      await call('/v2/Conversations', basic(ACCOUNT, 'one'));
      await call('/v2/Conversations', 'Bearer one');
      const answer = await call('/sandbox/clients', basic(KEY, 'two'));
      const text = await answer.text();
      const { clients } = JSON.parse(text);
      assert.deepEqual(
        clients.map((client: { accountSid?: string; requests: number }) => [
          client.accountSid,
          client.requests,
        ]),
        [
          [undefined, 2],
          [ACCOUNT, 1],
        ],
        'what is said to the sandbox itself is not counted',
      );
      assert.equal(clients[1].lastOperation, 'ListConversations');
      assert.doesNotMatch(text, /"one"|authorization|Bearer|Basic/i);
    } finally {
      await sandbox.close();
    }
  });
});
