import { DELIVERY_STATUSES, type Participant } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import { dayStart } from '../../platform/zones.ts';
import type { Entry } from '../entries.ts';
import type { Parties } from '../parties.ts';
import type { Filter } from '../protocol/filter.ts';
import type { Facets } from '../protocol/find.ts';
import { shownName } from '../protocol/shownName.ts';
import { shownParticipantName } from '../shownParty.ts';
import { countFacets, type Span } from './facets.ts';

/** What options are made of: a store's. */
export interface Narrowed {
  readonly entries: readonly Entry[];
  readonly filter: Filter;
  readonly parties: Parties;
  readonly participants: readonly Participant[];
}

type Spans = Facets['spans'][number]['name'];

/** More of them nobody looks through. */
const MOST_PARTIES = 200;

const HOUR_MS = 3_600_000;

/**
 * What a filter can be made of, as the view is told.
 * @param timeZone the reader's
 * @param now epoch milliseconds
 */
export function facetsOf(
  narrowed: Narrowed,
  masker: Masker,
  timeZone: string,
  now: number,
): Omit<Facets, 'type'> {
  const { entries, filter, parties, participants } = narrowed;
  const latest = entries.findLast(({ time }) => Number.isFinite(time))?.time;
  const counts = countFacets(entries, filter, parties, spansOf(timeZone, now, latest));
  const ids = participants.map(({ id }) => id);
  const chosen = new Set(filter.parties);
  const all = inOrder(counts.parties, ids);
  const listed = all.filter(({ value }, at) => at < MOST_PARTIES || chosen.has(value));
  return {
    // Participants in their order, then the addresses that are none's.
    parties: listed.map(({ value, count }) => ({
      key: value,
      ...(partyNameOf(value, narrowed, masker) ?? { name: '…', type: 'UNKNOWN' }),
      count,
    })),
    moreParties: counts.parties.size - listed.length,
    channels: inOrder(counts.channels, []),
    kinds: inOrder(counts.kinds, []),
    statuses: inOrder(counts.statuses, DELIVERY_STATUSES),
    spans: [...counts.spans],
    ...(counts.first === undefined || counts.last === undefined
      ? {}
      : { span: { first: counts.first, last: counts.last } }),
  };
}

/**
 * What a party is called.
 * @param key what it is filtered by
 * @returns `undefined` for one that is not met here: nobody knows who it is
 */
export function partyNameOf(
  key: string,
  { participants, parties }: Pick<Narrowed, 'participants' | 'parties'>,
  masker: Masker,
): { name: string; type: string } | undefined {
  const participant = participants.find(({ id }) => id === key);
  if (!participant) {
    const address = parties.addressOf(key);
    return address === undefined ? undefined : { name: shownName(masker.address(address)), type: 'UNKNOWN' };
  }
  return { name: shownParticipantName(participant, masker), type: participant.type ?? 'UNKNOWN' };
}

function spansOf(timeZone: string, now: number, latest: number | undefined): Span<Spans>[] {
  const today = dayStart(now, timeZone);
  const spans: Span<Spans>[] = [
    { name: 'lastHour', from: now - HOUR_MS },
    { name: 'today', from: today },
    { name: 'last7Days', from: dayStart(now, timeZone, -6) },
  ];
  if (latest !== undefined && latest < today) {
    spans.push({ name: 'latestDay', from: dayStart(latest, timeZone), to: dayStart(latest, timeZone, 1) });
  }
  return spans;
}

/** Those that are known first, in their order; then the others, as they came. */
function inOrder(
  counts: ReadonlyMap<string, number>,
  known: readonly string[],
): { value: string; count: number }[] {
  const first = known.filter((value) => counts.has(value));
  const others = [...counts.keys()].filter((value) => !first.includes(value));
  return [...first, ...others].map((value) => ({ value, count: counts.get(value) ?? 0 }));
}
