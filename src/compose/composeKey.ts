import type { Communication } from '../api/resources.ts';

/** A conversation, and whose it is. */
export interface ComposeKey {
  accountId: string;
  conversationId: string;
}

/** A key as one text. */
export function keyText({ accountId, conversationId }: ComposeKey): string {
  return `${accountId}/${conversationId}`;
}

/** A communication that was created, and whose it is. */
export interface CreatedCommunication {
  accountId: string;
  communication: Communication;
}
