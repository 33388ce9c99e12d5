import type { Conversation, Participant } from '../api/resources.ts';
import { conversationTitle, participantTitle } from './display.ts';
import type { Masker } from './masking.ts';

/** What a conversation is called where others may look. */
export function shownTitle(conversation: Pick<Conversation, 'name' | 'id'>, masker: Masker): string {
  return masker.title(conversationTitle(conversation), conversation.id);
}

/** What a participant is called where others may look. */
export function shownParticipant(participant: Participant, masker: Masker): string {
  return masker.name(participantTitle(participant), participant.type ?? 'UNKNOWN', participant.id);
}

/** The participants of a conversation, one after the other. */
export function shownParticipants(
  { participants }: Pick<Conversation, 'participants'>,
  masker: Masker,
): string {
  return (participants ?? []).map((participant) => shownParticipant(participant, masker)).join(', ');
}
