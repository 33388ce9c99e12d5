import type {
  DeliveryAmount,
  Service,
  ServiceConversation,
  ServiceDeliveryReceipt,
  ServiceMessage,
  ServiceParticipant,
} from '../../../api/resources.ts';
import type { StoredCommunication, StoredConversation, StoredParticipant } from '../model.ts';
import { silenceEnds } from '../store/lifecycle.ts';
import { writeDate } from './dates.ts';
import { messageSid } from './messages.ts';
import { classicAddresses, participantSid, participantSidOf } from './participants.ts';
import { boundRecipients, type DeliveryReceipt } from './receipts.ts';
import type { Sides } from './serviceConversations.ts';
import type { ClassicService } from './services.ts';

/*
 * From what is kept to what the classic (v1) API answers. It leaves no member out: what has no value is null. Its links
 * are absolute, and lead to places that the sandbox does not offer as well.
 */

/** A service conversation as it is met, with the caller's account and way to the sandbox. */
export interface Bridged extends Sides {
  accountSid: string;
  /** Where this sandbox answers, such as `http://127.0.0.1:4010`. */
  origin: string;
}

export function presentService(
  accountSid: string,
  { sid, friendlyName, createdAt, updatedAt }: ClassicService,
  origin: string,
): Service {
  const url = `${origin}/v1/Services/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    friendly_name: friendlyName,
    date_created: writeDate(createdAt),
    date_updated: writeDate(updatedAt),
    url,
    links: {
      conversations: `${url}/Conversations`,
      users: `${url}/Users`,
      roles: `${url}/Roles`,
      bindings: `${url}/Bindings`,
      configuration: `${url}/Configuration`,
      participant_conversations: `${url}/ParticipantConversations`,
      conversation_with_participants: `${url}/ConversationWithParticipants`,
    },
  };
}

const STATES = { ACTIVE: 'active', INACTIVE: 'inactive', CLOSED: 'closed' } as const;

/** The state of v1 that a status of v2 is. */
export function stateOf({ status }: StoredConversation): 'active' | 'inactive' | 'closed' {
  return STATES[status];
}

/** When it was made, in epoch milliseconds, as its maker on v1 or else the clock said. */
export function madeAt({ serviceConversation, conversation }: Sides): number {
  return serviceConversation.createdAt ?? conversation.createdAt;
}

const conversationUrl = ({ origin, serviceConversation: { serviceSid, sid } }: Bridged) =>
  `${origin}/v1/Services/${serviceSid}/Conversations/${sid}`;

export function presentServiceConversation(bridged: Bridged): ServiceConversation {
  const { accountSid, serviceConversation, conversation } = bridged;
  const { sid, serviceSid, uniqueName, attributes, messagingServiceSid } = serviceConversation;
  const { inactive, closed } = silenceEnds(conversation);
  const url = conversationUrl(bridged);
  return {
    sid,
    account_sid: accountSid,
    chat_service_sid: serviceSid,
    messaging_service_sid: messagingServiceSid ?? null,
    friendly_name: conversation.name,
    unique_name: uniqueName,
    attributes,
    state: stateOf(conversation),
    date_created: writeDate(madeAt(bridged)),
    date_updated: writeDate(conversation.updatedAt),
    timers: {
      ...(inactive === undefined ? {} : { date_inactive: writeDate(inactive) }),
      ...(closed === undefined ? {} : { date_closed: writeDate(closed) }),
    },
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

/** What every resource of a service conversation has. */
function common(bridged: Bridged) {
  return {
    account_sid: bridged.accountSid,
    chat_service_sid: bridged.serviceConversation.serviceSid,
    conversation_sid: bridged.serviceConversation.sid,
  };
}

export function presentMessage(
  bridged: Bridged,
  communication: StoredCommunication,
  index: number,
): ServiceMessage {
  const { author, content, occurredAt, updatedAt, classic } = communication;
  const sid = messageSid(communication);
  const url = `${conversationUrl(bridged)}/Messages/${sid}`;
  return {
    sid,
    ...common(bridged),
    index,
    author: author.address,
    body: content.text,
    media: null,
    attributes: classic?.attributes ?? '{}',
    participant_sid: participantSidOf(bridged.conversation, author.participantId) ?? null,
    date_created: writeDate(occurredAt),
    date_updated: writeDate(updatedAt),
    delivery: summarize(communication),
    url,
    links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
    content_sid: classic?.contentSid ?? null,
  };
}

/** How many recipients outside of chat a message came how far with: what was read was delivered and sent as well. */
function summarize(communication: StoredCommunication): ServiceMessage['delivery'] {
  const recipients = boundRecipients(communication);
  if (recipients.length === 0) return null;
  const amount = (...statuses: string[]): DeliveryAmount => {
    const count = recipients.filter(({ deliveryStatus }) => statuses.includes(deliveryStatus)).length;
    if (count === 0) return 'none';
    return count === recipients.length ? 'all' : 'some';
  };
  return {
    total: recipients.length,
    sent: amount('IN_PROGRESS', 'DELIVERED', 'READ'),
    delivered: amount('DELIVERED', 'READ'),
    read: amount('READ'),
    failed: amount('FAILED'),
    undelivered: 'none',
  };
}

export function presentServiceParticipant(
  bridged: Bridged,
  participant: StoredParticipant,
): ServiceParticipant {
  const { identity, binding } = classicAddresses(participant);
  const { attributes, proxyAddress, projectedAddress, roleSid, createdAt } = participant.classic ?? {};
  const sid = participantSid(participant);
  const bound = binding && {
    type: binding.channel.toLowerCase(),
    address: binding.address,
    ...(proxyAddress === undefined ? {} : { proxy_address: proxyAddress }),
  };
  const projected =
    projectedAddress === undefined ? null : { type: 'sms', projected_address: projectedAddress };
  return {
    sid,
    ...common(bridged),
    identity: identity?.address ?? null,
    attributes: attributes ?? '{}',
    messaging_binding: bound ?? projected,
    role_sid: roleSid ?? null,
    date_created: writeDate(createdAt ?? participant.createdAt),
    date_updated: writeDate(participant.updatedAt),
    url: `${conversationUrl(bridged)}/Participants/${sid}`,
    last_read_message_index: null,
    last_read_timestamp: null,
  };
}

/** Twilio's code for a handset that cannot be reached: what ends FAILED in the sandbox. */
const UNREACHABLE = 30003;

export function presentDeliveryReceipt(
  bridged: Bridged,
  communication: StoredCommunication,
  { id: sid, recipient, channelMessageSid, status = 'sent' }: DeliveryReceipt,
): ServiceDeliveryReceipt {
  const message = messageSid(communication);
  return {
    sid,
    ...common(bridged),
    message_sid: message,
    channel_message_sid: channelMessageSid,
    participant_sid: participantSidOf(bridged.conversation, recipient.participantId) ?? null,
    status,
    error_code: status === 'failed' ? UNREACHABLE : 0,
    date_created: writeDate(communication.createdAt),
    date_updated: writeDate(communication.updatedAt),
    url: `${conversationUrl(bridged)}/Messages/${message}/Receipts/${sid}`,
  };
}
