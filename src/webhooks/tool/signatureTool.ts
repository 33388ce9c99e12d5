import * as v from 'valibot';
import * as vscode from 'vscode';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { PREFIX } from '../../platform/commands.ts';
import type { LogDetails, LogSection } from '../../platform/logView/protocol.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { webviewPage } from '../../platform/webview/webviewPage.ts';
import { judge } from '../judge.ts';
import { requestedPart } from '../signature.ts';
import type { JudgeOptions, SignatureVerdict, SigningToken } from '../verdict.ts';
import { shownUrl, verdictSections } from '../verdictSections.ts';
import { eventWords } from '../words.ts';
import { HeldForm } from './heldForm.ts';
import { type FromTool, fromToolSchema, type ToTool } from './protocol.ts';
import { type ReadNote, readRequest } from './readRequest.ts';
import type { RecentCallback, ToCheck, ToolServices } from './services.ts';
import { atApp, curlOf, signIt } from './signIt.ts';

const VIEW_TYPE = `${PREFIX}.signature`;

/** The token that was typed, among the choices. */
const TYPED = '=typed';

const { t } = vscode.l10n;

/**
 * The signature tool: a panel in which a request is pasted, picked or filled in, and judged as one types. Tokens stay
 * here; the panel is not restored after a reload, and what was typed is gone with it.
 */
export class SignatureTool implements vscode.Disposable {
  readonly #services: ToolServices;
  readonly #notifier: Notifier;
  #held = new HeldForm();
  #panel: vscode.WebviewPanel | undefined;
  #listening: vscode.Disposable[] = [];
  #typed: string | undefined;
  #revision = 0;
  #verdict: SignatureVerdict | undefined;
  /** The view listens. */
  #ready = false;
  /** Each judgement, to drop what an older one finds out later. */
  #run = 0;

  constructor(services: ToolServices, notifier: Notifier) {
    this.#services = services;
    this.#notifier = notifier;
  }

  /** Opens the tool, with a callback that was received if one is given. */
  async show(toCheck?: ToCheck): Promise<void> {
    if (this.#panel) this.#panel.reveal();
    else await this.#open();
    if (isToCheck(toCheck)) await this.#take(toCheck);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #open(): Promise<void> {
    const { extensionUri, privacy } = this.#services;
    const panel = vscode.window.createWebviewPanel(
      VIEW_TYPE,
      t('Webhook Signature'),
      vscode.ViewColumn.Active,
      {
        enableScripts: true,
        localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
      },
    );
    this.#panel = panel;
    this.#held = new HeldForm();
    panel.onDidDispose(() => this.#closed());
    const tokens = await this.#services.tokens();
    const active = await this.#services.activeAccount();
    this.#held.change({ ...this.#held.form, token: active?.id ?? '' });
    this.#listening = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => {
        // A hidden page is thrown away; the next one says that it is ready.
        if (!panel.visible) this.#ready = false;
      }),
      privacy.onDidChange(() => this.#doing(this.#filled())),
      tokens.onDidChange(() => this.#doing(this.#tell())),
    ];
    panel.webview.html = webviewPage(panel.webview, extensionUri, {
      script: 'signatureTool.js',
      element: 'signature-tool',
      title: panel.title,
    });
  }

  #closed(): void {
    for (const each of this.#listening.splice(0)) each.dispose();
    this.#panel = undefined;
    this.#ready = false;
    this.#typed = undefined;
    this.#verdict = undefined;
    this.#held = new HeldForm();
  }

  #receive(message: unknown): void {
    const { success, output } = v.safeParse(fromToolSchema, message);
    if (success) this.#doing(this.#carryOut(output));
  }

  #doing(done: Promise<unknown>): void {
    done.catch((error) => this.#notifier.showFailure(error, { what: t('Could not check the signature') }));
  }

