import type { Memento } from 'vscode';

const STATE = 'compose.begun';

/** Remembers for each account which conversation was being written into when no conversation was given. */
export class BegunStore {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  of(accountId: string): string | undefined {
    const conversationId: unknown = this.#all()[accountId];
    return typeof conversationId === 'string' ? conversationId : undefined;
  }

  /** @param conversationId forgotten when absent */
  remember(accountId: string, conversationId: string | undefined): void {
    if (this.of(accountId) === conversationId) return;
    const { [accountId]: _, ...others } = this.#all();
    this.#state
      .update(STATE, conversationId === undefined ? others : { ...others, [accountId]: conversationId })
      .then(undefined, () => undefined);
  }

  #all(): Record<string, unknown> {
    const value: unknown = this.#state.get(STATE);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  }
}
