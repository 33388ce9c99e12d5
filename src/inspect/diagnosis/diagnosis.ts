import * as vscode from 'vscode';
import type { Conversation } from '../../api/resources.ts';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { PREFIX } from '../../platform/commands.ts';
import { setContextKey } from '../../platform/contextKeys.ts';
import { channelName, conversationTitle, fullTime, shortId } from '../../platform/display.ts';
import { hideAddresses } from '../../platform/masking.ts';
import { MemoryDocuments } from '../../platform/memoryDocuments.ts';
import type { Account, Session } from '../../platform/session.ts';
import { shownTitle } from '../../platform/shown.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import { urlKind } from '../../platform/urlKind.ts';
import { runOverAccount } from './accountRun.ts';
import type { CheckWords } from './checks/words.ts';
import { diagnose, diagnoseConfiguration } from './diagnose.ts';
import type { HostAnswer } from './evidence.ts';
import { type Finding, finding, SEVERITIES, type Severity } from './finding.ts';
import { gather, probeAll, type Sources } from './gather.ts';
import { probe, readAttempts } from './localSources.ts';
import { askedUrl, askHost } from './publicHosts.ts';
import { Remedies } from './remedies.ts';
import { reportMarkdown } from './reportMarkdown.ts';
import { type Diagnosed, type Grouping, Results, type Subject, subjectKey } from './results.ts';
import {
  type DiagnosisRow,
  EvidenceItem,
  FindingRow,
  NoticeRow,
  RemedyRow,
  type RowContext,
  SeverityRow,
  SubjectRow,
} from './rows.ts';
import type { DiagnosedKey, DiagnosisServices } from './services.ts';
import { inWords, telling } from './told.ts';
import { countWords, partName, remedyIcon, remedyLabel, severityGroupName } from './words.ts';

const VIEW = `${PREFIX}.diagnosis`;

/** A run over more conversations than these is asked about: each is some requests. */
const ASK_ABOVE = 500;

/** While an account is diagnosed, the view is drawn so often at most; where there is much to draw, less often. */
const REDRAW_MS = 300;

/** Diagnosing so many again is over in moments; of more it is told how far it is, and it can be ended. */
const FEW_SUBJECTS = 5;

/** Few rows are shown open, since what is the matter is in them; of many the person picks. */
const MOST_EXPANDED = 3;

/** Diagnoses conversations, shows what was found, and mends it. In a bundle of its own: few windows need it. */
export class Diagnosis implements vscode.Disposable, vscode.TreeDataProvider<DiagnosisRow> {
  readonly #services: DiagnosisServices;
  readonly #results = new Results();
  readonly #changed = new vscode.EventEmitter<DiagnosisRow | undefined>();
  readonly #documents = new MemoryDocuments('twilio-conversations-diagnosis');
  readonly #remedies: Remedies;
  readonly #view: vscode.TreeView<DiagnosisRow>;
  readonly #listening: vscode.Disposable;
  /** Accounts that were seen, for what their rows may offer. */
  readonly #accounts = new Map<string, Account>();
  /** What was found of servers that the person had asked, by URL: until it is cleared. */
  readonly #asked = new Map<string, HostAnswer>();
  #grouping: Grouping = 'subject';
  /** How the last run over an account went. */
  #note = '';
  /** Whether that run did not come to all conversations. */
  #isPartial = false;
  #running: { readonly accountId: string; readonly abort: AbortController } | undefined;
  #refreshing: AbortController | undefined;
  #redrawing: NodeJS.Timeout | undefined;
  #tops: DiagnosisRow[] = [];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: DiagnosisServices) {
    this.#services = services;
    this.#remedies = new Remedies(services, this.#documents);
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#listening = vscode.Disposable.from(
      services.privacy.onDidChange(() => this.#draw()),
      services.sessions.onDidChange(() => void this.#forgetSignedOut()),
    );
  }

