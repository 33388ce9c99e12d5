import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConversationsClient } from '../../../src/api/client.ts';
import { type ApiError, isApiError } from '../../../src/api/errors.ts';
import type { Exchange } from '../../../src/api/exchange.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';

const SECRET = 'marker-secret-5f1d';

function clientOf(origin: string, exchanges: Exchange[] = []): ConversationsClient {
  return new ConversationsClient({
    origin,
    credentials: { username: 'SK0123', password: SECRET },
    userAgent: 'test',
    onExchange: (exchange) => exchanges.push(exchange),
    patience: { backOffMs: 1, answerMs: 2_000 },
  });
}

const conversation = { id: 'conv_1', accountId: 'AC1', configurationId: 'conf_1', status: 'ACTIVE' };
const communication = {
  id: 'comm_1',
  conversationId: 'conv_1',
  accountId: 'AC1',
  author: { address: '+15550100', channel: 'SMS' },
  content: { type: 'TEXT', text: 'Hello' },
  recipients: [{ address: '+15550101', channel: 'SMS', deliveryStatus: 'DELIVERED' }],
};
const body = {
  author: { address: '+15550100', channel: 'SMS' },
  content: { type: 'TEXT', text: 'Hello' },
  recipients: [{ address: '+15550101', channel: 'SMS' }],
} as const;
const createBody = { ...body, recipients: [...body.recipients] };

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(isApiError(error), `not an ApiError: ${error}`);
    return error;
  }
  assert.fail('did not reject');
}

describe('requests', () => {
  it('sends Basic credentials, repeated status filters, channelId and paging', async () => {
    await using server = await scriptedServer({ body: { conversations: [conversation], meta: {} } });
    await clientOf(server.origin).conversationPage({
      status: ['ACTIVE', 'CLOSED'],
      channelId: 'CA1',
      pageSize: 7,
      pageToken: 'a=b',
    });
    const [request] = server.requests;
    assert.equal(request?.headers.authorization, `Basic ${btoa(`SK0123:${SECRET}`)}`);
    const url = new URL(request?.url ?? '', 'http://x');
    assert.equal(url.pathname, '/v2/Conversations');
    assert.deepEqual(url.searchParams.getAll('status'), ['ACTIVE', 'CLOSED']);
    assert.equal(url.searchParams.get('channelId'), 'CA1');
    assert.equal(url.searchParams.get('pageSize'), '7');
    assert.equal(url.searchParams.get('pageToken'), 'a=b');
  });

  it('escapes ids, and refuses those that would name another path', async () => {
    await using server = await scriptedServer({ body: conversation });
    await clientOf(server.origin).fetchConversation('a/b?c');
    assert.equal(server.requests[0]?.url, '/v2/Conversations/a%2Fb%3Fc');
    for (const id of ['', '.', '..'])
      assert.throws(() => clientOf(server.origin).fetchConversation(id), RangeError);
    assert.equal(server.requests.length, 1);
  });

  it('does not follow a redirect, which could carry the credentials elsewhere', async () => {
    await using other = await scriptedServer({ body: conversation });
    await using server = await scriptedServer({ status: 302, headers: { location: `${other.origin}/` } });
    const error = await failure(clientOf(server.origin).fetchConversation('conv_1'));
    assert.equal(error.status, 302);
    assert.equal(other.requests.length, 0);
  });

  it('reads the classic conversation of a service', async () => {
    await using server = await scriptedServer({ body: { sid: 'CH1', state: 'active', attributes: '{}' } });
    const found = await clientOf(server.origin).fetchServiceConversation('IS1', 'CH1');
    assert.equal(server.requests[0]?.url, '/v1/Services/IS1/Conversations/CH1');
    assert.equal(found.sid, 'CH1');
  });
});

describe('paging', () => {
  it('walks all pages and keeps the filters', async () => {
    await using server = await scriptedServer(
      { body: { conversations: [{ ...conversation, id: 'a' }], meta: { nextToken: 't1' } } },
      { body: { conversations: [{ ...conversation, id: 'b' }], meta: { nextToken: null } } },
    );
    const ids: string[] = [];
    for await (const page of clientOf(server.origin).conversations({ status: ['ACTIVE'] })) {
      ids.push(...page.items.map(({ id }) => id));
    }
    assert.deepEqual(ids, ['a', 'b']);
    assert.equal(server.requests[1]?.url, '/v2/Conversations?pageToken=t1&status=ACTIVE');
  });

  it('does not run in circles when a page names itself as the next one', async () => {
    await using server = await scriptedServer({ body: { participants: [], meta: { nextToken: 't1' } } });
    const error = await failure(
      (async () => {
        for await (const _ of clientOf(server.origin).participants('conv_1'));
      })(),
    );
    assert.equal(error.kind, 'malformed');
    assert.equal(server.requests.length, 2);
  });
});

