import * as vscode from 'vscode';
import { shortId } from '../../platform/display.ts';
import type { LogColumn, LogRow, QuickFilter, Tone } from '../../platform/logView/protocol.ts';
import type { Masker } from '../../platform/masking.ts';
import { shownPath, shownQuery } from './shownTraffic.ts';
import { durationText, sizeText } from './sizes.ts';
import { isFailed, isSlow, type TrafficRecord } from './trafficRecord.ts';

const t = vscode.l10n.t;

/** An id in a path that is longer than the words around it. */
const LONG_ID = /(?<=\/)[^/?]{27,}(?=[/?]|$)/g;

/** What is shown of each exchange, in characters; what matters least goes first where it is narrow. */
export function trafficColumns(): LogColumn[] {
  return [
    { id: 'time', title: t('Time'), width: 13, mono: true, from: 560 },
    { id: 'method', title: t('Method'), width: 7, mono: true },
    { id: 'path', title: t('Path'), width: 30, grows: true, mono: true },
    { id: 'status', title: t('Status'), width: 10 },
    { id: 'duration', title: t('Duration'), width: 9, align: 'end' },
    { id: 'size', title: t('Size'), width: 9, align: 'end', from: 1040 },
    { id: 'attempt', title: t('Attempt'), width: 9, from: 1200 },
    { id: 'account', title: t('From'), width: 18, from: 860 },
    { id: 'requestId', title: t('Twilio-Request-Id'), width: 36, mono: true, from: 1440 },
  ];
}

export function trafficQuickFilters(): QuickFilter[] {
  return [
    { label: t('Failed'), query: 'is:failed' },
    { label: t('Writes'), query: 'is:write' },
    { label: t('Slow'), query: 'is:slow' },
    { label: t('Sandbox received'), query: 'from:sandbox' },
  ];
}

/** @param account what its account is called */
export function trafficRow(record: TrafficRecord, account: string | undefined, masker: Masker): LogRow {
  const { id, method, durationMs, attempt, attempts = 1, requestId, firstId, responseBytes } = record;
  const query = shownQuery(record.query, masker);
  const path = `${shownPath(record.path, masker)}${query ? `?${query}` : ''}`;
  // Its end says what it was about: ids in the middle leave room for it.
  const shortPath = path.replaceAll(LONG_ID, (id) => shortId(id));
  const status = statusText(record);
  const tone = statusTone(record);
  const attemptText = firstId ? String(attempt) : attempts > 1 ? t('1 of {0}', attempts) : '';
  const from = sourceText(record, account);
  return {
    id,
    cells: [
      { text: timeText(record.startedAt) },
      { text: method },
      { text: shortPath, title: path },
      { text: status, tone },
      { text: durationText(durationMs), ...(isSlow(record) ? { tone: 'warning' as const } : {}) },
      { text: responseBytes > 0 ? sizeText(responseBytes) : '' },
      { text: attemptText },
      { text: from, title: from },
      { text: requestId ?? '', ...(requestId ? { title: requestId } : {}) },
    ],
    ...(isFailed(record) ? { tone } : {}),
    ...(firstId ? { depth: 1 as const } : {}),
    spoken: [
      `${method} ${shortPath}`,
      status,
      durationText(durationMs),
      attempt > 1 ? t('attempt {0}', attempt) : attempts > 1 ? t('{0} attempts', attempts) : '',
      from,
    ]
      .filter(Boolean)
      .join(', '),
  };
}

/** Who sent it: the account, or the program that the sandbox heard. */
export function sourceText({ from, client }: TrafficRecord, account: string | undefined): string {
  if (from === 'extension') return account ?? t('Signed out');
  return clientName(client);
}

/** A program by its User-Agent: `twilio-node/6.2.0`. */
export function clientName(client: string | undefined): string {
  return client?.split(/\s/, 1)[0] || t('Unknown program');
}

/** The status, or what came instead. */
export function statusText({ status, failure, from }: TrafficRecord): string {
  if (status !== undefined) return failure?.kind === 'malformed' ? t('{0} odd', status) : String(status);
  switch (failure?.kind) {
    case 'timeout':
      return t('Timed out');
    case 'cancelled':
      return t('Cancelled');
    case 'network':
      return t('No answer');
    default:
      return from === 'sandbox' ? t('Dropped') : '';
  }
}

export function statusTone(record: TrafficRecord): Tone {
  if (record.failure?.kind === 'cancelled') return 'muted';
  if (!isFailed(record)) return 'good';
  // It was tried again, and what came of that is another row.
  return record.willRetry || record.status === 429 ? 'warning' : 'bad';
}

let clock: Intl.DateTimeFormat | undefined;

/** The time of day to the millisecond. @param at epoch milliseconds */
export function timeText(at: number): string {
  clock ??= new Intl.DateTimeFormat(vscode.env.language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
  return clock.format(at);
}
