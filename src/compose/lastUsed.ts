import type { Memento } from 'vscode';
import type { Party } from '../api/resources.ts';

const STATE = 'compose.lastUsed';

/** Where the last communication of an account went, and between whom. */
export interface LastUsed {
  conversationId: string;
  author: Party;
  recipients: Party[];
}

/** Remembers it for each account, in the workspace. */
export class LastUsedStore {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** @returns `undefined` where nothing was sent yet, or what is kept cannot be read */
  of(accountId: string): LastUsed | undefined {
    const value = this.#all()[accountId];
    const isRight =
      typeof value?.conversationId === 'string' &&
      typeof value.author?.address === 'string' &&
      Array.isArray(value.recipients);
    return isRight ? structuredClone(value) : undefined;
  }

  remember(accountId: string, last: LastUsed): void {
    this.#state
      .update(STATE, { ...this.#all(), [accountId]: structuredClone(last) })
      .then(undefined, () => undefined);
  }

  #all(): Record<string, LastUsed> {
    const value: unknown = this.#state.get(STATE);
    return typeof value === 'object' && value !== null ? (value as Record<string, LastUsed>) : {};
  }
}
