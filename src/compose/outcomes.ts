import * as vscode from 'vscode';
import type { Communication } from '../api/resources.ts';
import { fullTime } from '../platform/display.ts';
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
  /** Sends the same once more. Left out where nothing offers it. */
  sendAgain?: (() => Promise<void>) | undefined;
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
      const { account } = await sender.session(key.accountId);
      const circumstance = { what: next.failed, sandbox: account.sandbox, account };
      void services.notifier.showFailure(error, circumstance, () => guarded(services, next, next.retry));
    }
  }
}

async function tellCreated(
  services: ComposeServices,
  key: ComposeKey,
  communication: Communication,
  { sendAgain }: NextSteps,
): Promise<void> {
  const show = vscode.l10n.t('Show');
  const again = vscode.l10n.t('Send Again');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The communication is recorded in the conversation.'),
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
  const openLog = vscode.l10n.t('Open Log');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'It is unknown whether the communication arrived: the connection was lost after it was sent. It was not sent again.',
    ),
    look,
    openLog,
  );
  if (chosen === openLog) await services.notifier.carryOut('openLog');
  if (chosen !== look) return;
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for the communication…'),
    },
    () => sender.look(key, outcome.body, outcome.since),
  );
  const latest = found.at(-1);
  if (latest) {
    sender.found(key.accountId, latest);
    const show = vscode.l10n.t('Show');
    const then = await vscode.window.showInformationMessage(
      found.length === 1
        ? vscode.l10n.t('It arrived: created {0}.', fullTime(latest.createdAt))
        : vscode.l10n.t(
            'There are {0} such communications; the latest was created {1}.',
            found.length,
            fullTime(latest.createdAt),
          ),
      show,
    );
    if (then === show) await services.openTimeline(key, latest.id);
    return;
  }
  const again = vscode.l10n.t('Send Again');
  const then = await vscode.window.showInformationMessage(
    vscode.l10n.t('It did not arrive: the conversation has no such communication.'),
    again,
  );
  if (then === again) await next.retry();
}

/** What a button does may fail as well. */
async function guarded(services: ComposeServices, next: NextSteps, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    void services.notifier.showFailure(error, { what: next.failed }, () => guarded(services, next, act));
  }
}
