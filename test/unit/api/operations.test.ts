import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Operation } from '../../../src/api/resources.ts';
import { type Answer, scriptedServer } from '../../support/scriptedServer.ts';
import { clientOf, FakeClock, failure } from './support.ts';

const ID = 'proc_job_1';
const PATH = `/v2/ControlPlane/Operations/${ID}`;
const accepted = { operationId: ID, retryAfterMs: 5_000 };

function answerOf(status: string, more: Partial<Operation> = {}, retryAfter?: string): Answer {
  return {
    headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
    body: { operationId: ID, status, statusUrl: `https://elsewhere.example${PATH}`, ...more },
  };
}

describe('waiting for an operation', () => {
  it('waits as long as the server asks, each time, and returns what was completed', async () => {
    await using server = await scriptedServer(
      answerOf('PENDING', {}, '3'),
      answerOf('RUNNING', {}, '7'),
      answerOf('COMPLETED', { related: { configurationId: 'conf_1' } }),
    );
    const clock = new FakeClock();
    const seen: string[] = [];
    const operation = await clientOf(server.origin, [], { clock }).waitForOperation(accepted, {
      onProgress: ({ status }) => seen.push(status),
    });
    assert.deepEqual(operation.related, { configurationId: 'conf_1' });
    assert.deepEqual(clock.sleeps, [5_000, 3_000, 7_000]);
    assert.deepEqual(seen, ['PENDING', 'RUNNING', 'COMPLETED']);
    assert.deepEqual(
      server.requests.map(({ method, url }) => [method, url]),
      Array.from({ length: 3 }, () => ['GET', PATH]),
    );
  });

  it('looks at once when it is only given an id, and less and less often when the server says nothing', async () => {
    await using server = await scriptedServer(
      ...Array.from({ length: 6 }, () => answerOf('PENDING')),
      answerOf('COMPLETED'),
    );
    const clock = new FakeClock();
    const patience = { pollMs: 1_000, longestPollMs: 8_000 };
    await clientOf(server.origin, [], { clock, patience }).waitForOperation(ID);
    assert.deepEqual(clock.sleeps, [1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  it('does not race when the server asks for no wait at all', async () => {
    await using server = await scriptedServer(answerOf('PENDING', {}, '0'), answerOf('COMPLETED'));
    const clock = new FakeClock();
    await clientOf(server.origin, [], { clock, patience: { pollMs: 1_000 } }).waitForOperation(ID);
    assert.deepEqual(clock.sleeps, [1_000]);
  });

  it('takes a status that it does not know for one that is not the last', async () => {
    await using server = await scriptedServer(answerOf('SUSPENDED'), answerOf('COMPLETED'));
    const operation = await clientOf(server.origin, [], { clock: new FakeClock() }).waitForOperation(ID);
    assert.equal(operation.status, 'COMPLETED');
    assert.equal(server.requests.length, 2);
  });

  it('says why an operation failed', async () => {
    const error = {
      type: 'https://www.twilio.com/docs/errors/20409',
      title: 'Conflict',
      status: 409,
      detail: 'The service has a configuration already',
    };
    await using server = await scriptedServer(answerOf('FAILED', { error }));
    const thrown = await failure(clientOf(server.origin).waitForOperation(ID));
    assert.deepEqual(
      [thrown.kind, thrown.message, thrown.status, thrown.moreInfo],
      ['operation', 'Conflict: The service has a configuration already', 409, error.type],
    );
    assert.deepEqual(thrown.operation?.error, error);
    assert.equal(thrown.path, PATH);
    assert.equal(server.requests.length, 1);
  });

  it('says so when an operation was cancelled, or failed without a word', async () => {
    for (const [status, error] of [
      ['CANCELLED', undefined],
      ['FAILED', null],
      ['FAILED', {}],
    ] as const) {
      await using server = await scriptedServer(answerOf(status, error === undefined ? {} : { error }));
      const thrown = await failure(clientOf(server.origin).waitForOperation(ID));
      assert.deepEqual([thrown.kind, thrown.message], ['operation', `The operation ended as ${status}`]);
    }
  });

  it('gives up after the longest wait, with a last look at its end', async () => {
    await using server = await scriptedServer(answerOf('PENDING', {}, '20'));
    const clock = new FakeClock();
    const thrown = await failure(
      clientOf(server.origin, [], { clock }).waitForOperation(accepted, { longestWaitMs: 30_000 }),
    );
    assert.deepEqual([thrown.kind, thrown.operation?.status], ['timeout', 'PENDING']);
    assert.deepEqual(clock.sleeps, [5_000, 20_000, 5_000]);
    assert.equal(server.requests.length, 3);
  });

  it('ends when it is cancelled: while it waits, and while it looks', async () => {
    const abort = new AbortController();
    await using server = await scriptedServer(answerOf('PENDING', {}, '3600'));
    const waiting = clientOf(server.origin).waitForOperation(ID, {
      signal: abort.signal,
      longestWaitMs: 7_200_000,
      onProgress: () => setImmediate(() => abort.abort()),
    });
    assert.equal((await failure(waiting)).kind, 'cancelled');
    assert.equal(server.requests.length, 1);

    const early = new AbortController();
    await using silent = await scriptedServer(() => early.abort());
    const looking = clientOf(silent.origin).waitForOperation(ID, { signal: early.signal });
    assert.equal((await failure(looking)).kind, 'cancelled');
  });

  it('leaves the queue to others while it waits', async () => {
    const abort = new AbortController();
    const waits = Promise.withResolvers<void>();
    let waiting = 0;
    await using server = await scriptedServer(answerOf('PENDING', {}, '3600'));
    const client = clientOf(server.origin);
    const all = Array.from({ length: 12 }, (_, n) =>
      failure(
        client.waitForOperation(`proc_job_${n}`, {
          signal: abort.signal,
          onProgress: () => {
            if (++waiting === 12) waits.resolve();
          },
        }),
      ),
    );
    await waits.promise;
    // More than may be under way at once are waiting; this one does not have to wait for them.
    await client.fetchOperation(ID);
    abort.abort();
    for (const error of await Promise.all(all)) assert.equal(error.kind, 'cancelled');
  });

  it('asks again when a look fails in passing', async () => {
    await using server = await scriptedServer({ status: 503 }, answerOf('COMPLETED'));
    assert.equal((await clientOf(server.origin).waitForOperation(ID)).status, 'COMPLETED');
  });
});
