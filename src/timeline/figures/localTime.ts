import { clockFormat } from '../../platform/zones.ts';

const QUARTER_MS = 900_000;

/** Nowhere are the clocks put forward and back again within a week. */
const WEEK_MS = 7 * 86_400_000;

/**
 * Tells the local time of moments in a time zone. Formatting a date costs many microseconds: it is done once for each
 * week, and in the weeks in which the clocks are changed, for each quarter of an hour.
 */
export class LocalTime {
  readonly #format: Intl.DateTimeFormat;
  /** The zone's offset when a week begins, in milliseconds. */
  readonly #weeks = new Map<number, number>();
  readonly #quarters = new Map<number, number>();
  /** What was asked for last: the moments of a conversation come in order. */
  #week = Number.NaN;
  #offset: number | undefined;

  /** @param timeZone an IANA name; the machine's own zone where it is unknown */
  constructor(timeZone: string) {
    this.#format = clockFormat(timeZone);
  }

  /** A moment as if its local time were UTC: epoch milliseconds. Must be finite. */
  of(time: number): number {
    const week = Math.floor(time / WEEK_MS);
    if (week !== this.#week) {
      this.#week = week;
      const start = this.#offsetOf(this.#weeks, week, WEEK_MS);
      this.#offset = start === this.#offsetOf(this.#weeks, week + 1, WEEK_MS) ? start : undefined;
    }
    return time + (this.#offset ?? this.#offsetOf(this.#quarters, Math.floor(time / QUARTER_MS), QUARTER_MS));
  }

  #offsetOf(known: Map<number, number>, index: number, length: number): number {
    let offset = known.get(index);
    if (offset === undefined) {
      offset = this.#offsetAt(index * length);
      known.set(index, offset);
    }
    return offset;
  }

  #offsetAt(time: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(time)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
  }
}
