import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import type { StatusCallback } from '../api/resources.ts';
import { conversationTitle, shortId } from '../platform/display.ts';
import { redactedUrl } from '../platform/redactedUrl.ts';
import type { Session } from '../platform/session.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { runWizard, type StepUi } from '../platform/wizard.ts';
import { CallbackJournal, type KeptChange } from './callbackJournal.ts';
import { MOST_CALLBACKS, methodOf, sameCallbacks, takenBack, withCallback } from './callbackList.ts';
import { type Reach, reachOf } from './reach.ts';
import type { Receiving } from './receiving.ts';
import type { ConversationKey, WebhookServices } from './services.ts';

/** What has status callbacks. */
interface Target {
  kind: 'configuration' | 'conversation';
  id: string;
  /** As people call it; not hidden. */
  name: string;
  callbacks: readonly StatusCallback[];
}

interface SetDraft {
  target?: Target;
  url?: string;
  /** The place of the callback that it takes the place of; -1 to add it. */
  place?: number;
}

/** By then an extension host has ended whose window was closed. */
const ENDS_WITHIN_MS = 20_000;

/** Writes the receiver's URL into a configuration or a conversation, and puts back what was there. */
export class CallbackSetter implements vscode.Disposable {
  readonly #services: WebhookServices;
  readonly #receiving: Receiving;
  readonly #journal: CallbackJournal;
  #own: readonly KeptChange[] = [];
  #looksAgain: NodeJS.Timeout | undefined;

  /** @param isAlive whether a process still runs, by its id */
  constructor(services: WebhookServices, receiving: Receiving, isAlive?: (pid: number) => boolean) {
    this.#services = services;
    this.#receiving = receiving;
    this.#journal = new CallbackJournal(services.secrets, services.state, isAlive);
  }

  /** So many changes of this window are to be put back when the receiver stops. */
  get changes(): number {
    return this.#own.length;
  }

