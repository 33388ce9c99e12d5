import * as vscode from 'vscode';
import { isApiError, isCancelled } from '../../api/errors.ts';
import type { AcceptedOperation } from '../../api/operations.ts';
import { confirmed } from './confirm.ts';
import { isGone } from './failures.ts';
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
  const { session, key, title, conversation } = target;
  const sure = await confirmed(
    session.account,
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
        // Not given up once it is sent: whether it was accepted must be known.
        operation = await session.client.deleteConversation(conversation.id);
        const ended = session.client.waitForOperation(operation, { signal: abort.signal });
        started({
          accountId: key.accountId,
          operationId: operation.operationId,
          what: vscode.l10n.t('Delete “{0}”', title),
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
        vscode.l10n.t('“{0}” was gone already: somebody else has deleted it.', title),
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
    const what =
      operation && isApiError(error) && error.kind !== 'operation'
        ? vscode.l10n.t('Deleting “{0}” was accepted, but it could not be seen what came of it', title)
        : vscode.l10n.t('“{0}” was not deleted', title);
    void services.notifier.showFailure(error, { what, sandbox: session.account.sandbox }, () =>
      deleteConversation(services, target, started),
    );
  }
}

/** It is the operation that is not there any more; of the conversation that says nothing. */
function lostOperation(error: unknown): boolean {
  return isApiError(error) && error.kind === 'status' && error.path.includes('/Operations/');
}
