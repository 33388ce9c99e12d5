import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { ReceivedPoll } from '../../../../src/inspect/traffic/receivedPoll.ts';
import { TrafficRecorder } from '../../../../src/inspect/traffic/recorder.ts';
import type { ReceivedBatch, TrafficAccount } from '../../../../src/inspect/traffic/trafficServices.ts';
import { receivedOf } from './support.ts';

/** Lets everything happen that waits for nothing outside of this process. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function begin({ sandbox = true } = {}) {
  const account = { id: 'one', sandbox } as TrafficAccount;
  const state = {
    asked: 0,
    seen: true,
    answers: [] as (ReceivedBatch | Error | undefined)[],
    changed: 0,
    actives: 0,
    signal: () => {},
  };
  const recorder = new TrafficRecorder('ours/');
  const poll = new ReceivedPoll(
    {
      accounts: {
        all: async () => [account],
        active: async () => {
          state.actives++;
          return account;
        },
      },
      received: async () => {
        state.asked++;
        const answer = state.answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
      sessions: {
        onDidChange: (listener: () => void) => {
          state.signal = listener;
          return { dispose() {} };
        },
      } as never,
    },
    recorder,
    () => state.changed++,
    () => state.seen,
  );
  return { poll, recorder, state };
}

const batch = (number: number, more = false): ReceivedBatch => ({
  origin: 'http://127.0.0.1:4010',
  exchanges: [receivedOf(number)],
  more,
});

describe('looking at what a sandbox received', () => {
  it('looks while the view is seen, at once where there is more, and not after', async (test) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    test.after(() => mock.timers.reset());
    const { poll, recorder, state } = begin();
    state.answers.push(batch(1, true), batch(2), batch(3));
    poll.watch(true);
    await settle();
    mock.timers.tick(0);
    await settle();
    assert.deepEqual([recorder.log.total, state.asked], [2, 2]);
    assert.equal(poll.origin, 'http://127.0.0.1:4010');
    mock.timers.tick(1_000);
    await settle();
    assert.equal(recorder.log.total, 3);
    poll.watch(false);
    mock.timers.tick(10_000);
    await settle();
    assert.equal(state.asked, 3);
    assert.equal(state.actives, 1, 'the account is asked for only when something changed');
  });

  it('goes on after a failure, and says that nobody tells meanwhile', async (test) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    test.after(() => mock.timers.reset());
    const { poll, recorder, state } = begin();
    state.answers.push(batch(1), new Error('gone'), batch(2));
    poll.watch(true);
    await settle();
    mock.timers.tick(1_000);
    await settle();
    assert.equal(poll.origin, undefined);
    mock.timers.tick(1_000);
    await settle();
    assert.equal(recorder.log.total, 2);
    assert.equal(state.changed, 3);
    poll.dispose();
  });

  it('ends by itself when the view is gone', async (test) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    test.after(() => mock.timers.reset());
    const { poll, state } = begin();
    poll.watch(true);
    state.seen = false;
    await settle();
    mock.timers.tick(10_000);
    await settle();
    assert.equal(state.asked, 1);
    poll.dispose();
  });

  it('asks no account but a sandbox’s', async () => {
    const { poll, state } = begin({ sandbox: false });
    poll.watch(true);
    await settle();
    assert.equal(state.asked, 0);
    poll.dispose();
  });
});
