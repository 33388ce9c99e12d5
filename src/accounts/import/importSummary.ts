import type { L10n } from './candidate.ts';

/** An account that was not imported, and why in a few words. */
export interface Refusal {
  name: string;
  reason: string;
  /** True when Twilio answered and said no; false when it could not be asked. */
  refused: boolean;
}

/** The account that is active after an import. */
export interface ActiveAfterwards {
  label: string;
  /** Whether another one was before, or none. */
  changed: boolean;
}

/**
 * What came of an import, as one message. It says which account is active when any came: what is done next reaches
 * the people of that one.
 * @param imported the names of those that are here now
 */
export function importSummary(
  imported: readonly string[],
  refusals: readonly Refusal[],
  active: ActiveAfterwards | undefined,
  l10n: L10n,
): string {
  const [first = ''] = imported;
  const summary = outcome(imported, refusals, l10n);
  if (imported.length === 0 || !active) return summary;
  const { label, changed } = active;
  if (refusals.length === 0) {
    if (imported.length === 1 && first === label)
      return l10n.t('Account imported: {0}. It is active now.', first);
    return changed
      ? l10n.t('{0} {1} is active now.', summary, label)
      : l10n.t('{0} {1} stays active.', summary, label);
  }
  return changed
    ? l10n.t('{0}. {1} is active now.', summary, label)
    : l10n.t('{0}. {1} stays active.', summary, label);
}

function outcome(imported: readonly string[], refusals: readonly Refusal[], l10n: L10n): string {
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
