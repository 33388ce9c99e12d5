import { escapedHtml } from '../../platform/htmlText.ts';
import type { BurstReport } from './report.ts';
import { durationIn, numberIn, type Reader } from './words.ts';

/** The shapes are drawn in these units and stretched to the room there is; all words stand beside them, as HTML. */
const WIDTH = 1_000;
const HEIGHT = 100;

/** How many lines lie across a plot at most, besides the lowest. */
const MOST_LINES = 4;

interface Scale {
  most: number;
  /** From the highest to 0. */
  labels: string[];
}

/** Lines at round values that have room for the highest. */
function scaleTo(highest: number, label: (value: number) => string): Scale {
  const least = Math.max(highest, 1e-3) / MOST_LINES;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((value) => value >= least) ?? least;
  const lines = Math.max(1, Math.ceil(highest / step - 1e-9));
  return {
    most: lines * step,
    labels: Array.from({ length: lines + 1 }, (_, index) => label((lines - index) * step)),
  };
}

const at = (value: number) => String(Math.round(value * 100) / 100);

interface Plot {
  id: string;
  title: string;
  /** Says in words what is seen. */
  summary: string;
  legend: readonly { kind: string; name: string }[];
  scale: Scale;
  below: readonly string[];
  shapes: string;
}

function figure({ id, title, summary, legend, scale, below, shapes }: Plot): string {
  const lines = scale.labels
    .map((_, index) => {
      const y = at((index / (scale.labels.length - 1)) * HEIGHT);
      return `<line class="grid" x1="0" x2="${WIDTH}" y1="${y}" y2="${y}"/>`;
    })
    .join('');
  return `<figure aria-labelledby="${id}">
<figcaption><h3 id="${id}">${escapedHtml(title)}</h3>${
    legend.length > 0
      ? `<ul class="legend">${legend
          .map(({ kind, name }) => `<li><i class="${kind}" aria-hidden="true"></i>${escapedHtml(name)}</li>`)
          .join('')}</ul>`
      : ''
  }</figcaption>
<div class="plot">
<div class="y" aria-hidden="true">${scale.labels.map((label) => `<span>${escapedHtml(label)}</span>`).join('')}</div>
<svg role="img" aria-label="${escapedHtml(summary)}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">${lines}${shapes}</svg>
<div class="x" aria-hidden="true">${below.map((label) => `<span>${escapedHtml(label)}</span>`).join('')}</div>
</div>
</figure>`;
}

/** Where it was in its time, below a plot. */
function timesBelow({ durationMs }: BurstReport, locale: string): string[] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => durationIn(Math.round(durationMs * share), locale));
}

function tip(x: number, width: number, words: string): string {
  return `<rect class="tip" x="${at(x)}" y="0" width="${at(width)}" height="${HEIGHT}"><title>${escapedHtml(words)}</title></rect>`;
}

/** The width of one slice, of which the last may be cut by the end. */
function sliceWidth({ sliceMs, durationMs }: BurstReport): number {
  return (Math.min(sliceMs, durationMs) / Math.max(1, durationMs)) * WIDTH;
}

