import type { Tally } from './tally.ts';

/** Milliseconds. */
export interface Percentiles {
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  max: number;
  mean: number;
}

/** A stretch of a burst. */
export interface Slice {
  sent: number;
  failed: number;
  unknown: number;
  limited: number;
  /** Milliseconds; absent where nothing was sent. */
  p50?: number;
  p95?: number;
}

/** How many answers took about as long. */
export interface Bin {
  /** Milliseconds: from, and up to. */
  from: number;
  to: number;
  count: number;
}

/** Plots have no room for more. */
const MOST_SLICES = 100;
const MOST_BINS = 36;

const LEAST_SLICES = 10;
const SENT_IN_A_SLICE = 5;

/** The lengths that a slice, or a bin, may have: 1, 2 or 5 of a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * (1 - 1e-9)) ?? least;
}

/** The value below which a share of sorted numbers lies: the nearest rank. @param share from 0 to 1 */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? Number.NaN;
}

/** @returns `undefined` where nothing was sent */
export function percentilesOf(sorted: Float32Array): Percentiles | undefined {
  if (sorted.length === 0) return undefined;
  const at = (share: number) => round(percentile(sorted, share));
  let sum = 0;
  for (const value of sorted) sum += value;
  return {
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    mean: round(sum / sorted.length),
  };
}

/** What became of the copies, stretch by stretch. @param durationMs of the whole */
export function slicesOf(tally: Tally, durationMs: number): { sliceMs: number; slices: Slice[] } {
  // A stretch with hardly an answer in it says nothing of how long answers take.
  const most = Math.min(MOST_SLICES, Math.max(LEAST_SLICES, Math.ceil(tally.sent / SENT_IN_A_SLICE)));
  const sliceMs = Math.max(10, niceStep(Math.max(1, durationMs) / most));
  const length = Math.max(1, Math.ceil(durationMs / sliceMs));
  const slices = Array.from({ length }, (): Slice & { latencies: number[] } => ({
    sent: 0,
    failed: 0,
    unknown: 0,
    limited: 0,
    latencies: [],
  }));
  const at = (end: number) => slices[Math.min(length - 1, Math.max(0, Math.floor(end / sliceMs)))];
  for (const { kind, latencyMs, end } of tally.settled()) {
    const slice = at(end);
    if (!slice) continue;
    if (kind === 'sent') {
      slice.sent++;
      slice.latencies.push(latencyMs);
    } else if (kind === 'refused') slice.failed++;
    else slice.unknown++;
  }
  for (const end of tally.limitedAt) {
    const slice = at(end);
    if (slice) slice.limited++;
  }
  return {
    sliceMs,
    slices: slices.map(({ latencies, ...slice }) => {
      if (latencies.length === 0) return slice;
      const sorted = Float32Array.from(latencies).sort();
      return { ...slice, p50: round(percentile(sorted, 0.5)), p95: round(percentile(sorted, 0.95)) };
    }),
  };
}

/** How the latencies are spread: the slowest hundredth goes into the last bin, so that one does not flatten the rest. */
export function binsOf(sorted: Float32Array): Bin[] {
  const [least = 0] = sorted;
  if (sorted.length === 0) return [];
  const most = percentile(sorted, 1);
  const end = Math.min(most, Math.max(percentile(sorted, 0.99) * 1.2, least + 1));
  const step = niceStep(Math.max(0.1, (end - least) / MOST_BINS));
  const first = Math.floor(least / step) * step;
  const length = Math.max(1, Math.ceil((end - first) / step + 1e-9));
  const bins = Array.from({ length }, (_, index): Bin => {
    return { from: round(first + index * step), to: round(first + (index + 1) * step), count: 0 };
  });
  for (const value of sorted) {
    const bin = bins[Math.min(length - 1, Math.floor((value - first) / step))];
    if (bin) bin.count++;
  }
  const last = bins.at(-1);
  if (last) last.to = round(Math.max(last.to, most));
  return bins;
}

/** To a tenth: a report that is kept needs no more. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
