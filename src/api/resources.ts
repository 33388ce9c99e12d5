/**
 * The resources of Twilio Conversations v2, and the classic (v1) ones that v2 bridges to, as they come over the
 * wire.
 *
 * Source: the OpenAPI document that `@twilio/cli-core@9.0.0` ships (twilio_conversations_v2.json), and the
 * typings of the `twilio` 6.2 SDK for what is newer. Enumerations are open: Twilio adds values without a new
 * version, so a value that is not listed here still passes through and is shown as it came.
 */

/** A listed value, or any other that the API may come to send. Keeps completion for the listed ones. */
export type Open<T extends string> = T | (string & {});

/** A moment as the API writes it: ISO 8601 in UTC, such as `2026-03-01T09:30:00Z`. */
export type Timestamp = string;

export const CONVERSATION_STATUSES = ['ACTIVE', 'INACTIVE', 'CLOSED'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

export const CHANNELS = ['VOICE', 'SMS', 'RCS', 'WHATSAPP', 'CHAT', 'VIDEO'] as const;
export type Channel = (typeof CHANNELS)[number];

export const PARTICIPANT_TYPES = ['HUMAN_AGENT', 'CUSTOMER', 'AI_AGENT', 'AGENT', 'UNKNOWN'] as const;
export type ParticipantType = (typeof PARTICIPANT_TYPES)[number];

export const DELIVERY_STATUSES = ['INITIATED', 'IN_PROGRESS', 'DELIVERED', 'READ', 'FAILED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const GROUPING_TYPES = [
  'GROUP_BY_PROFILE',
  'GROUP_BY_PARTICIPANT_ADDRESSES',
  'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
] as const;
export type GroupingType = (typeof GROUPING_TYPES)[number];

/** Channels on which Twilio sends; VOICE and VIDEO are only received. */
export const SEND_CHANNELS = ['SMS', 'RCS', 'WHATSAPP', 'CHAT'] as const;

export const CALLBACK_METHODS = ['POST', 'GET'] as const;
export type CallbackMethod = (typeof CALLBACK_METHODS)[number];

/** Where status callbacks go; POST when no method is given. */
export interface StatusCallback {
  url: string;
  method?: Open<CallbackMethod>;
}

/** Which traffic of a channel is captured. `*` stands for any address. */
export interface CaptureRule {
  from: string;
  to: string;
  metadata?: Record<string, string>;
}

/** How one channel's traffic is captured, and the minutes of silence after which a conversation rests and ends. */
export interface ChannelSetting {
  statusTimeouts?: { inactive?: number; closed?: number };
  captureRules?: CaptureRule[];
}

/** The settings a conversation was made with: a copy of its configuration at that moment. */
export interface ConversationConfiguration {
  displayName?: string;
  description?: string;
  conversationGroupingType?: Open<GroupingType>;
  memoryStoreId?: string;
  /** By channel. */
  channelSettings?: Record<string, ChannelSetting>;
  statusCallbacks?: StatusCallback[];
  intelligenceConfigurationIds?: string[];
  traitExtractionStrategyIds?: string[];
  observationExtractionStrategyIds?: string[];
  memoryExtractionEnabled?: boolean;
  /** Set when the conversation's traffic also lives in a classic (v1) service. */
  conversationsV1Bridge?: { serviceId: string };
}

/** The settings that conversations are made from. */
export interface Configuration extends ConversationConfiguration {
  id: string;
  displayName: string;
  description: string;
  conversationGroupingType: Open<GroupingType>;
  memoryStoreId: string;
  createdAt?: Timestamp;
  updatedAt?: Timestamp;
  /** Counts the changes. */
  version?: number;
}

export interface CreateConfiguration {
  /** At most 32 letters, digits, spaces, `-` and `_`. */
  displayName: string;
  /** At most 512 characters. */
  description: string;
  conversationGroupingType: GroupingType;
  memoryStoreId: string;
  channelSettings?: Record<string, ChannelSetting>;
  /** At most 2. */
  statusCallbacks?: StatusCallback[];
  /** At most 5. */
  intelligenceConfigurationIds?: string[];
  memoryExtractionEnabled?: boolean;
  conversationsV1Bridge?: { serviceId: string };
}

/** A full replacement: what is left out is dropped. */
export interface UpdateConfiguration extends Omit<CreateConfiguration, 'displayName'> {
  displayName?: string;
  channelSettings: Record<string, ChannelSetting>;
}

/** A change in part: what is left out stays, null takes away. */
export interface PatchConfiguration {
  displayName?: string | null;
  description?: string | null;
  conversationGroupingType?: GroupingType;
  memoryStoreId?: string | null;
  /** By channel: a value replaces that channel's settings, null removes them. */
  channelSettings?: Record<string, ChannelSetting | null>;
  statusCallbacks?: StatusCallback[] | null;
  intelligenceConfigurationIds?: string[] | null;
  memoryExtractionEnabled?: boolean | null;
  conversationsV1Bridge?: { serviceId: string } | null;
}

export interface Conversation {
  id: string;
  accountId: string;
  configurationId: string;
  status?: Open<ConversationStatus>;
  name?: string | null;
  createdAt?: Timestamp;
  updatedAt?: Timestamp;
  configuration?: ConversationConfiguration;
  participants?: Participant[];
  metadata?: Record<string, string>;
  /** The action that the conversation was started with, if any. */
  actionId?: string;
}

/** A full replacement: what is left out is dropped. */
export interface UpdateConversation {
  status: ConversationStatus;
  name?: string;
  metadata?: Record<string, string>;
}

/** A change in part: what is left out stays. */
export interface PatchConversation {
  name?: string | null;
  status?: ConversationStatus;
  /** The only setting that can change after a conversation was made. An empty list stops delivery. */
  configuration?: { statusCallbacks?: StatusCallback[] | null };
  /** Merged by key; null removes one. */
  metadata?: Record<string, string | null>;
}

/** Where a participant can be reached. `channelId` names the call, message or chat it came from. */
export interface ParticipantAddress {
  channel: Open<Channel>;
  address: string;
  channelId?: string | null;
}

export interface Participant {
  id: string;
  conversationId: string;
  accountId: string;
  name?: string | null;
  type?: Open<ParticipantType>;
  /** The customer's profile in the memory store; resolved for CUSTOMER only. */
  profileId?: string | null;
  addresses?: ParticipantAddress[];
  createdAt?: Timestamp;
  updatedAt?: Timestamp;
}

/** One end of a communication. */
export interface Party {
  address: string;
  channel: Open<Channel>;
  participantId?: string | null;
}

export interface Recipient extends Party {
  deliveryStatus?: Open<DeliveryStatus>;
}

export interface TranscriptionWord {
  text: string;
  startTime?: Timestamp;
  endTime?: Timestamp;
}

export interface Transcription {
  /** 0 for the inbound leg, 1 for the outbound one. */
  channel?: number;
  /** From 0.0 to 1.0. */
  confidence?: number;
  engine?: string;
  words?: TranscriptionWord[];
}

export interface Content {
  type: Open<'TEXT' | 'TRANSCRIPTION'>;
  text?: string;
  transcription?: Transcription;
}

export interface Communication {
  id: string;
  conversationId: string;
  accountId: string;
  author: Party;
  content: Content;
  recipients: Recipient[];
  channelId?: string | null;
  /** The caller's own id of the event: a second create with the same one updates the first. */
  resourceId?: string | null;
  createdAt?: Timestamp;
  updatedAt?: Timestamp;
  occurredAt?: Timestamp;
}

/** The last member of every list answer. A missing or null `nextToken` marks the last page. */
export interface PageMeta {
  /** Names the member of the answer that holds the items. */
  key?: string;
  /** How many items this page holds. */
  pageSize?: number;
  previousToken?: string | null;
  nextToken?: string | null;
}

export interface CreateConversation {
  configurationId: string;
  name?: string;
  configuration?: {
    /** At most 5. */
    intelligenceConfigurationIds?: string[];
    traitExtractionStrategyIds?: string[];
    observationExtractionStrategyIds?: string[];
    workflows?: { flowId: string }[];
  };
  /** At most 50. */
  participants?: (Omit<CreateParticipant, 'addresses'> & { addresses?: ParticipantAddress[] })[];
  metadata?: Record<string, string>;
}

export interface CreateParticipant {
  name?: string;
  type?: ParticipantType;
  profileId?: string;
  addresses: ParticipantAddress[];
}

/** A full replacement: what is left out is dropped. */
export type UpdateParticipant = Partial<CreateParticipant>;

export interface CreateCommunication {
  author: Party;
  content: Content;
  recipients: Party[];
  channelId?: string;
  occurredAt?: Timestamp;
  resourceId?: string;
}

/** Who an action sends from or to: a participant (with its channel when it has several addresses), or an address. */
export interface ActionParty {
  participantId?: string;
  address?: string;
  channel?: Open<Channel>;
}

/** Has Twilio send a message; it becomes a communication of the conversation. */
export interface CreateSendMessageAction {
  type: 'SEND_MESSAGE';
  payload: {
    from: ActionParty;
    /** At least one. */
    to: ActionParty[];
    content: {
      text?: string;
      /** A content template's `HX…`. */
      contentId?: string;
      variables?: Record<string, string>;
      mediaUrls?: string[];
    };
    /** Passed on to the sending service as it is. */
    channelSettings?: Record<string, unknown>;
  };
}

export const ACTION_STATUSES = ['PENDING', 'COMPLETED', 'FAILED'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

/** Something that Twilio does for a conversation, and how far it has come. */
export interface Action {
  id: string;
  type: string;
  status: Open<ActionStatus>;
  conversationId: string;
  /** `messageSid`, and `communicationId` when it is COMPLETED. */
  related?: Record<string, string>;
  createdAt?: Timestamp;
  updatedAt?: Timestamp;
  completedAt?: Timestamp | null;
  failureReason?: string | null;
}

export const OPERATION_STATUSES = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** A change that Twilio makes in its own time, and how far it has come. */
export interface Operation {
  operationId: string;
  status: Open<OperationStatus>;
  createdAt?: Timestamp;
  completedAt?: Timestamp | null;
  statusUrl?: string;
  /** RFC 9457. */
  error?: { type?: string; title?: string; status?: number; detail?: string; instance?: string } | null;
  /** `configurationId` or `conversationId`. */
  related?: Record<string, string> | null;
}

/** The answer (202) to a request that is carried out later. */
export interface OperationAccepted {
  statusUrl: string;
  related?: Record<string, string> | null;
}

/** A classic (v1) conversation inside a service: `GET /v1/Services/{IS…}/Conversations/{CH… or unique name}`. */
export interface ServiceConversation {
  sid: string;
  account_sid: string | null;
  chat_service_sid: string | null;
  messaging_service_sid: string | null;
  friendly_name: string | null;
  unique_name: string | null;
  /** JSON in a string; `{}` when nothing was set. */
  attributes: string | null;
  state: Open<'inactive' | 'active' | 'closed' | 'initializing'>;
  date_created: Timestamp | null;
  date_updated: Timestamp | null;
  timers: { date_inactive?: Timestamp; date_closed?: Timestamp } | null;
  url: string | null;
  links: Record<string, string> | null;
  bindings: Record<string, unknown> | null;
}

/** A classic (v1) service: what a v2 configuration's bridge leads to. */
export interface Service {
  sid: string;
  account_sid: string | null;
  friendly_name: string | null;
  date_created: Timestamp | null;
  date_updated: Timestamp | null;
  url: string | null;
  links: Record<string, string> | null;
}

/** How many of a classic message's recipients a delivery state is true for. */
export type DeliveryAmount = 'none' | 'some' | 'all';

/** A classic (v1) message of a service conversation. */
export interface ServiceMessage {
  sid: string;
  account_sid: string | null;
  chat_service_sid: string | null;
  conversation_sid: string | null;
  /** Counts the conversation's messages from 0. */
  index: number;
  author: string | null;
  body: string | null;
  media: { sid: string; size: number; content_type: string; filename: string | null }[] | null;
  attributes: string | null;
  participant_sid: string | null;
  date_created: Timestamp | null;
  date_updated: Timestamp | null;
  delivery: {
    total: number;
    sent: Open<DeliveryAmount>;
    delivered: Open<DeliveryAmount>;
    read: Open<DeliveryAmount>;
    failed: Open<DeliveryAmount>;
    undelivered: Open<DeliveryAmount>;
  } | null;
  url: string | null;
  links: Record<string, string> | null;
  content_sid: string | null;
}

/** A classic (v1) participant of a service conversation. */
export interface ServiceParticipant {
  sid: string;
  account_sid: string | null;
  chat_service_sid: string | null;
  conversation_sid: string | null;
  /** Set for chat users; others have a messaging binding. */
  identity: string | null;
  attributes: string | null;
  messaging_binding: { type?: string; address?: string; proxy_address?: string } | null;
  role_sid: string | null;
  date_created: Timestamp | null;
  date_updated: Timestamp | null;
  url: string | null;
  last_read_message_index: number | null;
  last_read_timestamp: Timestamp | null;
}

/** How a classic (v1) message fared with one recipient. */
export interface ServiceDeliveryReceipt {
  sid: string;
  account_sid: string | null;
  chat_service_sid: string | null;
  conversation_sid: string | null;
  message_sid: string | null;
  channel_message_sid: string | null;
  participant_sid: string | null;
  status: Open<'sent' | 'delivered' | 'read' | 'failed' | 'undelivered'>;
  error_code: number;
  date_created: Timestamp | null;
  date_updated: Timestamp | null;
  url: string | null;
}

/** The last member of every classic (v1) list answer. URLs are absolute, and are followed as they are. */
export interface ServicePageMeta {
  key?: string;
  page?: number;
  page_size?: number;
  first_page_url?: string | null;
  previous_page_url?: string | null;
  url?: string | null;
  next_page_url?: string | null;
}
