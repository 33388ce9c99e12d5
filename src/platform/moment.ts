import { folded } from './folded.ts';
import { dayStart, momentOf, type WallClock, wallClockAt } from './zones.ts';

/** What a text about time is understood by. */
export interface MomentContext {
  /** Epoch milliseconds. */
  now: number;
  /** The day that a time without a day is on: epoch milliseconds. */
  reference: number;
  /** IANA name. */
  timeZone: string;
  /** BCP 47 tag: its names of months and days are understood besides the English ones, and its order of day and month. */
  locale: string;
}

type DayPart = Pick<WallClock, 'year' | 'month' | 'day'>;
type TimePart = Pick<WallClock, 'hour' | 'minute' | 'second'>;

const MIDNIGHT: TimePart = { hour: 0, minute: 0, second: 0 };

const UNITS: readonly [RegExp, milliseconds: number][] = [
  [/^s(ec(ond)?s?)?$/, 1_000],
  [/^m(in(ute)?s?)?$/, 60_000],
  [/^h((ou)?rs?)?$/, 3_600_000],
  [/^d(ays?)?$/, 86_400_000],
  [/^w(eeks?)?$/, 7 * 86_400_000],
];

const TIME = /(?:^|[\s,t])(?:at )?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?$/;
const TIME_OF_HALF_DAY = /(?:^|[\s,])(?:at )?(\d{1,2})\s*([ap]\.?m\.?)$/;

/**
 * Reads what people write for a moment: `2026-03-09`, `2026-03-09T14:00Z`, `yesterday 14:00`, `9 March`, `09/03/2026`,
 * `monday 2 pm`, `2 hours ago`, `14:00`, seconds or milliseconds since 1970.
 *
 * Without a year: the latest such day that is not in the future. Without a time: when the day begins.
 * @returns epoch milliseconds, or `undefined` for what is no moment
 */
export function readMoment(text: string, context: MomentContext): number | undefined {
  const words = folded(text).trim().replaceAll(/\s+/g, ' ');
  if (words === '' || words.length > 80) return undefined;
  return finite(readExact(words) ?? readAgo(words, context) ?? readDayAndTime(words, context));
}

/** With its zone, or counted from 1970. */
function readExact(words: string): number | undefined {
  if (/^\d{10}$/.test(words)) return Number(words) * 1_000;
  if (/^\d{13}$/.test(words)) return Number(words);
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)? ?(z|[+-]\d{2}:?\d{2})$/.test(words))
    return undefined;
  return Date.parse(words.replace(' ', 't').replace(' ', '').replace(',', '.').toUpperCase());
}

function readAgo(words: string, { now }: MomentContext): number | undefined {
  if (words === 'now') return now;
  const [, minus, count, name = '', ago] = /^(-)?(\d+(?:\.\d+)?|an?) ?([a-z]+)( ago)?$/.exec(words) ?? [];
  if (count === undefined || (!minus && !ago)) return undefined;
  const unit = UNITS.find(([pattern]) => pattern.test(name))?.[1];
  return unit === undefined ? undefined : now - (count.startsWith('a') ? 1 : Number(count)) * unit;
}

function readDayAndTime(words: string, context: MomentContext): number | undefined {
  const { time, rest } = takeTime(words);
  const dayWords = rest.replace(/[\s,]+$/, '').replace(/^(on|at) /, '');
  if (dayWords === '' && !time) return undefined;
  const day = dayWords === '' ? dayOf(context.reference, context) : readDay(dayWords, context);
  return day && momentOf({ ...day, ...(time ?? MIDNIGHT) }, context.timeZone);
}

function takeTime(words: string): { time?: TimePart; rest: string } {
  const exact = TIME.exec(words);
  const match = exact ?? TIME_OF_HALF_DAY.exec(words);
  if (!match) return { rest: words };
  const [, hours, minutes, seconds, half] = exact ?? [match[0], match[1], '0', '0', match[2]];
  const hour = hourOf(Number(hours), half);
  const [minute, second] = [Number(minutes), Number(seconds ?? 0)];
  if (hour === undefined || minute > 59 || second > 59) return { rest: words };
  return { time: { hour, minute, second }, rest: words.slice(0, match.index) };
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (!half) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.startsWith('p') ? 12 : 0);
}

function readDay(words: string, context: MomentContext): DayPart | undefined {
  return (
    relativeDay(words, context) ??
    weekday(words, context) ??
    numericDay(words, context) ??
    namedMonth(words, context)
  );
}

function relativeDay(words: string, context: MomentContext): DayPart | undefined {
  const offsets: Record<string, number> = { today: 0, yesterday: -1, tomorrow: 1 };
  const relative = new Intl.RelativeTimeFormat(localeOf(context.locale), { numeric: 'auto' });
  for (const offset of [0, -1, 1]) offsets[folded(relative.format(offset, 'day'))] ??= offset;
  const offset = Object.hasOwn(offsets, words) ? offsets[words] : undefined;
  return offset === undefined ? undefined : dayAway(offset, context);
}

/** The last such day: `monday` on a Monday is today, `last monday` a week ago. */
function weekday(words: string, context: MomentContext): DayPart | undefined {
  const [, last, name = ''] = /^(last )?(.+)$/.exec(words) ?? [];
  const wanted = indexOfName(name, weekdayNames(context.locale));
  if (wanted === undefined) return undefined;
  const { year, month, day } = dayOf(context.now, context);
  const today = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const back = (today - wanted + 7) % 7;
  return dayAway(last && back === 0 ? -7 : -back, context);
}