/** How long answers took, as the burst went on. */
export function latencyPlot(report: BurstReport, { l10n, locale }: Reader): string {
  const { slices, latency } = report;
  if (!latency) return '';
  const width = sliceWidth(report);
  const scale = scaleTo(Math.max(...slices.map(({ p95 = 0 }) => p95)), (value) => durationIn(value, locale));
  const y = (value: number) => HEIGHT - (value / scale.most) * HEIGHT;
  const middle = (index: number) => Math.min(WIDTH, (index + 0.5) * width);
  // Where nothing came, such as in a pause, the line is broken.
  const stretches: { x: number; p50: number; p95: number }[][] = [];
  slices.forEach(({ p50, p95 }, index) => {
    if (p50 === undefined || p95 === undefined) return;
    const before = slices[index - 1]?.p50;
    if (index === 0 || before === undefined) stretches.push([]);
    stretches.at(-1)?.push({ x: middle(index), p50, p95 });
  });
  const shapes = stretches.map((points) => {
    const [only] = points;
    if (points.length === 1 && only) {
      const [from, to] = [Math.max(0, only.x - width / 2), Math.min(WIDTH, only.x + width / 2)];
      return `<rect class="band" x="${at(from)}" width="${at(to - from)}" y="${at(y(only.p95))}" height="${at(y(only.p50) - y(only.p95))}"/><path class="line" d="M${at(from)} ${at(y(only.p50))}H${at(to)}"/>`;
    }
    const upper = points.map(({ x, p95 }) => `${at(x)} ${at(y(p95))}`);
    const lower = points.map(({ x, p50 }) => `${at(x)} ${at(y(p50))}`);
    return `<path class="band" d="M${upper.join('L')}L${lower.toReversed().join('L')}Z"/><path class="edge" d="M${upper.join('L')}"/><path class="line" d="M${lower.join('L')}"/>`;
  });
  const tips = slices.map(({ p50, p95, sent }, index) =>
    p50 === undefined || p95 === undefined
      ? ''
      : tip(
          index * width,
          width,
          l10n.t(
            'After {0}: p50 {1}, p95 {2}, {3} sent',
            durationIn(index * report.sliceMs, locale),
            durationIn(p50, locale),
            durationIn(p95, locale),
            numberIn(sent, locale),
          ),
        ),
  );
  return figure({
    id: 'latency-plot',
    title: l10n.t('Latency over time'),
    summary: l10n.t(
      'Latency over time: half of all answers within {0}, 95 % within {1}, the slowest {2}. The figures are in the table below.',
      durationIn(latency.p50, locale),
      durationIn(latency.p95, locale),
      durationIn(latency.max, locale),
    ),
    legend: [
      { kind: 'line', name: l10n.t('median') },
      { kind: 'band', name: l10n.t('up to p95') },
    ],
    scale,
    below: timesBelow(report, locale),
    shapes: [...shapes, ...tips].join(''),
  });
}

/** How many arrived, as the burst went on, and where it went wrong. */
export function throughputPlot(report: BurstReport, { l10n, locale }: Reader): string {
  const { slices, sliceMs, failed, unknown, limited } = report;
  if (slices.every((slice) => slice.sent + slice.failed + slice.unknown + slice.limited === 0)) return '';
  const perSecond = 1_000 / Math.min(sliceMs, Math.max(1, report.durationMs));
  const width = sliceWidth(report);
  const gap = Math.min(2, width * 0.15);
  const highest = Math.max(
    ...slices.map((slice) => (slice.sent + slice.failed + slice.unknown) * perSecond),
    perSecond,
  );
  const scale = scaleTo(highest, (value) => numberIn(value, locale, value < 10 ? 1 : 0));
  const bars = slices.map((slice, index) => {
    const x = index * width + gap / 2;
    const wide = Math.max(0.5, Math.min(width, WIDTH - index * width) - gap);
    let base = HEIGHT;
    const piece = (kind: string, count: number) => {
      if (count === 0) return '';
      const height = ((count * perSecond) / scale.most) * HEIGHT;
      base -= height;
      return `<rect class="${kind}" x="${at(x)}" y="${at(base)}" width="${at(wide)}" height="${at(height)}"/>`;
    };
    const stacked =
      piece('sent', slice.sent) + piece('unknown', slice.unknown) + piece('failed', slice.failed);
    const mark =
      slice.limited > 0
        ? `<rect class="limited" x="${at(x)}" y="0" width="${at(wide)}" height="3"/><rect class="limited veil" x="${at(x)}" y="0" width="${at(wide)}" height="${HEIGHT}"/>`
        : '';
    return mark + stacked;
  });
  const tips = slices.map((slice, index) =>
    tip(
      index * width,
      width,
      [
        l10n.t('After {0}: {1} sent', durationIn(index * sliceMs, locale), numberIn(slice.sent, locale)),
        ...(slice.failed > 0 ? [l10n.t('{0} failed', numberIn(slice.failed, locale))] : []),
        ...(slice.unknown > 0 ? [l10n.t('{0} unknown', numberIn(slice.unknown, locale))] : []),
        ...(slice.limited > 0 ? [l10n.t('{0} × 429', numberIn(slice.limited, locale))] : []),
      ].join(', '),
    ),
  );
  return figure({
    id: 'throughput-plot',
    title: l10n.t('Sent per second'),
    summary: l10n.t(
      'Sent per second over time, at most {0}. {1} failed, {2} unknown, {3} answers 429. The figures are in the table below.',
      numberIn(Math.max(...slices.map(({ sent }) => sent * perSecond)), locale),
      numberIn(failed, locale),
      numberIn(unknown, locale),
      numberIn(limited, locale),
    ),
    legend: [
      { kind: 'sent', name: l10n.t('sent') },
      ...(failed > 0 ? [{ kind: 'failed', name: l10n.t('failed') }] : []),
      ...(unknown > 0 ? [{ kind: 'unknown', name: l10n.t('unknown') }] : []),
      ...(limited > 0 ? [{ kind: 'limited', name: l10n.t('429 Too Many Requests') }] : []),
    ],
    scale,
    below: timesBelow(report, locale),
    shapes: [...bars, ...tips].join(''),
  });
}

