import type {
  Channel,
  ConversationConfiguration,
  ConversationStatus,
  DeliveryStatus,
  GroupingType,
  ParticipantType,
  Transcription,
} from '../../api/resources.ts';
import type { Collection } from './store/collection.ts';

export type {
  Channel,
  Communication,
  Conversation,
  ConversationConfiguration,
  ConversationStatus,
  DeliveryStatus,
  GroupingType,
  Participant,
  ParticipantType,
  ServiceConversation,
  Transcription,
  TranscriptionWord,
} from '../../api/resources.ts';

/*
 * What the sandbox keeps. It differs from what it answers where time plays a part: moments are epoch
 * milliseconds, and a recipient's delivery is kept as its end and computed when read.
 */

/** The settings that conversations are made from. */
export interface StoredConfiguration {
  id: string;
  displayName: string;
  description: string;
  conversationGroupingType: GroupingType;
  memoryStoreId: string;
  channelSettings: Record<string, ChannelSetting>;
  statusCallbacks: { url: string; method: 'POST' | 'GET' }[];
  intelligenceConfigurationIds: string[];
  memoryExtractionEnabled: boolean;
  conversationsV1Bridge?: { serviceId: string };
  createdAt: number;
  updatedAt: number;
  version: number;
}

/** How one channel's traffic is captured, and the minutes of silence after which a conversation rests and ends. */
export interface ChannelSetting {
  statusTimeouts?: { inactive?: number; closed?: number };
  captureRules?: { from: string; to: string; metadata?: Record<string, string> }[];
}

export interface StoredConversation {
  id: string;
  configurationId: string;
  status: ConversationStatus;
  name: string | null;
  createdAt: number;
  updatedAt: number;
  /** A copy: later changes of the configuration do not reach a conversation that exists. */
  configuration: ConversationConfiguration;
  metadata?: Record<string, string>;
  participants: Collection<StoredParticipant>;
  communications: Collection<StoredCommunication>;
  /** Communication ids by the caller's `resourceId`. */
  byResourceId: Map<string, string>;
}

export interface StoredAddress {
  channel: Channel;
  address: string;
  channelId?: string;
}

export interface StoredParticipant {
  id: string;
  name: string | null;
  type: ParticipantType;
  profileId?: string;
  addresses: StoredAddress[];
  createdAt: number;
  updatedAt: number;
}

export interface StoredParty {
  address: string;
  channel: Channel;
  participantId?: string;
}

export interface StoredRecipient extends StoredParty {
  /** The status that delivery ends with. */
  outcome: Extract<DeliveryStatus, 'DELIVERED' | 'READ' | 'FAILED'>;
}

export interface StoredContent {
  type: 'TEXT' | 'TRANSCRIPTION';
  text: string;
  transcription?: Transcription;
}

export interface StoredCommunication {
  id: string;
  author: StoredParty;
  content: StoredContent;
  recipients: StoredRecipient[];
  channelId?: string;
  resourceId?: string;
  createdAt: number;
  /** When the communication itself was last written; delivery can be later. */
  updatedAt: number;
  occurredAt: number;
}

/** The classic (v1) side of a conversation whose configuration has a bridge. */
export interface StoredServiceConversation {
  sid: string;
  serviceSid: string;
  uniqueName: string | null;
  attributes: string;
  /** The v2 conversation on the other side of the bridge. */
  conversationId: string;
}
