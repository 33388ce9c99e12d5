import * as vscode from 'vscode';
import type { Account } from '../../platform/session.ts';

/**
 * Asks before something that cannot be undone. On a live account the question names the account.
 * @param question names what is acted on
 * @param button what is done, as the button says it
 */
export async function confirmed(
  account: Account,
  question: string,
  detail: string,
  button: string,
): Promise<boolean> {
  const where = vscode.l10n.t('This is the live account {0} ({1}).', account.label, account.accountSid);
  const chosen = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: account.sandbox ? detail : `${where}\n\n${detail}` },
    button,
  );
  return chosen === button;
}
