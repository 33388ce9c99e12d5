import * as vscode from 'vscode';
import { shortId } from '../platform/display.ts';
import type { AccountDetails } from './account.ts';
import type { AccountMarks } from './accountMarks.ts';
import type { AccountStore } from './accountStore.ts';
import { authenticationName } from './words.ts';

/** An account as a row of a list. */
export interface AccountItem extends vscode.QuickPickItem {
  readonly account: AccountDetails;
  readonly active: boolean;
}

/** All accounts as rows, the active one first. */
export async function accountItems(store: AccountStore, marks: AccountMarks): Promise<AccountItem[]> {
  const [accounts, active] = await Promise.all([store.all(), store.active()]);
  const items = await Promise.all(
    accounts.map(async (account) =>
      accountItem(account, account.id === active?.id, await marks.isRefused(account.id)),
    ),
  );
  return items.sort((a, b) => Number(b.active) - Number(a.active));
}

function accountItem(account: AccountDetails, active: boolean, refused: boolean): AccountItem {
  const { label, sandbox, accountSid, origin, method } = account;
  const marks = [
    ...(active ? [vscode.l10n.t('active')] : []),
    sandbox ? vscode.l10n.t('sandbox') : vscode.l10n.t('live'),
    ...(refused ? [vscode.l10n.t('secret refused')] : []),
  ];
  return {
    label,
    description: marks.join(' · '),
    detail: [shortId(accountSid), new URL(origin).host, authenticationName(method)].join(' · '),
    iconPath: iconOf(sandbox, refused),
    account,
    active,
  };
}

function iconOf(sandbox: boolean, refused: boolean): vscode.ThemeIcon {
  if (refused) return new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
  return new vscode.ThemeIcon(sandbox ? 'beaker' : 'globe');
}

/**
 * The account that a command is about: the one it was told, the only one there is, or one that the person chooses.
 * @param evenOne lists the accounts even if there is only one
 * @returns undefined when the person chose none, or there is none: that is said
 */
export async function chooseAccount(
  store: AccountStore,
  marks: AccountMarks,
  placeHolder: string,
  accountId?: string,
  evenOne = false,
): Promise<AccountDetails | undefined> {
  const items = await accountItems(store, marks);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('You are not signed in.'));
    return undefined;
  }
  const told = items.find(({ account }) => account.id === accountId);
  if (told) return told.account;
  if (items.length === 1 && !evenOne) return items[0]?.account;
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.account;
}
