import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import got, { type Method, RequestError, TimeoutError } from 'got';
import type { ExchangeTimings } from './exchange.ts';
import type { Patience } from './patience.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  method: Method;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Whatever the server answered, be its status good or bad. */
export interface WireAnswer {
  status: number;
  statusText: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** What was sent, where it is known: with what was added on the way, and with Authorization. */
  sentHeaders?: OutgoingHttpHeaders | undefined;
  /** Absent where nobody measured. */
  timings?: ExchangeTimings | undefined;
}

/** Why no answer came. */
export interface NoAnswer {
  kind: 'network' | 'timeout';
  message: string;
  systemCode: string;
  /** False when the request cannot have reached the server. */
  maybeSent: boolean;
}

/** Codes of failures before the request had left this machine: repeating it cannot do anything twice. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // The server's certificate was not accepted: nothing is sent before it is. Source: Node, tls, “X509 certificate error codes”.
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Whether the server may have got a request that failed so. @param systemCode such as ECONNRESET */
export function maybeSentAfter(systemCode: string): boolean {
  return !NEVER_SENT.has(systemCode);
}

/**
 * Sends a request once.
 * @throws what says nothing came, also when the signal is aborted ({@link noAnswer} reads what got throws)
 */
export type Wire = (request: WireRequest) => Promise<WireAnswer>;

/** A way to send requests by HTTP. The options that never change are read once: got takes a while to check each. */
export function httpWire({ connectMs, answerMs }: Patience): Wire {
  const send = got.extend({
    responseType: 'buffer',
    throwHttpErrors: false,
    // A redirect could carry the credentials to another host.
    followRedirect: false,
    retry: { limit: 0 },
    timeout: { connect: connectMs, request: answerMs },
  });
  return async ({ method, url, headers, body, signal }) => {
    const response = await send(url, {
      method,
      headers,
      ...(body ? { body } : {}),
      ...(signal ? { signal } : {}),
    });
    const { rawBody } = response;
    // Node's own, which its types do not have.
    const sent = (response as Partial<Pick<IncomingMessage & { req: ClientRequest }, 'req'>>).req;
    return {
      status: response.statusCode,
      statusText: response.statusMessage ?? '',
      headers: response.headers,
      body: Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength),
      sentHeaders: sent?.getHeaders(),
      ...(response.timings ? { timings: partsOf(response.timings.phases, sent?.reusedSocket ?? false) } : {}),
    };
  };
}

/** What got measured until a {@link Wire} threw, if it did. */
export function timingsUntil(thrown: unknown): ExchangeTimings | undefined {
  if (!(thrown instanceof RequestError) || !thrown.timings) return undefined;
  return partsOf(thrown.timings.phases, thrown.request?.reusedSocket ?? false);
}

type Phases = NonNullable<RequestError['timings']>['phases'];

/** @param reused got then gives the parts of when the connection was made, for another request */
function partsOf(phases: Phases, reused: boolean): ExchangeTimings {
  const parts: [keyof ExchangeTimings, number | undefined][] = [
    ['blockedMs', phases.wait],
    ['lookupMs', reused ? undefined : phases.dns],
    ['connectMs', reused ? undefined : phases.tcp],
    ['tlsMs', reused ? undefined : phases.tls],
    ['sendMs', phases.request],
    ['waitMs', phases.firstByte],
    ['receiveMs', phases.download],
  ];
  const measured = Object.fromEntries(parts.filter(([, ms]) => ms !== undefined));
  return reused ? { ...measured, reused } : measured;
}

/** Reads what a {@link Wire} threw; undefined for what says nothing about the network: a mistake in the program. */
export function noAnswer(thrown: unknown): NoAnswer | undefined {
  if (thrown instanceof TimeoutError) {
    return {
      kind: 'timeout',
      message: thrown.message,
      systemCode: thrown.code,
      maybeSent: thrown.event !== 'connect' && thrown.event !== 'lookup',
    };
  }
  if (thrown instanceof RequestError) {
    return {
      kind: 'network',
      message: thrown.message,
      systemCode: thrown.code,
      maybeSent: maybeSentAfter(thrown.code),
    };
  }
  return undefined;
}

/** A header's first value. @param name in lower case */
export function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
