import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FeedLayout } from '../../../../src/timeline/view/feedLayout.ts';
import { RowWindow } from '../../../../src/timeline/view/rowWindow.ts';
import { communications, day, windowOf } from './sampleRows.ts';

/** Rows of 52 pixels, the estimate, under 8 pixels of free space, in a viewport of 520. */
function layoutOf(rows: RowWindow): FeedLayout {
  const layout = new FeedLayout();
  layout.resize(800, 520);
  layout.replace(rows, (index) => index);
  return layout;
}

test('draws what is in view and some rows beyond it', () => {
  const layout = layoutOf(new RowWindow(1, 1_000));
  assert.equal(layout.height, 8 + 52_000 + 16);
  assert.deepEqual(layout.rangeAt(0), { first: 0, last: 19 });
  assert.deepEqual(layout.rangeAt(layout.rowTop(500)), { first: 490, last: 520 });
  assert.deepEqual(layout.rangeAt(layout.endTop), { first: 980, last: 999 });
});

test('draws nothing without rows or without room', () => {
  assert.equal(layoutOf(new RowWindow(1, 0)).rangeAt(0).first, -1);
  const hidden = new FeedLayout();
  hidden.replace(new RowWindow(1, 10), (index) => index);
  assert.equal(hidden.rangeAt(0).first, -1);
});

test('never draws more than so many rows, however small they are', () => {
  const layout = layoutOf(new RowWindow(1, 10_000));
  for (let index = 0; index < 10_000; index += 1) layout.measure(index, 2, 0);
  const { first, last } = layout.rangeAt(10_000);
  assert.equal(last - first + 1, 96);
  // What fits is drawn, then: to draw the same again would help nobody.
  assert.equal(layout.rowAtEdge(10_000).index, first);
});

test('asks to be drawn again before scrolling shows the end of what is drawn', () => {
  const layout = layoutOf(new RowWindow(1, 1_000));
  const top = layout.rowTop(500);
  const drawn = layout.rangeAt(top);
  assert.ok(layout.covers(drawn, top));
  assert.ok(layout.covers(drawn, top + 2 * 52));
  assert.ok(!layout.covers(drawn, top + 3 * 52));
  assert.ok(!layout.covers(drawn, top - 3 * 52));
  assert.ok(layout.covers(layout.rangeAt(0), 0));
  assert.ok(layout.covers(layout.rangeAt(layout.endTop), layout.endTop));
});

test('says how far the rows in view move by a measured height', () => {
  const layout = layoutOf(new RowWindow(1, 100));
  const top = layout.rowTop(10);
  assert.equal(layout.measure(9, 72, top), 20);
  assert.equal(layout.measure(9, 72, top + 20), 0);
  // At the edge or below it, a row grows downwards.
  assert.equal(layout.measure(10, 152, top + 20), 0);
  assert.equal(layout.measure(30, 152, top + 20), 0);
  // Cut off by the edge: its first height moves what follows, a later one is a text that was folded open.
  const cut = layout.rowTop(20) + 10;
  assert.equal(layout.measure(20, 62, cut), 10);
  assert.equal(layout.measure(20, 262, cut), 0);
});

test('keeps measured heights with their rows over a revision', () => {
  const layout = layoutOf(windowOf(...communications(0, 10)));
  layout.measure(9, 100, 0);
  layout.replace(new RowWindow(2, 15), (index) => index + 5);
  assert.equal(layout.rowTop(15) - layout.rowTop(14), 100);
  assert.equal(layout.rowTop(10) - layout.rowTop(9), 52);
  layout.replace(new RowWindow(3, 5), (index) => index + 5);
  assert.equal(layout.height, 8 + 5 * 52 + 16);
});

test('forgets every height when texts wrap anew, and only then', () => {
  const layout = layoutOf(new RowWindow(1, 10));
  layout.measure(0, 100, 0);
  assert.equal(layout.resize(800, 300), false);
  assert.equal(layout.rowTop(1), 108);
  assert.equal(layout.resize(0, 0), false);
  assert.equal(layout.resize(800, 300), false);
  assert.equal(layout.resize(400, 300), true);
  assert.equal(layout.rowTop(1), 60);
});

test('finds where to scroll for a goal', () => {
  const layout = layoutOf(new RowWindow(1, 1_000));
  const top = layout.rowTop(500);
  assert.equal(layout.topFor({ index: 500, offset: 30 }, 0), top - 30);
  assert.equal(layout.topFor({ index: 500, align: 'center' }, 0), top - (520 - 52) / 2);
  assert.equal(layout.topFor({ index: 0, align: 'center' }, 9_000), 0);
  assert.equal(layout.topFor({ index: 999, align: 'auto' }, 0), layout.endTop);
  // In view already: stays. Above: comes in at the top; below: at the bottom.
  assert.equal(layout.topFor({ index: 500, align: 'auto' }, top - 100), top - 100);
  assert.equal(layout.topFor({ index: 500, align: 'auto' }, top + 100), top - 8);
  assert.equal(layout.topFor({ index: 500, align: 'auto' }, 0), top + 52 - 520 + 16);
});

test('shows the day above a communication along with it', () => {
  const layout = layoutOf(windowOf(...communications(0, 20), day('2026-03-10'), ...communications(20, 20)));
  const top = layout.rowTop(21);
  assert.equal(layout.topFor({ index: 21, align: 'auto' }, top), top - 52 - 8);
});

test('enters the feed at the last communication that is whole in view', () => {
  const layout = layoutOf(windowOf(day('2026-03-09'), ...communications(0, 40)));
  const range = layout.rangeAt(0);
  assert.equal(layout.lastWhole(range, 0), 8);
  assert.equal(layout.lastWhole(range, 8), 9);
  layout.measure(1, 2_000, 0);
  assert.equal(layout.lastWhole(range, 0), 1);
  assert.equal(layout.lastWhole({ first: -1, last: -1 }, 0), -1);
});

test('turns a page by as many rows as are in view, less one', () => {
  const layout = layoutOf(new RowWindow(1, 1_000));
  assert.equal(layout.pageAt(layout.rowTop(500)), 9);
  for (let index = 500; index < 520; index += 1) layout.measure(index, 600, 0);
  assert.equal(layout.pageAt(layout.rowTop(500)), 1);
});
