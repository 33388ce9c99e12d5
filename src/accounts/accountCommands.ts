import * as vscode from 'vscode';
import { registerCommand } from '../platform/commands.ts';
import { setContextKey } from '../platform/contextKeys.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { AccountStore } from './accountStore.ts';
import { SignIn } from './signIn.ts';

/** Registers Sign In, Sign Out and Switch Account, and tells menus whether anybody is signed in. */
export function registerAccountCommands(
  store: AccountStore,
  notifier: Notifier,
  userAgent: string,
): vscode.Disposable {
  const signIn = new SignIn(store, notifier, userAgent);
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
  return vscode.Disposable.from(
    store.onDidChange(showState),
    registerCommand(notifier, 'signIn', vscode.l10n.t('Could not sign in'), () => signIn.run()),
    registerCommand(notifier, 'signOut', vscode.l10n.t('Could not sign out'), () => signOut(store)),
    registerCommand(notifier, 'switchAccount', vscode.l10n.t('Could not switch the account'), () =>
      switchAccount(store),
    ),
  );
}

async function signOut(store: AccountStore): Promise<void> {
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

async function switchAccount(store: AccountStore): Promise<void> {
  const [accounts, active] = await Promise.all([store.all(), store.active()]);
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
  if (chosen) await store.activate(chosen.id);
}
