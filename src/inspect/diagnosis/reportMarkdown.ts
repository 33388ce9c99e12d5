import type { l10n as VscodeL10n } from 'vscode';
import type { Masker } from '../../platform/masking.ts';
import { idOf } from '../../platform/resourceRef.ts';
import type { Finding } from './finding.ts';
import { countsOf, type Diagnosed, type Subject } from './results.ts';
import { inWords } from './told.ts';
import { countWords, severityName } from './words.ts';

/** What a report is written with. */
export interface ReportWords {
  readonly l10n: Pick<typeof VscodeL10n, 't'>;
  readonly masker: Masker;
  /** A moment in full. @param at epoch milliseconds */
  moment(at: number): string;
  /** What an account is called. */
  account(accountId: string): string;
}

/** The findings as Markdown: for an issue, a chat, or a colleague. */
export function reportMarkdown(
  diagnosed: readonly Diagnosed[],
  words: ReportWords,
  /** Whether some findings were filtered out, or a run was ended early. */
  note?: string,
): string {
  const { l10n } = words;
  const all = countWords(countsOf(diagnosed), l10n) || l10n.t('No problems found');
  const accounts = [...new Set(diagnosed.map(({ subject }) => words.account(subject.accountId)))];
  const latest = Math.max(...diagnosed.map(({ at }) => at));
  const lines = [
    `# ${l10n.t('Diagnosis')}`,
    '',
    `**${all}** · ${accounts.map(plain).join(', ')}${Number.isFinite(latest) ? ` · ${plain(words.moment(latest))}` : ''}`,
    ...(note ? ['', `> ${plain(note)}`] : []),
  ];
  for (const { subject, findings } of diagnosed) {
    lines.push('', `## ${plain(subjectTitle(subject, words))}`, '', `\`${idIn(subject)}\``, '');
    if (findings.length === 0) lines.push(plain(l10n.t('No problems found')));
    for (const each of findings) lines.push(...findingLines(each, words));
  }
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** What a subject is called where others may look. */
export function subjectTitle(
  subject: Subject,
  { l10n, masker }: Pick<ReportWords, 'l10n' | 'masker'>,
): string {
  return subject.kind === 'conversation'
    ? masker.title(subject.title, subject.conversationId)
    : l10n.t('Configuration {0}', subject.title);
}

function idIn(subject: Subject): string {
  return subject.kind === 'conversation' ? subject.conversationId : subject.configurationId;
}

function findingLines(each: Finding, { l10n, masker }: ReportWords): string[] {
  const { severity, title, explanation, evidence, more } = each;
  return [
    `### ${severityName(severity, l10n)}: ${plain(inWords(title, masker))}`,
    '',
    plain(inWords(explanation, masker)),
    '',
    ...evidence.map(
      ({ text, ref }) => `- ${plain(inWords(text, masker))}${ref ? ` (\`${idOf(ref)}\`)` : ''}`,
    ),
    ...(more > 0 ? [`- ${plain(l10n.t('and {0} more', more))}`] : []),
    '',
  ];
}

/** A text as text, on one line: what people or servers wrote makes no heading, link or markup. */
function plain(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .replace(/^(\s*)([-+=])/, '$1\\$2');
}
