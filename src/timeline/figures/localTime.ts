const DAY_MS = 86_400_000;

/**
 * Tells the local time of moments in a time zone. Formatting a date costs microseconds: it is done twice for each day
 * that has no change of the clocks, and for those with one, once an hour.
 */
export class LocalTime {
  readonly #format: Intl.DateTimeFormat;
  /** By UTC day: the zone's offset in milliseconds, or undefined where it changes within the day. */
  readonly #days = new Map<number, number | undefined>();
  readonly #quarters = new Map<number, number>();

  /** @param timeZone an IANA name; the machine's own zone where it is unknown */
  constructor(timeZone: string) {
    const options = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    } as const;
    try {
      this.#format = new Intl.DateTimeFormat('en-US', { ...options, timeZone });
    } catch {
      this.#format = new Intl.DateTimeFormat('en-US', options);
    }
  }

  /** A moment as if its local time were UTC: epoch milliseconds. Must be finite. */
  of(time: number): number {
    const day = Math.floor(time / DAY_MS);
    let offset = this.#days.get(day);
    if (offset === undefined && !this.#days.has(day)) {
      const start = this.#offsetAt(day * DAY_MS);
      offset = start === this.#offsetAt((day + 1) * DAY_MS) ? start : undefined;
      this.#days.set(day, offset);
    }
    return time + (offset ?? this.#offsetInQuarter(time));
  }

  #offsetInQuarter(time: number): number {
    const quarter = Math.floor(time / 900_000);
    let offset = this.#quarters.get(quarter);
    if (offset === undefined) {
      offset = this.#offsetAt(quarter * 900_000);
      this.#quarters.set(quarter, offset);
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
