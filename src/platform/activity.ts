import type { Conversation } from '../api/resources.ts';

/** When something last happened in a conversation: ISO 8601, empty where the API does not say. */
export function lastActivity({ updatedAt, createdAt }: Conversation): string {
  return updatedAt ?? createdAt ?? '';
}

/** The conversations with the latest activity first: the API documents no order of its lists. */
export function byActivity(conversations: readonly Conversation[]): Conversation[] {
  return conversations.toSorted((a, b) => lastActivity(b).localeCompare(lastActivity(a)));
}
