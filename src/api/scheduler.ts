import { type Clock, systemClock } from './clock.ts';

/** How many requests of one account may be under way at once. */
const CONCURRENCY = 6;

/**
 * Lines up the requests of one account, whoever in the extension makes them: a cap on how many run at once, and
 * one pause for all when the server asks for it.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #pausedUntil = 0;
  #wakes = false;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /**
   * Runs a task when its turn has come.
   * @throws the signal's reason when it is aborted while the task still waits; whatever the task throws
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#turn(signal);
    try {
      return await task();
    } finally {
      this.#running--;
      this.#startNext();
    }
  }

  /** Starts nothing for so many milliseconds: what `Retry-After` asks for concerns the whole account. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + milliseconds);
  }

  #turn(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const start = () => {
        signal?.removeEventListener('abort', leave);
        this.#running++;
        resolve();
      };
      const leave = () => {
        const place = this.#waiting.indexOf(start);
        if (place >= 0) this.#waiting.splice(place, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(start);
      this.#startNext();
    });
  }

  #startNext(): void {
    const pause = this.#pausedUntil - this.#clock.now();
    if (pause > 0) {
      if (this.#waiting.length > 0) void this.#wakeUp(pause);
      return;
    }
    while (this.#running < CONCURRENCY) {
      const start = this.#waiting.shift();
      if (!start) return;
      start();
    }
  }

  async #wakeUp(milliseconds: number): Promise<void> {
    if (this.#wakes) return;
    this.#wakes = true;
    await this.#clock.sleep(milliseconds);
    this.#wakes = false;
    this.#startNext();
  }
}
