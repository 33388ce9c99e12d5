import type { Entry } from '../entries.ts';
import { type FilterTest, testsOf } from '../filtering.ts';
import type { Parties } from '../parties.ts';
import type { Filter } from '../protocol/filter.ts';

/** A stretch of time: epoch milliseconds; without an end it goes on. */
export interface Span<Name extends string = string> {
  readonly name: Name;
  readonly from: number;
  readonly to?: number;
}

/** What a filter can be made of: each value that occurs, and how many would be shown with it. */
export interface FacetCounts<Name extends string = string> {
  readonly parties: ReadonlyMap<string, number>;
  readonly channels: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
  /** Those in which something occurred. */
  readonly spans: readonly (Span<Name> & { readonly count: number })[];
  /** When the first and the last one occurred: epoch milliseconds. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/**
 * Counts what occurs. Each value is counted among the entries that the filter's other members let through: its own
 * member is what would change by choosing it. What is chosen is there even if it occurs nowhere.
 * @param entries in order
 */
export function countFacets<Name extends string>(
  entries: readonly Entry[],
  filter: Filter,
  parties: Parties,
  spans: readonly Span<Name>[],
): FacetCounts<Name> {
  const tests = testsOf(filter, parties);
  const tallies = {
    parties: new Tally(filter.parties),
    channels: new Tally(filter.channels),
    kinds: new Tally(filter.kinds),
    statuses: new Tally(filter.statuses),
  };
  const spanCounts = spans.map(() => 0);
  const narrowing = Object.values<FilterTest | undefined>({ ...tests }).filter((test) => test !== undefined);
  for (const entry of entries) {
    const failed = onlyFailure(narrowing, entry);
    const countsFor = (test: FilterTest | undefined): boolean =>
      failed === undefined || (failed !== 'several' && failed === test);
    const { author, content, recipients } = entry.communication;
    tallies.channels.begin();
    tallies.kinds.begin();
    tallies.channels.add(author.channel, countsFor(tests.channels));
    tallies.kinds.add(content.type, countsFor(tests.kinds));
    const [byStatus, byParty] = [countsFor(tests.statuses), countsFor(tests.parties)];
    tallies.statuses.begin();
    tallies.parties.begin();
    tallies.parties.add(parties.keyOf(author), byParty);
    for (const recipient of recipients) {
      tallies.statuses.add(recipient.deliveryStatus ?? '', byStatus);
      tallies.parties.add(parties.keyOf(recipient), byParty);
    }
    if (countsFor(tests.time)) countSpans(spans, spanCounts, entry.time);
  }
  return {
    parties: tallies.parties.counts,
    channels: tallies.channels.counts,
    kinds: tallies.kinds.counts,
    statuses: tallies.statuses.counts,
    spans: spans
      .map((span, at) => ({ ...span, count: spanCounts[at] ?? 0 }))
      .filter(({ count }) => count > 0),
    first: finite(entries[0]?.time),
    last: finite(entries.findLast(({ time }) => Number.isFinite(time))?.time),
  };
}

/** Counts values; one that occurs several times in one entry counts once. */
class Tally {
  readonly #values = new Map<string, { count: number; entry: number }>();
  #entry = 0;

  /** @param chosen values that are there even if they do not occur */
  constructor(chosen: readonly string[] = []) {
    for (const value of chosen) this.#values.set(value, { count: 0, entry: -1 });
  }

  get counts(): ReadonlyMap<string, number> {
    return new Map([...this.#values].map(([value, { count }]) => [value, count]));
  }

  /** What is added from now on is of another entry. */
  begin(): void {
    this.#entry++;
  }

  /** @param counts false for a value that occurs, but would not be shown */
  add(value: string, counts: boolean): void {
    let known = this.#values.get(value);
    if (!known) {
      known = { count: 0, entry: -1 };
      this.#values.set(value, known);
    }
    if (!counts || known.entry === this.#entry) return;
    known.entry = this.#entry;
    known.count++;
  }
}

/** The one test that an entry fails; `undefined` where it passes all. */
function onlyFailure(tests: readonly FilterTest[], entry: Entry): FilterTest | 'several' | undefined {
  let failed: FilterTest | undefined;
  for (const test of tests) {
    if (test(entry)) continue;
    if (failed) return 'several';
    failed = test;
  }
  return failed;
}

function countSpans(spans: readonly Span[], counts: number[], time: number): void {
  spans.forEach(({ from, to = Number.POSITIVE_INFINITY }, at) => {
    if (time >= from && time < to) counts[at] = (counts[at] ?? 0) + 1;
  });
}

function finite(time: number | undefined): number | undefined {
  return time !== undefined && Number.isFinite(time) ? time : undefined;
}
