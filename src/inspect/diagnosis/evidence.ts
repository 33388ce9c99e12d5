import type {
  Communication,
  Configuration,
  Conversation,
  ConversationConfiguration,
  Participant,
  ServiceConversation,
  ServiceMessage,
  ServiceParticipant,
} from '../../api/resources.ts';
import type { Owner } from './finding.ts';

/** A communication, without what no check looks at. */
export type SeenCommunication = Omit<Communication, 'accountId' | 'content'> & {
  readonly kind: string;
  readonly text: string;
};

/** What the classic (v1) side of a bridged conversation has. */
export interface ClassicSide {
  readonly serviceId: string;
  /** `CH…` SIDs that the conversation names. */
  readonly sids: readonly string[];
  /** Absent where the service has no such conversation. */
  readonly conversation?: ServiceConversation;
  readonly participants?: readonly ServiceParticipant[];
  readonly messages?: readonly ServiceMessage[];
  /** Error codes of receipts, by the message's SID; of failed ones only. */
  readonly errorCodes: ReadonlyMap<string, readonly number[]>;
}

/** Another open conversation that lays claim to the same traffic. */
export interface Rival {
  readonly conversationId: string;
  readonly title: string;
  readonly status: string;
  /** What both have: an address or a profile. */
  readonly shared: readonly string[];
}

/** What was found of a callback's server. One that is not of this machine is asked only when the person wants it. */
export type HostAnswer = 'listens' | 'refuses' | 'silent' | 'unresolved' | 'certificate';

/** How the sandbox fared with a callback: what {@link https://conversations.twilio.com} keeps to itself. */
export interface CallbackAttempt {
  readonly at: number;
  readonly conversationId: string;
  readonly eventType: string;
  readonly method: string;
  /** Without user, password and fragment. */
  readonly url: string;
  readonly status?: number;
  readonly failure?: string;
  readonly skipped?: string;
  readonly willRetry: boolean;
}

/** A callback that was received, as far as it is told of. */
export interface ReceivedEvent {
  readonly eventType: string;
  /** By this machine's clock: epoch milliseconds. */
  readonly receivedAt: number;
  readonly resource?: { readonly kind: string; readonly id: string } | undefined;
}

/** In what the API and the callbacks that were received do not agree: given by whoever receives callbacks. */
export interface Disagreement {
  readonly kind: string;
  readonly eventType?: string;
  readonly resource?: { readonly kind: string; readonly id: string };
  /** ISO 8601. */
  readonly happenedAt?: string;
  /** What the API says, and what the last callback said. */
  readonly now?: string;
  readonly told?: string;
  readonly event?: ReceivedEvent;
  readonly lateMs?: number;
  readonly events?: readonly ReceivedEvent[];
}

/** A part that could not be read. */
export interface Unread {
  readonly part: string;
  /** What it is called in words. */
  readonly what: string;
  readonly why: string;
}

/** What is known of the settings of a configuration, or of a conversation's copy. */
export interface SettingsEvidence {
  readonly accountId: string;
  readonly sandbox: boolean;
  readonly owner: Owner;
  readonly settings: ConversationConfiguration;
  /** The configuration as it is now, for a conversation's copy. */
  readonly present?: Configuration | undefined;
  /** False for a conversation that is closed: nothing is going to happen in it. */
  readonly open: boolean;
  /** Channels that its participants or communications use; absent for a configuration. */
  readonly channelsInUse?: readonly string[];
  readonly participants?: readonly Participant[] | undefined;
  /** By URL. */
  readonly hosts: ReadonlyMap<string, HostAnswer>;
  readonly attempts?: readonly CallbackAttempt[] | undefined;
}

/** All that was read of a conversation. What is absent could not be read, or was not asked for. */
export interface Evidence {
  readonly accountId: string;
  readonly sandbox: boolean;
  /** Epoch milliseconds by the server's clock, as far as that is known. */
  readonly now: number;
  readonly conversation: Conversation;
  readonly settings: ConversationConfiguration | undefined;
  readonly configuration?: Configuration | undefined;
  readonly participants?: readonly Participant[] | undefined;
  /** In the order of the list. */
  readonly communications?: readonly SeenCommunication[] | undefined;
  readonly classic?: ClassicSide | undefined;
  readonly rivals?: readonly Rival[] | undefined;
  readonly hosts: ReadonlyMap<string, HostAnswer>;
  readonly attempts?: readonly CallbackAttempt[] | undefined;
  readonly disagreements?: readonly Disagreement[] | undefined;
  readonly unread: readonly Unread[];
}
