/**
 * Heights of any number of rows, most of them estimated, and where each row stands because of them. A Fenwick tree:
 * setting one height, finding a row's top and finding the row at an offset all take logarithmic time, so that row
 * 100,000 costs as little as row 100.
 */
export class RowHeights {
  readonly count: number;
  /** Measured heights; all others are the estimate. */
  readonly measured: ReadonlyMap<number, number>;
  readonly #measured: Map<number, number>;
  readonly #estimate: number;
  /** 1-based; entry `i` holds the sum of the last `i & -i` heights up to `i`. */
  readonly #tree: Float64Array;

  /**
   * @param estimate height of a row that was not measured, in pixels
   * @param measured heights that are known already, by index
   */
  constructor(count: number, estimate: number, measured = new Map<number, number>()) {
    this.count = count;
    this.#estimate = estimate;
    this.#measured = measured;
    this.measured = measured;
    this.#tree = new Float64Array(count + 1);
    for (let index = 1; index <= count; index += 1) {
      const sum = this.#at(index) + this.height(index - 1);
      this.#tree[index] = sum;
      const parent = index + (index & -index);
      if (parent <= count) this.#tree[parent] = this.#at(parent) + sum;
    }
  }

  height(index: number): number {
    return this.#measured.get(index) ?? this.#estimate;
  }

  /** Takes a measured height. @returns by how much it differs from what was assumed. */
  measure(index: number, height: number): number {
    const delta = height - this.height(index);
    this.#measured.set(index, height);
    if (delta !== 0) {
      for (let at = index + 1; at <= this.count; at += at & -at) this.#tree[at] = this.#at(at) + delta;
    }
    return delta;
  }

  /** Distance of a row's top from the first row's. `top(count)` is the height of all. */
  top(index: number): number {
    let sum = 0;
    for (let at = Math.min(index, this.count); at > 0; at -= at & -at) sum += this.#at(at);
    return sum;
  }

  get total(): number {
    return this.top(this.count);
  }

  /** The row at a distance from the first row's top; the first or last one beyond either end, -1 where there is none. */
  indexAt(offset: number): number {
    if (this.count === 0) return -1;
    let index = 0;
    let rest = offset;
    for (let step = 2 ** Math.floor(Math.log2(this.count)); step >= 1; step /= 2) {
      const next = index + step;
      if (next <= this.count && this.#at(next) <= rest) {
        index = next;
        rest -= this.#at(next);
      }
    }
    return Math.min(index, this.count - 1);
  }

  #at(index: number): number {
    return this.#tree[index] ?? 0;
  }
}
