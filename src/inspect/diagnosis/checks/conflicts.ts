import type { Evidence } from '../evidence.ts';
import { type Finding, finding } from '../finding.ts';
import type { CheckWords } from './words.ts';

/** Other open conversations that lay claim to the same traffic: what 409 is about. */
export function checkConflicts(evidence: Evidence, words: CheckWords): Finding[] {
  const { l10n } = words;
  const { rivals = [], conversation, accountId, settings } = evidence;
  if (conversation.status === 'CLOSED' || rivals.length === 0) return [];
  const grouping = settings?.conversationGroupingType ?? '';
  return [
    finding({
      check: 'conflicts',
      key: 'conflicts.rivals',
      severity: 'error',
      title:
        rivals.length === 1
          ? l10n.t('Another open conversation has the same customer: 409')
          : l10n.t('{0} other open conversations have the same customer: 409', rivals.length),
      explanation: l10n.t(
        'The configuration groups by {0}, so that one open conversation may have this traffic. What these people write comes into one of them and not into the other, and creating or reopening one is refused with 409 and X-Conflicting-Resource-Id. Close the one that is done.',
        grouping,
      ),
      evidence: rivals.map(({ conversationId, title, status, shared }) => ({
        text: l10n.t(
          '{0} ({1}): {2}',
          { title, id: conversationId },
          status,
          ...shared.slice(0, 1).map((address) => ({ address })),
        ),
        ref: { kind: 'conversation' as const, accountId, conversationId },
      })),
      remedies: [
        ...rivals.slice(0, 3).flatMap(({ conversationId, title }) => {
          const of = { title, id: conversationId };
          return [
            { does: 'openTimeline' as const, conversationId, of },
            { does: 'closeConversation' as const, conversationId, of },
          ];
        }),
        { does: 'closeConversation' as const, conversationId: conversation.id },
      ],
    }),
  ];
}
