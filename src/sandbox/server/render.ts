import type {
  StoredCommunication,
  StoredConfiguration,
  StoredConversation,
  StoredParticipant,
} from './model.ts';
import {
  presentCommunication,
  presentConfiguration,
  presentConversation,
  presentParticipant,
} from './present.ts';

/*
 * Resources as the bytes that are sent. They are made when first asked for and kept until the resource changes: a page
 * of fifty costs hardly more than copying them. What was just made is not kept: its delivery changes it soon.
 */

const bytesOf = (resource: object) => Buffer.from(JSON.stringify(resource));

export function renderConfiguration(configuration: StoredConfiguration): Buffer {
  configuration.json ??= bytesOf(presentConfiguration(configuration));
  return configuration.json;
}

export function renderConversation(accountId: string, conversation: StoredConversation): Buffer {
  conversation.json ??= bytesOf(presentConversation(accountId, conversation));
  return conversation.json;
}

export function renderParticipant(
  accountId: string,
  conversationId: string,
  participant: StoredParticipant,
): Buffer {
  participant.json ??= bytesOf(presentParticipant(accountId, conversationId, participant));
  return participant.json;
}

export function renderCommunication(
  accountId: string,
  conversationId: string,
  communication: StoredCommunication,
): Buffer {
  communication.json ??= bytesOf(presentCommunication(accountId, conversationId, communication));
  return communication.json;
}
