import { compareEntries, type Entry } from '../entries.ts';

/** The first position whose entry does not stand before the given one: its own, where it is among them. */
export function placeOf(entries: readonly Entry[], entry: Entry): number {
  return firstNot(entries, (other) => compareEntries(other, entry) < 0);
}

/** The first position whose entry occurred at a moment or later; the last position where all were before. -1 of none. */
export function placeAt(entries: readonly Entry[], time: number): number {
  return Math.min(
    firstNot(entries, (other) => other.time < time),
    entries.length - 1,
  );
}

/** The first position of which something is not true any more, in a list of which it is true up to some place. */
function firstNot(entries: readonly Entry[], before: (entry: Entry) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry && before(entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}
