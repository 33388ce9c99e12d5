import type { Entry, Walkable } from './collection.ts';

/**
 * A place between two items of a list. It names the place by the rank of an item and not by an offset, so that
 * inserts and removals elsewhere neither repeat nor skip an item.
 */
export interface Cursor {
  side: 'after' | 'before';
  /** The position of an item, negated in lists that run from the newest to the oldest. */
  rank: number;
}

export interface Page<T> {
  items: T[];
  /** Absent on the first page. */
  previous?: Cursor;
  /** Absent on the last page. */
  next?: Cursor;
}

export interface PageRequest<T> {
  order: 'oldest-first' | 'newest-first';
  size: number;
  cursor?: Cursor;
  matches?: (item: T) => boolean;
}

/** Cuts one page out of a collection. */
export function takePage<T>(
  collection: Walkable<T>,
  { order, size, cursor, matches = () => true }: PageRequest<T>,
): Page<T> {
  const sign = order === 'oldest-first' ? 1 : -1;
  const rankOf = ({ position }: Entry<T>) => sign * position;

  /** Matching entries at `rank` and beyond it: down the list, or up. */
  function* walk(rank: number, direction: 'down' | 'up'): Generator<Entry<T>> {
    const position = sign * rank;
    const growing = (direction === 'down') === (sign === 1);
    const entries = growing ? collection.forwardFrom(position) : collection.backwardFrom(position);
    for (const entry of entries) if (matches(entry.item)) yield entry;
  }
  const anyAt = (rank: number, direction: 'down' | 'up') => !walk(rank, direction).next().done;

  /** One more than asked for tells whether the list goes on. */
  const collect = (entries: Iterable<Entry<T>>): Entry<T>[] => {
    const taken: Entry<T>[] = [];
    for (const entry of entries) {
      taken.push(entry);
      if (taken.length > size) break;
    }
    return taken;
  };

  if (cursor?.side === 'before') {
    const taken = collect(walk(cursor.rank - 1, 'up'));
    const more = taken.length > size;
    const entries = taken.slice(0, size).reverse();
    const first = entries[0];
    const last = entries.at(-1);
    return {
      items: entries.map(({ item }) => item),
      ...(more && first ? { previous: { side: 'before', rank: rankOf(first) } } : {}),
      ...(anyAt(cursor.rank, 'down')
        ? { next: { side: 'after', rank: last ? rankOf(last) : cursor.rank - 1 } }
        : {}),
    };
  }

  const start = cursor ? cursor.rank + 1 : Number.NEGATIVE_INFINITY;
  const taken = collect(walk(start, 'down'));
  const more = taken.length > size;
  const entries = taken.slice(0, size);
  const first = entries[0];
  const last = entries.at(-1);
  return {
    items: entries.map(({ item }) => item),
    ...(cursor && anyAt(cursor.rank, 'up')
      ? { previous: { side: 'before', rank: first ? rankOf(first) : cursor.rank + 1 } }
      : {}),
    ...(more && last ? { next: { side: 'after', rank: rankOf(last) } } : {}),
  };
}
