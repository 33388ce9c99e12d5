import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/api/errors.ts';
import { type CopyOutcome, outcomeOf } from '../../../../src/compose/burst/copyOutcome.ts';
import { type BurstDoors, BurstEngine, type BurstPlan } from '../../../../src/compose/burst/engine.ts';
import { Pace } from '../../../../src/compose/burst/pace.ts';
import { joined, numbersIn, rangesOf, sizeOf } from '../../../../src/compose/burst/ranges.ts';
import { FakeClock } from './fakeClock.ts';

const SENT = { kind: 'sent' } as const;

function failure(facts: Partial<ConstructorParameters<typeof ApiError>[0]>): ApiError {
  return new ApiError({ kind: 'status', message: 'No', method: 'POST', path: '/', ...facts });
}

/** An engine on a clock of its own, and what it asked for. */
function burst(plan: Partial<BurstPlan>, send: (n: number, clock: FakeClock) => Promise<CopyOutcome>) {
  const clock = new FakeClock();
  const cancel = new AbortController();
  const begun: { n: number; at: number }[] = [];
  let running = 0;
  let most = 0;
  const doors: BurstDoors = {
    clock,
    signal: cancel.signal,
    send: async (n) => {
      begun.push({ n, at: clock.now() });
      most = Math.max(most, ++running);
      try {
        return await send(n, clock);
      } finally {
        running--;
      }
    },
  };
  const engine = new BurstEngine({ copies: [[1, 10]], concurrency: 3, ...plan }, doors);
  return { engine, clock, cancel, begun, most: () => most, run: () => clock.until(engine.run()) };
}

const after = (ms: number, outcome: CopyOutcome) => async (_: number, clock: FakeClock) => {
  await clock.sleep(ms);
  return outcome;
};

