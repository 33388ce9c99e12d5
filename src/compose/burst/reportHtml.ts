import { escapedHtml } from '../../platform/htmlText.ts';
import { histogramPlot, latencyPlot, shareBar, throughputPlot } from './plots.ts';
import type { BurstReport, ReportedFailure } from './report.ts';
import { REPORT_STYLES } from './reportStyles.ts';
import {
  detailIn,
  durationIn,
  endIn,
  examplesIn,
  headline,
  numberIn,
  percentilesIn,
  type Reader,
  settingsIn,
  signOf,
  tilesIn,
  titleIn,
} from './words.ts';

/**
 * The report of a burst as a page of a webview: no script, nothing is fetched, all colours are the theme's.
 * @param nonce of the one style sheet
 */
export function reportHtml(report: BurstReport, reader: Reader, nonce: string): string {
  const { l10n, locale } = reader;
  const { settings } = report;
  const title = titleIn(settings, reader);
  const end = endIn(report, reader);
  const plots = [
    latencyPlot(report, reader),
    throughputPlot(report, reader),
    histogramPlot(report, reader),
  ].join('\n');
  return `<!DOCTYPE html>
<html lang="${escapedHtml(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedHtml(l10n.t('Burst'))}</title>
<style nonce="${nonce}">${REPORT_STYLES}</style>
</head>
<body>
<main>
<header>
<p class="end ${end.good ? 'good' : 'bad'}">${escapedHtml(end.word)}</p>
<h1>${escapedHtml(l10n.t('Burst into {0}', '\u0000')).replace('\u0000', () => `<bdi>${escapedHtml(title)}</bdi>`)}</h1>
<p class="lead">${escapedHtml(
    [headline(report, reader), settings.accountLabel, settings.sandbox ? '' : l10n.t('live account')]
      .filter((part) => part !== '')
      .join(' · '),
  )}</p>
${end.why ? `<p class="why">${escapedHtml(end.why)}</p>` : ''}
</header>
<dl class="tiles">${tilesIn(report, reader)
    .map(
      ({ kind, name, value }) =>
        `<div class="${kind}${value === '0' ? ' none' : ''}"><dt>${escapedHtml(name)}</dt><dd>${escapedHtml(value)}</dd></div>`,
    )
    .join('')}</dl>
${shareBar(report, headline(report, reader))}
${failuresIn(report.failures, reader)}
${latencies(report, reader)}
${plots === '' ? '' : `<section class="plots" aria-label="${escapedHtml(l10n.t('Plots'))}">${plots}</section>`}
<section>
<h2>${escapedHtml(l10n.t('Settings of the burst'))}</h2>
<dl class="settings">${settingsIn(report, reader)
    .map(
      ({ name, value }) =>
        `<div><dt>${escapedHtml(name)}</dt><dd><bdi>${escapedHtml(value)}</bdi></dd></div>`,
    )
    .join('')}</dl>
</section>
${tables(report, reader)}
</main>
</body>
</html>`;
}

function latencies(report: BurstReport, reader: Reader): string {
  const facts = percentilesIn(report, reader);
  if (facts.length === 0) return '';
  return `<section>
<h2>${escapedHtml(reader.l10n.t('Latency'))}</h2>
<dl class="percentiles">${facts
    .map(({ name, value }) => `<div><dt>${escapedHtml(name)}</dt><dd>${escapedHtml(value)}</dd></div>`)
    .join('')}</dl>
</section>`;
}

function failuresIn(failures: readonly ReportedFailure[], reader: Reader): string {
  if (failures.length === 0) return '';
  const { l10n, locale } = reader;
  return `<section class="failures">
<h2>${escapedHtml(l10n.t('What went wrong'))}</h2>
<ul>${failures
    .map(
      (failure) => `<li class="${failure.kind === 'unknown' ? 'unknown' : 'failed'}">
<p class="count">${escapedHtml(numberIn(failure.count, locale))}</p>
<div><h3>${escapedHtml(failure.summary)} <small>${escapedHtml(signOf(failure, reader))}</small></h3>
<p>${escapedHtml(detailIn(failure, reader))}${about(failure, reader)}</p>
<details><summary>${escapedHtml(l10n.t('Examples'))}</summary><ul>${examplesIn(failure, reader)
        .map((example) => `<li>${escapedHtml(example)}</li>`)
        .join('')}</ul></details></div>
</li>`,
    )
    .join('')}</ul>
</section>`;
}

/** A link to the page about the error code; the editor opens it in the browser. */
function about({ moreInfo, code }: ReportedFailure, { l10n }: Reader): string {
  if (moreInfo === undefined || !moreInfo.startsWith('https://')) return '';
  const words = code === undefined ? l10n.t('About this error') : l10n.t('About error {0}', code);
  return ` <a href="${escapedHtml(moreInfo)}">${escapedHtml(words)}</a>`;
}

/** What the plots show, for those who read it in numbers or hear it. */
function tables(report: BurstReport, { l10n, locale }: Reader): string {
  const { slices, sliceMs, bins } = report;
  const n = (value: number) => numberIn(value, locale);
  const ms = (value: number | undefined) => (value === undefined ? '–' : durationIn(value, locale));
  const row = (cells: string[]) =>
    `<tr>${cells.map((cell, index) => (index === 0 ? `<th scope="row">${escapedHtml(cell)}</th>` : `<td>${escapedHtml(cell)}</td>`)).join('')}</tr>`;
  const table = (caption: string, head: string[], rows: string[][]) =>
    `<div class="scroll"><table><caption>${escapedHtml(caption)}</caption><thead><tr>${head
      .map((cell) => `<th scope="col">${escapedHtml(cell)}</th>`)
      .join('')}</tr></thead><tbody>${rows.map(row).join('')}</tbody></table></div>`;
  const overTime = slices.map((slice, index) => [
    ms(index * sliceMs),
    n(slice.sent),
    n(slice.failed),
    n(slice.unknown),
    n(slice.limited),
    ms(slice.p50),
    ms(slice.p95),
  ]);
  const spread = bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => [`${ms(from)} – ${ms(to)}`, n(count)]);
  return `<details class="tables">
<summary>${escapedHtml(l10n.t('The plots as tables'))}</summary>
${table(
  l10n.t('Over time, in stretches of {0}', durationIn(sliceMs, locale)),
  [
    l10n.t('After'),
    l10n.t('Sent'),
    l10n.t('Failed'),
    l10n.t('Unknown'),
    '429',
    l10n.t('Latency p50'),
    l10n.t('Latency p95'),
  ],
  overTime,
)}
${spread.length > 0 ? table(l10n.t('Latencies'), [l10n.t('Latency'), l10n.t('Count')], spread) : ''}
</details>`;
}
