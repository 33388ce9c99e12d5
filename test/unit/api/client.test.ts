import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ConversationsClient } from '../../../src/api/client.ts';
import type { Exchange } from '../../../src/api/exchange.ts';
import type { CreateSendMessageAction } from '../../../src/api/resources.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import {
  clientOf,
  communication,
  configuration,
  conversation,
  FakeClock,
  failure,
  ManualClock,
  participant,
  SECRET,
  settle,
} from './support.ts';

const body = {
  author: { address: '+15550100', channel: 'SMS' },
  content: { type: 'TEXT', text: 'Hello' },
  recipients: [{ address: '+15550101', channel: 'SMS' }],
};

const action = { id: 'action_1', type: 'SEND_MESSAGE', status: 'PENDING', conversationId: 'conv_1' };
const operation = { operationId: 'proc_job_1', status: 'PENDING' };
const accepted = { statusUrl: 'https://elsewhere.example/v2/ControlPlane/Operations/proc_job_1' };
const sendMessage: CreateSendMessageAction = {
  type: 'SEND_MESSAGE',
  payload: { from: { participantId: 'part_1' }, to: [{ participantId: 'part_2' }], content: { text: 'Hi' } },
};
const listOf = (key: string, item: object) => ({
  [key]: [item],
  meta: { key, pageSize: 1, nextToken: null },
});
const { id: _id, ...settings } = configuration;

/** All operations of v2: how each is called, what goes out and what comes in. */
const operations: Record<
  string,
  {
    call: (client: ConversationsClient) => Promise<unknown>;
    sends: [method: string, path: string, body?: unknown];
    answer: unknown;
    status?: number;
    /** What the caller gets; the answer when absent. */
    gives?: unknown;
  }
