/** Two scrolls this far apart are no movement, in milliseconds. */
const PAUSE_MS = 150;

/** Faster than so many viewports at a time, nothing of what was seen before is still there. */
const FLYING = 0.85;

/**
 * Notices when the reader flies over the rows: no row is there for longer than a frame, so that nothing can be read. A
 * single leap, as of a page key, is no flight.
 */
export class Flight {
  #last: { top: number; at: number } | undefined;
  #leaps = 0;
  #direction: -1 | 0 | 1 = 0;

  /** Which way it goes, down or up; 0 at rest. */
  get direction(): -1 | 0 | 1 {
    return this.#direction;
  }

  /** Nothing can be read at present. */
  get flying(): boolean {
    return this.#leaps > 1;
  }

  /**
   * The feed was scrolled.
   * @param top where it stands now, and `height` of the viewport: pixels
   * @param at when: milliseconds
   */
  scrolled(top: number, height: number, at: number): void {
    const way = this.#last && at - this.#last.at < PAUSE_MS ? top - this.#last.top : 0;
    this.#leaps = height > 0 && Math.abs(way) > FLYING * height ? this.#leaps + 1 : 0;
    this.#direction = way > 0 ? 1 : way < 0 ? -1 : 0;
    this.#last = { top, at };
  }

  /** It came to rest. @returns whether it was a flight until now */
  rest(): boolean {
    const { flying } = this;
    this.#leaps = 0;
    this.#direction = 0;
    this.#last = undefined;
    return flying;
  }
}
