import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConversationsClient } from '../../../src/api/client.ts';
import type { Exchange } from '../../../src/api/exchange.ts';
import {
  type Answer,
  type ScriptedServer,
  type SeenRequest,
  scriptedServer,
} from '../../support/scriptedServer.ts';
import { communication, conversation, FakeClock, failure, SECRET } from './support.ts';

const TOKEN = 'marker-token-81c3';

const tokenAnswer = (number = 1, expires_in: unknown = 3600): Answer => ({
  body: { access_token: `${TOKEN}-${number}`, token_type: 'Bearer', expires_in, id_token: null },
});

interface Setup {
  client: ConversationsClient;
  clock: FakeClock;
  exchanges: Exchange[];
}

function clientOf(api: ScriptedServer, tokens: ScriptedServer): Setup {
  const clock = new FakeClock();
  const exchanges: Exchange[] = [];
  const client = new ConversationsClient({
    origin: api.origin,
    credentials: { clientId: 'OQ0123', clientSecret: SECRET, tokenUrl: `${tokens.origin}/v2/token` },
    userAgent: 'test',
    onExchange: (exchange) => exchanges.push(exchange),
    patience: { backOffMs: 1, answerMs: 2_000 },
    clock,
  });
  return { client, clock, exchanges };
}

const authorizations = ({ requests }: ScriptedServer) =>
  requests.map(({ headers }) => headers.authorization?.replace(`Bearer ${TOKEN}-`, ''));

/** Answers those who come with the token of this number; refuses all others. */
const only =
  (number: number, body: unknown) =>
  ({ headers }: SeenRequest, response: import('node:http').ServerResponse) => {
    const good = headers.authorization === `Bearer ${TOKEN}-${number}`;
    response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(good ? body : { code: 20003, message: 'Authenticate', status: 401 }));
  };

describe('client credentials', () => {
  it('buy a token, which is used as long as it lives', async () => {
    await using tokens = await scriptedServer(tokenAnswer(1), tokenAnswer(2));
    await using api = await scriptedServer({ body: conversation });
    const { client, clock } = clientOf(api, tokens);
    await client.fetchConversation('conv_1');
    clock.time += 3_539_000;
    await client.fetchConversation('conv_1');
    assert.deepEqual(authorizations(api), ['1', '1']);
    const [request] = tokens.requests;
    assert.deepEqual([request?.method, request?.url], ['POST', '/v2/token']);
    assert.equal(request?.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(request?.headers.authorization, undefined);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(request?.body)), {
      client_id: 'OQ0123',
      client_secret: SECRET,
      grant_type: 'client_credentials',
    });

    // A minute before its end it is no longer trusted.
    clock.time += 1_000;
    await client.fetchConversation('conv_1');
    assert.deepEqual(authorizations(api), ['1', '1', '2']);
  });

  it('keep a short-lived token for nine tenths of its life, and one that says nothing for a while', async () => {
    for (const [expires, before, after] of [
      [100, 89_999, 1],
      ['100', 89_999, 1],
      [null, 240_000, 60_000],
      [0, 240_000, 60_000],
      ['soon', 240_000, 60_000],
    ] as const) {
      await using tokens = await scriptedServer(tokenAnswer(1, expires), tokenAnswer(2, expires));
      await using api = await scriptedServer({ body: conversation });
      const { client, clock } = clientOf(api, tokens);
      await client.fetchConversation('conv_1');
      clock.time += before;
      await client.fetchConversation('conv_1');
      assert.equal(tokens.requests.length, 1, String(expires));
      clock.time += after;
      await client.fetchConversation('conv_1');
      assert.equal(tokens.requests.length, 2, String(expires));
    }
  });

  it('ask for one token, however many requests wait for it', async () => {
    await using tokens = await scriptedServer(tokenAnswer());
    await using api = await scriptedServer({ body: conversation });
    const { client } = clientOf(api, tokens);
    // More than may be under way at once: the request for the token must not stand behind those that wait for it.
    await Promise.all(Array.from({ length: 20 }, (_, n) => client.fetchConversation(`conv_${n}`)));
    assert.equal(tokens.requests.length, 1);
    assert.equal(api.requests.length, 20);
  });

  it('let one caller leave while others wait for the token', async () => {
    const asked = Promise.withResolvers<() => void>();
    await using tokens = await scriptedServer((_, response) => {
      asked.resolve(() => response.end(JSON.stringify({ access_token: `${TOKEN}-1`, expires_in: 3600 })));
    });
    await using api = await scriptedServer({ body: conversation });
    const { client } = clientOf(api, tokens);
    const abort = new AbortController();
    const leaving = failure(client.fetchConversation('conv_1', { signal: abort.signal }));
    const staying = client.fetchConversation('conv_2');
    const answer = await asked.promise;
    abort.abort();
    assert.equal((await leaving).kind, 'cancelled');
    answer();
    await staying;
    assert.equal(tokens.requests.length, 1);
    assert.equal(api.requests.length, 1);
  });

  it('give up the request for a token that nobody waits for any more, and ask anew for the next', async () => {
    const abort = new AbortController();
    await using tokens = await scriptedServer(() => abort.abort(), tokenAnswer());
    await using api = await scriptedServer({ body: conversation });
    const { client } = clientOf(api, tokens);
    const error = await failure(client.fetchConversation('conv_1', { signal: abort.signal }));
    assert.equal(error.kind, 'cancelled');
    await client.fetchConversation('conv_1');
    assert.equal(tokens.requests.length, 2);
  });
});

