import assert from 'node:assert/strict';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { oddPath, oddQuery, spoiltBody, spoiltBytes } from '../support/fuzzCases.ts';
import { FuzzConnection } from '../support/fuzzClient.ts';
import { FuzzedServer } from '../support/fuzzedServer.ts';
import { oddHeaders } from '../support/fuzzHeaders.ts';
import { hugeCases } from '../support/fuzzHuge.ts';
import { NOT_OFFERED, WRITE_OPERATIONS } from '../support/fuzzOperations.ts';
import { Random } from '../support/fuzzRandom.ts';
import {
  type CaseMaker,
  type Circumstances,
  caseOf,
  type FuzzCase,
  goodWrite,
} from '../support/fuzzRequests.ts';
import { FuzzRun } from '../support/fuzzRun.ts';
import { oddStream } from '../support/fuzzStreams.ts';
import { type CheckExchange, loadRequestRules, loadSpecs } from '../support/openapi.ts';

/** Another one may be given, to look for more: FUZZ_SEED=2 npm run test:contract -- fuzz */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_415);

/** Every round has some of all kinds, so that memory after the second can be held against memory after the last. */
const ROUNDS = 10;
const KINDS: readonly [make: CaseMaker, times: number][] = [
  [spoiltBody, 900],
  [spoiltBytes, 150],
  [oddQuery, 150],
  [oddPath, 100],
  [oddHeaders, 150],
  [oddStream, 100],
];

/** Generous: of a leak, each request would hold far more than a kilobyte. */
const MAY_GROW_BYTES = 10 * 1024 * 1024;

describe(`the sandbox, by malformed requests (seed ${SEED})`, () => {
  let server: FuzzedServer;
  let check: CheckExchange;
  let run: FuzzRun;

  before(async () => {
    check = await loadSpecs({ closedRequests: false });
    server = await FuzzedServer.start(check);
    run = new FuzzRun(server, check);
  });
  after(async () => {
    const exit = await server.stop(run);
    if (!run.isHanging) assert.equal(exit, 0, server.stderr);
  });

  /** Good requests are answered as ever. What was found until now is told first when they are not. */
  const findIds = async () => {
    try {
      return await server.findIds();
    } catch (error) {
      run.conclude();
      throw error;
    }
  };

  it('takes every good body, so that a spoilt one tells something', async () => {
    await server.tell('begin anew');
    const ids = await findIds();
    const rules = await loadRequestRules();
    const wrong: string[] = [];
    for (const [n, operation] of WRITE_OPERATIONS.entries()) {
      const { name, json, form } = operation;
      const { request, bytes } = caseOf(name, goodWrite(operation, ids, n), 'document');
      assert.deepEqual(rules(request), [], name);
      if (NOT_OFFERED.includes(name) || !(json ?? form)) continue;
      const connection = new FuzzConnection(server.port);
      const answer = await connection.ask(bytes, request.method);
      connection.close();
      assert.ok(answer);
      if (answer.status >= 300) wrong.push(`${name}: ${answer.status} ${answer.body}`);
      else wrong.push(...check(request, answer));
    }
    assert.deepEqual(wrong, []);
  });

  it('refuses what is wrong, fails at nothing, keeps on answering, and holds on to no memory', async (test) => {
    const random = new Random(SEED);
    let made = 0;
    const turns = new Map<CaseMaker, number>();
    let early = 0;
    let late = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      await server.tell('begin anew');
      const circumstances: Circumstances = { random, ids: await findIds(), count: () => made };
      const cases: FuzzCase[] = [];
      for (const [make, times] of KINDS) {
        for (let time = 0; time < times; time++, made++) {
          const turn = turns.get(make) ?? 0;
          turns.set(make, turn + 1);
          cases.push(make(circumstances, turn));
        }
      }
      await run.send(cases);
      await findIds();
      if (round === 2) early = (await server.tell('measure')).held;
      if (round === ROUNDS) late = (await server.tell('measure')).held;
    }
    run.conclude();
    assert.ok(run.refused >= 10_000, `of ${made} requests, only ${run.refused} were refused`);
    const { polluted } = await server.tell('measure');
    assert.equal(polluted, false, 'a request got into the prototype of all objects');
    const growth = late - early;
    const grown = `${growth} bytes more are held after ${made} requests than after a fifth of them`;
    test.diagnostic(`${run.refused} of ${made} requests were refused; ${grown}`);
    assert.ok(growth < MAY_GROW_BYTES, grown);
  });

  it('answers what follows on a connection, whatever came before', async () => {
    await server.tell('begin anew');
    const ids = await findIds();
    const circumstances: Circumstances = { random: new Random(SEED), ids, count: () => 0 };
    const target = '/v2/Conversations?pageSize=1';
    const good = caseOf('a good request', { target }, 'document');
    const large = caseOf('a large head', { target, headers: { 'x-large': 'x'.repeat(20_000) } }, 'refusal');
    const cases: FuzzCase[] = [];
    for (let turn = 0; turn < 60; turn++) {
      const odd = oddHeaders(circumstances, turn);
      cases.push(odd, good, odd, large);
    }
    await run.send(cases, 1);
    run.conclude();
  });

  it('refuses what is far too large, and holds on to nothing of it', async () => {
    assert.equal(run.isHanging, false, 'the server hangs');
    const { held } = await server.tell('measure');
    await server.tell('begin anew');
    const cases = hugeCases(await findIds());
    await run.send([...cases, ...cases]);
    await findIds();
    run.conclude();
    const growth = (await server.tell('measure')).held - held;
    assert.ok(growth < MAY_GROW_BYTES, `${growth} bytes more are held than before`);
  });
});
