/** Words for moments, and for the stretch of time between two of them, as the viewer reads them. */

import { locale } from './numbers.ts';

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
