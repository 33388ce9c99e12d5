import { badRequest, Failure } from '../failure.ts';

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
