import * as vscode from 'vscode';
import { Refusals } from './refusals.ts';
import type { Sessions } from './sessions.ts';

/** Marks the accounts whose secret was refused, wherever that was. It lasts until a request succeeds or the secret changes. */
export class AccountMarks implements vscode.Disposable {
  readonly #sessions: Pick<Sessions, 'version'>;
  readonly #refusals = new Refusals();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(sessions: Pick<Sessions, 'version' | 'onDidExchange'>) {
    this.#sessions = sessions;
    this.#listening = sessions.onDidExchange((exchange) => {
      if (this.#refusals.note(exchange)) this.#changed.fire();
    });
  }

  /** The account whose secret was refused last, as long as it is. */
  get latestRefused(): string | undefined {
    return this.#refusals.latest;
  }

  async isRefused(accountId: string): Promise<boolean> {
    return this.#refusals.has(accountId, await this.#sessions.version(accountId));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
