import type { ExportDocument, ExportedAccount, ExportedConversation } from '../../../api/exportDocument.ts';
import type { Action, Communication, Participant, Timestamp } from '../../../api/resources.ts';
import type {
  DeliveryOutcome,
  StoredAction,
  StoredAnswer,
  StoredCommunication,
  StoredConversation,
  StoredOperation,
  StoredParticipant,
  StoredServiceConversation,
} from '../model.ts';
import type { BaseNote } from './base.ts';

/*
 * The export document as a sandbox writes it: with `sandbox` members beside the resources that hold what these do not
 * show. A document of a live account has none of them. Moments in them are epoch milliseconds, as the sandbox has them.
 */

export interface SandboxDocument extends ExportDocument {
  accounts: AccountDocument[];
  sandbox?: {
    /** What the sandbox's clock showed at `exportedAt`. */
    now?: Timestamp;
    /** Ties a data file to its journal. */
    generation?: string;
  };
}

export interface AccountDocument extends ExportedAccount {
  conversations: ConversationDocument[];
  sandbox?: AccountMember;
}

/** What else an account has. */
export interface AccountMember {
  ids: {
    /** That they follow from. */
    seed: number;
    /** How many were made, by prefix. */
    made: Record<string, number>;
  };
  operations: StoredOperation[];
  /** By Idempotency-Key. */
  answers: Record<string, StoredAnswer>;
  serviceConversations: StoredServiceConversation[];
  /** Profile ids by memory store and address. */
  profiles: Record<string, string>;
  /** Conversation ids by what traffic is grouped by. */
  groups: Record<string, string>;
  /** What the account began with, where only what has changed since is written down. */
  base?: BaseNote;
}

export interface ConversationDocument extends ExportedConversation {
  participants?: ParticipantDocument[];
  communications: CommunicationDocument[];
  actions?: ActionDocument[];
  sandbox?: ConversationMember;
}

export type ConversationMember = Pick<StoredConversation, 'quietSince' | 'lastChannel'> & {
  /** It is one of the account's base: only those of its communications that have changed since are here. */
  base?: true;
};

export interface ParticipantDocument extends Participant {
  sandbox?: Pick<StoredParticipant, 'classic'>;
}

export interface CommunicationDocument extends Communication {
  sandbox?: Pick<StoredCommunication, 'classic'> & {
    /** How delivery ends, by recipient, where their statuses do not tell. */
    outcomes?: DeliveryOutcome[];
  };
}

export interface ActionDocument extends Action {
  sandbox?: Pick<StoredAction, 'message'>;
}
