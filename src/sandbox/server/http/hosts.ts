const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a `Host` header names this machine. A web page elsewhere can point a name of its own at 127.0.0.1 (DNS
 * rebinding); its requests carry that name here, and are refused.
 */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}
