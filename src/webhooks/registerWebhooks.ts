import * as vscode from 'vscode';
import { PREFIX, registerCommand } from '../platform/commands.ts';
import { Lazy } from '../platform/lazy.ts';
import { CHANGES_FLAG } from './callbackFlag.ts';
import type { CallbackNote, ConversationKey, WebhookServices } from './services.ts';
import type { Webhooks } from './webhooks.ts';

/** What the rest of the extension may ask of the webhooks. */
export interface RegisteredWebhooks extends vscode.Disposable {
  /** Loaded when it is first needed. */
  readonly webhooks: Lazy<Webhooks>;
  /** What was received about a communication. */
  about(accountId: string, communicationId: string): readonly CallbackNote[];
}

/**
 * Registers the webhook receiver: its place in the status bar, its view, its commands. All of it is loaded when it is
 * first used, and at the start of a window only where status callbacks are to be put back.
 * @param conversationOf the conversation that a command was started from
 */
export function registerWebhooks<Origin>(
  services: WebhookServices,
  conversationOf: (origin: Origin | undefined) => ConversationKey | undefined,
): RegisteredWebhooks {
  const { notifier, sessions, state } = services;
  const t = vscode.l10n.t;
  const item = vscode.window.createStatusBarItem(
    `${PREFIX}.webhooks`,
    vscode.StatusBarAlignment.Left,
    PRIORITY,
  );
  item.name = t('Twilio Webhooks');
  item.command = `${PREFIX}.webhooksMenu`;
  item.text = `$(plug) ${t('Webhooks')}`;
  item.tooltip = t('The webhook receiver is off. Click to start it.');
  const webhooks = new Lazy<Webhooks>(async () => {
    const { Webhooks } = await import('./webhooks.ts');
    return new Webhooks(services, item);
  });
  // Without an account there is nobody whose callbacks could come.
  const showItem = () =>
    services.accounts().then(
      ({ length }) => (length > 0 || webhooks.loaded?.running ? item.show() : item.hide()),
      () => undefined,
    );
  void showItem();
  if (state.get(CHANGES_FLAG)) {
    webhooks
      .get()
      .then((all) => all.takeUp())
      .catch((error) =>
        notifier.showFailure(error, { what: t('Could not look after the status callbacks') }),
      );
  }
  const command = (name: string, what: string, run: (all: Webhooks, origin?: Origin) => unknown) =>
    registerCommand(notifier, name, what, async (origin?: Origin) => run(await webhooks.get(), origin));
  const registrations = vscode.Disposable.from(
    webhooks,
    item,
    sessions.onDidChange(() => void showItem()),
    vscode.window.registerWebviewViewProvider(`${PREFIX}.webhooks`, {
      resolveWebviewView: async (view) => (await webhooks.get()).resolveWebviewView(view),
    }),
    command('webhooksMenu', t('Could not show what the receiver can do'), (all) => all.menu()),
    command('startReceiver', t('Could not start the webhook receiver'), (all) => all.start()),
    command('stopReceiver', t('Could not stop the webhook receiver'), (all) => all.stop()),
    command('showWebhooks', t('Could not show the webhooks'), (all) => all.show()),
    command('copyReceiverUrl', t('Could not copy the URL'), (all) => all.copyUrl()),
    command('setStatusCallback', t('Could not set the status callback'), (all, origin) =>
      all.setStatusCallback(conversationOf(origin)),
    ),
    command('restoreStatusCallback', t('Could not put the status callbacks back'), (all) => all.restore()),
    command('forwardCallbacks', t('Could not set where callbacks are forwarded to'), (all) => all.forward()),
    command('setSigningToken', t('Could not keep the auth token'), (all) => all.setToken()),
    command('explainReachability', t('Could not explain how the receiver is reached'), (all) =>
      all.explainReachability(),
    ),
    command('replayEdited', t('Could not replay it'), (all) => all.replayEdited()),
    command('compareCallbacks', t('Could not compare the callbacks with the API'), (all, origin) =>
      all.compare(conversationOf(origin)),
    ),
  );
  return {
    webhooks,
    about: (accountId, communicationId) => webhooks.loaded?.about(accountId, communicationId) ?? [],
    dispose: () => registrations.dispose(),
  };
}

/** Beside the account. */
const PRIORITY = 39;
