import * as vscode from 'vscode';
import { isApiError } from '../api/errors.ts';
import type { Communication } from '../api/resources.ts';
import { copyToClipboard } from '../platform/clipboard.ts';
import { channelsOf, conversationTitle } from '../platform/display.ts';
import type { Explanation } from '../platform/explain.ts';
import type { Masker } from '../platform/masking.ts';
import type { Notifier } from '../platform/notifier.ts';
import { remedyLabel } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import type { ResourceRef } from '../platform/resourceRef.ts';
import type { Session, SessionSource } from '../platform/session.ts';
import { shownParticipant, shownTitle } from '../platform/shown.ts';
import { SignedOutError } from '../platform/signedOut.ts';
import { webviewPage } from '../platform/webview/webviewPage.ts';
import { ComposeFeature } from './compose/composeFeature.ts';
import { lookFailed, outcomeWords } from './compose/composeWords.ts';
import type { ComposeDesk } from './compose/desk.ts';
import { DetailsFeature } from './details/detailsFeature.ts';
import type { ShownTimeline } from './export/shownTimeline.ts';
import { FiguresFeature } from './figures/figuresFeature.ts';
import { FindFeature } from './find/findFeature.ts';
import { askWhere, noFailure, offerToClear } from './find/jump.ts';
import { LanesFeature } from './lanes/lanesFeature.ts';
import { isOlder } from './live/differences.ts';
import { Live } from './live/live.ts';
import { OverviewFeature } from './overview/overviewFeature.ts';
import type { PanelContext, PanelFeature } from './panelContext.ts';
import type { PanelKey } from './panelKey.ts';
import type { CommunicationAct, DetailsCallback } from './protocol/details.ts';
import { type Filter, isOpen } from './protocol/filter.ts';
import type { ViewCommand } from './protocol/find.ts';
import { readMessage, type ToHost, type ToView } from './protocol/messages.ts';
import { shownName } from './protocol/shownName.ts';
import type { Failure, Header } from './protocol/state.ts';
import { toHostSchema } from './protocol/toHost.ts';
import { TimelineStore } from './store.ts';

/** A view that asks for no rows in this time does not hold up the reading. */
const FIRST_ROWS_MS = 500;

/** What a panel asks of the rest of the extension. */
export interface PanelServices {
  sessions: SessionSource;
  notifier: Notifier;
  privacy: Privacy;
  extensionUri: vscode.Uri;
  /** Where what is written into a conversation is kept and sent from; loaded when the first box is opened. */
  composeDesk: () => Promise<ComposeDesk>;
  /** The person wants the same communication once more. */
  resend: (key: PanelKey, communication: Communication) => unknown;
  /** The person wants to change a communication's text and create it anew. */
  editAndSend: (key: PanelKey, communication: Communication) => unknown;
  /** The person wants the same communication in another conversation. */
  sendElsewhere: (key: PanelKey, communication: Communication) => unknown;
  /** The person wants a file that records the same. */
  saveAsFile: (key: PanelKey, communication: Communication) => unknown;
  /** The status callbacks about a communication that this machine received. */
  callbacksAbout: (accountId: string, communicationId: string) => readonly DetailsCallback[];
  /** Shows them among all that were received. */
  showCallbacks: (accountId: string, communicationId: string) => unknown;
  /** Opens a resource as a JSON document. @param name what its tab is called */
  openJson: (ref: ResourceRef, name: string) => unknown;
}

/** One conversation's timeline: reads into its store, and serves its view with rows of it. */
export class TimelinePanel implements PanelContext, vscode.Disposable {
  readonly key: PanelKey;
  readonly #panel: vscode.WebviewPanel;
  /** What it is called until the conversation is read. */
  readonly #title: string;
  readonly services: PanelServices;
  readonly #features: readonly PanelFeature[];
  readonly #details: DetailsFeature;
  readonly #disposables: vscode.Disposable[] = [];
  #session: Session | undefined;
  #store: TimelineStore | undefined;
  /** Why the account could not be opened; what went wrong later stands in the store. */
  #openError: unknown;
  #failure: { error: unknown; masker: Masker; explanation: Explanation } | undefined;
  /** The view listens. One that is hidden is thrown away, and another begins when it is seen again. */
  #viewReady = false;
  /** A command that came before the view could carry it out. */
  #toCommand: ViewCommand | undefined;
  #timeZone = '';
  #locale = '';
  #filter: Filter = {};
  /** A communication to show once its row exists. */
  #toReveal: string | undefined;
  /** The communication to show that the person was told of: the filters hide it. */
  #hidden: string | undefined;
  #stateQueued = false;
  /** Somebody waits for the first rows to be on their way. */
  #rowsPosted: (() => void) | undefined;
  /** Of the account, when the session was opened. */
  #version: number | undefined;
  /** Counts the times that the account was opened: of several at once, the last one holds. */
  #opened = 0;
  #disposed = false;

