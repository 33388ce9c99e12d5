/** An item and its place: places only grow, and are never given twice, so they outlive removals and inserts. */
export interface Entry<T> {
  readonly position: number;
  readonly item: T;
}

/** Items in the order in which they were added, found by id, and walked from any place in either direction. */
export class Collection<T extends { readonly id: string }> {
  #entries: Entry<T>[] = [];
  #byId = new Map<string, Entry<T>>();
  #nextPosition = 1;

  get size(): number {
    return this.#entries.length;
  }

  add(item: T): void {
    const entry = { position: this.#nextPosition++, item };
    this.#entries.push(entry);
    this.#byId.set(item.id, entry);
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)?.item;
  }

  /** True when there was such an item. */
  remove(id: string): boolean {
    const entry = this.#byId.get(id);
    if (!entry) return false;
    this.#byId.delete(id);
    this.#entries.splice(this.#indexFrom(entry.position), 1);
    return true;
  }

  *[Symbol.iterator](): Generator<T> {
    for (const { item } of this.#entries) yield item;
  }

  /** Entries at `position` and after it, oldest first. */
  *forwardFrom(position: number): Generator<Entry<T>> {
    for (let index = this.#indexFrom(position); index < this.#entries.length; index++) {
      yield this.#entries[index] as Entry<T>;
    }
  }

  /** Entries at `position` and before it, newest first. */
  *backwardFrom(position: number): Generator<Entry<T>> {
    for (let index = this.#indexFrom(position + 1) - 1; index >= 0; index--) {
      yield this.#entries[index] as Entry<T>;
    }
  }

  /** The index of the first entry at `position` or after it. */
  #indexFrom(position: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle] as Entry<T>).position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
