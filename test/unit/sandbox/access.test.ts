import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_ACCOUNT } from '../../../src/sandbox/server/server.ts';
import { basic, Caller, type ErrorBody } from './caller.ts';

const FIRST = {
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: 'first-token',
  apiKeys: [{ sid: `SK${'1'.repeat(32)}`, secret: 'a:secret with: colons' }],
};
const SECOND = { accountSid: `AC${'2'.repeat(32)}`, authToken: 'second-token' };

describe('who may call', () => {
  let caller: Caller;
  before(async () => {
    caller = await Caller.start({ accounts: [FIRST, SECOND], data: 'demo' });
  });
  after(() => caller.sandbox.close());
  const as = (authorization: string) =>
    caller.call<ErrorBody>('/v2/Conversations', { headers: { authorization } });

  it('an account with its token, an API key with its secret', async () => {
    assert.equal((await as(basic(FIRST.accountSid, FIRST.authToken))).status, 200);
    assert.equal((await as(basic(FIRST.apiKeys[0]?.sid ?? '', 'a:secret with: colons'))).status, 200);
    assert.equal((await as(basic(SECOND.accountSid, SECOND.authToken))).status, 200);
  });

  for (const [title, authorization] of [
    ['a wrong token', basic(FIRST.accountSid, 'wrong')],
    ["another account's token", basic(FIRST.accountSid, SECOND.authToken)],
    ['the beginning of the token', basic(FIRST.accountSid, 'first')],
    ['no token', basic(FIRST.accountSid, '')],
    ['an unknown account', basic(`AC${'3'.repeat(32)}`, FIRST.authToken)],
    ["an API key with the account's token", basic(FIRST.apiKeys[0]?.sid ?? '', FIRST.authToken)],
    ['the default account', basic(DEFAULT_ACCOUNT.accountSid, DEFAULT_ACCOUNT.authToken)],
    ['another scheme', 'Bearer first-token'],
    ['base64 of nothing', 'Basic '],
    ['no colon', `Basic ${Buffer.from(FIRST.accountSid).toString('base64')}`],
    ['no base64', 'Basic {}'],
    ['an empty header', ''],
  ] as const) {
    it(`not ${title}: 401`, async () => {
      const { status, body, headers } = await as(authorization);
      assert.equal(status, 401);
      assert.deepEqual(body, {
        code: 20003,
        message: 'Authenticate',
        more_info: 'https://www.twilio.com/docs/errors/20003',
        status: 401,
      });
      assert.match(headers.get('www-authenticate') ?? '', /^Basic /);
    });
  }

  it('not without a header: 401, for paths that lead nowhere as well', async () => {
    for (const path of ['/v2/Conversations', '/v2/nowhere', '/v1/Services/IS1/Conversations/CH1']) {
      const response = await caller.sandbox.fetch(new Request(caller.sandbox.url + path));
      assert.equal(response.status, 401, path);
    }
  });

  it('keeps accounts apart', async () => {
    const list = async (account: typeof SECOND) =>
      (await caller.get<{ conversations: { id: string; accountId: string }[] }>('/v2/Conversations', account))
        .body.conversations;
    const [first, second] = [await list(FIRST), await list(SECOND)];
    assert.ok(first.length >= 12 && first.length === second.length);
    assert.deepEqual([...new Set(first.map(({ accountId }) => accountId))], [FIRST.accountSid]);
    const ids = new Set(first.map(({ id }) => id));
    assert.equal(
      second.some(({ id }) => ids.has(id)),
      false,
    );
    const path = `/v2/Conversations/${first[0]?.id}`;
    assert.equal((await caller.get(path, FIRST)).status, 200);
    assert.equal((await caller.get(path, SECOND)).status, 404);
    assert.equal((await caller.get(`${path}/Communications`, SECOND)).status, 404);
  });

  it('GET / tells who is there, without credentials and without secrets', async () => {
    const response = await caller.sandbox.fetch(new Request(`${caller.sandbox.url}/`));
    const text = await response.text();
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    assert.equal(response.status, 200);
    assert.deepEqual(JSON.parse(text), {
      service: 'twilio-conversations-sandbox',
      version,
      accounts: [FIRST.accountSid, SECOND.accountSid],
    });
    for (const secret of [FIRST.authToken, SECOND.authToken, 'colons'])
      assert.equal(text.includes(secret), false);
  });
});

