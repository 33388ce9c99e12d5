import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import { setContextKey } from '../platform/contextKeys.ts';
import { Lazy } from '../platform/lazy.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { AccountActions } from './accountActions.ts';
import type { AccountStore } from './accountStore.ts';

/** Registers the commands on accounts, and tells menus whether anybody is signed in. */
export function registerAccountCommands(
  store: AccountStore,
  notifier: Notifier,
  userAgent: string,
): vscode.Disposable {
  const actions = new Lazy<AccountActions>(async () => {
    const { AccountActions } = await import('./accountActions.ts');
    return new AccountActions(store, notifier, userAgent);
  });
  const showState = () => {
    store.active().then(
      (account) => setContextKey('account', account ? 'signedIn' : 'signedOut'),
      (error) => {
        setContextKey('account', 'signedOut');
        void notifier.showFailure(error, { what: vscode.l10n.t('Could not read the accounts') }, showState);
      },
    );
  };
  showState();
  const register = (name: string, what: string, act: (actions: AccountActions) => Promise<void>) =>
    registerCommand(notifier, name, what, async () => act(await actions.get()));
  return vscode.Disposable.from(
    actions,
    store.onDidChange(showState),
    register('signIn', vscode.l10n.t('Could not sign in'), (all) => all.signIn()),
    register('importAccounts', vscode.l10n.t('Could not import accounts'), (all) => all.importAccounts()),
    register('signOut', vscode.l10n.t('Could not sign out'), (all) => all.signOut()),
    register('switchAccount', vscode.l10n.t('Could not switch the account'), (all) => all.switchAccount()),
  );
}
