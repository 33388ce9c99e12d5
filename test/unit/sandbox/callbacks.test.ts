import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import process from 'node:process';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import type { CallbackAttempt } from '../../../src/sandbox/server/callbacks/attempt.ts';
import type { StatusCallbackEvent } from '../../../src/sandbox/server/callbacks/event.ts';
import {
  StatusCallbacks,
  type StatusCallbacksOptions,
} from '../../../src/sandbox/server/callbacks/statusCallbacks.ts';
import { type SeenRequest, scriptedServer } from '../../support/scriptedServer.ts';

const NOON = Date.parse('2026-04-15T12:00:00.000Z');
const TOKEN = 'an auth token';
const AT_ONCE = { retryDelaysMs: [0, 0, 0] };

/** A communication was created in a conversation; its id is `id`. */
const created = (conversationId: string, id: string, url: string): StatusCallbackEvent => ({
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: TOKEN,
  conversationId,
  eventType: 'COMMUNICATION_CREATED',
  timestamp: NOON,
  data: { id, conversationId, content: { type: 'TEXT', text: 'Grüße' } },
  targets: [{ url }],
});

const idOf = ({ body }: SeenRequest): string => JSON.parse(body).data.id;

/** Status callbacks that are closed with the test, and a way to wait for what the log is to say. */
function open(test: TestContext, options: StatusCallbacksOptions = {}) {
  const checks = new Set<() => void>();
  const callbacks = new StatusCallbacks({
    ...options,
    onAttempt: (attempt) => {
      for (const check of checks) check();
      options.onAttempt?.(attempt);
    },
  });
  test.after(() => callbacks.close());
  const logged = (condition: (log: readonly CallbackAttempt[]) => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (condition(callbacks.log)) resolve();
      };
      checks.add(check);
      check();
    });
  return { callbacks, logged };
}

