import type { Change } from '../store/changes.ts';

/** What an account began with, as a document notes it instead of writing it all down. */
export interface BaseNote {
  data: 'large';
  /** Of the code that makes it: another one may make other conversations. */
  version: number;
  seed: number;
  /** The moment that it was made for, in epoch milliseconds. */
  at: number;
  /** Ids of its conversations that are gone. */
  removed: string[];
}

/** What makes an account's first data when it is asked for. */
export interface Origin {
  /** How many conversations there are. */
  readonly size: number;
  /** Whether it makes the conversation with that id. */
  has(conversationId: string): boolean;
  /** All memory profile ids, by memory store and address. */
  profiles(): Iterable<[string, string]>;
  /** All conversation ids by what traffic is grouped by. */
  groups(): Iterable<[string, string]>;
}

/** Tells apart what an account began with, which can be made again, and what has changed since. */
export class Base {
  readonly origin: Origin;
  readonly #note: Omit<BaseNote, 'removed'>;
  readonly #removed = new Set<string>();
  readonly #replaced = new Set<string>();
  /** Conversation ids, and of each the ids of its communications that are different or new. */
  readonly #changed = new Map<string, Set<string>>();

  constructor(note: Omit<BaseNote, 'removed'>, origin: Origin) {
    this.#note = note;
    this.origin = origin;
  }

  get note(): BaseNote {
    return { ...this.#note, removed: [...this.#removed] };
  }

  /** Whether the conversation with that id began here, so that what has not changed of it need not be kept. */
  has(conversationId: string): boolean {
    return this.origin.has(conversationId) && !this.#replaced.has(conversationId);
  }

  /** Conversations that are not as they were, in no order, with the ids of the communications that are not. */
  get changed(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#changed;
  }

  /** Conversations that have others in their places. */
  get replaced(): ReadonlySet<string> {
    return this.#replaced;
  }

  noteChange(change: Change): void {
    switch (change.kind) {
      case 'conversation':
      case 'participant':
      case 'action':
        this.touch(change.conversation.id);
        break;
      case 'communication':
        this.touch(change.conversation.id, change.communication.id);
        break;
      case 'conversation-removed':
        if (!this.origin.has(change.id)) break;
        this.#removed.add(change.id);
        this.#changed.delete(change.id);
        this.#replaced.delete(change.id);
    }
  }

  /** Notes that a conversation, and one of its communications, are not as they were. */
  touch(conversationId: string, communicationId?: string): void {
    if (!this.has(conversationId)) return;
    const communications = this.#changed.get(conversationId) ?? new Set();
    this.#changed.set(conversationId, communications);
    if (communicationId !== undefined) communications.add(communicationId);
  }

  /** Notes that another conversation is in the place of one of these. */
  replace(conversationId: string): void {
    if (!this.origin.has(conversationId)) return;
    this.#replaced.add(conversationId);
    this.#changed.delete(conversationId);
  }
}
