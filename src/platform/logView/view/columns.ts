import type { ShownColumn } from './link.ts';

/** The columns that there is room for, by their index. @param width of the rows, in pixels */
export function columnsIn(columns: readonly ShownColumn[], width: number): number[] {
  return columns.flatMap(({ from }, index) => (from <= width ? [index] : []));
}

/** What a grid's `grid-template-columns` says: the marks, then each column. */
export function columnTracks(columns: readonly ShownColumn[]): string {
  const tracks = columns.map(({ width, grows }) =>
    grows ? `minmax(${Math.min(width, 12)}ch, ${width}fr)` : `minmax(0, ${width}ch)`,
  );
  return ['var(--marks)', ...tracks].join(' ');
}

/** The column in which what belongs to the row above is set in: the first that grows. */
export function indentedColumn(columns: readonly ShownColumn[], shown: readonly number[]): number {
  return shown.find((index) => columns[index]?.grows) ?? shown[0] ?? 0;
}
