import * as vscode from 'vscode';
import { ApiError, readErrorBody, readRetryAfter } from '../../api/errors.ts';
import type { ExchangeTimings } from '../../api/exchange.ts';
import { errorMeaning } from '../../platform/errorCodes.ts';
import { explain } from '../../platform/explain.ts';
import type { LogDetails, LogSection } from '../../platform/logView/protocol.ts';
import { hideAddresses, type Masker } from '../../platform/masking.ts';
import type { Account } from '../../platform/session.ts';
import { redactedText } from './redaction.ts';
import { shownBody, shownHeaders, shownPath, shownUrl } from './shownTraffic.ts';
import { durationText, sizeText } from './sizes.ts';
import { headerOf, isFailed, isWrite, type TrafficPart, type TrafficRecord } from './trafficRecord.ts';
import { clientName, statusText, statusTone, timeText } from './trafficRows.ts';
import { jsonOf } from './trafficSearch.ts';

const t = vscode.l10n.t;

/** Longer bodies are shown whole in an editor: characters. */
const SHOWN_LENGTH = 40_000;

/** The acts that show a body in an editor. */
export const OPEN_REQUEST = 'openRequest';
export const OPEN_ANSWER = 'openAnswer';

/** The sections that tell all about an exchange, most telling first. */
export function trafficDetails(
  record: TrafficRecord,
  account: Account | undefined,
  masker: Masker,
): Omit<LogDetails, 'acts'> {
  const { method, path, operation, durationMs } = record;
  const status = statusText(record);
  return {
    title: [method, operation ?? shownPath(path, masker), status].filter(Boolean).join(' · '),
    subtitle: shownUrl(record, masker),
    tone: statusTone(record),
    sections: [
      ...failureSections(record, account, masker),
      ...problemSections(record, masker),
      facts(record, account),
      ...timingSections(record.timings, durationMs),
      ...partSections(record.request, record, t('Request'), OPEN_REQUEST, masker),
      ...partSections(record.answer, record, t('Answer'), OPEN_ANSWER, masker),
      ...missing(record),
    ],
  };
}

/** Statuses that are explained by themselves: what their code means would say it once more. */
const TOLD: ReadonlySet<number> = new Set([401, 403, 404, 429]);

/** A failure as the error that a caller got, or would have got. */
function errorOf(record: TrafficRecord): ApiError | undefined {
  if (!isFailed(record)) return undefined;
  const { method, path, status, failure, requestId, answer, startedAt } = record;
  const body = readErrorBody(jsonOf(answer));
  const headers = answer?.headers ?? {};
  return new ApiError({
    kind: failure?.kind ?? (status === undefined ? 'network' : 'status'),
    message: failure?.message ?? body.message ?? `HTTP ${status ?? ''}`.trim(),
    method,
    path,
    status,
    code: failure?.code ?? body.code,
    moreInfo: body.moreInfo,
    requestId,
    retryAfterMs: readRetryAfter(headerOf(headers, 'retry-after'), startedAt),
    conflictingResourceId: headerOf(headers, 'x-conflicting-resource-id'),
    systemCode: failure?.systemCode,
    outcomeUnknown: failure?.outcomeUnknown,
  });
}

function failureSections(record: TrafficRecord, account: Account | undefined, masker: Masker): LogSection[] {
  const error = errorOf(record);
  if (!error) return [];
  const shown = (text: string) => hideAddresses(redactedText(text), masker);
  const dropped = record.from === 'sandbox' && record.status === undefined;
  const { summary, detail } = explain(error, { what: '', sandbox: account?.sandbox ?? false }, vscode.l10n);
  const meaning = error.code === undefined ? undefined : errorMeaning(error.code, vscode.l10n);
  const url = meaning?.url ?? error.moreInfo;
  const code = error.code === undefined ? '' : ` (${error.code})`;
  return [
    {
      kind: 'notice',
      tone: statusTone(record),
      title: dropped
        ? t('The caller got no answer')
        : meaning
          ? `${meaning.title}${code}`
          : `${shown(summary)}${code}`,
      text: dropped
        ? t('A fault of the sandbox cut the connection: {0}.', record.fault ?? '')
        : [TOLD.has(error.status ?? 0) ? undefined : meaning?.meaning, shown(detail)]
            .filter(Boolean)
            .join('\n'),
      links: url && /^https:\/\//.test(url) ? [{ label: t('About This Error'), href: url }] : [],
    },
    ...(meaning && meaning.causes.length > 0
      ? [
          {
            kind: 'steps' as const,
            title: t('Likely Causes'),
            steps: meaning.causes.map((title) => ({ title })),
          },
        ]
      : []),
  ];
}

function problemSections({ problems }: TrafficRecord, masker: Masker): LogSection[] {
  if (problems.length === 0) return [];
  return [
    {
      kind: 'notice',
      tone: 'warning',
      title: t('The answer differs from what the API documents'),
      text: problems.map((problem) => hideAddresses(problem, masker)).join('\n'),
    },
  ];
}

type Facts = Extract<LogSection, { kind: 'facts' }>;

