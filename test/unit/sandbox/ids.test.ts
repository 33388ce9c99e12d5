import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IdSource } from '../../../src/sandbox/server/store/ids.ts';

function make(seed: number, count: number): string[] {
  const source = new IdSource(seed);
  return Array.from({ length: count }, () => source.next('conv_conversation_'));
}

describe('ids', () => {
  it('have the form of the API’s examples', () => {
    for (const id of make(1, 1000)) assert.match(id, /^conv_conversation_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
  });

  it('never repeat, and sort by the order of their making', () => {
    const ids = make(1, 40_000);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids, ids.toSorted());
  });

  it('follow from the seed', () => {
    assert.deepEqual(make(3, 5), make(3, 5));
    assert.notDeepEqual(make(3, 5), make(4, 5));
  });

  it('of one prefix do not depend on how many there are of another', () => {
    const source = new IdSource(3);
    source.next('conv_communication_');
    assert.equal(source.next('conv_conversation_'), make(3, 1)[0]);
  });

  it('go on where they were', () => {
    const first = new IdSource(3);
    for (let count = 0; count < 4; count++) first.next('conv_conversation_');
    assert.equal(new IdSource(3, first.made).next('conv_conversation_'), make(3, 5)[4]);
  });

  it('can be reserved, and made later', () => {
    const source = new IdSource(3);
    const from = source.reserve('conv_conversation_', 3);
    assert.equal(source.next('conv_conversation_'), make(3, 4)[3]);
    assert.equal(source.at('conv_conversation_', from + 1), make(3, 2)[1]);
  });

  it('tell what they were made with, and others do not', () => {
    const source = new IdSource(3);
    for (const index of [0, 1, 77, 1_000_000]) {
      const id = source.at('conv_communication_', index);
      assert.equal(source.indexOf('conv_communication_', id), index);
      assert.equal(source.indexOf('conv_conversation_', id), undefined);
      assert.equal(new IdSource(4).indexOf('conv_communication_', id), undefined);
      const sid = source.sidAt('SM', index);
      assert.match(sid, /^SM[0-9a-f]{32}$/);
      assert.equal(source.indexOfSid('SM', sid), index);
      assert.equal(source.indexOfSid('IM', sid), undefined);
      assert.equal(new IdSource(4).indexOfSid('SM', sid), undefined);
    }
    for (const other of ['', 'conv_communication_', 'conv_communication_x', 'SM', 'SMzz', 'hello 🚲']) {
      assert.equal(source.indexOf('conv_communication_', other), undefined);
      assert.equal(source.indexOfSid('SM', other), undefined);
    }
  });
});
