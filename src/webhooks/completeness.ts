/** What a log keeps of something that arrived. */
interface Kept {
  readonly id: string;
  readonly receivedAt: number;
}

/**
 * Knows since when all that arrived is still there: a log forgets the oldest when it is full, and everything but what is
 * pinned when it is cleared.
 */
export class Completeness {
  #arrived = 0;
  #lastAt = 0;

  /** Something new arrived. @param receivedAt epoch milliseconds */
  note(receivedAt: number): void {
    this.#arrived++;
    this.#lastAt = Math.max(this.#lastAt, receivedAt);
  }

  /**
   * @param kept what is there, in order of arrival
   * @param isPinned whether it is kept whatever is forgotten
   * @returns epoch milliseconds; 0 where nothing was forgotten
   */
  since(kept: readonly Kept[], isPinned: (id: string) => boolean): number {
    if (kept.length >= this.#arrived) return 0;
    const oldest = kept.find(({ id }) => !isPinned(id));
    // Where nothing is left the next to come is the first.
    return oldest?.receivedAt ?? this.#lastAt + 1;
  }
}
