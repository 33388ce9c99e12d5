import type { Details } from '../../protocol/details.ts';

/** One stretch of a communication's life: from one recorded moment to the next. */
export interface Latency {
  readonly kind: 'recorded' | 'updated';
  /** Milliseconds; negative where the later moment lies before the earlier, as clocks that differ make it. */
  readonly ms: number;
  /** Share of the bar, from 0 to 1. */
  readonly share: number;
}

/** No stretch is drawn thinner than this share, or it could not be seen beside one of weeks. */
const LEAST_SHARE = 0.06;

/** Occurred → created → updated, as far as the dates are there. */
export function latenciesOf({
  occurredAt,
  createdAt,
  updatedAt,
}: Pick<Details, 'occurredAt' | 'createdAt' | 'updatedAt'>): Latency[] {
  const occurred = Date.parse(occurredAt ?? '');
  const created = Date.parse(createdAt ?? '');
  const updated = Date.parse(updatedAt ?? '');
  const stretches = (
    [
      ['recorded', created - occurred],
      ['updated', updated - created],
    ] as const
  ).filter(([, ms]) => !Number.isNaN(ms));
  // By their order of magnitude: a second is to be seen beside an hour.
  const weights = stretches.map(([, ms]) => Math.log10(1 + Math.max(0, ms)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return stretches.map(([kind, ms], index) => ({
    kind,
    ms,
    share: sum === 0 ? 1 / stretches.length : Math.max(LEAST_SHARE, (weights[index] ?? 0) / sum),
  }));
}
