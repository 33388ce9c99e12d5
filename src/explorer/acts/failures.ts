import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import { conversationTitle, shortId } from '../../platform/display.ts';
import type { Account } from '../../platform/session.ts';
import { shownTitle } from '../../platform/shown.ts';
import type { ActServices } from './services.ts';

/** How an act's failure is called, each without a full stop. */
export interface FailureWords {
  /** It was not done: `“Hannah Okafor” was not renamed`. */
  failed: string;
  /** It is unknown whether it was done: `Renaming “Hannah Okafor” may have failed`. */
  unsure: string;
}

/** What did not work. */
export function failureTitle(error: unknown, { failed, unsure }: FailureWords): string {
  return isApiError(error) && error.outcomeUnknown ? unsure : failed;
}

/**
 * Tells of an act that failed. Where another conversation is in the way, a button opens it.
 * @param account whose request it was
 * @param retry begins the act again, with what was typed; nothing is sent without the person's going on. Should it throw,
 *   that is told likewise.
 * @param own the conversation that was acted on: it is not in its own way
 */
export async function tellFailure(
  services: ActServices,
  account: Account,
  error: unknown,
  words: FailureWords,
  retry: () => unknown,
  own?: string,
): Promise<void> {
  const { id: accountId, sandbox } = account;
  const circumstance = { what: failureTitle(error, words), sandbox, account };
  const retryGuarded = async () => {
    try {
      await retry();
    } catch (thrown) {
      void tellFailure(services, account, thrown, words, retry, own);
    }
  };
  const conflict = isApiError(error) && error.status === 409 ? error : undefined;
  const { conflictingResourceId: inTheWay, message: said = '' } = conflict ?? {};
  if (inTheWay === undefined || inTheWay === own) {
    void services.notifier.showFailure(error, circumstance, retryGuarded);
    return;
  }
  const { title, detail } = services.notifier.explain(error, circumstance);
  const known = services.loaded(accountId).find(({ id }) => id === inTheWay);
  const open = vscode.l10n.t('Open the Conversation in the Way');
  const again = vscode.l10n.t('Retry');
  const chosen = await vscode.window.showErrorMessage(
    known
      ? vscode.l10n.t(
          '{0} “{1}” is in the way. Twilio says: {2}',
          title,
          shownTitle(known, services.privacy.masker),
          said,
        )
      : `${title} ${detail}`,
    open,
    again,
  );
  if (chosen === open)
    services.openTimeline(
      { accountId, conversationId: inTheWay },
      known ? conversationTitle(known) : shortId(inTheWay),
    );
  if (chosen === again) await retryGuarded();
}

/** Whether what was acted on is not there (any more). */
export function isGone(error: unknown): boolean {
  return isApiError(error) && error.status === 404 && (error.kind === 'status' || error.kind === 'operation');
}
