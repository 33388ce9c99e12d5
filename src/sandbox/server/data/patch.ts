import type { Configuration, ConversationConfiguration, Timestamp } from '../../../api/resources.ts';
import type {
  AccountMember,
  ActionDocument,
  CommunicationDocument,
  ConversationDocument,
  ParticipantDocument,
} from './sandboxDocument.ts';

/*
 * What one request, or one round of what happens by itself, has changed: one line of a journal. Each item is given as it
 * is afterwards, in the document's own form, so that a patch may be applied to a document that has it already.
 */

export interface Patch {
  /** Real time. */
  exportedAt: Timestamp;
  /** The sandbox's. */
  now: Timestamp;
  accounts: AccountPatch[];
}

/** Lists hold what is new or different, by its id. */
export interface AccountPatch {
  accountSid: string;
  configurations?: Configuration[];
  conversations?: ConversationPatch[];
  removedConfigurations?: string[];
  removedConversations?: string[];
  sandbox?: MemberPatch;
}

export type MemberPatch = Partial<Omit<AccountMember, 'ids' | 'base'>> & {
  made?: Record<string, number>;
};

export interface ConversationPatch {
  id: string;
  /** Without the configuration where that is as it was: it is many times as long as all the rest. */
  head?: Omit<ConversationDocument, 'participants' | 'communications' | 'actions' | 'configuration'> & {
    configuration?: ConversationConfiguration;
  };
  participants?: ParticipantDocument[];
  communications?: CommunicationDocument[];
  actions?: ActionDocument[];
}
