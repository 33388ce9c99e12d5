/**
 * A map with entries that are found instead of kept: until another value is set in its place, a key has what `find` gives
 * for it. Only entries that were set are counted and iterated.
 */
export class LazyMap<K, V> extends Map<K, V> {
  readonly #find: (key: K) => V | undefined;

  /** @param find - always gives the same for the same key */
  constructor(find: (key: K) => V | undefined) {
    super();
    this.#find = find;
  }

  override get(key: K): V | undefined {
    return super.get(key) ?? this.#find(key);
  }

  override has(key: K): boolean {
    return super.has(key) || this.#find(key) !== undefined;
  }
}
