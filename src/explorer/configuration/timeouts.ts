import type { l10n as VscodeL10n } from 'vscode';
import type { ChannelSetting } from '../../api/resources.ts';

const UNITS = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** A time has at most so many parts: `1 day, 2 hr`. */
const PARTS = 2;

/**
 * A time as people say it: `30 min`, `1 day`, `1 hr, 30 min`.
 * @param language a BCP 47 tag
 */
export function durationWords(minutes: number, language: string): string {
  let left = Math.round(minutes);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count === 0 && !(unit === 'minute' && parts.length === 0)) continue;
    parts.push(
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        useGrouping: false,
      }).format(count),
    );
  }
  return parts.slice(0, PARTS).join(', ');
}

/**
 * When a conversation rests and ends by itself. Without a time-out for it, it never does: that is what people who
 * wonder about an open conversation look for.
 * @param timeouts in minutes
 */
export function timeoutWords(
  timeouts: ChannelSetting['statusTimeouts'],
  l10n: Pick<typeof VscodeL10n, 't'>,
  language: string,
): string {
  const { inactive, closed } = timeouts ?? {};
  const words = (minutes: number) => durationWords(minutes, language);
  if (inactive !== undefined && closed !== undefined) {
    return l10n.t('Inactive after {0}, closed after {1}', words(inactive), words(closed));
  }
  if (closed !== undefined) return l10n.t('Closed after {0}', words(closed));
  if (inactive !== undefined) {
    return l10n.t('Inactive after {0}, never closes by itself', words(inactive));
  }
  return l10n.t('Never closes by itself');
}
