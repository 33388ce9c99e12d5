import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { PREFIX } from '../../platform/commands.ts';
import type { Masker } from '../../platform/masking.ts';
import { idOf, type ResourceRef } from '../../platform/resourceRef.ts';
import type { EvidenceRow, Finding, Remedy, Severity } from './finding.ts';
import { subjectTitle } from './reportMarkdown.ts';
import { countsOf, type Diagnosed, type Subject, subjectKey } from './results.ts';
import { inWords, telling } from './told.ts';
import { countWords, remedyIcon, remedyLabel, severityGroupName, severityName } from './words.ts';

/** What rows are drawn with. Asked each time: names may be hidden from now on. */
export interface RowContext {
  readonly masker: Masker;
  /** Whether an account is a sandbox. */
  isSandbox(accountId: string): boolean;
}

/**
 * A row of the diagnosis. It has what rows of the side bar have, so that the commands on those work here too: a
 * conversation can be closed from its row, and a resource opened as JSON.
 */
export interface DiagnosisRow {
  readonly id: string;
  readonly parent: DiagnosisRow | undefined;
  readonly ref?: ResourceRef;
  readonly name: string;
  item(): vscode.TreeItem;
  tooltip?(): vscode.MarkdownString;
  children?(): readonly DiagnosisRow[];
}

const ICONS: Record<Severity, vscode.ThemeIcon> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  info: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
};

/** A conversation or a configuration, with what was found of it. */
export class SubjectRow implements DiagnosisRow {
  readonly parent = undefined;
  readonly diagnosed: Diagnosed;
  readonly ref: ResourceRef;
  readonly #context: RowContext;
  readonly #expanded: boolean;

  constructor(context: RowContext, diagnosed: Diagnosed, expanded: boolean) {
    this.#context = context;
    this.diagnosed = diagnosed;
    this.#expanded = expanded;
    this.ref = refOf(diagnosed.subject);
  }

  get id(): string {
    return subjectKey(this.diagnosed.subject);
  }

  get name(): string {
    return this.diagnosed.subject.title;
  }

