import type { Entry } from './entries.ts';
import type { Parties } from './parties.ts';
import { type Filter, isOpen } from './protocol/filter.ts';

/** Tells whether one member of a filter lets an entry through. */
export type FilterTest = (entry: Entry) => boolean;

/** The members of a filter, each by itself; absent where it narrows nothing. */
export interface FilterTests {
  time: FilterTest | undefined;
  channels: FilterTest | undefined;
  kinds: FilterTest | undefined;
  statuses: FilterTest | undefined;
  parties: FilterTest | undefined;
}

/** A filter, taken apart. */
export function testsOf(filter: Filter, parties: Parties): FilterTests {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
  const timed = filter.from !== undefined || filter.to !== undefined;
  const channels = filter.channels && new Set(filter.channels);
  const kinds = filter.kinds && new Set(filter.kinds);
  const statuses = filter.statuses && new Set(filter.statuses);
  const wanted = filter.parties && new Set(filter.parties);
  return {
    // What has no date is at no time: infinity is before nothing.
    time: timed ? ({ time }) => time >= from && time < to : undefined,
    channels: channels && (({ communication: { author } }) => channels.has(author.channel)),
    kinds: kinds && (({ communication: { content } }) => kinds.has(content.type)),
    statuses:
      statuses &&
      (({ communication: { recipients } }) =>
        recipients.some(({ deliveryStatus }) => statuses.has(deliveryStatus ?? ''))),
    parties:
      wanted &&
      (({ communication: { author, recipients } }) =>
        wanted.has(parties.keyOf(author)) ||
        recipients.some((recipient) => wanted.has(parties.keyOf(recipient)))),
  };
}

/** The entries that a filter lets through, in their order; the very same list when it is open. */
export function filterEntries(entries: readonly Entry[], filter: Filter, parties: Parties): readonly Entry[] {
  if (isOpen(filter)) return entries;
  const { time, channels, kinds, statuses, parties: party } = testsOf(filter, parties);
  // The cheapest first: most entries need not go through the others.
  const tests = [time, channels, kinds, statuses, party].filter((test) => test !== undefined);
  return entries.filter((entry) => tests.every((test) => test(entry)));
}
