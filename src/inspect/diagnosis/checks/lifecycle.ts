import type { Evidence, SeenCommunication } from '../evidence.ts';
import { type Finding, finding, type Remedy } from '../finding.ts';
import { CLOCK_TOLERANCE_MS, LONG_INACTIVE_MS, LONG_SILENCE_MS, OVERDUE_AFTER_MS } from '../thresholds.ts';
import { type CheckWords, communicationRow, duration, occurred } from './words.ts';

const MINUTE = 60_000;

/** A status that does not fit the silence, and silences that stand out. */
export function checkLifecycle(evidence: Evidence, words: CheckWords): Finding[] {
  const { communications } = evidence;
  if (!communications) return [];
  const inOrder = communications
    .filter((each) => !Number.isNaN(occurred(each)))
    .toSorted((a, b) => occurred(a) - occurred(b));
  return [
    ...overdue(evidence, inOrder, words),
    ...longInactive(evidence, inOrder, words),
    ...longestSilence(evidence, inOrder, words),
    ...writtenAfterwards(evidence, communications, words),
  ];
}

/** By the last communication: both times are counted from it, and go by its channel. */
function timeoutsAfter(
  { settings }: Evidence,
  last: SeenCommunication | undefined,
): { inactive?: number; closed?: number } {
  return (last && settings?.channelSettings?.[last.author.channel]?.statusTimeouts) ?? {};
}

/** It should have gone to sleep or ended by now. */
function overdue(evidence: Evidence, inOrder: readonly SeenCommunication[], words: CheckWords): Finding[] {
  const { l10n, language, channelName } = words;
  const { conversation, now } = evidence;
  const last = inOrder.at(-1);
  const { status } = conversation;
  if (!last || status === 'CLOSED' || occurred(last) > now) return [];
  // A person who wakes a conversation gives it its time anew: the API does not say when, but its updatedAt is not before.
  const quiet = now - Math.max(occurred(last), Date.parse(conversation.updatedAt ?? '') || 0);
  const { inactive, closed } = timeoutsAfter(evidence, last);
  const due = (minutes: number | undefined) =>
    minutes !== undefined && quiet > minutes * MINUTE + OVERDUE_AFTER_MS;
  const shouldClose = due(closed);
  if (!shouldClose && !(status === 'ACTIVE' && due(inactive))) return [];
  const minutes = (shouldClose ? closed : inactive) ?? 0;
  return [
    finding({
      check: 'lifecycle',
      key: `lifecycle.overdue:${shouldClose ? 'closed' : 'inactive'}`,
      severity: 'warning',
      title: shouldClose
        ? l10n.t('It should have been closed by now, and is {0}', status ?? '')
        : l10n.t('It should be inactive by now, and is {0}', status ?? ''),
      explanation: l10n.t(
        'It has been silent for {0}, and its time-out on {1} is {2}. Either the time-outs are counted from something that the API does not show, or the change is late. Closing it by hand is final.',
        duration(quiet, language),
        channelName(last.author.channel),
        duration(minutes * MINUTE, language),
      ),
      evidence: [communicationRow(evidence, last, words)],
      remedies: closing(evidence),
    }),
  ];
}

function longInactive(
  evidence: Evidence,
  inOrder: readonly SeenCommunication[],
  words: CheckWords,
): Finding[] {
  const { l10n, language } = words;
  const { conversation, now } = evidence;
  const last = inOrder.at(-1);
  if (conversation.status !== 'INACTIVE' || !last) return [];
  const quiet = now - occurred(last);
  // One that closes by itself needs no word.
  if (quiet < LONG_INACTIVE_MS || timeoutsAfter(evidence, last).closed !== undefined) return [];
  return [
    finding({
      check: 'lifecycle',
      key: 'lifecycle.long-inactive',
      severity: 'info',
      title: l10n.t('It has been inactive for {0}', duration(quiet, language)),
      explanation: l10n.t(
        'Nothing closes it by itself. While it is open, whatever these people write comes into this old conversation, and a new one with them may be refused (409).',
      ),
      evidence: [communicationRow(evidence, last, words)],
      remedies: closing(evidence),
    }),
  ];
}

/** A silence that should have ended the conversation, or that stands out where nothing ends it. */
function longestSilence(
  evidence: Evidence,
  inOrder: readonly SeenCommunication[],
  words: CheckWords,
): Finding[] {
  const { l10n, language } = words;
  let longest: { before: SeenCommunication; after: SeenCommunication; ms: number } | undefined;
  for (let index = 1; index < inOrder.length; index++) {
    const [before, after] = [inOrder[index - 1], inOrder[index]];
    if (!before || !after) continue;
    const ms = occurred(after) - occurred(before);
    if (ms > (longest?.ms ?? 0)) longest = { before, after, ms };
  }
  if (!longest) return [];
  const { before, after, ms } = longest;
  const { closed } = timeoutsAfter(evidence, before);
  const survived = closed !== undefined && ms > closed * MINUTE + OVERDUE_AFTER_MS;
  // Recorded afterwards: when it was said does not tell when the conversation had traffic.
  const live = (each: SeenCommunication) =>
    Math.abs(occurred(each) - Date.parse(each.createdAt ?? '')) < OVERDUE_AFTER_MS;
  if (!live(before) || !live(after) || (!survived && (closed !== undefined || ms < LONG_SILENCE_MS)))
    return [];
  return [
    finding({
      check: 'lifecycle',
      key: 'lifecycle.silence',
      severity: survived ? 'warning' : 'info',
      title: l10n.t('A silence of {0}', duration(ms, language)),
      explanation: survived
        ? l10n.t(
            'The time-out says that the conversation closes after {0} of silence, and it went on after more. It was made before the time-out was shortened, or something else kept it alive.',
            duration(closed * MINUTE, language),
          )
        : l10n.t(
            'Nothing closes this conversation by itself, so that two matters came into one. With a “closed” time-out the second would have begun a conversation of its own.',
          ),
      evidence: [communicationRow(evidence, before, words), communicationRow(evidence, after, words)],
      remedies: [
        { does: 'openTimeline', conversationId: evidence.conversation.id, communicationId: after.id },
      ],
    }),
  ];
}

/** Communications in a closed conversation that were made after it was closed. */
function writtenAfterwards(
  evidence: Evidence,
  communications: readonly SeenCommunication[],
  words: CheckWords,
): Finding[] {
  const { l10n } = words;
  const { conversation } = evidence;
  const closedAt = Date.parse(conversation.updatedAt ?? '');
  if (conversation.status !== 'CLOSED' || Number.isNaN(closedAt)) return [];
  const late = communications.filter(
    ({ createdAt }) => Date.parse(createdAt ?? '') > closedAt + CLOCK_TOLERANCE_MS,
  );
  const [first] = late;
  if (!first) return [];
  return [
    finding({
      check: 'lifecycle',
      key: 'lifecycle.closed-written',
      severity: 'error',
      title:
        late.length === 1
          ? l10n.t('A communication came after the conversation was closed')
          : l10n.t('{0} communications came after the conversation was closed', late.length),
      explanation: l10n.t(
        'CLOSED is final, and the conversation has not changed since. An integration goes on writing into a closed conversation: it should look for the open one of these people, or make one.',
      ),
      evidence: late.map((each) => communicationRow(evidence, each, words)),
      remedies: [{ does: 'openTimeline', conversationId: conversation.id, communicationId: first.id }],
    }),
  ];
}

function closing({ conversation }: Evidence): Remedy[] {
  return [{ does: 'closeConversation', conversationId: conversation.id }];
}