describe('a token that is refused', () => {
  it('is replaced, and the request repeated once: a read and a write', async () => {
    for (const call of [
      (client: ConversationsClient) => client.fetchConversation('conv_1'),
      (client: ConversationsClient) => client.createConversation({ configurationId: 'conf_1' }),
    ]) {
      await using tokens = await scriptedServer(tokenAnswer(1), tokenAnswer(2));
      await using api = await scriptedServer(only(1, conversation), only(2, conversation));
      const { client, exchanges } = clientOf(api, tokens);
      await client.fetchConversation('conv_0');
      await call(client);
      assert.deepEqual(authorizations(api), ['1', '1', '2']);
      assert.deepEqual(
        exchanges.map(({ operation, status, willRetry }) => [operation, status, willRetry]).slice(2),
        [
          [exchanges[2]?.operation, 401, true],
          ['CreateToken', 200, false],
          [exchanges[2]?.operation, 200, false],
        ],
      );
    }
  });

  it('does not end the request when its attempts are used up, nor use one up', async () => {
    const refused: Answer = only(2, conversation);
    for (const answers of [
      [{ status: 503 }, { status: 503 }, refused],
      [refused, { status: 503 }, { status: 503 }],
    ]) {
      await using tokens = await scriptedServer(tokenAnswer(1), tokenAnswer(2));
      await using api = await scriptedServer(only(1, conversation), ...answers, only(2, conversation));
      const { client } = clientOf(api, tokens);
      await client.fetchConversation('conv_0');
      await client.fetchConversation('conv_1');
      assert.equal(api.requests.length, 5);
      assert.equal(authorizations(api).at(-1), '2');
    }
  });

  it('is not asked for again and again: a second refusal is final', async () => {
    await using tokens = await scriptedServer(tokenAnswer(1), tokenAnswer(2), tokenAnswer(3));
    await using api = await scriptedServer(only(1, conversation), only(0, conversation));
    const { client } = clientOf(api, tokens);
    await client.fetchConversation('conv_0');
    const error = await failure(client.fetchConversation('conv_1'));
    assert.deepEqual([error.kind, error.status, error.code], ['status', 401, 20003]);
    assert.equal(api.requests.length, 3);
    assert.equal(tokens.requests.length, 2);
  });

  it('is not asked for again when it was new', async () => {
    await using tokens = await scriptedServer(tokenAnswer(1), tokenAnswer(2));
    await using api = await scriptedServer(only(0, conversation));
    const { client } = clientOf(api, tokens);
    assert.equal((await failure(client.fetchConversation('conv_0'))).status, 401);
    assert.equal(api.requests.length, 1);
    assert.equal(tokens.requests.length, 1);
  });

  it('is replaced once for all the requests that it was refused to, be it at once or later', async () => {
    const held = new Map<string, () => void>();
    const allHeld = Promise.withResolvers<void>();
    await using tokens = await scriptedServer(tokenAnswer(1), tokenAnswer(2), tokenAnswer(3));
    await using api = await scriptedServer(only(1, conversation), (request, response) => {
      const answer = () => only(2, conversation)(request, response);
      if (request.headers.authorization !== `Bearer ${TOKEN}-1`) return answer();
      held.set(request.url, answer);
      if (held.size === 4) allHeld.resolve();
    });
    const { client } = clientOf(api, tokens);
    await client.fetchConversation('conv_0');
    const ids = ['conv_1', 'conv_2', 'conv_3', 'conv_4'];
    const [first, second, third, fourth] = ids.map((id) => client.fetchConversation(id));
    // All are under way with the old token before one of them is refused.
    await allHeld.promise;
    const refuse = (id: string) => held.get(`/v2/Conversations/${id}`)?.();
    refuse('conv_1');
    refuse('conv_2');
    await Promise.all([first, second]);
    refuse('conv_3');
    await third;
    refuse('conv_4');
    await fourth;
    assert.equal(tokens.requests.length, 2);
    assert.equal(api.requests.length, 9);
  });

  it('is replaced only once for a request, though another request had the next one fetched', async () => {
    const held = new Map<string, () => void>();
    const bothHeld = Promise.withResolvers<void>();
    await using tokens = await scriptedServer(tokenAnswer(1), tokenAnswer(2), tokenAnswer(3));
    await using api = await scriptedServer(only(1, conversation), (request, response) => {
      // The second conversation is refused whatever the token.
      const answer = () => only(request.url.endsWith('conv_2') ? 0 : 2, conversation)(request, response);
      if (request.headers.authorization !== `Bearer ${TOKEN}-1`) return answer();
      held.set(request.url, answer);
      if (held.size === 2) bothHeld.resolve();
    });
    const { client } = clientOf(api, tokens);
    await client.fetchConversation('conv_0');
    const first = client.fetchConversation('conv_1');
    const second = failure(client.fetchConversation('conv_2'));
    await bothHeld.promise;
    held.get('/v2/Conversations/conv_1')?.();
    await first;
    held.get('/v2/Conversations/conv_2')?.();
    assert.equal((await second).status, 401);
    assert.equal(tokens.requests.length, 2);
    assert.equal(api.requests.filter(({ url }) => url.endsWith('conv_2')).length, 2);
  });
});

