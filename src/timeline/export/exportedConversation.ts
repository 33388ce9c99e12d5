import type { ConversationsClient } from '../../api/client.ts';
import { type ApiError, isApiError } from '../../api/errors.ts';
import { allItems, type Page } from '../../api/pages.ts';
import type { Action, Communication, Configuration, Conversation, Participant } from '../../api/resources.ts';

/** The reads that an export is made of. */
export type ExportClient = Pick<
  ConversationsClient,
  'fetchConversation' | 'participants' | 'communications' | 'fetchConfiguration' | 'fetchAction'
>;

/** The largest page the API gives. */
const PAGE = 1000;

/** What every kind of export begins with: a conversation without what was said in it. */
export interface ConversationHead {
  conversation: Conversation;
  participants: readonly Participant[];
  /** Absent where the account may not read it, or it is gone. */
  configuration?: Configuration;
  /** The API lists no actions: there is the one that the conversation was started with, if any. */
  actions: readonly Action[];
}

/** Communications in pieces, as they come. */
export type Pieces = AsyncIterable<readonly Communication[]>;

/**
 * Reads all of a conversation but its communications.
 * @throws ApiError
 */
export async function readHead(
  client: ExportClient,
  conversationId: string,
  signal: AbortSignal,
): Promise<ConversationHead> {
  const [conversation, participants] = await Promise.all([
    client.fetchConversation(conversationId, { signal }),
    allItems(client.participants(conversationId, { pageSize: PAGE, signal })),
  ]);
  const { actionId, configurationId } = conversation;
  const [configuration, action] = await Promise.all([
    unlessRefused(client.fetchConfiguration(configurationId, { signal })),
    actionId ? unlessRefused(client.fetchAction(conversationId, actionId, { signal })) : undefined,
  ]);
  return {
    conversation,
    participants,
    ...(configuration ? { configuration } : {}),
    actions: action ? [action] : [],
  };
}

/**
 * Reads the communications page by page, in the order of the API's lists, which is documented nowhere. Only a page is
 * held at a time. What is written while it is read may move what is on the pages: a communication that was on the page
 * before is left out.
 * @throws ApiError
 */
export async function* readPieces(
  client: ExportClient,
  conversationId: string,
  signal: AbortSignal,
): AsyncGenerator<readonly Communication[], void, void> {
  let before = new Set<string>();
  for await (const { items } of client.communications(conversationId, {
    pageSize: PAGE,
    signal,
  }) as AsyncIterable<Page<Communication>>) {
    const ids = new Set<string>();
    const fresh = items.filter(({ id }) => {
      if (before.has(id) || ids.has(id)) return false;
      ids.add(id);
      return true;
    });
    before = new Set(items.map(({ id }) => id));
    if (fresh.length > 0) yield fresh;
  }
}

/** What there is of it, where an account that may not see it, or its absence, is no reason to export nothing. */
async function unlessRefused<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isApiError(error) && isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal({ kind, status }: ApiError): boolean {
  return kind === 'status' && (status === 403 || status === 404);
}
