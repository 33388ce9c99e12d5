/**
 * The resources of Twilio Conversations v2, and the one classic (v1) resource that v2 bridges to, as they
 * come over the wire.
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

/** The settings a conversation was made with: a copy of its configuration at that moment. */
export interface ConversationConfiguration {
  displayName?: string;
  description?: string;
  conversationGroupingType?: Open<GroupingType>;
  memoryStoreId?: string;
  channelSettings?: Record<string, unknown>;
  statusCallbacks?: { url: string; method?: Open<'POST' | 'GET'> }[];
  intelligenceConfigurationIds?: string[];
  memoryExtractionEnabled?: boolean;
  /** Set when the conversation's traffic also lives in a classic (v1) service. */
  conversationsV1Bridge?: { serviceId: string };
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
  participants?: CreateParticipant[];
  metadata?: Record<string, string>;
}

export interface CreateParticipant {
  name?: string;
  type?: ParticipantType;
  profileId?: string;
  addresses: ParticipantAddress[];
}

export interface CreateCommunication {
  author: Party;
  content: Content;
  recipients: Party[];
  channelId?: string;
  occurredAt?: Timestamp;
  resourceId?: string;
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
