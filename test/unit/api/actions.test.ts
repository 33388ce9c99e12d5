import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Action } from '../../../src/api/resources.ts';
import { type Answer, scriptedServer } from '../../support/scriptedServer.ts';
import { clientOf, FakeClock, failure } from './support.ts';

const PATH = '/v2/Conversations/conv_1/Actions/action_1';

function answerOf(status: string, more: Partial<Action> = {}, retryAfter?: string): Answer {
  return {
    headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
    body: { id: 'action_1', type: 'SEND_MESSAGE', conversationId: 'conv_1', status, ...more },
  };
}

describe('following an action', () => {
  it('looks at the server’s pace, tells of each look, and returns what was completed', async () => {
    await using server = await scriptedServer(
      answerOf('PENDING', { related: { messageSid: 'SM1' } }),
      answerOf('PENDING', { related: { messageSid: 'SM1' } }, '7'),
      answerOf('COMPLETED', { related: { messageSid: 'SM1', communicationId: 'comm_1' } }),
    );
    const clock = new FakeClock();
    const seen: [string, string | undefined][] = [];
    const action = await clientOf(server.origin, [], { clock, patience: { pollMs: 1_000 } }).waitForAction(
      'conv_1',
      { id: 'action_1' },
      { onProgress: ({ status, related }) => seen.push([status, related?.['messageSid']]) },
    );
    assert.equal(action.related?.['communicationId'], 'comm_1');
    assert.deepEqual(clock.sleeps, [1_000, 1_000, 7_000]);
    assert.deepEqual(seen, [
      ['PENDING', 'SM1'],
      ['PENDING', 'SM1'],
      ['COMPLETED', 'SM1'],
    ]);
    assert.deepEqual(
      server.requests.map(({ method, url }) => [method, url]),
      Array.from({ length: 3 }, () => ['GET', PATH]),
    );
  });

  it('looks at once when it is only given an id, and less and less often when the server says nothing', async () => {
    await using server = await scriptedServer(
      ...Array.from({ length: 5 }, () => answerOf('PENDING')),
      answerOf('COMPLETED'),
    );
    const clock = new FakeClock();
    const patience = { pollMs: 1_000, longestPollMs: 4_000 };
    await clientOf(server.origin, [], { clock, patience }).waitForAction('conv_1', 'action_1');
    assert.deepEqual(clock.sleeps, [1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  it('returns one that failed, with its reason: that is an answer, not a failure to get one', async () => {
    await using server = await scriptedServer(answerOf('FAILED', { failureReason: 'No such number' }));
    const { status, failureReason } = await clientOf(server.origin).waitForAction('conv_1', 'action_1');
    assert.deepEqual([status, failureReason], ['FAILED', 'No such number']);
    assert.equal(server.requests.length, 1);
  });

  it('takes a status that it does not know for one that is not the last', async () => {
    await using server = await scriptedServer(answerOf('QUEUED'), answerOf('COMPLETED'));
    const clock = new FakeClock();
    const { status } = await clientOf(server.origin, [], { clock }).waitForAction('conv_1', 'action_1');
    assert.equal(status, 'COMPLETED');
  });

  it('returns one that is still under way after the longest wait, with a last look at its end', async () => {
    await using server = await scriptedServer(answerOf('PENDING', {}, '20'));
    const clock = new FakeClock();
    const { status } = await clientOf(server.origin, [], { clock }).waitForAction('conv_1', 'action_1', {
      longestWaitMs: 30_000,
    });
    assert.equal(status, 'PENDING');
    assert.deepEqual(clock.sleeps, [20_000, 10_000]);
    assert.equal(server.requests.length, 3);
  });

  it('ends when it is cancelled, and when a look is refused', async () => {
    const abort = new AbortController();
    await using server = await scriptedServer(answerOf('PENDING', {}, '3600'));
    const following = clientOf(server.origin).waitForAction('conv_1', 'action_1', {
      signal: abort.signal,
      longestWaitMs: 7_200_000,
      onProgress: () => setImmediate(() => abort.abort()),
    });
    assert.equal((await failure(following)).kind, 'cancelled');
    await using gone = await scriptedServer({
      status: 404,
      body: { code: 20404, message: 'No such action' },
    });
    const refused = await failure(clientOf(gone.origin).waitForAction('conv_1', 'action_1'));
    assert.deepEqual([refused.status, refused.message, refused.path], [404, 'No such action', PATH]);
  });
});
