import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Silence, TimeScale } from '../../../../src/timeline/protocol/timeScale.ts';

const HOUR = 3_600_000;

describe('the time scale', () => {
  it('is time itself without silences', () => {
    const scale = new TimeScale(1_000, 9_000, []);
    assert.equal(scale.place(4_321), 4_321);
    assert.equal(scale.time(4_321), 4_321);
  });

  it('shortens silences alike, together to a third of the whole, and leaves the rest as it is', () => {
    const silences: Silence[] = [
      [HOUR, 10 * HOUR],
      [11 * HOUR, 50 * HOUR],
    ];
    const scale = new TimeScale(0, 52 * HOUR, silences);
    const first = scale.place(10 * HOUR) - scale.place(HOUR);
    const second = scale.place(50 * HOUR) - scale.place(11 * HOUR);
    assert.equal(first, second);
    const whole = scale.place(52 * HOUR) - scale.place(0);
    assert.ok(Math.abs((first + second) / whole - 1 / 3) < 1e-9);
    assert.equal(scale.place(11 * HOUR) - scale.place(10 * HOUR), HOUR);
    assert.equal(scale.place(52 * HOUR) - scale.place(50 * HOUR), 2 * HOUR);
  });

  it('leads back from each place to its moment, within silences and outside of everything', () => {
    const scale = new TimeScale(0, 60 * HOUR, [
      [2 * HOUR, 30 * HOUR],
      [31 * HOUR, 59 * HOUR],
    ]);
    let before = Number.NEGATIVE_INFINITY;
    for (let time = -5 * HOUR; time <= 70 * HOUR; time += HOUR / 7) {
      const place = scale.place(time);
      assert.ok(place > before, `${time} stands after what was before it`);
      assert.ok(Math.abs(scale.time(place) - time) < 0.01, `${time} is found again`);
      before = place;
    }
  });

  it('keeps apart what is hours apart and nothing else', () => {
    const scale = new TimeScale(0, 4 * HOUR, [
      [0, 2 * HOUR],
      [2 * HOUR, 4 * HOUR],
    ]);
    assert.ok(scale.place(2 * HOUR) > scale.place(0));
    assert.equal(scale.place(4 * HOUR) - scale.place(2 * HOUR), scale.place(2 * HOUR) - scale.place(0));
  });
});
