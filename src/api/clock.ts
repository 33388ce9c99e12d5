import { setTimeout as delay } from 'node:timers/promises';

/** What a timer can hold; a longer one would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time, and the waiting: tests have their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Ends after so many milliseconds.
   * @throws an error when the signal is aborted before
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) =>
    delay(Math.min(milliseconds, LONGEST_TIMER_MS), undefined, signal ? { signal } : {}),
};
