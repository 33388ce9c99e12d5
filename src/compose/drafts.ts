import type { Memento } from 'vscode';
import type { CommunicationDraft } from './draft.ts';
import { DraftStore } from './draftStore.ts';

/** The drafts of communications. */
export class Drafts extends DraftStore<CommunicationDraft> {
  constructor(state: Memento) {
    super(state, 'compose.drafts', typedIn);
  }
}

function typedIn({
  text,
  channelId,
  occurredAt,
  resourceId,
  transcription,
}: CommunicationDraft): (string | undefined)[] {
  return [text, channelId, occurredAt, resourceId, ...Object.values(transcription ?? {})];
}
