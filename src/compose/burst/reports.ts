import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { copyToClipboard } from '../../platform/clipboard.ts';
import { MemoryDocuments } from '../../platform/memoryDocuments.ts';
import type { Privacy } from '../../platform/privacy.ts';
import { readerHere } from './readerHere.ts';
import { type BurstReport, readReport } from './report.ts';
import { reportHtml } from './reportHtml.ts';
import { reportMarkdown } from './reportMarkdown.ts';
import { REPORT_PANEL } from './state.ts';
import { endIn, headline, type Reader, titleIn } from './words.ts';

const STATE = 'compose.burst.reports';

/** Older ones are forgotten. */
const MOST_KEPT = 10;

/** The reports of bursts: kept in the workspace, shown in panels that come back with the window. */
export class Reports implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #privacy: Privacy;
  /** By title. Each with its report, which may be forgotten otherwise: names must be hidden there too. */
  readonly #open = new Map<string, { panel: vscode.WebviewPanel; report: BurstReport }>();
  readonly #extensionUri: vscode.Uri;
  readonly #documents = new MemoryDocuments('twilio-conversations-burst');
  readonly #listening: vscode.Disposable;
  /** Newest first. */
  #kept: BurstReport[];

  constructor(state: vscode.Memento, privacy: Privacy, extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
    this.#state = state;
    this.#privacy = privacy;
    const kept: unknown = state.get(STATE);
    this.#kept = (Array.isArray(kept) ? kept : []).flatMap((each) => readReport(each) ?? []);
    this.#listening = privacy.onDidChange(() => this.#drawAll());
  }

  /** What a report's tab is to be called: a panel without a script keeps nothing else over a reload. @param at epoch milliseconds */
  titleFor(at: number): string {
    const time = new Date(at).toLocaleTimeString(vscode.env.language, { timeStyle: 'medium' });
    const title = vscode.l10n.t('Burst {0}', time);
    const taken = new Set([...this.#kept.map((each) => each.title), ...this.#open.keys()]);
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? title : `${title} (${number})`;
      if (!taken.has(candidate)) return candidate;
    }
  }

  /** Keeps a report; another one of the same burst's run takes its place. */
  keep(report: BurstReport): void {
    this.#kept = [report, ...this.#kept.filter(({ title }) => title !== report.title)].slice(0, MOST_KEPT);
    this.#state.update(STATE, this.#kept).then(undefined, () => undefined);
  }

  /** Shows a report in a panel of its own. */
  show(report: BurstReport): void {
    const open = this.#open.get(report.title);
    if (open) {
      open.report = report;
      this.#draw(open.panel, report);
      open.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(REPORT_PANEL, report.title, vscode.ViewColumn.Active, {
      enableScripts: false,
      localResourceRoots: [],
    });
    this.#adopt(panel, report);
  }

  /** Takes up a panel that the editor brings back after a reload. */
  restore(panel: vscode.WebviewPanel): void {
    const report = this.#kept.find(({ title }) => title === panel.title);
    if (report) this.#adopt(panel, report);
    // Its report is forgotten: there is nothing to show.
    else panel.dispose();
  }

  /** Has the person choose one of those that are kept, and shows it. */
  async pick(): Promise<void> {
    const [only] = this.#kept;
    if (!only) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no report yet: “Send Burst…” makes one.'),
      );
      return;
    }
    const reader = this.#reader;
    const chosen =
      this.#kept.length === 1
        ? { report: only }
        : await vscode.window.showQuickPick(
            this.#kept.map((report) => ({
              label: report.title,
              description: `${endIn(report, reader).word} · ${headline(report, reader)}`,
              detail: `${titleIn(report.settings, reader)} · ${new Date(report.startedAt).toLocaleString(reader.locale)}`,
              report,
            })),
            { placeHolder: vscode.l10n.t('Which burst’s report?'), matchOnDetail: true },
          );
    if (chosen) this.show(chosen.report);
  }

  /** Opens the report that has the focus as a document. */
  async openAsMarkdown(): Promise<void> {
    const report = this.active;
    if (!report) return this.#sayNone();
    const uri = this.#documents.add(`${report.title}.md`, reportMarkdown(report, this.#reader));
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  /** Copies the report that has the focus, as Markdown. */
  async copy(): Promise<void> {
    const report = this.active;
    if (!report) return this.#sayNone();
    await copyToClipboard(reportMarkdown(report, this.#reader), vscode.l10n.t('Copied the report'));
  }

  dispose(): void {
    vscode.Disposable.from(this.#listening, this.#documents).dispose();
  }

  /** The one that has the focus, or else the newest. */
  get active(): BurstReport | undefined {
    return [...this.#open.values()].find(({ panel }) => panel.active)?.report ?? this.#kept[0];
  }

  get #reader(): Reader {
    return readerHere(this.#privacy);
  }

  #sayNone(): void {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no report yet: “Send Burst…” makes one.'),
    );
  }

  #adopt(panel: vscode.WebviewPanel, report: BurstReport): void {
    this.#open.get(report.title)?.panel.dispose();
    this.#open.set(report.title, { panel, report });
    const icon = (theme: string) => vscode.Uri.joinPath(this.#extensionUri, 'media', `burst-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.onDidDispose(() => {
      if (this.#open.get(report.title)?.panel === panel) this.#open.delete(report.title);
    });
    this.#draw(panel, report);
  }

  #drawAll(): void {
    for (const { panel, report } of this.#open.values()) this.#draw(panel, report);
  }

  #draw(panel: vscode.WebviewPanel, report: BurstReport): void {
    panel.webview.html = reportHtml(report, this.#reader, randomBytes(16).toString('base64'));
  }
}
