import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import type { Account } from '../../platform/session.ts';
import { ConversationInTheWay } from './conflict.ts';
import { conversationInTheWay } from './conflictId.ts';
import type { ActServices } from './services.ts';

/** How an act's failure is called, each without a full stop. */
export interface FailureWords {
  /** It was not done: `“Hannah Okafor” was not renamed`. */
  failed: string;
  /** It is unknown whether it was done: `Renaming “Hannah Okafor” may have failed`. */
  unsure: string;
}

/** How to go on after an act that failed. */
export interface WayOn {
  /** Begins the act again, with what was typed; nothing is sent without the person's going on. */
  retry: () => unknown;
  /** Sends the same again at once: offered where a conversation is in the way, which is closed before. */
  sendAgain?: () => unknown;
  /** The conversation that was acted on: it is not in its own way. */
  own?: string;
}

/** What did not work. */
export function failureTitle(error: unknown, { failed, unsure }: FailureWords): string {
  return isApiError(error) && error.outcomeUnknown ? unsure : failed;
}

/**
 * Tells of an act that failed. Where another conversation is in the way, it is named, and can be opened or closed.
 * @param account whose request it was
 * @param wayOn what it does may fail likewise, which is told likewise
 */
export async function tellFailure(
  services: ActServices,
  account: Account,
  error: unknown,
  words: FailureWords,
  wayOn: WayOn,
): Promise<void> {
  const circumstance = { what: failureTitle(error, words), sandbox: account.sandbox, account };
  const retry = () => guarded(services, account, words, wayOn, wayOn.retry);
  const inTheWay = conversationInTheWay(error, wayOn.own);
  if (inTheWay === undefined) {
    void services.notifier.showFailure(error, circumstance, retry);
    return;
  }
  // Puts it into the log as well.
  const { title } = services.notifier.explain(error, circumstance);
  const said = error instanceof Error ? error.message : '';
  const { sendAgain } = wayOn;
  const conversation = await ConversationInTheWay.find(services, account, inTheWay);
  const chosen = await conversation.ask(title, said, sendAgain !== undefined);
  if (chosen === 'open') conversation.open();
  if (chosen === 'retry') await retry();
  if (chosen !== 'closeAndRetry' || !sendAgain || !(await conversation.confirmClosing())) return;
  const closeAndSend = async () => {
    await conversation.close();
    await guarded(services, account, words, wayOn, sendAgain);
  };
  const closingWords = {
    failed: vscode.l10n.t('“{0}” was not closed. {1}', conversation.title, words.failed),
    unsure: vscode.l10n.t('Closing “{0}” may have failed. {1}', conversation.title, words.failed),
  };
  const closingWayOn = { retry: closeAndSend, own: inTheWay };
  await guarded(services, account, closingWords, closingWayOn, closeAndSend);
}

/** Does it, and tells when that fails. */
async function guarded(
  services: ActServices,
  account: Account,
  words: FailureWords,
  wayOn: WayOn,
  act: () => unknown,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    void tellFailure(services, account, error, words, wayOn);
  }
}
