import type { LogRows, ShownRow } from './link.ts';

/** The rows in hand, of one revision of the log. */
export class KnownRows {
  #revision = -1;
  #count = 0;
  #selected: number | undefined;
  readonly #rows = new Map<number, ShownRow>();

  get revision(): number {
    return this.#revision;
  }

  /** How many rows there are, in hand or not. */
  get count(): number {
    return this.#count;
  }

  /** Where the selected row stands, if it passes the filter. */
  get selected(): number | undefined {
    return this.#selected;
  }

  at(index: number): ShownRow | undefined {
    return this.#rows.get(index);
  }

  indexOf(id: string): number | undefined {
    for (const [index, row] of this.#rows) if (row.id === id) return index;
    return undefined;
  }

  /** Takes in what came; what was in hand of another revision is given up. */
  accept({ revision, shown, from, rows, selected }: LogRows): void {
    if (revision !== this.#revision) this.#rows.clear();
    this.#revision = revision;
    this.#count = shown;
    this.#selected = selected;
    for (const [offset, row] of rows.entries()) this.#rows.set(from + offset, row);
  }

  /** The row that was just chosen stands here. */
  select(index: number | undefined): void {
    this.#selected = index;
  }

  /** Whether all rows of a range are in hand, as far as there are any. */
  has(first: number, last: number): boolean {
    for (let index = Math.max(0, first); index <= Math.min(last, this.#count - 1); index++)
      if (!this.#rows.has(index)) return false;
    return true;
  }
}
