import * as vscode from 'vscode';
import type { Account } from '../platform/session.ts';
import { setting } from '../platform/settings.ts';
import { withConfigured } from './configuredUrls.ts';
import { judge } from './judge.ts';
import { accountPaths } from './receiver/accountPaths.ts';
import { hostNamesOf } from './receiver/admission.ts';
import { Allowance } from './receiver/allowance.ts';
import type { Receiver, ReceiverAccount } from './receiver/options.ts';
import type { ReceivedCallback, RefusedRequest } from './receiver/receivedCallback.ts';
import { startReceiver } from './receiver/receiver.ts';
import type { WebhookServices } from './services.ts';
import type { SigningToken } from './verdict.ts';

/** By account: where its callbacks are forwarded to. Kept for the workspace. */
const FORWARD_KEY = 'webhooks.forwardTo';

/** So many refusals are logged in a second, and at once after a quiet time: anybody on this machine can cause thousands. */
const LOGGED = { perSecond: 1, atOnce: 20 };

/** What hears of requests. */
export interface ReceivingListener {
  /** Of each callback, and again when it was forwarded. */
  taken(callback: ReceivedCallback): void;
  /** Of each request that was turned away. */
  refused(): void;
}

/** The running receiver, and what it is asked about for each callback: kept here so that the answers are at hand. */
export class Receiving implements vscode.Disposable {
  readonly #services: WebhookServices;
  readonly #listener: ReceivingListener;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable[] = [];
  #receiver: Receiver | undefined;
  #starting: Promise<void> | undefined;
  #accounts: readonly ReceiverAccount[] = [];
  readonly #tokens = new Map<string, readonly SigningToken[]>();
  /** By account: status callbacks that configurations are known to have. */
  readonly #configured = new Map<string, readonly string[]>();
  /** What the receiver is called from outside. */
  #external: string | undefined;
  #refused: { readonly count: number; readonly last: RefusedRequest } | undefined;
  readonly #logged = new Allowance(LOGGED.perSecond, LOGGED.atOnce, Date.now);
  #since = 0;
  #until: number | undefined;
  /** Each reading of the accounts, to drop what an older one finds out later. */
  #reading = 0;

  /** It was started or stopped, or anything else about it changed. */
  readonly onDidChange = this.#changed.event;

  constructor(services: WebhookServices, listener: ReceivingListener) {
    this.#services = services;
    this.#listener = listener;
  }

  get running(): Receiver | undefined {
    return this.#receiver;
  }

  /** Since when it can have received anything: epoch milliseconds. */
  get since(): number {
    return this.#since;
  }

  /** When it was stopped, after which it received nothing: epoch milliseconds; undefined while it runs. */
  get until(): number | undefined {
    return this.#until;
  }

  /** How many requests were turned away in this window, and the last of them; undefined where none was. */
  get refused(): { readonly count: number; readonly last: RefusedRequest } | undefined {
    return this.#refused;
  }

  /** The accounts that have a path. */
  get accounts(): readonly ReceiverAccount[] {
    return this.#accounts;
  }