  item(): vscode.TreeItem {
    const { subject, findings } = this.diagnosed;
    const { masker } = this.#context;
    const label = subjectTitle(subject, { l10n: vscode.l10n, masker });
    const counts = countWords(countsOf([this.diagnosed]), vscode.l10n) || vscode.l10n.t('No problems found');
    const item = new vscode.TreeItem(
      label,
      findings.length === 0
        ? vscode.TreeItemCollapsibleState.None
        : this.#expanded
          ? vscode.TreeItemCollapsibleState.Expanded
          : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.id = this.id;
    item.description = counts;
    item.iconPath =
      findings.length === 0
        ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
        : new vscode.ThemeIcon(subject.kind === 'conversation' ? 'comment-discussion' : 'settings-gear');
    item.contextValue = [
      'diagnosed',
      'has-id',
      'has-json',
      ...(subject.kind === 'conversation' ? ['conversation', `status-${subject.status}`] : ['configuration']),
      ...(this.#context.isSandbox(subject.accountId) ? [] : ['live']),
    ].join(' ');
    item.accessibilityInformation = { label: `${label}, ${counts}` };
    return item;
  }

  children(): readonly DiagnosisRow[] {
    return this.diagnosed.findings.map((each) => new FindingRow(this.#context, this, this.diagnosed, each));
  }
}

/** Findings that are equally bad. */
export class SeverityRow implements DiagnosisRow {
  readonly parent = undefined;
  readonly #context: RowContext;
  readonly #severity: Severity;
  readonly #findings: readonly { readonly of: Diagnosed; readonly finding: Finding }[];

  constructor(
    context: RowContext,
    severity: Severity,
    findings: readonly { readonly of: Diagnosed; readonly finding: Finding }[],
  ) {
    this.#context = context;
    this.#severity = severity;
    this.#findings = findings;
  }

  get id(): string {
    return `severity/${this.#severity}`;
  }

  get name(): string {
    return severityGroupName(this.#severity, vscode.l10n);
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = String(this.#findings.length);
    item.iconPath = ICONS[this.#severity];
    item.contextValue = 'severity';
    item.accessibilityInformation = { label: `${this.name}, ${this.#findings.length}` };
    return item;
  }

  children(): readonly DiagnosisRow[] {
    return this.#findings.map(({ of, finding }) => new FindingRow(this.#context, this, of, finding));
  }
}

/** One finding, with what shows it and what can be done. */
export class FindingRow implements DiagnosisRow {
  readonly parent: DiagnosisRow;
  readonly diagnosed: Diagnosed;
  readonly finding: Finding;
  readonly #context: RowContext;

  constructor(context: RowContext, parent: DiagnosisRow, diagnosed: Diagnosed, finding: Finding) {
    this.#context = context;
    this.parent = parent;
    this.diagnosed = diagnosed;
    this.finding = finding;
  }

  get id(): string {
    // A key may hold an address, or a callback's password: the editor need not know them.
    const key = createHash('sha256').update(this.finding.key).digest('base64url');
    return `${this.parent.id}/${subjectKey(this.diagnosed.subject)}/${key}`;
  }

  get name(): string {
    return inWords(this.finding.title, this.#context.masker);
  }

  item(): vscode.TreeItem {
    const { severity, remedies } = this.finding;
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = ICONS[severity];
    const where =
      this.parent instanceof SeverityRow
        ? subjectTitle(this.diagnosed.subject, { l10n: vscode.l10n, masker: this.#context.masker })
        : '';
    if (where) item.description = where;
    item.contextValue = remedies.length > 0 ? 'finding mendable' : 'finding';
    item.accessibilityInformation = {
      label: [severityName(severity, vscode.l10n), this.name, where].filter(Boolean).join(', '),
    };
    return item;
  }

  tooltip(): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString();
    tooltip.appendMarkdown('**').appendText(this.name).appendMarkdown('**\n\n');
    tooltip.appendText(inWords(this.finding.explanation, this.#context.masker));
    return tooltip;
  }

  children(): readonly DiagnosisRow[] {
    const { finding } = this;
    return [
      ...sentencesIn(inWords(finding.explanation, this.#context.masker)).map(
        (sentence, index) => new ExplanationRow(this, sentence, index),
      ),
      ...finding.evidence.map((each, index) => new EvidenceItem(this.#context, this, each, index)),
      ...(finding.more > 0 ? [new MoreRow(this, finding.more)] : []),
      ...finding.remedies.map((remedy, index) => new RemedyRow(this.#context, this, remedy, index)),
    ];
  }
}

/**
 * A sentence of why a finding is one. A tree cuts long rows off, and hovering is not everybody's: so there is a row for
 * each sentence.
 */
class ExplanationRow implements DiagnosisRow {
  readonly parent: FindingRow;
  readonly name: string;
  readonly #index: number;

  constructor(parent: FindingRow, sentence: string, index: number) {
    this.parent = parent;
    this.name = sentence;
    this.#index = index;
  }

  get id(): string {
    return `${this.parent.id}/why/${this.#index}`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon(this.#index === 0 ? 'book' : 'blank');
    item.contextValue = 'explanation';
    return item;
  }

  tooltip(): vscode.MarkdownString {
    return new vscode.MarkdownString().appendText(this.name);
  }
}

/** A text's sentences, whatever language it is in. */
function sentencesIn(text: string): string[] {
  const segmenter = new Intl.Segmenter(vscode.env.language, { granularity: 'sentence' });
  return [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
}

/** Something that shows it. */
export class EvidenceItem implements DiagnosisRow {
  readonly parent: FindingRow;
  readonly ref?: ResourceRef;
  readonly #context: RowContext;
  readonly #row: EvidenceRow;
  readonly #index: number;

  constructor(context: RowContext, parent: FindingRow, row: EvidenceRow, index: number) {
    this.#context = context;
    this.parent = parent;
    this.#row = row;
    this.#index = index;
    if (row.ref) this.ref = row.ref;
  }

  get id(): string {
    return `${this.parent.id}/evidence/${this.#index}`;
  }

  get name(): string {
    return inWords(this.#row.text, this.#context.masker);
  }

  /** Of the conversation itself its settings are meant, which a timeline does not show. */
  get opensTimeline(): boolean {
    const { ref } = this;
    if (ref?.kind === 'communication') return true;
    const { subject } = this.parent.diagnosed;
    return (
      ref?.kind === 'conversation' &&
      !(subject.kind === 'conversation' && subject.conversationId === ref.conversationId)
    );
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    const { ref } = this;
    item.iconPath = new vscode.ThemeIcon(
      ref?.kind === 'conversation' && !this.opensTimeline ? 'settings-gear' : iconOf(ref),
    );
    item.contextValue = ref ? 'evidence has-id has-json' : 'evidence';
    if (ref) {
      const title = this.opensTimeline
        ? vscode.l10n.t('Show on the Timeline')
        : vscode.l10n.t('Open as JSON');
      item.command = { command: `${PREFIX}.showDiagnosed`, title, arguments: [this] };
    }
    return item;
  }

  tooltip(): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString().appendText(this.name);
    if (this.ref) tooltip.appendMarkdown('\n\n').appendText(idOf(this.ref));
    return tooltip;
  }
}

/** That not all of the evidence was kept. */
class MoreRow implements DiagnosisRow {
  readonly parent: FindingRow;
  readonly #count: number;

  constructor(parent: FindingRow, count: number) {
    this.parent = parent;
    this.#count = count;
  }

  get id(): string {
    return `${this.parent.id}/more`;
  }

  get name(): string {
    return vscode.l10n.t('and {0} more', this.#count);
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('ellipsis');
    item.contextValue = 'more';
    return item;
  }
}

/** What can be done about it. */
export class RemedyRow implements DiagnosisRow {
  readonly parent: FindingRow;
  readonly remedy: Remedy;
  readonly #context: RowContext;
  readonly #index: number;

  constructor(context: RowContext, parent: FindingRow, remedy: Remedy, index: number) {
    this.#context = context;
    this.parent = parent;
    this.remedy = remedy;
    this.#index = index;
  }

  get id(): string {
    return `${this.parent.id}/remedy/${this.#index}`;
  }

  get name(): string {
    return inWords(remedyLabel(this.remedy, telling(vscode.l10n)), this.#context.masker);
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon(
      remedyIcon(this.remedy),
      new vscode.ThemeColor('editorLightBulb.foreground'),
    );
    item.contextValue = 'remedy';
    item.command = { command: `${PREFIX}.mendDiagnosed`, title: this.name, arguments: [this] };
    item.accessibilityInformation = { label: vscode.l10n.t('Remedy: {0}', this.name) };
    return item;
  }
}

/** A row in words alone. */
export class NoticeRow implements DiagnosisRow {
  readonly parent = undefined;
  readonly id: string;
  readonly name: string;
  readonly #icon: string;

  constructor(id: string, name: string, icon: string) {
    this.id = id;
    this.name = name;
    this.#icon = icon;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon(this.#icon);
    item.contextValue = 'notice';
    return item;
  }
}

function refOf(subject: Subject): ResourceRef {
  const { accountId } = subject;
  return subject.kind === 'conversation'
    ? { kind: 'conversation', accountId, conversationId: subject.conversationId }
    : { kind: 'configuration', accountId, configurationId: subject.configurationId };
}

function iconOf(ref: ResourceRef | undefined): string {
  switch (ref?.kind) {
    case 'communication':
    case 'serviceMessage':
      return 'comment';
    case 'participant':
    case 'serviceParticipant':
      return 'person';
    case 'conversation':
    case 'serviceConversation':
      return 'comment-discussion';
    case 'configuration':
      return 'settings-gear';
    default:
      return 'dash';
  }
}
