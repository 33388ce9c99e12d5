import * as vscode from 'vscode';
import type { Communication } from '../api/resources.ts';
import { copyToClipboard } from '../platform/clipboard.ts';
import { PREFIX } from '../platform/commands.ts';
import { setContextKey } from '../platform/contextKeys.ts';
import { LogView } from '../platform/logView/logView.ts';
import { CallbackComparison } from './callbackComparison.ts';
import { CallbackNotes } from './callbackNotes.ts';
import { CallbackReplays } from './callbackReplays.ts';
import { CallbackSetter } from './callbackSetter.ts';
import { CallbackSource } from './callbackSource.ts';
import { Completeness } from './completeness.ts';
import { callbackCurl } from './curl.ts';
import { Freshness } from './freshness.ts';
import { learntFrom } from './learntFrom.ts';
import { reachOf } from './reach.ts';
import type { ForwardResult, ReceivedCallback } from './receiver/receivedCallback.ts';
import { Receiving } from './receiving.ts';
import type { CallbackNote, ConversationKey, WebhookServices } from './services.ts';
import { shownAnswer, shownCallbackBody } from './shownCallback.ts';
import { refusedWords } from './words.ts';

/** How often the status bar tells of news at most. */
const PACE_MS = 500;

/** For so long callbacks are gathered before the timelines hear of them. */
const LEARN_MS = 150;

/** What can be done without a callback, and the command that does it. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['start', 'startReceiver'],
  ['stop', 'stopReceiver'],
  ['show', 'showWebhooks'],
  ['setCallback', 'setStatusCallback'],
  ['restore', 'restoreStatusCallback'],
  ['copyUrl', 'copyReceiverUrl'],
  ['forward', 'forwardCallbacks'],
  ['token', 'setSigningToken'],
  ['reach', 'explainReachability'],
]);

/** Something of a conversation that is to be read again. */
interface Stale extends ConversationKey {
  /** The row in the side bar, what else the timeline shows, or one communication. */
  readonly part: 'row' | 'timeline' | { readonly communicationId: string };
}

/** The webhook receiver, for the editor: its view, its place in the status bar, and what can be done with callbacks. */
export class Webhooks implements vscode.Disposable {
  readonly #services: WebhookServices;
  readonly #item: vscode.StatusBarItem;
  readonly #receiving: Receiving;
  readonly #source: CallbackSource;
  readonly #view: LogView<ReceivedCallback>;
  readonly #notes = new CallbackNotes();
  readonly #complete = new Completeness();
  readonly #setter: CallbackSetter;
  readonly #replays: CallbackReplays;
  readonly #comparison: CallbackComparison;
  readonly #stale: Freshness<Stale>;
  readonly #disposables: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  /** By account: what signed callbacks said of communications and the timelines do not know yet. */
  readonly #learnt = new Map<string, Communication[]>();
  #learning: NodeJS.Timeout | undefined;

