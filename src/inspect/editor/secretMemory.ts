import { CONTEXT_LINES, type FoundSecret, findSecrets, type Lines } from './secretScan.ts';

/** A change of a text: what stood on these lines was replaced. Lines count from 0, as they were before the change. */
export interface LineChange {
  first: number;
  last: number;
  /** How many line ends the new text has. */
  lineEnds: number;
}

/** What is known of one document: after a change, only the lines that it can matter to are looked at again. */
export class SecretMemory {
  #found: FoundSecret[] = [];
  /** The lines to be looked at again; undefined when all that is known is true. */
  #stale: { from: number; to: number } | undefined = { from: 0, to: Number.POSITIVE_INFINITY };

  /** Takes note of a change. */
  change({ first, last, lineEnds }: LineChange): void {
    const shift = lineEnds - (last - first);
    const from = first - CONTEXT_LINES;
    this.#found = this.#found
      .filter(({ line }) => line < from || line > last + CONTEXT_LINES)
      .map((secret) => (secret.line > last ? { ...secret, line: secret.line + shift } : secret));
    const to = first + lineEnds + CONTEXT_LINES + 1;
    const stale = this.#stale;
    // Where the stale lines were is moved as well.
    this.#stale = stale
      ? { from: Math.min(stale.from, from), to: Math.max(stale.to > last ? stale.to + shift : stale.to, to) }
      : { from, to };
  }

  /** The secrets of the document as it is now. */
  look(lines: Lines): readonly FoundSecret[] {
    const stale = this.#stale;
    if (stale) {
      const { from, to } = stale;
      const kept = this.#found.filter(({ line }) => line < from || line >= to);
      this.#found = [...kept, ...findSecrets(lines, from, to)].toSorted(
        (a, b) => a.line - b.line || a.start - b.start,
      );
      this.#stale = undefined;
    }
    return this.#found;
  }
}