  async #carryOut(message: FromTool): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#revision = 0;
        await this.#filled();
        break;
      case 'change':
        this.#revision = message.revision;
        this.#held.edited(message.form);
        await this.#judge();
        break;
      case 'paste':
        await this.#paste(message.text);
        break;
      case 'pick':
        await this.#pick();
        break;
      case 'typeToken':
        await this.#typeToken();
        break;
      case 'act':
        await this.#act(message.act);
        break;
      case 'copy':
        await copyToClipboard(message.text, t('Copied'));
        break;
    }
  }

  async #paste(text: string): Promise<void> {
    const read = readRequest(text);
    if (!read) {
      this.#post({
        type: 'read',
        failed: true,
        text: t(
          'No request could be read in this: paste raw HTTP, a cURL command, or a log of a request in JSON.',
        ),
      });
      return;
    }
    this.#held.fill(read);
    const words = [t('{0} request read.', read.method), ...read.notes.map(noteWords)];
    this.#post({ type: 'read', failed: false, text: words.join(' ') });
    await this.#filled();
  }

  async #take({ accountId, request }: ToCheck): Promise<void> {
    this.#held.receive(request);
    this.#held.change({ ...this.#held.form, token: accountId });
    await this.#filled();
  }

  async #filled(): Promise<void> {
    this.#post({ type: 'form', form: this.#held.shown(this.#services.privacy.masker) });
    await this.#tell();
  }

  async #pick(): Promise<void> {
    const chosen = await vscode.window.showQuickPick(
      this.#services.recent().map((each) => ({
        label: `$(${iconOf(each)}) ${each.event ? eventWords(each.event.eventType) : each.request.method}`,
        description: `${new Date(each.receivedAt).toLocaleTimeString(vscode.env.language)} · ${each.account.label}`,
        each,
      })),
      { placeHolder: t('Which callback’s signature?'), matchOnDescription: true },
    );
    if (!chosen) return;
    const { account, request } = chosen.each;
    await this.#take({ accountId: account.id, request });
  }

  async #typeToken(): Promise<void> {
    const typed = await vscode.window.showInputBox({
      title: t('Check With a Token'),
      prompt: t('It is kept in memory until the panel is closed, and never shown.'),
      placeHolder: t('Auth token'),
      password: true,
      ignoreFocusOut: true,
    });
    const token = typed?.trim();
    if (!token || !this.#panel) return;
    this.#typed = token;
    this.#held.change({ ...this.#held.form, token: TYPED });
    await this.#filled();
  }

  async #act(act: string): Promise<void> {
    const { form } = this.#held;
    switch (act) {
      case 'useUrl':
        if (this.#verdict?.url === undefined) return;
        this.#held.change({ ...form, url: this.#verdict.url, trustProxy: false });
        await this.#filled();
        break;
      case 'useToken': {
        const account = await this.#accountOf(this.#verdict?.token);
        if (!account) return;
        this.#held.change({ ...form, token: account });
        await this.#filled();
        break;
      }
      case 'askToken':
        if (form.token === '' || form.token === TYPED) await this.#typeToken();
        else if (await (await this.#services.tokens()).ask(form.token)) await this.#tell();
        break;
    }
  }

  /** The id of the account that a token is called by. */
  async #accountOf(label: string | undefined): Promise<string | undefined> {
    return (await this.#services.accounts()).find((account) => account.label === label)?.id;
  }

  /** Tells the choices and the verdict. */
  async #tell(): Promise<void> {
    const accounts = await this.#services.accounts();
    this.#post({
      type: 'choices',
      tokens: [
        ...accounts.map(({ id, label }) => ({ id, label })),
        ...(this.#typed === undefined ? [] : [{ id: TYPED, label: t('The typed token') }]),
      ],
      canPick: this.#services.recent().length > 0,
      masked: this.#services.privacy.masked,
    });
    await this.#judge();
  }

  async #tokens(): Promise<SigningToken[]> {
    const { token } = this.#held.form;
    const known = await this.#services.tokens();
    // Of no account: then any account's is another one.
    const others = await known.of(token);
    if (token !== TYPED || this.#typed === undefined) return [...others];
    return [
      { name: t('the account whose token you typed'), token: this.#typed, expected: true },
      ...others.map((each) => ({ ...each, expected: false })),
    ];
  }

  async #judge(): Promise<void> {
    const run = ++this.#run;
    const tokens = await this.#tokens();
    if (run !== this.#run) return;
    const { form, request } = this.#held;
    const { masker } = this.#services.privacy;
    const { l10n } = vscode;
    const revision = this.#revision;
    if (form.url.trim() === '') {
      this.#verdict = undefined;
      const title = t('Nothing to check yet');
      this.#result(revision, title, [
        {
          kind: 'notice',
          tone: 'info',
          title,
          text: t('Paste a request or fill in its URL: the verdict shows here as you type.'),
        },
      ]);
      return;
    }
    if (!URL.canParse(form.url.trim()) || !/^https?:/i.test(form.url.trim())) {
      this.#verdict = undefined;
      const title = t('This is no URL');
      this.#result(revision, title, [
        {
          kind: 'notice',
          tone: 'warning',
          title,
          text: t('The whole URL is signed, such as https://example.com/twilio/events?a=1.'),
        },
      ]);
      return;
    }
    const configured = form.configuredUrl.trim();
    const options: JudgeOptions = {
      tokens,
      trustProxy: form.trustProxy,
      ...(configured !== '' && { configuredUrls: [configured] }),
    };
    const verdict = judge(request, options);
    this.#verdict = verdict;
    const sections = verdictSections(verdict, { l10n, masker, links: this.#links(verdict, tokens) });
    const signed = this.#signed(tokens);
    const [verdictNotice] = sections;
    const spoken = verdictNotice?.kind === 'notice' ? verdictNotice.title : '';
    // What can be done comes before how it was computed.
    const at = sections.findIndex(({ kind }) => kind === 'steps');
    this.#result(revision, spoken, sections.toSpliced(at, 0, ...signed));
  }

  #links(verdict: SignatureVerdict, tokens: readonly SigningToken[]) {
    const links: { label: string; act: string }[] = [];
    const { causes = [], url } = verdict;
    const wrongToken = causes.some(({ cause }) => cause === 'otherToken');
    const wrongUrl =
      url !== undefined &&
      requestedPart(url) !== requestedPart(this.#held.form.url.trim()) &&
      causes.some(({ cause }) => URL_CAUSES.has(cause));
    if (!verdict.signed && wrongUrl)
      links.push({ label: t('Check with the URL that was signed'), act: 'useUrl' });
    if (wrongToken && tokens.some(({ name }) => name === verdict.token)) {
      links.push({ label: t('Check with the token of {0}', verdict.token ?? ''), act: 'useToken' });
    }
    if (verdict.cause === 'noToken') links.push({ label: t('Type the token…'), act: 'askToken' });
    return links;
  }

  /** The header that would be right, and a command that sends it. */
  #signed(tokens: readonly SigningToken[]): LogSection[] {
    const token = tokens.find(({ expected }) => expected);
    if (!token) return [];
    const { form, request } = this.#held;
    const { masker } = this.#services.privacy;
    const contentType = request.headers['content-type'];
    const url = atApp(form.url.trim(), form.app);
    const signed = signIt({ method: request.method, url, contentType, body: request.body }, token.token);
    const body = masker.on ? masker.text(form.body) : Buffer.from(request.body).toString('utf8');
    return [
      {
        kind: 'text',
        title: t('The header that it should have'),
        language: 'http',
        text: `X-Twilio-Signature: ${signed.signature}`,
      },
      {
        kind: 'text',
        title: t('Send it signed'),
        language: 'shell',
        text: curlOf(
          { method: request.method || 'POST', contentType, body },
          { ...signed, url: shownUrl(signed.url, masker) },
        ),
      },
    ];
  }

  #result(revision: number, spoken: string, sections: readonly LogSection[]): void {
    const details: LogDetails = { title: t('Verdict'), sections: [...sections] };
    this.#post({ type: 'result', revision, spoken, details });
  }

  #post(message: ToTool): void {
    if (this.#ready) void this.#panel?.webview.postMessage(message);
  }
}

const URL_CAUSES: ReadonlySet<string> = new Set([
  'otherUrl',
  'scheme',
  'port',
  'trailingSlash',
  'pathPrefix',
  'queryOrder',
  'queryAltered',
  'escaping',
  'otherHost',
  'userInfo',
  'bodyHashMissing',
]);

/** A command may be started with anything. */
function isToCheck(value: ToCheck | undefined): value is ToCheck {
  return typeof value?.accountId === 'string' && value.request?.body instanceof Uint8Array;
}

function iconOf({ verdict }: RecentCallback): string {
  if (!verdict) return 'question';
  return verdict.signed ? 'verified' : 'warning';
}

function noteWords(note: ReadNote): string {
  switch (note) {
    case 'scheme':
      return t('It does not say whether by http or https: look at the URL.');
    case 'bodyRewritten':
      return t(
        'Its body was already parsed: it may have been written otherwise, and then its hash is another one.',
      );
    case 'credentials':
      return t('Credentials and cookies in it were left out: they are not signed.');
  }
}
