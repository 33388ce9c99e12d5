import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The name in a Host header, without its port and in lower case. @returns undefined for what is no host */
export function hostName(host: string | undefined): string | undefined {
  return /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i
    .exec(host ?? '')?.[1]
    ?.toLowerCase()
    .replace(/\.$/, '');
}

/** The names of hosts in URLs; what is no URL has none. */
export function hostNamesOf(urls: readonly string[]): string[] {
  return urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []));
}

/**
 * Whether a request was meant for this server. A web page elsewhere can point a name of its own at 127.0.0.1 (DNS
 * rebinding); its requests carry that name.
 *
 * @param allowed names beside this machine's own
 */
export function isOwnHost(host: string | undefined, allowed: readonly string[]): boolean {
  const name = hostName(host);
  return name !== undefined && (LOOPBACK.has(name) || allowed.some((each) => each.toLowerCase() === name));
}

/** Whether a browser sent it for a page: no page has anything to send here, and programs say neither. */
export function isFromPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin !== undefined || (site !== undefined && site !== 'none');
}

/** Whether a person looks at the URL in a browser, to see whether it can be reached. */
export function isVisit(method: string, headers: IncomingHttpHeaders): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
}
