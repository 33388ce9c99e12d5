import * as v from 'valibot';
import * as vscode from 'vscode';
import { copyToClipboard } from '../../platform/clipboard.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { webviewPage } from '../../platform/webview/webviewPage.ts';
import {
  SandboxAdministration,
  type SandboxData,
  type SandboxFault,
  type SandboxFaultPreset,
  type SandboxStatus,
} from '../administration.ts';
import type { RunningSandbox } from '../controller.ts';
import { presetWords } from '../presetWords.ts';
import { connectionSnippets } from './connection.ts';
import { duration, faultsOfPreset, isOn, runningState, whatHappened } from './panelState.ts';
import { SANDBOX_PANEL } from './panelType.ts';
import { type PanelState, type PlainAct, type ToHost, type ToView, toHostSchema } from './protocol.ts';

/** What the panel asks of the rest of the extension. */
export interface SandboxPanelServices {
  readonly notifier: Notifier;
  readonly extensionUri: vscode.Uri;
  /** The beginning of the User-Agent of this extension. */
  readonly userAgent: string;
  /** The sandbox that the person works with, or the address where it would be. */
  readonly find: () => Promise<RunningSandbox>;
  /** Where this window's own sandbox listens, if it runs one. */
  readonly here: () => string | undefined;
  readonly start: () => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
  /** Asks for files and takes them in. */
  readonly import: () => unknown;
  /** Told of the faults in force whenever they change: the status bar says so. */
  readonly faultsChanged: (faults: readonly SandboxFault[]) => Promise<void>;
  /** What the sandbox holds is other than before: whoever shows some of it reads it again. */
  readonly dataChanged: () => unknown;
}

/** Between two looks while the panel is visible. */
const LOOK_MS = 1_000;

/** How long a look may take: a sandbox on this machine answers at once, or is not there. */
const PATIENCE_MS = 3_000;

const MOST_CALLBACKS = 6;

/** The sandbox in a panel of the editor: how it is, and all of its switches. By HTTP alone, whoever runs it. */
export class SandboxPanel implements vscode.Disposable {
  readonly #services: SandboxPanelServices;
  #panel: vscode.WebviewPanel | undefined;
  /** The view listens. One that is hidden is thrown away, and another begins when it is seen again. */
  #ready = false;
  #timer: NodeJS.Timeout | undefined;
  /** Looks are counted: of several under way, the last one holds. */
  #look = 0;
  #running = 0;
  /** Whose presets are known: they do not change while a sandbox runs. */
  #presets: { of: string; list: SandboxFaultPreset[] } | undefined;
  #said: PanelState['said'];
  #told = '';
  #toldFaults: string | undefined;
  #snippetsFor: string | undefined;

  constructor(services: SandboxPanelServices) {
    this.#services = services;
  }

  /** Shows the panel: there is one in a window. */
  show(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    this.restore(
      vscode.window.createWebviewPanel(
        SANDBOX_PANEL,
        vscode.l10n.t('Twilio Sandbox'),
        vscode.ViewColumn.Active,
        this.#options,
      ),
    );
  }

