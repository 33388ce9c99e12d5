/** Every time zone's offset is a multiple of this. */
const QUARTER_HOUR = 15 * 60_000;

/**
 * Tells which calendar day a moment falls on in a time zone. Formatting a date costs a microsecond and more, so
 * the answer is kept for each quarter of an hour: within one, the day cannot change.
 */
export class Days {
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, string>();

  /** @param timeZone an IANA name; the machine's own zone where it is unknown */
  constructor(timeZone: string) {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    try {
      this.#format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone });
    } catch {
      this.#format = new Intl.DateTimeFormat('en-CA', options);
    }
  }

  /** @returns `2026-03-01`, or an empty text for a moment that is not one */
  dayOf(time: number): string {
    if (!Number.isFinite(time)) return '';
    const quarter = Math.floor(time / QUARTER_HOUR);
    let day = this.#days.get(quarter);
    if (day === undefined) {
      day = this.#format.format(quarter * QUARTER_HOUR);
      this.#days.set(quarter, day);
    }
    return day;
  }
}
