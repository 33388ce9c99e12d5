import type { OutgoingHttpHeaders } from 'node:http';
import { type Authorization, HIDDEN } from './credentials.ts';
import type { ExchangeContent, ExchangeTimings } from './exchange.ts';
import type { WireAnswer } from './wire.ts';

/** What an attempt sent and got. */
export interface Transfer {
  readonly url: string;
  /** With Authorization, if there was one. */
  readonly headers: OutgoingHttpHeaders;
  readonly authorization: Authorization | undefined;
  readonly body: string | undefined;
  readonly answer: WireAnswer | undefined;
  /** Both bodies hold a credential: they are left out. */
  readonly secret: boolean;
  readonly timings: ExchangeTimings;
}

/** Headers that are credentials by themselves. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
]);

/** What may be told of an attempt: everything but credentials. The answer's body is passed on, not copied. */
export function contentOf(transfer: Transfer): ExchangeContent {
  const { url, headers, authorization, body, answer, secret, timings } = transfer;
  const shown: { -readonly [K in keyof ExchangeContent]: ExchangeContent[K] } = {
    url,
    requestHeaders: shownHeaders(headers, false),
    timings,
  };
  if (authorization) shown.authorization = authorization.shown;
  if (body !== undefined && !secret) shown.requestBody = body;
  if (answer) {
    shown.responseHeaders = shownHeaders(answer.headers, true);
    if (!secret) shown.responseBody = answer.body;
  }
  return shown;
}

/** @param named whether it is said of a secret that it was there */
function shownHeaders(headers: OutgoingHttpHeaders, named: boolean): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    if (!SECRET_HEADERS.has(name)) shown[name] = Array.isArray(value) ? value.join(', ') : String(value);
    else if (named) shown[name] = HIDDEN;
  }
  return shown;
}
