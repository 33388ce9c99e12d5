import * as vscode from 'vscode';
import { PREFIX } from '../platform/commands.ts';
import type { AccountDetails } from './account.ts';
import { type AccountItem, accountItems } from './accountChoice.ts';
import type { AccountMarks } from './accountMarks.ts';
import type { AccountStore } from './accountStore.ts';

/** What can be done to one account; each is a command of the same name. */
type Act = 'switchAccount' | 'checkConnection' | 'reenterSecret' | 'renameAccount' | 'signOut';

interface CommandItem extends vscode.QuickPickItem {
  command: string;
}

interface Separator extends vscode.QuickPickItem {
  kind: vscode.QuickPickItemKind.Separator;
}

type ManagerItem = AccountItem | CommandItem | Separator;

interface ActButton extends vscode.QuickInputButton {
  act: Act;
}

/** All accounts in one list, with what can be done to each, and the ways to add another. */
export async function manageAccounts(store: AccountStore, marks: AccountMarks): Promise<void> {
  const [accounts, commands] = await Promise.all([
    accountItems(store, marks),
    vscode.commands.getCommands(true),
  ]);
  const box = vscode.window.createQuickPick<ManagerItem>();
  box.title = vscode.l10n.t('Accounts');
  box.placeholder = vscode.l10n.t('Account to do something with');
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.items = [
    ...accounts.map((item) => ({
      ...item,
      buttons: actsOn(item).filter(({ act }) => act !== 'switchAccount'),
    })),
    ...(accounts.length > 0 ? [{ label: '', kind: vscode.QuickPickItemKind.Separator as const }] : []),
    ...waysToAdd(accounts, commands),
  ];
  const chosen = await new Promise<{ command: string; account?: AccountDetails } | AccountItem | undefined>(
    (resolve) => {
      box.onDidAccept(() => {
        const item = box.activeItems[0];
        if (item && ('account' in item || 'command' in item)) resolve(item);
      });
      box.onDidTriggerItemButton(({ item, button }) => {
        if ('account' in item) resolve({ command: (button as ActButton).act, account: item.account });
      });
      box.onDidHide(() => resolve(undefined));
      box.show();
    },
  ).finally(() => box.dispose());
  if (!chosen) return;
  if ('command' in chosen) await run(chosen.command, chosen.account?.id);
  else await chooseAct(chosen);
}

/** The same acts as the buttons: those are out of the keyboard's reach. */
async function chooseAct(item: AccountItem): Promise<void> {
  const items = actsOn(item).map(({ act, tooltip = '', iconPath }) => ({ label: tooltip, iconPath, act }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: item.account.label,
    placeHolder: vscode.l10n.t('What to do with {0}', item.account.label),
  });
  if (chosen) await run(chosen.act, item.account.id);
}

/** Each act is a command: what goes wrong is told as if it had been started from the palette. */
async function run(command: string, accountId: string | undefined): Promise<void> {
  await vscode.commands.executeCommand(`${PREFIX}.${command}`, accountId);
}

function actsOn({ active }: AccountItem): ActButton[] {
  const button = (act: Act, icon: string, tooltip: string): ActButton => ({
    act,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
  });
  return [
    ...(active ? [] : [button('switchAccount', 'check', vscode.l10n.t('Switch to It'))]),
    button('checkConnection', 'pulse', vscode.l10n.t('Check Connection')),
    button('reenterSecret', 'key', vscode.l10n.t('Re-enter Secret…')),
    button('renameAccount', 'edit', vscode.l10n.t('Rename…')),
    button('signOut', 'sign-out', vscode.l10n.t('Sign Out…')),
  ];
}

function waysToAdd(accounts: readonly AccountItem[], commands: readonly string[]): CommandItem[] {
  const item = (command: string, icon: string, label: string): CommandItem => ({
    command,
    label,
    iconPath: new vscode.ThemeIcon(icon),
  });
  return [
    item('signIn', 'add', vscode.l10n.t('Add Account…')),
    ...(commands.includes(`${PREFIX}.importAccounts`)
      ? [item('importAccounts', 'cloud-download', vscode.l10n.t('Import Accounts…'))]
      : []),
    ...(accounts.some(({ account }) => account.sandbox)
      ? []
      : [item('startSandbox', 'beaker', vscode.l10n.t('Start Sandbox'))]),
  ];
}
