import type { State } from '../protocol/state.ts';

/**
 * Counts what came in while the reader was elsewhere. Only what comes after the conversation was read to its end
 * is new: pages that arrive during the first reading are not.
 */
export class Arrivals {
  #seen: number | undefined;
  #known: number | undefined;

  /** How many are new to the reader, who has not been at the end since. */
  get count(): number {
    return Math.max(0, (this.#known ?? 0) - (this.#seen ?? this.#known ?? 0));
  }

  /**
   * A new state came.
   * @param following whether the reader is at the end, and so sees what comes
   * @returns how many came with it, to be announced; 0 for most states
   */
  update(
    { phase, communicationCount }: Pick<State, 'phase' | 'communicationCount'>,
    following: boolean,
  ): number {
    if (phase === 'loading' || phase === 'more') {
      this.#seen = undefined;
      this.#known = undefined;
      return 0;
    }
    // Half-read or failed: wait for a whole reading before comparing.
    if (phase !== 'ready') return 0;
    const before = this.#known;
    this.#known = communicationCount;
    if (following || this.#seen === undefined) this.#seen = communicationCount;
    return before === undefined ? 0 : Math.max(0, communicationCount - before);
  }

  /** The reader is at the end: nothing is new any more. */
  caughtUp(): void {
    this.#seen = this.#known;
  }
}
