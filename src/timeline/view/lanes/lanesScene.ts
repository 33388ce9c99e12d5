import { LANE_TEXTS_LIMIT, type LaneMark, type LanesAnswer } from '../../protocol/lanes.ts';
import type { TimeScale } from '../../protocol/timeScale.ts';
import type { Stretch } from '../lookingAt.ts';
import { type Cluster, clustersOf, type Extent } from './laneClusters.ts';
import { RADIUS } from './paintMark.ts';

/** How far from the edges the first and the last moment stand, in pixels. */
export const MARGIN = 18;

/** From this height on, a lane has room for texts. */
const TALL = 76;
const WIDEST_TEXT = 240;
const NARROWEST_TEXT = 52;

/** How far below its lane's upper edge a mark stands. @param laneHeight in pixels @param marks and not columns, which have no texts */
export function middleOf(laneHeight: number, marks: boolean): number {
  return marks && laneHeight >= TALL ? 30 : laneHeight / 2;
}

/** A mark with its edges. */
export interface MarkExtent extends Extent {
  readonly mark: LaneMark;
}

/** What the pointer can be on: one or several communications, or a column of many. */
export interface Target {
  readonly lane: number;
  readonly left: number;
  readonly right: number;
  readonly keys: readonly string[];
  readonly count: number;
  readonly failed: number;
  readonly stretch: Stretch;
}

/** Where everything stands for one stretch, one width and one answer of the host. */
export class LanesScene {
  readonly answer: LanesAnswer;
  readonly stretch: Stretch;
  readonly width: number;
  readonly laneHeight: number;
  readonly scale: TimeScale;
  /** By lane. */
  readonly clusters: readonly (readonly Cluster<MarkExtent>[])[];
  readonly #begin: number;
  readonly #perMs: number;

  constructor(
    answer: LanesAnswer,
    scale: TimeScale,
    stretch: Stretch,
    size: { readonly width: number; readonly laneHeight: number },
  ) {
    this.answer = answer;
    this.scale = scale;
    this.stretch = stretch;
    this.width = size.width;
    this.laneHeight = size.laneHeight;
    this.#begin = scale.place(stretch.from);
    this.#perMs = (size.width - 2 * MARGIN) / Math.max(1e-6, scale.place(stretch.to) - this.#begin);
    const byLane = answer.lanes.map((): MarkExtent[] => []);
    for (const mark of answer.marks ?? []) {
      const middle = this.x(mark.at);
      const spoken = mark.end !== undefined;
      const left = spoken ? middle : middle - RADIUS;
      const right = spoken ? Math.max(left + 6, this.x(mark.end ?? mark.at)) : middle + RADIUS;
      if (right < -40 || left > size.width + 40) continue;
      byLane[mark.lane]?.push({ mark, left, right });
    }
    this.clusters = byLane.map((marks) => clustersOf(marks));
  }

  /** Whether lanes have room for texts. */
  get tall(): boolean {
    return this.laneHeight >= TALL && !this.answer.columns;
  }

  get height(): number {
    return this.answer.lanes.length * this.laneHeight;
  }

  /** Where a moment stands, in pixels. */
  x(at: number): number {
    return MARGIN + (this.scale.place(at) - this.#begin) * this.#perMs;
  }

  /** The moment that stands at a place, in epoch milliseconds. */
  at(x: number): number {
    return this.scale.time(this.#begin + (x - MARGIN) / this.#perMs);
  }

  /** Where a lane's marks stand: in its middle, or higher up where there is room for texts below. */
  y(lane: number): number {
    return lane * this.laneHeight + middleOf(this.laneHeight, !this.answer.columns);
  }

  /** Marks that have room for their text beneath them, and how much; none where there are too many to ask for. */
  *readable(): Generator<{ key: string; lane: number; x: number; width: number }> {
    if (!this.tall) return;
    let left = LANE_TEXTS_LIMIT;
    for (const [lane, clusters] of this.clusters.entries()) {
      for (const [index, cluster] of clusters.entries()) {
        const [only] = cluster.items;
        if (!only || cluster.items.length > 1) continue;
        const x = (only.mark.end === undefined ? (cluster.left + cluster.right) / 2 : cluster.left) + 6;
        const next = clusters[index + 1]?.left ?? this.width;
        const width = Math.min(WIDEST_TEXT, next - x - 10);
        if (width < NARROWEST_TEXT || x < -WIDEST_TEXT || x > this.width) continue;
        if (left-- === 0) return;
        yield { key: only.mark.key, lane, x, width };
      }
    }
  }

  /** What is drawn at a place, give or take some pixels. */
  target(x: number, y: number): Target | undefined {
    const lane = Math.floor(y / this.laneHeight);
    return this.answer.columns ? this.#columnAt(lane, x) : this.#clusterAt(lane, x);
  }

  #clusterAt(lane: number, x: number): Target | undefined {
    let nearest: Cluster<MarkExtent> | undefined;
    let distance = 9;
    for (const cluster of this.clusters[lane] ?? []) {
      const away = x < cluster.left ? cluster.left - x : Math.max(0, x - cluster.right);
      if (away <= distance) [nearest, distance] = [cluster, away];
    }
    if (!nearest) return undefined;
    const marks = nearest.items.map(({ mark }) => mark);
    return {
      lane,
      left: nearest.left,
      right: nearest.right,
      keys: marks.map(({ key }) => key),
      count: marks.length,
      failed: marks.filter(({ status }) => status === 'FAILED').length,
      stretch: { from: marks[0]?.at ?? 0, to: marks.at(-1)?.at ?? 0 },
    };
  }

  /** The edges of the columns that the answer has, in pixels. */
  columnEdges(): { left: (column: number) => number; columns: number } {
    const { answer, scale } = this;
    const columns = answer.columns?.[0]?.counts.length ?? 0;
    const begin = scale.place(answer.from);
    const width = (scale.place(answer.to) - begin) / Math.max(1, columns);
    return { columns, left: (column) => MARGIN + (begin + column * width - this.#begin) * this.#perMs };
  }

  #columnAt(lane: number, x: number): Target | undefined {
    const { left, columns } = this.columnEdges();
    const wide = left(1) - left(0);
    const column = Math.floor((x - left(0)) / wide);
    const found = this.answer.columns?.[lane];
    const count = found?.counts[column] ?? 0;
    if (column < 0 || column >= columns || count === 0) return undefined;
    const [from, to] = [left(column), left(column + 1)];
    return {
      lane,
      left: from,
      right: to,
      keys: [],
      count,
      failed: found?.failed[column] ?? 0,
      stretch: { from: this.at(from), to: this.at(to) },
    };
  }
}
