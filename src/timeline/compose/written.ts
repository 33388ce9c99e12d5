import type { ComposedDraft } from '../protocol/composed.ts';
import type { DeskDraft } from './desk.ts';
import type { Ends } from './ends.ts';

/** A draft as the view shows it: who writes to whom by their keys. */
export function composedOf(draft: DeskDraft, ends: Ends): ComposedDraft {
  const { author, recipients = [], text, kind = 'TEXT', transcription = {} } = draft;
  return {
    mode: draft.mode ?? 'record',
    author: author ? ends.keyOf(author) : '',
    recipients: recipients.map((party) => ends.keyOf(party)),
    text,
    kind,
    leg: transcription.channel ?? '',
    confidence: transcription.confidence ?? '',
    engine: transcription.engine ?? '',
    channelId: draft.channelId ?? '',
    occurredAt: draft.occurredAt ?? '',
    resourceId: draft.resourceId ?? '',
    contentId: draft.contentId ?? '',
    variables: draft.variables ?? '',
    mediaUrls: draft.mediaUrls ?? '',
    channelSettings: draft.channelSettings ?? '',
  };
}

/** Members that are a text in both. */
const TEXTS = [
  'channelId',
  'occurredAt',
  'resourceId',
  'contentId',
  'variables',
  'mediaUrls',
  'channelSettings',
] as const satisfies readonly (keyof ComposedDraft & keyof DeskDraft)[];

/** What the view wrote; ends that nobody knows are nobody. */
export function writtenOf(composed: ComposedDraft, ends: Ends): DeskDraft {
  const { mode, text, kind, leg, confidence, engine } = composed;
  const author = ends.partyOf(composed.author);
  const transcription = {
    ...(leg ? { channel: leg } : {}),
    ...(confidence ? { confidence } : {}),
    ...(engine ? { engine } : {}),
  };
  const draft: DeskDraft = {
    ...(mode === 'send' ? { mode } : {}),
    ...(author ? { author } : {}),
    recipients: composed.recipients.flatMap((key) => ends.partyOf(key) ?? []),
    text,
    ...(kind === 'TRANSCRIPTION' ? { kind } : {}),
    ...(Object.keys(transcription).length > 0 ? { transcription } : {}),
  };
  for (const member of TEXTS) if (composed[member] !== '') draft[member] = composed[member];
  return draft;
}
