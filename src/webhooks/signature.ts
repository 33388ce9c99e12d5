/**
 * Twilio's webhook signature, to make and to check.
 *
 * It is the base64 of an HMAC-SHA1, keyed with the account's primary auth token (the secret of an API key never
 * signs), over the URL that was requested and, for a form, over its fields. A JSON body takes part by its hash, which
 * Twilio puts into the query.
 *
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security for what is signed; what a check accepts is
 * held against `validateRequest` and `validateRequestWithBody` of the `twilio` 6.2 SDK by the tests.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'node:querystring';

/** The fields of a form. A name that comes several times has all its values. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** The parameter of the query that has the hash of a body which is no form. */
export const BODY_HASH = 'bodySHA256';

/** From the scheme to the end of the host, and the port with its colon. A host in brackets has colons of its own. */
const HOST_AND_PORT = /^([a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?(?:\[[^/?#]*\]|[^/?#:]*))(:[^/?#]*)?/i;

/**
 * What Twilio requests, and signs, of a URL that somebody configured: all but the user and password, which become a
 * header, and the fragment, which holds Twilio's connection overrides and stays at home. Nothing else is touched, not
 * even an explicit port: for `voice` alone Twilio leaves that out, see the source above.
 */
export function requestedPart(url: string): string {
  return url.replace(/#.*$/s, '').replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1');
}

/** Adds to a query without rewriting what is there: a signature is over the very characters. */
export function addToQuery(url: string, more: string): string {
  const separator = !url.includes('?') ? '?' : /[?&]$/.test(url) ? '' : '&';
  return url + separator + more;
}

/** A query without the hash of the body, which goes with a signature; nothing else of it is touched. */
export function withoutBodyHash(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== BODY_HASH && !pair.startsWith(`${BODY_HASH}=`))
    .join('&');
}

/** Each name and value, with nothing between them: names in order, and the distinct values of a name in order. */
export function formText(fields: FormFields): string {
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    const value = fields[name] ?? '';
    const values = typeof value === 'string' ? [value] : [...new Set(value)].sort();
    for (const each of values) text += name + each;
  }
  return text;
}

/** The signature of what is signed: the URL, and after it a form’s text. */
export function signData(text: string, authToken: string): string {
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}

/** Lower-case hex SHA-256, as it stands in the query. */
export function hashOf(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Takes as long for a near miss as for a wild one. The lengths are no secret: they are the algorithm's. */
export function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The signature of a GET, whose parameters are in the query of `url`. */
export function signGet(url: string, authToken: string): string {
  return signData(requestedPart(url), authToken);
}

/** The signature of a POST with these form fields. */
export function signForm(url: string, fields: FormFields, authToken: string): string {
  return signData(requestedPart(url) + formText(fields), authToken);
}

/**
 * What it takes to POST a JSON body: where to, which is `url` without user info and fragment and with `bodySHA256` in
 * the query, and the signature. The signature is over that URL alone, so a check has to hash the body too.
 *
 * @param body as it is sent, to the byte
 */
export function signedJsonRequest(
  url: string,
  body: string | Uint8Array,
  authToken: string,
): { url: string; signature: string } {
  const signed = addToQuery(requestedPart(url), `${BODY_HASH}=${hashOf(body)}`);
  return { url: signed, signature: signData(signed, authToken) };
}

/** A request as a receiver has it. */
export interface ReceivedRequest {
  /** Absolute, as the sender wrote it: behind a proxy that is not what the server sees. */
  url: string;
  /** The header `X-Twilio-Signature`; empty when there was none. */
  signature: string;
}

/**
 * The ways of Twilio's services to write a URL before signing it: with or without port, escaped or not. The likely
 * ones come first, and the others are made only when they are asked for.
 */
export function* spellings(url: string): Generator<string> {
  yield* bothPorts(url);
  if (!URL.canParse(url)) return;
  const normal = bothPorts(new URL(url).href);
  yield* normal;
  // Some services escape the query as node:querystring does, an apostrophe for one.
  for (const each of normal)
    yield each.replace(/\?(.+)$/s, (_, query: string) => `?${stringify(parse(query))}`);
}

/** A URL without its port, and with one: its own, or else its scheme's. */
function bothPorts(url: string): [string, string] {
  const without = url.replace(HOST_AND_PORT, '$1');
  const withPort = url.replace(HOST_AND_PORT, (all: string, host: string, port: string | undefined) => {
    if (port !== undefined) return all;
    return host + (/^https:/i.test(url) ? ':443' : ':80');
  });
  return [without, withPort];
}

/**
 * Whether a GET, or a POST with form fields, was signed with this auth token.
 *
 * @param fields of the form; none for a GET, whose parameters are part of the URL
 */
export function isSigned(
  { url, signature }: ReceivedRequest,
  authToken: string,
  fields: FormFields = {},
): boolean {
  const text = formText(fields);
  for (const spelling of spellings(url)) {
    if (sameText(signature, signData(spelling + text, authToken))) return true;
  }
  return false;
}

/**
 * Whether a POST with a JSON body was signed with this auth token, and has the body that it was signed with.
 *
 * @param body as it arrived, to the byte: what was parsed and written again has another hash
 */
export function isJsonSigned(
  request: ReceivedRequest,
  body: string | Uint8Array,
  authToken: string,
): boolean {
  if (!URL.canParse(request.url)) return false;
  const given = new URL(request.url).searchParams.get(BODY_HASH) ?? '';
  return isSigned(request, authToken) && sameText(given, hashOf(body));
}
