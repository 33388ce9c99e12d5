/** A stretch of time in which nothing was said: epoch milliseconds. */
export type Silence = readonly [from: number, to: number];

/** A shortened silence is never shorter than this, lest communications that are hours apart touch. */
const LEAST_KEPT_MS = 60_000;

/**
 * Time with its long silences shortened, so that what was said fills most of the width. All silences become equally
 * long, together at most a third of the whole; between them time runs as it does. Host and view count with the same
 * scale: that is why it belongs to the protocol.
 */
export class TimeScale {
  readonly silences: readonly Silence[];
  /** How long each silence is on the scale, in milliseconds. */
  readonly #kept: number;
  /** How much was taken away before each silence. */
  readonly #removed: readonly number[];

  /**
   * @param start when the first communication occurred
   * @param end when the last one did
   * @param silences in order, within start and end, apart from each other; none leaves time as it is
   */
  constructor(start: number, end: number, silences: readonly Silence[]) {
    const silent = silences.reduce((sum, [from, to]) => sum + to - from, 0);
    const shortest = silences.reduce(
      (least, [from, to]) => Math.min(least, to - from),
      Number.POSITIVE_INFINITY,
    );
    const share = silences.length === 0 ? 0 : (end - start - silent) / (2 * silences.length);
    this.#kept = Math.min(Math.max(share, LEAST_KEPT_MS), shortest);
    this.silences = silences;
    let removed = 0;
    this.#removed = silences.map(([from, to]) => {
      const before = removed;
      removed += to - from - this.#kept;
      return before;
    });
  }

  /** Where a moment stands on the scale; without silences, that is the moment itself. */
  place(time: number): number {
    const index = lastBefore(this.silences, (silence) => silence[0] <= time);
    const silence = this.silences[index];
    if (!silence) return time;
    const removed = this.#removed[index] ?? 0;
    const [from, to] = silence;
    if (time >= to) return time - removed - (to - from - this.#kept);
    return from - removed + ((time - from) / (to - from)) * this.#kept;
  }

  /** The moment that stands at a place: the inverse of {@link place}. */
  time(place: number): number {
    const index = lastBefore(this.silences, (silence, at) => silence[0] - (this.#removed[at] ?? 0) <= place);
    const silence = this.silences[index];
    if (!silence) return place;
    const removed = this.#removed[index] ?? 0;
    const [from, to] = silence;
    const begun = from - removed;
    if (place >= begun + this.#kept) return place + removed + (to - from - this.#kept);
    return from + ((place - begun) / this.#kept) * (to - from);
  }
}

/** The last index for which something holds that holds up to some index and not beyond; -1 for none. */
function lastBefore<T>(list: readonly T[], holds: (item: T, index: number) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && holds(item, middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
