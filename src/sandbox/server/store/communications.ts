import { badRequest } from '../failure.ts';
import type {
  ClassicMessage,
  DeliveryOutcome,
  StoredCommunication,
  StoredContent,
  StoredConversation,
  StoredParty,
} from '../model.ts';
import type { AccountData } from './accountData.ts';
import { forgetChannels } from './channels.ts';
import { awaitDelivery, deliveryAt, deliveryOutcome } from './delivery.ts';
import { awaitSilence, refuseClosed, setStatus } from './lifecycle.ts';

export interface CommunicationInput {
  author: StoredParty;
  content: StoredContent;
  recipients: (StoredParty & { outcome?: DeliveryOutcome })[];
  channelId?: string;
  resourceId?: string;
  /** Epoch milliseconds; the moment of the call when left out. */
  occurredAt?: number;
  classic?: ClassicMessage;
}

/**
 * Ties a party to a participant: by the id that the caller gave, or else by channel and address.
 *
 * @param path - where the party stands in the body, for the message
 * @throws Failure 400 for an id that is not one of the conversation's
 */
function resolveParty<P extends StoredParty>(conversation: StoredConversation, party: P, path: string): P {
  if (party.participantId !== undefined) {
    if (conversation.participants.get(party.participantId)) return party;
    throw badRequest(
      `${path}.participantId ${party.participantId} is not a participant of this conversation`,
    );
  }
  for (const { id, addresses } of conversation.participants) {
    const owns = addresses.some(
      ({ channel, address }) => channel === party.channel && address === party.address,
    );
    if (owns) return { ...party, participantId: id };
  }
  return party;
}

/** @throws Failure 400 for the first party that does not name its participant */
export function requireParticipantIds({ author, recipients }: CommunicationInput): void {
  const [missing] = [
    ...(author.participantId === undefined ? ['author'] : []),
    ...recipients.flatMap(({ participantId }, index) =>
      participantId === undefined ? [`recipients[${index}]`] : [],
    ),
  ];
  if (missing !== undefined) throw badRequest(`${missing}.participantId is required`);
}

/**
 * Puts a communication into a conversation, or updates the one that has the same `resourceId`. New traffic brings
 * an INACTIVE conversation back to ACTIVE.
 *
 * An update replaces what the caller can write and keeps the id, the place in the list and the course of delivery.
 *
 * @throws Failure when the conversation is CLOSED, 400 when a participantId is not one of its own
 */
export function recordCommunication(
  data: AccountData,
  conversation: StoredConversation,
  input: CommunicationInput,
  at: number,
): StoredCommunication {
  refuseClosed(data, conversation);
  const { content, channelId, resourceId } = input;
  const knownId = resourceId === undefined ? undefined : conversation.byResourceId.get(resourceId);
  const known = knownId === undefined ? undefined : conversation.communications.get(knownId);
  const elapsedMs = known ? at - known.createdAt : 0;
  const author = resolveParty(conversation, input.author, 'author');
  const recipients = input.recipients.map((recipient, index) => {
    const outcome = recipient.outcome ?? deliveryOutcome(recipient.channel, recipient.address);
    const { status } = deliveryAt(content, outcome, elapsedMs, data.surroundings.deliveryStepMs);
    return {
      ...resolveParty(conversation, recipient, `recipients[${index}]`),
      deliveryStatus: status,
      outcome,
    };
  });

  const communication: StoredCommunication = known ?? {
    id: data.ids.next('conv_communication_'),
    author,
    content,
    recipients,
    createdAt: at,
    updatedAt: at,
    occurredAt: at,
  };
  const cameFrom = communication.channelId;
  Object.assign(communication, { author, content, recipients, updatedAt: at });
  if (channelId !== undefined) communication.channelId = channelId;
  if (resourceId !== undefined) communication.resourceId = resourceId;
  if (input.occurredAt !== undefined) communication.occurredAt = input.occurredAt;
  if (input.classic) communication.classic = input.classic;

  if (!known) {
    conversation.communications.add(communication);
    if (resourceId !== undefined) conversation.byResourceId.set(resourceId, communication.id);
  }
  if (channelId !== undefined) {
    data.channelIndex.add(channelId, conversation.id);
    if (cameFrom !== channelId) forgetChannels(data, conversation, [cameFrom]);
  }
  awaitDelivery(data, conversation, communication);

  setStatus(data, conversation, 'ACTIVE', at);
  conversation.quietSince = at;
  conversation.lastChannel = author.channel;
  conversation.updatedAt = at;
  awaitSilence(data, conversation);
  data.changed({ kind: 'conversation', conversation });
  data.changed({ kind: 'communication', conversation, communication });
  const type = known ? 'COMMUNICATION_UPDATED' : 'COMMUNICATION_CREATED';
  data.happened({ type, at, conversation, communication });
  return communication;
}
