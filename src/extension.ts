import * as vscode from 'vscode';
import { registerAccountCommands } from './accounts/accountCommands.ts';
import { AccountMarks } from './accounts/accountMarks.ts';
import { AccountStatusBar } from './accounts/accountStatusBar.ts';
import { AccountStore } from './accounts/accountStore.ts';
import { accessToSandbox, SANDBOX_ID, sandboxRecord } from './accounts/sandboxAccount.ts';
import { Sessions } from './accounts/sessions.ts';
import type { SigningTokens } from './accounts/signingTokens.ts';
import { registerBurst } from './compose/burst/registerBurst.ts';
import { registerCommunicationFiles } from './compose/files/registerCommunicationFiles.ts';
import { registerCompose } from './compose/registerCompose.ts';
import type { ComposeServices } from './compose/services.ts';
import { registerActs } from './explorer/acts/registerActs.ts';
import type { StartedOperation } from './explorer/acts/services.ts';
import { ControlPlaneView } from './explorer/controlPlane/controlPlaneView.ts';
import { conversationOf, Explorer } from './explorer/explorer.ts';
import type { FindConversation } from './explorer/find/findConversation.ts';
import type { DeepLinks } from './explorer/links/deepLinks.ts';
import type { ExplorerNode } from './explorer/node.ts';
import { registerDiagnosis } from './inspect/diagnosis/registerDiagnosis.ts';
import { registerEditorHelp } from './inspect/editor/registerEditorHelp.ts';
import { registerInspect } from './inspect/registerInspect.ts';
import { registerTraffic } from './inspect/traffic/registerTraffic.ts';
import { PREFIX, registerCommand } from './platform/commands.ts';
import { logExchange } from './platform/exchangeLog.ts';
import { Lazy } from './platform/lazy.ts';
import { LiveGuard } from './platform/liveGuard.ts';
import { hideAddresses } from './platform/masking.ts';
import { Notifier } from './platform/notifier.ts';
import { Privacy } from './platform/privacy.ts';
import { registerPrivacySwitch } from './platform/privacySwitch.ts';
import { setting } from './platform/settings.ts';
import { SharedState } from './platform/sharedState.ts';
import { type RunningSandbox, SandboxController } from './sandbox/controller.ts';
import { sandboxOriginFromEnvironment } from './sandbox/environment.ts';
import type { FaultSimulation } from './sandbox/faultSimulation.ts';
import { registerSandboxPanel } from './sandbox/panel/registerSandboxPanel.ts';
import type { ReceivedExchanges } from './sandbox/receivedExchanges.ts';
import type { SandboxImport } from './sandbox/sandboxImport.ts';
import { registerCommunicationCommands } from './timeline/communicationCommands.ts';
import { registerExport } from './timeline/export/registerExport.ts';
import type { PanelKey } from './timeline/panelKey.ts';
import type { ViewCommand } from './timeline/protocol/find.ts';
import { Timelines } from './timeline/timelines.ts';
import { registerWebhooks } from './webhooks/registerWebhooks.ts';
import { registerSignatureTool } from './webhooks/tool/registerSignatureTool.ts';

/** Commands that the timeline which has the focus carries out. */
const timelineCommands = {
  findInTimeline: 'find',
  filterTimeline: 'filter',
  clearTimelineFilters: 'clearFilter',
  jumpInTimeline: 'jump',
  nextFailedInTimeline: 'nextFailed',
  previousFailedInTimeline: 'previousFailed',
  toggleTimelineView: 'switchView',
} satisfies Record<string, ViewCommand>;

