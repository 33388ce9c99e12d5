import type { Communication } from '../../api/resources.ts';
import { compareEntries, type Entry, entryOf } from '../entries.ts';

/**
 * Where a communication stands in a list that is in order.
 * @returns undefined when it is not in it
 */
export function placeOf(entries: readonly Entry[], communication: Communication): number | undefined {
  const wanted = entryOf(communication);
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry && compareEntries(entry, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return entries[low]?.communication.id === communication.id ? low : undefined;
}

/** The last one before a place that a test picks. */
export function lastBefore(
  entries: readonly Entry[],
  place: number,
  picks: (entry: Entry) => boolean,
): Entry | undefined {
  for (let index = place - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry && picks(entry)) return entry;
  }
  return undefined;
}
