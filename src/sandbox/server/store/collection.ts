/** An item and its place: places only grow, and are never given twice, so they outlive removals and inserts. */
export interface Entry<T> {
  readonly position: number;
  readonly item: T;
}

/** Makes a collection's first items when somebody asks for them: they cost nothing before. */
export interface Source<T> {
  readonly size: number;
  /** The same item for the same index, each time. */
  make(index: number): T;
  /** Where the item with that id stands, if it is one of these. */
  indexOf(id: string): number | undefined;
}

/** What a list walks over, from any place in either direction. */
export interface Walkable<T> {
  /** Entries at `position` and after it, oldest first. */
  forwardFrom(position: number): Iterable<Entry<T>>;
  /** Entries at `position` and before it, newest first. */
  backwardFrom(position: number): Iterable<Entry<T>>;
}

/** Items in the order in which they were added, found by id, and walked from any place in either direction. */
export class Collection<T extends { readonly id: string }> implements Walkable<T> {
  /** Those of the source are absent until they are made. */
  readonly #entries: (Entry<T> | undefined)[];
  readonly #byId = new Map<string, Entry<T>>();
  #source: Source<T> | undefined;
  #nextPosition: number;
  /** Without gaps the position tells the index. */
  #gaps = false;

  constructor(source?: Source<T>) {
    this.#source = source;
    this.#entries = source ? new Array(source.size) : [];
    this.#nextPosition = this.#entries.length + 1;
  }

  get size(): number {
    return this.#entries.length;
  }

  add(item: T): void {
    const entry = { position: this.#nextPosition++, item };
    this.#entries.push(entry);
    this.#byId.set(item.id, entry);
  }

  get(id: string): T | undefined {
    return this.#entryOf(id)?.item;
  }

  /** How many items stand before it. @throws Error when it is not one of these */
  indexOf({ id }: T): number {
    const entry = this.#entryOf(id);
    if (!entry) throw new Error(`${id} is not in the collection`);
    return this.#indexFrom(entry.position);
  }

  /** True when there was such an item. */
  remove(id: string): boolean {
    const entry = this.#entryOf(id);
    if (!entry) return false;
    // From here on positions and indices differ, so the source can make nothing any more.
    for (let index = 0; index < (this.#source?.size ?? 0); index++) this.#entryAt(index);
    this.#source = undefined;
    this.#entries.splice(this.#indexFrom(entry.position), 1);
    this.#byId.delete(id);
    this.#gaps = true;
    return true;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.#entries.length; index++) yield this.#entryAt(index).item;
  }

  /** Entries at `position` and after it, oldest first. */
  *forwardFrom(position: number): Generator<Entry<T>> {
    for (let index = this.#indexFrom(position); index < this.#entries.length; index++) {
      yield this.#entryAt(index);
    }
  }

  /** Entries at `position` and before it, newest first. */
  *backwardFrom(position: number): Generator<Entry<T>> {
    for (let index = this.#indexFrom(position + 1) - 1; index >= 0; index--) yield this.#entryAt(index);
  }

  /** Those of these ids that are there, without a look at any other. */
  only(ids: Iterable<string>): Walkable<T> {
    const entries = [...ids]
      .map((id) => this.#entryOf(id))
      .filter((entry) => entry !== undefined)
      .sort((one, other) => one.position - other.position);
    return {
      forwardFrom: (from) => entries.filter(({ position }) => position >= from),
      backwardFrom: (from) => entries.filter(({ position }) => position <= from).reverse(),
    };
  }

  #entryOf(id: string): Entry<T> | undefined {
    const known = this.#byId.get(id);
    if (known) return known;
    const index = this.#source?.indexOf(id);
    return index === undefined ? undefined : this.#entryAt(index);
  }

  #entryAt(index: number): Entry<T> {
    const known = this.#entries[index];
    if (known) return known;
    const entry = { position: index + 1, item: (this.#source as Source<T>).make(index) };
    this.#entries[index] = entry;
    this.#byId.set(entry.item.id, entry);
    return entry;
  }

  /** The index of the first entry at `position` or after it. */
  #indexFrom(position: number): number {
    if (!this.#gaps) return Math.min(Math.max(position - 1, 0), this.#entries.length);
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entryAt(middle).position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
