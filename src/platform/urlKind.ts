import { BlockList, isIP } from 'node:net';

/** Where a URL leads, as far as it can be told without asking anybody. */
export type UrlKind =
  /** No URL, or not one that HTTP can call. */
  | 'unusable'
  /** This machine: the sandbox reaches it, Twilio does not. */
  | 'loopback'
  /** A private network, or a name that only one knows. */
  | 'private'
  /** A name that is kept free for examples, and leads nowhere. */
  | 'reserved'
  | 'public';

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('0.0.0.0', 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addAddress('::', 'ipv6');

/** Names of private networks: RFC 6762, RFC 8375, and what routers and companies use. */
const PRIVATE_NAME = /\.(?:local|lan|internal|intranet|corp|home|home\.arpa|private)$/;

/** RFC 2606 and RFC 6761: nothing is ever registered there. */
const RESERVED_NAME = /(?:^|\.)(?:example|invalid|test|example\.(?:com|net|org))$/;

/** Judges a URL by its text alone. */
export function urlKind(url: string): UrlKind {
  if (!URL.canParse(url)) return 'unusable';
  const { protocol, hostname } = new URL(url);
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '') return 'unusable';
  // A name may be written with the dot at its end.
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  const family = isIP(host);
  if (family !== 0) {
    const type = family === 6 ? 'ipv6' : 'ipv4';
    if (LOOPBACK.check(host, type)) return 'loopback';
    return PRIVATE.check(host, type) ? 'private' : 'public';
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (RESERVED_NAME.test(host)) return 'reserved';
  if (!host.includes('.') || PRIVATE_NAME.test(host)) return 'private';
  return 'public';
}
