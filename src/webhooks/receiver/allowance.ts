/** Lets something happen so often in a second, and more at once after a quiet time. */
export class Allowance {
  readonly #perSecond: number;
  readonly #atOnce: number;
  readonly #clock: () => number;
  #left: number;
  #since: number;

  /** @param clock in milliseconds */
  constructor(perSecond: number, atOnce: number, clock: () => number) {
    this.#perSecond = perSecond;
    this.#atOnce = atOnce;
    this.#clock = clock;
    this.#left = atOnce;
    this.#since = clock();
  }

  /** @returns whether it may happen now */
  take(): boolean {
    const now = this.#clock();
    // A clock that is set back gives nothing.
    const earned = (Math.max(0, now - this.#since) / 1_000) * this.#perSecond;
    this.#since = now;
    this.#left = Math.min(this.#atOnce, this.#left + earned);
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
