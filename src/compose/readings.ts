import { l10n } from 'vscode';
import { allItems } from '../api/pages.ts';
import type { Conversation } from '../api/resources.ts';
import type { Session } from '../platform/session.ts';
import { type Candidate, candidatesOf } from './draft.ts';
import type { ComposeServices } from './services.ts';

/** What the questions of one run read, each thing once. What could not be read is read again when it is needed again. */
export class Readings {
  readonly #session: Session;
  readonly #services: Pick<ComposeServices, 'loaded' | 'notifier'>;
  readonly #conversations = new Map<string, Promise<Conversation>>();
  readonly #candidates = new Map<string, Promise<Candidate[]>>();
  /** As they were read, for what is shown at once. */
  readonly #known = new Map<string, Conversation>();
  readonly #knownCandidates = new Map<string, readonly Candidate[]>();

  constructor(session: Session, services: Pick<ComposeServices, 'loaded' | 'notifier'>) {
    this.#session = session;
    this.#services = services;
  }

  get client(): Session['client'] {
    return this.#session.client;
  }

  /** The conversations that are there without a request. */
  get loaded(): readonly Conversation[] {
    return this.#services.loaded(this.#session.account.id);
  }

  /** Why the conversations could not be listed. The log has it in full. */
  inWords(error: unknown): string {
    const { account } = this.#session;
    const what = l10n.t('Could not list the conversations');
    return this.#services.notifier.explain(error, { what, sandbox: account.sandbox, account }).detail;
  }

  /** A conversation as it is known without a request. */
  known(conversationId: string): Conversation | undefined {
    return this.#known.get(conversationId) ?? this.loaded.find(({ id }) => id === conversationId);
  }

  /** Takes in a conversation that was read elsewhere. */
  learn(conversation: Conversation): void {
    this.#known.set(conversation.id, conversation);
  }

  /** A conversation as the API has it now. @throws ApiError */
  conversation(conversationId: string): Promise<Conversation> {
    return once(this.#conversations, conversationId, async () => {
      const conversation = await this.client.fetchConversation(conversationId);
      this.#known.set(conversationId, conversation);
      return conversation;
    });
  }

  /** Every address of every participant of a conversation. @throws ApiError */
  candidates(conversationId: string): Promise<Candidate[]> {
    return once(this.#candidates, conversationId, async () => {
      const candidates = candidatesOf(await allItems(this.client.participants(conversationId)));
      this.#knownCandidates.set(conversationId, candidates);
      return candidates;
    });
  }

  /** The same without a request: those that were read, or came with the conversation. */
  knownCandidates(conversationId: string): readonly Candidate[] {
    return (
      this.#knownCandidates.get(conversationId) ??
      candidatesOf(this.known(conversationId)?.participants ?? [])
    );
  }
}

function once<T>(kept: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const before = kept.get(key);
  if (before) return before;
  const reading = read();
  kept.set(key, reading);
  reading.catch(() => kept.delete(key));
  return reading;
}
