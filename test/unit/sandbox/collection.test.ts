import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Collection, type Source } from '../../../src/sandbox/server/store/collection.ts';

interface Item {
  id: string;
}

const item = (id: string): Item => ({ id });
const idsOf = (items: Iterable<Item>) => Array.from(items, ({ id }) => id);
const placesOf = (entries: Iterable<{ position: number; item: Item }>) =>
  Array.from(entries, ({ position, item: { id } }) => `${position}:${id}`);

function collectionOf(...ids: string[]): Collection<Item> {
  const collection = new Collection<Item>();
  for (const id of ids) collection.add(item(id));
  return collection;
}

/** A source of `s0`, `s1` and so on, and which of them were made. */
function sourceOf(size: number) {
  const made: number[] = [];
  const source: Source<Item> = {
    size,
    make: (index) => {
      made.push(index);
      return item(`s${index}`);
    },
    indexOf: (id) => {
      const index = Number(/^s(\d+)$/.exec(id)?.[1] ?? Number.NaN);
      return index < size ? index : undefined;
    },
  };
  return { source, made };
}

describe('a collection', () => {
  it('keeps items in the order in which they were added, and finds them by id', () => {
    const collection = collectionOf('b', 'a', 'c');
    assert.deepEqual(idsOf(collection), ['b', 'a', 'c']);
    assert.equal(collection.size, 3);
    assert.equal(collection.get('a')?.id, 'a');
    assert.equal(collection.get('d'), undefined);
    assert.equal(collection.get('__proto__'), undefined);
  });

  it('tells where an item stands, also after others were removed', () => {
    const collection = collectionOf('a', 'b', 'c', 'd');
    assert.deepEqual(
      idsOf(collection).map((id) => collection.indexOf(item(id))),
      [0, 1, 2, 3],
    );
    collection.remove('b');
    assert.deepEqual(
      ['a', 'c', 'd'].map((id) => collection.indexOf(item(id))),
      [0, 1, 2],
    );
    assert.throws(() => collection.indexOf(item('b')), /b is not in the collection/);
  });

  it('removes once, and never gives a place again', () => {
    const collection = collectionOf('a', 'b', 'c');
    assert.equal(collection.remove('c'), true);
    assert.equal(collection.remove('c'), false);
    assert.equal(collection.remove('nobody'), false);
    assert.equal(collection.get('c'), undefined);
    collection.add(item('d'));
    assert.equal(collection.size, 3);
    assert.deepEqual(placesOf(collection.forwardFrom(0)), ['1:a', '2:b', '4:d']);
  });

  it('is walked from any place, in either direction', () => {
    const collection = collectionOf('a', 'b', 'c');
    assert.deepEqual(placesOf(collection.forwardFrom(2)), ['2:b', '3:c']);
    assert.deepEqual(placesOf(collection.backwardFrom(2)), ['2:b', '1:a']);
    assert.deepEqual(placesOf(collection.forwardFrom(4)), []);
    assert.deepEqual(placesOf(collection.backwardFrom(0)), []);
    assert.deepEqual(placesOf(collection.forwardFrom(Number.NEGATIVE_INFINITY)), ['1:a', '2:b', '3:c']);
    assert.deepEqual(placesOf(collection.backwardFrom(Number.POSITIVE_INFINITY)), ['3:c', '2:b', '1:a']);
  });

  it('is walked from the place of what was removed', () => {
    const collection = collectionOf('a', 'b', 'c', 'd');
    collection.remove('b');
    assert.deepEqual(placesOf(collection.forwardFrom(2)), ['3:c', '4:d']);
    assert.deepEqual(placesOf(collection.backwardFrom(2)), ['1:a']);
  });

  describe('with a source', () => {
    it('knows its size, and makes nothing, until somebody asks', () => {
      const { source, made } = sourceOf(1_000_000);
      const collection = new Collection(source);
      assert.equal(collection.size, 1_000_000);
      collection.add(item('new'));
      assert.equal(collection.size, 1_000_001);
      assert.equal(collection.get('new')?.id, 'new');
      assert.deepEqual(made, []);
    });

    it('makes what is asked for, once, and gives the same ever after', () => {
      const { source, made } = sourceOf(1_000);
      const collection = new Collection(source);
      const found = collection.get('s500');
      assert.equal(found?.id, 's500');
      assert.equal(collection.get('s500'), found);
      assert.equal([...collection.forwardFrom(501)][0]?.item, found);
      assert.equal(collection.get('s1000'), undefined);
      assert.equal(collection.get('other'), undefined);
      assert.deepEqual([...made].slice(0, 2), [500, 501]);
      assert.equal(new Set(made).size, made.length);
    });

    it('makes only as far as it is walked', () => {
      const { source, made } = sourceOf(1_000);
      const collection = new Collection(source);
      for (const { position } of collection.forwardFrom(10)) if (position === 12) break;
      for (const { position } of collection.backwardFrom(Number.POSITIVE_INFINITY))
        if (position === 999) break;
      assert.deepEqual(made, [9, 10, 11, 999, 998]);
    });

    it('tells where an item stands without making the others', () => {
      const { source, made } = sourceOf(1_000);
      const collection = new Collection(source);
      collection.add(item('new'));
      assert.equal(collection.indexOf(item('new')), 1_000);
      assert.equal(collection.indexOf(item('s7')), 7);
      assert.deepEqual(made, [7]);
    });

    it('goes on after a removal, with those that were made before still the same', () => {
      const { source, made } = sourceOf(5);
      const collection = new Collection(source);
      collection.add(item('new'));
      const second = collection.get('s1');
      assert.equal(collection.remove('s3'), true);
      assert.equal(collection.remove('s3'), false);
      assert.equal(collection.get('s3'), undefined);
      assert.equal(collection.get('s1'), second);
      assert.deepEqual(idsOf(collection), ['s0', 's1', 's2', 's4', 'new']);
      assert.equal(collection.indexOf(item('s4')), 3);
      assert.deepEqual(placesOf(collection.forwardFrom(4)), ['5:s4', '6:new']);
      assert.equal(new Set(made).size, made.length);
    });
  });

  it('is what a list of places would be, whatever is done to it', () => {
    const action = fc.oneof(
      fc.constant('add' as const),
      fc.record({ remove: fc.nat(30) }),
      fc.record({ look: fc.integer({ min: -2, max: 40 }) }),
      fc.record({ get: fc.nat(30) }),
    );
    fc.assert(
      fc.property(fc.nat(8), fc.array(action, { maxLength: 40 }), (sourced, actions) => {
        const collection = new Collection(sourceOf(sourced).source);
        let places = Array.from({ length: sourced }, (_, index) => ({
          position: index + 1,
          id: `s${index}`,
        }));
        let position = sourced;
        for (const each of actions) {
          if (each === 'add') {
            position++;
            places.push({ position, id: `a${position}` });
            collection.add(item(`a${position}`));
          } else if ('remove' in each) {
            const gone = places[each.remove]?.id ?? 'nobody';
            assert.equal(
              collection.remove(gone),
              places.some(({ id }) => id === gone),
            );
            places = places.filter(({ id }) => id !== gone);
          } else if ('get' in each) {
            const wanted = places[each.get]?.id ?? 'nobody';
            assert.equal(collection.get(wanted)?.id, wanted === 'nobody' ? undefined : wanted);
          } else {
            const { look } = each;
            const text = places.map((place) => ({ ...place, text: `${place.position}:${place.id}` }));
            const after = text.filter((place) => place.position >= look).map((place) => place.text);
            const before = text.filter((place) => place.position <= look).map((place) => place.text);
            assert.deepEqual(placesOf(collection.forwardFrom(look)), after);
            assert.deepEqual(placesOf(collection.backwardFrom(look)), before.toReversed());
          }
          assert.equal(collection.size, places.length);
        }
        assert.deepEqual(
          idsOf(collection),
          places.map(({ id }) => id),
        );
        for (const [index, { id }] of places.entries()) assert.equal(collection.indexOf(item(id)), index);
      }),
    );
  });
});
