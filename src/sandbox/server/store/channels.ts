import type { StoredConversation, StoredParticipant } from '../model.ts';
import type { AccountData } from './accountData.ts';

/** Has the conversation found by the calls, messages and chats that the participant's addresses came from. */
export function indexChannels(
  data: AccountData,
  conversation: StoredConversation,
  { addresses }: StoredParticipant,
): void {
  for (const { channelId } of addresses) {
    if (channelId !== undefined) data.channelIndex.add(channelId, conversation.id);
  }
}

/** Has the conversation found no more by what was just taken from it, unless something else of it came from there too. */
export function forgetChannels(
  data: AccountData,
  { id, participants, communications }: StoredConversation,
  channelIds: Iterable<string | undefined>,
): void {
  for (const channelId of new Set(channelIds)) {
    if (channelId === undefined) continue;
    const stays =
      [...participants].some(({ addresses }) => addresses.some((own) => own.channelId === channelId)) ||
      [...communications].some((communication) => communication.channelId === channelId);
    if (!stays) data.channelIndex.remove(channelId, id);
  }
}
