import * as vscode from 'vscode';
import type { ConversationsClient } from '../api/client.ts';
import type { Exchange } from '../api/exchange.ts';
import type { Account, Session, SessionSource } from '../platform/session.ts';
import { type AccountRecord, credentialsOf, publicPart } from './account.ts';
import type { AccountStore } from './accountStore.ts';

/** An exchange, and whose it was. */
export interface AccountExchange extends Exchange {
  accountId: string;
  /** What {@link Sessions.version} was when its client was made: that of an earlier secret may still be under way. */
  version: number;
}

export interface SessionsOptions {
  /** `twilio-conversations-explorer/0.1.0` */
  userAgent: string;
  /** Called before an account is used: a sandbox may have to be started. */
  prepare: (account: Account) => Promise<void>;
  /** Grows when what is behind an account is another one than before, such as a sandbox that was started again. */
  generation: (account: Account) => number;
}

/** What an account is reached by. Its version grows whenever anything of that changes. */
interface Access {
  fingerprint: string;
  version: number;
  client?: Promise<ConversationsClient>;
}

/** Makes one client an account, when it is first needed, and shares it between the features. */
export class Sessions implements SessionSource, vscode.Disposable {
  readonly #store: AccountStore;
  readonly #options: SessionsOptions;
  readonly #access = new Map<string, Access>();
  readonly #exchanged = new vscode.EventEmitter<AccountExchange>();
  readonly #listening: vscode.Disposable;
  #versions = 0;

  /** Every attempt at a request, of every account. */
  readonly onDidExchange = this.#exchanged.event;
  readonly onDidChange: vscode.Event<void>;

  constructor(store: AccountStore, options: SessionsOptions) {
    this.#store = store;
    this.#options = options;
    this.onDidChange = store.onDidChange;
    this.#listening = store.onDidChange(() => void this.#forgetSignedOut());
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
    const access = this.#accessTo(record);
    access.client ??= this.#createClient(record, access.version);
    return { account: publicPart(record), client: await access.client };
  }

  async version(accountId: string): Promise<number | undefined> {
    const record = await this.#store.record(accountId);
    return record && this.#accessTo(record).version;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#access.clear();
    this.#exchanged.dispose();
  }

  /** The secret of an account that is gone is not kept in memory either. */
  async #forgetSignedOut(): Promise<void> {
    try {
      const present = new Set((await this.#store.all()).map(({ id }) => id));
      for (const id of this.#access.keys()) if (!present.has(id)) this.#access.delete(id);
    } catch {
      // Storage that cannot be read is told of where the accounts are asked for.
    }
  }

  #accessTo(record: AccountRecord): Access {
    const account = publicPart(record);
    const generation = this.#options.generation(account);
    const fingerprint = JSON.stringify([account.origin, credentialsOf(record), generation]);
    const known = this.#access.get(record.id);
    if (known?.fingerprint === fingerprint) return known;
    const access = { fingerprint, version: ++this.#versions };
    this.#access.set(record.id, access);
    return access;
  }

  async #createClient(record: AccountRecord, version: number): Promise<ConversationsClient> {
    const { ConversationsClient } = await import('../api/client.ts');
    return new ConversationsClient({
      origin: publicPart(record).origin,
      credentials: credentialsOf(record),
      userAgent: this.#options.userAgent,
      onExchange: (exchange) => this.#exchanged.fire({ ...exchange, accountId: record.id, version }),
    });
  }
}
