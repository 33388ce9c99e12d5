import type {
  Communication,
  Conversation,
  Participant,
  ServiceConversation,
  StoredCommunication,
  StoredConfiguration,
  StoredConversation,
  StoredParticipant,
  StoredServiceConversation,
} from './model.ts';
import { type DeliveryClock, deliveryAt } from './store/delivery.ts';

/*
 * From what is kept to what is answered. Dates are always there: the official SDK reads a missing one as now.
 * Optional members that have no value are left out, since the API's document gives only names the right to be null.
 */

const iso = (at: number) => new Date(at).toISOString();

export function presentConfiguration({ createdAt, updatedAt, version, ...settings }: StoredConfiguration) {
  return { ...settings, createdAt: iso(createdAt), updatedAt: iso(updatedAt), version };
}

export function presentParticipant(
  accountId: string,
  conversationId: string,
  { id, createdAt, updatedAt, ...rest }: StoredParticipant,
): Participant {
  return { id, conversationId, accountId, ...rest, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

/** Lists give the same members as a fetch. Whether Twilio's do is not known; its document allows it. */
export function presentConversation(accountId: string, conversation: StoredConversation): Conversation {
  const { id, configurationId, status, name, createdAt, updatedAt, configuration, metadata } = conversation;
  return {
    id,
    accountId,
    configurationId,
    status,
    name,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    configuration,
    participants: Array.from(conversation.participants, (participant) =>
      presentParticipant(accountId, id, participant),
    ),
    ...(metadata ? { metadata } : {}),
  };
}

export function presentCommunication(
  accountId: string,
  conversationId: string,
  communication: StoredCommunication,
  clock: DeliveryClock,
): Communication {
  const { id, author, content, recipients, channelId, resourceId, createdAt, occurredAt } = communication;
  const delivery = deliveryAt(communication, clock);
  return {
    id,
    conversationId,
    accountId,
    author,
    content,
    recipients: recipients.map(({ outcome, ...party }, index) => ({
      ...party,
      deliveryStatus: delivery.statuses[index] ?? outcome,
    })),
    ...(channelId === undefined ? {} : { channelId }),
    ...(resourceId === undefined ? {} : { resourceId }),
    createdAt: iso(createdAt),
    updatedAt: iso(delivery.updatedAt),
    occurredAt: iso(occurredAt),
  };
}

const V1_STATES = { ACTIVE: 'active', INACTIVE: 'inactive', CLOSED: 'closed' } as const;

/** The classic API writes dates without a fraction of a second. */
const v1Date = (at: number) => iso(at).replace(/\.\d+Z$/, 'Z');

/** @param origin - where this sandbox answers: the classic API's links are absolute */
export function presentServiceConversation(
  accountSid: string,
  { sid, serviceSid, uniqueName, attributes }: StoredServiceConversation,
  conversation: StoredConversation,
  origin: string,
): ServiceConversation {
  const url = `${origin}/v1/Services/${serviceSid}/Conversations/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    chat_service_sid: serviceSid,
    messaging_service_sid: null,
    friendly_name: conversation.name,
    unique_name: uniqueName,
    attributes,
    state: V1_STATES[conversation.status],
    date_created: v1Date(conversation.createdAt),
    date_updated: v1Date(conversation.updatedAt),
    timers: {},
    url,
    links: {
      participants: `${url}/Participants`,
      messages: `${url}/Messages`,
      webhooks: `${url}/Webhooks`,
      export: `${url}/Export`,
    },
    bindings: {},
  };
}
