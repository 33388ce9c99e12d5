import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import twilio from 'twilio';
import type { ReceivedExchange } from '../../src/sandbox/server/http/exchangeRing.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';

interface Given {
  run: string;
  latest: number;
  exchanges: ReceivedExchange[];
}

describe('what the sandbox tells of the requests that it received', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ data: 'demo' });
  });
  after(() => sandbox.close());

  const account = () => {
    const [first] = sandbox.accounts;
    assert.ok(first);
    return first;
  };
  const authorization = () => {
    const { accountSid, authToken } = account();
    return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  };
  const sdk = () => {
    const client = twilio(account().accountSid, account().authToken);
    client.conversations.baseUrl = sandbox.url;
    return client;
  };
  const given = async (query = ''): Promise<Given> => {
    const answer = await fetch(`${sandbox.url}/sandbox/exchanges${query}`, {
      headers: { authorization: authorization() },
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as Given;
  };
  const afterwards = async (act: () => Promise<unknown>): Promise<ReceivedExchange[]> => {
    const { latest } = await given('?after=999999999');
    await act();
    return (await given(`?after=${latest}`)).exchanges;
  };

  it('tells of the official SDK’s calls, with both bodies, and no secret', async () => {
    const exchanges = await afterwards(async () => {
      const client = sdk();
      const [first] = await client.conversations.v2.conversations.list({ limit: 1 });
      assert.ok(first);
      await client.conversations.v2.conversations(first.id ?? '').patch({ name: 'Named by a program' });
      await assert.rejects(client.conversations.v2.conversations('conv_conversation_none').fetch());
    });
    assert.deepEqual(
      exchanges.map(({ operation, request, answer }) => [operation, request.method, answer?.status]),
      [
        ['ListConversations', 'GET', 200],
        ['PatchConversation', 'PATCH', 200],
        ['FetchConversation', 'GET', 404],
      ],
    );
    const [list, patch] = exchanges;
    assert.match(list?.request.headers['user-agent'] ?? '', /^twilio-node\//);
    assert.equal(list?.request.query, 'pageSize=1');
    assert.equal(patch?.request.body, '{"name":"Named by a program"}');
    assert.equal(JSON.parse(patch.answer?.body ?? '').name, 'Named by a program');
    assert.equal(patch.answer?.bodyBytes, Buffer.byteLength(patch.answer?.body ?? ''));
    assert.match(patch.answer?.headers['Twilio-Request-Id'] ?? '', /^RQ[0-9a-f]{32}$/);
    assert.equal(patch.authorization, `Basic ${account().accountSid}:••••`);
    const { authToken } = account();
    const text = JSON.stringify(exchanges);
    assert.ok(!text.includes(authToken) && !text.includes(authorization().slice(6)));
  });

  it('gives the same Twilio-Request-Id as the caller got', async () => {
    let id: string | null = null;
    const [exchange] = await afterwards(async () => {
      const answer = await fetch(`${sandbox.url}/v2/Conversations`, {
        headers: { authorization: authorization() },
      });
      id = answer.headers.get('twilio-request-id');
    });
    assert.ok(id);
    assert.equal(exchange?.answer?.headers['Twilio-Request-Id'], id);
  });

  it('shows no authorization that it does not know to be public', async () => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    const headers = [basic('the-secret:x'), 'Bearer the-secret', 'the-secret', basic('the-secret')];
    const exchanges = await afterwards(async () => {
      for (const header of headers) {
        await fetch(`${sandbox.url}/v2/Conversations`, {
          headers: { authorization: header, cookie: 'the-secret' },
        });
      }
    });
    assert.deepEqual(
      exchanges.map(({ authorization }) => authorization),
      ['Basic ••••:••••', 'Bearer ••••', '••••', 'Basic ••••:••••'],
    );
    assert.ok(exchanges.every(({ answer }) => answer?.status === 401));
    assert.ok(!JSON.stringify(exchanges).includes('the-secret'));
  });

  it('tells which fault struck, and of an answer that was never sent', async () => {
    const call = (method: string, path: string, body?: unknown) =>
      fetch(`${sandbox.url}${path}`, {
        method,
        headers: { authorization: authorization(), 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await call('POST', '/sandbox/faults', 'drop@ListConversations:times=1');
    const [dropped] = await afterwards(() => assert.rejects(call('GET', '/v2/Conversations')));
    assert.match(dropped?.fault ?? '', /^drop/);
    assert.equal(dropped?.answer, undefined);
    await call('DELETE', '/sandbox/faults');
  });

  it('tells of what it refused unread, and of nothing that was said to the sandbox itself', async () => {
    const exchanges = await afterwards(async () => {
      await fetch(sandbox.url);
      await given();
      await fetch(`${sandbox.url}/v2/Conversations`, {
        method: 'POST',
        headers: { authorization: authorization(), 'content-type': 'application/json' },
        body: Buffer.alloc(33 * 1024 * 1024, 0x20),
      });
    });
    assert.deepEqual(
      exchanges.map(({ request, answer }) => [request.path, answer?.status]),
      [['/v2/Conversations', 413]],
    );
  });

  it('leaves the bodies out of what a client sent that is named', async () => {
    const call = (agent: string) =>
      fetch(`${sandbox.url}/v2/Conversations`, {
        headers: { authorization: authorization(), 'user-agent': agent },
      });
    const { latest } = await given();
    await call('me/1.0');
    await call('you/1.0');
    const [mine, yours] = (await given(`?after=${latest}&brief=me%2F`)).exchanges;
    assert.equal(mine?.answer?.body, undefined);
    assert.ok((mine?.answer?.bodyBytes ?? 0) > 0);
    assert.ok(yours?.answer?.body);
  });

  it('keeps the latest in a bounded memory, and gives them in portions', async () => {
    const { latest } = await given();
    const body = JSON.stringify({ name: 'x'.repeat(500_000) });
    for (let count = 0; count < 40; count++) {
      await fetch(`${sandbox.url}/v2/Conversations`, {
        method: 'POST',
        headers: { authorization: authorization(), 'content-type': 'application/json' },
        body,
      });
    }
    let after = 0;
    let kept = 0;
    for (;;) {
      const { exchanges, latest: last } = await given(`?after=${after}`);
      const size = exchanges.reduce((sum, { request }) => sum + (request.body?.length ?? 0), 0);
      assert.ok(size <= 4 * 1024 * 1024);
      kept += exchanges.filter(({ number }) => number > latest).length;
      after = exchanges.at(-1)?.number ?? last;
      if (after === last) break;
      assert.ok(exchanges.length > 0);
    }
    assert.ok(kept > 20 && kept < 40, `${kept} of 40 are kept`);
    const [last] = (await given(`?after=${after - 1}`)).exchanges;
    assert.equal(last?.request.body?.length, 256 * 1024);
    assert.equal(last?.request.bodyBytes, body.length);
  });

  it('refuses a number that is none', async () => {
    for (const query of ['?after=x', '?after=-1', '?after=1&after=2', '?after=']) {
      const answer = await fetch(`${sandbox.url}/sandbox/exchanges${query}`, {
        headers: { authorization: authorization() },
      });
      assert.equal(answer.status, 400, query);
      await answer.body?.cancel();
    }
  });
});
