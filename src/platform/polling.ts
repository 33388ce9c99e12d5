import { type Clock, systemClock } from '../api/clock.ts';

/** Nothing new: each wait is so much longer than the one before. */
const CALMING = 1.5;
const LONGEST_CALM = 8;
/** It failed, so it may well fail again. */
const RETREAT = 2;
const LONGEST_RETREAT = 20;
/** Reading takes at most so much of the time, however much there is to read. */
const MOST_SHARE = 1 / 20;

export interface PollingOptions {
  /**
   * Reads anew.
   * @param signal aborted when nobody looks any more
   * @returns whether anything was different; `undefined` when it could not be read
   */
  poll: (signal: AbortSignal) => Promise<boolean | undefined>;
  /** How long to wait between two readings at least, in milliseconds; 0 for no readings. Asked each time. */
  intervalMs: () => number;
  /** How many intervals long a wait becomes at most when nothing happens; 8 by default. */
  longestCalm?: number;
  /** Told when the next reading will be, in epoch milliseconds, whenever the waiting for it begins. */
  waits?: (until: number) => void;
  clock?: Clock;
}

/**
 * Reads again and again while somebody looks: the less happens the more seldom, after a failure more seldom yet, and
 * never so often that reading takes more than a twentieth of the time.
 */
export class Polling {
  readonly #poll: (signal: AbortSignal) => Promise<boolean | undefined>;
  readonly #intervalMs: () => number;
  readonly #longestCalm: number;
  readonly #waits: (until: number) => void;
  readonly #clock: Clock;
  /** Waits are so many intervals long. */
  #factor = 1;
  #lastTookMs = 0;
  #lastAt: number;
  #running: AbortController | undefined;

  constructor({
    poll,
    intervalMs,
    longestCalm = LONGEST_CALM,
    waits = () => {},
    clock = systemClock,
  }: PollingOptions) {
    this.#poll = poll;
    this.#intervalMs = intervalMs;
    this.#longestCalm = longestCalm;
    this.#waits = waits;
    this.#clock = clock;
    this.#lastAt = clock.now();
  }

  /** Somebody looks, or does not. Who looks again after a while is shown news at once. */
  watch(watched: boolean): void {
    if (watched === (this.#running !== undefined)) return;
    if (!watched) {
      this.#running?.abort();
      this.#running = undefined;
      return;
    }
    this.#running = new AbortController();
    // Whoever comes back expects news.
    this.#factor = 1;
    void this.#run(this.#running.signal);
  }

  /** Something else has read everything just now, or the person did something: the waiting begins anew. */
  restart(): void {
    this.#lastAt = this.#clock.now();
    this.#factor = 1;
    if (!this.#running) return;
    this.#running.abort();
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const interval = this.#intervalMs();
      // Turned off: a change of the setting restarts it.
      if (interval === 0) return;
      const wait = Math.max(interval * this.#factor, this.#lastTookMs / MOST_SHARE);
      this.#waits(Math.max(this.#clock.now(), this.#lastAt + wait));
      try {
        await this.#clock.sleep(Math.max(0, this.#lastAt + wait - this.#clock.now()), signal);
      } catch {
        return;
      }
      const began = this.#clock.now();
      const different = await this.#poll(signal).catch(() => undefined);
      // Whoever ended it has begun the waiting anew, or nobody waits.
      if (signal.aborted) return;
      this.#lastAt = this.#clock.now();
      // An attempt that came to nothing, perhaps after a long wait for an answer, says nothing of how long reading takes.
      if (different !== undefined) this.#lastTookMs = this.#lastAt - began;
      if (different) this.#factor = 1;
      else if (different === false) this.#factor = Math.min(this.#longestCalm, this.#factor * CALMING);
      else this.#factor = Math.min(LONGEST_RETREAT, this.#factor * RETREAT);
    }
  }
}
