import { locale } from '../numbers.ts';
import type { Colors } from '../themeColors.ts';
import { namesDays, type Tick, type Ticks } from './laneTicks.ts';
import type { LaneFonts } from './paintLanes.ts';

const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const exactTime = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' });
const wholeDay = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const year = new Intl.DateTimeFormat(locale, { year: 'numeric' });

/** How tall the axis is, in pixels. */
export const AXIS_HEIGHT = 38;

/** Draws the time axis: times below, and above them the day that they belong to, once. */
export function paintAxis(
  context: CanvasRenderingContext2D,
  { step, ticks }: Ticks,
  size: { readonly width: number; readonly from: number },
  colors: Colors,
  fonts: LaneFonts,
): void {
  const days = namesDays(step);
  const label = days ? (step > 20 * 86_400_000 ? month : day) : closest(ticks) < 60_000 ? exactTime : time;
  const wholeLabel = days ? year : wholeDay;
  context.font = fonts.small;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  context.fillStyle = colors.muted;
  context.strokeStyle = colors.hairline;
  context.lineWidth = 1;
  context.beginPath();
  let before = '';
  for (const { at, x } of ticks) {
    context.moveTo(Math.round(x) + 0.5, AXIS_HEIGHT - 5);
    context.lineTo(Math.round(x) + 0.5, AXIS_HEIGHT);
    const words = label.format(at);
    // After a silence within one day.
    if (words === before) continue;
    before = words;
    const half = context.measureText(words).width / 2;
    context.fillText(words, Math.min(size.width - half - 2, Math.max(half + 2, x)), AXIS_HEIGHT - 9);
  }
  context.stroke();
  context.fillStyle = colors.fg;
  context.textAlign = 'left';
  let said = wholeLabel.format(size.from);
  let free = 4 + context.measureText(said).width + 14;
  const changes = ticks.flatMap(({ at, x }) => {
    const words = wholeLabel.format(at);
    const changed = words !== said;
    said = words;
    return changed ? [{ words, x }] : [];
  });
  // The day that it begins with gives way to one that begins right beside it.
  const [first] = changes;
  if (!first || first.x - 14 > free) context.fillText(wholeLabel.format(size.from), 4, 13);
  else free = 0;
  for (const { words, x } of changes) {
    const wide = context.measureText(words).width;
    const left = Math.min(x - 3, size.width - wide - 2);
    if (left < free) continue;
    context.fillText(words, left, 13);
    free = left + wide + 14;
  }
}

/** The least time between two neighbours: labels of whole minutes would say the same twice. */
function closest(ticks: readonly Tick[]): number {
  return ticks.slice(1).reduce((least, { at }, index) => {
    return Math.min(least, at - (ticks[index]?.at ?? Number.NEGATIVE_INFINITY));
  }, Number.POSITIVE_INFINITY);
}
