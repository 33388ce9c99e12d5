import type { Communication } from '../api/resources.ts';
import { compareEntries, type Entry, entryOf } from './entries.ts';

/** The first position whose entry does not stand before the given one: its own, where it is among them. */
export function placeOf(entries: readonly Entry[], entry: Entry): number {
  return firstNot(entries, (other) => compareEntries(other, entry) < 0);
}

/** Where a communication stands in a list that is in order; `undefined` when it is not in it. */
export function indexOf(entries: readonly Entry[], communication: Communication): number | undefined {
  const place = placeOf(entries, entryOf(communication));
  return entries[place]?.communication.id === communication.id ? place : undefined;
}

/** How many entries have a date: those without stand last. @param entries in order */
export function datedCount(entries: readonly Entry[]): number {
  return firstFrom(entries, Number.POSITIVE_INFINITY);
}

/** Index of the first entry that occurred at a moment or later; their number where none did. @param entries in order */
export function firstFrom(entries: readonly Entry[], time: number): number {
  return firstNot(entries, (other) => other.time < time);
}

/** The same, but the last one where none did so late. -1 of none. */
export function placeAt(entries: readonly Entry[], time: number): number {
  return Math.min(firstFrom(entries, time), entries.length - 1);
}

/** Index of the dated entry that occurred nearest to a moment; `undefined` where none has a date. */
export function nearestTo(entries: readonly Entry[], time: number): number | undefined {
  const last = datedCount(entries) - 1;
  if (last < 0) return undefined;
  const after = Math.min(firstFrom(entries, time), last);
  const before = Math.max(0, after - 1);
  const distance = (index: number) => Math.abs((entries[index]?.time ?? 0) - time);
  return distance(before) < distance(after) ? before : after;
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
