import type { TimeScale } from '../../protocol/timeScale.ts';
import type { Stretch } from '../lookingAt.ts';

/** Nobody can tell apart what is closer than this. */
const SHORTEST_MS = 1_000;

/** What there is to look at: all of it, in epoch milliseconds, on its scale. */
export interface LaneDomain {
  readonly start: number;
  readonly end: number;
  readonly scale: TimeScale;
}

/** The whole domain; a moment alone stands in the middle of a minute. */
export function wholeOf({ start, end }: LaneDomain): Stretch {
  const missing = Math.max(0, (60_000 - (end - start)) / 2);
  return { from: start - missing, to: end + missing };
}

/**
 * Makes a stretch longer or shorter, on the scale.
 * @param factor of its length: 2 shows twice as much
 * @param about which share of the width stays where it is
 */
export function zoomed(stretch: Stretch, factor: number, about: number, domain: LaneDomain): Stretch {
  const { scale } = domain;
  const [from, to] = [scale.place(stretch.from), scale.place(stretch.to)];
  const length = Math.max(SHORTEST_MS, (to - from) * factor);
  const still = from + (to - from) * about;
  return within(still - length * about, length, domain);
}

/** Moves a stretch by a share of its length. */
export function panned(stretch: Stretch, share: number, domain: LaneDomain): Stretch {
  const { scale } = domain;
  const [from, to] = [scale.place(stretch.from), scale.place(stretch.to)];
  return within(from + (to - from) * share, to - from, domain);
}

/** Moves a stretch so that a moment stands in its middle. */
export function centred(stretch: Stretch, at: number, domain: LaneDomain): Stretch {
  const { scale } = domain;
  const length = scale.place(stretch.to) - scale.place(stretch.from);
  return within(scale.place(at) - length / 2, length, domain);
}

/** A stretch as it is, but no shorter than can be told apart, and nowhere where nothing is. */
export function bounded(stretch: Stretch, domain: LaneDomain): Stretch {
  return zoomed(stretch, 1, 0.5, domain);
}

/** The stretch that begins at a place of the scale, moved back to where something is. */
function within(begin: number, length: number, domain: LaneDomain): Stretch {
  const { scale } = domain;
  const whole = wholeOf(domain);
  const [low, high] = [scale.place(whole.from), scale.place(whole.to)];
  if (length >= high - low) return whole;
  const from = Math.min(high - length, Math.max(low, begin));
  return { from: scale.time(from), to: scale.time(from + length) };
}
