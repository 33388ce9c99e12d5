import type { BurstEngine } from './engine.ts';
import type { JournalState, Journals } from './journal.ts';
import { joined, type Ranges, rangesOf } from './ranges.ts';

/** Between two writings, milliseconds. */
const WRITE_EVERY_MS = 500;

/** So many copies may begin between two writings before one has to wait for the next. */
const AHEAD = 250;

type Facts = Pick<JournalState, 'settings' | 'startedAt'> & { sentBefore: number };

/**
 * Keeps the journal of a burst while it is sent. What is on disk never says of a copy that was begun that it was not:
 * some that were not may count as unknown then.
 */
export class BurstRecorder {
  readonly #journals: Journals;
  readonly #facts: Facts;
  /** Copies up to this one may have begun, by what is on disk. */
  #reserved = 0;
  /** The highest copy that was asked for. */
  #asked = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #engine: BurstEngine | undefined;

  constructor(journals: Journals, facts: Facts) {
    this.#journals = journals;
    this.#facts = facts;
  }

  /** Writes the first time, and from then on as it goes. @throws what the file system does */
  async begin(engine: BurstEngine): Promise<void> {
    this.#engine = engine;
    await this.#write();
    // Also while nothing is sent: it tells other windows that this one is there.
    this.#timer = setInterval(() => void this.#write().catch(() => undefined), WRITE_EVERY_MS);
    this.#timer.unref();
  }

  /** To be asked before a copy begins. @returns what to wait for */
  allow(n: number): Promise<unknown> | undefined {
    if (n <= this.#reserved) return undefined;
    this.#asked = Math.max(this.#asked, n);
    // A disk that takes nothing more shall not hold up what is under way: then the journal knows less.
    return this.#write()
      .then(() => (n <= this.#reserved ? undefined : this.#write()))
      .catch(() => {
        this.#reserved = n + AHEAD;
      });
  }

  /** The burst has its end: nothing is left to be found. One that was left stays. */
  async end(): Promise<void> {
    if (this.#closed) return;
    this.#close();
    await this.#writing?.catch(() => undefined);
    await this.#journals.forget(this.#facts);
  }

  /** The window goes while it is under way. @param report of what was done, where there is the time */
  leave(report: JournalState['report']): void {
    if (this.#closed || !this.#engine) return;
    this.#close();
    this.#journals.leave({ ...this.#state(this.#engine, 0), report });
  }

  #close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  /** One at a time; whoever asks meanwhile gets the one that is under way. */
  #write(): Promise<void> {
    const engine = this.#engine;
    if (this.#closed || !engine) return Promise.resolve();
    this.#writing ??= (async () => {
      const [first = [0]] = engine.rest;
      // One that is sent again is lower than others that are begun next to it; what is allowed stays allowed.
      const reserve = Math.max(this.#reserved, Math.max(first[0] ?? 0, this.#asked) + AHEAD);
      await this.#journals.write(this.#state(engine, reserve));
      this.#reserved = reserve;
    })().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /** @param reserve copies up to this one may begin before it is written again */
  #state(engine: BurstEngine, reserve: number): JournalState {
    const { tally } = engine;
    const rest = engine.rest;
    const mayBegin = rest.flatMap(
      ([first, last]): Ranges => (first > reserve ? [] : [[first, Math.min(last, reserve)]]),
    );
    const later = rest.flatMap(
      ([first, last]): Ranges => (last <= reserve ? [] : [[Math.max(first, reserve + 1), last]]),
    );
    return {
      settings: this.#facts.settings,
      startedAt: this.#facts.startedAt,
      sent: this.#facts.sentBefore + tally.sent,
      failed: tally.failed,
      unknown: joined(tally.unknownCopies, rangesOf(engine.inFlight), mayBegin),
      rest: later,
    };
  }
}