> = {
  'list configurations': {
    call: (client) => client.configurationPage(),
    sends: ['GET', '/v2/ControlPlane/Configurations'],
    answer: listOf('configurations', configuration),
    gives: { items: [configuration] },
  },
  'create a configuration': {
    call: (client) =>
      client.createConfiguration({ ...settings, conversationGroupingType: 'GROUP_BY_PROFILE' }),
    sends: ['POST', '/v2/ControlPlane/Configurations', settings],
    status: 202,
    answer: accepted,
    gives: { operationId: 'proc_job_1', related: {}, ...accepted },
  },
  'fetch a configuration': {
    call: (client) => client.fetchConfiguration('conf_1'),
    sends: ['GET', '/v2/ControlPlane/Configurations/conf_1'],
    answer: configuration,
  },
  'replace a configuration': {
    call: (client) => client.replaceConfiguration(configuration, { description: 'New' }),
    sends: [
      'PUT',
      '/v2/ControlPlane/Configurations/conf_1',
      { ...settings, description: 'New', channelSettings: {} },
    ],
    status: 202,
    answer: accepted,
    gives: { operationId: 'proc_job_1', related: {}, ...accepted },
  },
  'patch a configuration': {
    call: (client) => client.patchConfiguration('conf_1', { statusCallbacks: null }),
    sends: ['PATCH', '/v2/ControlPlane/Configurations/conf_1', { statusCallbacks: null }],
    status: 202,
    answer: accepted,
    gives: { operationId: 'proc_job_1', related: {}, ...accepted },
  },
  'delete a configuration': {
    call: (client) => client.deleteConfiguration('conf_1'),
    sends: ['DELETE', '/v2/ControlPlane/Configurations/conf_1'],
    status: 202,
    answer: accepted,
    gives: { operationId: 'proc_job_1', related: {}, ...accepted },
  },
  'list conversations': {
    call: (client) => client.conversationPage(),
    sends: ['GET', '/v2/Conversations'],
    answer: listOf('conversations', conversation),
    gives: { items: [conversation] },
  },
  'create a conversation': {
    call: (client) => client.createConversation({ configurationId: 'conf_1', name: 'New' }),
    sends: ['POST', '/v2/Conversations', { configurationId: 'conf_1', name: 'New' }],
    status: 201,
    answer: conversation,
  },
  'fetch a conversation': {
    call: (client) => client.fetchConversation('conv_1'),
    sends: ['GET', '/v2/Conversations/conv_1'],
    answer: conversation,
  },
  'replace a conversation': {
    call: (client) =>
      client.replaceConversation(
        { ...conversation, name: 'Old', metadata: { a: 'b' } },
        { status: 'CLOSED' },
      ),
    sends: ['PUT', '/v2/Conversations/conv_1', { status: 'CLOSED', name: 'Old', metadata: { a: 'b' } }],
    answer: conversation,
  },
  'patch a conversation': {
    call: (client) => client.patchConversation('conv_1', { name: null }),
    sends: ['PATCH', '/v2/Conversations/conv_1', { name: null }],
    answer: conversation,
  },
  'delete a conversation': {
    call: (client) => client.deleteConversation('conv_1'),
    sends: ['DELETE', '/v2/Conversations/conv_1'],
    status: 202,
    answer: accepted,
    gives: { operationId: 'proc_job_1', related: {}, ...accepted },
  },
  'create an action': {
    call: (client) => client.createAction('conv_1', sendMessage),
    sends: ['POST', '/v2/Conversations/conv_1/Actions', sendMessage],
    status: 202,
    answer: action,
  },
  'fetch an action': {
    call: (client) => client.fetchAction('conv_1', 'action_1'),
    sends: ['GET', '/v2/Conversations/conv_1/Actions/action_1'],
    answer: action,
  },
  'list participants': {
    call: (client) => client.participantPage('conv_1'),
    sends: ['GET', '/v2/Conversations/conv_1/Participants'],
    answer: listOf('participants', participant),
    gives: { items: [participant] },
  },
  'add a participant': {
    call: (client) => client.addParticipant('conv_1', { addresses: [] }),
    sends: ['POST', '/v2/Conversations/conv_1/Participants', { addresses: [] }],
    status: 201,
    answer: participant,
  },
  'fetch a participant': {
    call: (client) => client.fetchParticipant('conv_1', 'part_1'),
    sends: ['GET', '/v2/Conversations/conv_1/Participants/part_1'],
    answer: participant,
  },
  'replace a participant': {
    call: (client) => client.replaceParticipant({ ...participant, name: 'Ada' }, { type: 'CUSTOMER' }),
    sends: ['PUT', '/v2/Conversations/conv_1/Participants/part_1', { name: 'Ada', type: 'CUSTOMER' }],
    answer: participant,
  },
  'list communications': {
    call: (client) => client.communicationPage('conv_1', { channelId: 'SM1' }),
    sends: ['GET', '/v2/Conversations/conv_1/Communications?channelId=SM1'],
    answer: listOf('communications', communication),
    gives: { items: [communication] },
  },
  'create a communication': {
    call: (client) => client.createCommunication('conv_1', body),
    sends: ['POST', '/v2/Conversations/conv_1/Communications', body],
    status: 201,
    answer: communication,
  },
  'fetch a communication': {
    call: (client) => client.fetchCommunication('conv_1', 'comm_1'),
    sends: ['GET', '/v2/Conversations/conv_1/Communications/comm_1'],
    answer: communication,
  },
  'fetch an operation': {
    call: (client) => client.fetchOperation('proc_job_1'),
    sends: ['GET', '/v2/ControlPlane/Operations/proc_job_1'],
    answer: operation,
  },
};

describe('the operations of v2', () => {
  for (const [name, { call, sends, answer, status = 200, gives = answer }] of Object.entries(operations)) {
    it(name, async () => {
      await using server = await scriptedServer({ status, body: answer });
      const exchanges: Exchange[] = [];
      assert.deepEqual(await call(clientOf(server.origin, exchanges)), gives);
      const [request] = server.requests;
      const [method, path, sent] = sends;
      assert.deepEqual([request?.method, request?.url], [method, path]);
      if (sent === undefined) assert.equal(request?.body, '');
      else assert.deepEqual(JSON.parse(request?.body ?? ''), sent);
      assert.equal(request?.headers['content-type'], sent === undefined ? undefined : 'application/json');
      assert.deepEqual(exchanges[0]?.problems, []);
    });
  }
});

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
    assert.equal(server.requests[1]?.url, '/v2/Conversations?status=ACTIVE&pageToken=t1');
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

