import type { StoredConversation, StoredServiceConversation } from '../model.ts';
import type { AccountData } from './accountData.ts';
import type { Groupable } from './grouping.ts';

const CONVERSATION_SID = /^CH[0-9a-f]{32}$/;

/**
 * Gives a conversation its classic (v1) side when its configuration has a bridge: chat addresses then carry the
 * `CH…` of that side as their channelId.
 */
export function bridgeConversation(
  data: AccountData,
  conversation: StoredConversation,
  participants: readonly Groupable[],
): void {
  const bridge = conversation.configuration.conversationsV1Bridge;
  if (!bridge) return;
  const chats = participants
    .flatMap(({ addresses }) => addresses)
    .filter(({ channel }) => channel === 'CHAT');
  const sid =
    chats.find(({ channelId }) => channelId !== undefined && CONVERSATION_SID.test(channelId))?.channelId ??
    data.ids.nextSid('CH');
  for (const address of chats) address.channelId ??= sid;
  const serviceConversation = {
    sid,
    serviceSid: bridge.serviceId,
    uniqueName: null,
    attributes: '{}',
    conversationId: conversation.id,
  };
  data.serviceConversations.set(sid, serviceConversation);
  data.changed({ kind: 'service-conversation', serviceConversation });
}

/** Finds the classic side by its SID or its unique name. */
export function findServiceConversation(
  data: AccountData,
  serviceSid: string,
  sidOrUniqueName: string,
): StoredServiceConversation | undefined {
  for (const candidate of data.serviceConversations.values()) {
    if (candidate.serviceSid !== serviceSid) continue;
    if (candidate.sid === sidOrUniqueName || candidate.uniqueName === sidOrUniqueName) return candidate;
  }
  return undefined;
}
