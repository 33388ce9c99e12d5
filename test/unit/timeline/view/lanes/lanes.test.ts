import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TimeScale } from '../../../../../src/timeline/protocol/timeScale.ts';
import { clustersOf } from '../../../../../src/timeline/view/lanes/laneClusters.ts';
import { laneKeyOf } from '../../../../../src/timeline/view/lanes/laneKeys.ts';
import { wrap } from '../../../../../src/timeline/view/lanes/laneText.ts';
import { namesDays, ticksOf } from '../../../../../src/timeline/view/lanes/laneTicks.ts';

describe('clusters', () => {
  const points = (...xs: number[]) => xs.map((x) => ({ left: x - 5, right: x + 5 }));
  const sizes = (...xs: number[]) => clustersOf(points(...xs)).map(({ items }) => items.length);

  it('join what covers each other, and leave what only touches', () => {
    assert.deepEqual(sizes(0, 3, 40, 50, 90), [2, 1, 1, 1]);
  });

  it('grow no wider than tells where it is dense', () => {
    const all = Array.from({ length: 100 }, (_, index) => index * 2);
    const clusters = clustersOf(points(...all));
    assert.ok(clusters.every(({ left, right }) => right - left <= 26));
    assert.equal(
      clusters.reduce((sum, { items }) => sum + items.length, 0),
      100,
    );
  });

  it('are none where nothing is', () => assert.deepEqual(clustersOf([]), []));
});

describe('ticks', () => {
  const HOUR = 3_600_000;
  const start = new Date(2026, 2, 1, 9, 7).getTime();
  const ticksFor = (hours: number, silences: [number, number][] = []) => {
    const end = start + hours * HOUR;
    const scale = new TimeScale(
      start,
      end,
      silences.map(([from, to]) => [start + from * HOUR, start + to * HOUR]),
    );
    const [begin, length] = [scale.place(start), scale.place(end) - scale.place(start)];
    const x = (at: number) => ((scale.place(at) - begin) / length) * 800;
    return ticksOf({ from: start, to: end }, scale, x, 800, 80);
  };

  it('stand at round moments, apart from each other', () => {
    const { ticks, step } = ticksFor(8);
    assert.ok(ticks.length >= 5);
    for (const { at } of ticks) assert.equal(new Date(at).getMinutes(), 0);
    for (const [index, { x }] of ticks.slice(1).entries()) assert.ok(x - (ticks[index]?.x ?? 0) >= 80);
    assert.equal(namesDays(step), false);
  });

  it('stand where a silence ends, and name days where most of them are days apart', () => {
    const { ticks, step } = ticksFor(100, [
      [1, 40],
      [41, 99],
    ]);
    assert.ok(ticks.some(({ at }) => at === start + 40 * HOUR));
    assert.ok(ticks.some(({ at }) => at === start + 99 * HOUR));
    assert.equal(namesDays(step), false);
    assert.equal(namesDays(ticksFor(24 * 30).step), true);
  });

  it('are not endless where there is no time at all', () => {
    const scale = new TimeScale(start, start, []);
    const { ticks } = ticksOf({ from: start, to: start }, scale, () => 0, 800, 80);
    assert.ok(ticks.length <= 1);
  });
});

describe('keys of the lanes', () => {
  const press = (key: string, more = {}) =>
    laneKeyOf({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more });

  it('go on, move, and zoom', () => {
    assert.deepEqual(press('ArrowRight'), { kind: 'step', step: 'next' });
    assert.deepEqual(press('ArrowRight', { shiftKey: true }), { kind: 'pan', share: 0.2 });
    assert.deepEqual(press('+', { shiftKey: true }), { kind: 'zoom', factor: 0.6 });
  });

  it('leave VS Code its own, and what means nothing', () => {
    assert.equal(press('ArrowRight', { altKey: true }), undefined);
    assert.equal(press('0', { ctrlKey: true }), undefined);
    assert.equal(press('constructor'), undefined);
  });
});

describe('texts in lanes', () => {
  const measure = (words: string) => words.length;

  it('break between words and end in an ellipsis where they go on', () => {
    assert.deepEqual(wrap('one two three four', 8, 2, measure), ['one two', 'three f…']);
    assert.deepEqual(wrap('one two', 8, 2, measure), ['one two']);
  });

  it('shorten a word that is too long, without cutting a character in two', () => {
    assert.deepEqual(wrap('😀😀😀😀😀😀', 6, 1, measure), ['😀😀…']);
  });

  it('lose what draws nothing or turns the writing around', () => {
    assert.deepEqual(wrap('a\n\u202Eb\u0000 c', 20, 2, measure), ['a b c']);
    assert.deepEqual(wrap(' \n ', 20, 2, measure), []);
  });
});
