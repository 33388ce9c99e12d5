import type { Colors } from './themeColors.ts';

/** Failures in more columns than this share would be ticks that touch. */
const SPARSE = 0.1;

/** How tall a tick or a bar is at most, in pixels. */
const TALLEST = 6;

/**
 * Draws where something failed upon a line: ticks where they are few, bars by how many where they are not.
 * @param foot of the ticks, in pixels
 * @param x middle of a column
 * @param wide of a column
 */
export function paintFailures(
  context: CanvasRenderingContext2D,
  failed: readonly number[],
  foot: number,
  x: (column: number) => number,
  wide: number,
  colors: Colors,
): void {
  const failing = failed.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const most = failed.reduce((highest, count) => Math.max(highest, count), 1);
  context.fillStyle = colors.bad;
  for (const [column, count] of failed.entries()) {
    if (count === 0) continue;
    const middle = x(column);
    if (failing > failed.length * SPARSE) {
      const tall = Math.max(1.5, (count / most) * TALLEST);
      context.fillRect(middle - wide / 2, foot - tall, wide, tall);
      continue;
    }
    context.beginPath();
    context.moveTo(middle, foot - TALLEST);
    context.lineTo(middle + 3.5, foot);
    context.lineTo(middle - 3.5, foot);
    context.fill();
  }
}
