import type { Masker } from '../../platform/masking.ts';
import type { Entry } from '../entries.ts';
import type { Parties } from '../parties.ts';
import type { Figures } from '../protocol/figures.ts';
import { isCustomerType, type ResponseGap, responseGaps } from '../responses.ts';
import { shownParty } from '../shownParty.ts';
import { isUnderWay } from '../worstStatus.ts';
import { LocalTime } from './localTime.ts';

/** How many parties are listed, and how many of the communications that failed. */
const MOST_PARTIES = 12;
const MOST_FAILED = 20;

/** Below this a transcription is not to be trusted, as on the feed. */
const LOW_CONFIDENCE = 0.6;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Where the steps of waiting times end: fine where people notice a difference. */
const STEPS: readonly number[] = [
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  20 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
];

/** The fewest steps that are told of. */
const LEAST_STEPS = 7;

/** What the figures are worked out from. */
export interface FiguresSource {
  /** Those to count, in order. */
  readonly entries: readonly Entry[];
  /** How many there are without the filter. */
  readonly total: number;
  readonly parties: Parties;
  readonly masker: Masker;
  /** IANA name of the reader's time zone. */
  readonly timeZone: string;
}

/** Counts and measures a conversation. Passes over it a few times: 100,000 communications take a tenth of a second. */
export function figuresOf({ entries, total, parties, masker, timeZone }: FiguresSource): Figures {
  const who = new Who(parties, masker);
  const channels = new Counter();
  for (const { communication } of entries) {
    channels.add(communication.author.channel);
    who.count(communication.author);
  }
  const responses = responsesOf(responseGaps(entries, parties));
  const time = timesOf(entries, timeZone);
  const transcriptions = transcriptionsOf(entries);
  return {
    count: entries.length,
    total,
    customerCount: who.customers,
    agentCount: entries.length - who.customers,
    channels: channels.sorted(),
    ...who.listed(),
    ...(responses ? { responses } : {}),
    delivery: deliveryOf(entries, who),
    ...(time ? { time } : {}),
    ...(transcriptions ? { transcriptions } : {}),
  };
}

/** Counts names. */
class Counter {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** The most first. */
  sorted(): { name: string; count: number }[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}

/** Counts who wrote how much, and gives names. */
class Who {
  readonly #parties: Parties;
  readonly #masker: Masker;
  readonly #found = new Map<string, Figures['parties'][number]>();
  customers = 0;

  constructor(parties: Parties, masker: Masker) {
    this.#parties = parties;
    this.#masker = masker;
  }

  count(party: Parameters<Parties['keyOf']>[0]): void {
    const found = this.#of(party);
    found.count++;
    if (found.side === 'customer') this.customers++;
  }

  nameOf(party: Parameters<Parties['keyOf']>[0]): string {
    return this.#of(party).name;
  }

  listed(): Pick<Figures, 'parties' | 'otherParties'> {
    const all = [...this.#found.values()].filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
    const rest = all.slice(MOST_PARTIES);
    return {
      parties: all.slice(0, MOST_PARTIES),
      otherParties: { parties: rest.length, count: rest.reduce((sum, { count }) => sum + count, 0) },
    };
  }

  #of(party: Parameters<Parties['keyOf']>[0]): Figures['parties'][number] {
    const key = this.#parties.keyOf(party);
    let found = this.#found.get(key);
    if (!found) {
      const { name, type } = shownParty(party, this.#parties, this.#masker);
      found = { key, name, type, side: isCustomerType(type) ? 'customer' : 'agent', count: 0 };
      this.#found.set(key, found);
    }
    return found;
  }
}

function responsesOf(gaps: readonly ResponseGap[]): Figures['responses'] {
  const [first] = gaps;
  if (!first) return undefined;
  const sorted = gaps.toSorted((a, b) => a.ms - b.ms);
  const counts = [0, ...STEPS].map((fromMs, index) => ({
    fromMs,
    // What is beyond the last step is all in one: it ends with the longest.
    toMs: STEPS[index] ?? Math.max(sorted.at(-1)?.ms ?? 0, fromMs),
    count: 0,
    example: '',
  }));
  let step = 0;
  for (const { ms, askedBy } of sorted) {
    while (step < STEPS.length && ms >= (STEPS[step] ?? 0)) step++;
    const bin = counts[step];
    if (!bin) continue;
    bin.count++;
    bin.example ||= askedBy;
  }
  let from = counts.findIndex(({ count }) => count > 0);
  let to = counts.findLastIndex(({ count }) => count > 0);
  // One lone step says nothing: with those around it, it shows what was fast or slow.
  while (to - from < LEAST_STEPS - 1) {
    if (to < STEPS.length - 1) to++;
    if (from > 0) from--;
  }
  return {
    count: gaps.length,
    first,
    medianMs: medianOf(sorted),
    p90Ms: sorted[Math.ceil(sorted.length * 0.9) - 1]?.ms ?? 0,
    longest: sorted.at(-1) ?? first,
    bins: counts.slice(from, to + 1),
  };
}

function medianOf(sorted: readonly ResponseGap[]): number {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle]?.ms ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1]?.ms ?? 0) + upper) / 2;
}

