import * as v from 'valibot';
import type { l10n as VscodeL10n } from 'vscode';
import { createCommunicationBody } from '../api/bodies/communications.ts';
import { describeIssue, pathOf } from '../api/bodies/issues.ts';
import type { Content, CreateCommunication, Party } from '../api/resources.ts';
import { addressComplaint } from '../platform/addresses.ts';
import { type MomentContext, readMoment } from '../platform/moment.ts';
import type { CommunicationDraft, TranscriptionDraft } from './draft.ts';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** A place in the form where something can be wrong. */
export type DraftField =
  | 'author'
  | 'recipients'
  | 'text'
  | 'kind'
  | 'transcription.channel'
  | 'transcription.confidence'
  | 'transcription.engine'
  | 'channelId'
  | 'occurredAt'
  | 'resourceId';

/** What is wrong with one field of a draft, in a sentence. */
export interface Complaint {
  field: DraftField;
  message: string;
}

/** A draft that can be sent, or what keeps it from that: at least one complaint, in the order of the form. */
export type CheckedDraft =
  | { body: CreateCommunication; complaints: readonly [] }
  | { body?: undefined; complaints: readonly Complaint[] };

/**
 * Checks a draft by the rules that the API has for the request, and says in a person's words what is wrong.
 * @param moment what the words of `occurredAt` are understood by
 */
export function checkDraft(draft: CommunicationDraft, moment: MomentContext, l10n: L10n): CheckedDraft {
  const complaints: Complaint[] = [];
  const complain = (field: DraftField, message: string | undefined) => {
    if (message !== undefined) complaints.push({ field, message });
  };
  const { author, recipients = [], text, channelId, resourceId } = draft;
  if (!author) complain('author', l10n.t('Who writes? Choose an author.'));
  else complain('author', partyComplaint(author, l10n));
  if (recipients.length === 0) complain('recipients', l10n.t('Who is it for? Choose at least one.'));
  for (const recipient of recipients) complain('recipients', partyComplaint(recipient, l10n));
  if (text.trim() === '') complain('text', l10n.t('A text is needed.'));
  const content = contentOf(draft, complain, l10n);
  const occurredAt = occurredAtOf(draft.occurredAt ?? '', moment, complain, l10n);
  if (!author || complaints.length > 0) return { complaints };
  const body: CreateCommunication = {
    author,
    recipients,
    content,
    ...(channelId?.trim() ? { channelId: channelId.trim() } : {}),
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(resourceId?.trim() ? { resourceId: resourceId.trim() } : {}),
  };
  // The rest of the API's rules, such as the longest text: whatever they say, it belongs to a field.
  const result = v.safeParse(createCommunicationBody, body);
  if (result.success) return { body, complaints: [] };
  return {
    complaints: result.issues.map((issue) => ({
      field: fieldAt(pathOf(issue)),
      message: describeIssue(issue),
    })),
  };
}

/**
 * The field of the form that a refusal is about: the API names the member of the request by its path, such as
 * `recipients[0].address must not be empty`.
 * @param message what the API said
 * @returns `undefined` where it names none
 */
export function refusedField(message: string): DraftField | undefined {
  const path =
    /\b(author|recipients|content|channelId|occurredAt|resourceId|transcription|participantId)\b[\w.[\]]*/.exec(
      message,
    )?.[0];
  return path === undefined ? undefined : fieldAt(path);
}

/** The field of the form that a member of the request comes from. @param path such as `recipients[0].address` */
function fieldAt(path: string): DraftField {
  if (path.startsWith('recipients')) return 'recipients';
  if (path.startsWith('author') || path.startsWith('participantId')) return 'author';
  const transcription = /transcription\.(channel|confidence|engine)/.exec(path)?.[1];
  if (transcription) return `transcription.${transcription as keyof TranscriptionDraft}`;
  if (path.startsWith('channelId')) return 'channelId';
  if (path.startsWith('occurredAt')) return 'occurredAt';
  if (path.startsWith('resourceId')) return 'resourceId';
  if (path === 'content.type') return 'kind';
  return 'text';
}

function partyComplaint({ channel, address, participantId }: Party, l10n: L10n): string | undefined {
  // A participant's own address is as the API gave it, whatever its form.
  return participantId ? undefined : addressComplaint(channel, address, [], l10n);
}

function contentOf(
  { kind = 'TEXT', text, transcription = {} }: CommunicationDraft,
  complain: (field: DraftField, message: string) => void,
  l10n: L10n,
): Content {
  if (kind === 'TEXT') return { type: 'TEXT', text };
  const typed = {
    channel: transcription.channel?.trim() ?? '',
    confidence: transcription.confidence?.trim() ?? '',
    engine: transcription.engine?.trim() ?? '',
  };
  const channel = Number(typed.channel);
  // Leniently read: a decimal comma is one.
  const confidence = Number(typed.confidence.replace(',', '.'));
  if (typed.channel !== '' && !Number.isSafeInteger(channel))
    complain('transcription.channel', l10n.t('The leg is a whole number: 0 inbound, 1 outbound.'));
  if (typed.confidence !== '' && !(confidence >= 0 && confidence <= 1))
    complain('transcription.confidence', l10n.t('The confidence is a number from 0 to 1, such as 0.93.'));
  const facts = {
    ...(typed.channel === '' ? {} : { channel }),
    ...(typed.confidence === '' ? {} : { confidence }),
    ...(typed.engine === '' ? {} : { engine: typed.engine }),
  };
  return {
    type: 'TRANSCRIPTION',
    text,
    ...(Object.keys(facts).length > 0 ? { transcription: facts } : {}),
  };
}

/** @returns ISO 8601 in UTC; `undefined` where nothing was typed, or nothing that is a moment */
function occurredAtOf(
  typed: string,
  moment: MomentContext,
  complain: (field: DraftField, message: string) => void,
  l10n: L10n,
): string | undefined {
  if (typed.trim() === '') return undefined;
  const at = readMoment(typed, moment);
  const date = at === undefined ? undefined : new Date(at);
  if (date && !Number.isNaN(date.getTime())) return date.toISOString();
  complain(
    'occurredAt',
    l10n.t('That is no moment. Write for example “yesterday 14:00”, “2 hours ago” or 2026-03-09T14:00Z.'),
  );
  return undefined;
}
