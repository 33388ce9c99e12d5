import { fieldsOf } from '../judgePayload.ts';
import { requestedPart, signedJsonRequest, signForm, signGet, withoutBodyHash } from '../signature.ts';

/** A request that is to be signed. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

export interface SignedRequest {
  /** With the hash of a body that is no form. */
  readonly url: string;
  readonly signature: string;
}

/** Signs a request as Twilio would. */
export function signIt({ url, contentType, body }: Unsigned, authToken: string): SignedRequest {
  if (body.length === 0) {
    return { url: requestedPart(url), signature: signGet(url, authToken) };
  }
  if (/^\s*application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) {
    // With a hash in it a check would take the form for another kind of body.
    const signed = withoutHash(requestedPart(url));
    return { url: signed, signature: signForm(signed, fieldsOf(body), authToken) };
  }
  return signedJsonRequest(withoutHash(requestedPart(url)), body, authToken);
}

/** Without the hash of whatever body it was for. */
function withoutHash(url: string): string {
  const at = url.indexOf('?');
  if (at === -1) return url;
  const query = withoutBodyHash(url.slice(at + 1));
  return url.slice(0, at) + (query === '' ? '' : `?${query}`);
}

/** The app's origin and path with the query of what came: where a request is sent again. */
export function atApp(url: string, app: string): string {
  const target = requestedPart(app.trim());
  if (!/^https?:\/\/[^/?#]/i.test(target)) return url;
  const query = /\?[^#]*/.exec(requestedPart(url))?.[0] ?? '';
  return target.replace(/\?.*$/s, '') + query;
}

/** A cURL command for a POSIX shell that sends a signed request. */
export function curlOf(
  { method, contentType, body }: Pick<Unsigned, 'method' | 'contentType'> & { body: string },
  { url, signature }: SignedRequest,
): string {
  const lines = [
    `curl -X ${quoted(method)} ${quoted(url)}`,
    `-H ${quoted(`X-Twilio-Signature: ${signature}`)}`,
  ];
  if (body !== '') {
    if (contentType) lines.push(`-H ${quoted(`Content-Type: ${contentType}`)}`);
    lines.push(`--data-raw ${quoted(body)}`);
  }
  return lines.join(' \\\n  ');
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
