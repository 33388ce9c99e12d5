import * as vscode from 'vscode';
import type { Notifier } from '../platform/notifier.ts';
import { chooseAccount } from './accountChoice.ts';
import { AccountEdits } from './accountEdits.ts';
import { manageAccounts } from './accountManager.ts';
import type { AccountMarks } from './accountMarks.ts';
import type { AccountStore } from './accountStore.ts';
import { ConnectionCheck } from './check/connectionCheck.ts';
import { ImportAccounts } from './import/importAccounts.ts';
import { type SandboxDefaults, SignIn } from './signIn.ts';

/** What acts on accounts need besides the accounts themselves. */
export interface AccountServices {
  marks: AccountMarks;
  log: vscode.LogOutputChannel;
  /** What is filled in for a sandbox at an address. */
  sandbox: () => SandboxDefaults;
}

/** What people do with their accounts. In a bundle of its own: it is seldom needed, and never at the start. */
export class AccountActions implements vscode.Disposable {
  readonly #store: AccountStore;
  readonly #marks: AccountMarks;
  readonly #signIn: SignIn;
  readonly #edits: AccountEdits;
  readonly #check: ConnectionCheck;
  readonly #import: ImportAccounts;

  constructor(store: AccountStore, notifier: Notifier, userAgent: string, services: AccountServices) {
    const { marks, log, sandbox } = services;
    this.#store = store;
    this.#marks = marks;
    this.#signIn = new SignIn(store, notifier, userAgent, sandbox);
    this.#edits = new AccountEdits(store, notifier, userAgent);
    this.#check = new ConnectionCheck(store, marks, log, userAgent);
    this.#import = new ImportAccounts(store, notifier, userAgent);
  }

  async signIn(): Promise<void> {
    await this.#signIn.run();
  }

  async importAccounts(): Promise<void> {
    await this.#import.run();
  }

  async manageAccounts(): Promise<void> {
    await manageAccounts(this.#store, this.#marks);
  }

  async switchAccount(accountId?: string): Promise<void> {
    const account = await this.#choose(vscode.l10n.t('Account to use'), accountId, true);
    if (account) await this.#store.activate(account.id);
  }

  async renameAccount(accountId?: string): Promise<void> {
    const account = await this.#choose(vscode.l10n.t('Account to rename'), accountId);
    if (account) await this.#edits.rename(account);
  }

  async reenterSecret(accountId?: string): Promise<void> {
    const account = await this.#choose(vscode.l10n.t('Account whose secret to re-enter'), accountId);
    if (account) await this.#edits.reenterSecret(account);
  }

  async checkConnection(accountId?: string): Promise<void> {
    const account = await this.#choose(vscode.l10n.t('Account whose connection to check'), accountId);
    if (account) await this.#check.run(account.id);
  }

  async signOut(accountId?: string): Promise<void> {
    const account = await this.#choose(vscode.l10n.t('Account to sign out of'), accountId);
    if (account) await this.#edits.signOut(account);
  }

  dispose(): void {
    // Nothing outlives an act.
  }

  #choose(placeHolder: string, accountId: string | undefined, evenOne = false) {
    return chooseAccount(this.#store, this.#marks, placeHolder, accountId, evenOne);
  }
}
