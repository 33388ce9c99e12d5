import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findBySid, sidOfId, sidOfParts } from '../../../src/sandbox/server/classic/sids.ts';
import { Collection } from '../../../src/sandbox/server/store/collection.ts';
import { IdSource } from '../../../src/sandbox/server/store/ids.ts';

const SID = /^[A-Z]{2}[0-9a-f]{32}$/;

describe('the SIDs of what v2 has', () => {
  const collectionOf = (...ids: string[]) => {
    const collection = new Collection<{ id: string }>();
    for (const id of ids) collection.add({ id });
    return collection;
  };

  it('are another notation of the ids', () => {
    assert.equal(
      sidOfId('MB', 'conv_participant_00000000000000000000000001'),
      'MB00000000000000000000000000000001',
    );
    assert.equal(
      sidOfId('IM', 'conv_communication_7zzzzzzzzzzzzzzzzzzzzzzzzz'),
      'IMffffffffffffffffffffffffffffffff',
    );
  });

  it('lead back to the ids that they stand for', () => {
    const source = new IdSource(7);
    const ids = Array.from({ length: 50 }, () => source.next('conv_communication_'));
    const collection = collectionOf(...ids);
    const sids = ids.map((id) => sidOfId('IM', id));
    for (const [index, sid] of sids.entries()) {
      assert.match(sid, SID);
      assert.equal(findBySid(collection, 'IM', sid)?.id, ids[index]);
    }
    assert.equal(new Set(sids).size, 50);
    for (const sid of ['', 'IM', `MB${sids[0]?.slice(2)}`, sids[0]?.toUpperCase() ?? '', `${sids[0]}0`]) {
      assert.equal(findBySid(collection, 'IM', sid), undefined, sid);
    }
  });

  it('are there for ids of another form as well', () => {
    const ids = ['participant 1', 'conv_participant_1', 'conv_participant_8zzzzzzzzzzzzzzzzzzzzzzzzz'];
    const collection = collectionOf(...ids, 'conv_participant_01kdvgjp903807fevgf8vz3m6x');
    for (const id of ids) {
      assert.match(sidOfId('MB', id), SID);
      assert.equal(findBySid(collection, 'MB', sidOfId('MB', id))?.id, id);
    }
    assert.equal(findBySid(collection, 'MB', `MB${'0'.repeat(32)}`), undefined);
  });

  it('are the same for the same parts', () => {
    assert.match(sidOfParts('DY', 'a', 1), SID);
    assert.equal(sidOfParts('DY', 'a', 1), sidOfParts('DY', 'a', 1));
    assert.notEqual(sidOfParts('DY', 'a', 1), sidOfParts('DY', 'a', 2));
    assert.notEqual(sidOfParts('DY', 'a', 1), sidOfParts('DY', 'a1'));
  });
});
