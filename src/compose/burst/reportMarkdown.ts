import type { BurstReport } from './report.ts';
import {
  detailIn,
  durationIn,
  endIn,
  examplesIn,
  type Fact,
  headline,
  numberIn,
  percentilesIn,
  type Reader,
  settingsIn,
  signOf,
  tilesIn,
  titleIn,
} from './words.ts';

/** The report of a burst as Markdown, for an issue, a wiki or a chat. */
export function reportMarkdown(report: BurstReport, reader: Reader): string {
  const { l10n, locale } = reader;
  const end = endIn(report, reader);
  const ms = (value: number | undefined) => (value === undefined ? '–' : durationIn(value, locale));
  const n = (value: number) => numberIn(value, locale);
  const percentiles = percentilesIn(report, reader);
  const lines = [
    `# ${text(l10n.t('Burst into {0}', titleIn(report.settings, reader)))}`,
    '',
    `**${text(end.word)}**: ${text(headline(report, reader))}.${end.why ? ` ${text(end.why)}` : ''}`,
    '',
    ...across(tilesIn(report, reader)),
  ];
  if (report.failures.length > 0) {
    lines.push('', `## ${l10n.t('What went wrong')}`, '');
    for (const failure of report.failures) {
      lines.push(
        `- **${n(failure.count)} × ${text(failure.summary)}** (${text(signOf(failure, reader))}). ${text(detailIn(failure, reader))}`,
        ...examplesIn(failure, reader).map((example) => `  - ${text(example)}`),
      );
    }
  }
  if (percentiles.length > 0) lines.push('', `## ${l10n.t('Latency')}`, '', ...across(percentiles));
  lines.push(
    '',
    `## ${l10n.t('Over time, in stretches of {0}', durationIn(report.sliceMs, locale))}`,
    '',
    tableRow([l10n.t('After'), l10n.t('Sent'), l10n.t('Failed'), l10n.t('Unknown'), '429', 'p50', 'p95']),
    tableRow(Array.from({ length: 7 }, () => '---:')),
    ...report.slices.map(({ sent, failed, unknown, limited, p50, p95 }, index) =>
      tableRow([ms(index * report.sliceMs), n(sent), n(failed), n(unknown), n(limited), ms(p50), ms(p95)]),
    ),
    '',
    `## ${l10n.t('Settings of the burst')}`,
    '',
    ...settingsIn(report, reader).map(({ name, value }) => `- **${text(name)}**: ${text(value)}`),
    '',
  );
  return lines.join('\n');
}

function across(facts: readonly Fact[]): string[] {
  return [
    tableRow(facts.map(({ name }) => text(name))),
    tableRow(facts.map(() => '---:')),
    tableRow(facts.map(({ value }) => text(value))),
  ];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A text as text, on one line: what people or servers wrote makes no heading, link or markup. */
function text(value: string): string {
  return value.replaceAll(/[\\`*_{}[\]<>#|~!]/g, '\\$&').replaceAll(/\s*[\r\n]+\s*/g, ' ');
}