  /** Takes up a panel: a new one, or one that the editor brings back after a reload. */
  restore(panel: vscode.WebviewPanel): void {
    if (this.#panel) {
      panel.dispose();
      return;
    }
    const { extensionUri } = this.#services;
    this.#panel = panel;
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `sandbox-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = this.#options;
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidChangeViewState(() => {
      // What is posted before the next page says that it is ready could be lost.
      if (!panel.visible) this.#rest();
    });
    panel.onDidDispose(() => {
      this.#rest();
      this.#panel = undefined;
    });
    panel.webview.html = webviewPage(panel.webview, extensionUri, {
      script: 'sandboxPanel.js',
      element: 'sandbox-app',
      title: vscode.l10n.t('Twilio Sandbox'),
      panel: {},
    });
  }

  dispose(): void {
    this.#rest();
    this.#panel?.dispose();
  }

  get #options(): vscode.WebviewOptions {
    return {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#services.extensionUri, 'dist')],
    };
  }

  #rest(): void {
    this.#ready = false;
    clearTimeout(this.#timer);
    this.#look++;
  }

  #receive(value: unknown): void {
    const { success, output } = v.safeParse(toHostSchema, value);
    if (success) this.#handle(output).catch((error) => this.#failed(error));
  }

  async #handle(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#told = '';
        this.#snippetsFor = undefined;
        return this.#lookAgain();
      case 'act':
        return this.#plainAct(message.act);
      case 'preset':
        return this.#do(vscode.l10n.t('Could not set the sandbox’s faults'), (administration) =>
          this.#setPreset(administration, message.name, message.on),
        );
      case 'addFault':
        return this.#addFault(message.text);
      case 'removeFault':
        return this.#do(vscode.l10n.t('Could not set the sandbox’s faults'), (administration) =>
          administration.removeFault(message.id),
        );
      case 'advance':
        return this.#do(vscode.l10n.t('Could not set the sandbox’s clock'), (administration) =>
          this.#advance(administration, message.ms),
        );
      case 'rate':
        return this.#do(vscode.l10n.t('Could not set the sandbox’s clock'), (administration) =>
          administration.changeClock({ rate: message.rate }),
        );
      case 'copySnippet':
        return this.#copySnippet(message.id);
    }
  }

  async #plainAct(act: PlainAct): Promise<void> {
    const { start, stop, find } = this.#services;
    switch (act) {
      case 'start':
        return this.#do(vscode.l10n.t('Could not start the sandbox'), async () => {
          await start();
          this.#say(undefined);
        });
      case 'stop':
        return this.#do(vscode.l10n.t('Could not stop the sandbox'), async () => {
          await stop();
          this.#say(undefined);
        });
      case 'reset':
        return this.#do(vscode.l10n.t('Could not reset the sandbox'), (administration) =>
          this.#reset(administration),
        );
      case 'import':
        return this.#do(vscode.l10n.t('Could not import into the sandbox'), () => this.#services.import());
      case 'export':
        return this.#do(vscode.l10n.t('Could not export the sandbox’s data'), (administration) =>
          this.#export(administration),
        );
      case 'clearFaults':
        return this.#do(vscode.l10n.t('Could not set the sandbox’s faults'), (administration) =>
          administration.clearFaults(),
        );
      case 'copyAddress':
        return copyToClipboard((await find()).origin);
    }
  }

  /** Does something with the sandbox, tells of its failure, and looks at what came of it. */
  async #do(what: string, act: (administration: SandboxAdministration) => unknown): Promise<void> {
    this.#running++;
    try {
      await act(new SandboxAdministration(await this.#services.find()));
    } catch (error) {
      void this.#services.notifier.showFailure(error, { what, sandbox: true }, () => this.#do(what, act));
    } finally {
      this.#running--;
      await this.#lookAgain();
    }
  }

  async #setPreset(administration: SandboxAdministration, name: string, on: boolean): Promise<void> {
    const [status, presets] = await Promise.all([administration.status(), administration.presets()]);
    const preset = presets.find((each) => each.name === name);
    if (!preset || isOn(preset, status) === on) return;
    if (on) await administration.addFault(name);
    else for (const id of faultsOfPreset(preset, status)) await administration.removeFault(id);
  }

  async #addFault(text: string): Promise<void> {
    const { find } = this.#services;
    try {
      await new SandboxAdministration(await find()).addFault(text);
      this.#post({ type: 'faultAnswer' });
    } catch (error) {
      // The sandbox's refusals say what is allowed.
      this.#post({ type: 'faultAnswer', refused: (error as Error).message });
    }
    await this.#lookAgain();
  }

  async #advance(administration: SandboxAdministration, advanceMs: number): Promise<void> {
    const before = await administration.status();
    await administration.changeClock({ advanceMs });
    const after = await administration.status();
    const { l10n } = vscode;
    this.#say({
      text: l10n.t('The clock went forward by {0}.', duration(advanceMs, l10n)),
      lines: whatHappened(before, after, l10n),
    });
    this.#services.dataChanged();
  }

  async #reset(administration: SandboxAdministration): Promise<void> {
    const { l10n } = vscode;
    const kinds: { label: string; detail: string; data: SandboxData }[] = [
      {
        label: l10n.t('Demo data'),
        detail: l10n.t('The conversations of a small company'),
        data: 'demo',
      },
      {
        label: l10n.t('No conversations'),
        detail: l10n.t('One configuration to create some with'),
        data: 'empty',
      },
      {
        label: l10n.t('Very many conversations'),
        detail: l10n.t('For trying how a program bears much data'),
        data: 'large',
      },
    ];
    const chosen = await vscode.window.showQuickPick(kinds, {
      title: l10n.t('Reset the Sandbox'),
      placeHolder: l10n.t('All that is in the sandbox is thrown away. What should it begin with?'),
    });
    if (!chosen) return;
    await administration.reset(chosen.data);
    this.#say({ text: l10n.t('The sandbox began anew.'), lines: [chosen.label] });
    this.#services.dataChanged();
  }

  async #export(administration: SandboxAdministration): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const uri = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export the Sandbox’s Data'),
      filters: { JSON: ['json'] },
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'sandbox.json') } : {}),
    });
    if (!uri) return;
    const document = await administration.exportDocument();
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`${JSON.stringify(document, null, 2)}\n`));
    this.#say({
      text: vscode.l10n.t('All that is in the sandbox is in {0} now.', uri.path.split('/').at(-1) ?? ''),
      lines: [],
    });
  }

  async #copySnippet(id: string): Promise<void> {
    const snippet = connectionSnippets(await this.#services.find()).find((each) => each.id === id);
    if (snippet) await copyToClipboard(snippet.code, vscode.l10n.t('Copied the code for {0}', snippet.label));
  }

  #say(said: PanelState['said']): void {
    this.#said = said;
  }

  /** Looks now, and then again and again while somebody sees it. */
  async #lookAgain(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#ready) return;
    const look = ++this.#look;
    const sandbox = await this.#services.find();
    const state = await this.#read(sandbox);
    if (look !== this.#look || !this.#ready) return;
    this.#tell(sandbox, state);
    this.#timer = setTimeout(() => this.#lookAgain().catch((error) => this.#failed(error)), LOOK_MS);
  }

  #failed(error: unknown): void {
    const what = vscode.l10n.t('Could not look at the sandbox');
    void this.#services.notifier.showFailure(error, { what }, () => this.#lookAgain());
  }

  async #read(sandbox: RunningSandbox): Promise<PanelState> {
    const { here } = this.#services;
    const { origin } = sandbox;
    const common = {
      type: 'state' as const,
      origin,
      busy: this.#running > 0,
      ...(this.#said ? { said: this.#said } : {}),
    };
    const administration = new SandboxAdministration(sandbox, PATIENCE_MS);
    let status: SandboxStatus;
    try {
      status = await administration.status();
    } catch {
      this.#presets = undefined;
      this.#tellFaults([]);
      return { ...common, where: 'stopped' };
    }
    const run = `${origin} ${status.startedAt}`;
    const [clients, callbacks, presets] = await Promise.all([
      // A sandbox that is older than this extension may not know them.
      administration.clients().catch(() => []),
      administration.callbacks(MOST_CALLBACKS).catch(() => []),
      this.#presets?.of === run ? this.#presets.list : administration.presets().catch(() => []),
    ]);
    this.#presets = { of: run, list: presets };
    this.#tellFaults(status.faults);
    const running = runningState(
      origin,
      { status, clients, callbacks, presets },
      {
        l10n: vscode.l10n,
        locale: vscode.env.language,
        now: Date.now(),
        presetWords,
        ownAgent: this.#services.userAgent,
      },
    );
    return { ...common, where: here() === origin ? 'here' : 'elsewhere', running };
  }

  #tell(sandbox: RunningSandbox, state: PanelState): void {
    if (this.#snippetsFor !== sandbox.origin) {
      this.#snippetsFor = sandbox.origin;
      const { l10n } = vscode;
      const ways = {
        baseUrl: l10n.t('The client has a base URL to set.'),
        httpClient: l10n.t(
          'The client has no base URL to set: it gets an HTTP client that sends its requests to the sandbox.',
        ),
        plain: '',
        environment: l10n.t('For scripts, and for code that reads where to call.'),
      };
      const snippets = connectionSnippets(sandbox).map(({ id, label, way, code }) => ({
        id,
        label,
        code,
        how: ways[way],
      }));
      this.#post({ type: 'snippets', snippets });
    }
    const text = JSON.stringify(state);
    // The clock goes by itself in the view, but for what changes it.
    if (text === this.#told) return;
    this.#told = text;
    this.#post(state);
  }

  #tellFaults(faults: readonly SandboxFault[]): void {
    const text = faults.map(({ id }) => id).join();
    if (text === (this.#toldFaults ?? '')) return;
    this.#toldFaults = text;
    this.#services.faultsChanged(faults).catch((error) => this.#failed(error));
  }

  #post(message: ToView): void {
    if (this.#ready) void this.#panel?.webview.postMessage(message);
  }
}
