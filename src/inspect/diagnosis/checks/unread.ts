import type { Evidence } from '../evidence.ts';
import { type Finding, finding } from '../finding.ts';
import type { CheckWords } from './words.ts';

/** What could not be looked at: a diagnosis without it is not the whole one. */
export function checkUnread({ unread }: Evidence, { l10n }: CheckWords): Finding[] {
  return unread.map(({ part, what, why }) =>
    finding({
      check: 'unread',
      key: `unread.${part}`,
      severity: 'warning',
      title: l10n.t('Not looked at: {0}', what),
      explanation: l10n.t(
        'It could not be read, so that nothing is said about it. {0} Refresh the diagnosis to try again.',
        { said: why },
      ),
      evidence: [{ text: l10n.t('{0}', { said: why }) }],
    }),
  );
}
