import type { StatusCallback } from '../../../api/resources.ts';
import { bridgeConversation, type ClassicInput } from '../classic/bridge.ts';
import { badRequest, notFound } from '../failure.ts';
import type {
  ConversationSettings,
  ConversationStatus,
  StoredConfiguration,
  StoredConversation,
} from '../model.ts';
import type { AccountData } from './accountData.ts';
import { Collection } from './collection.ts';
import { claimGroups } from './grouping.ts';
import { awaitSilence, setStatus } from './lifecycle.ts';
import { draftParticipant, insertParticipant, type ParticipantInput } from './participants.ts';

export interface ConversationInput {
  configurationId: string;
  name?: string;
  configuration?: {
    intelligenceConfigurationIds?: string[];
    traitExtractionStrategyIds?: string[];
    observationExtractionStrategyIds?: string[];
  };
  participants?: ParticipantInput[];
  metadata?: Record<string, string>;
  /** Of its classic (v1) side, where its configuration has a bridge. */
  classic?: ClassicInput;
}

/** SDK: at most so many entries, after a merge as well. */
const MAX_METADATA = 8;

/** No entry is no metadata: whoever loses the last one is as who never had any. */
function hasEntries(metadata: Record<string, string> | null | undefined): metadata is Record<string, string> {
  return metadata !== undefined && metadata !== null && Object.keys(metadata).length > 0;
}

/** What a conversation keeps of its configuration. */
function copyConfiguration(
  { settings }: StoredConfiguration,
  overrides: ConversationInput['configuration'] = {},
): ConversationSettings {
  const { intelligenceConfigurationIds, traitExtractionStrategyIds, observationExtractionStrategyIds } =
    overrides;
  return {
    ...settings,
    ...(intelligenceConfigurationIds ? { intelligenceConfigurationIds } : {}),
    ...(traitExtractionStrategyIds ? { traitExtractionStrategyIds } : {}),
    ...(observationExtractionStrategyIds ? { observationExtractionStrategyIds } : {}),
  };
}

/**
 * Makes a conversation with its participants: all of it, or nothing.
 *
 * @throws Failure 404 for an unknown configuration, 409 when an open conversation has the participants' traffic
 */
export function createConversation(
  data: AccountData,
  input: ConversationInput,
  at: number,
): StoredConversation {
  const configuration = data.configurations.get(input.configurationId);
  if (!configuration) throw notFound(`configuration ${input.configurationId}`);
  const { memoryStoreId, conversationGroupingType } = configuration.settings;
  const drafts = (input.participants ?? []).map((participant) =>
    draftParticipant(data, memoryStoreId, participant),
  );
  const id = data.ids.next('conv_conversation_');
  claimGroups(data, {
    conversationId: id,
    configurationId: configuration.id,
    grouping: conversationGroupingType,
    participants: drafts,
  });
  const conversation: StoredConversation = {
    id,
    configurationId: configuration.id,
    status: 'ACTIVE',
    name: input.name ?? null,
    createdAt: at,
    updatedAt: at,
    configuration: copyConfiguration(configuration, input.configuration),
    ...(hasEntries(input.metadata) ? { metadata: input.metadata } : {}),
    participants: new Collection(),
    communications: new Collection(),
    byResourceId: new Map(),
    actions: new Map(),
    quietSince: at,
  };
  bridgeConversation(
    data,
    conversation,
    drafts.flatMap(({ addresses }) => addresses),
    input.classic,
  );
  data.conversations.add(conversation);
  const participants = drafts.map((draft) => insertParticipant(data, conversation, draft, at));
  awaitSilence(data, conversation);

  data.changed({ kind: 'conversation', conversation });
  data.happened({ type: 'CONVERSATION_CREATED', at, conversation });
  for (const participant of participants) {
    data.changed({ kind: 'participant', conversation, participant });
    data.happened({ type: 'PARTICIPANT_ADDED', at, conversation, participant });
  }
  return conversation;
}

export interface ConversationChange {
  status?: ConversationStatus | undefined;
  name?: string | null | undefined;
  /** Replaces all of it; null takes it away. */
  metadata?: Record<string, string> | null | undefined;
  statusCallbacks?: StatusCallback[] | undefined;
}

/**
 * Changes what can be changed of a conversation.
 *
 * @throws Failure 400 for another status when the conversation is CLOSED
 */
export function changeConversation(
  data: AccountData,
  conversation: StoredConversation,
  { status, name, metadata, statusCallbacks }: ConversationChange,
  at: number,
): void {
  if (conversation.status === 'CLOSED' && status !== undefined && status !== 'CLOSED') {
    throw badRequest(`status cannot be ${status}: conversation ${conversation.id} is CLOSED, which is final`);
  }
  const statusChanges = status !== undefined && status !== conversation.status;
  if (name !== undefined) conversation.name = name;
  if (hasEntries(metadata)) conversation.metadata = metadata;
  else if (metadata !== undefined) delete conversation.metadata;
  if (statusCallbacks) conversation.configuration = { ...conversation.configuration, statusCallbacks };
  conversation.updatedAt = at;
  if (statusChanges) {
    setStatus(data, conversation, status, at);
    return;
  }
  data.changed({ kind: 'conversation', conversation });
  data.happened({ type: 'CONVERSATION_UPDATED', at, conversation });
}

/**
 * A merge patch: a key with a value is set, one with null is removed, all others stay.
 *
 * @throws Failure 400 when there are more than 8 entries after it
 */
export function mergeMetadata(
  before: Readonly<Record<string, string>> = {},
  patch: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  if (merged.size > MAX_METADATA) throw badRequest(`metadata must have at most ${MAX_METADATA} entries`);
  return Object.fromEntries(merged);
}

/** Takes a conversation away with all in it. @returns false when there is none */
export function removeConversation(data: AccountData, id: string): boolean {
  if (!data.conversations.remove(id)) return false;
  data.serviceConversations.remove(id);
  data.changed({ kind: 'conversation-removed', id });
  return true;
}