  /** Starts it unless it runs. @throws Error in words for people */
  async start(): Promise<Receiver> {
    if (!this.#receiver) {
      this.#starting ??= this.#start().finally(() => {
        this.#starting = undefined;
      });
      await this.#starting;
    }
    if (!this.#receiver) throw new Error(vscode.l10n.t('The webhook receiver was stopped while it started.'));
    return this.#receiver;
  }

  /** Stops it; what it took in stays. */
  async stop(): Promise<void> {
    // One that is about to listen would never be closed.
    if (this.#starting) await this.#starting.catch(() => undefined);
    const receiver = this.#receiver;
    this.#receiver = undefined;
    if (receiver) this.#until = Date.now();
    this.#reading++;
    this.#external = undefined;
    for (const listening of this.#listening.splice(0)) listening.dispose();
    // Before anything is waited for: it may be started again meanwhile.
    this.#tokens.clear();
    await receiver?.close();
    this.#changed.fire();
  }

  /** Where an account's callbacks arrive on this machine; undefined while it does not run. */
  urlOf(accountId: string): string | undefined {
    const account = this.#accounts.find(({ id }) => id === accountId);
    return account && this.#receiver?.urlOf(account);
  }

  /**
   * Where an account's callbacks are sent to from elsewhere, as far as the editor knows: it forwards ports where it runs
   * on another machine than its window, and in the browser.
   */
  async externalUrlOf(accountId: string): Promise<string | undefined> {
    const own = this.urlOf(accountId);
    if (own === undefined) return undefined;
    const url = await vscode.env.asExternalUri(vscode.Uri.parse(own, true));
    const text = url.toString(true);
    this.#external = text;
    return text;
  }

  /** Where callbacks of an account are forwarded to. */
  forwardTo(accountId: string): string | undefined {
    return this.#forwards()[accountId];
  }

  async setForward(accountId: string, url: string | undefined): Promise<void> {
    const { [accountId]: _, ...others } = this.#forwards();
    const forwards = url === undefined ? others : { ...others, [accountId]: url };
    await this.#services.workspaceState.update(FORWARD_KEY, forwards);
    this.#changed.fire();
  }

  /** Takes note of URLs that somebody was told to call: a signature is over the URL that was called. */
  learnConfigured(accountId: string, urls: readonly string[]): void {
    const path = this.#accounts.find(({ id }) => id === accountId)?.path;
    this.#configured.set(accountId, withConfigured(this.configuredUrls(accountId), urls, path));
  }

  /** All that may have signed for an account. They stay in the extension host. */
  tokensOf(accountId: string): readonly SigningToken[] {
    return this.#tokens.get(accountId) ?? [];
  }

  configuredUrls(accountId: string): readonly string[] {
    return this.#configured.get(accountId) ?? [];
  }

  dispose(): void {
    void this.stop();
    this.#changed.dispose();
  }

  async #start(): Promise<void> {
    const { sessions, log } = this.#services;
    const tokens = await this.#services.tokens();
    await this.#readAccounts();
    const receiver = await startReceiver({
      port: setting('webhooks.port'),
      accounts: () => this.#accounts,
      allowedHosts: () => (this.#external === undefined ? [] : hostNamesOf([this.#external])),
      judge,
      tokensOf: (accountId) => this.tokensOf(accountId),
      configuredUrls: (accountId) => this.configuredUrls(accountId),
      forwardTo: (accountId) => this.forwardTo(accountId),
      onCallback: (callback) => this.#listener.taken(callback),
      onRefused: (refused) => {
        this.#refused = { count: (this.#refused?.count ?? 0) + 1, last: refused };
        if (this.#logged.take())
          log.warn(`The webhook receiver refused a request: ${refused.kind}, ${refused.status}`);
        this.#listener.refused();
      },
      onProblem: (error) => log.error('The webhook receiver', error instanceof Error ? error.message : ''),
    });
    this.#receiver = receiver;
    this.#since = Date.now();
    this.#until = undefined;
    const readAgain = () => void this.#readAccounts().catch(() => undefined);
    this.#listening.push(tokens.onDidChange(readAgain), sessions.onDidChange(readAgain));
    this.#changed.fire();
    if (receiver.takenPort !== undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Port {0} is in use, perhaps by another window: webhooks are received on port {1}.',
          receiver.takenPort,
          receiver.port,
        ),
      );
    }
    // For the diagnosis of signatures only: it can wait, and may fail.
    void this.#readConfigured().catch(() => undefined);
  }

  async #readAccounts(): Promise<void> {
    const reading = ++this.#reading;
    const { accounts, tokens } = this.#services;
    const [all, source] = await Promise.all([accounts(), tokens()]);
    const inOrder = [...all].sort((a: Account, b: Account) => a.id.localeCompare(b.id));
    const found = await Promise.all(inOrder.map(async ({ id }) => [id, await source.of(id)] as const));
    if (reading !== this.#reading) return;
    this.#accounts = accountPaths(inOrder);
    this.#tokens.clear();
    for (const [id, list] of found) this.#tokens.set(id, list);
    this.#changed.fire();
  }

  async #readConfigured(): Promise<void> {
    const session = await this.#services.sessions.active();
    if (!session) return;
    const { items } = await session.client.configurationPage({ pageSize: 100 });
    const urls = items.flatMap(({ statusCallbacks }) => (statusCallbacks ?? []).map(({ url }) => url));
    this.learnConfigured(session.account.id, urls);
  }

  #forwards(): Record<string, string> {
    const kept = this.#services.workspaceState.get<unknown>(FORWARD_KEY);
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }
}
