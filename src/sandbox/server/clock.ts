/** How a clock is to be set. */
export interface ClockChange {
  /** Epoch milliseconds; not before the present moment of the clock. */
  now?: number;
  /** Milliseconds to go forward at once. */
  advanceMs?: number;
  /** Sandbox time for each unit of real time: 1 is as fast as life, 60 makes an hour a minute, 0 stands still. */
  rate?: number;
}

/** The clock ends there: later moments have another form in ISO 8601, and at last none. */
export const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The sandbox's time: as fast as life, unless somebody sets it. It never goes back. */
export class SandboxClock {
  readonly #real: () => number;
  /** Real time at the last change, and what this clock said then. */
  #realAtChange: number;
  #atChange: number;
  /** How far real time has come since then at most: the machine's clock may be set back. */
  #passed = 0;
  #rate = 1;

  /**
   * @param real - epoch milliseconds
   * @param at - what it shows at first; real time unless told otherwise
   */
  constructor(real: () => number, at = real()) {
    this.#real = real;
    this.#realAtChange = real();
    this.#atChange = at;
  }

  /** Epoch milliseconds, whole. */
  now(): number {
    this.#passed = Math.max(this.#passed, this.#real() - this.#realAtChange);
    return Math.min(LAST_MOMENT, Math.floor(this.#atChange + this.#passed * this.#rate));
  }

  get rate(): number {
    return this.#rate;
  }

  /** How far it is ahead of real time, in milliseconds. */
  get aheadMs(): number {
    return this.now() - this.#real();
  }

  /** Real milliseconds until the clock shows that moment; infinite when it stands still, or ends before. */
  realMsUntil(at: number): number {
    if (at > LAST_MOMENT) return Number.POSITIVE_INFINITY;
    const left = Math.max(0, at - this.now());
    return left === 0 ? 0 : left / this.#rate;
  }

  /** @throws RangeError when it would go back or past its end, or with a negative or infinite rate */
  change({ now, advanceMs, rate }: ClockChange): void {
    const present = this.now();
    const next = (now ?? present) + (advanceMs ?? 0);
    // A moment that is no number is not forward either.
    if (!(next >= present)) throw new RangeError('The clock only goes forward');
    if (next > LAST_MOMENT) throw new RangeError('The clock ends with the year 9999');
    if (rate !== undefined && !(rate >= 0 && Number.isFinite(rate))) {
      throw new RangeError('The rate must be 0 or more');
    }
    this.#realAtChange = this.#real();
    this.#atChange = next;
    this.#passed = 0;
    this.#rate = rate ?? this.#rate;
  }
}
