import type { LaneMark } from '../../protocol/lanes.ts';
import { type Colors, channelColor } from '../themeColors.ts';
import { barOf, type Fill, fillOf, outlineOf } from './laneShapes.ts';

/** A mark's radius in pixels. */
export const RADIUS = 5.5;

/** How tall an utterance is drawn. */
export const BAR_HEIGHT = 14;

/** A mark, and where it stands. */
export interface PlacedMark {
  readonly mark: Pick<LaneMark, 'channel' | 'status' | 'end' | 'estimated'>;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Draws one communication: its channel by shape and colour, its delivery by fill, speech by its length. */
export function paintMark(
  context: CanvasRenderingContext2D,
  { mark, left, right, y }: PlacedMark,
  colors: Colors,
  chosen: boolean,
): void {
  const fill = fillOf(mark.status);
  const color = fill === 'failed' ? colors.bad : channelColor(colors, mark.channel);
  const spoken = mark.end !== undefined;
  const middle = spoken ? (left + right) / 2 : left + RADIUS;
  const path = spoken ? barOf(left, right, y, BAR_HEIGHT) : outlineOf(mark.channel, middle, y, RADIUS);
  if (chosen) {
    const halo = spoken
      ? barOf(left - 4, right + 4, y, BAR_HEIGHT + 8)
      : outlineOf(mark.channel, middle, y, RADIUS + 5);
    context.fillStyle = colors.bg;
    context.fill(halo);
    context.strokeStyle = colors.focus;
    context.lineWidth = 2;
    context.stroke(halo);
  }
  // A rim of the background keeps neighbours apart.
  context.strokeStyle = colors.bg;
  context.lineWidth = 3;
  context.stroke(path);
  fillMark(context, path, color, colors, fill, mark.estimated === true);
  if (fill === 'failed') cross(context, spoken ? left + 7 : middle, y, spoken ? colors.bad : colors.bg);
  else if (fill === 'read' && (!spoken || right - left > 14)) {
    tick(context, spoken ? right - 8 : middle, y, colors.bg);
  }
}

function fillMark(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: string,
  colors: Colors,
  fill: Fill,
  estimated: boolean,
): void {
  const solid = fill === 'arrived' || fill === 'read' || (fill === 'failed' && !estimated);
  context.fillStyle = colors.bg;
  context.fill(path);
  context.fillStyle = color;
  // An estimated length is drawn pale: it only looks like one that was measured.
  context.globalAlpha = estimated ? 0.28 : solid ? 1 : fill === 'unknown' ? 0.45 : 0;
  context.fill(path);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1.75;
  context.setLineDash(estimated ? [3, 2] : []);
  context.stroke(path);
  context.setLineDash([]);
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.75;
  context.beginPath();
  context.moveTo(x - 2.4, y - 2.4);
  context.lineTo(x + 2.4, y + 2.4);
  context.moveTo(x + 2.4, y - 2.4);
  context.lineTo(x - 2.4, y + 2.4);
  context.stroke();
}

function tick(context: CanvasRenderingContext2D, x: number, y: number, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.6;
  context.beginPath();
  context.moveTo(x - 2.8, y + 0.2);
  context.lineTo(x - 0.7, y + 2.2);
  context.lineTo(x + 2.9, y - 2.2);
  context.stroke();
}

/** Draws what became of a communication at one of its recipients: a dot where it arrived, a cross where it failed. */
export function paintArrival(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  status: string | undefined,
  color: string,
  colors: Colors,
): void {
  const fill = fillOf(status);
  if (fill === 'failed') {
    cross(context, x, y, colors.bad);
    return;
  }
  context.beginPath();
  context.arc(x, y, 2.5, 0, Math.PI * 2);
  context.fillStyle = fill === 'arrived' || fill === 'read' ? color : colors.bg;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 1.25;
  context.stroke();
}
