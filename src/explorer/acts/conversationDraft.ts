import type { CreateConversation } from '../../api/resources.ts';
import { type MetadataEntry, metadataOf } from './metadataDraft.ts';
import { type ParticipantDraft, bodyOf as participantBodyOf } from './participantDraft.ts';

/** A conversation that is being made. */
export interface ConversationDraft {
  configurationId?: string;
  name: string;
  participants: ParticipantDraft[];
  metadata: MetadataEntry[];
  /** A participant that was begun and not finished. */
  begun?: ParticipantDraft | undefined;
  /** An entry of the metadata that was begun and not finished. */
  begunEntry?: MetadataEntry | undefined;
}

/** Nothing typed yet. @param configurationId the one to begin with */
export function emptyConversation(configurationId: string | undefined): ConversationDraft {
  return {
    name: '',
    participants: [],
    metadata: [],
    ...(configurationId === undefined ? {} : { configurationId }),
  };
}

/** @returns the request's body, or `undefined` while there is no configuration */
export function bodyOf({
  configurationId,
  name,
  participants,
  metadata,
}: ConversationDraft): CreateConversation | undefined {
  if (!configurationId) return undefined;
  const bodies = participants.map(participantBodyOf).filter((body) => body !== undefined);
  const entries = metadataOf(metadata);
  return {
    configurationId,
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(bodies.length > 0 ? { participants: bodies } : {}),
    ...(entries ? { metadata: entries } : {}),
  };
}
