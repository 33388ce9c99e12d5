import type { ConversationsClient } from '../../api/client.ts';
import type { CallOptions } from '../../api/pages.ts';
import type { Communication, Conversation, Participant } from '../../api/resources.ts';

/**
 * The classic (v1) conversations that participants' chat addresses name: there an address's channelId is the SID of
 * the classic conversation.
 */
export function sidsOfParticipants(participants: readonly Participant[]): string[] {
  return distinct(
    participants.flatMap(({ addresses }) =>
      (addresses ?? []).filter(({ channel }) => channel === 'CHAT').map(({ channelId }) => channelId),
    ),
  );
}

/** The classic (v1) conversations that communications came from by chat. */
export function sidsOfCommunications(communications: readonly Communication[]): string[] {
  return distinct(
    communications
      .filter(({ author, recipients }) => [author, ...recipients].some(({ channel }) => channel === 'CHAT'))
      .map(({ channelId }) => channelId),
  );
}

/**
 * The classic (v1) conversations of a conversation: as its participants name them or, where none does, its first page
 * of communications.
 * @param known participants that are there already: with a chat among them nothing is asked for
 * @throws ApiError
 */
export async function classicSids(
  client: Pick<ConversationsClient, 'participantPage' | 'communicationPage'>,
  { id, participants }: Conversation,
  known: readonly Participant[],
  options: CallOptions,
): Promise<string[]> {
  const named = sidsOfParticipants([...(participants ?? []), ...known]);
  if (named.length > 0) return named;
  const { items } = await client.participantPage(id, { ...options, pageSize: 100 });
  const read = sidsOfParticipants(items);
  if (read.length > 0) return read;
  return sidsOfCommunications((await client.communicationPage(id, { ...options, pageSize: 50 })).items);
}

function distinct(sids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(sids.filter((sid) => typeof sid === 'string' && sid !== ''))] as string[];
}
