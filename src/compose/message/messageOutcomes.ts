import * as vscode from 'vscode';
import { isCancelled } from '../../api/errors.ts';
import type { Action } from '../../api/resources.ts';
import { fullTime } from '../../platform/display.ts';
import { hideAddresses } from '../../platform/masking.ts';
import type { ComposeKey } from '../composeKey.ts';
import { tellFound } from '../outcomes.ts';
import type { CommunicationSender } from '../sender.ts';
import type { ComposeServices } from '../services.ts';
import type { MessageField } from './checkMessage.ts';
import { failureAdvice } from './failureAdvice.ts';
import type { FollowedMessage, FollowedMessages } from './followed.ts';
import { LONGEST_WAIT_MS, type MessageOutcome, type MessageSender } from './messageSender.ts';

/** What a person may do next. Each is carried out on their act only. */
export interface MessageNextSteps {
  /** Begins again with what was typed; nothing is sent before the person goes on. */
  retry: () => Promise<void>;
  /** Leads to the field that the API named as the reason. @param said what it said */
  correct?: ((field: MessageField, said: string) => Promise<void>) | undefined;
  /** Told of the action as often as it is looked at: for whoever shows it in a place of their own. */
  onProgress?: ((action: Action) => void) | undefined;
}

/** Follows messages that Twilio has taken, says what became of them, and offers what to do next. */
export class MessageOutcomes implements vscode.Disposable {
  readonly #services: ComposeServices;
  readonly #sender: CommunicationSender;
  readonly #messages: MessageSender;
  readonly #followed: FollowedMessages;
  readonly #closing = new AbortController();

  constructor(
    services: ComposeServices,
    sender: CommunicationSender,
    messages: MessageSender,
    followed: FollowedMessages,
  ) {
    this.#services = services;
    this.#sender = sender;
    this.#messages = messages;
    this.#followed = followed;
  }

