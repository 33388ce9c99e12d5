/** How long somebody is left in peace who was asked. */
const PEACE_MS = 60_000;

/** Sees to it that the same is not asked again and again. */
export class AskingPace {
  readonly #now: () => number;
  readonly #asked = new Map<string, number>();

  /** @param now epoch milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Whether it is time to ask about this; if so, that counts as asked. */
  mayAsk(about: string): boolean {
    const before = this.#asked.get(about);
    const now = this.#now();
    // A clock that was set back must not silence it for ever.
    if (before !== undefined && now >= before && now - before < PEACE_MS) return false;
    this.#asked.set(about, now);
    return true;
  }

  /** It was just asked, by whatever way. */
  asked(about: string): void {
    this.#asked.set(about, this.#now());
  }
}