/**
 * Builds the parts, wires them to one another and registers everything, all at once and without waiting: the
 * first request is made when a person opens the view.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Twilio Conversations', { log: true });
  const notifier = new Notifier(log, {
    signIn: () => vscode.commands.executeCommand(`${PREFIX}.signIn`),
    startSandbox: () => vscode.commands.executeCommand(`${PREFIX}.startSandbox`),
    reenterSecret: (accountId) => vscode.commands.executeCommand(`${PREFIX}.reenterSecret`, accountId),
    latestRefused: () => marks.latestRefused,
    shown: (sentence) => hideAddresses(sentence, privacy.masker),
  });
  const userAgent = `${context.extension.id.split('.')[1]}/${context.extension.packageJSON.version}`;

  const sandbox = new SandboxController(context.extensionPath, log);
  const accounts = new AccountStore(context, log);
  const givenSandbox = sandboxOriginFromEnvironment(process.env, log);
  const sessions = new Sessions(accounts, {
    userAgent,
    prepare: async (account) => {
      // A sandbox that was given, or signed in to at its address, is somebody else's to start.
      if (account.id !== SANDBOX_ID || account.origin === givenSandbox) return;
      const running = await sandbox.ensure(account.origin);
      if (running.origin !== account.origin) await accounts.update(sandboxRecord(running));
    },
    generation: (account) => (account.id === SANDBOX_ID ? sandbox.runs : 0),
  });
  const marks = new AccountMarks(sessions);
  const liveGuard = new LiveGuard();

  const faults = new Lazy<FaultSimulation>(async () => {
    const { FaultSimulation } = await import('./sandbox/faultSimulation.ts');
    return new FaultSimulation(`${PREFIX}.simulateFaults`);
  });
  const sandboxImport = new Lazy<SandboxImport>(async () => {
    const { SandboxImport } = await import('./sandbox/sandboxImport.ts');
    return new SandboxImport(
      () => privacy.masker,
      async (conversationId) => {
        await explorer.refresh();
        const active = await sessions.active();
        if (active?.account.sandbox && conversationId !== undefined) {
          await openTimeline({ accountId: active.account.id, conversationId });
        }
      },
    );
  });
  const state = new SharedState(context.globalState);
  const privacy = new Privacy(state);
  const explorer = new Explorer({
    sessions,
    notifier,
    privacy,
    workspaceState: context.workspaceState,
    globalState: state,
    isWatched: (key) => timelines.shows(key),
  });
  const controlPlane = new ControlPlaneView(sessions, notifier, privacy, state);
  const extensionId = context.extension.id;
  const loaded = (accountId: string) => explorer.loaded(accountId);
  const find = new Lazy<FindConversation>(async () => {
    const { FindConversation } = await import('./explorer/find/findConversation.ts');
    return new FindConversation({
      sessions,
      notifier,
      privacy,
      extensionId,
      loaded,
      open: openTimeline,
      reveal: (accountId, conversationId) => explorer.reveal(accountId, conversationId),
      signIn: () => vscode.commands.executeCommand(`${PREFIX}.signIn`),
    });
  });
  const links = new Lazy<DeepLinks>(async () => {
    const { DeepLinks } = await import('./explorer/links/deepLinks.ts');
    return new DeepLinks({
      extensionId,
      accounts: () => accounts.all(),
      loaded,
      masker: () => privacy.masker,
      open: openTimeline,
    });
  });
  const timelines = new Timelines({
    sessions,
    notifier,
    privacy,
    extensionUri: context.extensionUri,
    composeDesk: async () => (await composing.compose()).desk,
    resend: async (key, communication) => (await composing.compose()).resend(key, communication),
    editAndSend: async (key, communication) => (await composing.compose()).editAndSend(key, communication),
    sendElsewhere: async (key, communication) =>
      (await composing.compose()).sendElsewhere(key, communication),
    saveAsFile: (key, communication) => files.saveAs(key, communication),
    callbacksAbout: (accountId, id) => webhooks.about(accountId, id),
    showCallbacks: async (accountId, id) => (await webhooks.webhooks.get()).showAbout(accountId, id),
    openJson: (ref, name) => vscode.commands.executeCommand(`${PREFIX}.openJson`, { ref, name }),
  });
  const inspect = registerInspect(sessions, notifier, privacy, () => {
    const { selectedNode } = explorer;
    if (selectedNode?.ref) return selectedNode;
    return timelines.active && { ref: { kind: 'conversation', ...timelines.active } };
  });
  const editorHelp = registerEditorHelp({
    sessions,
    notifier,
    privacy,
    accounts: () => accounts.all(),
    activeAccount: () => accounts.active(),
    loaded,
    isAsleep: ({ id, origin }) => id === SANDBOX_ID && origin !== givenSandbox && !sandbox.isAwake,
    openTimeline,
  });
  const received = new Lazy<ReceivedExchanges>(async () => {
    const { ReceivedExchanges } = await import('./sandbox/receivedExchanges.ts');
    return new ReceivedExchanges(async (id) => accessToSandbox(await accounts.record(id)), userAgent);
  });
  const traffic = registerTraffic(
    {
      extensionUri: context.extensionUri,
      sessions,
      notifier,
      privacy,
      guard: liveGuard,
      accounts,
      userAgent,
      received: async (account) => (await received.get()).next(account),
    },
    sessions.onDidExchange,
  );
  const composeServices: ComposeServices = {
    sessions,
    notifier,
    guard: liveGuard,
    privacy,
    workspaceState: context.workspaceState,
    accounts: () => accounts.all(),
    openTimeline: (key, communicationId) => openTimeline(key, undefined, communicationId),
    shows: (key) => timelines.shows(key),
    loaded,
  };
  const composing = registerCompose<ExplorerNode | PanelKey>(
    composeServices,
    (accountId, communication) => {
      timelines.accept(accountId, communication);
      void explorer.refreshConversation(accountId, communication.conversationId);
      inspect.conversationChanged(accountId, communication.conversationId);
    },
    (from) => conversationFor(from) ?? timelines.active,
  );
  const bursts = registerBurst<ExplorerNode | PanelKey>(
    notifier,
    context.workspaceState,
    {
      storage: context.storageUri ?? context.globalStorageUri,
      extensionUri: context.extensionUri,
      changed: conversationChanged,
    },
    () => composing.compose(),
    (from) => conversationFor(from) ?? timelines.active,
  );
  const files = registerCommunicationFiles<ExplorerNode | PanelKey>(
    {
      ...composeServices,
      compose: () => composing.compose(),
      activeAccount: () => accounts.active(),
      onDidLoad: explorer.onDidLoad,
    },
    conversationMeant,
  );
  const exporting = registerExport(
    { sessions, notifier, privacy, timeline: (key) => timelines.shown(key) },
    conversationMeant,
  );
  const signing = new Lazy<SigningTokens>(async () => {
    const { SigningTokens } = await import('./accounts/signingTokens.ts');
    return new SigningTokens(accounts, context.secrets);
  });
  const webhooks = registerWebhooks<ExplorerNode | PanelKey>(
    {
      ...composeServices,
      extensionUri: context.extensionUri,
      log,
      secrets: context.secrets,
      state,
      tokens: () => signing.get(),
      learn: (accountId, communications) => timelines.learn(accountId, communications),
      changed: ({ accountId, conversationId }) => {
        void explorer.refreshConversation(accountId, conversationId);
        inspect.conversationChanged(accountId, conversationId);
      },
      look: (key) => timelines.look(key),
    },
    conversationMeant,
  );
  const acts = registerActs(
    {
      sessions,
      notifier,
      privacy,
      workspaceState: context.workspaceState,
      selectedNode: () => explorer.selectedNode,
      activeTimeline: () => timelines.active,
      loaded: (accountId) => explorer.loaded(accountId),
      openTimeline,
      accept: (accountId, conversation) => explorer.accept(accountId, conversation),
      changed: conversationChanged,
      remove: (key) => {
        explorer.remove(key.accountId, key.conversationId);
        inspect.conversationChanged(key.accountId, key.conversationId);
        void timelines.refresh(key);
      },
    },
    track,
  );
  const diagnosis = registerDiagnosis<ExplorerNode | PanelKey>(
    {
      sessions,
      notifier,
      privacy,
      loaded,
      openTimeline,
      resend: async (key, communication) => (await composing.compose()).resend(key, communication),
      changed: conversationChanged,
      accepted: track,
      sandboxOf: async (accountId) => accessToSandbox(await accounts.record(accountId)),
      compareCallbacks(key, api, readAt) {
        const compared = webhooks.webhooks.loaded?.comparison.compareWith(key, api, readAt);
        return compared?.callbacks ? compared.disagreements : undefined;
      },
    },
    conversationMeant,
  );

  context.subscriptions.push(
    inspect,
    diagnosis,
    editorHelp,
    traffic,
    exporting,
    acts,
    log,
    privacy,
    registerPrivacySwitch(privacy, notifier),
    sandbox,
    faults,
    sandboxImport,
    sandbox.onDidStop(() => void faults.ifLoaded((simulation) => simulation.forget())),
    accounts,
    sessions,
    marks,
    new AccountStatusBar(accounts, marks),
    explorer,
    controlPlane,
    composing,
    bursts,
    files,
    find,
    links,
    timelines,
    signing,
    webhooks,
    registerSignatureTool(notifier, {
      extensionUri: context.extensionUri,
      privacy,
      accounts: () => accounts.all(),
      activeAccount: () => accounts.active(),
      tokens: () => signing.get(),
      recent: () => webhooks.webhooks.loaded?.recent(50) ?? [],
    }),
    sessions.onDidExchange((exchange) => logExchange(log, exchange)),
    registerCommunicationCommands(timelines, notifier),
    registerAccountCommands(accounts, notifier, userAgent, {
      marks,
      log,
      sandbox: usualSandbox,
    }),
    registerCommand(notifier, 'openLog', vscode.l10n.t('Could not open the log'), () => log.show()),
    registerSandboxPanel({
      notifier,
      extensionUri: context.extensionUri,
      userAgent,
      find: async () =>
        sandbox.here ? sandbox.at(sandbox.here) : ((await knownSandbox()) ?? usualSandbox()),
      here: () => sandbox.here,
      start: startSandbox,
      stop: () => sandbox.stop(),
      import: () => vscode.commands.executeCommand(`${PREFIX}.importIntoSandbox`),
      faultsChanged: async (inForce) => {
        if (inForce.length > 0) (await faults.get()).show(inForce);
        else faults.loaded?.forget();
      },
      dataChanged: () => {
        void explorer.refresh();
        void timelines.refreshAll();
      },
    }),
    registerCommand(notifier, 'startSandbox', vscode.l10n.t('Could not start the sandbox'), async () => {
      await startSandbox();
      await vscode.commands.executeCommand(`${PREFIX}.conversations.focus`);
    }),
    registerCommand(notifier, 'stopSandbox', vscode.l10n.t('Could not stop the sandbox'), async () => {
      const stopped = await sandbox.stop();
      void vscode.window.showInformationMessage(
        stopped
          ? vscode.l10n.t('Sandbox stopped. Its data is gone; the next start begins with the demo data.')
          : vscode.l10n.t('No sandbox runs in this window.'),
      );
    }),
    registerCommand(
      notifier,
      'simulateFaults',
      vscode.l10n.t('Could not set the sandbox’s faults'),
      async () => {
        const running = await findSandbox(
          vscode.l10n.t('Faults strike the sandbox only, and another account is active.'),
        );
        if (!running) return;
        await (await faults.get()).run(running);
      },
    ),
    registerCommand(
      notifier,
      'importIntoSandbox',
      vscode.l10n.t('Could not import into the sandbox'),
      async () => {
        const part = await sandboxImport.get();
        const files = await part.pick();
        if (files.length === 0) return;
        const running = await findSandbox(
          vscode.l10n.t('Conversations are imported into the sandbox, and another account is active.'),
        );
        if (running) await part.run(files, running);
      },
    ),
    registerCommand(
      notifier,
      'openTimeline',
      vscode.l10n.t('Could not open the timeline'),
      async (node?: ExplorerNode) => {
        const key = node ? conversationOf(node) : explorer.selected;
        const title = node?.ref?.kind === 'conversation' ? node.name : undefined;
        if (key) await openTimeline(key, title);
        else void vscode.commands.executeCommand(`${PREFIX}.conversations.focus`);
      },
    ),
    registerCommand(
      notifier,
      'openTimelineToSide',
      vscode.l10n.t('Could not open the timeline'),
      async (from?: ExplorerNode) => {
        const node = from ?? explorer.selectedNode;
        const key = node ? conversationOf(node) : timelines.active;
        const title = node?.ref?.kind === 'conversation' ? node.name : undefined;
        if (key) await openTimeline(key, title, undefined, vscode.ViewColumn.Beside);
        else void vscode.commands.executeCommand(`${PREFIX}.conversations.focus`);
      },
    ),
    registerCommand(
      notifier,
      'findConversation',
      vscode.l10n.t('Could not search the conversations'),
      async (text?: unknown) => (await find.get()).run(typeof text === 'string' ? text : undefined),
    ),
    registerCommand(
      notifier,
      'copyLink',
      vscode.l10n.t('Could not copy the link'),
      async (from?: ExplorerNode | PanelKey) => {
        const key = conversationMeant(from);
        if (key) await (await links.get()).copy(key);
        else
          void vscode.window.showInformationMessage(
            vscode.l10n.t('Select a conversation or open its timeline first.'),
          );
      },
    ),
    vscode.window.registerUriHandler({
      handleUri: (uri) =>
        links
          .get()
          .then((all) => all.handle(uri))
          .catch((error) => notifier.showFailure(error, { what: vscode.l10n.t('Could not open the link') })),
    }),
    registerCommand(notifier, 'refreshTimeline', vscode.l10n.t('Could not refresh the timeline'), () =>
      timelines.refreshActive(),
    ),
    ...Object.entries(timelineCommands).map(([name, command]) =>
      registerCommand(notifier, name, vscode.l10n.t('The timeline did not take the command'), () =>
        timelines.commandActive(command),
      ),
    ),
  );

  /** Shows a change that Twilio has accepted and makes in its own time. */
  function track({ ended, ...operation }: StartedOperation): void {
    controlPlane
      .track(operation, ended)
      .catch((error) =>
        notifier.showFailure(error, { what: vscode.l10n.t('Could not track the operation') }),
      );
  }

  /** Has everything that shows a conversation read it again. */
  function conversationChanged(key: PanelKey): void {
    void explorer.refreshConversation(key.accountId, key.conversationId);
    void timelines.refresh(key);
    inspect.conversationChanged(key.accountId, key.conversationId);
  }

  /** Shows a conversation's timeline, with a communication on it if one is named. What is shown is not new any more. */
  async function openTimeline(
    key: PanelKey,
    title?: string,
    communicationId?: string,
    column?: vscode.ViewColumn,
  ): Promise<void> {
    explorer.markSeen(key);
    try {
      await timelines.open(key, title, communicationId, column);
    } catch (error) {
      void notifier.showFailure(error, { what: vscode.l10n.t('Could not open the timeline') }, () =>
        openTimeline(key, title, communicationId, column),
      );
    }
  }

  /** The conversation that a command is about: where it was started from, else what the person looks at. */
  function conversationMeant(from: ExplorerNode | PanelKey | undefined): PanelKey | undefined {
    return conversationFor(from) ?? timelines.active ?? explorer.selected;
  }

  /** Where a sandbox of this machine would be. */
  function usualSandbox(): RunningSandbox {
    return sandbox.at(`http://127.0.0.1:${setting('sandbox.port')}`);
  }

  async function startSandbox(): Promise<void> {
    await accounts.save(sandboxRecord(await sandbox.start()));
  }

  /** The sandbox that was given, or that the person is signed in to; it may have been stopped. */
  async function knownSandbox(): Promise<RunningSandbox | undefined> {
    if (givenSandbox) return sandbox.at(givenSandbox);
    const active = await accounts.active();
    return active?.sandbox ? accessToSandbox(await accounts.record(active.id)) : undefined;
  }

  /**
   * The sandbox that the person works with; undefined when they work with another account and leave it so.
   * @param why it is asked whether to start one, when another account is active
   */
  async function findSandbox(why: string): Promise<RunningSandbox | undefined> {
    const active = await accounts.active();
    if (!givenSandbox && active?.id === SANDBOX_ID) return sandbox.start();
    const known = await knownSandbox();
    if (known) return known;
    const start = vscode.l10n.t('Start Sandbox');
    // Who has no account at all is not asked: there is nothing else that they could mean.
    if (active && (await vscode.window.showInformationMessage(why, start)) !== start) return undefined;
    await vscode.commands.executeCommand(`${PREFIX}.startSandbox`);
    return sandbox.start();
  }

  if (givenSandbox) {
    accounts
      .save(sandboxRecord(sandbox.at(givenSandbox)))
      .catch((error) =>
        notifier.showFailure(error, { what: vscode.l10n.t('Could not sign in to the sandbox') }),
      );
  }
}

/** The conversation that a command was started from: a row of the tree, a timeline, or neither. */
function conversationFor(from: ExplorerNode | PanelKey | undefined): PanelKey | undefined {
  if (!from) return undefined;
  if ('item' in from) return conversationOf(from);
  // A menu of the editor's title bar passes the editor's address, which says nothing.
  return 'conversationId' in from ? from : undefined;
}