/** How the latencies are spread, with the percentiles marked. */
export function histogramPlot(report: BurstReport, { l10n, locale }: Reader): string {
  const { bins, latency } = report;
  if (!latency || bins.length < 2) return '';
  const width = WIDTH / bins.length;
  const gap = Math.min(3, width * 0.12);
  const scale = scaleTo(Math.max(...bins.map(({ count }) => count)), (value) => numberIn(value, locale, 1));
  const [first] = bins;
  const step = first ? first.to - first.from : 1;
  const bars = bins.map(({ from, to, count }, index) => {
    const height = (count / scale.most) * HEIGHT;
    const bar =
      count === 0
        ? ''
        : `<rect class="sent" x="${at(index * width + gap / 2)}" y="${at(HEIGHT - height)}" width="${at(width - gap)}" height="${at(height)}"/>`;
    const words = l10n.t(
      '{0} to {1}: {2}',
      durationIn(from, locale),
      durationIn(to, locale),
      numberIn(count, locale),
    );
    return bar + tip(index * width, width, words);
  });
  const end = (first?.from ?? 0) + bins.length * step;
  const marks = [latency.p50, latency.p95].map((value) => {
    const x = ((value - (first?.from ?? 0)) / (end - (first?.from ?? 0))) * WIDTH;
    return `<line class="mark" x1="${at(x)}" x2="${at(x)}" y1="0" y2="${HEIGHT}"/>`;
  });
  const below = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    durationIn((first?.from ?? 0) + share * bins.length * step, locale),
  );
  const isCut = latency.max > end + step / 2;
  return figure({
    id: 'histogram-plot',
    title: l10n.t('How the latencies are spread'),
    summary: l10n.t(
      'Histogram of {0} latencies between {1} and {2}. The figures are in the table below.',
      numberIn(report.sent, locale),
      durationIn(first?.from ?? 0, locale),
      durationIn(latency.max, locale),
    ),
    legend: [
      { kind: 'mark', name: l10n.t('p50 and p95') },
      ...(isCut
        ? [{ kind: 'none', name: l10n.t('the last bar: up to {0}', durationIn(latency.max, locale)) }]
        : []),
    ],
    scale,
    below,
    shapes: [...marks, ...bars].join(''),
  });
}

/** The proportions of what became of the copies, as one bar. */
export function shareBar(report: BurstReport, label: string): string {
  const { sent, failed, unknown, rest } = report;
  const total = Math.max(1, sent + failed + unknown + rest);
  let x = 0;
  const pieces = (
    [
      ['sent', sent],
      ['failed', failed],
      ['unknown', unknown],
      ['rest', rest],
    ] as const
  ).map(([kind, count]) => {
    if (count === 0) return '';
    // A single one among thousands is seen too.
    const width = Math.max(4, (count / total) * WIDTH);
    const piece = `<rect class="${kind}" x="${at(Math.min(x, WIDTH - width))}" y="0" width="${at(width)}" height="10"/>`;
    x += width;
    return piece;
  });
  return `<svg class="share" role="img" aria-label="${escapedHtml(label)}" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none">${pieces.join('')}</svg>`;
}
