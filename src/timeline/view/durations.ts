import { rowStrings } from './rowStrings.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const units = [
  ['days', DAY_MS],
  ['hours', HOUR_MS],
  ['minutes', MINUTE_MS],
  ['seconds', SECOND_MS],
] as const;

/**
 * A length of time as it matters between people: `3 h 12 min`, `2 days 4 h`, `33 min`, `45 s`, `120 ms`. Rounded to what
 * it is told in: from ten days on that is days, below an hour minutes.
 * @param ms milliseconds
 */
export function durationWords(ms: number): string {
  const { days, hours, minutes, seconds } = rowStrings.duration;
  if (ms >= 1 && ms < SECOND_MS) return exactDuration(ms);
  const whole = (unit: number) => Math.round(Math.max(0, ms) / unit);
  if (whole(SECOND_MS) < 60) return seconds(whole(SECOND_MS));
  if (whole(MINUTE_MS) < 60) return minutes(whole(MINUTE_MS));
  if (whole(MINUTE_MS) < 24 * 60) return pair(whole(MINUTE_MS), 60, hours, minutes);
  if (whole(HOUR_MS) < 10 * 24) return pair(whole(HOUR_MS), 24, days, hours);
  return days(whole(DAY_MS));
}

/**
 * A length of time as it matters where it was measured: `3 h 12 min`, `8 min 56 s`, `1.4 s`, `120 ms`. A negative one has
 * a minus sign.
 * @param ms milliseconds
 */
export function exactDuration(ms: number): string {
  const { duration } = rowStrings;
  if (ms < 0) return `\u2212${exactDuration(-ms)}`;
  if (ms > 0 && ms < SECOND_MS) return duration.milliseconds(Math.round(ms));
  if (ms < 9_950) return duration.tenthsOfSeconds(ms / SECOND_MS);
  // To the second below an hour, to the minute above, so that 59.9 seconds are a minute and not 60 seconds.
  const grain = ms < HOUR_MS ? SECOND_MS : ms < DAY_MS ? MINUTE_MS : HOUR_MS;
  let rest = Math.round(ms / grain) * grain;
  const words: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    if (count === 0 && words.length > 0) break;
    if (count === 0) continue;
    words.push(duration[unit](count));
    rest -= count * length;
    if (words.length === 2) break;
  }
  return words.join(' ');
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
