import * as vscode from 'vscode';
import type { ConversationsClient } from '../api/client.ts';
import type { Exchange } from '../api/exchange.ts';
import type { Account, Session, SessionSource } from '../platform/session.ts';
import { publicPart } from './account.ts';
import type { AccountStore } from './accountStore.ts';

/** An exchange, and whose it was. */
export interface AccountExchange extends Exchange {
  accountId: string;
}

export interface SessionsOptions {
  /** `twilio-conversations-explorer/0.1.0` */
  userAgent: string;
  /** Called before the first request to an account: a sandbox may have to be started. */
  prepare: (account: Account) => Promise<void>;
}

/** Makes one client an account, when it is first needed, and shares it between the features. */
export class Sessions implements SessionSource, vscode.Disposable {
  readonly #store: AccountStore;
  readonly #options: SessionsOptions;
  readonly #clients = new Map<string, { fingerprint: string; client: Promise<ConversationsClient> }>();
  readonly #exchanged = new vscode.EventEmitter<AccountExchange>();

  /** Every attempt at a request, of every account. */
  readonly onDidExchange = this.#exchanged.event;
  readonly onDidChange: vscode.Event<void>;

  constructor(store: AccountStore, options: SessionsOptions) {
    this.#store = store;
    this.#options = options;
    this.onDidChange = store.onDidChange;
  }

  async active(): Promise<Session | undefined> {
    const account = await this.#store.active();
    return account && this.of(account.id);
  }

  async of(accountId: string): Promise<Session | undefined> {
    const before = await this.#store.record(accountId);
    if (!before) return undefined;
    await this.#options.prepare(publicPart(before));
    // Read again: a sandbox may have found its port taken and listen on another.
    const record = await this.#store.record(accountId);
    if (!record) return undefined;
    const account = publicPart(record);
    const { origin } = account;
    const fingerprint = JSON.stringify([origin, record.username, record.secret]);
    let entry = this.#clients.get(accountId);
    if (entry?.fingerprint !== fingerprint) {
      const client = import('../api/client.ts').then(
        ({ ConversationsClient }) =>
          new ConversationsClient({
            origin,
            credentials: { username: record.username, password: record.secret },
            userAgent: this.#options.userAgent,
            onExchange: (exchange) => this.#exchanged.fire({ ...exchange, accountId }),
          }),
      );
      entry = { fingerprint, client };
      this.#clients.set(accountId, entry);
    }
    return { account, client: await entry.client };
  }

  dispose(): void {
    this.#clients.clear();
    this.#exchanged.dispose();
  }
}
