import { urlKind } from '../platform/urlKind.ts';

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
  const kind = urlKind(text);
  if (kind === 'unusable') return 'noUrl';
  const { protocol, username, password } = new URL(text);
  if (username !== '' || password !== '') return 'credentials';
  if (kind === 'loopback') return 'here';
  if (kind === 'private') return 'private';
  return protocol === 'https:' ? 'public' : 'notHttps';
}

/** Whether what is sent there stays near: on this machine or in a private network. */
export function isNear(text: string): boolean {
  const kind = urlKind(text);
  return kind === 'loopback' || kind === 'private';
}