describe('the engine of a burst', () => {
  it('sends each copy once, so many at once', async () => {
    const { engine, begun, most, run } = burst({}, after(10, SENT));
    assert.equal(await run(), 'done');
    assert.deepEqual(
      begun.map(({ n }) => n),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.equal(most(), 3);
    assert.deepEqual([engine.tally.sent, engine.elapsedMs], [10, 40]);
    assert.deepEqual(engine.rest, []);
  });

  it('keeps the rate', async () => {
    const { begun, run } = burst({ copies: [[1, 21]], perSecond: 10, concurrency: 50 }, after(5, SENT));
    await run();
    for (const [index, { at }] of begun.entries())
      assert.ok(Math.abs(at - index * 100) < 1, `${index}: ${at}`);
  });

  it('does not make up for a stall', async () => {
    const { begun, run } = burst({ copies: [[1, 200]], perSecond: 100, concurrency: 1 }, async (n, clock) => {
      await clock.sleep(n === 10 ? 5_000 : 1);
      return SENT;
    });
    await run();
    const after = begun.filter(({ n }) => n > 10);
    const first = after[0]?.at ?? 0;
    const inTheNextTenth = after.filter(({ at }) => at < first + 100).length;
    assert.ok(inTheNextTenth <= 16, `${inTheNextTenth} in 100 ms at 100/s`);
  });

  it('holds all up after a 429 for as long as it says, then tries one, and sends again what was turned away', async () => {
    let limited = true;
    const { engine, begun, run } = burst({ copies: [[1, 20]] }, async (_, clock) => {
      await clock.sleep(10);
      return limited ? { kind: 'limited', retryAfterMs: 2_000 } : SENT;
    });
    const all = run();
    while (engine.tally.limited < 3) await new Promise((resolve) => setImmediate(resolve));
    limited = false;
    assert.equal(await all, 'done');
    assert.deepEqual(
      begun.slice(0, 6).map(({ at }) => at),
      [0, 0, 0, 2_010, 2_020, 2_020],
    );
    assert.equal(engine.tally.sent, 20);
    assert.equal(engine.tally.limited, 3);
    assert.equal(engine.pausedMs, 2_000);
    assert.equal(begun.length, 23);
  });

  it('waits longer each time where the server does not say how long, or says “at once”', async () => {
    for (const retryAfterMs of [undefined, 0]) {
      const { begun, run, engine } = burst({ copies: [[1, 1]] }, async (_, clock) => {
        await clock.sleep(1);
        return begun.length < 6 ? { kind: 'limited', retryAfterMs } : SENT;
      });
      assert.equal(await run(), 'done');
      const waits = begun.slice(1).map(({ at }, index) => at - (begun[index]?.at ?? 0));
      for (const [index, wait] of waits.entries()) {
        const ceiling = 500 * 2 ** index;
        assert.ok(wait >= ceiling / 2 && wait <= ceiling + 1, `${index}: ${wait}`);
      }
      assert.equal(engine.tally.sent, 1);
    }
  });

  it('lets a server be that asks for too much patience, or has none for two minutes', async () => {
    const long = burst({}, async () => ({ kind: 'limited', retryAfterMs: 300_000 }));
    assert.equal(await long.run(), 'limited');
    assert.equal(long.clock.now(), 0);
    assert.equal(sizeOf(long.engine.rest), 10);
    const ever = burst({}, after(1, { kind: 'limited', retryAfterMs: 1_000 }));
    assert.equal(await ever.run(), 'limited');
    assert.ok(ever.clock.now() > 120_000 && ever.clock.now() < 125_000, String(ever.clock.now()));
    assert.deepEqual([ever.engine.tally.sent, ever.engine.tally.failed], [0, 0]);
    assert.deepEqual(ever.engine.rest, [[1, 10]]);
  });

  it('counts what was refused by reason, and what is unknown apart; sends neither again', async () => {
    const { engine, begun, run } = burst({ copies: [[1, 30]] }, async (n) => {
      if (n % 10 === 0) return outcomeOf(failure({ status: 400, code: 20001, message: `Copy ${n}` }));
      if (n === 5)
        return outcomeOf(failure({ kind: 'network', systemCode: 'ECONNRESET', outcomeUnknown: true }));
      if (n === 6) throw new TypeError('a mistake');
      return SENT;
    });
    assert.equal(await run(), 'done');
    const { sent, failed, unknown, failures, unknownCopies } = engine.tally;
    assert.deepEqual({ sent, failed, unknown }, { sent: 25, failed: 4, unknown: 1 });
    assert.equal(begun.length, 30);
    assert.deepEqual(
      failures.map(({ kind, status, code, systemCode, count }) => ({
        kind,
        status,
        code,
        systemCode,
        count,
      })),
      [
        { kind: 'refused', status: 400, code: 20001, systemCode: undefined, count: 3 },
        { kind: 'unknown', status: undefined, code: undefined, systemCode: 'ECONNRESET', count: 1 },
        { kind: 'refused', status: undefined, code: undefined, systemCode: undefined, count: 1 },
      ],
    );
    assert.deepEqual(failures[0]?.examples[1], { n: 20, message: 'Copy 20' });
    assert.deepEqual(unknownCopies, [[5, 5]]);
  });

  it('tells no more than twenty reasons apart, and counts the others', async () => {
    const { engine, run } = burst({ copies: [[1, 45]] }, async (n) =>
      outcomeOf(failure({ status: 400, code: 20_000 + n })),
    );
    await run();
    const { failures } = engine.tally;
    assert.equal(failures.length, 21);
    assert.deepEqual([failures[0]?.count, failures[0]?.error], [25, undefined]);
  });

  it('stops when one copy after the other fails', async () => {
    const { engine, run } = burst({ copies: [[1, 10_000]] }, async (n) =>
      n < 100 ? SENT : outcomeOf(failure({ status: 401 })),
    );
    assert.equal(await run(), 'failing');
    assert.ok(engine.tally.failed >= 50 && engine.tally.failed < 54, String(engine.tally.failed));
    assert.equal(sizeOf(engine.rest) + engine.tally.failed + 99, 10_000);
  });

  it('stops at once when it is cancelled, and waits for what is on its way', async () => {
    const { engine, cancel, begun, run } = burst(
      { copies: [[1, 100]], perSecond: 1_000 },
      async (n, clock) => {
        if (n === 7) cancel.abort();
        await clock.sleep(50);
        return SENT;
      },
    );
    assert.equal(await run(), 'cancelled');
    assert.equal(engine.tally.sent, begun.length);
    assert.equal(begun.at(-1)?.n, 7);
    assert.deepEqual(engine.inFlight, []);
    assert.deepEqual(engine.rest, [[8, 100]]);
  });

  it('is cancelled in a pause too, and before it began', async () => {
    const paused = burst({}, after(1, { kind: 'limited', retryAfterMs: 30_000 }));
    const all = paused.run();
    while (paused.engine.tally.limited < 3) await new Promise((resolve) => setImmediate(resolve));
    paused.cancel.abort();
    assert.equal(await all, 'cancelled');
    assert.ok(paused.clock.now() <= 30_001);
    assert.deepEqual(paused.engine.rest, [[1, 10]]);
    const never = burst({}, after(1, SENT));
    never.cancel.abort();
    assert.equal(await never.run(), 'cancelled');
    assert.equal(never.begun.length, 0);
  });

  it('sends only the copies that are left', async () => {
    const { begun, engine, run } = burst(
      {
        copies: [
          [2, 3],
          [9, 9],
        ],
      },
      after(1, SENT),
    );
    await run();
    assert.deepEqual(
      begun.map(({ n }) => n),
      [2, 3, 9],
    );
    assert.equal(engine.size, 3);
  });

  it('takes every millisecond of an answer as it is, at a hundred thousand', async () => {
    const { engine, run } = burst({ copies: [[1, 100_000]], concurrency: 50 }, async () => SENT);
    await run();
    assert.equal(engine.tally.sent, 100_000);
    assert.equal(engine.tally.sortedLatencies().length, 100_000);
  });
});

describe('the pace of a burst', () => {
  it('lets a few begin after a stall, and then goes on as before', () => {
    const pace = new Pace(100, 0);
    assert.equal(pace.take(0), 0);
    assert.equal(Math.round(pace.take(0)), 10);
    let begun = 0;
    while (pace.take(60_000) === 0) begun++;
    assert.equal(begun, 5);
  });

  it('goes on with a clock that stands or goes back', () => {
    const pace = new Pace(0.5, 1_000);
    assert.equal(pace.take(1_000), 0);
    assert.equal(pace.take(500), 2_000);
    assert.equal(pace.take(3_000), 0);
  });
});

describe('ranges of copies', () => {
  it('are made of numbers and of one another', () => {
    assert.deepEqual(rangesOf([5, 3, 4, 9, 9]), [
      [3, 5],
      [9, 9],
    ]);
    assert.deepEqual(joined([[1, 2]], [[3, 4]], [[8, 9]], [[8, 8]]), [
      [1, 4],
      [8, 9],
    ]);
    assert.deepEqual(
      [
        ...numbersIn([
          [1, 2],
          [7, 7],
        ]),
      ],
      [1, 2, 7],
    );
    assert.equal(
      sizeOf([
        [1, 2],
        [7, 7],
      ]),
      3,
    );
  });
});