/** A server that answers when the test says so. */
async function holdingServer() {
  const held: { id: string; response: ServerResponse }[] = [];
  const arrivals = new Set<() => void>();
  const server = await scriptedServer((request, response) => {
    held.push({ id: idOf(request), response });
    for (const check of arrivals) check();
  });
  return {
    origin: server.origin,
    held,
    arrived: (count: number) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (held.length >= count) resolve();
        };
        arrivals.add(check);
        check();
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

describe('a status callback', () => {
  it('is a JSON body that the SDK takes for Twilio’s', async (test) => {
    await using server = await scriptedServer();
    const { callbacks } = open(test);
    const data = { id: 'conv_communication_1', text: 'Grüße, 世界 🎉', channelId: null };
    callbacks.send({ ...created('conv_1', '', `${server.origin}/hook?a=b`), data });
    data.text = 'changed later';
    await callbacks.idle();

    const [request] = server.requests;
    assert.ok(request);
    const { headers } = request;
    assert.equal(request.method, 'POST');
    assert.match(request.url, /^\/hook\?a=b&bodySHA256=[0-9a-f]{64}$/);
    assert.deepEqual(JSON.parse(request.body), {
      eventType: 'COMMUNICATION_CREATED',
      timestamp: '2026-04-15T12:00:00.000Z',
      data: { ...data, text: 'Grüße, 世界 🎉' },
    });
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers['user-agent'], 'TwilioProxy/1.1');
    assert.equal(headers['authorization'], undefined);
    assert.match(String(headers['twilio-request-id']), /^RQ[0-9a-f]{32}$/);
    assert.match(
      String(headers['i-twilio-idempotency-token']),
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    const signature = String(headers['x-twilio-signature']);
    const url = `http://${headers.host}${request.url}`;
    assert.equal(validateRequestWithBody(TOKEN, signature, url, request.body), true);
    assert.equal(validateRequestWithBody('another', signature, url, request.body), false);
  });

  it('by GET has the members of the body in the query', async (test) => {
    await using server = await scriptedServer();
    const { callbacks } = open(test);
    const event = created('conv_1', 'a&b=c +%41', '');
    callbacks.send({ ...event, targets: [{ url: `${server.origin}/hook?x='y z'&empty`, method: 'GET' }] });
    await callbacks.idle();

    const [request] = server.requests;
    assert.ok(request);
    assert.deepEqual([request.method, request.body], ['GET', '']);
    assert.equal(request.headers['content-type'], undefined);
    const url = `http://${request.headers.host}${request.url}`;
    const query = new URL(url).searchParams;
    assert.deepEqual([...query.keys()], ['x', 'empty', 'eventType', 'timestamp', 'data']);
    assert.equal(query.get('eventType'), 'COMMUNICATION_CREATED');
    assert.equal(query.get('timestamp'), '2026-04-15T12:00:00.000Z');
    assert.deepEqual(JSON.parse(query.get('data') ?? ''), event.data);
    const signature = String(request.headers['x-twilio-signature']);
    assert.equal(validateRequest(TOKEN, signature, url, {}), true);
    assert.deepEqual(
      callbacks.log.map(({ method, url, status }) => ({ method, url, status })),
      [{ method: 'GET', url: `${server.origin}/hook?x=%27y%20z%27&empty`, status: 200 }],
    );
  });

  it('takes user and password out of the URL, into a header, and nowhere else', async (test) => {
    await using server = await scriptedServer();
    const { callbacks } = open(test);
    const { host } = new URL(server.origin);
    for (const userInfo of ['us%C3%A9r:p%40ss:w', 'user', ':100%', 'a@b:c']) {
      callbacks.send(created('conv_1', '', `http://${userInfo}@${host}/hook/ü?q=1#rc=3&rt=100`));
    }
    await callbacks.idle();

    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    assert.deepEqual(
      server.requests.map(({ headers }) => headers['authorization']),
      [basic('usér:p@ss:w'), basic('user:'), basic(':100%'), basic('a@b:c')],
    );
    for (const request of server.requests) {
      assert.match(request.url, /^\/hook\/%C3%BC\?q=1&bodySHA256=\w{64}$/);
      const url = `http://${request.headers.host}${request.url}`;
      const signature = String(request.headers['x-twilio-signature']);
      assert.equal(validateRequestWithBody(TOKEN, signature, url, request.body), true);
    }
    assert.deepEqual(
      callbacks.log.map(({ url }) => url),
      Array(4).fill(`http://${host}/hook/%C3%BC?q=1`),
    );
    for (const secret of [TOKEN, 'p@ss', 'p%40ss', '100%', 'Grüße', 'Basic']) {
      assert.equal(JSON.stringify(callbacks.log).includes(secret), false, secret);
    }
  });

  it('is for every target, and each has a token of its own', async (test) => {
    await using first = await scriptedServer();
    await using second = await scriptedServer();
    const { callbacks } = open(test);
    const targets = [{ url: first.origin }, { url: second.origin, method: 'POST' }, { url: first.origin }];
    callbacks.send({ ...created('conv_1', '', ''), targets });
    await callbacks.idle();
    assert.deepEqual([first.requests.length, second.requests.length], [2, 1]);
    assert.equal(new Set(callbacks.log.map(({ idempotencyToken }) => idempotencyToken)).size, 3);
  });

  it('costs nothing without targets', async (test) => {
    const { callbacks } = open(test);
    const data = {
      toJSON() {
        throw new Error('written down for nobody');
      },
    };
    callbacks.send({ ...created('conv_1', '', ''), data, targets: [] });
    await callbacks.idle();
    assert.deepEqual(callbacks.log, []);
  });
});

describe('the order of status callbacks', () => {
  it('holds in a conversation through a failure, while another conversation overtakes', async (test) => {
    const seen: string[] = [];
    const slow = Promise.withResolvers<ServerResponse>();
    await using server = await scriptedServer((request, response) => {
      const id = idOf(request);
      if (id === 'slow 1' && !seen.includes(id)) slow.resolve(response);
      else response.end();
      seen.push(id);
    });
    const { callbacks, logged } = open(test, AT_ONCE);
    for (const id of ['slow 1', 'slow 2', 'slow 3']) callbacks.send(created('conv_slow', id, server.origin));
    for (const id of ['quick 1', 'quick 2']) callbacks.send(created('conv_quick', id, server.origin));

    const unanswered = await slow.promise;
    await logged((log) => log.length === 2);
    assert.deepEqual(seen.toSorted(), ['quick 1', 'quick 2', 'slow 1']);
    unanswered.writeHead(500).end();
    await callbacks.idle();
    assert.deepEqual(
      seen.filter((id) => id.startsWith('slow')),
      ['slow 1', 'slow 1', 'slow 2', 'slow 3'],
    );
    assert.deepEqual(
      callbacks.log.map(({ conversationId, attempt, status, willRetry }) =>
        [conversationId, attempt, status, willRetry].join(' '),
      ),
      [
        'conv_quick 1 200 false',
        'conv_quick 1 200 false',
        'conv_slow 1 500 true',
        'conv_slow 2 200 false',
        'conv_slow 1 200 false',
        'conv_slow 1 200 false',
      ],
    );
  });

  it('is each target’s own, and each account’s', async (test) => {
    await using stuck = await holdingServer();
    await using server = await scriptedServer();
    const { callbacks, logged } = open(test);
    const targets = [{ url: stuck.origin }, { url: server.origin }];
    for (const id of ['1', '2']) callbacks.send({ ...created('conv_1', id, ''), targets });
    callbacks.send({ ...created('conv_1', 'other', stuck.origin), accountSid: `AC${'2'.repeat(32)}` });
    await logged((log) => log.length === 2);
    await stuck.arrived(2);
    assert.deepEqual(server.requests.map(idOf), ['1', '2']);
    assert.deepEqual(stuck.held.map(({ id }) => id).toSorted(), ['1', 'other']);
  });

  it('lets a target have so many requests at a time and no more', async (test) => {
    await using server = await holdingServer();
    await using other = await scriptedServer();
    const { callbacks, logged } = open(test, { limits: { atOnce: 3 } });
    for (let index = 0; index < 10; index++) callbacks.send(created(`conv_${index}`, '', server.origin));
    for (let answered = 0; answered < 10; answered++) {
      const arriving = Math.min(answered + 3, 10);
      await server.arrived(arriving);
      // One request too many would be here by the time that a later one has been to another target and back.
      callbacks.send(created('conv_1', '', other.origin));
      await logged((log) => log.length === 2 * answered + 1);
      assert.equal(server.held.length, arriving);
      server.held[answered]?.response.end();
      await logged((log) => log.length === 2 * answered + 2);
    }
    await callbacks.idle();
    assert.equal(server.held.length, 10);
  });

  it('gives the turn away while an event waits for its next attempt', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    await using server = await scriptedServer({ status: 503 }, {});
    const { callbacks, logged } = open(test, { limits: { atOnce: 1 } });
    callbacks.send(created('conv_1', 'first', server.origin));
    callbacks.send(created('conv_2', 'second', server.origin));
    await logged((log) => log.length === 2);
    assert.deepEqual(server.requests.map(idOf), ['first', 'second']);
    test.mock.timers.tick(1_000);
    await callbacks.idle();
    assert.deepEqual(server.requests.map(idOf), ['first', 'second', 'first']);
  });

  it('uses a connection again', async (test) => {
    const ports = new Set<number | undefined>();
    await using server = await scriptedServer((_, response) => {
      ports.add(response.socket?.remotePort);
      response.end('some answer');
    });
    const { callbacks } = open(test);
    for (const id of ['1', '2', '3']) callbacks.send(created('conv_1', id, server.origin));
    await callbacks.idle();
    assert.deepEqual([server.requests.length, ports.size], [3, 1]);
  });
});

