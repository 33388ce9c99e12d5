import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  countBetween,
  cursorAfter,
  gripAt,
  rangeBetween,
  shareAfter,
} from '../../../../src/timeline/view/overview/brush.ts';

describe('brushing the overview', () => {
  it('takes hold of an edge that is near, and keeps the other', () => {
    const range = { from: 100, to: 200 };
    assert.deepEqual(gripAt(103, range), { kind: 'from', anchor: 200 });
    assert.deepEqual(gripAt(196, range), { kind: 'to', anchor: 100 });
    assert.deepEqual(gripAt(150, range), { kind: 'new', anchor: 150 });
    assert.deepEqual(gripAt(103, undefined), { kind: 'new', anchor: 103 });
  });

  it('makes a range of two ends in any order, within bounds', () => {
    assert.deepEqual(rangeBetween(80, 20, 0, 100), { from: 20, to: 80 });
    assert.deepEqual(rangeBetween(80, 900, 0, 100), { from: 80, to: 100 });
  });

  it('moves by keys, and no further than the ends', () => {
    assert.equal(cursorAfter('ArrowLeft', 0), 0);
    assert.equal(cursorAfter('PageUp', 0.95), 1);
    assert.equal(cursorAfter('End', 0.2), 1);
    assert.equal(cursorAfter('x', 0.2), undefined);
  });

  it('keeps the moment when the strip comes to cover more', () => {
    assert.equal(shareAfter(0.5, { from: 0, to: 100 }, { from: 0, to: 200 }), 0.25);
    assert.equal(shareAfter(0.5, { from: 100, to: 200 }, { from: 50, to: 250 }), 0.5);
    assert.equal(shareAfter(1, { from: 0, to: 100 }, { from: 0, to: 50 }), 1);
    assert.equal(shareAfter(0, { from: 5, to: 5 }, { from: 5, to: 5 }), 0);
  });

  it('counts bins whole, the last one at the very end', () => {
    const counts = [1, 2, 4, 8];
    assert.equal(countBetween(counts, { from: 0, to: 1 }), 15);
    assert.equal(countBetween(counts, { from: 0.3, to: 0.6 }), 6);
    assert.equal(countBetween(counts, { from: 1, to: 1 }), 8);
    assert.equal(countBetween([], { from: 0, to: 1 }), 0);
  });
});
