/**
 * Which of the marks that the host names are still wanted: the answer to a key, unless something else was chosen since;
 * and the very communication that another part selected, not one near it where the filter hides it.
 */
export class MarkQuestions {
  #stepping = false;
  #followed: string | undefined;

  /** A key asked where to go. */
  stepped(): void {
    this.#stepping = true;
    this.#followed = undefined;
  }

  /** Another part selected a communication: it is looked up. */
  followed(key: string): void {
    this.#stepping = false;
    this.#followed = key;
  }

  /** Something was chosen, or nothing is any more: no answer counts. */
  chosen(): void {
    this.#stepping = false;
    this.#followed = undefined;
  }

  /** An answer is here. @returns whether it is still wanted */
  takes(key: string): boolean {
    const wanted = this.#stepping || key === this.#followed;
    if (wanted) this.chosen();
    return wanted;
  }
}
