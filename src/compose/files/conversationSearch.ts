import { isApiError } from '../../api/errors.ts';
import { CONVERSATION_STATUSES, type Conversation } from '../../api/resources.ts';
import type { Session } from '../../platform/session.ts';
import { conversationsCalled } from './names.ts';

/** What a search asks the API. */
export type SearchClient = Pick<Session['client'], 'conversations' | 'fetchConversation'>;

/** The most that one page holds. */
const PAGE_SIZE = 1_000;

/**
 * Asks the API for the conversations that a word means: as an id, and by name in the whole list, since a name may be there
 * twice.
 * @param progress told how many were looked at
 * @throws ApiError what reading throws, and the signal's reason
 */
export async function searchConversations(
  client: SearchClient,
  wanted: string,
  signal: AbortSignal,
  progress: (lookedAt: number) => void,
): Promise<Conversation[]> {
  const byId = await fetchById(client, wanted.trim(), signal);
  if (byId) return [byId];
  const found: Conversation[] = [];
  let lookedAt = 0;
  // All statuses: which of them a list holds by itself is not documented.
  const options = { status: CONVERSATION_STATUSES, pageSize: PAGE_SIZE, signal };
  for await (const { items } of client.conversations(options)) {
    found.push(...conversationsCalled(wanted, items));
    lookedAt += items.length;
    progress(lookedAt);
  }
  // Once more among those of all pages: an exact name before one that is like it.
  return conversationsCalled(wanted, found);
}

async function fetchById(
  client: SearchClient,
  id: string,
  signal: AbortSignal,
): Promise<Conversation | undefined> {
  // Ids are opaque, but no id has spaces in it or needs to be escaped.
  if (!/^[\w.~-]+$/.test(id)) return undefined;
  try {
    return await client.fetchConversation(id, { signal });
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined;
    throw error;
  }
}
