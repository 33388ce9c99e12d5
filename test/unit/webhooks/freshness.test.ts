import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../../src/api/clock.ts';
import { Freshness } from '../../../src/webhooks/freshness.ts';

/** Time passes only when it is told to. */
class ToldClock implements Clock {
  #now = 0;
  readonly #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await turn();
      const next = this.#sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
      this.#now = next.at;
      next.wake();
    }
    this.#now = end;
  }
}

describe('having conversations read again', () => {
  it('reads once for thousands of callbacks, and again no sooner than after some seconds', async () => {
    const clock = new ToldClock();
    const read: number[] = [];
    const freshness = new Freshness<string>({
      keyOf: (key) => key,
      refresh: () => read.push(clock.now()),
      clock,
    });
    for (let second = 0; second < 10; second++) {
      for (let each = 0; each < 500; each++) freshness.note('conversation');
      await clock.pass(1_000);
    }
    await clock.pass(10_000);
    assert.ok(read.length >= 3 && read.length <= 5, `${read.length} readings`);
    for (const [index, at] of read.slice(1).entries()) assert.ok(at - (read[index] ?? 0) >= 3_000);
    assert.ok((read.at(-1) ?? 0) >= 9_000, 'the last callback is not left out');
  });

  it('takes turns where many wait, and forgets none of those that it took on', async () => {
    const clock = new ToldClock();
    const read: string[] = [];
    const freshness = new Freshness<string>({ keyOf: (key) => key, refresh: (key) => read.push(key), clock });
    for (const key of ['a', 'b', 'c']) freshness.note(key);
    await clock.pass(5_000);
    assert.deepEqual(read, ['a', 'b', 'c']);
  });

  it('reads nothing once it has ended', async () => {
    const clock = new ToldClock();
    const read: string[] = [];
    const freshness = new Freshness<string>({ keyOf: (key) => key, refresh: (key) => read.push(key), clock });
    freshness.note('a');
    freshness.dispose();
    await clock.pass(5_000);
    assert.deepEqual(read, []);
  });
});