describe('where it may be called', () => {
  let caller: Caller;
  before(async () => {
    caller = await Caller.start();
  });
  after(() => caller.sandbox.close());
  const from = (host: string, path = '/') => caller.call<ErrorBody>(path, { headers: { host } });

  for (const host of ['127.0.0.1', '127.0.0.1:4010', 'localhost:65000', 'LOCALHOST', '[::1]', '[::1]:80']) {
    it(`as ${host}`, async () => assert.equal((await from(host)).status, 200));
  }
  for (const host of [
    'evil.example',
    'evil.example:4010',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '127.0.0.2',
    '0.0.0.0',
    '192.168.1.2',
    'conversations.twilio.com',
    '127.0.0.1:4010:80',
  ]) {
    it(`not as ${host}`, async () => {
      for (const path of ['/', '/v2/Conversations']) {
        const { status, body } = await from(host, path);
        assert.deepEqual([status, body.status, body.code], [421, 421, 20001]);
      }
    });
  }
  for (const host of ['evil.example#127.0.0.1', '127.0.0.1@evil.example', '127.0.0.1/', 'a b', '"']) {
    it(`not as ${host}, which is no host`, async () => {
      for (const path of ['/', '/v2/Conversations']) {
        const { status, body } = await from(host, path);
        assert.deepEqual([status, body.status, body.code], [400, 400, 20001]);
      }
    });
  }
  it('not by an absolute target that names another host', async () => {
    const request = new Request('http://evil.example/v2/Conversations', { headers: { host: '127.0.0.1' } });
    assert.equal((await caller.sandbox.fetch(request)).status, 421);
  });
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]) {
    it(`takes no write from a web page: ${JSON.stringify(headers)}`, async () => {
      const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await caller.call<ErrorBody>(`/v1/Services/IS${'0'.repeat(32)}/Conversations`, {
        method: 'POST',
        headers: form,
        body: 'FriendlyName=x',
      });
      assert.deepEqual([answer.status, answer.body.code], [403, 20003]);
      assert.equal((await caller.call('/v2/Conversations', { headers })).status, 200);
    });
  }
  it('sends no CORS headers', async () => {
    const { headers } = await caller.call('/', { headers: { origin: 'https://evil.example' } });
    assert.deepEqual(
      [...headers.keys()].filter((name) => name.startsWith('access-control')),
      [],
    );
  });
});

describe('every answer', () => {
  let caller: Caller;
  before(async () => {
    caller = await Caller.start();
  });
  after(() => caller.sandbox.close());

  it('carries an id of its own and how long it took', async () => {
    const { id } = await caller.createConversation();
    const seen = new Set<string>();
    const answers = [
      await caller.get('/'),
      await caller.get('/nowhere'),
      await caller.get('/v2/Conversations'),
      await caller.get(`/v2/Conversations/${id}x`),
      await caller.post(`/v2/Conversations/${id}/Communications`, {}),
      await caller.call('/v2/Conversations', { method: 'DELETE' }),
      await caller.call('/v2/Conversations', { method: 'POST', body: 'a=b' }),
      await caller.call('/v2/Conversations', { headers: { authorization: 'none' } }),
      await caller.call('/', { headers: { host: 'evil.example' } }),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 404, 200, 404, 400, 405, 415, 401, 421],
    );
    for (const { headers } of answers) {
      assert.match(headers.get('twilio-request-id') ?? '', /^RQ[0-9a-f]{32}$/);
      assert.match(headers.get('twilio-request-duration') ?? '', /^\d+\.\d{3}$/);
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      seen.add(headers.get('twilio-request-id') ?? '');
    }
    assert.equal(seen.size, answers.length);
  });

  it('of 404 names the path in Twilio’s words', async () => {
    for (const path of [
      '/nowhere',
      '/v2',
      '/v2/Conversations/',
      '/v2/Conversations/x',
      '/v2/Conversations/x/Participants',
    ]) {
      const { status, body } = await caller.get<ErrorBody>(path);
      assert.equal(status, 404, path);
      assert.deepEqual([body.code, body.message], [20404, `The requested resource ${path} was not found`]);
    }
  });

  it('of 404 comes for what is missing inside a conversation that is there', async () => {
    const { id } = await caller.createConversation();
    for (const inside of ['Participants/x', 'Communications/x', 'Nothing']) {
      assert.equal((await caller.get(`/v2/Conversations/${id}/${inside}`)).status, 404);
    }
    const other = await caller.createConversation();
    const communication = await caller.createCommunication(other.id);
    assert.equal(
      (await caller.get(`/v2/Conversations/${id}/Communications/${communication.id}`)).status,
      404,
    );
    assert.equal(
      (await caller.get(`/v2/Conversations/${other.id}/Communications/${communication.id}`)).status,
      200,
    );
  });

  it('of 405 says what is offered', async () => {
    const { status, headers, body } = await caller.call<ErrorBody>('/v2/Conversations', { method: 'PUT' });
    assert.deepEqual([status, body.code, body.status], [405, 20004, 405]);
    assert.equal(headers.get('allow'), 'GET, POST');
  });
});

describe('the administration of a sandbox', () => {
  it('forgets everything on reset, and deletes single conversations', async () => {
    const caller = await Caller.start({ data: 'demo' });
    const [first, ...others] = await caller.conversations();
    assert.ok(first);
    assert.equal(caller.sandbox.deleteConversation(first.id), true);
    assert.equal(caller.sandbox.deleteConversation(first.id), false);
    assert.equal((await caller.get(`/v2/Conversations/${first.id}`)).status, 404);
    assert.equal((await caller.conversations()).length, others.length);
    caller.sandbox.reset('empty');
    assert.deepEqual(await caller.conversations(), []);
    caller.sandbox.reset('demo');
    assert.equal((await caller.conversations()).length, others.length + 1);
    await caller.sandbox.close();
  });
});
