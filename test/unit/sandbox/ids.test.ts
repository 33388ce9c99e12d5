import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIdSource } from '../../../src/sandbox/server/store/ids.ts';

function make(seed: number, count: number): string[] {
  const source = createIdSource(seed);
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
    const source = createIdSource(3);
    source.next('conv_communication_');
    assert.equal(source.next('conv_conversation_'), make(3, 1)[0]);
  });
});
