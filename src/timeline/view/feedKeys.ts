import type { RowWindow } from './rowWindow.ts';

/** What a key asks for: go to this row, or, where there is nowhere to go, stay. */
export interface KeyMove {
  readonly to: number | undefined;
}

/**
 * Where a key leads among the rows.
 * @param key as `KeyboardEvent.key` names it
 * @param from the row that has the focus, or -1
 * @param page how many rows a page key moves by
 * @returns `undefined` for a key that means nothing here; a target may lie outside of the rows
 */
export function moveOf(key: string, from: number, page: number, rows: RowWindow): KeyMove | undefined {
  switch (key) {
    case 'ArrowDown':
      return { to: stepFrom(from, 1, rows) };
    case 'ArrowUp':
      return { to: stepFrom(from, -1, rows) };
    case 'PageDown':
      return { to: from + page };
    case 'PageUp':
      return { to: from - page };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: rows.count - 1 };
    default:
      return undefined;
  }
}

function stepFrom(from: number, step: 1 | -1, rows: RowWindow): number | undefined {
  const next = rows.nextCommunication(from + step, step);
  if (next !== undefined) return next;
  // The rows over there have not arrived: go and see.
  if (from + step > 0 && from + step < rows.count) return from + step;
  // Above the first communication there may still be its day: show it.
  return step === -1 ? 0 : undefined;
}
