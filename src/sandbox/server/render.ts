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
 * Resources as the JSON that is sent. It is made once and kept until the resource changes: a page of fifty costs hardly
 * more than the page's own frame.
 */

export function renderConfiguration(configuration: StoredConfiguration): string {
  configuration.json ??= JSON.stringify(presentConfiguration(configuration));
  return configuration.json;
}

export function renderConversation(accountId: string, conversation: StoredConversation): string {
  conversation.json ??= JSON.stringify(presentConversation(accountId, conversation));
  return conversation.json;
}

export function renderParticipant(
  accountId: string,
  conversationId: string,
  participant: StoredParticipant,
): string {
  participant.json ??= JSON.stringify(presentParticipant(accountId, conversationId, participant));
  return participant.json;
}

export function renderCommunication(
  accountId: string,
  conversationId: string,
  communication: StoredCommunication,
): string {
  communication.json ??= JSON.stringify(presentCommunication(accountId, conversationId, communication));
  return communication.json;
}
