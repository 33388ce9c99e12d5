import type {
  Action,
  Communication,
  Configuration,
  Conversation,
  Operation,
  Participant,
} from '../../api/resources.ts';
import type {
  StoredAction,
  StoredCommunication,
  StoredConfiguration,
  StoredConversation,
  StoredOperation,
  StoredParticipant,
} from './model.ts';

/*
 * From what is kept to what is answered. Dates are always there: the official SDK reads a missing one as now.
 * Optional members that have no value are left out, since the API's document gives only names the right to be null.
 */

let lastAt = Number.NaN;
let lastIso = '';

/** A moment as the API writes it. Most are asked for several times in a row. @param at - epoch milliseconds */
export function iso(at: number): string {
  if (at !== lastAt) {
    lastIso = new Date(at).toISOString();
    lastAt = at;
  }
  return lastIso;
}

export function presentConfiguration(configuration: StoredConfiguration): Configuration {
  const { id, settings, createdAt, updatedAt, version } = configuration;
  return { id, ...settings, createdAt: iso(createdAt), updatedAt: iso(updatedAt), version };
}

export function presentParticipant(
  accountId: string,
  conversationId: string,
  participant: StoredParticipant,
): Participant {
  const { id, name, type, profileId, addresses, createdAt, updatedAt } = participant;
  return {
    id,
    conversationId,
    accountId,
    name,
    type,
    ...(profileId === undefined ? {} : { profileId }),
    addresses,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}

/** What a conversation's own callbacks hold of it, and lists where nested members are left out. */
export function presentBriefConversation(accountId: string, conversation: StoredConversation): Conversation {
  const { id, configurationId, status, name, createdAt, updatedAt, metadata } = conversation;
  return {
    id,
    accountId,
    configurationId,
    status,
    name,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    ...(metadata ? { metadata } : {}),
  };
}

export function presentConversation(accountId: string, conversation: StoredConversation): Conversation {
  return {
    ...presentBriefConversation(accountId, conversation),
    configuration: conversation.configuration,
    participants: Array.from(conversation.participants, (participant) =>
      presentParticipant(accountId, conversation.id, participant),
    ),
  };
}

export function presentCommunication(
  accountId: string,
  conversationId: string,
  communication: StoredCommunication,
): Communication {
  const { id, author, content, recipients, channelId, resourceId, createdAt, updatedAt, occurredAt } =
    communication;
  return {
    id,
    conversationId,
    accountId,
    author,
    content,
    recipients: recipients.map(({ outcome, ...recipient }) => recipient),
    ...(channelId === undefined ? {} : { channelId }),
    ...(resourceId === undefined ? {} : { resourceId }),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    occurredAt: iso(occurredAt),
  };
}

export function presentAction(conversationId: string, action: StoredAction): Action {
  const { id, type, status, related, createdAt, updatedAt, completedAt, failureReason } = action;
  return {
    id,
    type,
    status,
    conversationId,
    related,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    ...(completedAt === undefined ? {} : { completedAt: iso(completedAt) }),
    // SDK: null unless it failed.
    failureReason: failureReason ?? null,
  };
}

/** Which resource an operation is about. */
export function relatedTo({ task }: StoredOperation): Record<string, string> {
  return task.kind === 'delete-conversation' ? { conversationId: task.id } : { configurationId: task.id };
}

/** @param origin - where this sandbox answers */
export function operationUrl(origin: string, id: string): string {
  return `${origin}/v2/ControlPlane/Operations/${id}`;
}

/** @param origin - where this sandbox answers */
export function presentOperation(operation: StoredOperation, origin: string): Operation {
  const { id, status, createdAt, completedAt, error } = operation;
  const statusUrl = operationUrl(origin, id);
  return {
    operationId: id,
    status,
    createdAt: iso(createdAt),
    completedAt: completedAt === undefined ? null : iso(completedAt),
    statusUrl,
    error: error ? { type: 'about:blank', ...error, instance: statusUrl } : null,
    related: relatedTo(operation),
  };
}
