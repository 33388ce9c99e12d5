import type {
  ActionStatus,
  Channel,
  ChannelSetting,
  ConversationStatus,
  DeliveryStatus,
  GroupingType,
  OperationStatus,
  ParticipantType,
  StatusCallback,
  Transcription,
} from '../../api/resources.ts';
import type { Collection } from './store/collection.ts';

export type {
  Channel,
  ConversationStatus,
  DeliveryStatus,
  GroupingType,
  ParticipantType,
  Transcription,
  TranscriptionWord,
} from '../../api/resources.ts';

/*
 * What the sandbox keeps. It differs from what it answers in that moments are epoch milliseconds, and in what it has
 * to remember to go on: how a delivery will end, when a conversation falls silent.
 */

/** Keeps its answer: most are asked for more often than they change. Whoever changes it takes the answer away. */
export interface Rendered {
  /** The JSON of the resource as lists and fetches give it, in UTF-8. */
  json?: Buffer | undefined;
}

/** What a configuration sets, as the caller gave it. */
export interface ConfigurationSettings {
  displayName: string;
  description: string;
  conversationGroupingType: GroupingType;
  memoryStoreId: string;
  channelSettings: Record<string, ChannelSetting>;
  statusCallbacks: StatusCallback[];
  intelligenceConfigurationIds: string[];
  memoryExtractionEnabled: boolean;
  conversationsV1Bridge?: { serviceId: string };
}

/** What a conversation keeps of its configuration, with what it was made with beside. */
export interface ConversationSettings extends ConfigurationSettings {
  traitExtractionStrategyIds?: string[];
  observationExtractionStrategyIds?: string[];
}

/** The settings that conversations are made from. */
export interface StoredConfiguration extends Rendered {
  id: string;
  settings: ConfigurationSettings;
  createdAt: number;
  updatedAt: number;
  version: number;
}

export interface StoredConversation extends Rendered {
  id: string;
  configurationId: string;
  status: ConversationStatus;
  name: string | null;
  createdAt: number;
  updatedAt: number;
  /** As it was when the conversation was made: later changes of the configuration do not reach it. Never mutated. */
  configuration: ConversationSettings;
  metadata?: Record<string, string>;
  participants: Collection<StoredParticipant>;
  communications: Collection<StoredCommunication>;
  /** Communication ids by the caller's `resourceId`. */
  byResourceId: Map<string, string>;
  /** By id. */
  actions: Map<string, StoredAction>;
  /** When the silence began that its time-outs count from. */
  quietSince: number;
  /** The channel that was used last: its time-outs count. */
  lastChannel?: Channel;
  /** When its status is looked at next; absent when nothing is awaited. */
  lifecycleDue?: number;
}

export interface StoredAddress {
  channel: Channel;
  address: string;
  channelId?: string;
}

export interface StoredParticipant extends Rendered {
  id: string;
  name: string | null;
  type: ParticipantType;
  profileId?: string;
  addresses: StoredAddress[];
  createdAt: number;
  updatedAt: number;
  classic?: ClassicParticipant;
}

/** What only the classic (v1) API knows of a participant. */
export interface ClassicParticipant {
  /** JSON in a string; `{}` when absent. */
  attributes?: string;
  /** Twilio's number that the participant's own is in contact with. */
  proxyAddress?: string;
  /** Twilio's number that stands for a chat participant in group MMS. */
  projectedAddress?: string;
  roleSid?: string;
  /** When its maker said that it was made, in epoch milliseconds. */
  createdAt?: number;
}

export interface StoredParty {
  address: string;
  channel: Channel;
  participantId?: string;
}

export type DeliveryOutcome = Extract<DeliveryStatus, 'DELIVERED' | 'READ' | 'FAILED'>;

export interface StoredRecipient extends StoredParty {
  deliveryStatus: DeliveryStatus;
  /** The status that delivery ends with. */
  outcome: DeliveryOutcome;
}

export interface StoredContent {
  type: 'TEXT' | 'TRANSCRIPTION';
  text: string;
  transcription?: Transcription;
}

export interface StoredCommunication extends Rendered {
  id: string;
  author: StoredParty;
  content: StoredContent;
  recipients: StoredRecipient[];
  channelId?: string;
  resourceId?: string;
  createdAt: number;
  updatedAt: number;
  occurredAt: number;
  /** When its delivery moves on; absent when it has ended. */
  deliveryDue?: number;
  classic?: ClassicMessage;
}

/** What only the classic (v1) API knows of a communication. */
export interface ClassicMessage {
  /** JSON in a string; `{}` when absent. */
  attributes?: string;
  contentSid?: string;
}

/** What an action sends, with everybody's address found. */
export interface StoredMessage {
  author: StoredParty;
  recipients: StoredParty[];
  text: string;
}

export interface StoredAction {
  id: string;
  type: 'SEND_MESSAGE';
  status: ActionStatus;
  related: Record<string, string>;
  createdAt: number;
  updatedAt: number;
  completedAt?: number;
  failureReason?: string;
  /** Absent when it was imported from where that is not known. */
  message?: StoredMessage;
}

/** A change that waits for its operation to end. */
export type OperationTask =
  | { kind: 'create-configuration'; id: string; settings: ConfigurationSettings }
  | { kind: 'change-configuration'; id: string; settings: ConfigurationSettings }
  | { kind: 'delete-configuration'; id: string }
  | { kind: 'delete-conversation'; id: string };

export interface StoredOperation {
  id: string;
  status: Extract<OperationStatus, 'PENDING' | 'COMPLETED' | 'FAILED'>;
  createdAt: number;
  completedAt?: number;
  /** When it ends. */
  dueAt: number;
  task: OperationTask;
  /** Why it failed. */
  error?: { title: string; status: number; detail: string };
}

/** An answer that is given again for the same Idempotency-Key. */
export interface StoredAnswer {
  /** What was asked, so that another request with the same key is noticed. */
  request: string;
  operationId: string;
  at: number;
}

/** The classic (v1) side of a conversation whose configuration has a bridge. */
export interface StoredServiceConversation {
  sid: string;
  serviceSid: string;
  uniqueName: string | null;
  attributes: string;
  messagingServiceSid?: string;
  /** When its maker said that it was made, in epoch milliseconds. */
  createdAt?: number;
  /** The v2 conversation on the other side of the bridge. */
  conversationId: string;
}