  /**
   * Diagnoses a conversation and shows what was found.
   * @param key the person picks one when absent
   */
  async diagnoseConversation(key?: DiagnosedKey): Promise<void> {
    const chosen = key ?? (await this.#pickConversation());
    if (!chosen) return;
    const found = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Diagnosing the conversation…'),
        cancellable: true,
      },
      (_progress, token) => this.#diagnose(chosen, abortedBy(token)),
    );
    if (!found) return;
    this.#note = '';
    this.#isPartial = false;
    await this.#show();
    const isFound = ({ id }: DiagnosisRow) => id === subjectKey(found.subject);
    const row = this.#tops.find(isFound) ?? this.getChildren().find(isFound);
    if (row && this.#grouping === 'subject') {
      await this.#view.reveal(row, { select: true, focus: true, expand: true });
    }
  }

  /** Diagnoses all conversations of the active account, and its configurations. */
  async diagnoseAccount(): Promise<void> {
    const session = await this.#services.sessions.active();
    if (!session) throw new SignedOutError();
    const { account } = session;
    this.#accounts.set(account.id, account);
    this.#running?.abort.abort();
    const abort = new AbortController();
    const run = { accountId: account.id, abort };
    this.#running = run;
    this.#results.clearAccount(account.id);
    this.#note = '';
    this.#isPartial = false;
    this.#draw();
    const count = (value: number) => value.toLocaleString(vscode.env.language);
    let [done, all, bad, declined, failed] = [0, 0, 0, false, false];
    try {
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Diagnosing {0}', account.label),
          cancellable: true,
        },
        async (progress, token) => {
          token.onCancellationRequested(() => abort.abort());
          const tell = (more: number) => {
            done += more;
            progress.report({
              message: vscode.l10n.t('{0} of {1} conversations', count(done), count(all)),
              increment: all > 0 ? (100 * more) / all : 100,
            });
          };
          const at = Date.now();
          await runOverAccount(this.#sources(session), this.#words(), abort.signal, {
            counted: async (conversations) => {
              all = conversations;
              const going = await mayGoOn(account, conversations);
              declined = !going;
              tell(0);
              return going;
            },
            configuration: ({ id, displayName }, findings) => {
              if (findings.length === 0) return;
              const subject = {
                kind: 'configuration' as const,
                accountId: account.id,
                configurationId: id,
                title: displayName,
              };
              this.#results.put({ subject, at, findings });
              this.#drawSoon();
            },
            conversation: (conversation, findings) => {
              tell(1);
              if (findings.length === 0) return;
              bad++;
              this.#results.put({ subject: subjectOf(account.id, conversation), at, findings });
              this.#drawSoon();
            },
            failed: (conversation, error) => {
              tell(1);
              bad++;
              const findings = [this.#unreadable(session, error)];
              this.#results.put({ subject: subjectOf(account.id, conversation), at, findings });
              this.#drawSoon();
            },
          });
        },
      );
    } catch (error) {
      if (!abort.signal.aborted) {
        failed = true;
        throw error;
      }
    } finally {
      // Where another run took its place, or all was forgotten, nobody wants to hear how this one ended.
      if (this.#running === run) {
        this.#running = undefined;
        const endedEarly = failed || abort.signal.aborted;
        this.#isPartial = declined || endedEarly;
        this.#note = declined
          ? vscode.l10n.t('{0}: only the configurations were diagnosed', account.label)
          : endedEarly
            ? vscode.l10n.t(
                '{0}: ended early after {1} of {2} conversations; {3} with findings',
                account.label,
                count(done),
                count(all),
                count(bad),
              )
            : vscode.l10n.t(
                '{0}: {1} conversations diagnosed, {2} with findings',
                account.label,
                count(done),
                count(bad),
              );
        await this.#show();
      }
    }
  }

  /** Diagnoses again what is shown: conversations one after the other. */
  async refresh(): Promise<void> {
    const subjects = this.#results.list().map(({ subject }) => subject);
    this.#refreshing?.abort();
    const abort = new AbortController();
    this.#refreshing = abort;
    await vscode.window.withProgress(
      subjects.length <= FEW_SUBJECTS
        ? { location: { viewId: VIEW } }
        : {
            location: vscode.ProgressLocation.Notification,
            title: vscode.l10n.t('Diagnosing again'),
            cancellable: true,
          },
      async (progress, token) => {
        token.onCancellationRequested(() => abort.abort());
        for (const [index, subject] of subjects.entries()) {
          if (abort.signal.aborted) return;
          progress.report({
            message: vscode.l10n.t('{0} of {1}', index + 1, subjects.length),
            increment: 100 / subjects.length,
          });
          await this.#diagnoseAgain(subject, abort.signal);
        }
      },
    );
  }

  /** Forgets all findings; the view goes away. */
  clear(): void {
    this.#stop();
    this.#results.clear();
    this.#asked.clear();
    this.#note = '';
    this.#isPartial = false;
    this.#draw();
    setContextKey('hasDiagnosis', false);
  }

  /** Asks which findings to show. */
  async filter(): Promise<void> {
    const items = SEVERITIES.map((severity) => ({
      label: severityGroupName(severity, vscode.l10n),
      description: String(this.#results.counts()[severity]),
      picked: this.#results.shown.has(severity),
      severity,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      placeHolder: vscode.l10n.t('Findings to show'),
    });
    if (!picked) return;
    // Nothing at all is nobody's wish.
    const shown = picked.length > 0 ? picked.map(({ severity }) => severity) : SEVERITIES;
    this.#results.shown = new Set<Severity>(shown);
    this.#draw();
  }

  /** Has findings stand together by what they are of, or by how bad they are. */
  switchGrouping(): void {
    this.#grouping = this.#grouping === 'subject' ? 'severity' : 'subject';
    this.#draw();
  }

  /** Opens what a row is about: a communication on its timeline, anything else as JSON. */
  async showRow(row?: DiagnosisRow): Promise<void> {
    const shown = row ?? this.#view.selection[0];
    const ref = shown?.ref;
    if (!ref) return;
    const onTimeline = !(shown instanceof EvidenceItem) || shown.opensTimeline;
    if (onTimeline && (ref.kind === 'communication' || ref.kind === 'conversation')) {
      const { accountId, conversationId } = ref;
      await this.#services.openTimeline(
        { accountId, conversationId },
        undefined,
        ref.kind === 'communication' ? ref.communicationId : undefined,
      );
    } else await vscode.commands.executeCommand(`${PREFIX}.openJson`, { ref });
  }

  /** Does what a remedy's row says; of a finding with several remedies the person picks one. Then looks again. */
  async mend(from?: DiagnosisRow): Promise<void> {
    const row = from ?? this.#view.selection[0];
    const of = row instanceof RemedyRow ? row.parent : row instanceof FindingRow ? row : undefined;
    if (!of) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select a finding first.'));
      return;
    }
    const remedy = row instanceof RemedyRow ? row.remedy : await this.#pickRemedy(of);
    if (!remedy) return;
    const { subject } = of.diagnosed;
    if (!(await this.#remedies.carryOut(subject.accountId, remedy))) return;
    await vscode.window.withProgress({ location: { viewId: VIEW } }, () => this.#diagnoseAgain(subject));
  }

  /** Asks a subject's callbacks whether they answer, when the person agrees to what is sent; then looks again. */
  async askCallbacks(from?: DiagnosisRow): Promise<void> {
    const row = from ?? this.#view.selection[0] ?? this.#tops[0];
    const diagnosed = row instanceof SubjectRow || row instanceof FindingRow ? row.diagnosed : undefined;
    if (!diagnosed) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Select a conversation or a configuration in the diagnosis first.'),
      );
      return;
    }
    const { subject } = diagnosed;
    const { client } = await this.#session(subject.accountId);
    const settings =
      subject.kind === 'configuration'
        ? await client.fetchConfiguration(subject.configurationId)
        : (await client.fetchConversation(subject.conversationId)).configuration;
    const urls = [...new Set((settings?.statusCallbacks ?? []).map(({ url }) => url))].filter(
      (url) => urlKind(url) !== 'unusable',
    );
    if (urls.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no status callback to ask.'));
      return;
    }
    const ask = vscode.l10n.t('Ask');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Ask whether the status callbacks answer?'),
      {
        modal: true,
        detail: [
          urls.map((url) => `HEAD ${hideAddresses(askedUrl(url), this.#services.privacy.masker)}`).join('\n'),
          vscode.l10n.t(
            'It is sent from this machine, without a body, a signature, or what may be secret in the URL. The server may log it.',
          ),
        ].join('\n\n'),
      },
      ask,
    );
    if (chosen !== ask) return;
    await vscode.window.withProgress({ location: { viewId: VIEW } }, async () => {
      await Promise.all(urls.map(async (url) => this.#asked.set(url, await askHost(url))));
      await this.#diagnoseAgain(subject);
    });
    const silent = urls.filter((url) => this.#asked.get(url) !== 'listens').length;
    void vscode.window.showInformationMessage(
      silent === 0
        ? vscode.l10n.t('All of them answer.')
        : vscode.l10n.t('{0} of {1} do not answer: see the findings.', silent, urls.length),
    );
  }

  /** Opens the findings as a Markdown document. */
  async openReport(): Promise<void> {
    const text = this.#report();
    if (text === undefined) return sayNone();
    const uri = this.#documents.add(`${vscode.l10n.t('Diagnosis')}.md`, text);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  /** Copies the findings as Markdown. */
  async copyReport(): Promise<void> {
    const text = this.#report();
    if (text === undefined) return sayNone();
    await copyToClipboard(text, vscode.l10n.t('Copied the diagnosis'));
  }

  getTreeItem(row: DiagnosisRow): vscode.TreeItem {
    return row.item();
  }

  resolveTreeItem(item: vscode.TreeItem, row: DiagnosisRow): vscode.TreeItem {
    const tooltip = row.tooltip?.();
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  getParent(row: DiagnosisRow): DiagnosisRow | undefined {
    return row.parent;
  }

  getChildren(row?: DiagnosisRow): DiagnosisRow[] {
    if (row) return [...(row.children?.() ?? [])];
    this.#tops = this.#topRows();
    return [...this.#tops];
  }

  dispose(): void {
    this.#stop();
    clearTimeout(this.#redrawing);
    vscode.Disposable.from(this.#listening, this.#view, this.#changed, this.#documents).dispose();
  }

  /** Ends what is under way, without a word about it. */
  #stop(): void {
    this.#running?.abort.abort();
    this.#running = undefined;
    this.#refreshing?.abort();
  }

  #topRows(): DiagnosisRow[] {
    const context: RowContext = {
      masker: this.#services.privacy.masker,
      isSandbox: (accountId) => this.#accounts.get(accountId)?.sandbox ?? false,
    };
    const listed = this.#results.list();
    if (listed.length === 0) {
      if (this.#running) return [];
      if (this.#results.size > 0) {
        return [new NoticeRow('none', vscode.l10n.t('All findings are filtered out'), 'filter')];
      }
      return [
        this.#isPartial
          ? new NoticeRow('none', vscode.l10n.t('Nothing was found in what was looked at'), 'info')
          : new NoticeRow('none', vscode.l10n.t('No problems found'), 'pass'),
      ];
    }
    if (this.#grouping === 'subject') {
      const open = listed.length <= MOST_EXPANDED;
      return listed.map((diagnosed) => new SubjectRow(context, diagnosed, open));
    }
    return SEVERITIES.flatMap((severity) => {
      const found = listed.flatMap((of) =>
        of.findings.filter((each) => each.severity === severity).map((each) => ({ of, finding: each })),
      );
      return found.length > 0 ? [new SeverityRow(context, severity, found)] : [];
    });
  }

  async #show(): Promise<void> {
    setContextKey('hasDiagnosis', true);
    this.#draw();
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  #drawSoon(): void {
    setContextKey('hasDiagnosis', true);
    this.#redrawing ??= setTimeout(() => this.#draw(), REDRAW_MS + this.#results.size);
  }

  #draw(): void {
    clearTimeout(this.#redrawing);
    this.#redrawing = undefined;
    const counts = this.#results.counts();
    const words = countWords(counts, vscode.l10n);
    const grave = counts.error + counts.warning;
    this.#view.badge = grave > 0 ? { value: grave, tooltip: words } : undefined;
    const { shown } = this.#results;
    const filtered =
      shown.size < SEVERITIES.length
        ? [...shown].map((severity) => severityGroupName(severity, vscode.l10n)).join(', ')
        : '';
    this.#view.description = [words, filtered && vscode.l10n.t('shown: {0}', filtered)]
      .filter(Boolean)
      .join(' · ');
    this.#view.message = this.#note;
    this.#changed.fire(undefined);
  }

  /** @returns undefined when it was cancelled */
  async #diagnose(key: DiagnosedKey, signal: AbortSignal, again = false): Promise<Diagnosed | undefined> {
    const session = await this.#session(key.accountId);
    try {
      const evidence = await gather(this.#sources(session), key.conversationId, signal);
      signal.throwIfAborted();
      const { configurationId } = evidence.conversation;
      // What its configuration is told to have, as after a run over the account, is not told again with each conversation.
      const ofConfiguration = again
        ? this.#results.of(`${key.accountId}/configuration/${configurationId}`)?.findings
        : undefined;
      const diagnosed = {
        subject: subjectOf(key.accountId, evidence.conversation),
        at: Date.now(),
        findings: diagnose(evidence, this.#words(), new Set(ofConfiguration?.map(({ key: known }) => known))),
      };
      this.#results.put(diagnosed);
      return diagnosed;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  async #diagnoseAgain(subject: Subject, signal = new AbortController().signal): Promise<void> {
    const session = await this.#session(subject.accountId);
    try {
      if (subject.kind === 'conversation') {
        await this.#diagnose(subject, signal, true);
      } else {
        const sources = this.#sources(session);
        const configuration = await session.client.fetchConfiguration(subject.configurationId, { signal });
        const { accountId, sandbox } = sources;
        const hosts = await probeAll(sources, configuration.statusCallbacks ?? [], signal);
        const attempts = await sources.attempts(signal).catch(() => undefined);
        signal.throwIfAborted();
        const findings = diagnoseConfiguration(
          configuration,
          { accountId, sandbox, hosts, attempts },
          this.#words(),
        );
        this.#results.put({ subject, at: Date.now(), findings });
      }
    } catch (error) {
      if (signal.aborted) return;
      // It is told where the findings are; what could not be read now may be there the next time.
      this.#results.put({ subject, at: Date.now(), findings: [this.#unreadable(session, error)] });
    }
    this.#draw();
  }

  #unreadable({ account }: Session, error: unknown): Finding {
    const { l10n } = this.#words();
    const why = this.#why(account, error);
    return finding({
      check: 'unread',
      key: 'unread.all',
      severity: 'warning',
      title: l10n.t('It could not be read'),
      explanation: l10n.t('{0}', { said: why }),
    });
  }

  #why(account: Account, error: unknown): string {
    const { summary, detail } = this.#services.notifier.explain(error, {
      what: vscode.l10n.t('Could not read a part of the diagnosis'),
      sandbox: account.sandbox,
      account,
    });
    return detail || summary;
  }

  #sources({ account, client }: Session): Sources {
    this.#accounts.set(account.id, account);
    const services = this.#services;
    return {
      client,
      accountId: account.id,
      sandbox: account.sandbox,
      now: Date.now,
      probe,
      asked: this.#asked,
      attempts: async (signal) => {
        const reach = await services.sandboxOf(account.id);
        return reach && readAttempts(reach, signal);
      },
      compare: (api, readAt) =>
        services.compareCallbacks?.(
          { accountId: account.id, conversationId: api.conversation.id },
          api,
          readAt,
        ),
      why: (error) => this.#why(account, error),
      part: (name) => partName(name, vscode.l10n),
    };
  }

  #words(): CheckWords {
    return {
      l10n: telling(vscode.l10n),
      plain: vscode.l10n,
      language: vscode.env.language,
      channelName,
      moment: (at) => fullTime(new Date(at).toISOString()),
    };
  }

  #report(): string | undefined {
    if (this.#results.size === 0) return undefined;
    const hidden = this.#results.shown.size < SEVERITIES.length;
    const note = [this.#note, hidden ? vscode.l10n.t('Some findings are filtered out.') : '']
      .filter(Boolean)
      .join(' ');
    return reportMarkdown(
      this.#results.list(),
      {
        l10n: vscode.l10n,
        masker: this.#services.privacy.masker,
        moment: (at) => fullTime(new Date(at).toISOString()),
        account: (id) => this.#accounts.get(id)?.label ?? id,
      },
      note || undefined,
    );
  }

  async #pickRemedy(row: FindingRow) {
    const { remedies } = row.finding;
    const [only] = remedies;
    if (remedies.length < 2) return only;
    const { masker } = this.#services.privacy;
    const l10n = telling(vscode.l10n);
    const chosen = await vscode.window.showQuickPick(
      remedies.map((remedy) => ({
        label: `$(${remedyIcon(remedy)}) ${inWords(remedyLabel(remedy, l10n), masker)}`,
        remedy,
      })),
      { title: row.name, placeHolder: vscode.l10n.t('What to do about it') },
    );
    return chosen?.remedy;
  }

  async #pickConversation(): Promise<DiagnosedKey | undefined> {
    const session = await this.#services.sessions.active();
    if (!session) throw new SignedOutError();
    const accountId = session.account.id;
    const { masker } = this.#services.privacy;
    const loaded = this.#services.loaded(accountId);
    if (loaded.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No conversation is loaded. Open the side bar and select one first.'),
      );
      await vscode.commands.executeCommand(`${PREFIX}.conversations.focus`);
      return undefined;
    }
    const picked = await vscode.window.showQuickPick(
      loaded.map((conversation) => ({
        label: shownTitle(conversation, masker),
        description: [conversation.status, shortId(conversation.id)].filter(Boolean).join(' · '),
        conversationId: conversation.id,
      })),
      { placeHolder: vscode.l10n.t('Conversation to diagnose'), matchOnDescription: true },
    );
    return picked && { accountId, conversationId: picked.conversationId };
  }

  async #session(accountId: string): Promise<Session> {
    const session = await this.#services.sessions.of(accountId);
    if (!session) throw new SignedOutError();
    return session;
  }

  async #forgetSignedOut(): Promise<void> {
    const run = this.#running;
    const known = new Set([...this.#results.accountIds, ...(run ? [run.accountId] : [])]);
    const there = await Promise.all(
      [...known].map(async (id) => ((await this.#services.sessions.version(id)) === undefined ? [] : [id])),
    );
    const kept = new Set(there.flat());
    if (kept.size === known.size) return;
    if (run && run === this.#running && !kept.has(run.accountId)) {
      run.abort.abort();
      this.#running = undefined;
    }
    this.#results.keepAccounts(kept);
    if (this.#results.size === 0 && !this.#running) this.clear();
    else this.#draw();
  }
}

function subjectOf(accountId: string, conversation: Conversation): Subject {
  return {
    kind: 'conversation',
    accountId,
    conversationId: conversation.id,
    title: conversationTitle(conversation),
    status: conversation.status ?? '',
  };
}

function abortedBy(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}

async function mayGoOn({ label }: Account, conversations: number): Promise<boolean> {
  if (conversations <= ASK_ABOVE) return true;
  const go = vscode.l10n.t('Diagnose All');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Diagnose {0} conversations of {1}?',
      conversations.toLocaleString(vscode.env.language),
      label,
    ),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Each of them is one request at least. Nothing is changed. It can be ended at any time, and what was found until then stays.',
      ),
    },
    go,
  );
  return chosen === go;
}

function sayNone(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('There is no diagnosis yet: “Diagnose Conversation” makes one.'),
  );
}
