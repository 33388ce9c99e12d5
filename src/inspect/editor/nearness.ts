import { type FoundId, findIds, leadsSomewhere } from './ids.ts';

/** An id, and the conversations that stand nearest before and behind it. */
export interface PlacedId extends FoundId {
  near: string[];
}

/**
 * The ids of a whole text that lead somewhere, each with the conversations around it. Goes through the text once in each
 * direction, however many there are.
 */
export function idsWithNear(text: string, most: number): PlacedId[] {
  const ids = findIds(text, most).filter(leadsSomewhere);
  const before: (FoundId | undefined)[] = [];
  let last: FoundId | undefined;
  for (const id of ids) {
    if (id.kind === 'conversation') last = id;
    before.push(last);
  }
  const placed: PlacedId[] = [];
  let next: FoundId | undefined;
  for (let index = ids.length - 1; index >= 0; index--) {
    const id = ids[index];
    if (!id) continue;
    const around = [before[index], next].filter((one) => one !== undefined);
    const distance = (one: FoundId) => Math.abs(one.start - id.start);
    const near = around.toSorted((a, b) => distance(a) - distance(b)).map((one) => one.id);
    placed.push({ ...id, near: id.kind === 'conversation' ? [] : [...new Set(near)] });
    if (id.kind === 'conversation') next = id;
  }
  return placed.reverse();
}
