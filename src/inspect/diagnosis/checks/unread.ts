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

/** What a comparison with the callbacks that came in has found. */
export function checkReceived(
  { troubles = [], conversation, accountId }: Evidence,
  { l10n }: CheckWords,
): Finding[] {
  return troubles.map(({ kind, severity, title, explanation, communicationId }, index) =>
    finding({
      check: 'callbacks',
      key: `received.${kind}:${communicationId ?? index}`,
      severity,
      title: l10n.t('{0}', { said: title }),
      explanation: l10n.t('{0}', { said: explanation }),
      evidence:
        communicationId === undefined
          ? []
          : [
              {
                text: l10n.t('{0}', communicationId),
                ref: {
                  kind: 'communication',
                  accountId,
                  conversationId: conversation.id,
                  communicationId,
                },
              },
            ],
      remedies:
        communicationId === undefined
          ? []
          : [{ does: 'openTimeline', conversationId: conversation.id, communicationId }],
    }),
  );
}
