import type { Row } from '../protocol/rows.ts';

/** Rows are asked for in pieces of this size, at multiples of it: neighbouring requests never overlap. Small, since taking in a hundred at once costs a frame. */
export const CHUNK = 50;

/** More than this many rows are not kept: those furthest from the last received are dropped, and asked for anew. */
const KEPT_ROWS = 3_000;

/** An unanswered request is repeated after this many milliseconds. */
const REPEAT_AFTER = 3_000;

/** At most so many requests are on their way: a flying scroll bar asks for where it lands, not for all it passes. */
const MAX_PENDING = 3;

/** What the view knows of the rows of one revision: how many there are, and those that it has received. */
export class RowWindow {
  readonly revision: number;
  readonly count: number;
  readonly #rows = new Map<number, Row>();
  readonly #indexes = new Map<string, number>();
  /** Chunk → when it was asked for. */
  readonly #pending = new Map<number, number>();

  constructor(revision: number, count: number) {
    this.revision = revision;
    this.count = count;
  }

  row(index: number): Row | undefined {
    return this.#rows.get(index);
  }

  /** Where a row stands, if it is among the received ones. */
  indexOf(key: string): number | undefined {
    return this.#indexes.get(key);
  }

  /** The nearest received communication from an index on, in one direction: what an arrow key moves to. */
  nextCommunication(from: number, step: 1 | -1): number | undefined {
    for (let index = from; index >= 0 && index < this.count; index += step) {
      const row = this.row(index);
      if (row === undefined) return undefined;
      if (row.kind === 'communication') return index;
    }
    return undefined;
  }

  accept(from: number, rows: readonly Row[]): void {
    rows.forEach((row, offset) => {
      const index = from + offset;
      if (index >= this.count) return;
      this.#rows.set(index, row);
      this.#indexes.set(row.key, index);
    });
    for (let chunk = Math.floor(from / CHUNK); chunk * CHUNK < from + rows.length; chunk += 1) {
      this.#pending.delete(chunk);
    }
    this.#forgetFarFrom(from + rows.length / 2);
  }

  /**
   * What has to be asked for, so that the rows of a range can be drawn. Counts as asked for from then on.
   * @param first index of the first row of the range
   * @param last index of the last one
   * @param now milliseconds
   */
  request(first: number, last: number, now: number): { from: number; count: number }[] {
    const requests: { from: number; count: number }[] = [];
    for (const [chunk, askedAt] of this.#pending) {
      if (now - askedAt > REPEAT_AFTER) this.#pending.delete(chunk);
    }
    const end = Math.min(last, this.count - 1);
    for (let index = Math.max(0, first); index <= end; index += 1) {
      if (this.#rows.has(index)) continue;
      const chunk = Math.floor(index / CHUNK);
      if (!this.#pending.has(chunk)) {
        if (this.#pending.size >= MAX_PENDING) break;
        this.#pending.set(chunk, now);
        const from = chunk * CHUNK;
        requests.push({ from, count: Math.min(CHUNK, this.count - from) });
      }
      index = (chunk + 1) * CHUNK - 1;
    }
    return requests;
  }

  #forgetFarFrom(center: number): void {
    if (this.#rows.size <= KEPT_ROWS) return;
    const far = [...this.#rows.keys()].sort((a, b) => Math.abs(b - center) - Math.abs(a - center));
    for (const index of far.slice(0, this.#rows.size - KEPT_ROWS)) {
      const row = this.#rows.get(index);
      if (row && this.#indexes.get(row.key) === index) this.#indexes.delete(row.key);
      this.#rows.delete(index);
    }
  }
}
