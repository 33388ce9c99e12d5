import { badRequest } from '../failure.ts';
import type {
  StoredCommunication,
  StoredContent,
  StoredConversation,
  StoredParty,
  StoredRecipient,
} from '../model.ts';
import type { AccountData } from './accountData.ts';
import { deliveryOutcome } from './delivery.ts';
import { refuseClosed } from './participants.ts';

export interface CommunicationInput {
  author: StoredParty;
  content: StoredContent;
  recipients: (StoredParty & { outcome?: StoredRecipient['outcome'] })[];
  channelId?: string;
  resourceId?: string;
  /** Epoch milliseconds; the moment of the call when left out. */
  occurredAt?: number;
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

/**
 * Puts a communication into a conversation, or updates the one that has the same `resourceId`. New traffic brings
 * an INACTIVE conversation back to ACTIVE.
 *
 * An update replaces what the caller can write and keeps the id, the place in the list and the course of delivery.
 *
 * @throws Failure 400 when the conversation is CLOSED or a participantId is not one of its own
 */
export function recordCommunication(
  data: AccountData,
  conversation: StoredConversation,
  input: CommunicationInput,
  at: number,
): StoredCommunication {
  refuseClosed(conversation);
  const author = resolveParty(conversation, input.author, 'author');
  const recipients = input.recipients.map((recipient, index) => ({
    ...resolveParty(conversation, recipient, `recipients[${index}]`),
    outcome: recipient.outcome ?? deliveryOutcome(recipient.channel, recipient.address),
  }));
  const { content, channelId, resourceId } = input;
  const knownId = resourceId === undefined ? undefined : conversation.byResourceId.get(resourceId);
  const known = knownId === undefined ? undefined : conversation.communications.get(knownId);

  conversation.status = 'ACTIVE';
  conversation.updatedAt = at;
  if (known) {
    Object.assign(known, { author, content, recipients, updatedAt: at });
    if (channelId !== undefined) known.channelId = channelId;
    if (input.occurredAt !== undefined) known.occurredAt = input.occurredAt;
    return known;
  }
  const communication: StoredCommunication = {
    id: data.ids.next('conv_communication_'),
    author,
    content,
    recipients,
    ...(channelId === undefined ? {} : { channelId }),
    ...(resourceId === undefined ? {} : { resourceId }),
    createdAt: at,
    updatedAt: at,
    occurredAt: input.occurredAt ?? at,
  };
  conversation.communications.add(communication);
  if (resourceId !== undefined) conversation.byResourceId.set(resourceId, communication.id);
  return communication;
}
