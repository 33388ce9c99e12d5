import type { Conversation } from '../api/resources.ts';

/** When something last happened in a conversation: ISO 8601, empty where the API does not say. */
export function lastActivity({ updatedAt, createdAt }: Conversation): string {
  return updatedAt ?? createdAt ?? '';
}

/**
 * Orders moments with the latest first. For ISO 8601 plain comparison is the order in time, at a tenth of the cost of
 * comparing as a language does.
 */
export function latestFirst(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

/** The conversations with the latest activity first: the API documents no order of its lists. */
export function byActivity(conversations: readonly Conversation[]): Conversation[] {
  return conversations.toSorted((a, b) => latestFirst(lastActivity(a), lastActivity(b)));
}
