import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TimeScale } from '../../../../../src/timeline/protocol/timeScale.ts';
import {
  bounded,
  centred,
  panned,
  wholeOf,
  zoomed,
} from '../../../../../src/timeline/view/lanes/laneRange.ts';

const HOUR = 3_600_000;
const domain = { start: 0, end: 100 * HOUR, scale: new TimeScale(0, 100 * HOUR, []) };
const near = (a: { from: number; to: number }, from: number, to: number) =>
  assert.ok(Math.abs(a.from - from) < 1 && Math.abs(a.to - to) < 1, `${a.from}–${a.to} is ${from}–${to}`);

describe('the stretch that lanes show', () => {
  it('zooms about a point, which stays where it is', () => {
    near(zoomed({ from: 10 * HOUR, to: 30 * HOUR }, 0.5, 0.25, domain), 12.5 * HOUR, 22.5 * HOUR);
  });

  it('never shows more than there is, nor less than a second', () => {
    near(zoomed({ from: 10 * HOUR, to: 90 * HOUR }, 5, 0.5, domain), 0, 100 * HOUR);
    const least = zoomed({ from: HOUR, to: HOUR + 1_000 }, 0.01, 0.5, domain);
    assert.equal(Math.round(least.to - least.from), 1_000);
  });

  it('stops at either end and keeps its length there', () => {
    near(panned({ from: 10 * HOUR, to: 20 * HOUR }, -5, domain), 0, 10 * HOUR);
    near(panned({ from: 10 * HOUR, to: 20 * HOUR }, 50, domain), 90 * HOUR, 100 * HOUR);
    near(panned({ from: 10 * HOUR, to: 20 * HOUR }, 0.5, domain), 15 * HOUR, 25 * HOUR);
  });

  it('centres a moment, and comes back from where nothing is', () => {
    near(centred({ from: 0, to: 10 * HOUR }, 50 * HOUR, domain), 45 * HOUR, 55 * HOUR);
    near(bounded({ from: 200 * HOUR, to: 210 * HOUR }, domain), 90 * HOUR, 100 * HOUR);
  });

  it('gives a moment alone a minute', () => {
    const alone = { start: HOUR, end: HOUR, scale: new TimeScale(HOUR, HOUR, []) };
    near(wholeOf(alone), HOUR - 30_000, HOUR + 30_000);
  });

  it('counts on the scale: what is half the width is half of the width after moving', () => {
    const scale = new TimeScale(0, 100 * HOUR, [[10 * HOUR, 90 * HOUR]]);
    const folded = { start: 0, end: 100 * HOUR, scale };
    const half = zoomed(wholeOf(folded), 0.5, 0, folded);
    const moved = panned(half, 1, folded);
    near(moved, half.to, 100 * HOUR);
  });
});
