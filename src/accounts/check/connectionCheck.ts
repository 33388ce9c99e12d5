import process from 'node:process';
import * as vscode from 'vscode';
import { isApiError } from '../../api/errors.ts';
import type { Exchange } from '../../api/exchange.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { PREFIX } from '../../platform/commands.ts';
import { type AccountDetails, type AccountRecord, credentialsOf, publicPart } from '../account.ts';
import type { AccountMarks } from '../accountMarks.ts';
import type { AccountStore } from '../accountStore.ts';
import { authenticationName } from '../words.ts';
import { knock, lookUp, shakeHands } from './probes.ts';
import { proxyInUse } from './proxyInUse.ts';
import { checkSteps, type Probes, type RequestFacts, type StepName, type StepResult } from './steps.ts';

/** For one step that is tried by itself. */
const PROBE_MS = 10_000;

interface CheckItem extends vscode.QuickPickItem {
  act?: 'copy' | 'again' | 'reenter' | 'startSandbox' | 'openLog';
  result?: StepResult;
}

/** Looks for the step at which an account's connection fails, and shows how each went. */
export class ConnectionCheck {
  readonly #store: AccountStore;
  readonly #marks: Pick<AccountMarks, 'observe'>;
  readonly #log: vscode.LogOutputChannel;
  readonly #userAgent: string;

  constructor(
    store: AccountStore,
    marks: Pick<AccountMarks, 'observe'>,
    log: vscode.LogOutputChannel,
    userAgent: string,
  ) {
    this.#store = store;
    this.#marks = marks;
    this.#log = log;
    this.#userAgent = userAgent;
  }

  /** Starts no sandbox: whether it runs is what is asked. */
  async run(accountId: string): Promise<void> {
    const observe = await this.#marks.observe(accountId);
    const record = await this.#store.record(accountId);
    if (!record) return;
    const account = publicPart(record);
    const abort = new AbortController();
    const box = vscode.window.createQuickPick<CheckItem>();
    box.title = vscode.l10n.t('Connection of {0}', account.label);
    box.placeholder = vscode.l10n.t('Checking the connection…');
    box.keepScrollPosition = true;
    box.ignoreFocusOut = true;
    box.matchOnDetail = true;
    box.busy = true;
    let results: StepResult[] = [];
    const chosen = new Promise<CheckItem | undefined>((resolve) => {
      box.onDidAccept(() => {
        if (!box.busy) resolve(box.activeItems[0]);
      });
      box.onDidHide(() => resolve(undefined));
    });
    box.show();
    try {
      results = await Promise.race([
        this.#check(record, observe, abort.signal, (result) => {
          box.items = [...box.items, ...stepItems(result)];
        }),
        chosen.then(() => []),
      ]);
      if (results.length === 0) return;
      box.busy = false;
      box.placeholder = verdict(results);
      box.items = [...results.flatMap(stepItems), ...actItems(results, account)];
      // Where it fails is what is looked for: it is shown, and read out, first.
      const failure = box.items.find(({ result }) => result?.outcome === 'failed');
      if (failure) box.activeItems = [failure];
      this.#log.info(report(account, results));
      const item = await chosen;
      if (item) await this.#act(item, account, results);
    } finally {
      abort.abort();
      box.dispose();
    }
  }

  async #act(item: CheckItem, account: AccountDetails, results: readonly StepResult[]): Promise<void> {
    switch (item.act) {
      case 'copy':
        await copyToClipboard(report(account, results), vscode.l10n.t('Copied the report'));
        break;
      case 'again':
        await this.run(account.id);
        break;
      case 'reenter':
        await vscode.commands.executeCommand(`${PREFIX}.reenterSecret`, account.id);
        break;
      case 'startSandbox':
        await vscode.commands.executeCommand(`${PREFIX}.startSandbox`);
        break;
      case 'openLog':
        this.#log.show();
        break;
      case undefined:
        // A row has room for some words only: here is all of it.
        if (item.result) await showWhole(item.result, report(account, results));
        break;
    }
  }

  async #check(
    record: AccountRecord,
    observe: (exchange: Exchange) => void,
    signal: AbortSignal,
    onStep: (result: StepResult) => void,
  ): Promise<StepResult[]> {
    const account = publicPart(record);
    const inTime = () => AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]);
    const http = vscode.workspace.getConfiguration('http');
    const probes: Probes = {
      lookUp,
      shakeHands: (host, port) => shakeHands(host, port, inTime()),
      knock: (host, port) => knock(host, port, inTime()),
      request: () => this.#request(record, observe, signal),
      proxy: account.sandbox
        ? undefined
        : proxyInUse(
            new URL(account.origin).hostname,
            {
              proxy: http.get<string>('proxy'),
              proxySupport: http.get<string>('proxySupport'),
              noProxy: http.get<string[]>('noProxy'),
            },
            process.env,
          ),
    };
    return checkSteps(account, probes, vscode.l10n, onStep);
  }

  /** One request, tried once, with what its answer says besides. */
  async #request(
    record: AccountRecord,
    observe: (exchange: Exchange) => void,
    signal: AbortSignal,
  ): Promise<RequestFacts> {
    const { ConversationsClient } = await import('../../api/client.ts');
    const times: Pick<RequestFacts, 'serverTime' | 'receivedAt'> = {};
    const client = new ConversationsClient({
      origin: publicPart(record).origin,
      credentials: credentialsOf(record),
      userAgent: this.#userAgent,
      patience: { attempts: 1, answerMs: PROBE_MS },
      onExchange: (exchange) => {
        observe(exchange);
        const { serverTime, startedAt, durationMs } = exchange;
        if (serverTime === undefined) return;
        times.serverTime = serverTime;
        times.receivedAt = startedAt + durationMs;
      },
    });
    try {
      const { items } = await client.conversationPage({ pageSize: 1, signal });
      return { ...times, owner: items[0]?.accountId };
    } catch (error) {
      if (!isApiError(error)) throw error;
      return { ...times, error };
    }
  }
}