function numericDay(words: string, context: MomentContext): DayPart | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(words);
  if (iso) return valid({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  const [, first, second, years] =
    /^(\d{1,2})[/.-] ?(\d{1,2})(?:[/.-] ?(\d{4}|\d{2}))?\.?$/.exec(words) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const [a, b] = [Number(first), Number(second)];
  const monthFirst = b > 12 || (a <= 12 && putsMonthFirst(context.locale) && !words.includes('.'));
  const [month, day] = monthFirst ? [a, b] : [b, a];
  return withYear({ month, day }, years, context);
}

function namedMonth(words: string, context: MomentContext): DayPart | undefined {
  const pieces = words
    .replaceAll(/(\d)(st|nd|rd|th)\b/g, '$1')
    .split(/[\s,./-]+/)
    .filter((piece) => piece !== '' && piece !== 'of' && piece !== 'de');
  const names = pieces.filter((piece) => !/^\d+$/.test(piece));
  const numbers = pieces.filter((piece) => /^\d+$/.test(piece));
  const months = monthNames(context.locale);
  // A day's name before it says nothing more.
  const days = weekdayNames(context.locale);
  const month = names.map((name) => indexOfName(name, months)).find((index) => index !== undefined);
  const rest = names.filter(
    (name) => indexOfName(name, months) === undefined && indexOfName(name, days) === undefined,
  );
  if (month === undefined || rest.length > 0 || numbers.length > 2) return undefined;
  const [first = '1', second] = numbers;
  if (first.length === 4) return valid({ year: Number(first), month: month + 1, day: Number(second ?? 1) });
  return withYear({ month: month + 1, day: Number(first) }, second, context);
}

function withYear(
  { month, day }: Omit<DayPart, 'year'>,
  years: string | undefined,
  context: MomentContext,
): DayPart | undefined {
  if (years !== undefined)
    return valid({ year: Number(years) + (years.length === 2 ? 2_000 : 0), month, day });
  const { year } = dayOf(context.now, context);
  const thisYear = valid({ year, month, day });
  // The 29th of February may be some years ago.
  const candidates = [thisYear, ...[1, 2, 3, 4, 8].map((back) => valid({ year: year - back, month, day }))];
  return candidates.find(
    (candidate) => candidate && momentOf({ ...candidate, ...MIDNIGHT }, context.timeZone) <= context.now,
  );
}

function valid(day: DayPart): DayPart | undefined {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  return date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day && day.year >= 1_970
    ? day
    : undefined;
}

function dayOf(time: number, { timeZone }: MomentContext): DayPart {
  const { year, month, day } = wallClockAt(time, timeZone);
  return { year, month, day };
}

function dayAway(days: number, context: MomentContext): DayPart {
  // From its middle: a day may be an hour longer or shorter.
  return dayOf(dayStart(context.now, context.timeZone, days) + 43_200_000, context);
}

function monthNames(locale: string): readonly Set<string>[] {
  return namesOf(locale, 12, 'month', (index) => Date.UTC(2023, index, 1));
}

/** From Sunday on. */
function weekdayNames(locale: string): readonly Set<string>[] {
  return namesOf(locale, 7, 'weekday', (index) => Date.UTC(2023, 0, 1 + index));
}

/** Of each one, its long and short names in English and the locale's language, folded. */
function namesOf(
  locale: string,
  count: number,
  unit: 'month' | 'weekday',
  at: (index: number) => number,
): readonly Set<string>[] {
  const formats = ['en', localeOf(locale)].flatMap((language) =>
    (['long', 'short'] as const).flatMap((style) => [
      new Intl.DateTimeFormat(language, { [unit]: style, timeZone: 'UTC' }),
      // Some languages name a month otherwise within a date.
      new Intl.DateTimeFormat(language, { [unit]: style, day: 'numeric', timeZone: 'UTC' }),
    ]),
  );
  return Array.from({ length: count }, (_, index) => {
    const names = formats.map((format) =>
      folded(format.formatToParts(at(index)).find(({ type }) => type === unit)?.value ?? ''),
    );
    return new Set(names.map((name) => name.replace(/\.$/, '')));
  });
}

function indexOfName(name: string, names: readonly Set<string>[]): number | undefined {
  const wanted = name.replace(/\.$/, '');
  const exact = names.findIndex((all) => all.has(wanted));
  if (exact !== -1) return exact;
  // As it is shortened: of three letters or more, and no other begins so.
  if (wanted.length < 3) return undefined;
  const beginning = names.flatMap((all, index) =>
    [...all].some((full) => full.startsWith(wanted)) ? [index] : [],
  );
  return beginning.length === 1 ? beginning[0] : undefined;
}

function putsMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(localeOf(locale), {
    month: 'numeric',
    day: 'numeric',
  }).formatToParts();
  const types = parts.map(({ type }) => type);
  return types.indexOf('month') < types.indexOf('day');
}

/** A locale that Intl takes. */
function localeOf(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function finite(time: number | undefined): number | undefined {
  return time !== undefined && Number.isFinite(time) ? time : undefined;
}
