import type {
  StoredAction,
  StoredAnswer,
  StoredCommunication,
  StoredConfiguration,
  StoredConversation,
  StoredOperation,
  StoredParticipant,
  StoredServiceConversation,
} from '../model.ts';

/** One thing of an account that is new or different, or gone: what whoever keeps the data has to write down. */
export type Change =
  | { kind: 'configuration'; configuration: StoredConfiguration }
  | { kind: 'configuration-removed'; id: string }
  | { kind: 'conversation'; conversation: StoredConversation }
  | { kind: 'conversation-removed'; id: string }
  | { kind: 'participant'; conversation: StoredConversation; participant: StoredParticipant }
  | { kind: 'communication'; conversation: StoredConversation; communication: StoredCommunication }
  | { kind: 'action'; conversation: StoredConversation; action: StoredAction }
  | { kind: 'operation'; operation: StoredOperation }
  | { kind: 'idempotency'; key: string; answer: StoredAnswer }
  | { kind: 'service-conversation'; serviceConversation: StoredServiceConversation }
  | { kind: 'profile'; key: string; profileId: string }
  | { kind: 'group'; key: string; conversationId: string };

/** Something that happened in a conversation, for status callbacks to tell of; `at` in epoch milliseconds. */
export type ConversationEvent = { at: number; conversation: StoredConversation } & (
  | { type: 'CONVERSATION_CREATED' | 'CONVERSATION_UPDATED' }
  | { type: 'PARTICIPANT_ADDED' | 'PARTICIPANT_UPDATED'; participant: StoredParticipant }
  | { type: 'COMMUNICATION_CREATED' | 'COMMUNICATION_UPDATED'; communication: StoredCommunication }
);
