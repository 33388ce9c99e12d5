import type { ConversationConfiguration, Participant } from '../../api/resources.ts';

/** The same number over channels: `whatsapp:+1…`, `rcs:+1…` and `+1…` are one. */
export function bareAddress(address: string): string {
  return address.replace(/^(whatsapp|rcs):(?=\+)/, '');
}

/** Who of a conversation its traffic is grouped by: a company's own number is in every one of its conversations. */
export function isCustomersSide({ type }: Pick<Participant, 'type'>): boolean {
  return type === 'CUSTOMER' || type === 'UNKNOWN';
}

/** A key, and what it stands for: an address or a profile. */
export interface GroupKey {
  readonly key: string;
  readonly value: string;
}

/**
 * What a conversation's traffic is grouped by: two open conversations of one configuration that have one in common are
 * in each other's way, and the API answers 409 to whoever would make the second.
 *
 * The API documents the grouping types, and not whose addresses count: see {@link isCustomersSide}.
 */
export function groupKeys(
  configurationId: string,
  { conversationGroupingType: grouping }: ConversationConfiguration,
  participants: readonly Participant[],
): GroupKey[] {
  if (grouping === undefined) return [];
  const keys = new Map<string, GroupKey>();
  const add = (value: string, ...parts: string[]) => {
    const key = JSON.stringify([configurationId, ...parts]);
    keys.set(key, { key, value });
  };
  for (const participant of participants) {
    if (!isCustomersSide(participant)) continue;
    if (grouping === 'GROUP_BY_PROFILE' && participant.profileId) {
      add(participant.profileId, 'profile', participant.profileId);
      continue;
    }
    for (const { channel, address, channelId } of participant.addresses ?? []) {
      // A person may be in many chats at once: with the chat that it is in, an address stands for that one only.
      const chat = channel === 'CHAT' && channelId ? [channelId] : [];
      if (grouping === 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE') {
        add(address, 'address', channel, address, ...chat);
      } else add(address, 'address', bareAddress(address), ...chat);
    }
  }
  return [...keys.values()];
}
