/** What a resource was like when it was fetched. */
export interface Fetched {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The resource as JSON. */
  readonly text: string;
}

export interface HistoryBounds {
  /** How many moments are kept of each resource. */
  each: number;
  /** How many characters are kept of all resources together. */
  characters: number;
}

/** Twenty moments of a resource are more than anybody looks through; 16 million characters are 32 MB at most. */
const BOUNDS: HistoryBounds = { each: 20, characters: 16_000_000 };

/**
 * Remembers how resources were when they were fetched, as long as the window lives. Only what differs from the moment
 * before is a moment of its own. The oldest go first when there is too much; the latest of a resource stays.
 */
export class JsonHistory {
  readonly #bounds: HistoryBounds;
  /** By resource, the latest moment last. */
  readonly #moments = new Map<string, Fetched[]>();
  #characters = 0;

  constructor(bounds: HistoryBounds = BOUNDS) {
    this.#bounds = bounds;
  }

  /**
   * Takes in what was just fetched.
   * @param key the same for the same resource
   * @returns false when it is as it was
   */
  add(key: string, fetched: Fetched): boolean {
    const moments = this.#moments.get(key) ?? [];
    if (moments.at(-1)?.text === fetched.text) return false;
    this.#moments.set(key, moments);
    moments.push(fetched);
    this.#characters += fetched.text.length;
    if (moments.length > this.#bounds.each) this.#dropOldest(moments);
    while (this.#characters > this.#bounds.characters) {
      const oldest = this.#oldest();
      if (!oldest) break;
      this.#dropOldest(oldest);
    }
    return true;
  }

  /** The moments of a resource, the latest first. */
  of(key: string): readonly Fetched[] {
    return this.#moments.get(key)?.toReversed() ?? [];
  }

  /** The moments that the oldest of all that can go stands among. */
  #oldest(): Fetched[] | undefined {
    let found: Fetched[] | undefined;
    for (const moments of this.#moments.values()) {
      if (moments.length < 2) continue;
      if (!found || (moments[0]?.at ?? 0) < (found[0]?.at ?? 0)) found = moments;
    }
    return found;
  }

  #dropOldest(moments: Fetched[]): void {
    this.#characters -= moments.shift()?.text.length ?? 0;
  }
}
