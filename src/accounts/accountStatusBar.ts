import * as vscode from 'vscode';
import { PREFIX } from '../platform/commands.ts';
import type { AccountDetails } from './account.ts';
import type { AccountMarks } from './accountMarks.ts';
import type { AccountStore } from './accountStore.ts';
import { authenticationName } from './words.ts';

/** Beside what concerns the whole window, and before what concerns a file. */
const PRIORITY = 40;

/**
 * The active account at the window's edge. A live one stands out from a sandbox, since what is sent there reaches
 * people, and one whose secret was refused from both.
 */
export class AccountStatusBar implements vscode.Disposable {
  readonly #store: AccountStore;
  readonly #marks: AccountMarks;
  readonly #item: vscode.StatusBarItem;
  readonly #listening: vscode.Disposable;
  #updates = 0;

  constructor(store: AccountStore, marks: AccountMarks) {
    this.#store = store;
    this.#marks = marks;
    this.#item = vscode.window.createStatusBarItem(
      `${PREFIX}.account`,
      vscode.StatusBarAlignment.Left,
      PRIORITY,
    );
    this.#item.name = vscode.l10n.t('Twilio Account');
    this.#item.command = `${PREFIX}.manageAccounts`;
    const update = () => void this.#update();
    this.#listening = vscode.Disposable.from(
      this.#item,
      store.onDidChange(update),
      marks.onDidChange(update),
    );
    update();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #update(): Promise<void> {
    const turn = ++this.#updates;
    // Storage that cannot be read is told of where the accounts are asked for.
    const account = await this.#store.active().catch(() => undefined);
    const refused = account !== undefined && (await this.#marks.isRefused(account.id).catch(() => false));
    if (turn !== this.#updates) return;
    if (account) this.#show(account, refused);
    else this.#item.hide();
  }

  #show(account: AccountDetails, refused: boolean): void {
    const { label, sandbox } = account;
    const text = sandbox ? label : vscode.l10n.t('Live: {0}', label);
    this.#item.text = `$(${refused ? 'error' : sandbox ? 'beaker' : 'globe'}) ${text}`;
    this.#item.backgroundColor =
      refused || !sandbox
        ? new vscode.ThemeColor(`statusBarItem.${refused ? 'error' : 'warning'}Background`)
        : undefined;
    const spoken = sandbox
      ? vscode.l10n.t('Twilio account: {0}', label)
      : vscode.l10n.t('Twilio account: {0}, live', label);
    this.#item.accessibilityInformation = {
      label: refused ? vscode.l10n.t('{0}. Its secret was refused.', spoken) : spoken,
    };
    this.#item.tooltip = tooltip(account, refused);
    this.#item.show();
  }
}

function tooltip(account: AccountDetails, refused: boolean): vscode.MarkdownString {
  const { label, accountSid, origin, sandbox, region } = account;
  const facts = [
    ...(refused ? [vscode.l10n.t('Its secret was refused: re-enter it.')] : []),
    vscode.l10n.t('Account SID: {0}', accountSid),
    ...(sandbox ? [] : [vscode.l10n.t('Region: {0}', region ?? vscode.l10n.t('us1 (default)'))]),
    vscode.l10n.t('Address: {0}', origin),
    vscode.l10n.t('Authentication: {0}', authenticationName(account.method)),
    sandbox
      ? vscode.l10n.t('A sandbox: it costs nothing and reaches nobody.')
      : vscode.l10n.t('A live account: what is sent here costs money and reaches people.'),
  ];
  const text = new vscode.MarkdownString().appendMarkdown('**').appendText(label).appendMarkdown('**');
  for (const fact of facts) text.appendMarkdown('\n\n').appendText(fact);
  return text;
}
