import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import { setContextKey } from '../platform/contextKeys.ts';
import { Lazy } from '../platform/lazy.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { AccountActions, AccountServices } from './accountActions.ts';
import type { AccountStore } from './accountStore.ts';

/** Registers the commands on accounts, and tells menus whether anybody is signed in. */
export function registerAccountCommands(
  store: AccountStore,
  notifier: Notifier,
  userAgent: string,
  services: AccountServices,
): vscode.Disposable {
  const actions = new Lazy<AccountActions>(async () => {
    const { AccountActions } = await import('./accountActions.ts');
    return new AccountActions(store, notifier, userAgent, services);
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
  const register = (
    name: string,
    what: string,
    act: (actions: AccountActions, accountId: string | undefined) => Promise<void>,
  ) =>
    registerCommand(notifier, name, what, async (about?: unknown) =>
      // A menu of a view's title may pass something of the view, which says nothing.
      act(await actions.get(), typeof about === 'string' ? about : undefined),
    );
  return vscode.Disposable.from(
    actions,
    store.onDidChange(showState),
    register('signIn', vscode.l10n.t('Could not sign in'), (all) => all.signIn()),
    register('importAccounts', vscode.l10n.t('Could not import accounts'), (all) => all.importAccounts()),
    register('signOut', vscode.l10n.t('Could not sign out'), (all, id) => all.signOut(id)),
    register('switchAccount', vscode.l10n.t('Could not switch the account'), (all, id) =>
      all.switchAccount(id),
    ),
    register('manageAccounts', vscode.l10n.t('Could not list the accounts'), (all) => all.manageAccounts()),
    register('renameAccount', vscode.l10n.t('Could not rename the account'), (all, id) =>
      all.renameAccount(id),
    ),
    register('reenterSecret', vscode.l10n.t('Could not keep the new secret'), (all, id) =>
      all.reenterSecret(id),
    ),
    register('checkConnection', vscode.l10n.t('Could not check the connection'), (all, id) =>
      all.checkConnection(id),
    ),
  );
}
