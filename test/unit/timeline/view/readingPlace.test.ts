import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorsIn, findPlace, movesBetween } from '../../../../src/timeline/view/readingPlace.ts';
import { RowWindow } from '../../../../src/timeline/view/rowWindow.ts';
import { communication, day, windowOf } from './sampleRows.ts';

const view = { top: 100, bottom: 300 };
const drawn = [
  { index: 0, row: communication('above'), top: 40, bottom: 100 },
  { index: 1, row: communication('cut'), top: 100 - 20, bottom: 130 },
  { index: 2, row: day('2026-03-09'), top: 130, bottom: 160 },
  { index: 3, row: communication('whole'), top: 160, bottom: 220 },
  { index: 4, row: communication('next'), top: 220, bottom: 320 },
  { index: 5, row: communication('below'), top: 320, bottom: 380 },
];

test('holds on to whole rows before those that are cut off, and to days last', () => {
  const anchors = anchorsIn(drawn, view, -1);
  assert.deepEqual(
    anchors.map(({ key, offset }) => [key, offset]),
    [
      ['whole', 60],
      ['next', 120],
      ['cut', -20],
      ['day:2026-03-09', 30],
    ],
  );
});

test('holds on to the focused row before all others, if it is in view', () => {
  assert.equal(anchorsIn(drawn, view, 4)[0]?.key, 'next');
  assert.equal(anchorsIn(drawn, view, 1)[0]?.key, 'cut');
  assert.equal(anchorsIn(drawn, view, 5)[0]?.key, 'whole');
});

test('follows rows into another revision by key, and those it does not have by their neighbours', () => {
  const previous = windowOf(communication('a'), communication('b'));
  const next = windowOf(communication('new'), communication('b'), communication('a'));
  const moves = movesBetween(previous, next, 1);
  assert.deepEqual([moves(0), moves(1), moves(7)], [2, 1, 8]);
});

test('finds the reading place in another revision by the first row that is still there', () => {
  const next = new RowWindow(2, 100);
  next.accept(10, [communication('b'), communication('c')]);
  const anchors = [
    { key: 'a', index: 4, offset: -12 },
    { key: 'c', index: 6, offset: 40 },
  ];
  assert.deepEqual(findPlace(anchors, next), { index: 11, offset: 40, shift: 5 });
  assert.deepEqual(findPlace(anchors, next, { key: 'a', index: 70 }), { index: 70, offset: -12, shift: 66 });
  assert.equal(findPlace([{ key: 'x', index: 0, offset: 0 }], next), undefined);
});
