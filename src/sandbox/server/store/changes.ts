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
  | { kind: 'service-conversation'; serviceConversation: StoredServiceConversation };

/** The events that status callbacks tell of. */
export type EventType =
  | 'CONVERSATION_CREATED'
  | 'CONVERSATION_UPDATED'
  | 'PARTICIPANT_ADDED'
  | 'PARTICIPANT_UPDATED'
  | 'COMMUNICATION_CREATED'
  | 'COMMUNICATION_UPDATED';

/** Something that happened in a conversation, and the resource that it happened to. */
export interface ConversationEvent {
  type: EventType;
  /** Epoch milliseconds. */
  at: number;
  conversation: StoredConversation;
  resource: StoredConversation | StoredParticipant | StoredCommunication;
}
