import * as vscode from 'vscode';
import type { Notifier } from '../platform/notifier.ts';
import type { AccountStore } from './accountStore.ts';
import { ImportAccounts } from './import/importAccounts.ts';
import { SignIn } from './signIn.ts';

/** What people do with their accounts. In a bundle of its own: it is seldom needed, and never at the start. */
export class AccountActions implements vscode.Disposable {
  readonly #store: AccountStore;
  readonly #signIn: SignIn;
  readonly #import: ImportAccounts;

  constructor(store: AccountStore, notifier: Notifier, userAgent: string) {
    this.#store = store;
    this.#signIn = new SignIn(store, notifier, userAgent);
    this.#import = new ImportAccounts(store, notifier, userAgent);
  }

  async signIn(): Promise<void> {
    await this.#signIn.run();
  }

  async importAccounts(): Promise<void> {
    await this.#import.run();
  }

  async signOut(): Promise<void> {
    const store = this.#store;
    const account = await store.active();
    if (!account) {
      void vscode.window.showInformationMessage(vscode.l10n.t('You are not signed in.'));
      return;
    }
    await store.remove(account.id);
    const next = await store.active();
    void vscode.window.showInformationMessage(
      next
        ? vscode.l10n.t('Signed out of {0}. {1} is active now.', account.label, next.label)
        : vscode.l10n.t('Signed out of {0}.', account.label),
    );
  }

  async switchAccount(): Promise<void> {
    const [accounts, active] = await Promise.all([this.#store.all(), this.#store.active()]);
    const items = accounts.map((account) => ({
      label: account.label,
      description: account.id === active?.id ? vscode.l10n.t('active') : '',
      detail: account.sandbox ? account.origin : account.accountSid,
      iconPath: new vscode.ThemeIcon(account.sandbox ? 'beaker' : 'account'),
      id: account.id,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      placeHolder: vscode.l10n.t('Account to use'),
      matchOnDetail: true,
    });
    if (chosen) await this.#store.activate(chosen.id);
  }

  dispose(): void {
    // Nothing outlives an act.
  }
}
