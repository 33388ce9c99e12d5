import * as vscode from 'vscode';
import { isCancelled } from '../api/errors.ts';
import type { Notifier } from '../platform/notifier.ts';
import { type AccountRecord, publicPart } from './account.ts';
import { checkAccount } from './accountCheck.ts';

/**
 * Makes one request with a record's credentials, before it is kept. When it fails, says why and offers to correct it.
 * @param what what did not work then, such as `Could not sign in`
 * @returns true when it went through; false when the person cancelled it or wants to correct the answers
 * @throws vscode.CancellationError when the person gives up
 */
export async function passesCheck(
  record: AccountRecord,
  what: string,
  notifier: Notifier,
  userAgent: string,
): Promise<boolean> {
  const { sandbox } = publicPart(record);
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Checking the credentials…'),
        cancellable: true,
      },
      async (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        await checkAccount(record, { userAgent, signal: abort.signal });
      },
    );
    return true;
  } catch (error) {
    if (isCancelled(error)) return false;
    const { title, detail } = notifier.explain(error, { what, sandbox });
    const correct = vscode.l10n.t('Correct…');
    const chosen = await vscode.window.showErrorMessage(title, { modal: true, detail }, correct);
    if (chosen === correct) return false;
    throw new vscode.CancellationError();
  }
}