  /** @returns when it is said, not when the person has chosen or the message has come to its end */
  async tell(key: ComposeKey, outcome: MessageOutcome, next: MessageNextSteps): Promise<void> {
    switch (outcome.kind) {
      case 'declined':
        return;
      case 'accepted': {
        next.onProgress?.(outcome.action);
        const followed = { ...key, actionId: outcome.action.id };
        this.#followed.add(followed);
        void this.#follow(followed, next, outcome.action);
        return;
      }
      case 'unknown':
        void this.#guarded(key, () => this.#tellUnknown(key, outcome, next));
        return;
      case 'refused': {
        const { error, field } = outcome;
        if (field !== undefined && next.correct) {
          await next.correct(field, error instanceof Error ? error.message : String(error));
          return;
        }
        await this.#tellFailure(
          key,
          vscode.l10n.t('The message was not sent, and what you typed is kept'),
          error,
          next.retry,
        );
      }
    }
  }

  /** Goes on following a message that another place has followed so far. */
  followOn(message: FollowedMessage, next: MessageNextSteps): void {
    this.#followed.add(message);
    void this.#follow(message, next);
  }

  /** Goes on following what was followed when the window was closed. @param retry asks for the message again */
  resume(retry: (key: ComposeKey) => Promise<void>): void {
    for (const { accountId, conversationId, actionId } of this.#followed.all()) {
      const key = { accountId, conversationId };
      void this.#follow({ ...key, actionId }, { retry: () => retry(key) });
    }
  }

  dispose(): void {
    this.#closing.abort();
  }

  async #follow(message: FollowedMessage, next: MessageNextSteps, known?: Action): Promise<void> {
    const { actionId, ...key } = message;
    const again = () => {
      this.#followed.add(message);
      return this.#follow(message, next);
    };
    try {
      const last = await this.#watch(message, next, known);
      this.#followed.remove(message);
      void this.#guarded(key, () => this.#tellEnd(key, last, next, again));
    } catch (error) {
      // The window closes: the next one goes on.
      if (this.#closing.signal.aborted) return;
      this.#followed.remove(message);
      if (isCancelled(error)) return void this.#guarded(key, () => tellUnwatched(again));
      await this.#tellFailure(
        key,
        vscode.l10n.t('Twilio has taken the message, but what became of it could not be read'),
        error,
        again,
      );
    }
  }

  /** @throws ApiError `cancelled` when the person has seen enough */
  #watch({ actionId, ...key }: FollowedMessage, next: MessageNextSteps, known?: Action): Thenable<Action> {
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Twilio is sending the message'),
        cancellable: true,
      },
      async (progress, token) => {
        const enough = new AbortController();
        token.onCancellationRequested(() => enough.abort());
        const show = (action: Action) => {
          progress.report({
            message: [action.related?.['messageSid'], action.status].filter(Boolean).join(' · '),
          });
        };
        if (known) show(known);
        return this.#messages.follow(key, known ?? actionId, {
          signal: AbortSignal.any([enough.signal, this.#closing.signal]),
          onProgress: (action) => {
            show(action);
            next.onProgress?.(action);
          },
        });
      },
    );
  }

  async #tellEnd(
    key: ComposeKey,
    action: Action,
    next: MessageNextSteps,
    again: () => Promise<void>,
  ): Promise<void> {
    switch (action.status) {
      case 'COMPLETED':
        return this.#tellSent(key, action);
      case 'FAILED':
        return this.#tellFailed(action, next);
      default:
        return tellPending(action, again);
    }
  }

  async #tellSent(key: ComposeKey, { related }: Action): Promise<void> {
    const { messageSid, communicationId } = related ?? {};
    const show = vscode.l10n.t('Show');
    const copySid = vscode.l10n.t('Copy Message SID');
    const chosen = await vscode.window.showInformationMessage(
      messageSid === undefined
        ? vscode.l10n.t('Twilio has sent the message. Its delivery shows on the timeline.')
        : vscode.l10n.t('Twilio has sent the message, {0}. Its delivery shows on the timeline.', messageSid),
      show,
      ...(messageSid === undefined ? [] : [copySid]),
    );
    if (chosen === show) await this.#services.openTimeline(key, communicationId);
    if (chosen === copySid && messageSid !== undefined) await vscode.env.clipboard.writeText(messageSid);
  }

  async #tellFailed({ id, failureReason }: Action, { retry }: MessageNextSteps): Promise<void> {
    const edit = vscode.l10n.t('Edit and Send Again…');
    const copyId = vscode.l10n.t('Copy Action ID');
    const reason = failureReason?.trim() ?? '';
    const advice = failureAdvice(reason, vscode.l10n);
    const shown = hideAddresses(reason, this.#services.privacy.masker);
    const chosen = await vscode.window.showErrorMessage(
      reason === ''
        ? vscode.l10n.t('Twilio did not send the message, and does not say why. {0}', advice)
        : vscode.l10n.t(
            'Twilio did not send the message: {0} {1}',
            /[.!?]$/.test(shown) ? shown : `${shown}.`,
            advice,
          ),
      edit,
      copyId,
    );
    if (chosen === edit) await retry();
    if (chosen === copyId) await vscode.env.clipboard.writeText(id);
  }

  async #tellUnknown(
    key: ComposeKey,
    outcome: Extract<MessageOutcome, { kind: 'unknown' }>,
    next: MessageNextSteps,
  ): Promise<void> {
    const look = vscode.l10n.t('Look');
    const openLog = vscode.l10n.t('Open Log');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'It is unknown whether Twilio sends the message: the connection was lost after the request. It was not repeated. Look before you send it again.',
      ),
      look,
      openLog,
    );
    if (chosen === openLog) await this.#services.notifier.carryOut('openLog');
    if (chosen === look) await this.#look(key, outcome, next);
  }

  async #look(
    key: ComposeKey,
    outcome: Extract<MessageOutcome, { kind: 'unknown' }>,
    next: MessageNextSteps,
  ): Promise<void> {
    const found = await vscode.window.withProgress(
      {
        // In the status bar: a notification of its own would move the others while they are read.
        location: vscode.ProgressLocation.Window,
        title: vscode.l10n.t('Looking for the message in the conversation…'),
      },
      () => this.#messages.look(key, outcome.body, outcome.since),
    );
    const latest = found.at(-1);
    if (latest) {
      const at = fullTime(latest.createdAt);
      return tellFound(
        this.#services,
        this.#sender,
        key,
        latest,
        found.length === 1
          ? vscode.l10n.t('It was sent: the conversation has it, created {0}.', at)
          : vscode.l10n.t(
              'The conversation has {0} such messages; the latest was created {1}.',
              found.length,
              at,
            ),
      );
    }
    const lookAgain = vscode.l10n.t('Look Again');
    const edit = vscode.l10n.t('Edit and Send Again…');
    const then = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The conversation has no such message. Twilio may take some seconds to send one: look again before you send it again.',
      ),
      lookAgain,
      edit,
    );
    if (then === lookAgain) await this.#look(key, outcome, next);
    if (then === edit) await next.retry();
  }

  async #tellFailure(
    key: ComposeKey,
    what: string,
    error: unknown,
    retry: () => Promise<void>,
  ): Promise<void> {
    const { account } = await this.#sender.session(key.accountId).catch(() => ({ account: undefined }));
    const circumstance = { what, sandbox: account?.sandbox ?? false, account };
    void this.#services.notifier.showFailure(error, circumstance, () => this.#guarded(key, retry));
  }

  /** What a button does may fail as well. */
  async #guarded(key: ComposeKey, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      await this.#tellFailure(key, vscode.l10n.t('That did not work for the message to be sent'), error, act);
    }
  }
}

async function tellPending(action: Action, again: () => Promise<void>): Promise<void> {
  const lookAgain = vscode.l10n.t('Look Again');
  const copyId = vscode.l10n.t('Copy Action ID');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Twilio has taken the message and is not done with it after {0} min: its action is still {1}. Do not send it again before you know.',
      LONGEST_WAIT_MS / 60_000,
      action.status,
    ),
    lookAgain,
    copyId,
  );
  if (chosen === lookAgain) await again();
  if (chosen === copyId) await vscode.env.clipboard.writeText(action.id);
}

async function tellUnwatched(again: () => Promise<void>): Promise<void> {
  const lookAgain = vscode.l10n.t('Look Again');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The message is not followed any more. That does not stop Twilio from sending it.'),
    lookAgain,
  );
  if (chosen === lookAgain) await again();
}