describe('reading ahead', () => {
  const page = (id: string, nextToken: string | null) => ({
    communications: [{ ...communication, id }],
    meta: { key: 'communications', nextToken },
  });

  it('asks for the next page before it reads one, and does not wait to be asked for it', async () => {
    await using server = await scriptedServer({ body: page('a', 't1') }, { body: page('b', null) });
    const { promise: readBoth, resolve } = Promise.withResolvers<void>();
    const events: string[] = [];
    const onRequest = () => events.push('asked');
    subscribe('http.client.request.start', onRequest);
    try {
      const client = clientOf(server.origin, undefined, {
        onExchange: () => {
          events.push('read');
          if (events.length === 4) resolve();
        },
      });
      const pages = client.communications('conv_1');
      await pages.next();
      await readBoth;
      assert.deepEqual(events, ['asked', 'asked', 'read', 'read']);
      assert.deepEqual((await pages.next()).value?.items[0]?.id, 'b');
      assert.equal((await pages.next()).done, true);
    } finally {
      unsubscribe('http.client.request.start', onRequest);
    }
  });

  it('ends the request for a page that nobody wants any more', async () => {
    const asked = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    await using server = await scriptedServer({ body: page('a', 't1') }, (_, response) => {
      response.on('close', () => ended.resolve());
      asked.resolve();
    });
    const exchanges: Exchange[] = [];
    for await (const _ of clientOf(server.origin, exchanges).communications('conv_1')) {
      await asked.promise;
      break;
    }
    await ended.promise;
    assert.equal(exchanges.at(-1)?.failure?.kind, 'cancelled');
  });

  it('believes the whole answer, not what its end looked like', async () => {
    // Not valid JSON: what its end says is never used.
    const torn = `{"communications":[${JSON.stringify(communication)},],"meta":{"nextToken":"t1"}}`;
    await using server = await scriptedServer({ body: torn });
    const error = await failure(clientOf(server.origin).communications('conv_1').next());
    assert.equal(error.kind, 'malformed');
  });

  it('reads pages whose meta comes first, or says its own page is next, as any other', async () => {
    const { communications, meta } = page('a', 't1');
    await using server = await scriptedServer(
      { body: { meta, communications } },
      { body: { meta: { nextToken: null }, communications } },
    );
    let pages = 0;
    for await (const { items } of clientOf(server.origin).communications('conv_1')) pages += items.length;
    assert.equal(pages, 2);
  });

  it('tells of a page that cannot be had when it is its turn', async () => {
    await using server = await scriptedServer({ body: page('a', 't1') }, { status: 404, body: {} });
    const pages = clientOf(server.origin).communications('conv_1');
    assert.equal((await pages.next()).value?.items.length, 1);
    assert.equal((await failure(pages.next())).status, 404);
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

  it('does not take half an answer for a whole one', async () => {
    const cut = (_: unknown, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"id":"conv_1"}', () => response.destroy());
    };
    await using server = await scriptedServer(cut, { body: conversation });
    const exchanges: Exchange[] = [];
    assert.deepEqual(await clientOf(server.origin, exchanges).fetchConversation('conv_1'), conversation);
    assert.equal(exchanges[0]?.failure?.kind, 'network');

    await using broken = await scriptedServer(cut);
    const error = await failure(clientOf(broken.origin).createConversation({ configurationId: 'c' }));
    assert.deepEqual([error.kind, error.outcomeUnknown], ['network', true]);
  });

  it('gives up an answer that does not come to its end in time', async () => {
    await using slow = await scriptedServer((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{');
    });
    const client = clientOf(slow.origin, [], { patience: { answerMs: 50, attempts: 1 } });
    assert.equal((await failure(client.fetchConversation('conv_1'))).kind, 'timeout');
  });

  it('unpacks what comes compressed', async () => {
    await using server = await scriptedServer(({ headers }, response) => {
      assert.match(String(headers['accept-encoding']), /gzip/);
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ ...conversation, name: 'Grüße 👋' })));
    });
    assert.equal((await clientOf(server.origin).fetchConversation('conv_1')).name, 'Grüße 👋');
  });

  it('tells a refused connection from a time-out', async () => {
    const server = await scriptedServer({});
    await server[Symbol.asyncDispose]();
    const refused = await failure(clientOf(server.origin).fetchConversation('conv_1'));
    assert.equal(refused.kind, 'network');
    assert.equal(refused.systemCode, 'ECONNREFUSED');
    // What was never sent cannot have done anything.
    const write = await failure(clientOf(server.origin).createCommunication('conv_1', body));
    assert.deepEqual([write.kind, write.outcomeUnknown], ['network', false]);

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
    await clientOf(limited.origin).createCommunication('conv_1', body);
    assert.equal(limited.requests.length, 2);

    await using failing = await scriptedServer({ status: 500 });
    const failed = await failure(clientOf(failing.origin).createCommunication('conv_1', body));
    assert.deepEqual([failed.status, failed.outcomeUnknown], [500, true]);
    assert.equal(failing.requests.length, 1);

    await using broken = await scriptedServer((_, response) => response.destroy());
    const error = await failure(clientOf(broken.origin).createCommunication('conv_1', body));
    assert.equal(error.outcomeUnknown, true);
    assert.equal(broken.requests.length, 1);
  });

  it('repeats no other write, whatever the method', async () => {
    for (const name of [
      'replace a conversation',
      'patch a conversation',
      'replace a participant',
      'create an action',
    ]) {
      await using server = await scriptedServer({ status: 503 });
      const error = await failure(operations[name]?.call(clientOf(server.origin)) ?? Promise.resolve());
      assert.deepEqual([error.status, error.outcomeUnknown], [503, true], name);
      assert.equal(server.requests.length, 1, name);
      assert.equal(server.requests[0]?.headers['idempotency-key'], undefined);
    }
  });

  it('waits as long as the server asks, else a little longer each time', async () => {
    const clock = new FakeClock();
    const patience = { backOffMs: 1_000, attempts: 4 };
    await using server = await scriptedServer(
      { status: 429, headers: { 'Retry-After': '7' } },
      { status: 500 },
      { status: 503, headers: { 'Retry-After': new Date(clock.time + 30_000).toUTCString() } },
      { body: conversation },
    );
    await clientOf(server.origin, [], {
      clock,
      patience: { ...patience, longestPauseMs: 60_000 },
    }).fetchConversation('conv_1');
    const [asked, own = 0, date, ...more] = clock.sleeps;
    assert.equal(asked, 7_000);
    assert.ok(own >= 1_000 && own <= 2_000, `${own} ms`);
    assert.equal(Math.round(date ?? 0), Math.round(30_000 - 7_000 - own));
    assert.deepEqual(more, []);
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

  it('does not know what became of a write that is cancelled under way', async () => {
    const abort = new AbortController();
    await using silent = await scriptedServer(() => abort.abort());
    const { signal } = abort;
    const error = await failure(clientOf(silent.origin).createCommunication('conv_1', body, { signal }));
    assert.deepEqual([error.kind, error.outcomeUnknown], ['cancelled', true]);
    const never = await failure(clientOf(silent.origin).createCommunication('conv_1', body, { signal }));
    assert.deepEqual([never.kind, never.outcomeUnknown], ['cancelled', false]);
    assert.equal(silent.requests.length, 1);
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

it('lets all requests of the account wait when the server asks one of them to', async () => {
  const clock = new ManualClock();
  const limited = Promise.withResolvers<void>();
  await using server = await scriptedServer(
    { status: 429, headers: { 'Retry-After': '7' } },
    { body: conversation },
  );
  const client = clientOf(server.origin, [], { clock, onExchange: () => limited.resolve() });
  const first = client.fetchConversation('conv_1');
  await limited.promise;
  const second = client.fetchConversation('conv_2');
  // Both have begun to wait.
  await settle();
  await clock.pass(6_999);
  for (let turn = 0; turn < 20; turn++) await settle();
  assert.equal(server.requests.length, 1);
  await clock.pass(1);
  await Promise.all([first, second]);
  assert.equal(server.requests.length, 3);
});

describe('what is observed', () => {
  it('holds method, path, status, ids, sizes and never a secret', async () => {
    await using server = await scriptedServer(
      { body: communication, status: 201, headers: { 'Twilio-Request-Id': 'RQ9' } },
      { status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } },
    );
    const exchanges: Exchange[] = [];
    const client = clientOf(server.origin, exchanges);
    await client.createCommunication('conv_1', body);
    await failure(client.fetchConversation('conv_1'));
    const [created, refused] = exchanges;
    assert.equal(created?.operation, 'CreateCommunication');
    assert.equal(created?.path, '/v2/Conversations/conv_1/Communications');
    assert.equal(created?.status, 201);
    assert.equal(created?.requestId, 'RQ9');
    assert.equal(created?.requestBytes, Buffer.byteLength(JSON.stringify(body)));
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