describe('a failed status callback', () => {
  for (const status of [429, 500, 502, 503, 504]) {
    it(`is tried again after ${status}, with the same token and a new request id`, async (test) => {
      await using server = await scriptedServer({ status }, { status }, {});
      const { callbacks } = open(test, AT_ONCE);
      callbacks.send(created('conv_1', '1', server.origin));
      callbacks.send(created('conv_1', '2', server.origin));
      await callbacks.idle();
      assert.deepEqual(server.requests.map(idOf), ['1', '1', '1', '2']);
      const all = (header: string) => server.requests.map(({ headers }) => headers[header]);
      const [first, second, third, other] = all('i-twilio-idempotency-token');
      assert.ok(first === second && second === third && third !== other);
      assert.equal(new Set(all('twilio-request-id')).size, 4);
      assert.equal(new Set(all('x-twilio-signature').slice(0, 3)).size, 1);
      assert.deepEqual(
        callbacks.log.map(({ requestId }) => requestId),
        all('twilio-request-id'),
      );
      assert.deepEqual(
        callbacks.log.map(({ attempt, status, willRetry }) => [attempt, status, willRetry]),
        [
          [1, status, true],
          [2, status, true],
          [3, 200, false],
          [1, 200, false],
        ],
      );
    });
  }

  for (const status of [201, 204, 302, 400, 401, 404, 410]) {
    it(`is not tried again after ${status}`, async (test) => {
      await using elsewhere = await scriptedServer();
      await using server = await scriptedServer({
        status,
        headers: { location: elsewhere.origin },
        body: '',
      });
      const { callbacks } = open(test, AT_ONCE);
      callbacks.send(created('conv_1', '1', server.origin));
      await callbacks.idle();
      assert.deepEqual([server.requests.length, elsewhere.requests.length], [1, 0]);
      assert.deepEqual(
        callbacks.log.map(({ status, willRetry }) => [status, willRetry]),
        [[status, false]],
      );
    });
  }

  it('is given up after the last retry, and the next event goes', async (test) => {
    await using server = await scriptedServer({ status: 500 }, { status: 500 }, { status: 500 }, {});
    const { callbacks } = open(test, { retryDelaysMs: [0, 0] });
    callbacks.send(created('conv_1', '1', server.origin));
    callbacks.send(created('conv_1', '2', server.origin));
    await callbacks.idle();
    assert.deepEqual(server.requests.map(idOf), ['1', '1', '1', '2']);
    assert.deepEqual(
      callbacks.log.map(({ willRetry }) => willRetry),
      [true, true, false, false],
    );
  });

  it('is tried again after 1, 5 and 15 seconds', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    const tick = async (ms: number) => {
      now += ms;
      test.mock.timers.tick(ms);
      // What the timer set going notes the time before anything else moves on.
      await turnOfTheEventLoop();
    };
    await using server = await scriptedServer({ status: 500 });
    const { callbacks, logged } = open(test, { now: () => now });
    callbacks.send(created('conv_1', '1', server.origin));
    for (const [done, seconds] of [1, 5, 15].entries()) {
      await logged((log) => log.length === done + 1);
      await tick(seconds * 1_000 - 1);
      await tick(1);
    }
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ at, willRetry }) => [at, willRetry]),
      [
        [0, true],
        [1_000, true],
        [6_000, true],
        [21_000, false],
      ],
    );
  });

  it('is one without an answer for 5 seconds, or with an answer that does not end', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    await using server = await holdingServer();
    const { callbacks, logged } = open(test, { retryDelaysMs: [0] });
    callbacks.send(created('conv_1', '1', server.origin));

    await server.arrived(1);
    test.mock.timers.tick(4_999);
    assert.equal(callbacks.log.length, 0);
    const cut = once(server.held[0]?.response ?? assert.fail(), 'close');
    test.mock.timers.tick(1);
    await cut;
    await logged((log) => log.length === 1);
    test.mock.timers.tick(0);

    await server.arrived(2);
    const unfinished = server.held[1]?.response;
    assert.ok(unfinished);
    unfinished.writeHead(200).write('some');
    test.mock.timers.tick(5_000);
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ failure, status, willRetry }) => [failure, status, willRetry]),
      [
        ['No answer within 5 s', undefined, true],
        ['No answer within 5 s', undefined, false],
      ],
    );
  });

  it('is one whose connection breaks', async (test) => {
    await using server = await scriptedServer(
      (_, response) => response.socket?.destroy(),
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('some', () => response.socket?.destroy());
      },
      (_, response) => response.socket?.end('not HTTP\r\n\r\n'),
      (_, response) =>
        response.socket?.write('HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      {},
    );
    const { callbacks } = open(test, { retryDelaysMs: [0, 0, 0, 0] });
    callbacks.send(created('conv_1', '1', server.origin));
    await callbacks.idle();
    const { log } = callbacks;
    assert.deepEqual(
      log.map(({ status }) => status),
      [undefined, undefined, undefined, undefined, 200],
    );
    assert.deepEqual(
      log.map(({ failure = '' }) => failure.replace(/^(socket hang up|read ECONN|Parse Error).*/, 'broken')),
      [
        'broken',
        'The connection was closed within the answer',
        'broken',
        'The connection was closed without an answer',
        '',
      ],
    );
  });

  it('is one that finds nobody, at any of the addresses of a name', async (test) => {
    const server = await scriptedServer();
    await server[Symbol.asyncDispose]();
    const { port } = new URL(server.origin);
    const { callbacks } = open(test, {
      retryDelaysMs: [],
      lookup: (_, __, callback) =>
        callback(null, [
          { address: '127.0.0.1', family: 4 },
          { address: '127.0.0.2', family: 4 },
        ]),
    });
    callbacks.send(created('conv_1', '1', server.origin));
    await callbacks.idle();
    callbacks.send(created('conv_1', '2', `http://receiver.test:${port}`));
    await callbacks.idle();
    const [one, two] = callbacks.log.map(({ failure }) => failure ?? '');
    assert.match(one ?? '', /ECONNREFUSED 127\.0\.0\.1/);
    assert.match(two ?? '', /127\.0\.0\.1.*127\.0\.0\.2/);
  });

  it('is none for a long answer, which is not read to its end', async (test) => {
    await using server = await scriptedServer((_, response) => {
      response.write(Buffer.alloc(1024 * 1024));
    });
    const { callbacks } = open(test);
    callbacks.send(created('conv_1', '1', server.origin));
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ status }) => status),
      [200],
    );
  });
});

