import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import type { CallbackRequest } from '../callback.ts';
import { isForm } from '../judgePayload.ts';
import { addToQuery, BODY_HASH, signedJsonRequest, signForm, signGet } from '../signature.ts';
import type { ForwardResult } from './receivedCallback.ts';

/** A request to the person's own app. */
export interface Outgoing {
  readonly method: string;
  /** What is called, and what was signed: without user, password and fragment. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Uint8Array;
  readonly signature: ForwardResult['signature'];
}

/** What is between two hosts, and not between the sender and the app (RFC 9110, 7.6.1). */
const HOP_BY_HOP =
  /^(connection|keep-alive|proxy-connection|proxy-authenticate|proxy-authorization|te|trailer|transfer-encoding|upgrade)$/i;

/** Written anew for each request. */
const OWN = /^(host|content-length|expect|accept-encoding)$/i;

const OF_PROXIES = /^(forwarded|x-forwarded-(proto|host|port|for))$/i;

/** Marks what a receiver sent, so that one that is told to forward to itself does not do so for ever. */
export const FORWARDED_BY = 'x-conversations-explorer-forwarded';

const SIGNATURE = 'x-twilio-signature';

/** Headers that go from one side to the other: without those that concern a connection alone. */
export function passedOn(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const passed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || HOP_BY_HOP.test(name) || named.includes(name.toLowerCase())) continue;
    passed[name] = value;
  }
  return passed;
}

/**
 * Where a callback goes: the app's URL, with what the callback's path and query had beyond the account's path.
 *
 * @param to the app's URL
 * @returns undefined when that is not one that HTTP can call
 */
export function targetUrl(
  to: string,
  rest: string,
  query: string,
): { url: string; authorization?: string } | undefined {
  if (!URL.canParse(to)) return undefined;
  const parsed = new URL(to);
  const { protocol, username, password } = parsed;
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  if (rest !== '') parsed.pathname = parsed.pathname.replace(/\/$/, '') + rest;
  const url = query === '' ? parsed.href : addToQuery(parsed.href, query);
  if (username === '' && password === '') return { url };
  const credentials = `${decode(username)}:${decode(password)}`;
  return { url, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** A lone `%` in a password is taken as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A callback for the app, signed for the app's URL, as Twilio would sign it had it called the app itself. What proxies
 * said on the way is left out: an app that believes it would check another URL.
 *
 * @param url from `targetUrl`, without a hash of the body
 */
export function signedAnew(request: CallbackRequest, url: string, token: string): Outgoing {
  const { method, body } = request;
  const headers = Object.fromEntries(
    Object.entries(ownHeaders(request)).filter(([name]) => !OF_PROXIES.test(name)),
  );
  const send = (signedUrl: string, signature: string): Outgoing => ({
    method,
    url: signedUrl,
    headers: { ...headers, host: new URL(url).host, [SIGNATURE]: signature },
    body,
    signature: 'fresh',
  });
  if (method === 'GET') return send(url, signGet(url, token));
  if (isForm(request) && !request.target.includes(BODY_HASH)) {
    const fields = parse(Buffer.from(body).toString('utf8'), '&', '=', { maxKeys: 0 });
    return send(url, signForm(url, { ...fields } as Record<string, string | string[]>, token));
  }
  const signed = signedJsonRequest(url, body, token);
  return send(signed.url, signed.signature);
}

/**
 * A callback for the app as it came, with its signature. That is over the URL that the sender called, so the app gets to
 * know this one as from a reverse proxy: by Host, and by X-Forwarded-Proto, -Host and -Port.
 *
 * @param url from `targetUrl`, with the whole query
 */
export function asItCame(request: CallbackRequest, url: string): Outgoing {
  const headers = ownHeaders(request);
  const host = request.headers.host ?? new URL(url).host;
  const scheme = request.encrypted ? 'https' : 'http';
  const port = /:(\d+)$/.exec(host)?.[1] ?? (request.encrypted ? '443' : '80');
  return {
    method: request.method,
    url,
    headers: {
      'x-forwarded-proto': scheme,
      'x-forwarded-host': host,
      // A proxy before this one knows better.
      ...(headers['x-forwarded-proto'] === undefined && { 'x-forwarded-port': port }),
      ...headers,
      host,
    },
    body: request.body,
    signature: headers[SIGNATURE] === undefined ? 'none' : 'original',
  };
}

/** An answer that is not compressed can be shown. */
function ownHeaders({ method, headers, body }: CallbackRequest): Record<string, string | string[]> {
  const passed = Object.entries(passedOn(headers)).filter(([name]) => !OWN.test(name));
  return {
    ...Object.fromEntries(passed),
    'accept-encoding': 'identity',
    ...((method !== 'GET' || body.length > 0) && { 'content-length': String(body.length) }),
  };
}
