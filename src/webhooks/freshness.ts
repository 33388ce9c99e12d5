import { type Clock, systemClock } from '../api/clock.ts';

/** News of a conversation within this time become one reading. */
const GATHER_MS = 500;
/** A conversation is read again no sooner than this after the last time. */
const REST_MS = 3_000;
/** Conversations that wait; more are left to the views, which look for news by themselves. */
const MOST_WAITING = 50;

export interface FreshnessOptions<K> {
  keyOf(what: K): string;
  /** Reads it again. */
  refresh(what: K): unknown;
  clock?: Clock;
}

/**
 * Has conversations read again that callbacks told of: once for many callbacks, one conversation after the other, and
 * never more often than every few seconds each. 500 callbacks a second are no 500 requests.
 */
export class Freshness<K> {
  readonly #options: FreshnessOptions<K>;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, K>();
  readonly #lastAt = new Map<string, number>();
  readonly #abort = new AbortController();
  #running = false;

  constructor(options: FreshnessOptions<K>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Something happened there. */
  note(what: K): void {
    const key = this.#options.keyOf(what);
    if (!this.#waiting.has(key) && this.#waiting.size >= MOST_WAITING) return;
    this.#waiting.set(key, what);
    if (!this.#running) void this.#run();
  }

  dispose(): void {
    this.#abort.abort();
    this.#waiting.clear();
  }

  async #run(): Promise<void> {
    this.#running = true;
    const { signal } = this.#abort;
    try {
      while (this.#waiting.size > 0) {
        await this.#clock.sleep(GATHER_MS, signal);
        const now = this.#clock.now();
        for (const [key, at] of this.#lastAt) if (now - at >= REST_MS) this.#lastAt.delete(key);
        const due = [...this.#waiting].find(([key]) => !this.#lastAt.has(key));
        if (!due) continue;
        const [key, what] = due;
        this.#waiting.delete(key);
        this.#lastAt.set(key, now);
        this.#options.refresh(what);
      }
    } catch {
      // Nobody is interested any more.
    } finally {
      this.#running = false;
    }
  }
}
