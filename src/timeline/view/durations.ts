import { rowStrings } from './rowStrings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * A length of time in its two largest units: `3 h 12 min`, `2 days 4 h`, `45 s`. Rounded to the smaller of them, and from
 * ten days on to days.
 * @param ms milliseconds
 */
export function durationWords(ms: number): string {
  const { days, hours, minutes, seconds } = rowStrings.duration;
  const whole = (unit: number) => Math.round(Math.max(0, ms) / unit);
  if (whole(1_000) < 60) return seconds(whole(1_000));
  if (whole(MINUTE_MS) < 60) return minutes(whole(MINUTE_MS));
  if (whole(MINUTE_MS) < 24 * 60) return pair(whole(MINUTE_MS), 60, hours, minutes);
  if (whole(HOUR_MS) < 10 * 24) return pair(whole(HOUR_MS), 24, days, hours);
  return days(whole(DAY_MS));
}

/** A place in what is spoken: `0:07.4`. @param ms milliseconds since it began */
export function offsetWords(ms: number): string {
  const tenths = Math.round(ms / 100);
  const minutes = Math.trunc(tenths / 600);
  const rest = Math.abs(tenths % 600);
  return `${minutes}:${String(Math.trunc(rest / 10)).padStart(2, '0')}.${rest % 10}`;
}

function pair(
  count: number,
  of: number,
  large: (count: number) => string,
  small: (count: number) => string,
): string {
  const rest = count % of;
  return rest === 0 ? large(count / of) : `${large((count - rest) / of)} ${small(rest)}`;
}
