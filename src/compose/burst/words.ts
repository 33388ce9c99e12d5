import type { l10n as VscodeL10n } from 'vscode';
import { hideAddresses, type Masker } from '../../platform/masking.ts';
import type { BurstReport, BurstSettings, NamedParty, ReportedFailure } from './report.ts';

export type L10n = Pick<typeof VscodeL10n, 't'>;

/** How words are put where a report is read. */
export interface Reader {
  l10n: L10n;
  masker: Masker;
  /** BCP 47. */
  locale: string;
  timeZone?: string | undefined;
  /** What a channel is called. */
  channelName: (channel: string) => string;
  /** What a conversation is called, with a name or without. */
  conversationTitle: (conversation: { name: string | null; id: string }) => string;
}

/** A fact with what it is called. */
export interface Fact {
  name: string;
  value: string;
}

/** A number that the report leads with. */
export interface Tile extends Fact {
  kind: 'sent' | 'failed' | 'unknown' | 'rest' | 'plain';
}

/** `12,345`, or with a digit behind the point where that says something. */
export function numberIn(value: number, locale: string, digits = 0): string {
  return value.toLocaleString(locale, { maximumFractionDigits: digits });
}

/** `840 ms`, `12.4 s`, `2 min 5 s`. */
export function durationIn(ms: number, locale: string): string {
  if (ms < 1_000) return `${numberIn(ms, locale, ms < 10 ? 1 : 0)} ms`;
  if (ms < 60_000) return `${numberIn(ms / 1_000, locale, 1)} s`;
  const seconds = Math.round(ms / 1_000);
  return seconds < 3_600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}

/** Copies in a second, over all of a burst's time; absent for one that took no time. */
function throughputOf({ sent, durationMs }: BurstReport): number | undefined {
  return durationMs > 0 && sent > 0 ? sent / (durationMs / 1_000) : undefined;
}

/** The report in one sentence. */
export function headline(report: BurstReport, { l10n, locale }: Reader): string {
  const { sent, failed, unknown, rest } = report;
  const n = (value: number) => numberIn(value, locale);
  return [
    l10n.t('{0} sent', n(sent)),
    ...(failed > 0 ? [l10n.t('{0} failed', n(failed))] : []),
    ...(unknown > 0 ? [l10n.t('{0} unknown', n(unknown))] : []),
    ...(rest > 0 ? [l10n.t('{0} not sent', n(rest))] : []),
  ].join(', ');
}

/** How it ended: a word or two, and why where that needs saying. */
export function endIn(
  { ended, failed, unknown }: BurstReport,
  { l10n }: Reader,
): { word: string; why?: string; good: boolean } {
  switch (ended) {
    case 'done':
      return failed + unknown === 0
        ? { word: l10n.t('Complete'), good: true }
        : { word: l10n.t('Complete, with failures'), good: false };
    case 'cancelled':
      return {
        word: l10n.t('Cancelled'),
        why: l10n.t('You cancelled it: what was on its way was awaited, nothing new was begun.'),
        good: false,
      };
    case 'limited':
      return {
        word: l10n.t('Stopped: too many requests'),
        why: l10n.t(
          'The server went on answering 429, or asked to wait for longer than a minute. Nothing of the rest was processed: send it later, at a lower rate.',
        ),
        good: false,
      };
    case 'failing':
      return {
        word: l10n.t('Stopped: everything failed'),
        why: l10n.t(
          'Many copies in a row failed, and the rest would have as well. It was not begun: see below for the reason.',
        ),
        good: false,
      };
    case 'interrupted':
      return {
        word: l10n.t('Interrupted'),
        why: l10n.t('The window was closed or reloaded while it was under way.'),
        good: false,
      };
  }
}

export function titleIn(
  { conversationName, conversationId }: BurstSettings,
  { masker, conversationTitle }: Reader,
): string {
  const title = conversationTitle({ name: conversationName ?? null, id: conversationId });
  return masker.title(title, conversationId);
}

export function tilesIn(report: BurstReport, reader: Reader): Tile[] {
  const { l10n, locale } = reader;
  const n = (value: number) => numberIn(value, locale);
  const throughput = throughputOf(report);
  return [
    { kind: 'sent', name: l10n.t('Sent'), value: n(report.sent) },
    { kind: 'failed', name: l10n.t('Failed'), value: n(report.failed) },
    { kind: 'unknown', name: l10n.t('Unknown'), value: n(report.unknown) },
    { kind: 'rest', name: l10n.t('Not sent'), value: n(report.rest) },
    { kind: 'plain', name: l10n.t('Duration'), value: durationIn(report.durationMs, locale) },
    {
      kind: 'plain',
      name: l10n.t('Throughput'),
      value: throughput === undefined ? '–' : `${numberIn(throughput, locale, throughput < 100 ? 1 : 0)}/s`,
    },
  ];
}

