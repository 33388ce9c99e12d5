import type { CopyOutcome } from './copyOutcome.ts';
import { Pace } from './pace.ts';
import { joined, numbersIn, type Ranges, rangesOf, sizeOf } from './ranges.ts';
import { Tally } from './tally.ts';

/** How a burst ended. */
export type BurstEnd =
  /** Every copy was settled. */
  | 'done'
  /** The person ended it. */
  | 'cancelled'
  /** The server would take no more for a long while. */
  | 'limited'
  /** One copy after the other failed. */
  | 'failing';

/** The time, and the waiting: tests have their own. */
export interface EngineClock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** @throws an error when the signal is aborted before */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface BurstPlan {
  /** Which copies are to be sent. */
  copies: Ranges;
  /** How many in a second; as fast as it takes when absent. */
  perSecond?: number | undefined;
  /** How many at once. */
  concurrency: number;
}

export interface BurstDoors {
  clock: EngineClock;
  /** Sends one copy. It is never asked for the same one again, but after `limited`. */
  send(n: number): Promise<CopyOutcome>;
  /** Asked before each copy. @returns what to wait for first, such as that it is written down */
  allow?: ((n: number) => Promise<unknown> | undefined) | undefined;
  /** Ends it: nothing new begins, what is on its way is awaited. */
  signal: AbortSignal;
}

/** A server that asks to wait for longer is not waited for. */
const LONGEST_PAUSE_MS = 60_000;

/** For so long it is waited, and asked again with one copy, while nothing goes well; then the server is let be. */
const GIVE_UP_AFTER_MS = 120_000;

/** Without a `Retry-After`: the first pause, which doubles. */
const BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 20_000;

/** So many in a row, and none that went well among them: more of the same would tell nothing new. */
const MOST_FAILURES_IN_A_ROW = 50;

/**
 * Sends the copies of a burst: so many at once, at a rate. A 429 holds up all of them, and is tried again with one copy
 * first; nothing else is ever sent again.
 */
export class BurstEngine {
  readonly tally: Tally;
  /** How many are to be sent. */
  readonly size: number;
  readonly #plan: BurstPlan;
  readonly #doors: BurstDoors;
  readonly #stop = new AbortController();
  readonly #pace: Pace | undefined;
  readonly #next: Generator<number, void, void>;
  readonly #begunAt: number;
  readonly #inFlight = new Set<number>();
  /** Those that the server did not process. */
  readonly #again: number[] = [];
  /** The highest that was begun: they begin in order. */
  #highest = 0;
  #peeked: number | undefined;
  #end: BurstEnd = 'done';
  #pausedUntil = 0;
  #pausedMs = 0;
  #pauses = 0;
  #limitedSince: number | undefined;
  #failuresInARow = 0;
  #wake: (() => void) | undefined;

  constructor(plan: BurstPlan, doors: BurstDoors) {
    this.#plan = plan;
    this.#doors = doors;
    this.size = sizeOf(plan.copies);
    this.tally = new Tally(plan.copies.at(-1)?.[1] ?? 0);
    this.#next = numbersIn(plan.copies);
    this.#begunAt = doors.clock.now();
    if (plan.perSecond !== undefined) this.#pace = new Pace(plan.perSecond, this.#begunAt);
  }

  /** Milliseconds since it began. */
  get elapsedMs(): number {
    return this.#doors.clock.now() - this.#begunAt;
  }

  /** How long it was held up because the server asked for it, in milliseconds; to the end of a pause that lasts. */
  get pausedMs(): number {
    return this.#pausedMs;
  }

