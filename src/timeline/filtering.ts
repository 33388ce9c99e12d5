import type { Entry } from './entries.ts';
import type { Parties } from './parties.ts';
import { type Filter, isOpen } from './protocol/filter.ts';

/** The entries that a filter lets through, in their order; the very same list when it is open. */
export function filterEntries(entries: readonly Entry[], filter: Filter, parties: Parties): readonly Entry[] {
  if (isOpen(filter)) return entries;
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
  const timed = filter.from !== undefined || filter.to !== undefined;
  const wanted = {
    parties: filter.parties && new Set(filter.parties),
    channels: filter.channels && new Set(filter.channels),
    kinds: filter.kinds && new Set(filter.kinds),
    statuses: filter.statuses && new Set(filter.statuses),
  };
  return entries.filter(({ communication: { author, recipients, content }, time }) => {
    // What has no date is at no time.
    if (timed && !(time >= from && time < to)) return false;
    if (wanted.channels && !wanted.channels.has(author.channel)) return false;
    if (wanted.kinds && !wanted.kinds.has(content.type)) return false;
    const { statuses } = wanted;
    if (statuses && !recipients.some(({ deliveryStatus }) => statuses.has(deliveryStatus ?? '')))
      return false;
    const { parties: wantedParties } = wanted;
    if (!wantedParties) return true;
    return (
      wantedParties.has(parties.keyOf(author)) ||
      recipients.some((recipient) => wantedParties.has(parties.keyOf(recipient)))
    );
  });
}
