import { currentSession } from './currentSession.ts';
import type { ActServices } from './services.ts';
import type { ActTarget } from './target.ts';

/**
 * Has everything that shows a conversation show what was just changed in it. Its row names channels and participants, so
 * the conversation is read once more; should that fail, the row stays as it is until the next refresh.
 */
export async function readAgain(services: ActServices, { key }: ActTarget): Promise<void> {
  services.changed(key);
  const conversation = await currentSession(services, key.accountId)
    .then(({ client }) => client.fetchConversation(key.conversationId))
    .catch(() => undefined);
  if (conversation) services.accept(key.accountId, conversation);
}
