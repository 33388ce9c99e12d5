import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Scheduler } from '../../../src/api/scheduler.ts';
import { ManualClock, settle } from './support.ts';

describe('the queue of an account', () => {
  it('starts nothing while it pauses, and then goes on', async () => {
    const clock = new ManualClock();
    const scheduler = new Scheduler(clock);
    const started: string[] = [];
    const run = (name: string) => scheduler.run(async () => started.push(name));
    scheduler.pause(1_000);
    const all = [run('a'), run('b')];
    await settle();
    assert.deepEqual(started, []);
    // A longer pause prolongs it; a shorter one does not end it.
    scheduler.pause(1_500);
    scheduler.pause(10);
    await clock.pass(1_000);
    assert.deepEqual(started, []);
    await clock.pass(500);
    assert.deepEqual(started, ['a', 'b']);
    await Promise.all(all);
    await run('c');
    assert.deepEqual(started, ['a', 'b', 'c']);
  });

  it('runs six at a time, in the order they came, and goes on when one fails', async () => {
    const scheduler = new Scheduler(new ManualClock());
    const running: { name: number; end: (error?: Error) => void }[] = [];
    const all = Array.from({ length: 8 }, (_, name) =>
      scheduler.run(
        () =>
          new Promise<void>((resolve, reject) => {
            running.push({ name, end: (error) => (error ? reject(error) : resolve()) });
          }),
      ),
    );
    await settle();
    assert.deepEqual(
      running.map(({ name }) => name),
      [0, 1, 2, 3, 4, 5],
    );
    running[2]?.end(new Error('failed'));
    await assert.rejects(all[2] ?? Promise.resolve(), /failed/);
    await settle();
    assert.deepEqual(
      running.map(({ name }) => name),
      [0, 1, 2, 3, 4, 5, 6],
    );
    for (const { end } of running) end();
    await settle();
    running[7]?.end();
    await Promise.all(all.filter((_, name) => name !== 2));
  });

  it('lets one leave that has not begun', async () => {
    const clock = new ManualClock();
    const scheduler = new Scheduler(clock);
    scheduler.pause(1_000);
    const abort = new AbortController();
    const started: string[] = [];
    const leaving = scheduler.run(async () => started.push('a'), abort.signal);
    const staying = scheduler.run(async () => started.push('b'));
    abort.abort(new Error('gone'));
    await assert.rejects(leaving, /gone/);
    await clock.pass(1_000);
    await staying;
    assert.deepEqual(started, ['b']);
  });
});
