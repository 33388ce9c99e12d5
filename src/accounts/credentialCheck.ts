import * as vscode from 'vscode';
import { isCancelled } from '../api/errors.ts';
import type { Notifier } from '../platform/notifier.ts';
import { type AccountRecord, credentialsOf, publicPart } from './account.ts';

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
  const { ConversationsClient } = await import('../api/client.ts');
  const { origin, sandbox } = publicPart(record);
  const client = new ConversationsClient({ origin, credentials: credentialsOf(record), userAgent });
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
        const { items } = await client.conversationPage({ pageSize: 1, signal: abort.signal });
        checkOwner(record, items[0]?.accountId);
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

/**
 * An API key says nothing of its account, and no request names one: only what is listed does.
 * @throws Error when it is another account than the person named
 */
function checkOwner({ accountSid, authentication }: AccountRecord, owner: string | undefined): void {
  if (!owner || owner === accountSid) return;
  throw new Error(
    authentication.method === 'apiKey'
      ? vscode.l10n.t('The API key belongs to another account: {0}. Correct the account SID.', owner)
      : vscode.l10n.t('The credentials belong to another account: {0}. Correct the account SID.', owner),
  );
}
