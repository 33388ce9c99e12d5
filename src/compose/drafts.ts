import * as vscode from 'vscode';
import { type ComposeKey, keyText } from './composeKey.ts';
import type { CommunicationDraft } from './draft.ts';

const STATE = 'compose.drafts';

/** More drafts than these are not kept: the one that was not touched for longest goes. */
const MOST = 50;

/** Longer texts live as long as the window only: the editor's state is no place for megabytes. */
const LONGEST_KEPT = 200_000;

/**
 * What was begun and not sent: one draft for each conversation, whichever box it is written in. Kept by the editor for the
 * workspace, so that closing a panel or reloading the window loses nothing.
 */
export class Drafts implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #drafts: Map<string, CommunicationDraft>;
  readonly #changes = new vscode.EventEmitter<ComposeKey>();

  /** A conversation's draft was changed, or is gone. */
  readonly onDidChange = this.#changes.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#drafts = new Map(readKept(state.get(STATE)));
  }

  /** A conversation's draft, as a copy. */
  get(key: ComposeKey): CommunicationDraft | undefined {
    const draft = this.#drafts.get(keyText(key));
    return draft && structuredClone(draft);
  }

  /** Keeps a draft. One that says nothing is forgotten. */
  keep(key: ComposeKey, draft: CommunicationDraft): void {
    const text = keyText(key);
    this.#drafts.delete(text);
    if (saysSomething(draft)) this.#drafts.set(text, structuredClone(draft));
    for (const oldest of this.#drafts.keys()) {
      if (this.#drafts.size <= MOST) break;
      this.#drafts.delete(oldest);
    }
    this.#changed(key);
  }

  /** Forgets a conversation's draft: it was sent. */
  forget(key: ComposeKey): void {
    if (this.#drafts.delete(keyText(key))) this.#changed(key);
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #changed(key: ComposeKey): void {
    const kept = [...this.#drafts].filter(([, { text }]) => text.length <= LONGEST_KEPT);
    // A draft that cannot be kept on disk is still there until the window closes.
    this.#state.update(STATE, kept).then(undefined, () => undefined);
    this.#changes.fire(key);
  }
}

/** Whether there is something to lose: who writes to whom is found again without. */
function saysSomething({
  text,
  channelId,
  occurredAt,
  resourceId,
  transcription,
}: CommunicationDraft): boolean {
  return [text, channelId, occurredAt, resourceId, ...Object.values(transcription ?? {})].some(
    (typed) => typed !== undefined && typed.trim() !== '',
  );
}

/** What an older version kept, or nobody did, is nothing. */
function readKept(value: unknown): [string, CommunicationDraft][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is [string, CommunicationDraft] =>
      Array.isArray(entry) &&
      typeof entry[0] === 'string' &&
      typeof entry[1] === 'object' &&
      entry[1] !== null &&
      typeof entry[1].text === 'string',
  );
}
