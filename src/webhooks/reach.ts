/** Whether somebody else can send to a URL, as far as the URL itself tells. */
export type Reach =
  | 'public'
  /** Loopback: this machine alone. */
  | 'here'
  /** A private network, or a name without a dot. */
  | 'private'
  /** Twilio calls https only. */
  | 'notHttps'
  /** It holds a user name or a password. */
  | 'credentials'
  | 'noUrl';

/** How far a URL reaches. Looks nothing up: that a name leads to a private address is not seen here. */
export function reachOf(text: string): Reach {
  if (!URL.canParse(text)) return 'noUrl';
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'noUrl';
  if (username !== '' || password !== '') return 'credentials';
  if (isLoopback(hostname)) return 'here';
  if (isPrivate(hostname)) return 'private';
  return protocol === 'https:' ? 'public' : 'notHttps';
}

/** Whether what is sent there stays near: on this machine or in a private network. */
export function isNear(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return /^https?:$/.test(protocol) && (isLoopback(hostname) || isPrivate(hostname));
}

/** As URL writes every address of this kind. */
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    (IPV4.test(host) && host.startsWith('127.'))
  );
}

function isPrivate(host: string): boolean {
  // A name may begin like an address, and lead anywhere.
  if (IPV4.test(host) && /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(host)) return true;
  if (/^\[(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/i.test(host) || host === '0.0.0.0' || host === '[::]')
    return true;
  return !host.includes('.') ? !host.startsWith('[') : /\.(?:local|internal|lan|home\.arpa)$/.test(host);
}