describe('errors', () => {
  const shapes = {
    'the OpenAPI document': {
      code: 20404,
      message: 'Not here',
      more_info: 'https://twilio.example/20404',
      status: 404,
    },
    'the troubleshooting page': {
      code: 20404,
      httpStatusCode: 404,
      message: 'Not here',
      userError: true,
      params: { twilioErrorCodeUrl: 'https://twilio.example/20404' },
    },
    'RFC 9457': {
      type: 'https://twilio.example/20404',
      title: 'x',
      detail: 'Not here',
      status: 404,
      code: 20404,
    },
  };
  for (const [name, shape] of Object.entries(shapes)) {
    it(`reads the shape of ${name}`, async () => {
      await using server = await scriptedServer({
        status: 404,
        body: shape,
        headers: { 'Twilio-Request-Id': 'RQ1' },
      });
      const error = await failure(clientOf(server.origin).fetchConversation('conv_1'));
      assert.deepEqual(
        [error.kind, error.status, error.code, error.message, error.moreInfo, error.requestId],
        ['status', 404, 20404, 'Not here', 'https://twilio.example/20404', 'RQ1'],
      );
    });
  }

  it('names the resource that stands in the way of a 409', async () => {
    await using server = await scriptedServer({
      status: 409,
      headers: { 'X-Conflicting-Resource-Id': 'conv_2' },
      body: { code: 400, message: 'Address mapping already exists', status: 409 },
    });
    const error = await failure(clientOf(server.origin).createConversation({ configurationId: 'c' }));
    assert.equal(error.conflictingResourceId, 'conv_2');
    assert.equal(server.requests.length, 1);
  });

  it('survives an error page that is not JSON', async () => {
    await using server = await scriptedServer({ status: 400, body: '<html>Bad</html>' });
    const error = await failure(clientOf(server.origin).fetchConversation('conv_1'));
    assert.equal(error.message, 'HTTP 400 Bad Request');
  });

  it('says so when an answer is not JSON, is cut short or is something else', async () => {
    for (const answer of ['<html>', '{"id": "conv_1', '[]', 'null', '{"unexpected": true}']) {
      await using server = await scriptedServer({ body: answer });
      const error = await failure(clientOf(server.origin).fetchConversation('conv_1'));
      assert.equal(error.kind, 'malformed', answer);
    }
  });

  it('tells a refused connection from a time-out', async () => {
    const server = await scriptedServer({});
    await server[Symbol.asyncDispose]();
    const refused = await failure(clientOf(server.origin).fetchConversation('conv_1'));
    assert.equal(refused.kind, 'network');
    assert.equal(refused.systemCode, 'ECONNREFUSED');

    await using silent = await scriptedServer(() => {});
    const client = new ConversationsClient({
      origin: silent.origin,
      credentials: { username: 'a', password: 'b' },
      userAgent: 'test',
      patience: { answerMs: 30, attempts: 1 },
    });
    assert.equal((await failure(client.fetchConversation('conv_1'))).kind, 'timeout');
  });
});

describe('retries', () => {
  it('repeats a read after 429, 500, 503 and a lost connection', async () => {
    for (const first of [
      { status: 429, headers: { 'Retry-After': '0' } },
      { status: 500 },
      { status: 503 },
      (_: unknown, response: { destroy(): void }) => response.destroy(),
    ]) {
      await using server = await scriptedServer(first, { body: conversation });
      const exchanges: Exchange[] = [];
      const found = await clientOf(server.origin, exchanges).fetchConversation('conv_1');
      assert.equal(found.id, 'conv_1');
      assert.deepEqual(
        exchanges.map(({ attempt, willRetry, requestNumber }) => [attempt, willRetry, requestNumber]),
        [
          [1, true, 1],
          [2, false, 1],
        ],
      );
    }
  });

  it('gives up after three attempts', async () => {
    await using server = await scriptedServer({ status: 500, body: { message: 'Down', code: 20500 } });
    const error = await failure(clientOf(server.origin).fetchConversation('conv_1'));
    assert.equal(error.status, 500);
    assert.equal(server.requests.length, 3);
  });

  it('repeats a write only after 429, and says when its outcome is unknown', async () => {
    await using limited = await scriptedServer(
      { status: 429, headers: { 'Retry-After': '0' } },
      { body: communication },
    );
    await clientOf(limited.origin).createCommunication('conv_1', createBody);
    assert.equal(limited.requests.length, 2);

    await using failing = await scriptedServer({ status: 500 });
    const failed = await failure(clientOf(failing.origin).createCommunication('conv_1', createBody));
    assert.deepEqual([failed.status, failed.outcomeUnknown], [500, true]);
    assert.equal(failing.requests.length, 1);

    await using broken = await scriptedServer((_, response) => response.destroy());
    const error = await failure(clientOf(broken.origin).createCommunication('conv_1', createBody));
    assert.equal(error.outcomeUnknown, true);
    assert.equal(broken.requests.length, 1);
  });

  it('does not wait for a Retry-After that is too long, but reports it', async () => {
    await using server = await scriptedServer({ status: 429, headers: { 'Retry-After': '3600' } });
    const error = await failure(clientOf(server.origin).fetchConversation('conv_1'));
    assert.equal(error.retryAfterMs, 3_600_000);
    assert.equal(server.requests.length, 1);
  });
});

