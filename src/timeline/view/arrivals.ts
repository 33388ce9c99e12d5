import type { State } from '../protocol/state.ts';

/**
 * Counts what came in while the reader was elsewhere. Only what comes after the conversation was read to its end
 * is new: pages that arrive during the first reading are not.
 */
export class Arrivals {
  #seen: number | undefined;
  #known: number | undefined;
  /** What the counts were narrowed to. */
  #filter = '';

  /** How many are new to the reader, who has not been at the end since. */
  get count(): number {
    return Math.max(0, (this.#known ?? 0) - (this.#seen ?? this.#known ?? 0));
  }

  /**
   * A new state came. What the filter hides does not count, and what another filter shows is not new.
   * @param following whether the reader is at the end, and so sees what comes
   * @returns how many came with it, to be announced; 0 for most states
   */
  update(
    { phase, shownCount, filter }: Pick<State, 'phase' | 'shownCount' | 'filter'>,
    following: boolean,
  ): number {
    const narrowedTo = JSON.stringify(filter);
    if (phase === 'loading' || phase === 'more' || narrowedTo !== this.#filter) {
      this.#seen = undefined;
      this.#known = undefined;
    }
    this.#filter = narrowedTo;
    // Half-read or failed: wait for a whole reading before comparing.
    if (phase !== 'ready') return 0;
    const before = this.#known;
    this.#known = shownCount;
    if (following || this.#seen === undefined) this.#seen = shownCount;
    return before === undefined ? 0 : Math.max(0, shownCount - before);
  }

  /** The reader is at the end: nothing is new any more. */
  caughtUp(): void {
    this.#seen = this.#known;
  }
}
