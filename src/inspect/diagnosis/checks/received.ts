import type { ResourceRef } from '../../../platform/resourceRef.ts';
import type { Disagreement, Evidence } from '../evidence.ts';
import { type EvidenceRow, type Finding, finding, type Severity } from '../finding.ts';
import type { Told } from '../told.ts';
import { type CheckWords, duration } from './words.ts';

/** In what the callbacks that this window received differ from what the API says. */
export function checkReceived(evidence: Evidence, words: CheckWords): Finding[] {
  const byKind = Map.groupBy(evidence.disagreements ?? [], ({ kind }) => kind);
  return [...byKind].map(([kind, of]) => {
    const { severity, title, explanation } = toldOf(kind, of.length, words);
    const rows = of.map((each) => rowOf(evidence, each, words));
    const first = rows.find(({ ref }) => ref?.kind === 'communication')?.ref;
    return finding({
      check: 'callbacks',
      key: `received.${kind}`,
      severity,
      title,
      explanation,
      evidence: rows,
      remedies:
        first?.kind === 'communication'
          ? [
              {
                does: 'openTimeline',
                conversationId: first.conversationId,
                communicationId: first.communicationId,
              },
            ]
          : [],
    });
  });
}

function toldOf(
  kind: string,
  count: number,
  { l10n }: CheckWords,
): { severity: Severity; title: Told; explanation: Told } {
  switch (kind) {
    case 'missing':
      return {
        severity: 'error',
        title: count === 1 ? l10n.t('A callback did not come') : l10n.t('{0} callbacks did not come', count),
        explanation: l10n.t(
          'Other callbacks of this conversation were received, and these were not, though the API says that something happened. Each attempt failed, such as while the receiver was stopped, or the callback was set later than it happened.',
        ),
      };
    case 'stale':
      return {
        severity: 'warning',
        title:
          count === 1
            ? l10n.t('The last callback tells an older state than the API')
            : l10n.t('{0} resources are in a newer state than their callbacks told', count),
        explanation: l10n.t(
          'An application that goes by callbacks alone believes the older state. The callback of the last change did not come.',
        ),
      };
    case 'late':
      return {
        severity: 'info',
        title: count === 1 ? l10n.t('A callback came late') : l10n.t('{0} callbacks came late', count),
        explanation: l10n.t(
          'They were sent again after a failure, or waited on their way. Go by the time in them, and not by when they come.',
        ),
      };
    case 'outOfOrder':
      return {
        severity: 'info',
        title:
          count === 1
            ? l10n.t('A callback was overtaken by a later one')
            : l10n.t('{0} callbacks were overtaken by later ones', count),
        explanation: l10n.t(
          'The order of callbacks is not promised. Go by the time in them: an older one must not undo a newer.',
        ),
      };
    case 'duplicated':
      return {
        severity: 'info',
        title:
          count === 1
            ? l10n.t('A callback came more than once')
            : l10n.t('{0} callbacks came more than once', count),
        explanation: l10n.t(
          'What is not answered with 2xx in time is sent again, with the same i-twilio-idempotency-token. Where events must not count twice, tell them apart by it.',
        ),
      };
    case 'toldTwice':
      return {
        severity: 'warning',
        title:
          count === 1
            ? l10n.t('An event was told by two callbacks')
            : l10n.t('{0} events were told by two callbacks', count),
        explanation: l10n.t(
          'They have different idempotency tokens: two status callbacks lead to the same place, one of the configuration and one more. Remove one of them.',
        ),
      };
    case 'unknownResource':
      return {
        severity: 'warning',
        title:
          count === 1
            ? l10n.t('A callback tells of what the API does not have')
            : l10n.t('{0} callbacks tell of what the API does not have', count),
        explanation: l10n.t('It was deleted since, or the callback did not come from Twilio.'),
      };
    default:
      return {
        severity: 'info',
        title: l10n.t('Callbacks and API differ: {0}', kind),
        explanation: l10n.t('The comparison of callbacks with the API says more about it.'),
      };
  }
}

function rowOf(
  { accountId, conversation }: Evidence,
  { resource, event, events, eventType, happenedAt, now, told, lateMs }: Disagreement,
  { l10n, moment, language }: CheckWords,
): EvidenceRow {
  const one = event ?? events?.[0];
  const what = resource ?? one?.resource;
  const ref: ResourceRef | undefined =
    what?.kind === 'communication'
      ? { kind: 'communication', accountId, conversationId: conversation.id, communicationId: what.id }
      : what?.kind === 'participant'
        ? { kind: 'participant', accountId, conversationId: conversation.id, participantId: what.id }
        : undefined;
  const text = (): Told => {
    const name = eventType ?? one?.eventType ?? '';
    if (now !== undefined) return l10n.t('The API says {0}, the last callback said {1}', now, told ?? '–');
    if (happenedAt !== undefined) return l10n.t('{0} · {1}', moment(Date.parse(happenedAt)), name);
    if (lateMs !== undefined)
      return l10n.t('{0} · {1}, {2} late', moment(one?.receivedAt ?? 0), name, duration(lateMs, language));
    return events
      ? l10n.t('{0} · {1}, {2} times', moment(one?.receivedAt ?? 0), name, events.length)
      : l10n.t('{0} · {1}', moment(one?.receivedAt ?? 0), name);
  };
  return { text: text(), ...(ref ? { ref } : {}) };
}