describe('cancellation and sharing', () => {
  it('ends a request that is under way, and one that waits for its next attempt', async () => {
    const abort = new AbortController();
    await using silent = await scriptedServer(() => abort.abort());
    const error = await failure(
      clientOf(silent.origin).fetchConversation('conv_1', { signal: abort.signal }),
    );
    assert.equal(error.kind, 'cancelled');

    const abortLater = new AbortController();
    await using limited = await scriptedServer({ status: 429, headers: { 'Retry-After': '10' } });
    const client = new ConversationsClient({
      origin: limited.origin,
      credentials: { username: 'a', password: 'b' },
      userAgent: 'test',
      onExchange: () => abortLater.abort(),
    });
    const later = await failure(client.fetchConversation('conv_1', { signal: abortLater.signal }));
    assert.equal(later.kind, 'cancelled');
    assert.equal(limited.requests.length, 1);
  });

  it('makes one request for equal reads at the same time, and lets one caller leave', async () => {
    let answer: (() => void) | undefined;
    const asked = Promise.withResolvers<void>();
    await using server = await scriptedServer((_, response) => {
      answer = () => response.end(JSON.stringify(conversation));
      asked.resolve();
    });
    const client = clientOf(server.origin);
    const abort = new AbortController();
    const leaving = failure(client.fetchConversation('conv_1', { signal: abort.signal }));
    const staying = client.fetchConversation('conv_1');
    await asked.promise;
    abort.abort();
    assert.equal((await leaving).kind, 'cancelled');
    answer?.();
    assert.equal((await staying).id, 'conv_1');
    assert.equal(server.requests.length, 1);
  });

  it('keeps at most six requests under way', async () => {
    let running = 0;
    let most = 0;
    await using server = await scriptedServer((request, response) => {
      most = Math.max(most, ++running);
      setImmediate(() => {
        running--;
        response.end(JSON.stringify({ ...conversation, id: request.url }));
      });
    });
    const client = clientOf(server.origin);
    await Promise.all(Array.from({ length: 40 }, (_, n) => client.fetchConversation(`conv_${n}`)));
    assert.equal(server.requests.length, 40);
    assert.ok(most <= 6, `${most} at once`);
  });
});

describe('what is observed', () => {
  it('holds method, path, status, ids, sizes and never a secret', async () => {
    await using server = await scriptedServer(
      { body: communication, status: 201, headers: { 'Twilio-Request-Id': 'RQ9' } },
      { status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } },
    );
    const exchanges: Exchange[] = [];
    const client = clientOf(server.origin, exchanges);
    await client.createCommunication('conv_1', createBody);
    await failure(client.fetchConversation('conv_1'));
    const [created, refused] = exchanges;
    assert.equal(created?.operation, 'CreateCommunication');
    assert.equal(created?.path, '/v2/Conversations/conv_1/Communications');
    assert.equal(created?.status, 201);
    assert.equal(created?.requestId, 'RQ9');
    assert.equal(created?.requestBytes, Buffer.byteLength(JSON.stringify(createBody)));
    assert.deepEqual(refused?.failure, { kind: 'status', message: 'Authenticate', code: 20003 });
    const seen = JSON.stringify(exchanges);
    assert.ok(!seen.includes(SECRET) && !seen.includes(btoa(`SK0123:${SECRET}`)));
  });

  it('reports by path what an answer lacks, and loses nothing of it', async () => {
    const odd = { id: 'comm_2', content: { type: 'HOLOGRAM', extra: 1 }, novel: true };
    await using server = await scriptedServer({ body: { communications: [communication, odd], meta: {} } });
    const exchanges: Exchange[] = [];
    const page = await clientOf(server.origin, exchanges).communicationPage('conv_1');
    assert.deepEqual(page.items[0], communication);
    assert.deepEqual(page.items[1]?.content, odd.content);
    assert.equal((page.items[1] as { novel?: boolean } | undefined)?.novel, true);
    assert.deepEqual(page.items[1]?.recipients, []);
    assert.deepEqual(exchanges[0]?.problems, [
      'communications[1].conversationId is missing',
      'communications[1].accountId is missing',
      'communications[1].author is missing',
      'communications[1].author.address is missing',
      'communications[1].author.channel is missing',
      'communications[1].recipients is missing',
    ]);
  });
});
