import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import type { ActiveFault } from '../../../src/sandbox/server/faults/faults.ts';
import { administrationRoutes } from '../../../src/sandbox/server/routes/administration.ts';
import type { SandboxAccount } from '../../../src/sandbox/server/server.ts';
import { SANDBOX_VERSION } from '../../../src/sandbox/server/version.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { basic, Caller, type ErrorBody, NOON } from './caller.ts';

const ACCOUNTS: SandboxAccount[] = [
  {
    accountSid: `AC${'1'.repeat(32)}`,
    authToken: 'one',
    apiKeys: [{ sid: `SK${'1'.repeat(32)}`, secret: 'secret' }],
  },
  { accountSid: `AC${'2'.repeat(32)}`, authToken: 'two' },
];

/** Every route, with its parameters filled in. */
const ROUTES = administrationRoutes.map(({ method, path }) => ({
  method,
  path: path.replaceAll(/:\w+/g, 'x'),
}));

const moment = (at: number) => new Date(at).toISOString();

describe('the administration', () => {
  let caller: Caller;
  beforeEach(async () => {
    caller = await Caller.start({ accounts: ACCOUNTS });
  });
  afterEach(() => caller.sandbox.close());

  const faults = async () => (await caller.get<{ faults: ActiveFault[] }>('/sandbox/faults')).body.faults;
  const kinds = async () => (await faults()).map(({ rule }) => rule.kind);

  describe('takes only those who may call', () => {
    for (const { method, path } of ROUTES) {
      it(`${method} ${path}`, async () => {
        const { url } = caller.sandbox;
        for (const authorization of [undefined, '', basic(ACCOUNTS[0]?.accountSid ?? '', 'two')]) {
          const headers = {
            'content-type': 'application/json',
            ...(authorization === undefined ? {} : { authorization }),
          };
          const body = method === 'GET' ? {} : { body: '{}' };
          const response = await caller.sandbox.fetch(new Request(url + path, { method, headers, ...body }));
          assert.equal(response.status, 401);
          assert.equal((await response.json()).code, 20003);
        }
        assert.deepEqual(await kinds(), []);
      });
    }

    it('by any account, or its key', async () => {
      for (const authorization of [
        basic(`AC${'1'.repeat(32)}`, 'one'),
        basic(`AC${'2'.repeat(32)}`, 'two'),
        basic(`SK${'1'.repeat(32)}`, 'secret'),
      ]) {
        assert.equal((await caller.call('/sandbox/status', { headers: { authorization } })).status, 200);
      }
    });
  });

  describe('does nothing for a web page elsewhere', () => {
    for (const { method, path } of ROUTES) {
      it(`${method} ${path}: no header lets it read the answer, or ask beforehand`, async () => {
        const origin = 'https://evil.example';
        const preflight = await caller.call(path, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': method },
        });
        const answer = await caller.call(path, { method, headers: { origin } });
        for (const { headers } of [preflight, answer]) {
          assert.deepEqual(
            [...headers.keys()].filter((name) => name.startsWith('access-control-')),
            [],
          );
        }
        assert.notEqual(Math.floor(preflight.status / 100), 2);
      });
    }

    const posts = ROUTES.filter(({ method }) => method === 'POST');
    assert.ok(posts.length >= 2);
    for (const { path } of posts) {
      // What a form or a simple fetch can send without asking first. The browser may add credentials that it knows.
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        undefined,
      ]) {
        it(`POST ${path} as ${type}`, async () => {
          await caller.createConversation();
          const send = (headers: Record<string, string>) =>
            caller.call<ErrorBody>(path, {
              method: 'POST',
              headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
              body: new TextEncoder().encode('{"kind":"drop","data":"empty"}'),
            });
          const told = await send({ origin: 'https://evil.example' });
          assert.deepEqual([told.status, told.body.code], [403, 20003]);
          // A browser that says nothing of where the page came from.
          const untold = await send({});
          assert.deepEqual([untold.status, untold.body.code], [415, 20422]);
          assert.deepEqual(await kinds(), []);
          assert.equal((await caller.conversations()).length, 1);
        });
      }
    }
  });

  it('is struck by no fault, whatever is in force', async () => {
    const rules = [
      { kind: 'latency', ms: 600_000 },
      { kind: 'drop' },
      { kind: 'unavailable' },
      { kind: 'truncate' },
    ];
    assert.equal((await caller.post('/sandbox/faults', rules)).status, 201);
    assert.equal((await caller.get('/v2/Conversations')).status, 500, 'the faults are in force');
    const strikes = async () => (await faults()).map(({ struck }) => struck);
    const before = await strikes();
    for (const { method, path } of ROUTES.filter((route) => route.method === 'GET')) {
      assert.equal((await caller.call(path, { method })).status, 200, path);
    }
    // Over the network too, where an answer could be late.
    const authorization = basic(ACCOUNTS[0]?.accountSid ?? '', 'one');
    const response = await fetch(`${caller.sandbox.url}/sandbox/status`, { headers: { authorization } });
    assert.equal(response.status, 200);
    assert.equal((await caller.patch('/sandbox/clock', { advanceMs: 1 })).status, 200);
    assert.equal((await caller.post('/sandbox/reset', {})).status, 200);
    assert.equal((await caller.get('/sandbox/nowhere')).status, 404);
    assert.equal((await caller.get('/')).status, 200);
    assert.deepEqual(await strikes(), before);
  });

  it('refuses methods and paths that there are not', async () => {
    const { status, headers } = await caller.delete('/sandbox/clock');
    assert.deepEqual([status, headers.get('allow')], [405, 'GET, PATCH']);
    for (const path of ['/sandbox', '/sandbox/', '/sandbox/clock/', '/sandbox/faults/x/y']) {
      assert.equal((await caller.get(path)).status, 404, path);
    }
  });

  it('tells how the sandbox is doing', async () => {
    await caller.createConversation();
    const status = async () => (await caller.get('/sandbox/status')).body;
    const { behavior, faults: before, startedAt, ...rest } = await status();
    assert.ok(Date.parse(String(startedAt)) <= Date.now());
    const statuses = (ACTIVE: number) => ({ ACTIVE, INACTIVE: 0, CLOSED: 0 });
    assert.deepEqual(rest, {
      version: SANDBOX_VERSION,
      seed: 1,
      data: 'empty',
      clock: { now: moment(NOON), rate: 1 },
      accounts: [
        { accountSid: ACCOUNTS[0]?.accountSid, configurations: 1, conversations: 1, statuses: statuses(1) },
        { accountSid: ACCOUNTS[1]?.accountSid, configurations: 1, conversations: 0, statuses: statuses(0) },
      ],
    });
    assert.deepEqual(before, []);
    assert.equal((behavior as Record<string, string>)['listMembers'], 'full');
    await caller.post('/sandbox/faults', { kind: 'drop' });
    assert.deepEqual((await status())['faults'], await faults());
  });

  it('counts no conversations by status where that would make very many', async () => {
    await caller.post('/sandbox/reset', { data: 'large' });
    const { accounts, data } = (
      await caller.get<{ accounts: { conversations: number; statuses?: object }[]; data: string }>(
        '/sandbox/status',
      )
    ).body;
    assert.equal(data, 'large');
    const [many] = accounts;
    assert.ok(many && many.conversations > 2_000);
    assert.equal(many.statuses, undefined);
  });

  it('tells no secret', async () => {
    for (const { path } of ROUTES.filter(({ method }) => method === 'GET')) {
      const { body } = await caller.get(path);
      assert.doesNotMatch(JSON.stringify(body), /"(one|two|secret)"|authToken/, path);
    }
  });

  describe('of the clock', () => {
    const clock = async () => (await caller.get('/sandbox/clock')).body;
    const set = (body: unknown) =>
      caller.patch<ErrorBody & { now: string; rate: number }>('/sandbox/clock', body);

    it('tells the time and its rate', async () => {
      assert.deepEqual(await clock(), { now: moment(NOON), rate: 1 });
      caller.advance(1_500);
      assert.deepEqual(await clock(), { now: moment(NOON + 1_500), rate: 1 });
    });

    for (const [title, change, expected] of [
      ['goes forward', { advanceMs: 60_000 }, { now: NOON + 60_000, rate: 1 }],
      ['is set', { now: '2026-04-15T14:00:00+01:00' }, { now: NOON + 3_600_000, rate: 1 }],
      ['is set to the present', { now: '2026-04-15T12:00:00Z' }, { now: NOON, rate: 1 }],
      ['goes faster', { rate: 60 }, { now: NOON, rate: 60 }],
      ['stands still', { rate: 0 }, { now: NOON, rate: 0 }],
      [
        'does all of it',
        { now: '2026-04-15T13:00:00Z', advanceMs: 1, rate: 2 },
        { now: NOON + 3_600_001, rate: 2 },
      ],
      ['stays as it is', {}, { now: NOON, rate: 1 }],
    ] as const) {
      it(`${title} by ${JSON.stringify(change)}`, async () => {
        const { status, body } = await set(change);
        assert.deepEqual([status, body], [200, { now: moment(expected.now), rate: expected.rate }]);
        assert.deepEqual(await clock(), body);
        caller.advance(1_000);
        assert.equal((await clock())['now'], moment(expected.now + 1_000 * expected.rate));
      });
    }

    for (const [change, message] of [
      [{ now: '2026-04-15T11:59:59.999Z' }, 'The clock only goes forward'],
      [{ advanceMs: 300_000_000_000_000 }, 'The clock ends with the year 9999'],
      [{ advanceMs: 1e300 }, 'The clock ends with the year 9999'],
      [{ now: 'tomorrow' }, 'now must be a date and time such as 2026-03-01T09:30:00Z'],
      [{ now: '2026-04-31T00:00:00Z' }, 'now must be a date and time such as 2026-03-01T09:30:00Z'],
      [{ now: '2026-04-16T00:00:00' }, 'now must be a date and time such as 2026-03-01T09:30:00Z'],
      [{ now: NOON }, 'now must be a string'],
      [{ advanceMs: -1 }, 'advanceMs must be at least 0'],
      [{ advanceMs: 0.5 }, 'advanceMs must be an integer'],
      [{ advanceMs: '1' }, 'advanceMs must be a number'],
      [{ rate: -1 }, 'rate must be at least 0'],
      [{ rate: null }, 'rate must be a number'],
      [{ advanceMs: 1, rate: -1 }, 'rate must be at least 0'],
    ] as const) {
      it(`refuses ${JSON.stringify(change)}, and stays as it is`, async () => {
        const { status, body } = await set(change);
        assert.deepEqual([status, body.code, body.message], [400, 20001, message]);
        assert.deepEqual(await clock(), { now: moment(NOON), rate: 1 });
      });
    }

    it('lets happen what is due by then', async () => {
      const { id } = await caller.createConversation();
      await caller.createCommunication(id);
      const operation = await caller.delete(`/v2/Conversations/${id}`);
      await set({ advanceMs: 60_000 });
      const ended = await caller.operation(operation.headers.get('operation-id') ?? '');
      assert.deepEqual([ended.status, ended.completedAt], ['COMPLETED', moment(NOON + 1_000)]);
    });

    it('is everybody’s: what is made next is made then', async () => {
      await set({ advanceMs: 60_000 });
      assert.equal((await caller.createConversation()).createdAt, moment(NOON + 60_000));
    });

    it('goes on to its end at any rate, and no further', async () => {
      await set({ rate: 1e300 });
      caller.advance(1);
      assert.deepEqual((await clock())['now'], '9999-12-31T23:59:59.999Z');
      assert.equal((await caller.get('/v2/Conversations')).status, 200);
      assert.equal((await caller.createConversation()).createdAt, '9999-12-31T23:59:59.999Z');
    });
  });

  describe('of faults', () => {
    const add = (body: unknown) =>
      caller.post<ErrorBody & { faults: (ActiveFault & { text: string })[] }>('/sandbox/faults', body);

    it('puts one in force, and tells of all', async () => {
      await add({ kind: 'drop', operations: ['FetchAction'] });
      const { status, body } = await add({ kind: 'rate-limit', operations: ['List*'], times: 2 });
      assert.equal(status, 201);
      assert.deepEqual(
        body.faults.map(({ id, text, struck, remaining }) => [id, text, struck, remaining]),
        [
          ['fault-1', 'drop@FetchAction', 0, undefined],
          ['fault-2', 'rate-limit@List*:retryAfter=1,times=2', 0, 2],
        ],
      );
      assert.deepEqual(body.faults, await faults());
    });

    it('are as good as those that it began with', async () => {
      await add({ kind: 'rate-limit', operations: ['ListConversations'], times: 1, retryAfter: 7 });
      assert.equal((await caller.get('/v2/ControlPlane/Configurations')).status, 200);
      const struck = await caller.get('/v2/Conversations');
      assert.deepEqual([struck.status, struck.headers.get('retry-after')], [429, '7']);
      assert.equal((await caller.get('/v2/Conversations')).status, 200);
      assert.deepEqual(await faults(), []);
    });

    it('are read as the command line reads them, too', async () => {
      const { body } = await add('server-error@writes:after,rate=0.5');
      assert.deepEqual(
        body.faults.map(({ text }) => text),
        ['server-error@writes:after,rate=0.5'],
      );
    });

    it('come several at once, all of them or none', async () => {
      assert.equal((await add([{ kind: 'drop' }, 'flaky'])).status, 201);
      assert.deepEqual(await kinds(), ['drop', 'server-error', 'unavailable', 'drop', 'truncate']);
      for (const wrong of [{ kind: 'earthquake' }, 'earthquake', 7, null, []]) {
        const { status, body } = await add([{ kind: 'latency' }, wrong]);
        assert.deepEqual([status, body.code], [400, 20001]);
      }
      assert.equal((await kinds()).length, 5);
    });

    it('come as presets, which there is a list of', async () => {
      const { body } = await caller.get<{ presets: { name: string; rules: unknown[]; texts: string[] }[] }>(
        '/sandbox/faults/presets',
      );
      assert.ok(body.presets.length > 3);
      for (const { name, rules, texts } of body.presets) {
        await caller.delete('/sandbox/faults');
        const inForce = (await add(name)).body.faults as (ActiveFault & { text: string })[];
        assert.equal(inForce.length, rules.length, name);
        assert.deepEqual(
          inForce.map(({ text }) => text),
          texts,
          'by its texts a preset is found among what is in force',
        );
      }
    });

    it('go one by one, or all at once', async () => {
      await add([{ kind: 'drop' }, { kind: 'latency' }, { kind: 'truncate' }]);
      const answer = await caller.delete<{ faults: ActiveFault[] }>('/sandbox/faults/fault-2');
      assert.equal(answer.status, 200);
      assert.deepEqual(
        answer.body.faults.map(({ id }) => id),
        ['fault-1', 'fault-3'],
      );
      assert.equal((await caller.delete('/sandbox/faults/fault-2')).status, 404);
      assert.deepEqual((await caller.delete('/sandbox/faults')).body, { faults: [] });
      assert.equal((await caller.get('/v2/Conversations')).status, 200);
    });

    it('stay with a reset', async () => {
      await add({ kind: 'drop' });
      caller.sandbox.reset();
      assert.deepEqual(await kinds(), ['drop']);
    });
  });

  describe('of the data', () => {
    const reset = (body: unknown) => caller.post<ErrorBody & { now: string }>('/sandbox/reset', body);
    const count = async (account?: SandboxAccount) =>
      (await caller.get<{ conversations: unknown[] }>('/v2/Conversations?pageSize=1000', account)).body
        .conversations.length;

    it('begins again as it began, or with other data, for all accounts', async () => {
      await caller.createConversation();
      assert.equal((await reset({})).status, 200);
      assert.deepEqual([await count(), await count(ACCOUNTS[1])], [0, 0]);
      await reset({ data: 'demo' });
      assert.ok((await count()) > 10);
      assert.equal(await count(), await count(ACCOUNTS[1]));
      const before = await count();
      await caller.createConversation();
      await reset({});
      assert.equal(await count(), before, 'it begins as the last time');
      await reset({ data: 'empty' });
      assert.equal(await count(), 0);
    });

    it('begins again at the present of its clock', async () => {
      await caller.patch('/sandbox/clock', { advanceMs: 60_000 });
      const { body } = await reset({});
      assert.deepEqual(body, { now: moment(NOON + 60_000), rate: 1 });
      const configuration = await caller.configuration(await caller.configurationId());
      assert.equal(configuration.createdAt, moment(NOON + 60_000));
    });

    it('forgets what was to happen', async () => {
      const { id } = await caller.createConversation();
      await caller.delete(`/v2/Conversations/${id}`);
      await reset({});
      // The first one again: ids follow from the seed.
      assert.equal((await caller.createConversation()).id, id);
      caller.advance(3_600_000);
      assert.equal((await caller.get(`/v2/Conversations/${id}`)).status, 200);
    });

    for (const body of [{ data: 'everything' }, { data: 7 }, { data: null }]) {
      it(`is not reset by ${JSON.stringify(body)}`, async () => {
        await caller.createConversation();
        const { status, body: refusal } = await reset(body);
        assert.equal(status, 400);
        assert.match(refusal.message, /^data must be /);
        assert.equal(await count(), 1);
      });
    }
  });

  it('keeps a log of status callbacks, by the sandbox’s clock and without secrets', async (test) => {
    const server = await scriptedServer();
    test.after(() => server[Symbol.asyncDispose]());
    const url = `${server.origin.replace('//', '//user:password@')}/hook`;
    await caller.createConfiguration({ displayName: 'Told', statusCallbacks: [{ url }] });
    caller.advance(60_000);
    const attempts = async () =>
      (await caller.get<{ attempts: Record<string, unknown>[] }>('/sandbox/callbacks')).body.attempts;
    assert.deepEqual(await attempts(), []);
    const { id, accountId } = await caller.createConversation({
      configurationId: await caller.configurationId('Told'),
    });
    // The log has an attempt when it is over.
    let [attempt, ...others] = await attempts();
    while (!attempt) {
      test.signal.throwIfAborted();
      await turnOfTheEventLoop();
      [attempt, ...others] = await attempts();
    }
    const { idempotencyToken, requestId, durationMs, ...rest } = attempt;
    assert.deepEqual(others, []);
    assert.deepEqual((await caller.get('/sandbox/callbacks?last=0')).body, { attempts: [] });
    assert.deepEqual((await caller.get('/sandbox/callbacks?last=5')).body, { attempts: [attempt] });
    assert.equal((await caller.get('/sandbox/callbacks?last=-1')).status, 400);
    assert.deepEqual(rest, {
      at: caller.now,
      accountSid: accountId,
      conversationId: id,
      eventType: 'CONVERSATION_CREATED',
      method: 'POST',
      url: `${server.origin}/hook`,
      attempt: 1,
      status: 200,
      willRetry: false,
    });
    const [request] = server.requests;
    assert.equal(requestId, request?.headers['twilio-request-id']);
    assert.equal(idempotencyToken, request?.headers['i-twilio-idempotency-token']);
    assert.equal(typeof durationMs, 'number');
  });
});
