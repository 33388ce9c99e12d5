/** Something that happens by itself, at its moment. */
export interface Appointment {
  /** Epoch milliseconds on the sandbox's clock. */
  readonly at: number;
  /** @param at - the moment that was set, however late it is called */
  readonly run: (at: number) => void;
}

/**
 * What is to happen later: deliveries that move on, conversations that fall silent, operations that end. It runs
 * everything that is due in the order of time, so a clock that jumps an hour gives what an hour of waiting gives.
 */
export class Agenda {
  /** A binary heap: the earliest is the first. */
  readonly #heap: (Appointment & { readonly order: number })[] = [];
  #order = 0;

  /** When the next thing is due; undefined when nothing is. */
  get next(): number | undefined {
    return this.#heap[0]?.at;
  }

  /** Of two at the same moment, the one that was set first runs first. */
  set(at: number, run: (at: number) => void): void {
    const heap = this.#heap;
    const appointment = { at, run, order: this.#order++ };
    let index = heap.push(appointment) - 1;
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      if (!isBefore(appointment, heap[parent])) break;
      heap[index] = heap[parent] as typeof appointment;
      index = parent;
    }
    heap[index] = appointment;
  }

  /** Runs all that is due, and what comes to be due by that. */
  runUntil(now: number): void {
    for (let first = this.#heap[0]; first && first.at <= now; first = this.#heap[0]) {
      this.#removeFirst();
      first.run(first.at);
    }
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right && isBefore(right, heap[child])) child++;
      const earlier = heap[child];
      if (!earlier || !isBefore(earlier, last)) break;
      heap[index] = earlier;
      index = child;
    }
    heap[index] = last;
  }
}

type Ordered = { at: number; order: number };

function isBefore(one: Ordered, other: Ordered | undefined): boolean {
  return other !== undefined && (one.at < other.at || (one.at === other.at && one.order < other.order));
}
