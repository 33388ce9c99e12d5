import type { ShownColumn } from './link.ts';

/** Between two columns, in pixels: as `logGridStyles` has it. */
const COLUMN_GAP = 10;

/** A column that grows has room for so many characters before another is left out for it. */
const ENOUGH_GROWN = 26;

/** And for so many before the others are narrowed. */
const LEAST_GROWN = 14;

/** No column is narrowed to less than this share of its width. */
const LEAST_SHARE = 0.55;

export interface ColumnLayout {
  /** The columns that there is room for, by their index. */
  readonly shown: readonly number[];
  /** What a grid's `grid-template-columns` says of them. */
  readonly tracks: string;
}

/**
 * Gives each column its room: those that may be left out go first, then the others are narrowed alike.
 * @param width of the rows, in pixels
 * @param marks what of it stands before the columns
 * @param character how wide one is, in pixels
 */
export function layOutColumns(
  columns: readonly ShownColumn[],
  width: number,
  marks: number,
  character: number,
): ColumnLayout {
  const shown = columns.flatMap(({ from }, index) => (from <= width ? [index] : []));
  const of = (index: number) => columns[index];
  const room = () => width - marks - shown.length * COLUMN_GAP;
  const grown = (least: number) =>
    sum(shown.map((index) => (of(index)?.grows ? Math.min(least, of(index)?.width ?? 0) : 0))) * character;
  const fixed = () => sum(shown.map((index) => (of(index)?.grows ? 0 : (of(index)?.width ?? 0)))) * character;
  while (fixed() + grown(ENOUGH_GROWN) > room()) {
    const optional = shown.filter((index) => (of(index)?.from ?? 0) > 0);
    const last = optional.toSorted((a, b) => (of(a)?.from ?? 0) - (of(b)?.from ?? 0)).at(-1);
    if (last === undefined) break;
    shown.splice(shown.indexOf(last), 1);
  }
  const share = Math.max(LEAST_SHARE, Math.min(1, (room() - grown(LEAST_GROWN)) / Math.max(1, fixed())));
  const tracks = shown.map((index) => {
    const { grows = false, width = 0 } = of(index) ?? {};
    return grows ? `minmax(0, ${width}fr)` : `${Math.floor(width * character * share)}px`;
  });
  return { shown, tracks: [`${marks}px`, ...tracks].join(' ') };
}

/** The column in which what belongs to the row above is set in: the first that grows. */
export function indentedColumn(columns: readonly ShownColumn[], shown: readonly number[]): number {
  return shown.find((index) => columns[index]?.grows) ?? shown[0] ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
