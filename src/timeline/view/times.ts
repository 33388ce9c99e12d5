import { strings } from './strings.ts';

const relativeSteps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const satisfies readonly (readonly [Intl.RelativeTimeFormatUnit, number])[];

/** Writes moments and days the way the viewer reads them. */
export class Times {
  readonly #time: Intl.DateTimeFormat;
  readonly #second: Intl.DateTimeFormat;
  readonly #exact: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #dayKey: Intl.DateTimeFormat;
  readonly #relative: Intl.RelativeTimeFormat;

  /**
   * @param locale BCP 47 tag
   * @param timeZone IANA name
   */
  constructor(locale: string, timeZone: string) {
    this.#time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
    this.#second = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
    this.#exact = new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
      timeZone,
    });
    // A calendar day has no zone: it is formatted as the UTC day that it is read as.
    this.#date = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
    this.#dayKey = new Intl.DateTimeFormat('en-CA', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      timeZone,
    });
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  }

  /** `14:02`, or empty where there is no readable date. */
  time(at: string): string {
    const date = parse(at);
    return date ? this.#time.format(date) : '';
  }

  /** `14:02:11`, or empty where there is no readable date. */
  second(at: string): string {
    const date = parse(at);
    return date ? this.#second.format(date) : '';
  }

  /** Date, time to the second and zone: `Mon, 9 Mar 2026, 14:02:11 CET`. A date that cannot be read comes back as it was. */
  exact(at: string): string {
    const date = parse(at);
    return date ? this.#exact.format(date) : at;
  }

  /** `5 minutes ago`. */
  relative(at: string, now: number): string {
    const date = parse(at);
    if (!date) return at;
    const seconds = Math.round((date.getTime() - now) / 1000);
    for (const [unit, length] of relativeSteps) {
      if (Math.abs(seconds) >= length) return this.#relative.format(Math.trunc(seconds / length), unit);
    }
    return this.#relative.format(0, 'second');
  }

  /** A day separator's words: Today, Yesterday, or the whole date. @param day `2026-03-09`, or empty */
  day(day: string, now: number): string {
    if (day === '') return strings.noDate;
    if (day === this.#dayKey.format(now)) return strings.today;
    if (day === this.#dayKey.format(now - 86_400_000)) return strings.yesterday;
    return this.fullDay(day);
  }

  /** The whole date: `Monday, 9 March 2026`. @param day `2026-03-09` */
  fullDay(day: string): string {
    const date = parse(`${day}T00:00:00Z`);
    return date ? this.#date.format(date) : day;
  }
}

function parse(at: string): Date | undefined {
  if (at === '') return undefined;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
