/** Which conversations hold traffic of a call, message or chat, so that nobody has to read them all to find out. */
export class ChannelIndex {
  readonly #conversationIds = new Map<string, string | Set<string>>();
  readonly #others: ((channelId: string) => string | undefined)[] = [];

  add(channelId: string, conversationId: string): void {
    const known = this.#conversationIds.get(channelId);
    if (known === undefined) this.#conversationIds.set(channelId, conversationId);
    else if (typeof known !== 'string') known.add(conversationId);
    else if (known !== conversationId) this.#conversationIds.set(channelId, new Set([known, conversationId]));
  }

  /** To be called when a conversation holds nothing of it any more. */
  remove(channelId: string, conversationId: string): void {
    const known = this.#conversationIds.get(channelId);
    if (known === conversationId) this.#conversationIds.delete(channelId);
    else if (known !== undefined && typeof known !== 'string') known.delete(conversationId);
  }

  /** Asks `find` as well, for conversations whose items are made only when they are asked for. */
  addFinder(find: (channelId: string) => string | undefined): void {
    this.#others.push(find);
  }

  /** Ids of conversations; one of them may be gone by now. */
  find(channelId: string): ReadonlySet<string> {
    const known = this.#conversationIds.get(channelId);
    const found = new Set(typeof known === 'string' ? [known] : known);
    for (const find of this.#others) {
      const id = find(channelId);
      if (id !== undefined) found.add(id);
    }
    return found;
  }
}
