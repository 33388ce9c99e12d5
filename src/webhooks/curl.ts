import { signedAnew, targetUrl } from './receiver/outgoing.ts';
import type { ReceivedCallback } from './receiver/receivedCallback.ts';
import { withoutBodyHash } from './signature.ts';

/** What a request is not repeated with: it is made by whoever sends it, or names the one request that it was. */
const LEFT_OUT =
  /^(host|content-length|connection|accept|accept-encoding|user-agent|authorization|cookie|twilio-request-id|x-forwarded-.*|forwarded)$/i;

/**
 * A callback as a command line. A signature is no secret: it is good for this one request. The token is not in it.
 * @param to the person's app, for which it is signed anew; it stays as it came where either is not there
 * @param origin of the receiver, which it went to
 */
export function callbackCurl(
  { request, rest = '' }: ReceivedCallback,
  { to, token, origin }: { to: string | undefined; token: string | undefined; origin: string },
): string {
  const [path = '', query = ''] = split(request.target);
  const target =
    to !== undefined && token !== undefined ? targetUrl(to, rest, withoutBodyHash(query)) : undefined;
  const outgoing = target && token !== undefined ? signedAnew(request, target.url, token) : undefined;
  const url = outgoing?.url ?? `${origin}${path}${query === '' ? '' : `?${query}`}`;
  const headers = Object.entries(outgoing?.headers ?? request.headers).flatMap(([name, value]) =>
    LEFT_OUT.test(name) ? [] : [value].flat().map((each) => `${name}: ${each ?? ''}`),
  );
  const body = Buffer.from(request.body).toString('utf8');
  // An app that sees another host would rebuild another URL than was signed.
  if (!outgoing && request.headers.host) headers.unshift(`host: ${request.headers.host}`);
  return [
    `curl -X ${request.method} ${quoted(url)}`,
    ...headers.map((header) => `-H ${quoted(header)}`),
    ...(body === '' ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(' \\\n  ');
}

function split(target: string): [path: string, query: string] {
  const question = target.indexOf('?');
  return question < 0 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)];
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
