import type { BurstEngine } from './engine.ts';
import { durationIn, numberIn, type Reader } from './words.ts';

/** Milliseconds: before them, the rate says nothing of the time that is left. */
const TELLING_AFTER_MS = 2_000;

/** `412 of 1,000 · 96/s · 3 failed · about 6 s left`, and how far it is: from 0 to 1. */
export function progressIn(
  engine: BurstEngine,
  cancelled: boolean,
  { l10n, locale }: Pick<Reader, 'l10n' | 'locale'>,
): { message: string; share: number } {
  const { size, tally, elapsedMs, pauseLeftMs, pausedMs } = engine;
  const { sent, failed, unknown } = tally;
  const settled = sent + failed + unknown;
  const n = (value: number) => numberIn(value, locale);
  const activeMs = Math.max(1, elapsedMs - (pausedMs - pauseLeftMs));
  const perSecond = (settled / activeMs) * 1_000;
  const left = perSecond > 0 ? ((size - settled) / perSecond) * 1_000 + pauseLeftMs : undefined;
  const parts = [
    l10n.t('{0} of {1}', n(sent), n(size)),
    ...(elapsedMs >= 1_000 && perSecond > 0
      ? [l10n.t('{0}/s', numberIn(perSecond, locale, perSecond < 10 ? 1 : 0))]
      : []),
    ...(failed > 0 ? [l10n.t('{0} failed', n(failed))] : []),
    ...(unknown > 0 ? [l10n.t('{0} unknown', n(unknown))] : []),
  ];
  if (cancelled) parts.push(l10n.t('cancelling: waiting for {0} on their way', n(engine.inFlight.length)));
  else if (pauseLeftMs > 0)
    parts.push(
      l10n.t('held up by 429, goes on in {0}', durationIn(Math.ceil(pauseLeftMs / 1_000) * 1_000, locale)),
    );
  else if (left !== undefined && elapsedMs >= TELLING_AFTER_MS && settled < size)
    parts.push(l10n.t('about {0} left', durationIn(Math.ceil(left / 1_000) * 1_000, locale)));
  return { message: parts.join(' · '), share: size === 0 ? 1 : settled / size };
}
