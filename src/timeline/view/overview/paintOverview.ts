import type { Overview } from '../../protocol/overview.ts';
import type { Stretch } from '../lookingAt.ts';
import { paintFailures } from '../paintFailures.ts';
import type { Colors } from '../themeColors.ts';

/** How much of its height the strip leaves for the ticks of failures. */
const TICKS = 6;

/** What is drawn, in pixels of the strip. */
export interface OverviewScene {
  readonly overview: Overview;
  readonly width: number;
  readonly height: number;
  /** What the reader looks at. */
  readonly looking: Stretch | undefined;
  /** The range that is chosen or filtered to. */
  readonly range: Stretch | undefined;
  readonly cursor: number | undefined;
}

/** Draws customers upwards and agents downwards from one line, failures as ticks at the foot. */
export function paintOverview(context: CanvasRenderingContext2D, scene: OverviewScene, colors: Colors): void {
  const { overview, width, height, range, looking, cursor } = scene;
  const { customers, agents, failed, shown } = overview;
  const bins = customers.length;
  const barWidth = width / bins;
  const body = height - TICKS;
  const middle = Math.round(body / 2);
  let highest = 1;
  for (let bin = 0; bin < bins; bin++) highest = Math.max(highest, customers[bin] ?? 0, agents[bin] ?? 0);
  // By the root: one communication beside a thousand is still seen.
  const size = (count: number) => (count === 0 ? 0 : Math.max(2, Math.sqrt(count / highest) * (middle - 2)));

  context.fillStyle = colors.hairline;
  context.fillRect(0, middle - 0.5, width, 1);
  const bars = (up: readonly number[], down: readonly number[], alpha: number) => {
    context.globalAlpha = alpha;
    const inner = Math.max(1, barWidth - (barWidth >= 3 ? 1 : 0));
    context.fillStyle = colors.customer;
    for (let bin = 0; bin < bins; bin++) {
      const tall = size(up[bin] ?? 0);
      if (tall > 0) context.fillRect(bin * barWidth, middle - 0.5 - tall, inner, tall);
    }
    context.fillStyle = colors.agent;
    for (let bin = 0; bin < bins; bin++) {
      const tall = size(down[bin] ?? 0);
      if (tall > 0) context.fillRect(bin * barWidth, middle + 0.5, inner, tall);
    }
    context.globalAlpha = 1;
  };
  bars(customers, agents, shown ? 0.28 : 1);
  if (shown) bars(shown.customers, shown.agents, 1);

  paintFailures(context, failed, height, (bin) => (bin + 0.5) * barWidth, Math.max(1, barWidth - 1), colors);

  if (looking && looking.to - looking.from < width - 1) {
    const left = Math.max(0.75, Math.min(looking.from, width - 4));
    const right = Math.min(width - 0.75, Math.max(looking.to, left + 4));
    context.globalAlpha = 0.08;
    context.fillStyle = colors.fg;
    context.fillRect(left, 0, right - left, height);
    context.globalAlpha = 0.75;
    context.strokeStyle = colors.fg;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left, 0.5, right - left, height - 1, 3);
    context.stroke();
    context.globalAlpha = 1;
  }
  if (range) {
    context.globalAlpha = 0.2;
    context.fillStyle = colors.accent;
    context.fillRect(range.from, 0, range.to - range.from, height);
    context.globalAlpha = 1;
    for (const x of [range.from, range.to]) {
      const edge = Math.min(width - 1, Math.max(1, x));
      context.fillRect(edge - 1, 0, 2, height);
      context.beginPath();
      context.roundRect(edge - 3, height / 2 - 7, 6, 14, 3);
      context.fill();
    }
  }
  if (cursor !== undefined) {
    context.fillStyle = colors.focus;
    context.fillRect(Math.min(width - 2, Math.max(0, cursor - 1)), 0, 2, height);
  }
}