function deliveryOf(entries: readonly Entry[], who: Who): Figures['delivery'] {
  const statuses = new Counter();
  let known = 0;
  let underWay = 0;
  let reached = 0;
  let failedCount = 0;
  const failed: Entry[] = [];
  for (const entry of entries) {
    let missed = false;
    for (const { deliveryStatus } of entry.communication.recipients) {
      if (!deliveryStatus) continue;
      known++;
      statuses.add(deliveryStatus);
      if (deliveryStatus === 'DELIVERED' || deliveryStatus === 'READ') reached++;
      else if (deliveryStatus === 'FAILED') missed = true;
      else if (isUnderWay(deliveryStatus)) underWay++;
    }
    if (!missed) continue;
    failedCount++;
    failed.push(entry);
    if (failed.length > MOST_FAILED) failed.shift();
  }
  return {
    statuses: statuses.sorted(),
    known,
    underWay,
    reached,
    failedCount,
    failed: failed.reverse().map(({ communication, time }) => ({
      key: communication.id,
      name: communication.recipients
        .filter(({ deliveryStatus }) => deliveryStatus === 'FAILED')
        .map((recipient) => who.nameOf(recipient))
        .join(', '),
      at: Number.isFinite(time) ? time : 0,
    })),
  };
}

function timesOf(entries: readonly Entry[], timeZone: string): Figures['time'] {
  const local = new LocalTime(timeZone);
  const week = new Array<number>(7 * 24).fill(0);
  const days = new Set<number>();
  let before: Entry | undefined;
  let first: number | undefined;
  let silence: { before: Entry; after: Entry; ms: number } | undefined;
  for (const entry of entries) {
    const { time } = entry;
    // Those without a date stand last.
    if (!Number.isFinite(time)) break;
    first ??= time;
    if (before && time - before.time > (silence?.ms ?? 0))
      silence = { before, after: entry, ms: time - before.time };
    before = entry;
    const shifted = local.of(time);
    const day = Math.floor(shifted / DAY);
    days.add(day);
    // 1 January 1970 was a Thursday: the fourth day of a week that begins on Monday.
    const cell = ((((day + 3) % 7) + 7) % 7) * 24 + Math.floor((shifted - day * DAY) / HOUR);
    week[cell] = (week[cell] ?? 0) + 1;
  }
  if (first === undefined || !before) return undefined;
  return {
    first,
    last: before.time,
    activeDays: days.size,
    week,
    ...(silence
      ? {
          longestSilence: {
            before: silence.before.communication.id,
            after: silence.after.communication.id,
            ms: silence.ms,
          },
        }
      : {}),
  };
}

function transcriptionsOf(entries: readonly Entry[]): Figures['transcriptions'] {
  let count = 0;
  let rated = 0;
  let sum = 0;
  let lowCount = 0;
  let lowest: { key: string; confidence: number } | undefined;
  const tenths = new Array<number>(10).fill(0);
  for (const { communication } of entries) {
    const { type, transcription } = communication.content;
    if (type !== 'TRANSCRIPTION' && !transcription) continue;
    count++;
    const confidence = transcription?.confidence;
    if (typeof confidence !== 'number' || !Number.isFinite(confidence)) continue;
    rated++;
    sum += confidence;
    if (confidence < LOW_CONFIDENCE) lowCount++;
    if (!lowest || confidence < lowest.confidence) lowest = { key: communication.id, confidence };
    const tenth = Math.max(0, Math.min(9, Math.floor(confidence * 10)));
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  if (count === 0) return undefined;
  return {
    count,
    rated,
    lowCount,
    tenths,
    ...(rated > 0 ? { meanConfidence: sum / rated } : {}),
    ...(lowest ? { lowest } : {}),
  };
}
