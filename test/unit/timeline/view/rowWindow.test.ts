import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../../../../src/timeline/protocol.ts';
import { findPlace } from '../../../../src/timeline/view/readingPlace.ts';
import { CHUNK, RowWindow } from '../../../../src/timeline/view/rowWindow.ts';

function communication(key: string): Row {
  const party = { name: 'Maya', address: '+1', channel: 'SMS', type: 'CUSTOMER' };
  return {
    kind: 'communication',
    key,
    at: '2026-03-09T13:02:11Z',
    author: party,
    recipients: [],
    channel: 'SMS',
    contentType: 'TEXT',
    text: key,
    textLength: key.length,
    side: 'customer',
    startsTurn: true,
  };
}

function communications(from: number, count: number): Row[] {
  return Array.from({ length: count }, (_, offset) => communication(`c${from + offset}`));
}

test('asks for whole chunks, once, and again when no answer comes', () => {
  const rows = new RowWindow(1, 250);
  assert.deepEqual(rows.request(90, 120, 0), [
    { from: 0, count: CHUNK },
    { from: CHUNK, count: CHUNK },
  ]);
  assert.deepEqual(rows.request(90, 120, 10), []);
  assert.equal(rows.request(90, 120, 60_000).length, 2);
  rows.accept(0, communications(0, CHUNK));
  assert.deepEqual(rows.request(0, 99, 20), []);
  assert.deepEqual(rows.request(200, 260, 20), [{ from: 200, count: 50 }]);
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
  rows.accept(0, [
    { kind: 'day', key: 'day:1', day: '2026-03-09' },
    communication('a'),
    { kind: 'day', key: 'day:2', day: '2026-03-10' },
    communication('b'),
  ]);
  assert.equal(rows.nextCommunication(2, 1), 3);
  assert.equal(rows.nextCommunication(2, -1), 1);
  assert.equal(rows.nextCommunication(0, -1), undefined);
  assert.equal(rows.nextCommunication(4, 1), undefined);
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
