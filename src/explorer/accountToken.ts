import type { Account } from '../platform/session.ts';

/** What the menus of a row know its account by: the Twilio Console has nothing of a sandbox. */
export type AccountToken = 'live' | 'sandbox';

/** The token of an account, for a row's `contextValue`. */
export function accountToken({ sandbox }: Pick<Account, 'sandbox'>): AccountToken {
  return sandbox ? 'sandbox' : 'live';
}
