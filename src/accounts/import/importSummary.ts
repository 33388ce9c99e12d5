import type { L10n } from './candidate.ts';

/** An account that was not imported, and why in a few words. */
export interface Refusal {
  name: string;
  reason: string;
  /** True when Twilio answered and said no; false when it could not be asked. */
  refused: boolean;
}

/**
 * What came of an import, as one message.
 * @param imported the names of those that are here now
 */
export function importSummary(imported: readonly string[], refusals: readonly Refusal[], l10n: L10n): string {
  const [first = ''] = imported;
  if (refusals.length === 0) {
    return imported.length === 1
      ? l10n.t('Account imported: {0}.', first)
      : l10n.t('{0} accounts imported.', imported.length);
  }
  const list = refusals.map(({ name, reason }) => `${name} (${reason})`).join(', ');
  const count = refusals.length;
  if (refusals.every(({ refused }) => refused)) {
    if (imported.length === 0) return l10n.t('No account imported, {0} refused: {1}', count, list);
    if (imported.length === 1) return l10n.t('1 account imported, {0} refused: {1}', count, list);
    return l10n.t('{0} accounts imported, {1} refused: {2}', imported.length, count, list);
  }
  if (imported.length === 0) return l10n.t('No account imported, {0} failed the check: {1}', count, list);
  if (imported.length === 1) return l10n.t('1 account imported, {0} failed the check: {1}', count, list);
  return l10n.t('{0} accounts imported, {1} failed the check: {2}', imported.length, count, list);
}
