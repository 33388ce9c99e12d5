import type { Evidence, SeenCommunication } from '../evidence.ts';
import { type Finding, finding } from '../finding.ts';
import { DOUBLE_WITHIN_MS, SHORT_DOUBLE_WITHIN_MS, SHORT_TEXT } from '../thresholds.ts';
import { type CheckWords, communicationRow, duration, excerpt, occurred } from './words.ts';

/** A message's SID: many communications of a call or a chat have the same channelId, of a message only one has. */
const MESSAGE_SID = /^(?:SM|MM|IM)[0-9a-f]{32}$/i;

/** Communications that are there twice. */
export function checkDoubles(evidence: Evidence, words: CheckWords): Finding[] {
  const { communications } = evidence;
  if (!communications) return [];
  const told = new Set<SeenCommunication>();
  return [...byId(evidence, communications, words, told), ...byText(evidence, communications, words, told)];
}

function byId(
  evidence: Evidence,
  communications: readonly SeenCommunication[],
  words: CheckWords,
  told: Set<SeenCommunication>,
): Finding[] {
  const { l10n } = words;
  const found: Finding[] = [];
  for (const member of ['resourceId', 'channelId'] as const) {
    const groups = Map.groupBy(
      communications.filter((each) => {
        const id = each[member];
        return id && (member === 'resourceId' || MESSAGE_SID.test(id));
      }),
      (each) => each[member] ?? '',
    );
    for (const [id, of] of groups) {
      if (of.length < 2 || of.every((each) => told.has(each))) continue;
      for (const each of of) told.add(each);
      const [, second] = of;
      found.push(
        finding({
          check: 'doubles',
          key: `doubles.${member}:${id}`,
          severity: 'error',
          title:
            member === 'resourceId'
              ? l10n.t('{0} communications have the resourceId {1}', of.length, { text: id })
              : l10n.t('{0} communications came from the message {1}', of.length, id),
          explanation:
            member === 'resourceId'
              ? l10n.t(
                  'A second create with the same resourceId updates the first communication. That there are several means that two creates ran at the same moment, or that the data was merged.',
                )
              : l10n.t(
                  'One message makes one communication. It was captured by Twilio and recorded through the API too, or by two capture rules. Record it with a resourceId, and the second becomes an update.',
                ),
          evidence: of.map((each) => communicationRow(evidence, each, words)),
          remedies: second
            ? [
                {
                  does: 'openTimeline',
                  conversationId: evidence.conversation.id,
                  communicationId: second.id,
                },
              ]
            : [],
        }),
      );
    }
  }
  return found;
}

/** The same words by the same author to the same people, faster than anybody repeats themselves. */
function byText(
  evidence: Evidence,
  communications: readonly SeenCommunication[],
  words: CheckWords,
  told: ReadonlySet<SeenCommunication>,
): Finding[] {
  const { l10n, language } = words;
  const groups = Map.groupBy(
    communications.filter(({ kind, text }) => kind !== 'TRANSCRIPTION' && text.trim() !== ''),
    ({ author, recipients, text }) =>
      JSON.stringify([
        author.channel,
        author.address,
        text,
        ...recipients.map(({ channel, address }) => `${channel} ${address}`).sort(),
      ]),
  );
  const found: Finding[] = [];
  for (const of of groups.values()) {
    if (of.length < 2) continue;
    const within = (of[0]?.text.trim().length ?? 0) < SHORT_TEXT ? SHORT_DOUBLE_WITHIN_MS : DOUBLE_WITHIN_MS;
    const inOrder = of.toSorted((a, b) => occurred(a) - occurred(b));
    const doubles = inOrder.filter((each, index) => {
      const near = (other: SeenCommunication | undefined) =>
        other !== undefined && Math.abs(occurred(each) - occurred(other)) <= within;
      return near(inOrder[index - 1]) || near(inOrder[index + 1]);
    });
    const [first, second] = doubles;
    if (!first || !second || doubles.every((each) => told.has(each))) continue;
    found.push(
      finding({
        check: 'doubles',
        key: `doubles.text:${first.id}`,
        severity: 'warning',
        title: l10n.t(
          'The same was said {0} times within {1}: “{2}”',
          doubles.length,
          spanOf(first, doubles.at(-1) ?? second, language),
          {
            text: excerpt(first.text),
          },
        ),
        explanation: l10n.t(
          'Nobody repeats themselves so fast: a request was sent again though the first one had arrived, or an event was handled twice. Creating communications is not repeatable, unless each has a resourceId.',
        ),
        evidence: doubles.map((each) => communicationRow(evidence, each, words)),
        remedies: [
          { does: 'openTimeline', conversationId: evidence.conversation.id, communicationId: second.id },
        ],
      }),
    );
  }
  return found;
}

/** @param first and the last of them, by when they happened */
function spanOf(first: SeenCommunication, last: SeenCommunication, language: string): string {
  return duration(Math.max(1_000, occurred(last) - occurred(first)), language);
}
