import type { Communication } from '../api/resources.ts';

/** A communication with what ordering and day separators need, worked out once. */
export interface Entry {
  communication: Communication;
  /** When it occurred: epoch milliseconds; infinity where the API gave no date, so that it stands last. */
  time: number;
}

/** An entry of a communication. */
export function entryOf(communication: Communication): Entry {
  const time = Date.parse(communication.occurredAt ?? communication.createdAt ?? '');
  return { communication, time: Number.isNaN(time) ? Number.POSITIVE_INFINITY : time };
}

/** By when it occurred, then when it was created, then id: the API documents no order of its lists. */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  const [x, y] = [a.communication, b.communication];
  return compareText(x.createdAt ?? '', y.createdAt ?? '') || compareText(x.id, y.id);
}

/** Joins two lists that are in order. Takes as many steps as both have entries. */
export function mergeEntries(a: readonly Entry[], b: readonly Entry[]): Entry[] {
  const [firstOfB] = b;
  const lastOfA = a.at(-1);
  // Pages mostly come in order: then there is nothing to interleave.
  if (!firstOfB || !lastOfA || compareEntries(lastOfA, firstOfB) <= 0) return a.concat(b);
  const merged: Entry[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (!x) return merged.concat(b.slice(j));
    if (!y) return merged.concat(a.slice(i));
    if (compareEntries(x, y) <= 0) {
      merged.push(x);
      i++;
    } else {
      merged.push(y);
      j++;
    }
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
