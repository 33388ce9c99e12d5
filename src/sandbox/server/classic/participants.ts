import type { Channel, StoredAddress, StoredConversation, StoredParticipant } from '../model.ts';
import { findBySid, sidOfId } from './sids.ts';

/** Channels that v1 has: chat by an identity, the others by a messaging binding. It knows no calls. */
const BOUND: readonly Channel[] = ['SMS', 'WHATSAPP', 'RCS'];

/** Whether a participant on that channel is known on v1 by a messaging binding, and not by an identity. */
export function isBound(channel: Channel): boolean {
  return BOUND.includes(channel);
}

/** How v1 knows a participant. */
export interface ClassicAddresses {
  /** Of the chat user. */
  identity: StoredAddress | undefined;
  /** Of the messaging binding. */
  binding: StoredAddress | undefined;
}

/** A participant with addresses on several channels is known by the first of each kind. */
export function classicAddresses({ addresses }: StoredParticipant): ClassicAddresses {
  return {
    identity: addresses.find(({ channel }) => channel === 'CHAT'),
    binding: addresses.find(({ channel }) => isBound(channel)),
  };
}

/** Whether v1 shows a participant: one without an identity or a messaging binding, such as a caller, it cannot. */
export function isClassicParticipant({ addresses }: StoredParticipant): boolean {
  return addresses.some(({ channel }) => channel === 'CHAT' || isBound(channel));
}

export function participantSid({ id }: StoredParticipant): string {
  return sidOfId('MB', id);
}

/** The participant with that SID. */
export function findParticipant(
  conversation: StoredConversation,
  sid: string,
): StoredParticipant | undefined {
  const participant = findBySid(conversation.participants, 'MB', sid);
  return participant && isClassicParticipant(participant) ? participant : undefined;
}

/** The SID of the participant with that id of v2, where v1 shows it. */
export function participantSidOf(
  conversation: StoredConversation,
  id: string | undefined,
): string | undefined {
  const participant = id === undefined ? undefined : conversation.participants.get(id);
  return participant && isClassicParticipant(participant) ? participantSid(participant) : undefined;
}
