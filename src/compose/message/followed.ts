import type { Memento } from 'vscode';
import type { ComposeKey } from '../composeKey.ts';
import { FOLLOWED } from './followedKey.ts';

/** A message that Twilio has taken, and whose end nobody was told yet. */
export interface FollowedMessage extends ComposeKey {
  actionId: string;
}

/** Keeps which messages are followed: a window that is reloaded goes on where it was. */
export class FollowedMessages {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  all(): FollowedMessage[] {
    const value: unknown = this.#state.get(FOLLOWED);
    return Array.isArray(value) ? value.filter(isFollowed) : [];
  }

  add(message: FollowedMessage): void {
    this.#keep([...this.#others(message), message]);
  }

  remove(message: FollowedMessage): void {
    this.#keep(this.#others(message));
  }

  #others({ actionId }: FollowedMessage): FollowedMessage[] {
    return this.all().filter((other) => other.actionId !== actionId);
  }

  #keep(all: FollowedMessage[]): void {
    this.#state.update(FOLLOWED, all.length > 0 ? all : undefined).then(undefined, () => undefined);
  }
}

function isFollowed(value: Partial<FollowedMessage> | null): value is FollowedMessage {
  return [value?.accountId, value?.conversationId, value?.actionId].every((id) => typeof id === 'string');
}
