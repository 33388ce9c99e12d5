import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import type { Communication } from '../api/resources.ts';
import { fullTime } from '../platform/display.ts';
import { hideAddresses } from '../platform/masking.ts';
import type { DraftField } from './check.ts';
import type { ComposeKey } from './composeKey.ts';
import type { CommunicationSender, SendOutcome } from './sender.ts';
import type { ComposeServices } from './services.ts';

/** What a person may do next. Each is carried out on their act only. */
export interface NextSteps {
  /** What did not work, without a full stop: `The communication was not created, and what you typed is kept`. */
  failed: string;
  /** Begins again with what was typed; nothing is sent before the person goes on. */
  retry: () => Promise<void>;
  /** Sends the same once more, as a second communication. Left out where nothing offers it. */
  sendAgain?: (() => Promise<void>) | undefined;
  /** Sends what did not arrive. In place of it `retry`, where that is left out. */
  sendAnew?: (() => Promise<void>) | undefined;
  /** What was recorded where, in a sentence. */
  recorded?: string | undefined;
  /** That nothing is lost, where it is unknown whether the communication arrived: in a sentence. */
  kept?: string | undefined;
  /** It was unknown whether it arrived, and it did. */
  arrived?: ((communication: Communication) => void) | undefined;
  /** Leads to the field that the API named as the reason. */
  correct?: ((field: DraftField, said: string) => Promise<void>) | undefined;
}

/**
 * Says how sending ended, and offers what to do next: Show and Send Again for what was created; Look for what nobody knows.
 * @returns when it is said, not when the person has chosen
 */
export async function tellOutcome(
  services: ComposeServices,
  sender: CommunicationSender,
  key: ComposeKey,
  outcome: SendOutcome,
  next: NextSteps,
): Promise<void> {
  switch (outcome.kind) {
    case 'declined':
      return;
    case 'created':
      void guarded(services, next, () => tellCreated(services, key, outcome.communication, next));
      return;
    case 'unknown':
      void guarded(services, next, () => tellUnknown(services, sender, key, outcome, next));
      return;
    case 'refused': {
      const { error, field } = outcome;
      if (field !== undefined && next.correct) {
        await next.correct(field, error instanceof Error ? error.message : String(error));
        return;
      }
      // It may have been refused because the account was signed out of: that is told as well.
      const { account } = await sender.session(key.accountId).catch(() => ({ account: undefined }));
      const circumstance = { what: next.failed, sandbox: account?.sandbox ?? false, account };
      void services.notifier.showFailure(error, circumstance, () => guarded(services, next, next.retry));
    }
  }
}

async function tellCreated(
  services: ComposeServices,
  key: ComposeKey,
  communication: Communication,
  { sendAgain, recorded }: NextSteps,
): Promise<void> {
  const show = vscode.l10n.t('Show');
  const again = vscode.l10n.t('Send Again');
  const chosen = await vscode.window.showInformationMessage(
    recorded ?? vscode.l10n.t('The communication is recorded in the conversation.'),
    show,
    ...(sendAgain ? [again] : []),
  );
  if (chosen === show) await services.openTimeline(key, communication.id);
  if (chosen === again) await sendAgain?.();
}

async function tellUnknown(
  services: ComposeServices,
  sender: CommunicationSender,
  key: ComposeKey,
  outcome: Extract<SendOutcome, { kind: 'unknown' }>,
  next: NextSteps,
): Promise<void> {
  const look = vscode.l10n.t('Look');
  const retry = vscode.l10n.t('Retry');
  const openLog = vscode.l10n.t('Open Log');
  // The log has it in full.
  services.notifier.explain(outcome.error, { what: next.failed });
  const unknown = vscode.l10n.t(
    'It is unknown whether the communication arrived: {0}. It was not sent again.',
    hideAddresses(whyUnknown(outcome.error), services.privacy.masker),
  );
  const chosen = await vscode.window.showWarningMessage(
    [unknown, next.kept].filter(Boolean).join(' '),
    look,
    retry,
    openLog,
  );
  if (chosen === openLog) await services.notifier.carryOut('openLog');
  if (chosen === retry) await next.retry();
  if (chosen !== look) return;
  const found = await vscode.window.withProgress(
    {
      // In the status bar: a notification that goes away would move the next one's buttons from under the mouse.
      location: vscode.ProgressLocation.Window,
      title: vscode.l10n.t('Looking for the communication…'),
    },
    () => sender.look(key, outcome.body, outcome.since),
  );
  const latest = found.at(-1);
  if (latest) {
    next.arrived?.(latest);
    const at = fullTime(latest.createdAt);
    return tellFound(
      services,
      sender,
      key,
      latest,
      found.length === 1
        ? vscode.l10n.t('It arrived: created {0}.', at)
        : vscode.l10n.t('There are {0} such communications; the latest was created {1}.', found.length, at),
    );
  }
  const again = vscode.l10n.t('Send Again');
  const then = await vscode.window.showInformationMessage(
    vscode.l10n.t('It did not arrive: the conversation has no such communication.'),
    again,
  );
  if (then === again) await (next.sendAnew ?? next.retry)();
}

/** Tells everybody of a communication that was looked for and found, and offers to show it. @param words that it is there */
export async function tellFound(
  services: ComposeServices,
  sender: CommunicationSender,
  key: ComposeKey,
  found: Communication,
  words: string,
): Promise<void> {
  sender.found(key.accountId, found);
  const show = vscode.l10n.t('Show');
  if ((await vscode.window.showInformationMessage(words, show)) === show)
    await services.openTimeline(key, found.id);
}

/** Why nobody knows whether a request was carried out, in a few words. */
function whyUnknown(error: Error): string {
  if (!isApiError(error)) return error.message;
  switch (error.kind) {
    case 'network':
      return vscode.l10n.t('the connection was lost after it was sent');
    case 'timeout':
      return vscode.l10n.t('no answer came in time');
    case 'status':
      return vscode.l10n.t('the answer was HTTP {0}, “{1}”', error.status ?? '', error.message);
    default:
      return error.message;
  }
}

/** What a button does may fail as well. */
async function guarded(services: ComposeServices, next: NextSteps, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    void services.notifier.showFailure(error, { what: next.failed }, () => guarded(services, next, act));
  }
}
