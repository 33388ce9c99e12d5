import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveOf } from '../../../../src/timeline/view/feedKeys.ts';
import { RowWindow } from '../../../../src/timeline/view/rowWindow.ts';
import { communication, day, windowOf } from './sampleRows.ts';

const rows = windowOf(
  day('2026-03-09'),
  communication('a'),
  day('2026-03-10'),
  communication('b'),
  communication('c'),
);

test('arrows step from communication to communication', () => {
  assert.deepEqual(moveOf('ArrowDown', 1, 5, rows), { to: 3 });
  assert.deepEqual(moveOf('ArrowUp', 3, 5, rows), { to: 1 });
  assert.deepEqual(moveOf('ArrowDown', -1, 5, rows), { to: 1 });
});

test('an arrow at the outermost communication stays, but shows the day above the first', () => {
  assert.deepEqual(moveOf('ArrowDown', 4, 5, rows), { to: undefined });
  assert.deepEqual(moveOf('ArrowUp', 1, 5, rows), { to: 0 });
});

test('an arrow goes where rows have not arrived yet', () => {
  const far = new RowWindow(1, 1_000);
  far.accept(500, [communication('x')]);
  assert.deepEqual(moveOf('ArrowDown', 500, 5, far), { to: 501 });
  assert.deepEqual(moveOf('ArrowUp', 500, 5, far), { to: 499 });
});

test('pages, and goes to either end', () => {
  assert.deepEqual(moveOf('PageDown', 1, 5, rows), { to: 6 });
  assert.deepEqual(moveOf('PageUp', 4, 3, rows), { to: 1 });
  assert.deepEqual(moveOf('Home', 4, 5, rows), { to: 0 });
  assert.deepEqual(moveOf('End', 1, 5, rows), { to: 4 });
});

test('leaves other keys alone', () => {
  for (const key of ['Enter', ' ', 'a', 'constructor']) assert.equal(moveOf(key, 1, 5, rows), undefined);
});
