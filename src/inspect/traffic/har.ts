import type { ExchangeTimings } from '../../api/exchange.ts';
import type { Masker } from '../../platform/masking.ts';
import { hideAddresses } from '../../platform/masking.ts';
import { redactedText } from './redaction.ts';
import { shownBody, shownHeaders, shownUrl } from './shownTraffic.ts';
import { headerOf, type TrafficPart, type TrafficRecord } from './trafficRecord.ts';

/** Who made the file. */
export interface HarCreator {
  readonly name: string;
  readonly version: string;
}

/**
 * Exchanges as an HTTP archive, version 1.2, which the tools of browsers open: redacted, and masked where a masker hides.
 * Members that begin with `_` are ours, as the format allows.
 * Source: http://www.softwareishard.com/blog/har-12-spec/
 * @param sourceOf who sent it: one page for each; and where, as the record of one of a burst does not say that
 */
export function harOf(
  records: readonly TrafficRecord[],
  creator: HarCreator,
  sourceOf: (record: TrafficRecord) => { readonly title: string; readonly origin: string | undefined },
  masker: Masker,
): object {
  const sorted = [...records].sort((one, other) => one.startedAt - other.startedAt);
  const pages = new Map<
    string,
    { id: string; startedDateTime: string; title: string; pageTimings: object }
  >();
  const entries = sorted.map((record) => {
    const { title, origin } = sourceOf(record);
    let page = pages.get(title);
    if (!page) {
      page = {
        id: `page_${pages.size + 1}`,
        startedDateTime: new Date(record.startedAt).toISOString(),
        title,
        pageTimings: { onContentLoad: -1, onLoad: -1 },
      };
      pages.set(title, page);
    }
    return entryOf(record.origin || !origin ? record : { ...record, origin }, page.id, masker);
  });
  return { log: { version: '1.2', creator, pages: [...pages.values()], entries } };
}

function entryOf(record: TrafficRecord, pageref: string, masker: Masker): object {
  const { request, answer, method, status, failure, durationMs, startedAt } = record;
  const { timings, timeMs } = timingsOf(record.timings, durationMs);
  // What was waited for a turn came before.
  const queuedMs = record.timings?.queuedMs ?? 0;
  const requestBody = shownBody(request, masker);
  const answerBody = shownBody(answer, masker);
  const url = shownUrl(record, masker);
  const contentType = headerOf(answer?.headers ?? {}, 'content-type');
  return {
    pageref,
    startedDateTime: new Date(startedAt - queuedMs).toISOString(),
    time: timeMs,
    request: {
      method,
      // A reader takes whole addresses only: this host is nobody's.
      url: record.origin ? url : `https://unknown.invalid${url}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        ...headersOf(request, masker),
        ...(record.authorization ? [{ name: 'authorization', value: record.authorization }] : []),
      ],
      queryString: queryOf(url),
      ...(requestBody
        ? {
            postData: {
              mimeType: headerOf(request?.headers ?? {}, 'content-type') ?? 'application/octet-stream',
              text: requestBody.text,
            },
          }
        : {}),
      headersSize: -1,
      bodySize: record.requestBytes,
    },
    response: {
      // 0 is what browsers write of a request that got no answer.
      status: status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headersOf(answer, masker),
      content: {
        size: record.responseBytes,
        mimeType: contentType ?? 'x-unknown',
        ...(answerBody ? { text: answerBody.text } : {}),
        ...(answerBody?.cutFrom === undefined ? {} : { comment: 'cut: the whole body was not kept' }),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: answer ? record.responseBytes : -1,
      ...(failure ? { _error: hideAddresses(redactedText(failure.message), masker) } : {}),
    },
    cache: {},
    timings,
    _operation: record.operation,
    _attempt: record.attempt,
    _twilioRequestId: record.requestId,
    _from: record.from,
    ...(record.fault ? { _fault: record.fault } : {}),
  };
}

function headersOf(part: TrafficPart | undefined, masker: Masker): object[] {
  return shownHeaders(part?.headers ?? {}, masker).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): object[] {
  const at = url.indexOf('?');
  if (at === -1) return [];
  return [...new URLSearchParams(url.slice(at + 1))].map(([name, value]) => ({ name, value }));
}

/** The parts of the time as the format has them: -1 for what did not occur; TLS is part of connecting. */
function timingsOf(
  timings: ExchangeTimings | undefined,
  durationMs: number,
): { timings: Record<string, number>; timeMs: number } {
  if (!timings)
    return { timings: { send: 0, wait: rounded(durationMs), receive: 0 }, timeMs: rounded(durationMs) };
  const {
    queuedMs = 0,
    blockedMs = 0,
    lookupMs,
    connectMs,
    tlsMs,
    sendMs = 0,
    waitMs,
    receiveMs = 0,
  } = timings;
  const known = blockedMs + (lookupMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0) + sendMs + receiveMs;
  const parts: Record<string, number> = {
    blocked: rounded(queuedMs + blockedMs),
    dns: rounded(lookupMs ?? -1),
    connect: rounded(connectMs === undefined ? -1 : connectMs + (tlsMs ?? 0)),
    ssl: rounded(tlsMs ?? -1),
    send: rounded(sendMs),
    wait: rounded(waitMs ?? Math.max(0, durationMs - known)),
    receive: rounded(receiveMs),
  };
  const timeMs = Object.entries(parts).reduce(
    (sum, [name, ms]) => (name === 'ssl' || ms < 0 ? sum : sum + ms),
    0,
  );
  return { timings: parts, timeMs: rounded(timeMs) };
}

function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
