import type { StoredAddress, StoredConversation, StoredServiceConversation } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';

/** What whoever makes a conversation may say of its classic (v1) side. */
export type ClassicInput = Partial<Omit<StoredServiceConversation, 'sid' | 'serviceSid' | 'conversationId'>>;

export const CONVERSATION_SID = /^CH[0-9a-fA-F]{32}$/;

/**
 * Gives a conversation its classic (v1) side when its configuration has a bridge. Its SID is the channelId of a chat
 * address where that is one which is free, as it is when a chat that is known on v1 comes over to v2.
 *
 * @param addresses of the participants; chat addresses without a channelId get the SID
 */
export function bridgeConversation(
  data: AccountData,
  { id, configuration }: StoredConversation,
  addresses: readonly StoredAddress[],
  classic: ClassicInput = {},
): void {
  const bridge = configuration.conversationsV1Bridge;
  if (!bridge) return;
  const given = addresses.find(
    ({ channel, channelId }) =>
      channel === 'CHAT' &&
      channelId !== undefined &&
      CONVERSATION_SID.test(channelId) &&
      !data.serviceConversations.get(channelId),
  )?.channelId;
  const serviceConversation: StoredServiceConversation = {
    sid: given ?? data.ids.nextSid('CH'),
    serviceSid: bridge.serviceId,
    uniqueName: null,
    attributes: '{}',
    ...classic,
    conversationId: id,
  };
  data.serviceConversations.put(serviceConversation);
  linkChats(data, id, addresses);
  data.changed({ kind: 'service-conversation', serviceConversation });
}

/** In a bridged conversation, has chat addresses that say no channelId carry the SID of the classic (v1) side. */
export function linkChats(
  data: AccountData,
  conversationId: string,
  addresses: readonly StoredAddress[],
): void {
  const bridged = data.serviceConversations.of(conversationId);
  if (!bridged) return;
  for (const address of addresses) if (address.channel === 'CHAT') address.channelId ??= bridged.sid;
}