describe('too many status callbacks', () => {
  it('are dropped when they come, which the log tells', async (test) => {
    await using server = await holdingServer();
    const { callbacks } = open(test, { limits: { maxWaiting: 2 } });
    for (const id of ['1', '2', '3']) callbacks.send(created('conv_1', id, server.origin));
    callbacks.send(created('conv_2', '4', server.origin));
    assert.deepEqual(
      callbacks.log.map(({ conversationId, skipped, attempt, willRetry }) => [
        conversationId,
        /^Dropped/.test(skipped ?? ''),
        attempt,
        willRetry,
      ]),
      [
        ['conv_1', true, 0, false],
        ['conv_2', true, 0, false],
      ],
    );
    for (const count of [1, 2]) {
      await server.arrived(count);
      server.held[count - 1]?.response.end();
    }
    await callbacks.idle();
    assert.equal(server.held.length, 2);
  });

  it('are told by their length too, but one always goes', async (test) => {
    await using server = await holdingServer();
    const { callbacks } = open(test, { limits: { maxWaitingLength: 10 } });
    for (const id of ['1', '2']) callbacks.send(created('conv_1', id, server.origin));
    await server.arrived(1);
    assert.equal(callbacks.log.length, 1);
    server.held[0]?.response.end();
    await callbacks.idle();
    assert.equal(callbacks.log.length, 2);
  });

  const { length } = JSON.stringify(created('conv_1', '1', '').data);
  for (const [title, limits] of [
    ['number', { maxWaiting: 2 }],
    ['length', { maxWaitingLength: 2 * length + 1 }],
  ] as const) {
    it(`are not too many any more when others have gone: by ${title}`, async (test) => {
      await using server = await holdingServer();
      const { callbacks, logged } = open(test, { limits });
      for (const id of ['1', '2', '3']) callbacks.send(created(`conv_${id}`, id, server.origin));
      await server.arrived(2);
      server.held.find(({ id }) => id === '2')?.response.end();
      await logged((log) => log.length === 2);
      // The room is there in the moment after the log has told of it.
      await turnOfTheEventLoop();
      callbacks.send(created('conv_4', '4', server.origin));
      await server.arrived(3);
      assert.equal(server.held[2]?.id, '4');
    });
  }

  it('push the oldest out of the log', async (test) => {
    await using server = await scriptedServer();
    const attempts: CallbackAttempt[] = [];
    let now = NOON;
    const { callbacks } = open(test, {
      logSize: 2,
      now: () => now++,
      onAttempt: (attempt) => attempts.push(attempt),
    });
    for (const id of ['1', '2', '3']) callbacks.send(created('conv_1', id, server.origin));
    await callbacks.idle();
    assert.deepEqual(callbacks.log, attempts.slice(1));
    assert.deepEqual(
      attempts.map(({ at }) => at),
      [NOON, NOON + 1, NOON + 2],
    );
  });
});