  constructor(services: WebhookServices, item: vscode.StatusBarItem) {
    this.#services = services;
    this.#item = item;
    this.#receiving = new Receiving(services, {
      taken: (callback) => this.#take(callback),
      refused: () => this.#showSoon(),
    });
    this.#setter = new CallbackSetter(services, this.#receiving);
    this.#source = new CallbackSource({
      masker: () => services.privacy.masker,
      loaded: services.loaded,
      forwardTo: (accountId) => this.#receiving.forwardTo(accountId),
      origin: () => this.#receiving.running?.origin,
      judgedAgain: (callback) => this.#receiving.running?.judgeAgain(callback) ?? callback,
      severalAccounts: () => this.#receiving.accounts.length > 1,
      changed: () => this.#setter.changes,
      act: (act, callback) => this.#act(act, callback),
    });
    this.#view = new LogView(services.extensionUri, this.#source, (error) => this.#failed(error));
    this.#replays = new CallbackReplays(this.#receiving, (callback, result) =>
      this.#replayed(callback, result),
    );
    this.#comparison = new CallbackComparison(services, () => {
      const { log } = this.#source;
      const complete = this.#complete.since(log.records, (id) => log.isPinned(id));
      const { since, until } = this.#receiving;
      return { callbacks: log.records, since: Math.max(since, complete), until };
    });
    this.#stale = new Freshness({
      keyOf: (what) => JSON.stringify(what),
      refresh: (what) => void this.#readAgain(what).catch(() => undefined),
    });
    this.#disposables = vscode.Disposable.from(
      this.#receiving,
      this.#view,
      this.#setter,
      this.#replays,
      this.#comparison,
      this.#receiving.onDidChange(() => this.#changed()),
      services.privacy.onDidChange(() => this.#view.refresh()),
    );
    this.#show();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view.resolveWebviewView(view);
  }

  /** What was received about a communication, in order of arrival. */
  about(accountId: string, communicationId: string): readonly CallbackNote[] {
    return this.#notes.about(accountId, communicationId);
  }

  get running(): boolean {
    return this.#receiving.running !== undefined;
  }

  /** The callbacks, for whoever diagnoses a conversation. */
  get comparison(): CallbackComparison {
    return this.#comparison;
  }

  /** The latest callbacks, the newest first. */
  recent(most: number): readonly ReceivedCallback[] {
    return this.#source.log.records.slice(-most).reverse();
  }

  /** Starts the receiver and shows what comes. */
  async start(): Promise<void> {
    await this.#receiving.start();
    await this.show();
  }

  /** Puts back what was changed, and stops the receiver, also where that fails: it can be put back later. */
  async stop(): Promise<void> {
    try {
      const count = await this.#setter.restoreOwn();
      if (count > 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The status callbacks are as they were before.'),
        );
      }
    } catch (error) {
      void this.#services.notifier.showFailure(
        error,
        { what: vscode.l10n.t('The receiver is off, but status callbacks could not be put back') },
        () => vscode.commands.executeCommand(`${PREFIX}.restoreStatusCallback`),
      );
    } finally {
      await this.#receiving.stop();
    }
  }

  /** Shows the view. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${PREFIX}.webhooks.focus`);
  }

  /** Shows the last callback about a communication. */
  async showAbout(accountId: string, communicationId: string): Promise<void> {
    await this.show();
    const id = this.#notes.lastRecord(accountId, communicationId);
    if (id !== undefined) this.#view.reveal(id);
  }

  /** What the status bar's place opens: starts it, or lists what can be done. */
  async menu(): Promise<void> {
    const { running } = this.#receiving;
    if (!running) return this.start();
    const item = (icon: string, label: string, act: string, detail?: string) => ({
      label: `$(${icon}) ${label}`,
      act,
      ...(detail === undefined ? {} : { detail }),
    });
    const chosen = await vscode.window.showQuickPick(
      [
        item('list-flat', vscode.l10n.t('Show Webhooks'), 'show'),
        item('link', vscode.l10n.t('Set as Status Callback…'), 'setCallback'),
        item('forward', vscode.l10n.t('Forward to My App…'), 'forward', await this.#forwardDetail()),
        item('copy', vscode.l10n.t('Copy URL'), 'copyUrl'),
        ...(this.#setter.changes > 0
          ? [item('discard', vscode.l10n.t('Put Status Callbacks Back'), 'restore')]
          : []),
        item('key', vscode.l10n.t('Signing Auth Token…'), 'token'),
        item('question', vscode.l10n.t('How Is It Reached from Outside?'), 'reach'),
        item('debug-stop', vscode.l10n.t('Stop the Receiver'), 'stop'),
      ],
      {
        title: vscode.l10n.t('Webhook Receiver'),
        placeHolder: vscode.l10n.t('Listening on {0}', running.origin),
      },
    );
    if (chosen) await this.#act(chosen.act, undefined);
  }

  async copyUrl(): Promise<void> {
    await this.#receiving.start();
    const account = await this.#account();
    const url =
      account && (account.sandbox ? this.#receiving.urlOf(account.id) : await this.#externalUrl(account.id));
    if (url === undefined) return;
    await copyToClipboard(url);
    if (account?.sandbox || reachOf(url) === 'public') return;
    const how = vscode.l10n.t('How Is It Reached from Outside?');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('Copied {0}. Twilio cannot reach this URL: it leads to this machine only.', url),
      how,
    );
    if (chosen === how) await this.explainReachability();
  }

  async setStatusCallback(key: ConversationKey | undefined): Promise<void> {
    await this.#receiving.start();
    const done = await this.#setter.set(key);
    this.#changed();
    if (done) await this.show();
  }

  /** Puts back what this window changed, and offers to for what others have left. */
  async restore(): Promise<void> {
    const count = await this.#setter.restoreOwn();
    this.#changed();
    if (count > 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The status callbacks are as they were before.'),
      );
      return;
    }
    if (!(await this.#setter.takeUp(true))) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('No status callbacks of this window are to be put back'),
        3_000,
      );
    }
  }

  /** Looks after what a window has left that died. */
  async takeUp(): Promise<void> {
    await this.#setter.takeUp();
  }

  async forward(): Promise<void> {
    const account = await this.#account();
    if (!account) return;
    await this.#receiving.start();
    const url = await this.#replays.askUrl(account.id);
    if (url === undefined) return;
    await this.#receiving.setForward(account.id, url === '' ? undefined : url);
    vscode.window.setStatusBarMessage(
      url === ''
        ? vscode.l10n.t('Callbacks are not forwarded')
        : vscode.l10n.t('Callbacks are forwarded to {0}', new URL(url).host),
      3_000,
    );
  }

  /** Asks for the auth token that callbacks of the active account are checked with, or forgets it. */
  async setToken(accountId?: string): Promise<void> {
    const account = await this.#account(accountId);
    if (!account) return;
    const tokens = await this.#services.tokens();
    const all = await tokens.of(account.id);
    const kept = await tokens.isKept(account.id);
    if (kept) {
      const anew = vscode.l10n.t('Enter Another…');
      const forget = vscode.l10n.t('Remove');
      const chosen = await vscode.window.showInformationMessage(
        vscode.l10n.t('The auth token of {0} is kept, to check signatures with.', account.label),
        { modal: true },
        anew,
        forget,
      );
      if (chosen === forget) await tokens.forget(account.id);
      if (chosen !== anew) return;
    } else if (all.some(({ expected }) => expected)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Signatures of {0} are checked with the auth token that it is signed in to by.',
          account.label,
        ),
      );
      return;
    }
    if (await tokens.ask(account.id)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Signatures of {0} are checked from now on.', account.label),
      );
    }
  }

  /** Says how a callback gets here from outside, with the URL to paste. */
  async explainReachability(): Promise<void> {
    const { origin, port } = await this.#receiving.start();
    const account = await this.#account();
    if (!account) return;
    const external = await this.#externalUrl(account.id);
    const isPublic = external !== undefined && reachOf(external) === 'public';
    const copy = vscode.l10n.t('Copy URL');
    const ports = vscode.l10n.t('Open Ports View');
    const lines = [
      vscode.l10n.t('The receiver listens on this machine only: {0}', origin),
      vscode.l10n.t('The sandbox runs here too and calls it directly: no tunnel is needed.'),
      vscode.l10n.t(
        'Twilio needs a public https URL that leads here. In the Ports view forward port {0} and set its visibility to Public; or start a tunnel, such as “ngrok http {0}” or “cloudflared tunnel --url {1}”.',
        port,
        origin,
      ),
      vscode.l10n.t('Its path has to be {0}.', new URL(this.#receiving.urlOf(account.id) ?? origin).pathname),
      vscode.l10n.t(
        'Then choose “Set as Status Callback…”: it asks for that URL, writes it, and puts back what was there when the receiver stops.',
      ),
      ...(isPublic ? [vscode.l10n.t('The editor forwards it already: {0}', external)] : []),
    ];
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('How callbacks reach the receiver'),
      { modal: true, detail: lines.join('\n\n') },
      copy,
      ports,
    );
    if (chosen === copy) await this.copyUrl();
    if (chosen === ports) await vscode.commands.executeCommand('~remote.forwardedPorts.focus');
  }

  async replayEdited(): Promise<void> {
    await this.#receiving.start();
    await this.#replays.replayEdited();
  }

  /** Compares a conversation's callbacks with the API. */
  async compare(key: ConversationKey | undefined): Promise<void> {
    if (this.#receiving.since === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Start the webhook receiver first: nothing was received in this window yet.'),
      );
      return;
    }
    if (key) await this.#comparison.show(key);
    else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Select a conversation or open its timeline first.'),
      );
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#learning);
    this.#stale.dispose();
    this.#disposables.dispose();
  }

  async #act(act: string, callback: ReceivedCallback | undefined): Promise<void> {
    if (callback) return this.#actOn(act, callback);
    // By command: what goes wrong is then told as it is from the palette, with a way to try again.
    const command = COMMANDS.get(act);
    if (command !== undefined) await vscode.commands.executeCommand(`${PREFIX}.${command}`);
    if (act === 'replayShown') {
      await this.#receiving.start();
      await this.#replays.replayAll([...this.#source.log.shown]);
    }
  }

  async #actOn(act: string, callback: ReceivedCallback): Promise<void> {
    const { event, account, request } = callback;
    const { masker } = this.#services.privacy;
    const conversationId = event?.conversationId;
    switch (act) {
      case 'openTimeline':
        if (conversationId !== undefined) {
          const communicationId = event?.resource?.kind === 'communication' ? event.resource.id : undefined;
          await this.#services.openTimeline({ accountId: account.id, conversationId }, communicationId);
        }
        return;
      case 'replay':
        await this.#receiving.start();
        return this.#replays.replay(callback);
      case 'editAndReplay':
        if (this.#isHidden()) return;
        return this.#replays.edit(callback);
      case 'copyCurl': {
        if (this.#isHidden()) return;
        const to = this.#receiving.forwardTo(account.id);
        const token = this.#receiving.tokensOf(account.id).find(({ expected }) => expected)?.token;
        const origin = this.#receiving.running?.origin ?? `http://${request.headers.host ?? '127.0.0.1'}`;
        await copyToClipboard(callbackCurl(callback, { to, token, origin }), vscode.l10n.t('Copied as cURL'));
        return;
      }
      case 'checkSignature':
        await vscode.commands.executeCommand(`${PREFIX}.checkSignature`, { accountId: account.id, request });
        return;
      case 'compare':
        if (conversationId !== undefined) await this.compare({ accountId: account.id, conversationId });
        return;
      case 'enterToken':
        return this.setToken(account.id);
      case 'openBody':
        return openText(shownCallbackBody(request.body, masker));
      case 'openAnswer':
        if (callback.forwarded) await openText(shownAnswer(callback.forwarded.body, masker));
        return;
    }
  }

  /** What is made of a request with hidden words would not be the request any more: says so. */
  #isHidden(): boolean {
    if (!this.#services.privacy.masked) return false;
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Personal data is hidden at present, and this shows all of the request. Show personal data first.',
      ),
    );
    return true;
  }

  #take(callback: ReceivedCallback): void {
    const isNew = this.#source.log.get(callback.id) === undefined;
    this.#source.log.put(callback);
    this.#showSoon();
    if (!isNew) return;
    this.#complete.note(callback.receivedAt);
    this.#notes.note(callback);
    this.#passOn(callback);
  }

  /** Has the timelines and the tree know. Only what is signed is taken at its word. */
  #passOn(callback: ReceivedCallback): void {
    const { event, account } = callback;
    if (!event || event.conversationId === undefined) return;
    const key = { accountId: account.id, conversationId: event.conversationId };
    this.#stale.note({ ...key, part: 'row' });
    if (event.resource?.kind !== 'communication') {
      this.#stale.note({ ...key, part: 'timeline' });
      return;
    }
    const communication = learntFrom(callback);
    if (communication) this.#learnSoon(account.id, communication);
    else this.#stale.note({ ...key, part: { communicationId: event.resource.id } });
  }

  /** A timeline takes in hundreds at once as easily as one. */
  #learnSoon(accountId: string, communication: Communication): void {
    const learnt = this.#learnt.get(accountId);
    if (learnt) learnt.push(communication);
    else this.#learnt.set(accountId, [communication]);
    this.#learning ??= setTimeout(() => {
      this.#learning = undefined;
      const all = [...this.#learnt];
      this.#learnt.clear();
      for (const [id, communications] of all) this.#services.learn(id, communications);
    }, LEARN_MS);
  }

  async #readAgain({ part, ...key }: Stale): Promise<void> {
    if (part === 'row') return this.#services.changed(key);
    if (part === 'timeline') return this.#services.look(key);
    const { communicationId } = part;
    const session = await this.#services.sessions.of(key.accountId);
    const communication = await session?.client.fetchCommunication(key.conversationId, communicationId);
    if (communication) this.#services.learn(key.accountId, [communication]);
  }

  #replayed(callback: ReceivedCallback, result: ForwardResult): void {
    const known = this.#source.log.get(callback.id);
    if (!known) return;
    this.#source.noteReplay(callback.id, result);
    this.#source.log.put({ ...known, bytes: known.bytes + result.body.length });
  }

  #changed(): void {
    this.#view.refresh();
    this.#show();
  }

  #showSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, PACE_MS);
  }

  /** Says in the status bar how things stand. */
  #show(): void {
    const item = this.#item;
    const { running, refused, accounts } = this.#receiving;
    setContextKey('receiving', running !== undefined);
    if (!running) {
      item.text = `$(plug) ${vscode.l10n.t('Webhooks')}`;
      item.tooltip = vscode.l10n.t('The webhook receiver is off. Click to start it.');
      item.accessibilityInformation = { label: vscode.l10n.t('Twilio webhooks: off') };
      return;
    }
    item.text = `$(broadcast) ${vscode.l10n.t('Webhooks :{0}', running.port)} · ${running.received}`;
    item.accessibilityInformation = {
      label: vscode.l10n.t('Twilio webhooks: on, port {0}, {1} callbacks', running.port, running.received),
    };
    const tooltip = new vscode.MarkdownString();
    const lines = [
      vscode.l10n.t('Webhooks are received on {0}', running.origin),
      vscode.l10n.t('{0} callbacks so far', running.received),
      ...(refused
        ? [
            vscode.l10n.t(
              '{0} requests were turned away, the last {1}',
              refused.count,
              refusedWords(refused.last, vscode.l10n),
            ),
          ]
        : []),
      ...accounts
        .map(({ id, label }) => ({ label, to: this.#receiving.forwardTo(id) }))
        .filter(({ to }) => to !== undefined)
        .map(({ label, to }) => vscode.l10n.t('{0}: forwarded to {1}', label, to ?? '')),
    ];
    for (const line of lines) tooltip.appendText(line).appendMarkdown('\n\n');
    item.tooltip = tooltip;
  }

  async #forwardDetail(): Promise<string | undefined> {
    const account = await this.#account();
    const to = account && this.#receiving.forwardTo(account.id);
    return to === undefined ? undefined : vscode.l10n.t('To {0} at present', to);
  }

  async #externalUrl(accountId: string): Promise<string | undefined> {
    return this.#receiving.externalUrlOf(accountId).catch(() => this.#receiving.urlOf(accountId));
  }

  /** The account that is meant: the one that is named, or the active one. */
  async #account(accountId?: string) {
    const { sessions } = this.#services;
    const session = await (accountId === undefined ? sessions.active() : sessions.of(accountId));
    if (!session) void vscode.window.showInformationMessage(vscode.l10n.t('You are not signed in.'));
    return session?.account;
  }

  #failed(error: unknown): void {
    void this.#services.notifier.showFailure(error, { what: vscode.l10n.t('Could not do it') });
  }
}

async function openText({ language, text }: { language: string; text: string }): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content: text });
  await vscode.window.showTextDocument(document, { preview: true });
}
