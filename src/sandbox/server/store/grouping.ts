import { addressConflict } from '../failure.ts';
import type { GroupingType, ParticipantType, StoredAddress } from '../model.ts';
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
function groupKeys(configurationId: string, grouping: GroupingType, participant: Groupable): string[] {
  if (participant.type !== 'CUSTOMER' && participant.type !== 'UNKNOWN') return [];
  const key = (...parts: string[]) => JSON.stringify([configurationId, ...parts]);
  if (grouping === 'GROUP_BY_PROFILE' && participant.profileId !== undefined) {
    return [key('profile', participant.profileId)];
  }
  return participant.addresses.map(({ channel, address }) =>
    grouping === 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE'
      ? key('address', channel, address)
      : key('address', bareAddress(address)),
  );
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
  for (const key of keys) data.groups.set(key, claim.conversationId);
}
