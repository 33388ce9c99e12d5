import type { Conversation } from '../../api/resources.ts';
import type { Rival } from './evidence.ts';
import { type GroupKey, groupKeys } from './grouping.ts';

/** Who else has the traffic: open conversations by what they are grouped by. */
export class Rivals {
  readonly #byKey = new Map<string, Rival[]>();

  /**
   * Takes note of a conversation, as a list gives it.
   * @param sought only these are of interest; all when absent
   */
  add(conversation: Conversation, sought?: readonly GroupKey[]): void {
    const { id, status = '', name, configurationId, configuration, participants } = conversation;
    if (status === 'CLOSED' || !configuration || !participants) return;
    const wanted = sought && new Set(sought.map(({ key }) => key));
    for (const { key, value } of groupKeys(configurationId, configuration, participants)) {
      if (wanted && !wanted.has(key)) continue;
      const rival: Rival = { conversationId: id, title: name?.trim() || id, status, shared: [value] };
      const known = this.#byKey.get(key);
      if (known) known.push(rival);
      else this.#byKey.set(key, [rival]);
    }
  }

  /** Those that share one of these with a conversation. */
  of(conversationId: string, keys: readonly GroupKey[]): Rival[] {
    const found = new Map<string, Rival>();
    for (const { key } of keys) {
      for (const rival of this.#byKey.get(key) ?? []) {
        if (rival.conversationId === conversationId) continue;
        const known = found.get(rival.conversationId);
        found.set(
          rival.conversationId,
          known ? { ...known, shared: [...known.shared, ...rival.shared] } : rival,
        );
      }
    }
    return [...found.values()];
  }
}
