import type { Memento } from 'vscode';
import { DraftStore } from '../draftStore.ts';
import { type MessageDraft, typedInMessage } from './messageDraft.ts';

/** The drafts of messages that Twilio is to send: apart from those of communications, lest one be sent for the other. */
export class MessageDrafts extends DraftStore<MessageDraft> {
  constructor(state: Memento) {
    super(state, 'compose.messageDrafts', typedInMessage);
  }
}
