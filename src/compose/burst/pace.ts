/** After a stall, what was missed in this time is made up for, and no more. */
const MAKE_UP_MS = 50;

/**
 * Lets things begin at a rate. However long nothing began, only a few begin at once after it.
 */
export class Pace {
  readonly #perMs: number;
  readonly #most: number;
  /** How many may begin now. */
  #allowed: number;
  #at: number;

  /**
   * @param perSecond how many may begin in a second
   * @param now milliseconds on a clock that never goes back
   */
  constructor(perSecond: number, now: number) {
    this.#perMs = perSecond / 1_000;
    this.#most = Math.max(1, this.#perMs * MAKE_UP_MS);
    this.#allowed = 1;
    this.#at = now;
  }

  /**
   * Lets one begin, if one may.
   * @returns 0 when it may begin now, or else in how many milliseconds to ask again
   */
  take(now: number): number {
    this.#allowed = Math.min(this.#most, this.#allowed + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = Math.max(this.#at, now);
    // A sum of fractions may be a hair below the whole that it stands for.
    if (this.#allowed >= 1 - 1e-9) {
      this.#allowed -= 1;
      return 0;
    }
    return (1 - this.#allowed) / this.#perMs;
  }
}
