import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indentedColumn, layOutColumns } from '../../../../../src/platform/logView/view/columns.ts';
import { KnownRows } from '../../../../../src/platform/logView/view/knownRows.ts';
import type { LogRows, ShownColumn } from '../../../../../src/platform/logView/view/link.ts';
import { hasQuery, toggledQuery } from '../../../../../src/platform/logView/view/queryText.ts';

const column = (id: string, change: Partial<ShownColumn> = {}): ShownColumn => ({
  id,
  title: id,
  width: 8,
  grows: false,
  align: 'start',
  mono: false,
  from: 0,
  ...change,
});

describe('the columns of a log', () => {
  const columns = [
    column('time', { width: 10 }),
    column('path', { grows: true, width: 30 }),
    column('id', { width: 20, from: 500 }),
    column('size', { from: 300 }),
  ];
  const shownAt = (width: number) => layOutColumns(columns, width, 28, 8).shown;

  it('are left out where they are not wanted, or there is no room for them', () => {
    assert.deepEqual(shownAt(299), [0, 1]);
    assert.deepEqual(shownAt(330), [0, 1]);
    assert.deepEqual(shownAt(499), [0, 1, 3]);
    assert.deepEqual(shownAt(560), [0, 1, 3]);
    assert.deepEqual(shownAt(580), [0, 1, 2, 3]);
  });

  it('have their width, and what is left over goes to those that grow', () => {
    assert.equal(layOutColumns(columns, 600, 28, 8).tracks, '28px 80px minmax(0, 30fr) 160px 64px');
  });

  it('are narrowed alike where they do not fit, but not to nothing', () => {
    const fixed = [column('a', { width: 20 }), column('b', { width: 10 })];
    assert.equal(layOutColumns(fixed, 28 + 20 + 180, 28, 8).tracks, '28px 120px 60px');
    assert.equal(layOutColumns(fixed, 40, 28, 8).tracks, '28px 88px 44px');
  });

  it('set in what belongs to the row above where there is room for it', () => {
    assert.equal(indentedColumn(columns, [0, 1, 2]), 1);
    assert.equal(indentedColumn([column('a'), column('b')], [1]), 1);
    assert.equal(indentedColumn([], []), 0);
  });
});

describe('a quick filter', () => {
  it('is put on beside what is typed, and taken off again', () => {
    assert.equal(toggledQuery('', '-status:2xx'), '-status:2xx');
    const both = toggledQuery(' conv_1 ', '-status:2xx');
    assert.equal(both, 'conv_1 -status:2xx');
    assert.ok(hasQuery(both, '-status:2xx'));
    assert.equal(toggledQuery(both, '-status:2xx'), 'conv_1');
    assert.equal(toggledQuery(`${both} method:get`, '-status:2xx'), 'conv_1 method:get');
  });

  it('is not on because its words are part of others', () => {
    assert.ok(!hasQuery('-status:200', 'status:200'));
    assert.ok(!hasQuery('status:2000', 'status:200'));
  });
});

describe('the rows in hand', () => {
  const rows = (revision: number, from: number, ids: string[], shown = 10): LogRows => ({
    type: 'rows',
    revision,
    shown,
    from,
    rows: ids.map((id) => ({ id, cells: [], pinned: false, depth: 0, spoken: id })),
  });

  it('add up within one revision, and give way to another', () => {
    const known = new KnownRows();
    known.accept(rows(1, 0, ['a', 'b']));
    known.accept(rows(1, 4, ['e', 'f']));
    assert.deepEqual([known.at(0)?.id, known.at(2)?.id, known.at(5)?.id], ['a', undefined, 'f']);
    assert.ok(known.has(0, 1) && known.has(4, 5) && !known.has(0, 4));
    assert.equal(known.indexOf('f'), 5);
    known.accept(rows(2, 8, ['x', 'y']));
    assert.equal(known.indexOf('f'), undefined);
    // There is nothing beyond the last to be had.
    assert.ok(known.has(8, 40));
  });
});
