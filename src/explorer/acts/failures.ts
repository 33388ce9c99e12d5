import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import { conversationTitle, shortId } from '../../platform/display.ts';
import type { Session } from '../../platform/session.ts';
import type { ActServices } from './services.ts';

/**
 * Tells of an act that failed. Where another conversation is in the way, a button opens it.
 * @param what what did not work, without a full stop
 * @param retry begins the act again, with what was typed; nothing is sent without the person's going on
 * @param own the conversation that was acted on: it is not in its own way
 */
export async function tellFailure(
  services: ActServices,
  session: Session,
  error: unknown,
  what: string,
  retry: () => unknown,
  own?: string,
): Promise<void> {
  const { id: accountId, sandbox } = session.account;
  const conflict = isApiError(error) && error.status === 409 ? error : undefined;
  const { conflictingResourceId: inTheWay, message: said = '' } = conflict ?? {};
  if (inTheWay === undefined || inTheWay === own) {
    void services.notifier.showFailure(error, { what, sandbox }, retry);
    return;
  }
  const { title, detail } = services.notifier.explain(error, { what, sandbox });
  const known = services.loaded(accountId).find(({ id }) => id === inTheWay);
  const open = vscode.l10n.t('Open the Conversation in the Way');
  const again = vscode.l10n.t('Retry');
  const chosen = await vscode.window.showErrorMessage(
    known
      ? vscode.l10n.t('{0} “{1}” is in the way. Twilio says: {2}', title, conversationTitle(known), said)
      : `${title} ${detail}`,
    open,
    again,
  );
  if (chosen === open)
    services.openTimeline(
      { accountId, conversationId: inTheWay },
      known ? conversationTitle(known) : shortId(inTheWay),
    );
  if (chosen === again) await retry();
}

/** Whether what was acted on is not there (any more). */
export function isGone(error: unknown): boolean {
  return isApiError(error) && error.status === 404 && (error.kind === 'status' || error.kind === 'operation');
}
