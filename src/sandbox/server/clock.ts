/** How a clock is to be set. */
export interface ClockChange {
  /** Epoch milliseconds; not before the present moment of the clock. */
  now?: number;
  /** Milliseconds to go forward at once. */
  advanceMs?: number;
  /** Sandbox time for each unit of real time: 1 is as fast as life, 60 makes an hour a minute, 0 stands still. */
  rate?: number;
}

/** The sandbox's time: as fast as life, unless somebody sets it. It never goes back. */
export class SandboxClock {
  readonly #real: () => number;
  /** Real time at the last change, and what this clock said then. */
  #realAtChange: number;
  #atChange: number;
  #rate = 1;

  /** @param real - epoch milliseconds */
  constructor(real: () => number) {
    this.#real = real;
    this.#realAtChange = real();
    this.#atChange = this.#realAtChange;
  }

  /** Epoch milliseconds, whole. */
  now(): number {
    return Math.floor(this.#atChange + Math.max(0, this.#real() - this.#realAtChange) * this.#rate);
  }

  get rate(): number {
    return this.#rate;
  }

  /** How far it is ahead of real time, in milliseconds. */
  get aheadMs(): number {
    return this.now() - this.#real();
  }

  /** Real milliseconds until the clock shows that moment; infinite when it stands still. */
  realMsUntil(at: number): number {
    const left = Math.max(0, at - this.now());
    return left === 0 ? 0 : left / this.#rate;
  }

  /** @throws RangeError when it would go back, or with a negative or infinite rate */
  change({ now, advanceMs, rate }: ClockChange): void {
    const present = this.now();
    const next = (now ?? present) + (advanceMs ?? 0);
    if (!Number.isFinite(next) || next < present) throw new RangeError('The clock only goes forward');
    if (rate !== undefined && !(rate >= 0 && Number.isFinite(rate))) {
      throw new RangeError('The rate must be 0 or more');
    }
    this.#realAtChange = this.#real();
    this.#atChange = next;
    this.#rate = rate ?? this.#rate;
  }
}
