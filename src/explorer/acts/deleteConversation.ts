import * as vscode from 'vscode';
import { isApiError, isCancelled } from '../../api/errors.ts';
import type { AcceptedOperation } from '../../api/operations.ts';
import { shortId } from '../../platform/display.ts';
import { confirmed } from './confirm.ts';
import { currentSession } from './currentSession.ts';
import { tellFailure } from './failures.ts';
import { isGone } from './gone.ts';
import type { ActServices, StartedOperation } from './services.ts';
import type { ActTarget } from './target.ts';

/**
 * Deletes a conversation with all that is in it, after asking. Twilio does so in its own time: a notification shows that
 * it is under way, and what came of it. Waiting can be given up; deleting then goes on.
 * @param started told of the operation once Twilio has accepted it
 */
export async function deleteConversation(
  services: ActServices,
  target: ActTarget,
  started: (operation: StartedOperation) => void,
): Promise<void> {
  const { account, key, title, conversation } = target;
  const sure = await confirmed(
    account,
    vscode.l10n.t('Delete “{0}”?', title),
    vscode.l10n.t('Its participants and communications are deleted with it. This cannot be undone.'),
    vscode.l10n.t('Delete Conversation'),
  );
  if (!sure) return;
  let operation: AcceptedOperation | undefined;
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Deleting “{0}”…', title),
        cancellable: true,
      },
      async (progress, cancelled) => {
        const abort = new AbortController();
        cancelled.onCancellationRequested(() => abort.abort());
        const { client } = await currentSession(services, key.accountId);
        // Not given up once it is sent: whether it was accepted must be known.
        operation = await client.deleteConversation(conversation.id);
        const ended = client.waitForOperation(operation, { signal: abort.signal });
        started({
          accountId: key.accountId,
          operationId: operation.operationId,
          // It is kept beyond this window, and a name may be a person's.
          what: vscode.l10n.t('Delete conversation {0}', shortId(conversation.id)),
          ended,
        });
        progress.report({ message: vscode.l10n.t('Twilio has accepted it. Cancel only ends the waiting.') });
        await ended;
      },
    );
    services.remove(key);
    void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” was deleted.', title));
  } catch (error) {
    if (isGone(error) && !lostOperation(error)) {
      services.remove(key);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('“{0}” was gone already: it was deleted before.', title),
      );
      return;
    }
    if (operation && isCancelled(error)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Twilio goes on deleting “{0}”: only the waiting has ended. Refresh later to see what came of it.',
          title,
        ),
      );
      return;
    }
    const words = {
      failed:
        operation && isApiError(error) && error.kind !== 'operation'
          ? vscode.l10n.t('Deleting “{0}” was accepted, but it could not be seen what came of it', title)
          : vscode.l10n.t('“{0}” was not deleted', title),
      unsure: vscode.l10n.t('Deleting “{0}” may have failed', title),
    };
    const retry = () => deleteConversation(services, target, started);
    void tellFailure(services, account, error, words, { retry, own: conversation.id });
  }
}

/** It is the operation that is not there any more; of the conversation that says nothing. */
function lostOperation(error: unknown): boolean {
  return isApiError(error) && error.kind === 'status' && error.path.includes('/Operations/');
}