function facts(record: TrafficRecord, account: Account | undefined): Facts {
  const { requestId, operation, attempt, attempts = 1, willRetry, authorization, client, fault } = record;
  const { from, reached, startedAt, durationMs, requestBytes, responseBytes, repeatOf } = record;
  const list: Facts['facts'] = [];
  const add = (
    name: string,
    value: string | undefined,
    more: Omit<Facts['facts'][number], 'name' | 'value'> = {},
  ) => {
    if (value) list.push({ name, value, ...more });
  };
  add(t('Twilio-Request-Id'), requestId, { mono: true, copy: true });
  add(t('Operation'), operation);
  add(t('Account'), account && `${account.label} (${account.accountSid})`);
  add(t('Authorization'), authorization, { mono: true });
  if (from === 'sandbox') {
    add(t('Sent by'), client ?? clientName(client), { mono: true });
    add(t('Noted by'), t('the sandbox, which received it'));
  } else if (reached) add(t('Sandbox'), t('It reached the sandbox'));
  add(t('Fault'), fault && t('{0} (switched on in the sandbox)', fault), { tone: 'warning' });
  add(t('Begun'), `${timeText(startedAt)} · ${new Date(startedAt).toISOString()}`);
  add(t('Duration'), durationText(durationMs));
  add(
    t('Attempt'),
    attempts > 1
      ? t('1 of {0}', attempts)
      : attempt > 1 || willRetry
        ? willRetry
          ? t('{0}, and tried again', attempt)
          : String(attempt)
        : undefined,
  );
  add(t('Sent'), sizeText(requestBytes));
  add(t('Received'), sizeText(responseBytes));
  add(t('Repeat'), repeatOf && t('sent again by hand'));
  return { kind: 'facts', title: t('Overview'), facts: list };
}

/** The parts of the time, one after the other. What was waited for a turn comes before the attempt began. */
function timingSections(timings: ExchangeTimings | undefined, durationMs: number): LogSection[] {
  if (!timings) return [];
  const { queuedMs, blockedMs, lookupMs, connectMs, tlsMs, sendMs, waitMs, receiveMs, reused } = timings;
  const parts: Extract<LogSection, { kind: 'timing' }>['parts'] = [];
  let at = 0;
  const add = (name: string, ms: number | undefined, tone?: 'muted' | 'info' | 'good') => {
    if (ms === undefined) return;
    parts.push({ name, startMs: at, durationMs: ms, ...(tone ? { tone } : {}) });
    at += ms;
  };
  add(t('Waiting for its turn'), queuedMs, 'muted');
  add(
    reused ? t('Waiting for a connection (one was open)') : t('Waiting for a connection'),
    blockedMs,
    'muted',
  );
  add(t('Looking up the host'), lookupMs);
  add(t('Connecting'), connectMs);
  add(t('Securing (TLS)'), tlsMs);
  add(t('Sending'), sendMs, 'info');
  add(t('Waiting for the answer'), waitMs, 'good');
  add(t('Receiving'), receiveMs, 'info');
  if (parts.length === 0) return [];
  return [{ kind: 'timing', title: t('Timing'), totalMs: Math.max(at, durationMs + (queuedMs ?? 0)), parts }];
}

function partSections(
  part: TrafficPart | undefined,
  { method }: TrafficRecord,
  title: string,
  open: string,
  masker: Masker,
): LogSection[] {
  if (!part) return [];
  const sections: LogSection[] = [];
  const body = shownBody(part, masker);
  if (body) {
    const { text, language, cutFrom } = body;
    const isLong = text.length > SHOWN_LENGTH;
    sections.push({
      kind: 'text',
      title: t('{0} body', title),
      language,
      text: isLong ? text.slice(0, SHOWN_LENGTH) : text,
      ...(isLong || cutFrom !== undefined ? { ofBytes: cutFrom ?? Buffer.byteLength(text) } : {}),
      open,
    });
  } else if (open === OPEN_ANSWER || isWrite({ method })) {
    sections.push({
      kind: 'facts',
      title: t('{0} body', title),
      facts: [{ name: t('Body'), value: t('none') }],
    });
  }
  sections.push({
    kind: 'table',
    title: t('{0} headers', title),
    columns: [t('Name'), t('Value')],
    rows: shownHeaders(part.headers, masker).map(([name, value]) => [{ text: name }, { text: value }]),
    closed: true,
  });
  return sections;
}

/** Says why there are no headers and bodies. */
function missing(record: TrafficRecord): LogSection[] {
  const notice = (title: string, text: string): LogSection[] => [
    { kind: 'notice', tone: 'muted', title, text },
  ];
  if (record.operation === 'CreateToken') {
    return notice(t('Both bodies are left out'), t('They hold the client secret and the access token.'));
  }
  if (!record.request) {
    return notice(
      t('Headers and bodies were not kept'),
      t('It is one of a burst: of those only the outcome is kept, since they are many.'),
    );
  }
  if (record.from === 'sandbox' && record.responseBytes > 0 && !record.answer?.body) {
    return notice(
      t('The bodies are not here'),
      t(
        'Another window of this extension sent it, which has all of it, or this one did before it was reloaded.',
      ),
    );
  }
  return [];
}
