import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entryOf } from '../../../../src/timeline/entries.ts';
import { stepFrom } from '../../../../src/timeline/find/findStep.ts';
import { placeAt, placeOf } from '../../../../src/timeline/places.ts';
import { communication } from '../../../support/fixtures.ts';

const all = Array.from({ length: 8 }, (_, n) => entryOf(communication(`c${n}`, `2026-03-01T1${n}:00:00Z`)));
const byId = new Map(all.map(({ communication }) => [communication.id, communication]));
const stepped = { shown: all, communication: (id: string) => byId.get(id) };

describe('going from hit to hit', () => {
  const hits = [1, 4, 6];

  it('starts at the place or after it, else before it', () => {
    assert.equal(stepFrom(stepped, hits, 'c4', 'start'), 1);
    assert.equal(stepFrom(stepped, hits, 'c5', 'start'), 2);
    assert.equal(stepFrom(stepped, hits, 'c7', 'start'), 2);
    assert.equal(stepFrom(stepped, hits, undefined, 'start'), 2);
    assert.equal(stepFrom(stepped, hits, 'gone', 'start'), 2);
  });

  it('goes on and back, round at the ends', () => {
    assert.equal(stepFrom(stepped, hits, 'c4', 'next'), 2);
    assert.equal(stepFrom(stepped, hits, 'c6', 'next'), 0);
    assert.equal(stepFrom(stepped, hits, undefined, 'next'), 0);
    assert.equal(stepFrom(stepped, hits, 'c4', 'previous'), 0);
    assert.equal(stepFrom(stepped, hits, 'c1', 'previous'), 2);
    assert.equal(stepFrom(stepped, [], 'c1', 'next'), undefined);
  });

  it('goes on from one that is not shown', () => {
    const shown = all.filter((_, n) => n !== 4);
    const narrowed = { ...stepped, shown };
    // c1, c5 and c6 are at 1, 4 and 5 now.
    assert.equal(stepFrom(narrowed, [1, 4, 5], 'c4', 'next'), 1);
    assert.equal(stepFrom(narrowed, [1, 4, 5], 'c4', 'previous'), 0);
  });
});

describe('places', () => {
  it('finds an entry’s own, and that of a moment', () => {
    assert.deepEqual(
      all.map((entry) => placeOf(all, entry)),
      all.map((_, n) => n),
    );
    assert.equal(placeAt(all, Date.parse('2026-03-01T12:30:00Z')), 3);
    assert.equal(placeAt(all, Date.parse('2026-03-01T12:00:00Z')), 2);
    assert.equal(placeAt(all, 0), 0);
    assert.equal(placeAt(all, Date.parse('2030-01-01')), 7);
    assert.equal(placeAt([], 0), -1);
  });
});
