import { paintFailures } from '../paintFailures.ts';
import type { Colors } from '../themeColors.ts';
import { channelColor } from '../themeColors.ts';
import type { LanesScene } from './lanesScene.ts';
import { wrap } from './laneText.ts';
import type { Tick } from './laneTicks.ts';
import { paintArrival, paintMark, RADIUS } from './paintMark.ts';

/** More links than this would be a hatching that says nothing. */
const LINK_LIMIT = 250;

/** Text on the canvas, in the theme's font. */
export interface LaneFonts {
  readonly small: string;
}

/** What words are drawn. */
export interface LaneSayings {
  readonly lasting: (ms: number) => string;
  /** What a communication says, as far as it is known. */
  readonly textOf: (key: string) => string | undefined;
  /** Said where nothing is. */
  readonly nothing: string;
}

/** What of the scene stands out. */
export interface Emphasis {
  readonly selected: string | undefined;
  readonly hovered: string | undefined;
}

/** Draws every lane: bands, silences, links, waiting times and marks, or how many where marks would cover each other. */
export function paintLanes(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  ticks: readonly Tick[],
  emphasis: Emphasis,
  colors: Colors,
  fonts: LaneFonts,
  { lasting, textOf, nothing }: LaneSayings,
): void {
  paintBands(context, scene, ticks, colors);
  paintSilences(context, scene, colors, fonts, lasting);
  if (scene.answer.columns) paintColumns(context, scene, colors);
  else paintLinks(context, scene, emphasis, colors);
  paintGaps(context, scene, colors, fonts, lasting);
  if (scene.answer.columns) return;
  paintTexts(context, scene, textOf, colors, fonts);
  paintMarks(context, scene, emphasis, colors, fonts);
  if (
    scene.clusters.every((clusters) => clusters.every(({ left, right }) => right < 0 || left > scene.width))
  ) {
    context.font = fonts.small;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = colors.muted;
    context.fillText(nothing, scene.width / 2, scene.y(0) - 14);
  }
}

function paintBands(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  ticks: readonly Tick[],
  colors: Colors,
): void {
  const { width, height, laneHeight, answer } = scene;
  context.fillStyle = colors.band;
  for (let lane = 0; lane < answer.lanes.length; lane += 2) {
    context.fillRect(0, lane * laneHeight, width, laneHeight);
  }
  context.strokeStyle = colors.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (const { x } of ticks) {
    context.moveTo(Math.round(x) + 0.5, 0);
    context.lineTo(Math.round(x) + 0.5, height);
  }
  for (let lane = 0; lane < answer.lanes.length; lane++) {
    const y = Math.round(scene.y(lane)) + 0.5;
    context.moveTo(0, y);
    context.lineTo(width, y);
  }
  context.stroke();
}

/** A silence that was shortened is hatched, and says how long it was where there is room. */
function paintSilences(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  colors: Colors,
  fonts: LaneFonts,
  lasting: (ms: number) => string,
): void {
  const { height, width, stretch } = scene;
  for (const [from, to] of scene.scale.silences) {
    if (to < stretch.from || from > stretch.to) continue;
    // What was said at either end keeps its room.
    const left = scene.x(from) + RADIUS + 4;
    const right = scene.x(to) - RADIUS - 4;
    if (right - left < 3 || right < 0 || left > width) continue;
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    context.strokeStyle = colors.grid;
    context.lineWidth = 1;
    context.beginPath();
    const first = Math.max(0, left) - height;
    for (let x = first - (first % 7); x < Math.min(width, right); x += 7) {
      context.moveTo(x, height);
      context.lineTo(x + height, 0);
    }
    context.stroke();
    context.restore();
    paintSilenceWords(context, scene, (left + right) / 2, right - left, lasting(to - from), colors, fonts);
  }
}

/** Above the first lane's marks where it fits across; upright where lanes have no texts that it would stand behind. */
function paintSilenceWords(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  x: number,
  room: number,
  words: string,
  colors: Colors,
  fonts: LaneFonts,
): void {
  context.font = fonts.small;
  const wide = context.measureText(words).width + 10;
  const across = wide <= room;
  if (!across && (scene.tall || room < 15)) return;
  context.save();
  if (across) context.translate(x, 11);
  else {
    context.translate(x, scene.height / 2);
    context.rotate(-Math.PI / 2);
  }
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colors.bg;
  context.beginPath();
  context.roundRect(-wide / 2, -8, wide, 16, 8);
  context.fill();
  context.fillStyle = colors.muted;
  context.fillText(words, 0, 0.5);
  context.restore();
}

/** How many there are, where they cannot be told apart: bars upon each lane's line, failures at their foot. */
function paintColumns(context: CanvasRenderingContext2D, scene: LanesScene, colors: Colors): void {
  const { answer, laneHeight } = scene;
  const { left, columns } = scene.columnEdges();
  let highest = 1;
  for (const { counts } of answer.columns ?? []) {
    for (const count of counts) if (count > highest) highest = count;
  }
  const tallest = Math.min(40, laneHeight / 2 - 12);
  const wide = Math.max(1, left(1) - left(0) - 0.75);
  for (const [lane, { counts, failed }] of (answer.columns ?? []).entries()) {
    const y = scene.y(lane);
    const [channel] = answer.lanes[lane]?.channels ?? [];
    context.fillStyle = channelColor(colors, channel ?? '');
    for (let column = 0; column < columns; column++) {
      const count = counts[column] ?? 0;
      if (count === 0) continue;
      const tall = Math.max(2, Math.sqrt(count / highest) * tallest);
      context.fillRect(left(column), y - tall, wide, tall * 2);
    }
    paintFailures(context, failed, y + tallest + 9, (column) => left(column) + wide / 2, wide, colors);
  }
}