  /**
   * @param panel new, or one that the editor brings back after a reload
   * @param title what it is called until the conversation is read
   */
  constructor(panel: vscode.WebviewPanel, key: PanelKey, title: string, services: PanelServices) {
    this.key = key;
    this.#panel = panel;
    this.services = services;
    this.#title = title;
    panel.title = this.#shownTitle;
    const icon = (theme: string) =>
      vscode.Uri.joinPath(services.extensionUri, 'media', `timeline-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(services.extensionUri, 'dist')],
    };
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#viewStateChanged()),
      services.sessions.onDidChange(() => this.#accountsChanged()),
      services.privacy.onDidChange(() => this.#maskerChanged()),
    );
    this.#details = new DetailsFeature(this);
    this.#features = [
      this.#details,
      new FiguresFeature(this),
      new OverviewFeature(this),
      new LanesFeature(this),
      new FindFeature(this, { askWhere, noFailure }),
      new Live(this),
      new ComposeFeature(this, { outcome: outcomeWords, lookFailed, copy: copyToClipboard }),
    ];
    panel.webview.html = webviewPage(panel.webview, services.extensionUri, {
      script: 'timeline.js',
      element: 'timeline-app',
      title: vscode.l10n.t('Timeline'),
      panel: key,
    });
    void this.refresh();
  }

  get session(): Session | undefined {
    return this.#session;
  }

  get store(): TimelineStore | undefined {
    return this.#store;
  }

  get masker(): Masker {
    return this.services.privacy.masker;
  }

  get timeZone(): string {
    return this.#timeZone;
  }

  get locale(): string {
    return this.#locale;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** What stands on it; nothing before the account was opened. */
  get shown(): ShownTimeline | undefined {
    const store = this.#store;
    return (
      store && {
        conversation: store.conversation,
        shown: store.shown,
        loaded: store.communicationCount,
        complete: store.refreshedAt !== undefined,
        filtered: !isOpen(store.filter),
        selected: this.selected,
        timeZone: this.#timeZone,
        locale: this.#locale,
      }
    );
  }

  onDidDispose(listener: () => void): void {
    this.#disposables.push(this.#panel.onDidDispose(listener));
  }

  /** @param column where it shall stand from now on; where it stands when absent */
  reveal(column?: vscode.ViewColumn): void {
    this.#panel.reveal(column);
  }

  /** Reads everything again; opens the account first where that has not succeeded yet. */
  async refresh(): Promise<void> {
    const turn = ++this.#opened;
    try {
      await this.#open(turn);
    } catch (error) {
      if (turn !== this.#opened) return;
      this.#openError = error;
      this.#postState();
      return;
    }
    if (turn === this.#opened && !this.#disposed) await this.#store?.refresh();
  }

  /** Scrolls to a communication and marks it for a moment, now or as soon as it is loaded. */
  show(communicationId: string): void {
    this.#toReveal = communicationId;
    this.queueState();
  }

  /** Takes in a communication that was just created, and shows it. */
  accept(communication: Communication): void {
    // While the account is still being opened, it will be among what is read.
    this.#toReveal = communication.id;
    this.#store?.accept(communication);
  }

  /** Looks for news now: the conversation and its participants too. */
  look(): void {
    // What goes wrong is told of by the next look, which comes by itself.
    this.#store?.look(new AbortController().signal).catch(() => undefined);
  }

  /** Takes in what was learnt of communications in another way, without leading the reader to them. */
  learn(communications: readonly Communication[]): void {
    const store = this.#store;
    if (!store) return;
    const whole = communications.map((communication) => {
      const known = store.communication(communication.id);
      // A callback leaves out members that the API tells.
      return known && !isOlder(communication, known) ? { ...known, ...communication } : communication;
    });
    store.accept(...whole);
    // It may say nothing new, and still have come.
    this.#details.changed();
  }

  /** The id of the communication that is selected. */
  get selected(): string | undefined {
    return this.#details.selected;
  }

  /** Does something with the selected communication. @returns false where none is selected */
  actOnSelected(act: CommunicationAct): boolean {
    if (this.selected === undefined) return false;
    this.#details.act(act);
    return true;
  }

  /** Closes the tab. */
  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#disposed = true;
    this.#store?.dispose();
    for (const feature of this.#features) feature.dispose();
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
  }

  async #open(turn: number): Promise<void> {
    const { sessions } = this.services;
    let session: Session | undefined;
    let version: number | undefined;
    // A secret that is changed meanwhile, or a sandbox that is started for it, makes another client of it.
    do {
      version = await sessions.version(this.key.accountId);
      session = await sessions.of(this.key.accountId);
    } while (version !== (await sessions.version(this.key.accountId)));
    // Opened again meanwhile, or closed: nobody would ever end what is begun now.
    if (turn !== this.#opened || this.#disposed) return;
    this.#version = version;
    if (!session) {
      this.#session = undefined;
      this.#store?.dispose();
      throw new SignedOutError(
        vscode.l10n.t('You are signed out of the account that this conversation belongs to'),
      );
    }
    this.#openError = undefined;
    if (session.client === this.#session?.client) return;
    this.#session = session;
    this.#store?.dispose();
    this.#store = new TimelineStore(
      session.client,
      this.key.conversationId,
      () => this.queueState(),
      () => this.#firstRows(),
    );
    this.#store.setMasker(this.masker);
    this.#store.setFilter(this.#filter);
    if (this.#timeZone) this.#store.setTimeZone(this.#timeZone);
  }

  async #accountsChanged(): Promise<void> {
    const version = await this.services.sessions.version(this.key.accountId).catch(() => undefined);
    // A new secret, a sandbox that was started again, or signed out: what is shown may be stale.
    const failed = this.#openError !== undefined || this.#store?.phase === 'error';
    if ((version !== this.#version || failed) && !this.#disposed) await this.refresh();
  }

  #receive(value: unknown): void {
    const message = readMessage(toHostSchema, value);
    if (message && !this.#features.some((feature) => feature.handle(message))) this.#handle(message);
  }

  #handle(message: ToHost): void {
    switch (message.type) {
      case 'ready':
        this.#viewReady = true;
        this.#timeZone = message.timeZone;
        this.#locale = message.locale;
        this.#filter = message.filter ?? {};
        this.#store?.setTimeZone(message.timeZone);
        this.#store?.setFilter(this.#filter);
        this.#postState();
        this.#commandWaiting();
        break;
      case 'getRows':
        this.#postRows(message.from, message.count);
        break;
      case 'getLastRows':
        this.#postRows(Math.max(0, (this.#store?.rows.count ?? 0) - message.count), message.count);
        break;
      case 'getRowsAround': {
        const index = this.#store?.rows.indexOf(message.key);
        const around = index === undefined ? undefined : { key: message.key, index };
        this.#postRows(Math.max(0, (index ?? 0) - message.before), message.count, around);
        break;
      }
      case 'setFilter':
        this.#filter = message.filter;
        this.#store?.setFilter(message.filter);
        break;
      case 'act':
        void this.#act(message.act);
        break;
    }
  }

  async #act(act: Extract<ToHost, { type: 'act' }>['act']): Promise<void> {
    const { notifier } = this.services;
    switch (act) {
      case 'refresh':
      case 'retry':
        await this.refresh();
        break;
      case 'togglePersonalData':
        await this.services.privacy.setMasked(!this.services.privacy.masked);
        break;
      case 'copyConversationId':
        await copyToClipboard(this.key.conversationId);
        break;
      case 'openLog':
      case 'signIn':
      case 'reenterSecret':
      case 'startSandbox':
        await notifier.carryOut(act, this.#failure?.explanation);
        break;
    }
  }

  #postRows(from: number, count: number, around?: { key: string; index: number }): void {
    const store = this.#store;
    if (!store || this.#disposed) return;
    const rows = store.rows.window(from, count);
    this.post({ type: 'rows', revision: store.revision, from, rows, ...(around ? { around } : {}) });
    this.#rowsPosted?.();
  }

  /** Waits until the view was given rows, but not for one that does not ask: it may not be seen. */
  #firstRows(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, FIRST_ROWS_MS);
      this.#rowsPosted = () => {
        this.#rowsPosted = undefined;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Several changes in one turn, such as a page and its progress, make one message. */
  queueState(): void {
    if (this.#stateQueued) return;
    this.#stateQueued = true;
    setImmediate(() => {
      this.#stateQueued = false;
      this.#postState();
    });
  }

  #maskerChanged(): void {
    this.#panel.title = this.#shownTitle;
    this.#store?.setMasker(this.masker);
    this.queueState();
  }

  /** What its tab may be called just now: the editor is a moment late. */
  get titles(): string[] {
    const conversation = this.#store?.conversation;
    const called = conversation ? [conversationTitle(conversation)] : [];
    return [this.#panel.title, ...[this.#title, ...called].map(shownName)];
  }

  get #shownTitle(): string {
    return shownName(this.masker.title(this.#title, this.key.conversationId));
  }

  #viewStateChanged(): void {
    if (this.#panel.visible) {
      this.#postState();
      return;
    }
    // What is posted before the next view says that it is ready could be lost.
    this.#viewReady = false;
    for (const feature of this.#features) feature.changed?.();
  }

  #postState(): void {
    if (this.#disposed) return;
    const store = this.#store;
    const header = this.#header();
    this.#panel.title = header?.title ?? this.#shownTitle;
    if (!this.#viewReady || !this.#panel.visible) return;
    const error = this.#openError ?? store?.error;
    this.post({
      type: 'state',
      revision: store?.revision ?? 0,
      rowCount: store?.rows.count ?? 0,
      communicationCount: store?.communicationCount ?? 0,
      shownCount: store?.shown.length ?? 0,
      filter: this.#filter,
      masked: this.masker.on,
      phase: error === undefined ? (store?.phase ?? 'loading') : 'error',
      ...(header ? { header } : {}),
      ...(error === undefined ? {} : { failure: this.#failureOf(error) }),
      ...(store?.refreshedAt ? { refreshedAt: store.refreshedAt } : {}),
    });
    for (const feature of this.#features) feature.changed?.();
    this.#revealWaiting();
  }

  /** Has the view carry out a command, as soon as it can. */
  command(command: ViewCommand): void {
    this.#toCommand = command;
    if (this.#viewReady) this.#commandWaiting();
  }

  #commandWaiting(): void {
    const command = this.#toCommand;
    if (command === undefined) return;
    this.#toCommand = undefined;
    this.post({ type: 'command', command });
  }

  #revealWaiting(): void {
    const key = this.#toReveal;
    const store = this.#store;
    if (key === undefined || !store) return;
    const index = store.rows.indexOf(key);
    if (index !== undefined) {
      this.#toReveal = undefined;
      this.#hidden = undefined;
      this.post({ type: 'reveal', key, index, revision: store.revision });
    } else if (store.communication(key)) {
      void this.#offerToClear(key);
    }
  }

  /** Left hidden, it is not shown whenever the filters happen to be cleared: the reader is elsewhere by then. */
  async #offerToClear(key: string): Promise<void> {
    if (this.#hidden === key) return;
    this.#hidden = key;
    if ((await offerToClear(this, key)) || this.#hidden !== key) return;
    this.#hidden = undefined;
    if (this.#toReveal === key) this.#toReveal = undefined;
  }

  #header(): Header | undefined {
    const store = this.#store;
    const conversation = store?.conversation;
    const account = this.#session?.account;
    const { masker } = this;
    if (!store || !conversation || !account) return undefined;
    // What was just created is later than the conversation as it was read.
    const activity = [conversation.updatedAt ?? '', store.latestActivity].sort().at(-1);
    const configurationName = conversation.configuration?.displayName;
    return {
      conversationId: conversation.id,
      title: shownName(shownTitle(conversation, masker)),
      channels: channelsOf(store.participants),
      participants: store.participants.map((participant) => ({
        id: participant.id,
        name: shownName(shownParticipant(participant, masker)),
        type: participant.type ?? 'UNKNOWN',
        addresses: (participant.addresses ?? []).map(({ address }) => shownName(masker.address(address))),
      })),
      account: account.label,
      sandbox: account.sandbox,
      ...(conversation.status ? { status: conversation.status } : {}),
      ...(configurationName ? { configurationName: shownName(configurationName) } : {}),
      ...(conversation.createdAt ? { createdAt: conversation.createdAt } : {}),
      ...(activity ? { updatedAt: activity } : {}),
    };
  }

  #failureOf(error: unknown): Failure {
    const { title, detail, remedies } = this.#explain(error);
    const acts = remedies.filter((remedy) => remedy !== 'moreInfo' && remedy !== 'copyRequestId');
    return { title, detail, actions: acts.map((act) => ({ act, label: remedyLabel(act) })) };
  }

  /** Puts a failure into words, and into the log, once for each mask: the state is posted many times. */
  #explain(error: unknown): Explanation {
    const known = this.#failure;
    const { masker } = this;
    if (known && known.error === error && known.masker === masker) return known.explanation;
    const explanation = this.services.notifier.explain(error, {
      what:
        this.#store?.conversation && isApiError(error) && error.status === 404
          ? vscode.l10n.t('The conversation does not exist any more')
          : vscode.l10n.t('Could not read the conversation'),
      sandbox: this.#session?.account.sandbox ?? false,
      account: this.#session?.account,
    });
    this.#failure = { error, masker, explanation };
    return explanation;
  }

  /** Sends a message to the view. */
  post(message: ToView): void {
    if (this.#disposed) return;
    void this.#panel.webview.postMessage(message);
  }
}
