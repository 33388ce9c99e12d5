import type { Conversation, ConversationConfiguration } from '../api/resources.ts';

/**
 * Makes conversations with equal configurations share one object. The API sends a copy with each conversation: of ten
 * thousand conversations made from four configurations, a third of what is held would be these copies.
 */
export class SharedConfigurations {
  readonly #known = new Map<string, ConversationConfiguration>();

  /** The conversations, changed in place: nobody else holds them yet. */
  share(conversations: Conversation[]): Conversation[] {
    for (const conversation of conversations) {
      if (!conversation.configuration) continue;
      const key = JSON.stringify(conversation.configuration);
      const known = this.#known.get(key);
      if (known) conversation.configuration = known;
      else this.#known.set(key, conversation.configuration);
    }
    return conversations;
  }
}