describe('when no token can be had', () => {
  it('says that it is the client credentials that were refused', async () => {
    for (const [status, body, said] of [
      [400, { error: 'invalid_client', error_description: 'Unknown client' }, 'Unknown client'],
      [401, { error: 'invalid_client' }, 'invalid_client'],
      [403, { code: 20003, message: 'Forbidden' }, 'Forbidden'],
    ] as const) {
      await using tokens = await scriptedServer({ status, body });
      await using api = await scriptedServer({ body: conversation });
      const { client } = clientOf(api, tokens);
      const error = await failure(client.createConversation({ configurationId: 'conf_1' }));
      assert.deepEqual(
        [error.kind, error.status, error.message, error.path, error.outcomeUnknown],
        ['status', status, `The OAuth client credentials were refused: ${said}`, '/v2/token', false],
      );
      assert.equal(api.requests.length, 0);
      assert.equal(tokens.requests.length, 1);
    }
  });

  it('asks again after passing failures, but not for ever', async () => {
    await using recovering = await scriptedServer({ status: 503 }, tokenAnswer());
    await using api = await scriptedServer({ body: conversation });
    await clientOf(api, recovering).client.fetchConversation('conv_1');
    assert.equal(recovering.requests.length, 2);

    await using down = await scriptedServer((_, response) => response.destroy());
    const error = await failure(clientOf(api, down).client.createConversation({ configurationId: 'conf_1' }));
    assert.deepEqual([error.kind, error.outcomeUnknown], ['network', false]);
    assert.match(error.message, /OAuth client credentials/);
    assert.equal(down.requests.length, 3);
  });

  it('does not take another answer for a token', async () => {
    for (const body of [
      '<html>',
      { token: 'x' },
      { access_token: '' },
      { access_token: 7 },
      { access_token: null },
      { access_token: 'a b' },
      { access_token: 'a\r\nx: y' },
    ]) {
      await using tokens = await scriptedServer({ body });
      await using api = await scriptedServer({ body: conversation });
      const error = await failure(clientOf(api, tokens).client.fetchConversation('conv_1'));
      assert.equal(error.kind, 'malformed', JSON.stringify(body));
      assert.equal(api.requests.length, 0);
    }
  });

  it('does not carry the secret to where a redirect leads', async () => {
    await using other = await scriptedServer(tokenAnswer());
    await using tokens = await scriptedServer({
      status: 307,
      headers: { location: `${other.origin}/v2/token` },
    });
    await using api = await scriptedServer({ body: conversation });
    const error = await failure(clientOf(api, tokens).client.fetchConversation('conv_1'));
    assert.equal(error.status, 307);
    assert.equal(other.requests.length, 0);
  });
});

it('shows neither secret nor token, in no exchange and no error, though the server repeats them', async () => {
  await using tokens = await scriptedServer(tokenAnswer(1), {
    status: 400,
    body: { message: `client_secret ${SECRET} is wrong`, error: 'invalid_client' },
  });
  await using api = await scriptedServer({ body: communication }, { status: 401, body: {} });
  const { client, exchanges } = clientOf(api, tokens);
  await client.fetchCommunication('conv_1', 'comm_1');
  const error = await failure(client.fetchCommunication('conv_1', 'comm_1'));
  assert.match(error.message, /refused: client_secret … is wrong/);
  assert.deepEqual(
    exchanges.map(({ operation }) => operation),
    ['CreateToken', 'FetchCommunication', 'FetchCommunication', 'CreateToken'],
  );
  const seen = `${JSON.stringify(exchanges)}${JSON.stringify({ ...error })}${error.stack}`;
  assert.ok(!seen.includes(SECRET) && !seen.includes(TOKEN));
});
