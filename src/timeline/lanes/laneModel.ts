import type { Participant, Party } from '../../api/resources.ts';
import { datedCount, firstFrom, nearestTo } from '../dated.ts';
import type { Entry } from '../entries.ts';
import type { Parties } from '../parties.ts';
import { type LaneGap, type LaneMark, MARK_LIMIT } from '../protocol/lanes.ts';
import { type Silence, TimeScale } from '../protocol/timeScale.ts';
import { responseGaps } from '../responses.ts';
import { failedForSome, worstStatus } from '../worstStatus.ts';
import { silencesIn } from './silences.ts';
import { speechOf } from './speech.ts';

/** More parties than this share the last lane: nobody can tell more lanes apart. */
export const LANE_LIMIT = 60;

/** So many gaps travel at most: of more, the longest. */
const GAP_LIMIT = 300;

/** One lane, and whose it is. */
export interface PartyLane {
  readonly key: string;
  /** Somebody who writes or is written to here. Absent for the lane that the rest share. */
  readonly party: Party | undefined;
  readonly participant: Participant | undefined;
  readonly channels: Set<string>;
  count: number;
}

/** Counts of one lane, column by column. */
export interface LaneColumns {
  counts: number[];
  failed: number[];
}

/** From which entry a key leads, and where to. */
export type LaneStep = 'first' | 'last' | 'previous' | 'next' | 'nearest';

const ranks: Readonly<Record<string, number>> = {
  CUSTOMER: 0,
  UNKNOWN: 1,
  AI_AGENT: 2,
  AGENT: 3,
  HUMAN_AGENT: 3,
};

/** What the lanes are made of: who has one, who wrote what, and who waited for whom. Of one revision. */
export class LaneModel {
  readonly lanes: readonly PartyLane[];
  /** When the first and the last communication occurred; both 0 where none has a date. */
  readonly start: number;
  readonly end: number;
  /** Of those with a date. */
  readonly count: number;
  readonly silences: readonly Silence[];
  readonly #entries: readonly Entry[];
  /** Party's key → lane. */
  readonly #laneByKey: ReadonlyMap<string, number>;
  /** Lane of the author of each entry. */
  readonly #authors: Uint8Array;
  readonly #indexes = new Map<string, number>();
  readonly #gaps: readonly LaneGap[];
  #scales: Partial<Record<'true' | 'false', TimeScale>> = {};

