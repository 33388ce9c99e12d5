import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Loopback, private and link-local addresses. IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as the IPv4 it is. */
const NEAR = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  NEAR.addSubnet(network, prefix, 'ipv4');
}
NEAR.addAddress('::1', 'ipv6');
NEAR.addSubnet('fc00::', 7, 'ipv6');
NEAR.addSubnet('fe80::', 10, 'ipv6');

/** Where a server listens when it listens on all of its machine's addresses. */
const UNSPECIFIED = ['0.0.0.0', '::'];

/** Whether an IP address is this machine's or in a private network. What is no address at all is not. */
export function isNear(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && NEAR.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** A target that the sandbox does not call. The message says what would help. */
export class FarTarget extends Error {
  /** @param addresses that `host` leads to, when it is a name */
  constructor(host: string, addresses: readonly string[] = []) {
    const leadsTo = addresses.length > 0 ? ` (${addresses.join(', ')})` : '';
    super(
      UNSPECIFIED.includes(host)
        ? `${host} is where a server listens, not where it is called: use 127.0.0.1`
        : `${host}${leadsTo} is not on this machine or in a private network: the sandbox calls it only with --callbacks anywhere`,
    );
    this.name = 'FarTarget';
  }
}

/**
 * Refuses a host that is a far address. Names pass: they are checked when they are looked up.
 *
 * @param host of a URL, without the brackets of IPv6; `URL` has turned octal, hexadecimal and short forms of IPv4
 * into the usual one
 * @throws FarTarget
 */
export function checkAddress(host: string): void {
  if (isIP(host) !== 0 && !isNear(host)) throw new FarTarget(host);
}

/**
 * A lookup for connections, through which only those names pass that lead to near addresses and to no others. It
 * judges the very answer that is connected to, so a name that changes its mind (DNS rebinding) gains nothing.
 */
export function nearOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const far = addresses.map(({ address }) => address).filter((address) => !isNear(address));
      const [first] = addresses;
      if (!first || far.length > 0) return callback(new FarTarget(hostname, far), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
