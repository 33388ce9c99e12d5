import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FeedLayout } from '../../../../src/timeline/view/feedLayout.ts';
import { FeedScroll } from '../../../../src/timeline/view/feedScroll.ts';
import { RowWindow } from '../../../../src/timeline/view/rowWindow.ts';
import { communications, windowOf } from './sampleRows.ts';

const HEIGHT = 520;

/** A feed of rows that are as high as estimated, drawn and standing at its end. */
function feedOf(rows: RowWindow) {
  const layout = new FeedLayout();
  const heard: boolean[] = [];
  const scroll = new FeedScroll(layout, (following) => heard.push(following));
  layout.resize(800, HEIGHT);
  layout.replace(rows, (index) => index);
  let at = 0;
  /** Goes no further than a browser lets it. */
  const scroller = {
    get scrollTop() {
      return at;
    },
    set scrollTop(top: number) {
      at = Math.max(0, Math.min(layout.endTop, top));
    },
    get scrollHeight() {
      return layout.height;
    },
    clientHeight: HEIGHT,
  };
  scroll.settle(scroller, 0);
  scroll.scrolled(scroller);
  return { layout, heard, scroll, scroller };
}

test('stands at the end and follows it', () => {
  const { layout, heard, scroll, scroller } = feedOf(new RowWindow(1, 100));
  assert.equal(scroller.scrollTop, layout.endTop);
  assert.equal(scroll.settle(scroller, 0), true);
  layout.replace(new RowWindow(2, 110), (index) => index);
  assert.equal(scroll.settle(scroller, 0), false);
  assert.equal(scroller.scrollTop, layout.endTop);
  assert.deepEqual([scroll.following, heard], [true, []]);
});

test('stops following when the reader scrolls away, and follows again near the end', () => {
  const { layout, heard, scroll, scroller } = feedOf(new RowWindow(1, 100));
  scroller.scrollTop -= 500;
  scroll.scrolled(scroller);
  assert.equal(scroll.following, false);
  assert.equal(scroll.wantedTop(scroller.scrollTop), layout.endTop - 500);
  scroller.scrollTop = layout.endTop - 20;
  scroll.scrolled(scroller);
  assert.equal(scroll.following, true);
  assert.deepEqual(heard, [false, true]);
});

test('notices the reader before the scroll event comes', () => {
  const { scroll, scroller } = feedOf(new RowWindow(1, 100));
  scroller.scrollTop -= 500;
  scroll.noticeReader(scroller);
  assert.equal(scroll.following, false);
});

test('is not mistaken when there is less to scroll, or more', () => {
  const { layout, scroll, scroller } = feedOf(new RowWindow(1, 100));
  layout.replace(new RowWindow(2, 50), (index) => index);
  // The browser cuts the place short.
  scroller.scrollTop = layout.endTop;
  scroll.noticeReader(scroller);
  assert.equal(scroll.following, true);
  layout.replace(new RowWindow(3, 200), (index) => index);
  scroll.settle(scroller, 0);
  scroll.scrolled(scroller);
  assert.equal(scroll.following, true);
});

test('away from the end, keeps what is read where it is while heights above it change', () => {
  const { scroll, scroller } = feedOf(new RowWindow(1, 100));
  scroller.scrollTop = 2_000;
  scroll.scrolled(scroller);
  assert.equal(scroll.settle(scroller, 35), false);
  assert.equal(scroller.scrollTop, 2_035);
  assert.equal(scroll.settle(scroller, 0), true);
});

test('goes for a goal until its row has arrived and nothing moves', () => {
  const rows = new RowWindow(1, 1_000);
  const { layout, scroll, scroller } = feedOf(rows);
  scroll.follow(false);
  scroll.setGoal({ index: 300, align: 'center' });
  assert.equal(scroll.settle(scroller, 0), false);
  scroll.scrolled(scroller);
  assert.equal(scroll.settle(scroller, 0), false);
  rows.accept(300, communications(300, 100));
  layout.measure(290, 152, scroller.scrollTop);
  assert.equal(scroll.settle(scroller, 0), false);
  assert.equal(scroll.settle(scroller, 0), true);
  assert.equal(scroller.scrollTop, layout.rowTop(300) - (HEIGHT - 52) / 2);
});

test('gives up a goal when the reader scrolls', () => {
  const { scroll, scroller } = feedOf(windowOf(...communications(0, 200)));
  scroll.follow(false);
  scroll.setGoal({ index: 50, align: 'center' });
  scroll.settle(scroller, 0);
  scroller.scrollTop = 4_000;
  scroll.scrolled(scroller);
  assert.equal(scroll.wantedTop(scroller.scrollTop), 4_000);
});

test('keeps the row at the top edge when every height is forgotten', () => {
  const { layout, scroll, scroller } = feedOf(windowOf(...communications(0, 200)));
  for (let index = 0; index < 100; index += 1) layout.measure(index, 70, 0);
  scroller.scrollTop = layout.rowTop(80) + 10;
  scroll.scrolled(scroller);
  layout.resize(400, HEIGHT);
  scroll.keepTopRow();
  scroll.settle(scroller, 0);
  assert.equal(scroller.scrollTop, layout.rowTop(80) + 10);
});

test('goes on following the end when what stands beside it grows and shrinks', () => {
  const { layout, heard, scroll, scroller } = feedOf(new RowWindow(1, 100));
  // Cut short for a moment, and the room is gone again before the scroll is told of.
  scroller.scrollTop -= 80;
  scroller.clientHeight = HEIGHT - 120;
  scroll.noticeReader(scroller);
  scroll.scrolled(scroller);
  assert.equal(scroll.following, true);
  layout.resize(800, HEIGHT - 120);
  scroll.settle(scroller, 0);
  assert.equal(scroller.scrollTop, layout.endTop);
  scroller.scrollTop -= 500;
  scroll.scrolled(scroller);
  assert.deepEqual(heard, [false], 'and the reader can leave it all the same');
});
