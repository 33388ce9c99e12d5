import type { Configuration } from '../../../api/resources.ts';
import type {
  StoredAction,
  StoredCommunication,
  StoredConfiguration,
  StoredConversation,
  StoredParticipant,
} from '../model.ts';
import {
  presentAction,
  presentBriefConversation,
  presentCommunication,
  presentConfiguration,
  presentParticipant,
} from '../present.ts';
import { impliedOutcome } from './outcomes.ts';
import type {
  ActionDocument,
  CommunicationDocument,
  ConversationDocument,
  ParticipantDocument,
} from './sandboxDocument.ts';

/*
 * From what is kept to what is written down: a resource as the API shows it, and beside it whatever else is kept of it.
 * What can be told from the rest is left out. A member that comes to be kept later goes along by itself.
 */

/** A `sandbox` member of what there is; none when there is nothing. */
function beside<T extends object>(kept: T): { sandbox?: T } {
  const entries = Object.entries(kept).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? {} : { sandbox: Object.fromEntries(entries) as T };
}

export function exportConfiguration(configuration: StoredConfiguration): Configuration {
  return presentConfiguration(configuration);
}

export function exportParticipant(
  accountSid: string,
  conversationId: string,
  participant: StoredParticipant,
): ParticipantDocument {
  const { id, name, type, profileId, addresses, createdAt, updatedAt, json, ...kept } = participant;
  return { ...presentParticipant(accountSid, conversationId, participant), ...beside(kept) };
}

export function exportCommunication(
  accountSid: string,
  conversationId: string,
  communication: StoredCommunication,
): CommunicationDocument {
  const {
    id,
    author,
    content,
    recipients,
    channelId,
    resourceId,
    createdAt,
    updatedAt,
    occurredAt,
    deliveryDue,
    json,
    ...kept
  } = communication;
  const told = recipients.every((recipient) => recipient.outcome === impliedOutcome(recipient));
  return {
    ...presentCommunication(accountSid, conversationId, communication),
    ...beside({ ...kept, outcomes: told ? undefined : recipients.map(({ outcome }) => outcome) }),
  } as CommunicationDocument;
}

export function exportAction(conversationId: string, action: StoredAction): ActionDocument {
  const { id, type, status, related, createdAt, updatedAt, completedAt, failureReason, ...kept } = action;
  return { ...presentAction(conversationId, action), related: { ...related }, ...beside(kept) };
}

/** A conversation without what is in it. @param isOfBase whether it is one of those that its account began with */
export function exportConversationHead(
  accountSid: string,
  conversation: StoredConversation,
  isOfBase: boolean,
): Omit<ConversationDocument, 'participants' | 'communications' | 'actions'> {
  const {
    id,
    configurationId,
    status,
    name,
    createdAt,
    updatedAt,
    configuration,
    metadata,
    participants,
    communications,
    byResourceId,
    actions,
    lifecycleDue,
    json,
    ...kept
  } = conversation;
  return {
    ...presentBriefConversation(accountSid, conversation),
    configuration,
    sandbox: { ...kept, ...(isOfBase ? { base: true } : {}) },
  };
}
