/** Words for how long something lasts and for the stretch it lasts over, as the viewer reads them. */

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** From so many on, what is less than one of them is not worth the room. */
const FEW = 10;

const formats = new Map<string, Intl.NumberFormat>();

/** `3 hrs 12 min`, `33 min`: the largest unit, and the one below it where there are but few. @param ms milliseconds */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000)) * 1000;
  const first = units.findIndex(([, length]) => seconds >= length);
  if (first === -1) return ms >= 1 ? amount(Math.round(ms), 'millisecond') : amount(0, 'second');
  const words: string[] = [];
  let rest = seconds;
  for (const [unit, length] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) words.push(amount(count, unit));
    if (count >= FEW) break;
  }
  return words.join(' ');
}

function amount(count: number, unit: string): string {
  let format = formats.get(unit);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
    formats.set(unit, format);
  }
  return format.format(count);
}

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const clockExact = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const dateAndClock = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const dateAndClockExact = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A moment, as exact as it is worth within a stretch so long. @param at epoch milliseconds @param span milliseconds */
export function moment(at: number, span: number): string {
  if (span > 120 * 86_400_000) return date.format(at);
  return (span < 600_000 ? dateAndClockExact : dateAndClock).format(at);
}

/** From when to when; the day is said once where it is the same. Both in epoch milliseconds. */
export function stretch(from: number, to: number): string {
  const time = to - from < 600_000 ? clockExact : clock;
  const day = date.format(from);
  if (day === date.format(to)) return `${day}, ${time.format(from)} – ${time.format(to)}`;
  return `${moment(from, to - from)} – ${moment(to, to - from)}`;
}