  /** Asks where and what, shows before and after, and writes it. @returns whether it was written */
  async set(key: ConversationKey | undefined): Promise<boolean> {
    const { sessions, privacy, guard } = this.#services;
    const session = key ? await sessions.of(key.accountId) : await sessions.active();
    if (!session) throw new SignedOutError();
    const draft = await runWizard<SetDraft>(
      vscode.l10n.t('Set as Status Callback'),
      {},
      ({ target }) => [
        async (answers, ui) => {
          answers.target = await this.#askTarget(ui, session, key);
        },
        async (answers, ui) => {
          answers.url = await this.#askUrl(ui, session);
        },
        ...(target && target.callbacks.length > 0
          ? [
              async (answers: SetDraft, ui: StepUi) => {
                answers.place = await askPlace(ui, target);
              },
            ]
          : []),
      ],
      'first',
      privacy.masker,
    );
    const { target, url, place = -1 } = draft ?? {};
    if (!target || url === undefined) return false;
    const after = withCallback(target.callbacks, { url, method: 'POST' }, place < 0 ? undefined : place);
    if (sameCallbacks(after, target.callbacks) || target.callbacks.some((other) => other.url === url)) {
      this.#receiving.learnConfigured(session.account.id, [url]);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('“{0}” calls this URL already: nothing was changed.', this.#shownName(target)),
      );
      return false;
    }
    if (!(await this.#confirm(session, target, after))) return false;
    if (!(await guard.confirm(session.account))) return false;
    const change: KeptChange = {
      accountId: session.account.id,
      target: { kind: target.kind, id: target.id, name: target.name },
      before: [...target.callbacks],
      after,
      pid: process.pid,
      at: Date.now(),
    };
    // Before it is written: should this window die, the next one knows what was there.
    const { kept, earlier } = await this.#journal.keep(change);
    this.#receiving.learnConfigured(session.account.id, [url]);
    try {
      await this.#write(session, change.target, after);
    } catch (error) {
      if (isRefused(error)) await this.#journal.forget(kept, earlier);
      else this.#remember(kept);
      throw error;
    }
    this.#remember(kept);
    const words = [
      vscode.l10n.t('“{0}” calls this receiver now.', this.#shownName(target)),
      ...(target.kind === 'configuration'
        ? [
            vscode.l10n.t(
              'Conversations that are made from now on call it; those that exist keep the callbacks they were made with.',
            ),
          ]
        : []),
      vscode.l10n.t('What was there is put back when the receiver is stopped.'),
    ];
    void vscode.window.showInformationMessage(words.join(' '));
    return true;
  }

  /** Puts everything back that this window has changed. @returns how many were; throws what the first failure was */
  async restoreOwn(): Promise<number> {
    const changes = this.#own;
    const count = await this.#restore(changes);
    void this.#offerToClean(changes);
    return count;
  }

  /**
   * Offers to put back what windows have left that are no more.
   * @param even also what a window seems to hold that lives: the person has asked for it
   * @returns whether there was anything
   */
  async takeUp(even = false): Promise<boolean> {
    const others = (await this.#journal.all()).filter(({ pid }) => pid !== process.pid);
    const left = even ? others : await this.#journal.left();
    if (left.length === 0) {
      // The host of a window that was reloaded takes a moment to end.
      if (others.length > 0 && !even && !this.#looksAgain) {
        this.#looksAgain = setTimeout(() => void this.takeUp().catch(() => undefined), ENDS_WITHIN_MS);
        this.#looksAgain.unref();
      }
      return false;
    }
    const putBack = vscode.l10n.t('Put Back');
    const keep = vscode.l10n.t('Leave as They Are');
    const names = left.map(({ target }) => `“${this.#shownName(target)}”`).join(', ');
    const chosen = await vscode.window.showWarningMessage(
      even
        ? vscode.l10n.t(
            'Status callbacks lead to the webhook receiver of another window: {0}. Put back what was there before?',
            names,
          )
        : vscode.l10n.t(
            'Status callbacks still lead to a webhook receiver of a window that is gone: {0}. Put back what was there before?',
            names,
          ),
      putBack,
      keep,
    );
    if (chosen === keep) for (const change of left) await this.#journal.forget(change);
    if (chosen !== putBack) return true;
    const count = await this.#restore(left);
    if (count < left.length) return true;
    void vscode.window.showInformationMessage(
      count === 1
        ? vscode.l10n.t('The status callbacks are as they were before.')
        : vscode.l10n.t('The status callbacks of {0} are as they were before.', names),
    );
    return true;
  }

  /**
   * Conversations keep the callbacks that they were made with: those that were made meanwhile would go on calling a
   * receiver that is off. Offers to take it out there, as far as they are known here.
   */
  async #offerToClean(changes: readonly KeptChange[]): Promise<void> {
    const { notifier, sessions, guard, loaded } = this.#services;
    const left = changes
      .filter(({ target }) => target.kind === 'configuration')
      .flatMap(({ accountId, target, before, after }) => {
        const ours = after.filter(({ url }) => !before.some((other) => other.url === url));
        return loaded(accountId)
          .filter(({ configurationId, status }) => configurationId === target.id && status !== 'CLOSED')
          .filter(({ configuration }) => isAmong(configuration?.statusCallbacks, ours))
          .map(({ id }) => ({ accountId, id, ours }));
      });
    if (left.length === 0) return;
    const takeOut = vscode.l10n.t('Take It Out There');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} conversations that were made meanwhile keep the receiver’s URL among their status callbacks.',
        left.length,
      ),
      takeOut,
    );
    if (chosen !== takeOut) return;
    try {
      for (const { accountId, id, ours } of left) {
        const session = await sessions.of(accountId);
        if (!session || !(await guard.confirm(session.account))) return;
        const target = { kind: 'conversation' as const, id, name: '' };
        const now = await this.#callbacksOf(session, target);
        const without = now.filter(({ url }) => !ours.some((other) => other.url === url));
        if (without.length < now.length) await this.#write(session, target, without);
      }
    } catch (error) {
      void notifier.showFailure(error, {
        what: vscode.l10n.t('Could not take the receiver’s URL out of every conversation'),
      });
    }
  }

  dispose(): void {
    clearTimeout(this.#looksAgain);
  }

  async #restore(changes: readonly KeptChange[]): Promise<number> {
    let done = 0;
    let failure: unknown;
    for (const change of changes) {
      try {
        if (!(await this.#restoreOne(change))) continue;
        done++;
        await this.#journal.forget(change);
        this.#own = this.#own.filter((other) => other !== change);
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
    return done;
  }

  /** @returns false where the person would not have the live account changed */
  async #restoreOne(change: KeptChange): Promise<boolean> {
    const session = await this.#services.sessions.of(change.accountId);
    if (!session) {
      throw new SignedOutError(
        vscode.l10n.t(
          'You are signed out of the account that “{0}” belongs to',
          this.#shownName(change.target),
        ),
      );
    }
    // Of what this window changed it was asked then, and is not asked again.
    if (!(await this.#services.guard.confirm(session.account))) return false;
    try {
      const now = await this.#callbacksOf(session, change.target);
      const back = takenBack(now, change, MOST_CALLBACKS[change.target.kind]);
      if (back) await this.#write(session, change.target, back);
    } catch (error) {
      // Deleted meanwhile: nothing calls here any more. A sandbox that was started anew knows nothing of it.
      if (isApiError(error) && error.kind === 'status' && error.status === 404) return true;
      throw error;
    }
    return true;
  }

  async #callbacksOf({ client }: Session, { kind, id }: KeptChange['target']): Promise<StatusCallback[]> {
    if (kind === 'configuration') return (await client.fetchConfiguration(id)).statusCallbacks ?? [];
    return (await client.fetchConversation(id)).configuration?.statusCallbacks ?? [];
  }

  #write(
    { client, account }: Session,
    { kind, id, name }: KeptChange['target'],
    statusCallbacks: StatusCallback[],
  ): Thenable<void> {
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Changing the status callbacks of “{0}”…', this.#shownName({ kind, id, name })),
      },
      async () => {
        if (kind === 'conversation') {
          await client.patchConversation(id, { configuration: { statusCallbacks } });
          this.#services.changed({ accountId: account.id, conversationId: id });
          return;
        }
        const operation = await client.patchConfiguration(id, {
          statusCallbacks: statusCallbacks.length > 0 ? statusCallbacks : null,
        });
        await client.waitForOperation(operation);
      },
    );
  }

  #remember(change: KeptChange): void {
    const { accountId, target } = change;
    this.#own = [
      ...this.#own.filter((other) => other.accountId !== accountId || other.target.id !== target.id),
      change,
    ];
  }

  async #askTarget(
    ui: StepUi,
    { client, account }: Session,
    key: ConversationKey | undefined,
  ): Promise<Target> {
    const read = async () => {
      const [conversation, { items }] = await Promise.all([
        key ? client.fetchConversation(key.conversationId) : undefined,
        client.configurationPage({ pageSize: 100 }),
      ]);
      const targets: Target[] = [
        ...(conversation
          ? [
              {
                kind: 'conversation' as const,
                id: conversation.id,
                name: conversationTitle(conversation),
                callbacks: conversation.configuration?.statusCallbacks ?? [],
              },
            ]
          : []),
        ...items.map((configuration) => ({
          kind: 'configuration' as const,
          id: configuration.id,
          name: configuration.displayName,
          callbacks: configuration.statusCallbacks ?? [],
        })),
      ];
      this.#receiving.learnConfigured(
        account.id,
        targets.flatMap(({ callbacks }) => callbacks.map(({ url }) => url)),
      );
      if (targets.length === 0) throw new Error(vscode.l10n.t('The account has no configurations.'));
      return targets.map((target) => ({
        label: this.#shownName(target),
        description:
          target.kind === 'configuration'
            ? vscode.l10n.t('configuration: for conversations made from now on')
            : vscode.l10n.t('this conversation'),
        detail:
          target.callbacks.length === 0
            ? vscode.l10n.t('No status callbacks yet')
            : target.callbacks.map(shownCallback).join('  ·  '),
        iconPath: new vscode.ThemeIcon(
          target.kind === 'configuration' ? 'settings-gear' : 'comment-discussion',
        ),
        target,
      }));
    };
    const { target } = await ui.pick({
      placeholder: vscode.l10n.t('What is to call this receiver?'),
      items: read(),
    });
    return target;
  }

  async #askUrl(ui: StepUi, { account }: Session): Promise<string> {
    const own = this.#receiving.urlOf(account.id);
    const external = await this.#receiving.externalUrlOf(account.id).catch(() => undefined);
    if (own === undefined) throw new Error(vscode.l10n.t('The receiver has no path for this account.'));
    const usable = (url: string | undefined): url is string =>
      url !== undefined && (account.sandbox || reachOf(url) === 'public');
    const offered = [...new Set([...(account.sandbox ? [own] : []), external])].filter(usable);
    const other = { label: vscode.l10n.t('Another URL…'), alwaysShow: true, url: undefined };
    if (offered.length > 0) {
      const chosen = await ui.pick({
        placeholder: vscode.l10n.t('URL that is to be called'),
        items: [
          ...offered.map((url) => ({
            label: url,
            description:
              url === own
                ? vscode.l10n.t('on this machine: the sandbox needs no tunnel')
                : vscode.l10n.t('forwarded by the editor'),
            url,
          })),
          {
            ...other,
            detail: vscode.l10n.t('Such as a tunnel’s: with the path {0}', new URL(own).pathname),
          },
        ],
      });
      if (chosen.url !== undefined) return chosen.url;
    }
    const path = new URL(own).pathname;
    const url = await ui.text({
      prompt: vscode.l10n.t(
        'Public https URL that leads to {0}: forward that port in the Ports view and make it public, or use a tunnel. Its path has to be {1}.',
        new URL(own).origin,
        path,
      ),
      placeholder: `https://….example.com${path}`,
      validate: (text) => {
        const complaint = reachComplaint(reachOf(text.trim()), account.sandbox);
        if (complaint !== undefined) return complaint;
        return new URL(text.trim()).pathname.endsWith(path)
          ? undefined
          : vscode.l10n.t('Its path has to be {0}, so that it is known whose callbacks these are.', path);
      },
    });
    return url.trim();
  }

  async #confirm({ account }: Session, target: Target, after: readonly StatusCallback[]): Promise<boolean> {
    const set = vscode.l10n.t('Set Status Callback');
    const listed = (callbacks: readonly StatusCallback[]) =>
      callbacks.length === 0
        ? `   ${vscode.l10n.t('none')}`
        : callbacks.map((callback) => `   ${shownCallback(callback)}`).join('\n');
    const gone = target.callbacks.filter(({ url }) => !after.some((other) => other.url === url));
    const detail = [
      vscode.l10n.t('Before:'),
      listed(target.callbacks),
      vscode.l10n.t('After:'),
      listed(after),
      '',
      ...(gone.length > 0
        ? [vscode.l10n.t('{0} hears nothing more until it is put back.', gone.map(shownCallback).join(', '))]
        : []),
      vscode.l10n.t('What was there is put back when the receiver is stopped.'),
      ...(account.sandbox
        ? []
        : [vscode.l10n.t('This is the live account {0} ({1}).', account.label, account.accountSid)]),
    ].join('\n');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Change the status callbacks of “{0}”?', this.#shownName(target)),
      { modal: true, detail },
      set,
    );
    return chosen === set;
  }

  #shownName({ kind, id, name }: Pick<Target, 'kind' | 'id' | 'name'>): string {
    // What an account has set up is nobody's name.
    return kind === 'configuration' ? name : this.#services.privacy.masker.title(name, id) || shortId(id);
  }
}

