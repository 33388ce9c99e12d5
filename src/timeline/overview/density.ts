import type { Entry } from '../entries.ts';
import type { Parties } from '../parties.ts';
import { datedCount } from '../places.ts';
import { isCustomerType } from '../responses.ts';
import { failedForSome } from '../worstStatus.ts';

/** How many communications fall into each of some bins of equal length. */
export interface Density {
  customers: number[];
  agents: number[];
  /** Of both: those that somebody did not get. */
  failed: number[];
}

/** When the first and the last one occurred; `undefined` where none has a date. @param entries in order */
export function lifeOf(entries: readonly Entry[]): { from: number; to: number } | undefined {
  const first = entries[0];
  const last = entries[datedCount(entries) - 1];
  return first && last && { from: first.time, to: last.time };
}

/** Counts entries by time and side. Those without a date are in no bin; the last moment is in the last one. */
export function densityOf(
  entries: readonly Entry[],
  parties: Parties,
  { from, to }: { from: number; to: number },
  bins: number,
): Density {
  const density: Density = {
    customers: new Array<number>(bins).fill(0),
    agents: new Array<number>(bins).fill(0),
    failed: new Array<number>(bins).fill(0),
  };
  const perBin = bins / Math.max(1, to - from);
  const sides = new Map<string, number[]>();
  for (const { communication, time } of entries) {
    if (!Number.isFinite(time)) break;
    const { author, recipients } = communication;
    const key = author.participantId || author.address;
    let side = sides.get(key);
    if (!side) {
      side = isCustomerType(parties.participantOf(author)?.type) ? density.customers : density.agents;
      sides.set(key, side);
    }
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((time - from) * perBin)));
    add(side, bin);
    if (failedForSome(recipients)) add(density.failed, bin);
  }
  return density;
}

function add(counts: number[], bin: number): void {
  counts[bin] = (counts[bin] ?? 0) + 1;
}