  /** @param entries in order */
  constructor(entries: readonly Entry[], participants: readonly Participant[], parties: Parties) {
    this.#entries = entries;
    this.count = datedCount(entries);
    this.start = this.count === 0 ? 0 : (entries[0]?.time ?? 0);
    this.end = this.count === 0 ? 0 : (entries[this.count - 1]?.time ?? 0);
    this.silences = silencesIn(entries);
    const { lanes, laneByKey } = lanesOf(entries, participants, parties);
    this.lanes = lanes;
    this.#laneByKey = laneByKey;
    this.#authors = new Uint8Array(this.count);
    for (let index = 0; index < this.count; index++) {
      const entry = entries[index];
      if (!entry) continue;
      this.#indexes.set(entry.communication.id, index);
      const lane = this.#laneOf(entry.communication.author);
      this.#authors[index] = lane;
      const found = lanes[lane];
      if (found) found.count++;
    }
    this.#gaps = responseGaps(entries, parties).map(({ askedBy, answeredBy, ms }) => {
      const asked = this.#indexes.get(askedBy) ?? 0;
      const answered = this.#indexes.get(answeredBy) ?? 0;
      const from = entries[asked]?.time ?? 0;
      return {
        askedBy,
        answeredBy,
        from,
        to: from + ms,
        fromLane: this.#authors[asked] ?? 0,
        toLane: this.#authors[answered] ?? 0,
      };
    });
  }

  /** What stands where. @param compress whether silences are shortened */
  scale(compress: boolean): TimeScale {
    const key = `${compress}` as const;
    this.#scales[key] ??= new TimeScale(this.start, this.end, compress ? this.silences : []);
    return this.#scales[key];
  }

  entry(index: number): Entry | undefined {
    return this.#entries[index];
  }

  indexOf(communicationId: string): number | undefined {
    return this.#indexes.get(communicationId);
  }

  /** Lane of the author of an entry, by the entry's index. */
  laneAt(index: number): number {
    return this.#authors[index] ?? 0;
  }

  /** Indexes of the entries in a stretch, the second one exclusive. Who still speaks when it begins is in it. */
  within(from: number, to: number): [number, number] {
    let first = firstFrom(this.#entries, from);
    for (let index = first - 1; index >= Math.max(0, first - 20); index--) {
      const entry = this.#entries[index];
      const speech = entry && speechOf(entry.communication, entry.time);
      if (speech && speech.end > from) first = index;
    }
    // Up to and with the last moment: the stretch may end with the last communication.
    return [first, Math.min(this.count, firstFrom(this.#entries, to + 1))];
  }

  /** The marks in a stretch; `undefined` where there are too many to tell apart. */
  marks(from: number, to: number): LaneMark[] | undefined {
    const [first, last] = this.within(from, to);
    if (last - first > MARK_LIMIT) return undefined;
    return this.#entries.slice(first, last).map(({ communication, time }, offset) => {
      const { id, author, recipients } = communication;
      const status = worstStatus(recipients);
      const speech = speechOf(communication, time);
      return {
        key: id,
        at: time,
        lane: this.laneAt(first + offset),
        channel: author.channel,
        to: recipients.slice(0, LANE_LIMIT).map((recipient) => ({
          lane: this.#laneOf(recipient),
          ...(recipient.deliveryStatus ? { status: recipient.deliveryStatus } : {}),
        })),
        ...(status ? { status } : {}),
        ...(speech ? { end: speech.end, ...(speech.estimated ? { estimated: true } : {}) } : {}),
      };
    });
  }

  /** How many stand in each of some columns of equal width, lane by lane. */
  columns(from: number, to: number, columns: number, scale: TimeScale): LaneColumns[] {
    const lanes = this.lanes.map(() => ({
      counts: new Array<number>(columns).fill(0),
      failed: new Array<number>(columns).fill(0),
    }));
    const begin = scale.place(from);
    const perColumn = columns / Math.max(1e-9, scale.place(to) - begin);
    const [first, last] = this.within(from, to);
    for (let index = first; index < last; index++) {
      const entry = this.#entries[index];
      const lane = lanes[this.laneAt(index)];
      if (!entry || !lane) continue;
      const at = Math.floor((scale.place(entry.time) - begin) * perColumn);
      const column = Math.min(columns - 1, Math.max(0, at));
      lane.counts[column] = (lane.counts[column] ?? 0) + 1;
      if (failedForSome(entry.communication.recipients)) lane.failed[column] = (lane.failed[column] ?? 0) + 1;
    }
    return lanes;
  }

  /** How long customers waited, as far as it shows in a stretch; of very many, the longest. In order. */
  gaps(from: number, to: number): LaneGap[] {
    const gaps = this.#gaps.filter((gap) => gap.to >= from && gap.from <= to);
    if (gaps.length <= GAP_LIMIT) return gaps;
    return gaps
      .sort((a, b) => b.to - b.from - (a.to - a.from))
      .slice(0, GAP_LIMIT)
      .sort((a, b) => a.from - b.from);
  }

  /**
   * Where a step leads: the index of an entry, `undefined` where there is nothing.
   * @param at where it begins when `key` is not shown
   * @param lane only there
   */
  step(step: LaneStep, key: string | undefined, at: number, lane: number | undefined): number | undefined {
    const known = key === undefined ? undefined : this.#indexes.get(key);
    const fits = (index: number) => lane === undefined || this.laneAt(index) === lane;
    const seek = (from: number, by: 1 | -1): number | undefined => {
      for (let index = from; index >= 0 && index < this.count; index += by) if (fits(index)) return index;
      return undefined;
    };
    switch (step) {
      case 'first':
        return seek(0, 1);
      case 'last':
        return seek(this.count - 1, -1);
      case 'next':
        return seek(known === undefined ? firstFrom(this.#entries, at) : known + 1, 1);
      case 'previous':
        return seek(known === undefined ? firstFrom(this.#entries, at) - 1 : known - 1, -1);
      case 'nearest': {
        const nearest = known ?? nearestTo(this.#entries, at);
        if (nearest === undefined) return undefined;
        const before = seek(nearest, -1);
        const after = seek(nearest, 1);
        if (before === undefined || after === undefined) return before ?? after;
        const distance = (index: number) => Math.abs((this.#entries[index]?.time ?? 0) - at);
        return distance(before) <= distance(after) ? before : after;
      }
    }
  }

  /** The lane of a party; parties beyond the limit share the last one. */
  #laneOf(party: Party): number {
    return this.#laneByKey.get(party.participantId ?? party.address) ?? this.lanes.length - 1;
  }
}

/** Every participant has a lane, whether they wrote or not, and so has every address that is no participant's. */
function lanesOf(
  entries: readonly Entry[],
  participants: readonly Participant[],
  parties: Parties,
): { lanes: PartyLane[]; laneByKey: Map<string, number> } {
  const lanes = new Map<string, PartyLane>();
  const keyByParty = new Map<string, string>();
  for (const participant of participants) {
    const [address] = participant.addresses ?? [];
    lanes.set(participant.id, {
      key: participant.id,
      party: {
        address: address?.address ?? '',
        channel: address?.channel ?? '',
        participantId: participant.id,
      },
      participant,
      channels: new Set((participant.addresses ?? []).map(({ channel }) => channel)),
      count: 0,
    });
  }
  const meet = (party: Party) => {
    const known = party.participantId ?? party.address;
    if (keyByParty.has(known)) return;
    const key = parties.keyOf(party);
    keyByParty.set(known, key);
    if (lanes.has(key)) return;
    lanes.set(key, { key, party, participant: undefined, channels: new Set([party.channel]), count: 0 });
  };
  for (const { communication } of entries) {
    meet(communication.author);
    for (const recipient of communication.recipients) meet(recipient);
  }
  const sorted = [...lanes.values()].sort((a, b) => rankOf(a) - rankOf(b));
  const shared = sorted.splice(LANE_LIMIT);
  if (shared.length > 0) {
    const channels = new Set(shared.flatMap((lane) => [...lane.channels]));
    sorted.push({ key: '', party: undefined, participant: undefined, channels, count: 0 });
  }
  const laneOfKey = new Map(sorted.map(({ key }, index) => [key, index]));
  const laneByKey = new Map(
    [...keyByParty].map(([party, key]) => [party, laneOfKey.get(key) ?? sorted.length - 1]),
  );
  return { lanes: sorted, laneByKey };
}

function rankOf({ participant }: PartyLane): number {
  return ranks[participant?.type ?? 'UNKNOWN'] ?? 4;
}
