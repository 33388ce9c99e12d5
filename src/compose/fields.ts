import type { l10n as VscodeL10n } from 'vscode';
import type { MomentContext } from '../platform/moment.ts';
import { checkDraft, type DraftField } from './check.ts';
import type { CommunicationDraft, TranscriptionDraft } from './draft.ts';

/** The fields that most communications leave empty, each of them one line of text. */
export type LineField = Extract<
  DraftField,
  `transcription.${string}` | 'channelId' | 'occurredAt' | 'resourceId'
>;

/** Those that every communication has. */
export type MainField = Extract<DraftField, 'author' | 'recipients' | 'text'>;

export function isMainField(field: DraftField): field is MainField {
  return field === 'author' || field === 'recipients' || field === 'text';
}

/** The fields that can be filled in for a draft of its kind, in the order of the form. */
export function lineFields({ kind }: Pick<CommunicationDraft, 'kind'>): LineField[] {
  const transcription: LineField[] = [
    'transcription.channel',
    'transcription.confidence',
    'transcription.engine',
  ];
  return [...(kind === 'TRANSCRIPTION' ? transcription : []), 'channelId', 'occurredAt', 'resourceId'];
}

/** What was typed into a field; empty where nothing was. */
export function lineOf(draft: CommunicationDraft, field: LineField): string {
  if (!isTranscriptionField(field)) return draft[field] ?? '';
  return draft.transcription?.[memberOf(field)] ?? '';
}

/** Puts what was typed into a field; what is empty is left out. */
export function setLine(draft: CommunicationDraft, field: LineField, typed: string): void {
  if (isTranscriptionField(field)) {
    const { [memberOf(field)]: _, ...rest } = draft.transcription ?? {};
    const facts: TranscriptionDraft = typed === '' ? rest : { ...rest, [memberOf(field)]: typed };
    if (Object.keys(facts).length > 0) draft.transcription = facts;
    else delete draft.transcription;
  } else if (typed === '') delete draft[field];
  else draft[field] = typed;
}

/** What is wrong with one field of a draft, by the rules that the whole is checked by. */
export function complaintAt(
  draft: CommunicationDraft,
  field: DraftField,
  moment: MomentContext,
  l10n: Pick<typeof VscodeL10n, 't'>,
): string | undefined {
  return checkDraft(draft, moment, l10n).complaints.find((complaint) => complaint.field === field)?.message;
}

/** The same as {@link complaintAt}, of a draft with something else typed into a line. */
export function lineComplaint(
  draft: CommunicationDraft,
  field: LineField,
  typed: string,
  moment: MomentContext,
  l10n: Pick<typeof VscodeL10n, 't'>,
): string | undefined {
  const changed = { ...draft };
  setLine(changed, field, typed);
  return complaintAt(changed, field, moment, l10n);
}

function isTranscriptionField(field: LineField): field is Extract<LineField, `transcription.${string}`> {
  return field.startsWith('transcription.');
}

function memberOf(field: Extract<LineField, `transcription.${string}`>): keyof TranscriptionDraft {
  return field.slice('transcription.'.length) as keyof TranscriptionDraft;
}
