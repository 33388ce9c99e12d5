import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LAST_MOMENT, SandboxClock } from '../../../src/sandbox/server/clock.ts';

const NOON = Date.parse('2026-04-15T12:00:00.000Z');
const HOUR = 3_600_000;

/** A clock over a real time that the test moves. */
function clockAtNoon() {
  const real = { now: NOON };
  return { real, clock: new SandboxClock(() => real.now) };
}

describe('the sandbox’s clock', () => {
  it('goes as real time does, unless somebody sets it', () => {
    const { real, clock } = clockAtNoon();
    assert.deepEqual([clock.now(), clock.rate, clock.aheadMs], [NOON, 1, 0]);
    real.now += 1_234;
    assert.deepEqual([clock.now(), clock.aheadMs], [NOON + 1_234, 0]);
  });

  it('goes forward at once, and on from there', () => {
    const { real, clock } = clockAtNoon();
    clock.change({ advanceMs: HOUR });
    assert.deepEqual([clock.now(), clock.aheadMs], [NOON + HOUR, HOUR]);
    real.now += 500;
    assert.equal(clock.now(), NOON + HOUR + 500);
  });

  it('is set to a moment, and takes both, the moment first', () => {
    const { clock } = clockAtNoon();
    clock.change({ now: NOON + HOUR });
    assert.equal(clock.now(), NOON + HOUR);
    clock.change({ now: NOON + 2 * HOUR, advanceMs: 7 });
    assert.equal(clock.now(), NOON + 2 * HOUR + 7);
  });

  it('takes the present moment, which changes nothing', () => {
    const { clock } = clockAtNoon();
    clock.change({ now: NOON });
    clock.change({ advanceMs: 0 });
    clock.change({});
    assert.equal(clock.now(), NOON);
  });

  it('goes faster and slower than life from now on, and keeps what has gone', () => {
    const { real, clock } = clockAtNoon();
    clock.change({ rate: 60 });
    real.now += 1_000;
    assert.equal(clock.now(), NOON + 60_000);
    clock.change({ rate: 0.5 });
    assert.equal(clock.now(), NOON + 60_000);
    real.now += 1_000;
    assert.equal(clock.now(), NOON + 60_500);
  });

  it('tells whole milliseconds at any rate', () => {
    const { real, clock } = clockAtNoon();
    clock.change({ rate: 1 / 3 });
    real.now += 100;
    assert.equal(clock.now(), NOON + 33);
  });

  it('stands still at rate 0, and can still be set', () => {
    const { real, clock } = clockAtNoon();
    clock.change({ rate: 0 });
    real.now += HOUR;
    assert.equal(clock.now(), NOON);
    clock.change({ advanceMs: 5 });
    real.now += HOUR;
    assert.deepEqual([clock.now(), clock.rate], [NOON + 5, 0]);
  });

  it('keeps its rate when only its time is set', () => {
    const { real, clock } = clockAtNoon();
    clock.change({ rate: 2 });
    clock.change({ advanceMs: 1 });
    real.now += 10;
    assert.deepEqual([clock.now(), clock.rate], [NOON + 21, 2]);
  });

  it('never goes back, not even with the machine’s', () => {
    const { real, clock } = clockAtNoon();
    real.now += HOUR;
    assert.equal(clock.now(), NOON + HOUR);
    real.now -= 1_800_000;
    assert.equal(clock.now(), NOON + HOUR);
    clock.change({ advanceMs: 1 });
    assert.equal(clock.now(), NOON + HOUR + 1);
    real.now -= 2 * HOUR;
    assert.equal(clock.now(), NOON + HOUR + 1);
  });

  it('tells how long a moment is away in real time', () => {
    const { clock } = clockAtNoon();
    assert.equal(clock.realMsUntil(NOON + HOUR), HOUR);
    assert.equal(clock.realMsUntil(NOON), 0);
    assert.equal(clock.realMsUntil(NOON - HOUR), 0);
    clock.change({ rate: 60 });
    assert.equal(clock.realMsUntil(NOON + HOUR), 60_000);
    clock.change({ rate: 0 });
    assert.equal(clock.realMsUntil(NOON + 1), Number.POSITIVE_INFINITY);
    assert.equal(clock.realMsUntil(NOON), 0);
  });

  it('ends with the year 9999, beyond which a date has another form', () => {
    const { real, clock } = clockAtNoon();
    clock.change({ now: LAST_MOMENT });
    real.now += HOUR;
    assert.equal(new Date(clock.now()).toISOString(), '9999-12-31T23:59:59.999Z');
    assert.throws(() => clock.change({ advanceMs: 1 }), RangeError);
    assert.equal(clock.realMsUntil(LAST_MOMENT + 1), Number.POSITIVE_INFINITY);
    const { clock: fast, real: machine } = clockAtNoon();
    fast.change({ rate: Number.MAX_VALUE });
    machine.now += HOUR;
    assert.equal(fast.now(), LAST_MOMENT);
  });

  for (const [title, change] of [
    ['back', { now: NOON - 1 }],
    ['back by a negative step', { advanceMs: -1 }],
    ['to no moment', { now: Number.NaN }],
    ['for ever', { advanceMs: Number.POSITIVE_INFINITY }],
    ['beyond all dates', { advanceMs: 1e300 }],
    ['at a negative rate', { rate: -1 }],
    ['at no rate', { rate: Number.NaN }],
    ['infinitely fast', { rate: Number.POSITIVE_INFINITY }],
    ['forward, when the rate is wrong', { advanceMs: HOUR, rate: -1 }],
  ] as const) {
    it(`refuses to go ${title}, and stays as it is`, () => {
      const { real, clock } = clockAtNoon();
      assert.throws(() => clock.change(change), RangeError);
      real.now += 10;
      assert.deepEqual([clock.now(), clock.rate], [NOON + 10, 1]);
    });
  }

  it('adds up, whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({ pass: fc.integer({ min: -1_000, max: 100_000 }) }),
      fc.record({ advanceMs: fc.nat(1_000_000) }),
      fc.record({ rate: fc.constantFrom(0, 0.25, 1, 2, 60) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { real, clock } = clockAtNoon();
        let rate = 1;
        let expected = NOON;
        // Where the machine's clock stands, as far as it has ever been: steps back only delay it.
        let furthest = NOON;
        for (const each of steps) {
          const before = clock.now();
          if ('pass' in each) {
            real.now += each.pass;
            expected += Math.max(0, real.now - furthest) * rate;
            furthest = Math.max(furthest, real.now);
          } else {
            clock.change(each);
            if ('advanceMs' in each) expected += each.advanceMs;
            else rate = each.rate;
            // From a change on, the machine's clock counts anew.
            furthest = real.now;
          }
          assert.ok(clock.now() >= before, 'it went back');
          assert.ok(Number.isInteger(clock.now()));
          // Each change may cost a fraction of a millisecond.
          assert.ok(
            Math.abs(clock.now() - expected) <= steps.length + 1,
            `${clock.now()} is not ${expected}`,
          );
        }
      }),
    );
  });
});
