import * as vscode from 'vscode';
import { type ComposeKey, keyText } from './composeKey.ts';

/** More drafts than these are not kept: the one that was not touched for longest goes. */
const MOST = 50;

/** Longer texts live as long as the window only: the editor's state is no place for megabytes. */
const LONGEST_KEPT = 200_000;

/**
 * What was begun and not sent: one draft for each conversation, whichever box it is written in. Kept by the editor for the
 * workspace, so that closing a panel or reloading the window loses nothing.
 */
export abstract class DraftStore<D extends { text: string }> implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #key: string;
  readonly #typedIn: (draft: D) => readonly (string | undefined)[];
  readonly #drafts: Map<string, D>;
  readonly #changes = new vscode.EventEmitter<ComposeKey>();

  /** A conversation's draft was changed, or is gone. */
  readonly onDidChange = this.#changes.event;

  /**
   * @param key what they are kept by
   * @param typedIn what of a draft somebody has typed: who writes to whom is found again without
   */
  constructor(state: vscode.Memento, key: string, typedIn: (draft: D) => readonly (string | undefined)[]) {
    this.#state = state;
    this.#key = key;
    this.#typedIn = typedIn;
    this.#drafts = new Map(readKept<D>(state.get(key)));
  }

  /** A conversation's draft, as a copy. */
  get(key: ComposeKey): D | undefined {
    const draft = this.#drafts.get(keyText(key));
    return draft && structuredClone(draft);
  }

  /** Keeps a draft. One that says nothing is forgotten. */
  keep(key: ComposeKey, draft: D): void {
    const text = keyText(key);
    this.#drafts.delete(text);
    const saysSomething = this.#typedIn(draft).some((typed) => typed !== undefined && typed.trim() !== '');
    if (saysSomething) this.#drafts.set(text, structuredClone(draft));
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
    this.#state.update(this.#key, kept).then(undefined, () => undefined);
    this.#changes.fire(key);
  }
}

/** What an older version kept, or nobody did, is nothing. */
function readKept<D>(value: unknown): [string, D][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is [string, D] =>
      Array.isArray(entry) &&
      typeof entry[0] === 'string' &&
      typeof entry[1] === 'object' &&
      entry[1] !== null &&
      typeof entry[1].text === 'string',
  );
}
