import { isApiError } from '../../api/errors.ts';

/** An id of a conversation, as the API's sentences quote it. The rest of it is opaque. */
const QUOTED = /\bconv_conversation_[0-9a-z]+/gi;

/**
 * The conversation that is in the way of a request: the one that the answer's header names, else one that its words do.
 * @param own the conversation that was acted on: it is not in its own way
 * @returns `undefined` where nothing is in the way, or the answer does not say what
 */
export function conversationInTheWay(error: unknown, own?: string): string | undefined {
  if (!isApiError(error) || error.status !== 409) return undefined;
  const named = [error.conflictingResourceId, ...(error.message.match(QUOTED) ?? [])];
  return named.find((id) => id !== undefined && id !== '' && id !== own);
}