  /** For how long it is still held up, in milliseconds; 0 when it is not. */
  get pauseLeftMs(): number {
    return Math.max(0, this.#pausedUntil - this.#doors.clock.now());
  }

  /** Those that were begun and have no end yet. */
  get inFlight(): readonly number[] {
    return [...this.#inFlight];
  }

  /** Those that have not been begun, or were not processed. */
  get rest(): Ranges {
    const later = this.#plan.copies.flatMap(
      ([first, last]): Ranges => (last <= this.#highest ? [] : [[Math.max(first, this.#highest + 1), last]]),
    );
    return joined(rangesOf(this.#again), later);
  }

  /** Sends all, once. @returns when all that were begun have their end */
  async run(): Promise<BurstEnd> {
    const { signal } = this.#doors;
    const cancel = () => this.#endAs('cancelled');
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    try {
      await this.#begin();
      while (this.#inFlight.size > 0) await this.#settling();
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    return this.#end;
  }

  async #begin(): Promise<void> {
    const { clock, allow } = this.#doors;
    while (!this.#stop.signal.aborted) {
      // After a pause, one copy shows whether the server takes more.
      const most = this.#pauses > 0 ? 1 : this.#plan.concurrency;
      const n = this.#peek();
      if (n === undefined && this.#inFlight.size === 0) return;
      if (n === undefined || this.#inFlight.size >= most) {
        await this.#settling();
        continue;
      }
      const now = clock.now();
      const wait = Math.max(0, this.#pausedUntil - now) || (this.#pace?.take(now) ?? 0);
      if (wait > 0) {
        await clock.sleep(wait, this.#stop.signal).catch(() => undefined);
        continue;
      }
      const allowed = allow?.(n);
      if (allowed) await allowed;
      if (this.#stop.signal.aborted) return;
      this.#take(n);
      void this.#send(n);
    }
  }

  async #send(n: number): Promise<void> {
    const { clock, send } = this.#doors;
    const startedAt = clock.now();
    this.#inFlight.add(n);
    let outcome: CopyOutcome;
    try {
      outcome = await send(n);
    } catch (error) {
      outcome = { kind: 'refused', error };
    }
    const now = clock.now();
    this.#inFlight.delete(n);
    this.tally.settle(n, outcome, now - startedAt, now - this.#begunAt);
    switch (outcome.kind) {
      case 'sent':
        this.#failuresInARow = 0;
        if (startedAt >= this.#pausedUntil) {
          this.#pauses = 0;
          this.#limitedSince = undefined;
        }
        break;
      case 'limited':
        this.#again.push(n);
        this.#pause(startedAt, outcome.retryAfterMs);
        break;
      default:
        if (++this.#failuresInARow >= MOST_FAILURES_IN_A_ROW) this.#endAs('failing');
    }
    this.#wake?.();
  }

  /** @param startedAt when the request that was turned away began: of those that were on their way together, one counts */
  #pause(startedAt: number, retryAfterMs: number | undefined): void {
    const now = this.#doors.clock.now();
    if (startedAt >= this.#pausedUntil) this.#pauses++;
    const ceiling = Math.min(LONGEST_BACK_OFF_MS, BACK_OFF_MS * 2 ** (this.#pauses - 1));
    // “At once” is no pause: it would be asked as often as answers come.
    const wait = retryAfterMs || ceiling / 2 + Math.random() * (ceiling / 2);
    this.#limitedSince ??= now;
    if (wait > LONGEST_PAUSE_MS || now - this.#limitedSince > GIVE_UP_AFTER_MS) {
      this.#endAs('limited');
      return;
    }
    const until = Math.max(this.#pausedUntil, now + wait);
    this.#pausedMs += until - Math.max(this.#pausedUntil, now);
    this.#pausedUntil = until;
  }

  /** The first reason to end it is the one that counts. */
  #endAs(end: BurstEnd): void {
    if (this.#stop.signal.aborted) return;
    this.#end = end;
    this.#stop.abort();
    this.#wake?.();
  }

  #peek(): number | undefined {
    const [again] = this.#again;
    if (again !== undefined) return again;
    this.#peeked ??= this.#next.next().value ?? undefined;
    return this.#peeked;
  }

  #take(n: number): void {
    if (this.#again[0] === n) {
      this.#again.shift();
      return;
    }
    this.#peeked = undefined;
    this.#highest = n;
  }

  /** The next end of a copy, or of all. */
  #settling(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
