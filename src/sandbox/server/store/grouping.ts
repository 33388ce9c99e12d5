import { addressConflict } from '../failure.ts';
import type { GroupingType, ParticipantType, StoredAddress, StoredConversation } from '../model.ts';
import type { AccountData } from './accountData.ts';

/** The parts of a participant that decide to which conversation its traffic belongs. */
export interface Groupable {
  type: ParticipantType;
  profileId?: string;
  addresses: StoredAddress[];
}

/** The same person over channels: `whatsapp:+1…`, `rcs:+1…` and `+1…` are one number. */
export function bareAddress(address: string): string {
  return address.replace(/^(whatsapp|rcs):(?=\+)/, '');
}

/**
 * What a participant's traffic is grouped by.
 *
 * Only the customer's side counts (CUSTOMER and UNKNOWN): a company's own number takes part in every one of its
 * conversations. The API does not document this; it says which grouping types there are and what each joins.
 */
export function groupKeys(configurationId: string, grouping: GroupingType, participant: Groupable): string[] {
  if (participant.type !== 'CUSTOMER' && participant.type !== 'UNKNOWN') return [];
  const key = (...parts: string[]) => JSON.stringify([configurationId, ...parts]);
  if (grouping === 'GROUP_BY_PROFILE' && participant.profileId !== undefined) {
    return [key('profile', participant.profileId)];
  }
  return participant.addresses.map(({ channel, address, channelId }) => {
    // A person may be in many chats at once: with the chat that it is in, an address stands for that one only.
    const chat = channel === 'CHAT' && channelId !== undefined ? [channelId] : [];
    return grouping === 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE'
      ? key('address', channel, address, ...chat)
      : key('address', bareAddress(address), ...chat);
  });
}

export interface GroupingClaim {
  conversationId: string;
  configurationId: string;
  grouping: GroupingType;
  participants: readonly Groupable[];
}

/**
 * Makes a conversation the one that the participants' traffic goes to.
 *
 * @throws Failure 409 when another open conversation of the configuration has that traffic; nothing is claimed then
 */
export function claimGroups(data: AccountData, claim: GroupingClaim): void {
  const keys = claim.participants.flatMap((participant) =>
    groupKeys(claim.configurationId, claim.grouping, participant),
  );
  for (const key of keys) {
    const holder = data.groups.get(key);
    if (holder === undefined || holder === claim.conversationId) continue;
    const conversation = data.conversations.get(holder);
    if (conversation && conversation.status !== 'CLOSED') throw addressConflict(holder);
  }
  for (const key of keys) {
    if (data.groups.get(key) === claim.conversationId) continue;
    data.groups.set(key, claim.conversationId);
    data.changed({ kind: 'group', key, conversationId: claim.conversationId });
  }
}

/** Stands for no conversation, where one gave its claim up. */
const NOBODY = '';

/**
 * Gives up what a participant's traffic was grouped by before it changed, unless somebody in the conversation still has
 * the same.
 */
export function releaseGroups(data: AccountData, conversation: StoredConversation, before: Groupable): void {
  const { id, configurationId, configuration } = conversation;
  const keysOf = (participant: Groupable) => {
    // A chat address may have got its channelId after its claim, from the bridge.
    const addresses = participant.addresses.map(({ channel, address }) => ({ channel, address }));
    return [participant, { ...participant, addresses }].flatMap((one) =>
      groupKeys(configurationId, configuration.conversationGroupingType, one),
    );
  };
  const kept = new Set(Array.from(conversation.participants, keysOf).flat());
  for (const key of keysOf(before)) {
    if (kept.has(key) || data.groups.get(key) !== id) continue;
    data.groups.set(key, NOBODY);
    data.changed({ kind: 'group', key, conversationId: NOBODY });
  }
}
