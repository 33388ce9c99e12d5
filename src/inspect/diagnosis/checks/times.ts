import type { Evidence, SeenCommunication } from '../evidence.ts';
import { type Finding, finding } from '../finding.ts';
import { BEFORE_CONVERSATION_MS, CLOCK_TOLERANCE_MS, OUT_OF_ORDER_MS } from '../thresholds.ts';
import type { Told } from '../told.ts';
import { type CheckWords, communicationRow, duration, occurred } from './words.ts';

/** Times that cannot be, and communications that were recorded in another order than they happened in. */
export function checkTimes(evidence: Evidence, words: CheckWords): Finding[] {
  const { communications, conversation, now } = evidence;
  if (!communications) return [];
  const { l10n } = words;
  const created = ({ createdAt }: SeenCommunication) => Date.parse(createdAt ?? '');
  const begun = Date.parse(conversation.createdAt ?? '');
  const future = communications.filter((each) => occurred(each) > now + CLOCK_TOLERANCE_MS);
  const early = communications.filter(
    (each) => !future.includes(each) && occurred(each) > created(each) + CLOCK_TOLERANCE_MS,
  );
  const before = communications.filter((each) => occurred(each) < begun - BEFORE_CONVERSATION_MS);
  const old = new Set(before);
  const overtaken = outOfOrder(communications).filter((each) => !old.has(each));
  const make = (
    key: string,
    severity: Finding['severity'],
    of: readonly SeenCommunication[],
    title: Told,
    explanation: Told,
  ): Finding[] => {
    const [first] = of;
    if (!first) return [];
    return [
      finding({
        check: 'times',
        key: `times.${key}`,
        severity,
        title,
        explanation,
        evidence: of.map((each) => timesRow(evidence, each, words)),
        remedies: [{ does: 'openTimeline', conversationId: conversation.id, communicationId: first.id }],
      }),
    ];
  };
  return [
    ...make(
      'future',
      'error',
      future,
      future.length === 1
        ? l10n.t('A communication is dated in the future')
        : l10n.t('{0} communications are dated in the future', future.length),
      l10n.t(
        'Their occurredAt has not come yet. The clock of whoever recorded them is wrong, or local time was sent as UTC. They stay at the end of the timeline until then.',
      ),
    ),
    ...make(
      'early',
      'warning',
      early,
      early.length === 1
        ? l10n.t('A communication was recorded before it happened')
        : l10n.t('{0} communications were recorded before they happened', early.length),
      l10n.t(
        'occurredAt lies after createdAt, which the server writes: the clock of whoever recorded them runs ahead, or local time was sent as UTC.',
      ),
    ),
    ...make(
      'before',
      'warning',
      before,
      before.length === 1
        ? l10n.t('A communication is older than the conversation')
        : l10n.t('{0} communications are older than the conversation', before.length),
      l10n.t(
        'They happened before the conversation was made. That is right where history was recorded afterwards; otherwise they belong to an earlier conversation, or their clock is wrong.',
      ),
    ),
    ...make(
      'order',
      'warning',
      overtaken,
      overtaken.length === 1
        ? l10n.t('A communication was recorded out of order')
        : l10n.t('{0} communications were recorded out of order', overtaken.length),
      l10n.t(
        'Later ones were recorded before them. Whoever reads by createdAt, or acts on callbacks as they come, sees another order than the timeline does, which goes by occurredAt.',
      ),
    ),
  ];
}

/** Those that were recorded after something that happened later. */
function outOfOrder(communications: readonly SeenCommunication[]): SeenCommunication[] {
  const dated = communications.filter(
    ({ createdAt, occurredAt }) =>
      !Number.isNaN(Date.parse(createdAt ?? '')) && !Number.isNaN(Date.parse(occurredAt ?? '')),
  );
  const recorded = dated.toSorted(
    (a, b) => Date.parse(a.createdAt ?? '') - Date.parse(b.createdAt ?? '') || occurred(a) - occurred(b),
  );
  const found: SeenCommunication[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const each of recorded) {
    const at = occurred(each);
    // One that is dated into the future is told of by itself, and must not make all others late.
    if (at > Date.parse(each.createdAt ?? '') + CLOCK_TOLERANCE_MS) continue;
    if (at < latest - OUT_OF_ORDER_MS) found.push(each);
    else latest = Math.max(latest, at);
  }
  return found;
}

function timesRow(evidence: Evidence, communication: SeenCommunication, words: CheckWords) {
  const { l10n, language } = words;
  const row = communicationRow(evidence, communication, words);
  const apart = occurred(communication) - Date.parse(communication.createdAt ?? '');
  if (!Number.isFinite(apart) || Math.abs(apart) < OUT_OF_ORDER_MS) return row;
  const { words: text, pieces } = row.text;
  const more =
    apart < 0
      ? l10n.t('recorded {0} later', duration(apart, language))
      : l10n.t('recorded {0} before', duration(apart, language));
  return { ...row, text: { words: `${text} · {${pieces.length}}`, pieces: [...pieces, plainly(more)] } };
}

/** A sentence that has nothing of people in it. */
function plainly({ words, pieces }: Told): string {
  return words.replaceAll(/\{(\d+)\}/g, (_, index) => String(pieces[Number(index)] ?? ''));
}
