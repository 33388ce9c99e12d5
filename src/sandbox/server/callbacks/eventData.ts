import type { SandboxAccount } from '../accounts.ts';
import { presentBriefConversation, presentCommunication, presentParticipant } from '../present.ts';
import type { ConversationEvent } from '../store/changes.ts';
import type { StatusCallbackEvent } from './event.ts';

/** The resource as callbacks show it: as the API does, but with `channelId` null where there is none. */
function dataOf(accountSid: string, event: ConversationEvent): object {
  const { conversation } = event;
  switch (event.type) {
    case 'CONVERSATION_CREATED':
    case 'CONVERSATION_UPDATED': {
      const { configuration } = conversation;
      return { ...presentBriefConversation(accountSid, conversation), configuration };
    }
    case 'PARTICIPANT_ADDED':
    case 'PARTICIPANT_UPDATED': {
      const participant = presentParticipant(accountSid, conversation.id, event.participant);
      const addresses = participant.addresses?.map((address) => ({ channelId: null, ...address }));
      return { ...participant, addresses };
    }
    case 'COMMUNICATION_CREATED':
    case 'COMMUNICATION_UPDATED':
      return { channelId: null, ...presentCommunication(accountSid, conversation.id, event.communication) };
  }
}

/** What status callbacks tell of an event; undefined when nobody is to be told. */
export function callbackOf(
  { accountSid, authToken }: SandboxAccount,
  event: ConversationEvent,
): StatusCallbackEvent | undefined {
  const { conversation, type, at } = event;
  const targets = conversation.configuration.statusCallbacks;
  if (targets.length === 0) return undefined;
  return {
    accountSid,
    authToken,
    conversationId: conversation.id,
    eventType: type,
    timestamp: at,
    data: dataOf(accountSid, event),
    targets,
  };
}
