import type { Configuration, Conversation, StatusCallback } from '../../api/resources.ts';
import { redactedUrl } from '../../platform/redactedUrl.ts';
import type { ConversationHead } from './exportedConversation.ts';

/**
 * Leaves out what may be a secret: of callback URLs the name and password before the host, the query and the fragment.
 * An export of a conversation holds no other.
 */
export function withoutSecrets(head: ConversationHead): ConversationHead {
  const { conversation, configuration } = head;
  return {
    ...head,
    conversation: cleaned(conversation),
    ...(configuration ? { configuration: cleanedSettings(configuration) } : {}),
  };
}

function cleaned(conversation: Conversation): Conversation {
  const { configuration } = conversation;
  return configuration ? { ...conversation, configuration: cleanedSettings(configuration) } : conversation;
}

function cleanedSettings<T extends Pick<Configuration, 'statusCallbacks'>>(settings: T): T {
  const { statusCallbacks } = settings;
  if (!Array.isArray(statusCallbacks)) return settings;
  return {
    ...settings,
    statusCallbacks: statusCallbacks.flatMap((callback): StatusCallback[] => {
      const shown = redactedUrl(callback.url);
      if (!shown) return [];
      return [shown.redacted ? { ...callback, url: bare(callback.url) } : callback];
    }),
  };
}

/** A URL that leads to the same place, as far as it can be told. */
function bare(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