export function percentilesIn({ latency }: BurstReport, { l10n, locale }: Reader): Fact[] {
  if (!latency) return [];
  const ms = (value: number) => durationIn(value, locale);
  return [
    { name: 'p50', value: ms(latency.p50) },
    { name: 'p90', value: ms(latency.p90) },
    { name: 'p95', value: ms(latency.p95) },
    { name: 'p99', value: ms(latency.p99) },
    { name: l10n.t('max'), value: ms(latency.max) },
    { name: l10n.t('mean'), value: ms(latency.mean) },
  ];
}

function partyIn(
  { address, channel, participantId, name, type }: NamedParty,
  { masker, channelName }: Reader,
): string {
  const where = `${channelName(channel)} ${masker.address(address)}`;
  return name === undefined || participantId === undefined
    ? where
    : `${masker.name(name, type ?? 'UNKNOWN', participantId)} (${where})`;
}

export function settingsIn({ settings, limited, pausedMs, startedAt }: BurstReport, reader: Reader): Fact[] {
  const { l10n, masker, locale, timeZone } = reader;
  const at = new Date(startedAt).toLocaleString(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return [
    { name: l10n.t('Account'), value: settings.accountLabel },
    { name: l10n.t('Conversation'), value: titleIn(settings, reader) },
    { name: l10n.t('Conversation ID'), value: settings.conversationId },
    { name: l10n.t('Author'), value: partyIn(settings.author, reader) },
    {
      name: l10n.t('Recipients'),
      value: settings.recipients.map((recipient) => partyIn(recipient, reader)).join(', '),
    },
    { name: l10n.t('Text'), value: masker.text(settings.template) },
    { name: l10n.t('Copies'), value: numberIn(settings.count, locale) },
    { name: l10n.t('Rate'), value: rateIn(settings.perSecond, reader) },
    { name: l10n.t('At once'), value: numberIn(settings.concurrency, locale) },
    { name: l10n.t('Begun'), value: at },
    {
      name: l10n.t('Held up'),
      value:
        limited === 0
          ? l10n.t('never')
          : l10n.t(
              'by {0} answers “429 Too Many Requests”, for {1}',
              numberIn(limited, locale),
              durationIn(pausedMs, locale),
            ),
    },
    { name: l10n.t('Resource IDs'), value: `burst-${settings.id}-1 … ${settings.count}` },
    ...(settings.before === undefined
      ? []
      : [
          {
            name: l10n.t('Goes on with'),
            value: l10n.t('an earlier run, in which {0} had been sent', numberIn(settings.before, locale)),
          },
        ]),
  ];
}

/** @param perSecond as fast as it takes when absent */
export function rateIn(
  perSecond: number | undefined,
  { l10n, locale }: Pick<Reader, 'l10n' | 'locale'>,
): string {
  return perSecond === undefined
    ? l10n.t('as fast as it takes')
    : l10n.t('{0} per second', numberIn(perSecond, locale, 2));
}

/** `HTTP 400 · 20001`, or what else tells a failure from others. */
export function signOf({ kind, status, code, systemCode }: ReportedFailure, { l10n }: Reader): string {
  const facts = [
    status === undefined ? systemCode : `HTTP ${status}`,
    code === undefined || code === status ? undefined : String(code),
  ].filter((fact) => fact !== undefined);
  return [kind === 'unknown' ? l10n.t('Unknown') : l10n.t('Failed'), ...facts].join(' · ');
}

/** Why, and what to do about it, with nobody's address in it where those are hidden. */
export function detailIn({ detail, kind }: ReportedFailure, { l10n, masker }: Reader): string {
  const safe = l10n.t(
    '“Send the Rest…” sends them again under the same resource IDs: none gets there twice.',
  );
  return hideAddresses(kind === 'unknown' ? `${detail} ${safe}` : detail, masker);
}

/** The copies that are named for a reason. */
export function examplesIn({ examples }: ReportedFailure, { l10n, masker, locale }: Reader): string[] {
  return examples.map(({ n, message, requestId }) =>
    [
      l10n.t('Copy {0}: {1}', numberIn(n, locale), hideAddresses(message, masker)),
      ...(requestId === undefined ? [] : [requestId]),
    ].join(' · '),
  );
}
