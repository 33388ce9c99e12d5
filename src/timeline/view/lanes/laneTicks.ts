import { timeTickInterval } from 'd3-time';
import type { TimeScale } from '../../protocol/timeScale.ts';
import type { Stretch } from '../lookingAt.ts';

const DAY = 86_400_000;

/** A place on the time axis that has a label. */
export interface Tick {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Pixels. */
  readonly x: number;
}

/** What the axis says: how fine its labels have to be, and where they are. */
export interface Ticks {
  /** How far two labels are apart: milliseconds. */
  readonly step: number;
  readonly ticks: readonly Tick[];
}

/**
 * Round moments between silences, and the moment after each silence; none so close to another that their labels
 * would touch.
 * @param x where a moment stands, in pixels
 * @param width of the whole stretch
 * @param apart how far two labels must be apart, in pixels
 */
export function ticksOf(
  stretch: Stretch,
  scale: TimeScale,
  x: (at: number) => number,
  width: number,
  apart: number,
): Ticks {
  const { from, to } = stretch;
  const length = scale.place(to) - scale.place(from);
  const interval = timeTickInterval(new Date(from), new Date(from + length), Math.max(1, width / apart));
  const step = (length * apart) / Math.max(1, width);
  const ticks: Tick[] = [];
  const add = (at: number) => {
    const tick = { at, x: x(at) };
    const last = ticks.at(-1);
    if (!last || tick.x - last.x >= apart) ticks.push(tick);
  };
  const run = (begin: number, end: number) => {
    if (!interval || end <= begin) return;
    for (const date of interval.range(new Date(begin), new Date(end + 1))) add(date.getTime());
  };
  let begin = from;
  for (const [silent, spoken] of scale.silences) {
    if (spoken <= from) continue;
    if (silent >= to) break;
    run(begin, silent);
    if (spoken <= to) add(spoken);
    begin = spoken;
  }
  run(begin, to);
  return { step: Math.max(step, usual(ticks)), ticks };
}

/** How far apart neighbouring labels mostly are, silences and all: milliseconds. */
function usual(ticks: readonly Tick[]): number {
  const apart = ticks.slice(1).map(({ at }, index) => at - (ticks[index]?.at ?? at));
  return apart.sort((a, b) => a - b)[Math.floor((apart.length - 1) / 2)] ?? 0;
}

/** Whether labels so far apart name days, and not times of day. */
export function namesDays(step: number): boolean {
  return step >= DAY / 2;
}
