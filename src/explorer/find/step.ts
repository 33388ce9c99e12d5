import type { ConversationsClient } from '../../api/client.ts';
import { isApiError } from '../../api/errors.ts';
import type { Hit } from './match.ts';

/** What a search asks of the API. */
export type SearchClient = Pick<
  ConversationsClient,
  | 'fetchConversation'
  | 'conversations'
  | 'configurations'
  | 'participants'
  | 'fetchParticipant'
  | 'communicationPage'
  | 'fetchCommunication'
  | 'fetchAction'
  | 'fetchServiceConversation'
  | 'serviceConversations'
  | 'fetchServiceMessage'
>;

/** What a step is about, to be put into words. */
export type StepName =
  /** By the API's own filters and addresses. */
  | 'lookup'
  /** Through the classic (v1) services that configurations are bridged to. */
  | 'classic'
  /** All conversations, page by page. */
  | 'conversations'
  /** One request, or more, for each conversation. */
  | 'participants'
  | 'communications'
  | 'actions'
  /** One request for each classic (v1) conversation. */
  | 'messages';

/** What a search tells on its way. */
export type SearchEvent =
  | { kind: 'hit'; hit: Hit }
  /** @property total absent where it is not known yet */
  | { kind: 'progress'; step: StepName; searched: number; total?: number }
  /** A step failed and was left where it stood; running the search again goes on there. */
  | { kind: 'failed'; step: StepName; error: unknown }
  /** It exists on the classic side, but nothing of v2 leads there. */
  | { kind: 'classicOnly'; sid: string; serviceSid: string };

/**
 * A part of a search. It keeps its place: run again after a failure it goes on from there. It may throw what the client
 * throws.
 */
export interface Step {
  readonly name: StepName;
  run(signal: AbortSignal): AsyncGenerator<SearchEvent, void, void>;
}

/** Whether an answer says that there is no such thing: 400 where the API does not take it for an id. */
export function isNoSuchThing(error: unknown): boolean {
  return (
    error instanceof RangeError ||
    (isApiError(error) && error.kind === 'status' && (error.status === 404 || error.status === 400))
  );
}

/** @returns `undefined` when there is no such thing */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isNoSuchThing(error)) return undefined;
    throw error;
  }
}