/** Who wrote to whom, and whether it arrived there: faint, but for what stands out. */
function paintLinks(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  { selected, hovered }: Emphasis,
  colors: Colors,
): void {
  const marks = scene.clusters.flat().flatMap(({ items }) => items);
  const few = marks.length <= LINK_LIMIT;
  for (const { mark, left } of marks) {
    const strong = mark.key === selected || mark.key === hovered;
    if (!few && !strong) continue;
    const x = mark.end === undefined ? scene.x(mark.at) : left + 1;
    const color = channelColor(colors, mark.channel);
    const from = scene.y(mark.lane);
    for (const { lane, status } of mark.to) {
      if (lane === mark.lane) continue;
      const to = scene.y(lane);
      context.globalAlpha = strong ? 1 : 0.4;
      context.strokeStyle = color;
      context.lineWidth = strong ? 2 : 1;
      context.beginPath();
      context.moveTo(x, from);
      context.lineTo(x, to);
      context.stroke();
      context.globalAlpha = strong ? 1 : 0.75;
      paintArrival(context, x, to, status, color, colors);
    }
  }
  context.globalAlpha = 1;
}

/** How long a customer waited: a bracket at the foot of their lane, from what they asked to the answer. */
function paintGaps(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  colors: Colors,
  fonts: LaneFonts,
  lasting: (ms: number) => string,
): void {
  const { answer, laneHeight, width } = scene;
  context.font = fonts.small;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { from, to, fromLane } of answer.gaps) {
    const [left, right] = [scene.x(from), scene.x(to)];
    if (right - left < 14 || right < 0 || left > width) continue;
    const y = Math.round((fromLane + 1) * laneHeight - 8) + 0.5;
    context.strokeStyle = colors.warn;
    context.lineWidth = 1.25;
    context.beginPath();
    context.moveTo(left, y - 4);
    context.lineTo(left, y);
    context.lineTo(right, y);
    context.lineTo(right, y - 4);
    context.stroke();
    const words = lasting(to - from);
    const wide = context.measureText(words).width + 8;
    const [begin, end] = [Math.max(2, left), Math.min(width - 2, right)];
    if (end - begin < wide + 8) continue;
    const middle = (begin + end) / 2;
    context.fillStyle = colors.bg;
    context.beginPath();
    context.roundRect(middle - wide / 2, y - 8, wide, 16, 8);
    context.fill();
    context.fillStyle = colors.warn;
    context.fillText(words, middle, y + 0.5);
  }
}

/** What was said, beneath its mark, where the lane has room for it. */
function paintTexts(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  textOf: LaneSayings['textOf'],
  colors: Colors,
  fonts: LaneFonts,
): void {
  context.font = fonts.small;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  for (const { key, lane, x, width } of scene.readable()) {
    const text = textOf(key);
    if (text === undefined) continue;
    const top = scene.y(lane) + 25;
    const room = Math.floor(((lane + 1) * scene.laneHeight - 16 - top) / 14) + 1;
    const lines = wrap(text, width, room, (words) => context.measureText(words).width);
    for (const [index, line] of lines.entries()) {
      context.globalAlpha = 0.8;
      context.fillStyle = colors.bg;
      context.fillRect(x - 2, top + index * 14 - 11, context.measureText(line).width + 4, 14);
      context.globalAlpha = 1;
      context.fillStyle = colors.muted;
      context.fillText(line, x, top + index * 14);
    }
  }
}

function paintMarks(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  { selected, hovered }: Emphasis,
  colors: Colors,
  fonts: LaneFonts,
): void {
  for (const [lane, clusters] of scene.clusters.entries()) {
    const y = scene.y(lane);
    for (const [index, { items, left, right }] of clusters.entries()) {
      const [only] = items;
      if (!only) continue;
      if (items.length === 1) {
        const chosen = only.mark.key === selected;
        paintMark(context, { mark: only.mark, left, right, y }, colors, chosen);
        if (only.mark.key === hovered && !chosen) {
          context.strokeStyle = colors.fg;
          context.lineWidth = 1.5;
          context.beginPath();
          context.roundRect(left - 4, y - RADIUS - 6, right - left + 8, RADIUS * 2 + 12, 8);
          context.stroke();
        }
        continue;
      }
      const failed = items.some(({ mark }) => mark.status === 'FAILED');
      const chosen = items.some(({ mark }) => mark.key === selected);
      // As wide as its number needs, as far as the neighbour leaves room.
      const free = (clusters[index + 1]?.left ?? Number.POSITIVE_INFINITY) - 1;
      const wide = Math.max(left + 13, Math.min(Math.max(right, left + 18), free));
      paintCluster(context, { left, right: wide, y }, items.length, colors, fonts, {
        color: failed ? colors.bad : channelColor(colors, only.mark.channel),
        failed,
        chosen,
      });
    }
  }
}

/** Several that cover each other: one capsule with their number. */
function paintCluster(
  context: CanvasRenderingContext2D,
  { left, right, y }: { left: number; right: number; y: number },
  count: number,
  colors: Colors,
  fonts: LaneFonts,
  { color, failed, chosen }: { color: string; failed: boolean; chosen: boolean },
): void {
  const height = 18;
  context.beginPath();
  context.roundRect(left, y - height / 2, right - left, height, height / 2);
  context.fillStyle = colors.bg;
  context.fill();
  context.globalAlpha = 0.22;
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = chosen ? colors.focus : color;
  context.lineWidth = chosen ? 2.5 : 1.5;
  context.stroke();
  context.fillStyle = failed ? colors.bad : colors.fg;
  context.font = fonts.small;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(count > 99 ? '99+' : `${count}${failed ? '!' : ''}`, (left + right) / 2, y + 0.5);
}
