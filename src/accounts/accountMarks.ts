import * as vscode from 'vscode';
import type { Exchange } from '../api/exchange.ts';
import { Refusals } from './refusals.ts';
import type { AccountExchange, Sessions } from './sessions.ts';

/** Marks the accounts whose secret was refused, wherever that was. It lasts until a request succeeds or the secret changes. */
export class AccountMarks implements vscode.Disposable {
  readonly #sessions: Pick<Sessions, 'version'>;
  readonly #refusals = new Refusals();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(sessions: Pick<Sessions, 'version' | 'onDidExchange'>) {
    this.#sessions = sessions;
    this.#listening = sessions.onDidExchange((exchange) => this.#note(exchange));
  }

  /** The account whose secret was refused last, as long as it is. */
  get latestRefused(): string | undefined {
    return this.#refusals.latest;
  }

  async isRefused(accountId: string): Promise<boolean> {
    return this.#refusals.has(accountId, await this.#sessions.version(accountId));
  }

  /**
   * For a client of its own that calls as an account: what its requests are told counts as what the session's are.
   * @returns to be called with each exchange; asked for before the secret is read, so that none counts for a later one
   */
  async observe(accountId: string): Promise<(exchange: Exchange) => void> {
    const version = await this.#sessions.version(accountId);
    return (exchange) => {
      if (version !== undefined) this.#note({ ...exchange, accountId, version });
    };
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #note(exchange: AccountExchange): void {
    if (this.#refusals.note(exchange)) this.#changed.fire();
  }
}