function stepItems(result: StepResult): CheckItem[] {
  const { name, outcome, fact, remedy } = result;
  return [
    {
      label: stepName(name),
      description: outcomeName(outcome),
      detail: fact,
      iconPath: outcomeIcon(outcome),
      alwaysShow: true,
      result,
    },
    ...(remedy === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('What to do'),
            detail: remedy,
            iconPath: new vscode.ThemeIcon('lightbulb'),
            alwaysShow: true,
            result,
          },
        ]),
  ];
}

function actItems(results: readonly StepResult[], { sandbox }: AccountDetails): CheckItem[] {
  const failedAt = (...names: StepName[]) =>
    results.some(({ name, outcome }) => outcome === 'failed' && names.includes(name));
  const item = (act: NonNullable<CheckItem['act']>, icon: string, label: string): CheckItem => ({
    act,
    label,
    iconPath: new vscode.ThemeIcon(icon),
    alwaysShow: true,
  });
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...(failedAt('credentials') ? [item('reenter', 'key', vscode.l10n.t('Re-enter Secret…'))] : []),
    ...(sandbox && failedAt('listening')
      ? [item('startSandbox', 'beaker', vscode.l10n.t('Start Sandbox'))]
      : []),
    item('copy', 'copy', vscode.l10n.t('Copy Report')),
    item('again', 'refresh', vscode.l10n.t('Check Again')),
    item('openLog', 'output', vscode.l10n.t('Open Log')),
  ];
}

function verdict(results: readonly StepResult[]): string {
  const failure = results.find(({ outcome }) => outcome === 'failed');
  return failure
    ? vscode.l10n.t('The connection fails here: {0}', stepName(failure.name))
    : vscode.l10n.t('The connection works');
}

async function showWhole({ name, fact, remedy }: StepResult, whole: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Report');
  const chosen = await vscode.window.showInformationMessage(
    stepName(name),
    { modal: true, detail: remedy === undefined ? fact : `${fact}\n\n${remedy}` },
    copy,
  );
  if (chosen === copy) await copyToClipboard(whole, vscode.l10n.t('Copied the report'));
}

/** For a colleague or Twilio's support: what was found, and nothing secret. */
function report(account: AccountDetails, results: readonly StepResult[]): string {
  const { label, accountSid, origin, method } = account;
  return [
    vscode.l10n.t('Connection of {0}', label),
    vscode.l10n.t('Account SID: {0}', accountSid),
    vscode.l10n.t('Address: {0}', origin),
    vscode.l10n.t('Authentication: {0}', authenticationName(method)),
    ...results.flatMap(({ name, outcome, fact, remedy }) => [
      `- ${stepName(name)} – ${outcomeName(outcome)}: ${fact}`,
      ...(remedy === undefined ? [] : [`  ${remedy}`]),
    ]),
  ].join('\n');
}

function stepName(name: StepName): string {
  switch (name) {
    case 'dns':
      return vscode.l10n.t('Host name (DNS)');
    case 'tls':
      return vscode.l10n.t('Connection and certificate (TLS)');
    case 'proxy':
      return vscode.l10n.t('Proxy');
    case 'clock':
      return vscode.l10n.t('Clock');
    case 'listening':
      return vscode.l10n.t('Port');
    case 'answering':
      return vscode.l10n.t('Sandbox');
    case 'credentials':
      return vscode.l10n.t('Credentials');
    case 'region':
      return vscode.l10n.t('Region');
    case 'terms':
      return vscode.l10n.t('Terms of service');
  }
}

function outcomeName(outcome: StepResult['outcome']): string {
  switch (outcome) {
    case 'done':
      return vscode.l10n.t('OK');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'skipped':
      return vscode.l10n.t('not checked');
  }
}

function outcomeIcon(outcome: StepResult['outcome']): vscode.ThemeIcon {
  switch (outcome) {
    case 'done':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
    case 'skipped':
      return new vscode.ThemeIcon('circle-slash');
  }
}
