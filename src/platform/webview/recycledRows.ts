import { noChange } from 'lit';
import { type ChildPart, Directive, directive, type PartInfo, PartType } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

/** A row to draw. */
export interface RecycledRow {
  /** Tells it from all others that are drawn. */
  readonly key: string | number;
  /** Rows of one shape are made of the same elements. */
  readonly shape: string;
  /** What is drawn. */
  readonly value: unknown;
}

interface Slot {
  key: string | number;
  shape: string;
  readonly part: ChildPart;
}

/**
 * Draws rows out of a longer list of which ever another piece is shown. A row that stays keeps its elements where they
 * are, and so its focus; the elements of one that leaves become those of one of the same shape that comes. Making
 * elements costs several times what changing them does.
 */
class RecycledRows extends Directive {
  #slots: readonly Slot[] = [];

  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.CHILD) throw new Error('Rows stand between tags');
  }

  override render(_rows: readonly RecycledRow[]): unknown {
    return noChange;
  }

  override update(container: ChildPart, [rows]: [readonly RecycledRow[]]): unknown {
    const wanted = new Set(rows.map(({ key }) => key));
    const staying = new Map<string | number, Slot>();
    const spare = new Map<string, Slot[]>();
    for (const slot of this.#slots) {
      if (wanted.has(slot.key)) staying.set(slot.key, slot);
      else spare.set(slot.shape, [...(spare.get(slot.shape) ?? []), slot]);
    }
    const slots: Slot[] = [];
    let after: ChildPart | undefined;
    // From the end: what comes is put before what follows it, and what stays is not touched.
    for (const { key, shape, value } of rows.toReversed()) {
      const kept = staying.get(key);
      const reused = kept ?? spare.get(shape)?.pop();
      const slot = reused ?? { key, shape, part: insertPart(container, after) };
      if (reused && !kept) insertPart(container, after, reused.part);
      slot.key = key;
      slot.shape = shape;
      setChildPartValue(slot.part, value);
      slots.push(slot);
      after = slot.part;
    }
    for (const left of spare.values()) for (const { part } of left) removePart(part);
    this.#slots = slots.reverse();
    return noChange;
  }
}

/** Draws rows with the elements of those that left. @param rows in order, which those that stay never change */
export const recycledRows = directive(RecycledRows);
