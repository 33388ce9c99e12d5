import type { Entry } from './entries.ts';

/** How many entries have a date: those without stand last. @param entries in order */
export function datedCount(entries: readonly Entry[]): number {
  return firstFrom(entries, Number.POSITIVE_INFINITY);
}

/** Index of the first entry that occurred at a moment or later. @param entries in order */
export function firstFrom(entries: readonly Entry[], time: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.time ?? Number.POSITIVE_INFINITY) < time) low = middle + 1;
    else high = middle;
  }
  return low;
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
