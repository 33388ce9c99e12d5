import type { Participant, Party } from '../../api/resources.ts';
import type { Entry } from '../entries.ts';
import type { Parties } from '../parties.ts';
import { datedCount, firstFrom, nearestTo } from '../places.ts';
import { type LaneGap, type LaneMark, MARK_LIMIT } from '../protocol/lanes.ts';
import { type Silence, TimeScale } from '../protocol/timeScale.ts';
import { responseGaps } from '../responses.ts';
import { worstStatus } from '../worstStatus.ts';
import { LANE_LIMIT, LaneRoll, type PartyLane } from './laneRoll.ts';
import { silencesIn } from './silences.ts';
import { speechOf } from './speech.ts';

/** So many gaps travel at most: of more, the longest. */
const GAP_LIMIT = 300;

/** Counts of one lane, column by column. */
export interface LaneColumns {
  counts: number[];
  failed: number[];
}

/** From which entry a key leads, and where to. */
export type LaneStep = 'first' | 'last' | 'previous' | 'next' | 'nearest';

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
  readonly #laneOfParty: (party: Party) => number;
  /** Lane of the author of each entry. */
  readonly #authors: Uint8Array;
  /** Which of them somebody did not get. */
  readonly #failed: Uint8Array;
  readonly #parties: Parties;
  /** Indexes of the entries that were asked with and answered with, pair by pair. */
  #gaps: Uint32Array | undefined;
  #scales: Partial<Record<'true' | 'false', TimeScale>> = {};

  /** @param entries in order */
  constructor(entries: readonly Entry[], participants: readonly Participant[], parties: Parties) {
    this.#entries = entries;
    this.count = datedCount(entries);
    this.start = this.count === 0 ? 0 : (entries[0]?.time ?? 0);
    this.end = this.count === 0 ? 0 : (entries[this.count - 1]?.time ?? 0);
    this.silences = silencesIn(entries);
    this.#parties = parties;
    this.#failed = new Uint8Array(this.count);
    const roll = new LaneRoll(participants, parties);
    // One pass over everything: of 100,000 entries, fetching each from memory is what takes the time.
    const met = new Uint32Array(this.count);
    for (const [index, { communication }] of entries.entries()) {
      const { author, recipients } = communication;
      const lane = roll.meet(author);
      let failed = false;
      for (const recipient of recipients) {
        roll.meet(recipient);
        failed ||= recipient.deliveryStatus === 'FAILED';
      }
      if (index >= this.count) continue;
      met[index] = lane;
      roll.use(lane, author.channel);
      if (failed) this.#failed[index] = 1;
    }
    const { lanes, order } = roll.sorted();
    this.lanes = lanes;
    this.#laneOfParty = (party) => order[roll.meet(party)] ?? lanes.length - 1;
    this.#authors = new Uint8Array(this.count);
    for (const [index, lane] of met.entries()) {
      const sorted = order[lane] ?? 0;
      this.#authors[index] = sorted;
      const found = lanes[sorted];
      if (found) found.count++;
    }
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

  /** Where a communication stands, if it is shown. @param time when it occurred: it is looked for there */
  indexOf(communicationId: string, time: number): number | undefined {
    for (let index = firstFrom(this.#entries, time); index < this.count; index++) {
      const entry = this.#entries[index];
      if (!entry || entry.time !== time) return undefined;
      if (entry.communication.id === communicationId) return index;
    }
    return undefined;
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
          lane: this.#laneOfParty(recipient),
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
    const width = (scale.place(to) - begin) / columns;
    const [first, last] = this.within(from, to);
    let column = 0;
    // Entries and columns are both in order: where a column ends is worked out once for each, and not for each entry.
    let end = scale.time(begin + width);
    for (let index = first; index < last; index++) {
      const time = this.#entries[index]?.time ?? 0;
      while (time >= end && column < columns - 1) {
        column++;
        end = scale.time(begin + (column + 1) * width);
      }
      const lane = lanes[this.laneAt(index)];
      if (!lane) continue;
      lane.counts[column] = (lane.counts[column] ?? 0) + 1;
      if (this.#failed[index]) lane.failed[column] = (lane.failed[column] ?? 0) + 1;
    }
    return lanes;
  }

  /**
   * How long customers waited, as far as it shows in a stretch; of very many, the longest. In order.
   * @param least how long, in milliseconds: shorter ones could not be seen
   */
  gaps(from: number, to: number, least = 0): LaneGap[] {
    const indexes = this.#gapIndexes();
    const gaps: LaneGap[] = [];
    for (let pair = 0; pair < indexes.length; pair += 2) {
      const [asked = 0, answered = 0] = [indexes[pair], indexes[pair + 1]];
      const question = this.#entries[asked];
      const answer = this.#entries[answered];
      if (!question || !answer || answer.time < from) continue;
      // One wait ends before the next begins.
      if (question.time > to) break;
      if (answer.time - question.time < least) continue;
      gaps.push({
        askedBy: question.communication.id,
        answeredBy: answer.communication.id,
        from: question.time,
        to: answer.time,
        fromLane: this.laneAt(asked),
        toLane: this.laneAt(answered),
      });
    }
    if (gaps.length <= GAP_LIMIT) return gaps;
    return gaps
      .sort((a, b) => b.to - b.from - (a.to - a.from))
      .slice(0, GAP_LIMIT)
      .sort((a, b) => a.from - b.from);
  }

  #gapIndexes(): Uint32Array {
    if (this.#gaps) return this.#gaps;
    const gaps = responseGaps(this.#entries, this.#parties);
    const indexes = new Uint32Array(gaps.length * 2);
    let index = 0;
    const find = (id: string) => {
      while (index < this.count && this.#entries[index]?.communication.id !== id) index++;
      return index;
    };
    for (const [pair, { askedBy, answeredBy }] of gaps.entries()) {
      indexes[pair * 2] = find(askedBy);
      indexes[pair * 2 + 1] = find(answeredBy);
    }
    this.#gaps = indexes;
    return indexes;
  }

  /**
   * Where a step leads: the index of an entry, `undefined` where there is nothing.
   * @param known index of the entry that it begins at
   * @param at the moment that it begins at without one
   * @param lane only there
   */
  step(step: LaneStep, known: number | undefined, at: number, lane: number | undefined): number | undefined {
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
}
