import type { l10n as VscodeL10n } from 'vscode';
import type { Participant, Party } from '../../../api/resources.ts';
import type { ResourceRef } from '../../../platform/resourceRef.ts';
import type { Evidence, SeenCommunication } from '../evidence.ts';
import type { EvidenceRow } from '../finding.ts';
import type { Piece, TellingL10n } from '../told.ts';

/** What checks put their findings into words with. */
export interface CheckWords {
  readonly l10n: TellingL10n;
  /** `vscode.l10n`, or a stand-in: for what has nobody's name in it. */
  readonly plain: Pick<typeof VscodeL10n, 't'>;
  /** A BCP 47 tag. */
  readonly language: string;
  channelName(channel: string): string;
  /** A moment in words, in the local time zone. @param at epoch milliseconds */
  moment(at: number): string;
}

/** A participant's name, or what stands for it. */
export function nameOf({ name, addresses, type, id }: Participant): Piece {
  return { name: name?.trim() || addresses?.[0]?.address || id, type: type ?? 'UNKNOWN', id };
}

export function participantRef({ accountId, conversation }: Evidence, { id }: Participant): ResourceRef {
  return { kind: 'participant', accountId, conversationId: conversation.id, participantId: id };
}

function communicationRef(
  { accountId, conversation }: Pick<Evidence, 'accountId' | 'conversation'>,
  { id }: Pick<SeenCommunication, 'id'>,
): ResourceRef {
  return { kind: 'communication', accountId, conversationId: conversation.id, communicationId: id };
}

/** When a communication happened, in epoch milliseconds; NaN where nothing says it. */
export function occurred({ occurredAt, createdAt }: SeenCommunication): number {
  return Date.parse(occurredAt ?? createdAt ?? '');
}

const LONGEST_EXCERPT = 60;

/** How a text begins. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= LONGEST_EXCERPT ? line : `${letters.slice(0, LONGEST_EXCERPT - 1).join('')}…`;
}

/** A communication as a row of evidence: when, who, and how it begins. */
export function communicationRow(
  evidence: Evidence,
  communication: SeenCommunication,
  { l10n, moment }: CheckWords,
): EvidenceRow {
  const { author, text } = communication;
  const at = occurred(communication);
  return {
    text: l10n.t('{0} · {1}: “{2}”', Number.isNaN(at) ? '–' : moment(at), partyName(evidence, author), {
      text: excerpt(text),
    }),
    ref: communicationRef(evidence, communication),
  };
}

/** The participant that a party is, or its address. */
function partyName({ participants }: Evidence, { participantId, address, channel }: Party): Piece {
  const participant = participants?.find(({ id, addresses }) =>
    participantId
      ? id === participantId
      : addresses?.some((own) => own.channel === channel && own.address === address),
  );
  return participant ? nameOf(participant) : { address };
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A time as people say it, in its two greatest units: `2 days, 3 hr`. @param ms milliseconds */
export function duration(ms: number, language: string): string {
  let left = Math.round(Math.abs(ms) / 1_000);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count === 0 && !(unit === 'second' && parts.length === 0)) continue;
    parts.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count));
  }
  return parts.slice(0, 2).join(', ');
}

/** Things one after the other, in the language’s way. */
export function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
