import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowHeights } from '../../../../src/timeline/view/rowHeights.ts';

test('places rows by their estimate until they are measured', () => {
  const heights = new RowHeights(10, 50);
  assert.equal(heights.total, 500);
  assert.equal(heights.top(3), 150);
  assert.equal(heights.measure(1, 80), 30);
  assert.equal(heights.measure(1, 80), 0);
  assert.equal(heights.top(1), 50);
  assert.equal(heights.top(2), 130);
  assert.equal(heights.total, 530);
});

test('finds the row at an offset, and the outermost ones beyond either end', () => {
  const heights = new RowHeights(5, 10, new Map([[2, 100]]));
  assert.equal(heights.indexAt(-20), 0);
  assert.equal(heights.indexAt(0), 0);
  assert.equal(heights.indexAt(10), 1);
  assert.equal(heights.indexAt(119.5), 2);
  assert.equal(heights.indexAt(120), 3);
  assert.equal(heights.indexAt(10_000), 4);
  assert.equal(new RowHeights(0, 10).indexAt(0), -1);
});

test('agrees with adding up, at any count', () => {
  for (const count of [1, 2, 3, 7, 8, 9, 100, 1000]) {
    const heights = new RowHeights(count, 40);
    const plain = Array.from({ length: count }, () => 40);
    for (let index = 0; index < count; index += 3) {
      plain[index] = 20 + ((index * 37) % 90);
      heights.measure(index, plain[index] ?? 0);
    }
    let top = 0;
    plain.forEach((height, index) => {
      assert.equal(heights.top(index), top);
      assert.equal(heights.indexAt(top), index);
      assert.equal(heights.indexAt(top + height - 0.5), index);
      top += height;
    });
    assert.equal(heights.total, top);
  }
});
