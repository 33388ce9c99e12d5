import * as vscode from 'vscode';
import { PREFIX } from '../platform/commands.ts';
import { isRecordOf, isTextList } from '../platform/kept.ts';

const KEY = `${PREFIX}.explorer.pins`;

/** Which conversations stand above all others, for each account: ids and nothing else. */
export class Pins implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  #read: { value: unknown; accountId: string; ids: ReadonlySet<string> } | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** The ids of an account's pinned conversations. */
  of(accountId: string): ReadonlySet<string> {
    const value = this.#memento.get(KEY);
    // Asked for with every row; another value is there when this window or another one has written.
    if (!this.#read || this.#read.value !== value || this.#read.accountId !== accountId) {
      this.#read = { value, accountId, ids: new Set(this.#all()[accountId]) };
    }
    return this.#read.ids;
  }

  async pin(accountId: string, conversationId: string): Promise<void> {
    await this.#set(accountId, [...new Set([...this.of(accountId), conversationId])]);
  }

  async unpin(accountId: string, conversationId: string): Promise<void> {
    await this.#set(
      accountId,
      [...this.of(accountId)].filter((id) => id !== conversationId),
    );
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #all(): Record<string, string[]> {
    const kept = this.#memento.get(KEY);
    return isRecordOf(isTextList, kept) ? kept : {};
  }

  async #set(accountId: string, ids: readonly string[]): Promise<void> {
    const { [accountId]: _before, ...others } = this.#all();
    await this.#memento.update(KEY, ids.length > 0 ? { ...others, [accountId]: ids } : others);
    this.#changed.fire();
  }
}
