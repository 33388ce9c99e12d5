import type { Exchange, ExchangeTimings } from '../../api/exchange.ts';
import type { LogRecord } from '../../platform/logView/boundedLog.ts';

/** An exchange of one of our own clients, and whose it was. */
export interface OwnExchange extends Exchange {
  readonly accountId: string;
  /** Which of the account's clients made it: each counts its requests anew. */
  readonly version: number;
}

/** One side of what a sandbox received. */
interface ReceivedPart {
  readonly headers: Readonly<Record<string, string>>;
  /** Cut where it is very long; absent where it was not asked for. */
  readonly body?: string | undefined;
  readonly bodyBytes: number;
}

/** A request that a sandbox received, whoever sent it. Credentials were taken out there. */
export interface ReceivedExchange {
  /** Counts up. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Until the answer was there to be sent: what a fault held it up for comes on top. */
  readonly durationMs: number;
  readonly authorization?: string | undefined;
  readonly operation?: string | undefined;
  /** The faults that struck it. */
  readonly fault?: string | undefined;
  readonly request: ReceivedPart & { readonly method: string; readonly path: string; readonly query: string };
  /** Absent when a fault left none. */
  readonly answer?: (ReceivedPart & { readonly status: number }) | undefined;
}

/** A body, or as much of it as is kept. */
export interface KeptBody {
  readonly bytes: Uint8Array;
  /** How long it was in all. */
  readonly size: number;
}

/** One side of an exchange. */
export interface TrafficPart {
  /** Without those that are credentials. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: KeptBody;
}

/** An attempt at a request: one of ours, or one that a sandbox received. Nobody's secret is in it. */
export interface TrafficRecord extends LogRecord {
  /** Who noted it: this window's own clients, or the sandbox that received it. */
  readonly from: 'extension' | 'sandbox';
  readonly accountId: string | undefined;
  readonly operation: string | undefined;
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Absent when no answer came. */
  readonly status?: number | undefined;
  readonly failure?: Exchange['failure'];
  /** `Twilio-Request-Id` of the answer. */
  readonly requestId?: string | undefined;
  /** 1 for the first. */
  readonly attempt: number;
  readonly willRetry: boolean;
  /** The first attempt at the same request, where this is a later one. */
  readonly firstId?: string;
  /** Known attempts at the same request: of the first one. */
  readonly attempts?: number;
  readonly problems: readonly string[];
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Absent for what is sent by the thousand. */
  readonly request?: TrafficPart;
  readonly authorization?: string | undefined;
  readonly answer?: TrafficPart;
  readonly timings?: ExchangeTimings;
  /** The program that sent what a sandbox received, as it calls itself. */
  readonly client?: string | undefined;
  /** The faults that struck it in the sandbox. */
  readonly fault?: string | undefined;
  /** One of ours that the sandbox told of too. */
  readonly reached?: boolean;
  /** The record that it repeats. */
  readonly repeatOf?: string;
}

/** A single body above that is kept cut: bytes. */
export const LONGEST_BODY = 1024 * 1024;

/** About what a record holds besides its bodies and headers, in bytes. */
const HEAD_BYTES = 1_024;

/** A body as it is kept. A copy where it is a small part of a far larger piece of memory, or is cut. */
export function keptBody(bytes: Uint8Array, size = bytes.byteLength): KeptBody {
  if (bytes.byteLength > LONGEST_BODY)
    return { bytes: new Uint8Array(bytes.subarray(0, LONGEST_BODY)), size };
  const isSlice = bytes.buffer.byteLength > 2 * bytes.byteLength + HEAD_BYTES;
  return { bytes: isSlice ? new Uint8Array(bytes) : bytes, size };
}

/** About what a record holds, in bytes. */
export function bytesOf(...parts: readonly (TrafficPart | undefined)[]): number {
  let bytes = HEAD_BYTES;
  for (const part of parts) {
    if (!part) continue;
    bytes += part.body?.bytes.byteLength ?? 0;
    for (const [name, value] of Object.entries(part.headers)) bytes += name.length + value.length;
  }
  return bytes;
}

/** One of our own attempts. */
export function recordOf(id: string, exchange: OwnExchange): TrafficRecord {
  const { content, accountId, operation, method, path, query, startedAt, durationMs } = exchange;
  const request = content && {
    headers: content.requestHeaders,
    ...(content.requestBody === undefined ? {} : { body: keptBody(Buffer.from(content.requestBody)) }),
  };
  const answer = content?.responseHeaders && {
    headers: content.responseHeaders,
    ...(content.responseBody ? { body: keptBody(content.responseBody) } : {}),
  };
  return {
    id,
    bytes: bytesOf(request, answer),
    from: 'extension',
    accountId,
    operation,
    method,
    origin: content ? new URL(content.url).origin : '',
    path,
    query,
    startedAt,
    durationMs,
    status: exchange.status,
    ...(exchange.failure ? { failure: exchange.failure } : {}),
    requestId: exchange.requestId,
    attempt: exchange.attempt,
    willRetry: exchange.willRetry,
    problems: exchange.problems,
    requestBytes: exchange.requestBytes,
    responseBytes: exchange.responseBytes,
    ...(request ? { request } : {}),
    authorization: content?.authorization,
    ...(answer ? { answer } : {}),
    ...(content ? { timings: content.timings } : {}),
    ...(exchange.mark === undefined ? {} : { repeatOf: exchange.mark }),
  };
}

/** What a sandbox received. @param origin where it listens */
export function recordOfReceived(
  id: string,
  received: ReceivedExchange,
  accountId: string | undefined,
  origin: string,
): TrafficRecord {
  const { request, answer, operation, at, durationMs, fault, authorization } = received;
  const partOf = ({ headers, body, bodyBytes }: ReceivedPart): TrafficPart => ({
    headers,
    ...(body ? { body: keptBody(Buffer.from(body), bodyBytes) } : {}),
  });
  const parts = [partOf(request), answer && partOf(answer)] as const;
  return {
    id,
    bytes: bytesOf(...parts),
    from: 'sandbox',
    accountId,
    operation,
    method: request.method,
    origin,
    path: request.path,
    query: request.query,
    startedAt: at,
    durationMs,
    status: answer?.status,
    requestId: requestIdOf(received),
    attempt: 1,
    willRetry: false,
    problems: [],
    requestBytes: request.bodyBytes,
    responseBytes: answer?.bodyBytes ?? 0,
    request: parts[0],
    authorization,
    ...(parts[1] ? { answer: parts[1] } : {}),
    client: request.headers['user-agent'],
    fault,
  };
}

/** The `Twilio-Request-Id` that a sandbox gave. */
export function requestIdOf({ answer }: ReceivedExchange): string | undefined {
  return answer && headerOf(answer.headers, 'twilio-request-id');
}

/** A header by its name, however that is written. @param name in lower case */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  if (headers[name] !== undefined) return headers[name];
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
}

/** Whether it asked for a change. */
export function isWrite({ method }: Pick<TrafficRecord, 'method'>): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/** Whether it did not go well; one that was cancelled did not fail. */
export function isFailed({ status, failure, from }: TrafficRecord): boolean {
  if (failure) return failure.kind !== 'cancelled';
  return status === undefined ? from === 'sandbox' : status >= 400;
}

/** Milliseconds from which an exchange is slow. */
const SLOW_MS = 1_000;

export function isSlow({ durationMs }: TrafficRecord): boolean {
  return durationMs >= SLOW_MS;
}
