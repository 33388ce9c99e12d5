/** 5 January 1970 was a Monday. */
const MONDAY = Date.UTC(1970, 0, 5);
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Names weekdays and hours the way the viewer does. Weekdays count from 0 for Monday. */
export class Weekdays {
  readonly #long: Intl.DateTimeFormat;
  readonly #short: Intl.DateTimeFormat;
  readonly #hour: Intl.DateTimeFormat;
  /** In the order of the viewer's week. */
  readonly order: readonly number[];

  /** @param locale BCP 47 tag */
  constructor(locale: string) {
    const timeZone = 'UTC';
    this.#long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone });
    this.#short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone });
    this.#hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone });
    const first = firstDayOf(locale) - 1;
    this.order = Array.from({ length: 7 }, (_, index) => (first + index) % 7);
  }

  long(weekday: number): string {
    return this.#long.format(MONDAY + weekday * DAY_MS);
  }

  short(weekday: number): string {
    return this.#short.format(MONDAY + weekday * DAY_MS);
  }

  /** `9 AM`, or `09`. */
  hour(hour: number): string {
    return this.#hour.format(MONDAY + hour * HOUR_MS);
  }

  /** `9 – 10 AM`. */
  hours(hour: number): string {
    return this.#hour.formatRange(MONDAY + hour * HOUR_MS, MONDAY + (hour + 1) * HOUR_MS);
  }
}

/** 1 for Monday to 7 for Sunday. */
function firstDayOf(locale: string): number {
  const info: unknown = new Intl.Locale(locale);
  const ask = info && typeof info === 'object' ? Reflect.get(info, 'getWeekInfo') : undefined;
  const week: unknown = typeof ask === 'function' ? Reflect.apply(ask, info, []) : undefined;
  const first = week && typeof week === 'object' ? Reflect.get(week, 'firstDay') : undefined;
  return typeof first === 'number' && first >= 1 && first <= 7 ? first : 1;
}
