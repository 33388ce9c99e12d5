import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Clock } from '../../../src/api/clock.ts';
import { Polling } from '../../../src/platform/polling.ts';

/** A clock that stands still until it is told to go on, and knows how long is slept. */
class HeldClock implements Clock {
  #now = 0;
  #wake: (() => void) | undefined;
  sleeping: number | undefined;

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.sleeping = milliseconds;
    return new Promise((resolve, reject) => {
      this.#wake = () => {
        this.#now += milliseconds;
        resolve();
      };
      signal?.addEventListener('abort', () => {
        this.sleeping = undefined;
        reject(new Error('aborted'));
      });
    });
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Lets the present sleep end. @returns how long the next one is, in milliseconds */
  async wake(): Promise<number | undefined> {
    this.sleeping = undefined;
    this.#wake?.();
    while (this.sleeping === undefined) await new Promise(setImmediate);
    return this.sleeping;
  }
}

describe('polling', () => {
  let clock: HeldClock;
  let outcome: () => Promise<boolean | undefined>;
  let polls: number;
  let intervalMs: number;
  let polling: Polling;

  beforeEach(() => {
    clock = new HeldClock();
    outcome = async () => false;
    polls = 0;
    intervalMs = 10_000;
    polling = new Polling({
      poll: () => {
        polls++;
        return outcome();
      },
      intervalMs: () => intervalMs,
      clock,
    });
  });
  afterEach(() => polling.watch(false));

  it('reads only while somebody looks', () => {
    assert.equal(clock.sleeping, undefined);
    polling.watch(true);
    assert.equal(clock.sleeping, 10_000);
    polling.watch(false);
    assert.equal(clock.sleeping, undefined);
  });

  it('reads the more seldom the less happens, up to a limit, and often again when something does', async () => {
    polling.watch(true);
    assert.equal(await clock.wake(), 15_000);
    assert.equal(await clock.wake(), 22_500);
    for (let index = 0; index < 10; index++) await clock.wake();
    assert.equal(clock.sleeping, 80_000);
    outcome = async () => true;
    assert.equal(await clock.wake(), 10_000);
  });

  it('holds back after failures, whether they are told or thrown', async () => {
    polling.watch(true);
    outcome = async () => undefined;
    assert.equal(await clock.wake(), 20_000);
    outcome = async () => {
      throw new Error('Boom');
    };
    assert.equal(await clock.wake(), 40_000);
    for (let index = 0; index < 10; index++) await clock.wake();
    assert.equal(clock.sleeping, 200_000);
  });

  it('waits twenty times as long as reading takes', async () => {
    outcome = async () => {
      clock.pass(5_000);
      return true;
    };
    polling.watch(true);
    assert.equal(await clock.wake(), 100_000);
  });

  it('shows news at once to who comes back after a while', async () => {
    polling.watch(true);
    await clock.wake();
    polling.watch(false);
    clock.pass(3_600_000);
    polling.watch(true);
    assert.equal(clock.sleeping, 0);
    const before = polls;
    await clock.wake();
    assert.equal(polls, before + 1);
  });

  it('begins the waiting anew when everything was read just now, and does nothing when it is turned off', async () => {
    polling.watch(true);
    await clock.wake();
    clock.pass(9_000);
    polling.restart();
    assert.equal(clock.sleeping, 10_000);
    intervalMs = 0;
    polling.restart();
    assert.equal(clock.sleeping, undefined);
    intervalMs = 10_000;
    polling.restart();
    assert.equal(clock.sleeping, 10_000);
  });

  it('ends a reading that nobody waits for any more, and learns nothing from it', async () => {
    let signal: AbortSignal | undefined;
    let answer = () => {};
    const told: number[] = [];
    polling = new Polling({
      poll: (own) => {
        signal = own;
        return new Promise((resolve) => {
          answer = () => resolve(undefined);
        });
      },
      intervalMs: () => 10_000,
      waits: (until) => told.push(until),
      clock,
    });
    polling.watch(true);
    void clock.wake();
    while (!signal) await new Promise(setImmediate);
    polling.restart();
    assert.ok(signal.aborted);
    answer();
    await new Promise(setImmediate);
    assert.equal(clock.sleeping, 10_000);
    assert.deepEqual(told, [10_000, 20_000]);
  });

  it('does not take the time of a failure for the time of a reading', async () => {
    polling.watch(true);
    outcome = async () => {
      clock.pass(30_000);
      return undefined;
    };
    assert.equal(await clock.wake(), 20_000);
  });
});
