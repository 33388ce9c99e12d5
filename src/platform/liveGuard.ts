import * as vscode from 'vscode';
import { PREFIX } from './commands.ts';
import type { Account } from './session.ts';
import { setting } from './settings.ts';

/** Stands before everything that reaches people and costs money: asks once a window and account, unless turned off. */
export class LiveGuard {
  readonly #confirmed = new Set<string>();

  /** @returns whether to go on; a sandbox is never asked about */
  async confirm({ id, label, accountSid, sandbox }: Account): Promise<boolean> {
    if (sandbox || this.#confirmed.has(id) || !setting('confirmLiveSends')) return true;
    const send = vscode.l10n.t('Send');
    const always = vscode.l10n.t('Send, and Do Not Ask Again');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Send on the live account {0}?', label),
      {
        modal: true,
        detail: vscode.l10n.t(
          '{0} is no sandbox: what is sent there can reach people, costs money, and stays in the account’s data. You are asked once per window.',
          accountSid,
        ),
      },
      send,
      always,
    );
    if (chosen !== send && chosen !== always) return false;
    this.#confirmed.add(id);
    if (chosen === always) {
      await vscode.workspace
        .getConfiguration(PREFIX)
        .update('confirmLiveSends', false, vscode.ConfigurationTarget.Global);
    }
    return true;
  }
}
