import { notFound } from '../failure.ts';
import type { ConversationConfiguration, StoredConfiguration, StoredConversation } from '../model.ts';
import type { AccountData } from './accountData.ts';
import { Collection } from './collection.ts';
import { claimGroups } from './grouping.ts';
import { draftParticipant, insertParticipant, type ParticipantInput } from './participants.ts';
import { bridgeConversation } from './serviceConversations.ts';

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
}

/** What a conversation keeps of its configuration. */
function copyConfiguration(
  configuration: StoredConfiguration,
  overrides: ConversationInput['configuration'] = {},
): ConversationConfiguration {
  const { id, createdAt, updatedAt, version, ...settings } = configuration;
  const { intelligenceConfigurationIds, traitExtractionStrategyIds, observationExtractionStrategyIds } =
    overrides;
  return structuredClone({
    ...settings,
    ...(intelligenceConfigurationIds ? { intelligenceConfigurationIds } : {}),
    ...(traitExtractionStrategyIds ? { traitExtractionStrategyIds } : {}),
    ...(observationExtractionStrategyIds ? { observationExtractionStrategyIds } : {}),
  });
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
  const drafts = (input.participants ?? []).map((participant) =>
    draftParticipant(data, configuration.memoryStoreId, participant),
  );
  const id = data.ids.next('conv_conversation_');
  claimGroups(data, {
    conversationId: id,
    configurationId: configuration.id,
    grouping: configuration.conversationGroupingType,
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
    ...(input.metadata ? { metadata: { ...input.metadata } } : {}),
    participants: new Collection(),
    communications: new Collection(),
    byResourceId: new Map(),
  };
  bridgeConversation(data, conversation, drafts);
  for (const draft of drafts) insertParticipant(data, conversation, draft, at);
  data.conversations.add(conversation);
  return conversation;
}

/** True when a communication or a participant's address came from that call, message or chat. */
export function carriesChannelId(conversation: StoredConversation, channelId: string): boolean {
  for (const { addresses } of conversation.participants) {
    if (addresses.some((address) => address.channelId === channelId)) return true;
  }
  for (const communication of conversation.communications) {
    if (communication.channelId === channelId) return true;
  }
  return false;
}
