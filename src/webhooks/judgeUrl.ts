/** Which URL a request was sent to, from what arrived: the server sees no scheme, and behind a proxy another host. */
import type { IncomingHttpHeaders } from 'node:http';
import type { CallbackRequest } from './callback.ts';
import { requestedPart } from './signature.ts';
import type { JudgeOptions } from './verdict.ts';

/** A URL that may have been signed, and how it is known. */
export interface KnownUrl {
  readonly url: string;
  readonly via: 'received' | 'forwarded' | 'configured';
}

/** A URL in parts that are joined again to the very characters. */
export interface UrlParts {
  /** In lower case, without a colon. */
  readonly scheme: string;
  /** With its @; mostly empty. */
  readonly userInfo: string;
  readonly host: string;
  /** With its colon; empty without one. */
  readonly port: string;
  readonly path: string;
  /** With its question mark; empty without one. */
  readonly query: string;
}

/** A scheme, the user, a host that may stand in brackets, a port; then the path and the query. */
const PARTS = /^(https?):\/\/([^/?#]*@)?(\[[^/?#\]]*\]|[^/?#:]*)(:[^/?#]*)?([^?#]*)(\?[^#]*)?(?:#.*)?$/is;

/** @returns undefined for what is no URL of the web; a fragment is left out */
export function partsOf(url: string): UrlParts | undefined {
  const match = PARTS.exec(url);
  if (!match) return undefined;
  const [, scheme = '', userInfo = '', host = '', port = '', path = '', query = ''] = match;
  return { scheme: scheme.toLowerCase(), userInfo, host, port, path, query };
}

export function joined({ scheme, userInfo, host, port, path, query }: UrlParts): string {
  return `${scheme}://${userInfo}${host}${port}${path}${query}`;
}

/** What proxies say of the request that came to them; each absent where it was not said. */
export interface ForwardedUrl {
  readonly scheme?: string;
  readonly host?: string;
  /** With its colon. */
  readonly port?: string;
}

/** The first of the values of a header that may have one from each proxy on the way. */
function first(header: string | string[] | undefined): string | undefined {
  const value = (typeof header === 'string' ? header : header?.[0])?.split(',', 1)[0]?.trim();
  return value === '' ? undefined : value;
}

/** Reads X-Forwarded-Proto, -Host and -Port, and where they are silent the Forwarded header (RFC 7239). */
export function forwardedUrl(headers: IncomingHttpHeaders): ForwardedUrl {
  const standard = new Map(
    (first(headers.forwarded) ?? '')
      .split(';')
      .map((pair) => /^\s*(\w+)\s*=\s*"?([^"]*?)"?\s*$/.exec(pair))
      .filter((match) => match !== null)
      .map(([, name = '', value = '']) => [name.toLowerCase(), value] as const),
  );
  const said = (first(headers['x-forwarded-proto']) ?? standard.get('proto'))?.toLowerCase();
  const scheme = said === 'http' || said === 'https' ? said : undefined;
  const hostAndPort = first(headers['x-forwarded-host']) ?? standard.get('host');
  const match = /^(\[[^\]]*\]|[^:/?#@]+)(:\d+)?$/.exec(hostAndPort ?? '');
  const ownPort = /^\d+$/.exec(first(headers['x-forwarded-port']) ?? '')?.[0];
  const port = match?.[2] ?? (ownPort === undefined ? undefined : `:${ownPort}`);
  return {
    ...(scheme && { scheme }),
    ...(match?.[1] && { host: match[1] }),
    ...(port && { port }),
  };
}

/** The URL as the server itself sees it. */
export function receivedUrl({ target, headers, encrypted }: CallbackRequest): string {
  // A request to a proxy names the whole URL.
  if (/^https?:\/\//i.test(target)) return target;
  return `${encrypted ? 'https' : 'http'}://${headers.host ?? ''}${target}`;
}

/** What was received, with what a proxy says of it in its place. A default port is left out. */
export function withForwarded(url: string, { scheme, host, port }: ForwardedUrl): string {
  const parts = partsOf(url);
  if (!parts) return url;
  const changed = {
    ...parts,
    scheme: scheme ?? parts.scheme,
    host: host ?? parts.host,
    // The port that the server listens on is not that of another host.
    port: port ?? (host === undefined ? parts.port : ''),
  };
  const isDefault = changed.port === (changed.scheme === 'https' ? ':443' : ':80');
  return joined(isDefault ? { ...changed, port: '' } : changed);
}

/** A configured URL with the query of a request that came to it: what Twilio requests, if nothing changed it. */
export function withQueryOf(configured: string, received: string): string {
  return `${requestedPart(configured).replace(/\?.*$/s, '')}${partsOf(received)?.query ?? ''}`;
}

/** The URLs for any of which the request may be signed, the likeliest first; each once. */
export function knownUrls(request: CallbackRequest, options: JudgeOptions): KnownUrl[] {
  const received = receivedUrl(request);
  const forwarded = options.trustProxy ? withForwarded(received, forwardedUrl(request.headers)) : received;
  const known: KnownUrl[] = [{ url: forwarded, via: forwarded === received ? 'received' : 'forwarded' }];
  for (const configured of options.configuredUrls ?? []) {
    const url = withQueryOf(configured, received);
    if (!known.some((each) => each.url === url)) known.push({ url, via: 'configured' });
  }
  return known;
}