function isAmong(callbacks: readonly StatusCallback[] | undefined, ours: readonly StatusCallback[]): boolean {
  return (callbacks ?? []).some(({ url }) => ours.some((other) => other.url === url));
}

function shownCallback(callback: StatusCallback): string {
  return `${methodOf(callback)} ${redactedUrl(callback.url)?.text ?? vscode.l10n.t('(no URL)')}`;
}

async function askPlace(ui: StepUi, { kind, callbacks }: Target): Promise<number> {
  const most = MOST_CALLBACKS[kind];
  const { place } = await ui.pick({
    placeholder: vscode.l10n.t('There are status callbacks already'),
    items: [
      ...(callbacks.length < most
        ? [
            {
              label: `$(add) ${vscode.l10n.t('Add It')}`,
              detail: vscode.l10n.t('Those that are there go on; there may be {0}', most),
              place: -1,
            },
          ]
        : []),
      ...callbacks.map((callback, place) => ({
        label: `$(arrow-swap) ${vscode.l10n.t('Replace {0}', shownCallback(callback))}`,
        detail: vscode.l10n.t('It hears nothing until it is put back. This receiver can forward to it.'),
        place,
      })),
    ],
  });
  return place;
}

/** What is wrong with a URL as a status callback; undefined where nothing is. */
function reachComplaint(reach: Reach, sandbox: boolean): string | undefined {
  switch (reach) {
    case 'noUrl':
      return vscode.l10n.t('This is no http or https URL.');
    case 'credentials':
      return vscode.l10n.t(
        'Leave the user name and password out: everybody who sees the configuration reads them.',
      );
    case 'here':
    case 'private':
      return sandbox
        ? undefined
        : vscode.l10n.t('Twilio cannot reach this address: it leads to a private network.');
    case 'notHttps':
      return sandbox ? undefined : vscode.l10n.t('Twilio calls https only.');
    case 'public':
      return undefined;
  }
}

/** Whether the API has said that it did not change anything. */
function isRefused(error: unknown): boolean {
  return (
    isApiError(error) && error.kind === 'status' && (error.status ?? 0) >= 400 && (error.status ?? 0) < 500
  );
}
