import type { Communication, Conversation, Participant, ParticipantAddress } from '../../api/resources.ts';
import { folded } from '../../platform/folded.ts';
import { digitsOf, isPhoneNumber } from './phone.ts';
import type { Query } from './query.ts';

/** Why a conversation was found. */
export type Match =
  | { kind: 'conversationId' }
  | { kind: 'participantId'; participant: Participant }
  | { kind: 'address'; participant: Participant; address: ParticipantAddress }
  | { kind: 'participantName'; participant: Participant }
  | { kind: 'profile'; participant: Participant; profileId: string }
  | { kind: 'name' }
  | { kind: 'metadata'; key: string; value: string }
  | { kind: 'channel'; channelId: string }
  | { kind: 'service'; serviceSid: string }
  | { kind: 'configuration'; configurationId: string }
  | { kind: 'action'; actionId: string }
  | { kind: 'uniqueName'; uniqueName: string }
  | { kind: 'communication'; communication: Communication };

/** Something found. */
export interface Hit {
  conversation: Conversation;
  match: Match;
  /** Where in the conversation. */
  communicationId?: string;
}

/**
 * Why a conversation fits, by what a list tells of it; `undefined` when it does not.
 * @param bridged the configurations that lead to the classic services of the query
 * @param fold folds the conversation's texts, where they are folded already
 */
export function matchConversation(
  query: Query,
  conversation: Conversation,
  bridged: ReadonlySet<string> = new Set(),
  fold: (text: string) => string = folded,
): Match | undefined {
  const { ids, channelIds, services } = query;
  const { configuration, configurationId, actionId } = conversation;
  const isMeant = (id: string | undefined) => ids.some((guess) => guess.id === id);
  if (isMeant(conversation.id)) return { kind: 'conversationId' };
  if (actionId !== undefined && isMeant(actionId)) return { kind: 'action', actionId };
  if (isMeant(configurationId)) return { kind: 'configuration', configurationId };
  const serviceSid = services.find(
    (sid) => configuration?.conversationsV1Bridge?.serviceId === sid || bridged.has(configurationId),
  );
  if (serviceSid !== undefined) return { kind: 'service', serviceSid };
  const ofPeople = matchParticipants(query, conversation.participants ?? [], fold);
  // An id may be one of the people's in any list; words name the conversation itself first.
  if (ofPeople && ofPeople.kind !== 'participantName') return ofPeople;
  if (holdsAll(query, conversation.name, fold)) return { kind: 'name' };
  if (ofPeople) return ofPeople;
  const meant = [...ids.map(({ id }) => id), ...channelIds, ...services];
  for (const [key, value] of Object.entries(conversation.metadata ?? {})) {
    if (holdsAll(query, value, fold) || meant.some((id) => value.includes(id)))
      return { kind: 'metadata', key, value };
    if (query.phone && isPhoneNumber(query.phone, value)) return { kind: 'metadata', key, value };
  }
  return undefined;
}

/** Why a conversation fits, by those who take part in it. */
export function matchParticipants(
  query: Query,
  participants: readonly Participant[],
  fold: (text: string) => string = folded,
): Match | undefined {
  const { ids, channelIds } = query;
  for (const participant of participants) {
    if (ids.some(({ id }) => id === participant.id)) return { kind: 'participantId', participant };
    const { profileId } = participant;
    if (profileId && ids.some(({ id }) => id === profileId))
      return { kind: 'profile', participant, profileId };
    for (const address of participant.addresses ?? []) {
      const { channelId } = address;
      if (channelId && channelIds.includes(channelId)) return { kind: 'channel', channelId };
      if (isAddress(query, address.address, fold)) {
        return { kind: 'address', participant, address };
      }
    }
  }
  const named = participants.find(({ name }) => holdsAll(query, name, fold));
  return named && { kind: 'participantName', participant: named };
}

/** Whether that is all there is to find: an id was searched for, one conversation has it, and there it is. */
export function isSettledBy({ ids, channelIds }: Query, { kind }: Match): boolean {
  const only = ids.length === 1 && channelIds.length === 0;
  return only && (kind === 'conversationId' || kind === 'participantId' || kind === 'action');
}

/** Phone numbers are compared by their digits; a chat identity may be made of digits as well. */
function isAddress(query: Query, address: string, fold: (text: string) => string): boolean {
  const { phone } = query;
  if (!phone || digitsOf(address) === undefined) return holdsAll(query, address, fold);
  return isPhoneNumber(phone, address);
}

function holdsAll(
  { words }: Query,
  text: string | null | undefined,
  fold: (text: string) => string,
): boolean {
  if (!text || words.length === 0) return false;
  const within = fold(text);
  return words.every((word) => within.includes(word));
}
