import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHUNK, RowWindow } from '../../../../src/timeline/view/rowWindow.ts';
import { communication, communications, day } from './sampleRows.ts';

test('asks for whole chunks, once, and again when no answer comes', () => {
  const rows = new RowWindow(1, 250);
  assert.deepEqual(rows.request(CHUNK - 10, CHUNK + 20, 0), [
    { from: 0, count: CHUNK },
    { from: CHUNK, count: CHUNK },
  ]);
  assert.deepEqual(rows.request(CHUNK - 10, CHUNK + 20, 10), []);
  assert.equal(rows.request(CHUNK - 10, CHUNK + 20, 60_000).length, 2);
  rows.accept(0, communications(0, CHUNK));
  assert.deepEqual(rows.request(0, CHUNK - 1, 20), []);
  assert.deepEqual(rows.request(230, 260, 20), [{ from: 200, count: 50 }]);
});

test('has few requests on their way, however far the reader flies', () => {
  const rows = new RowWindow(1, 100_000);
  let requests = 0;
  for (let first = 0; first < 100_000; first += 500) requests += rows.request(first, first + 60, 0).length;
  assert.equal(requests, 3);
});

test('drops the rows furthest away', () => {
  const rows = new RowWindow(1, 10_000);
  for (let from = 0; from < 10_000; from += CHUNK) rows.accept(from, communications(from, CHUNK));
  assert.equal(rows.row(0), undefined);
  assert.equal(rows.indexOf('c0'), undefined);
  assert.equal(rows.row(9_999)?.key, 'c9999');
});

test('steps over days, and stops where rows are not known', () => {
  const rows = new RowWindow(1, 10);
  rows.accept(0, [day('2026-03-09'), communication('a'), day('2026-03-10'), communication('b')]);
  assert.equal(rows.nextCommunication(2, 1), 3);
  assert.equal(rows.nextCommunication(2, -1), 1);
  assert.equal(rows.nextCommunication(0, -1), undefined);
  assert.equal(rows.nextCommunication(4, 1), undefined);
});
