import { badRequest, Failure } from '../failure.ts';
import { header, type SandboxRequest } from './request.ts';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses requests that were meant for another host. A web page elsewhere can point a name of its own at 127.0.0.1 (DNS
 * rebinding); its requests carry that name here.
 *
 * @param host - from the `Host` header, or from a target that is absolute
 * @throws Failure 421, or 400 for what is no host at all
 */
export function refuseForeignHost(host: string): void {
  if (LOOPBACK.test(host)) return;
  if (!/^[\w.:[\]-]+$/.test(host)) throw badRequest('The Host header is not a host');
  throw new Failure(421, 20001, `The sandbox answers only on 127.0.0.1, localhost and [::1], not as ${host}`);
}

/**
 * Refuses a write that a page elsewhere has a browser send: a plain form needs no permission to reach this machine, and
 * the default credentials are no secret. Programs send neither header.
 *
 * @throws Failure 403
 */
export function refuseForeignPage(request: SandboxRequest): void {
  if (request.method === 'GET') return;
  const site = header(request, 'sec-fetch-site');
  const origin = header(request, 'origin');
  const isForeign =
    site === 'cross-site' ||
    site === 'same-site' ||
    (origin !== undefined && !LOOPBACK.test(origin.replace(/^https?:\/\//, '')));
  if (isForeign) throw new Failure(403, 20003, 'The sandbox takes no writes from web pages');
}