describe('the end of status callbacks', () => {
  it('breaks off what is under way, drops what waits, and takes no more', async (test) => {
    await using server = await holdingServer();
    const { callbacks } = open(test);
    for (const id of ['1', '2']) callbacks.send(created('conv_1', id, server.origin));
    callbacks.send(created('conv_2', '3', server.origin));
    await server.arrived(2);
    const idle = callbacks.idle();
    const cut = Promise.all(server.held.map(({ response }) => once(response, 'close')));
    await callbacks.close();
    await idle;
    await cut;
    callbacks.send(created('conv_1', '4', server.origin));
    await callbacks.close();
    assert.deepEqual([callbacks.log.length, server.held.length], [0, 2]);
  });

  it('does not wait for a name to be looked up', async (test) => {
    const asked = Promise.withResolvers<void>();
    const { callbacks } = open(test, { lookup: () => asked.resolve() });
    callbacks.send(created('conv_1', '1', 'http://receiver.test/'));
    await asked.promise;
    await callbacks.close();
    assert.equal(callbacks.log.length, 0);
  });

  it('cuts the connections that were kept', async (test) => {
    const sockets: (Socket | null)[] = [];
    await using server = await scriptedServer((_, response) => {
      sockets.push(response.socket);
      response.end();
    });
    const { callbacks } = open(test);
    callbacks.send(created('conv_1', '1', server.origin));
    await callbacks.idle();
    const [socket] = sockets;
    assert.ok(socket && !socket.closed);
    const cut = once(socket, 'close');
    await callbacks.close();
    await cut;
  });

  it('comes while an event waits for its next attempt, or for its turn', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    await using server = await scriptedServer({ status: 500 }, () => {});
    const { callbacks, logged } = open(test, { limits: { atOnce: 1 } });
    for (const id of ['1', '2', '3']) callbacks.send(created(`conv_${id}`, id, server.origin));
    await logged((log) => log.length === 1);
    await callbacks.close();
    test.mock.timers.tick(60_000);
    await callbacks.idle();
    assert.deepEqual([callbacks.log.length, server.requests.length < 3], [1, true]);
  });

  it('may come from the listener', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    await using server = await scriptedServer({ status: 500 });
    const callbacks = new StatusCallbacks({ onAttempt: () => void callbacks.close() });
    test.after(() => callbacks.close());
    callbacks.send(created('conv_1', '1', server.origin));
    await callbacks.idle();
    assert.equal(server.requests.length, 1);
  });

  it('is not brought about by a listener that throws', async (test) => {
    await using server = await scriptedServer();
    const callbacks = new StatusCallbacks({
      onAttempt: () => {
        throw new Error('a listener’s own fault');
      },
    });
    test.after(() => callbacks.close());
    callbacks.send(created('conv_1', '0', 'no URL'));
    for (const id of ['1', '2']) callbacks.send(created('conv_1', id, server.origin));
    await callbacks.idle();
    assert.equal(server.requests.length, 2);
  });

  it('is not waited for by a program that has nothing else to do', () => {
    const source = new URL('../../../src/sandbox/server/callbacks/statusCallbacks.ts', import.meta.url);
    const program = `
      import { StatusCallbacks } from '${source}';
      const callbacks = new StatusCallbacks();
      const event = ${JSON.stringify(created('conv_1', '1', 'http://127.0.0.1:1'))};
      callbacks.send(event);
      process.on('exit', () => console.log(callbacks.log.length, callbacks.log[0].willRetry));
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    assert.equal(stdout.trim(), '1 true', stderr);
  });
});
