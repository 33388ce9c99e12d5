import { createHash } from 'node:crypto';
import type { ReceiverAccount } from './options.ts';

/**
 * Gives each account a path of its own: its SID. Accounts that share one, such as those signed in twice, are told apart
 * by what their ids give, so that a path stays the same whatever comes and goes after it.
 *
 * @param accounts in the order in which they came to be
 */
export function accountPaths(
  accounts: readonly { readonly id: string; readonly label: string; readonly accountSid: string }[],
): ReceiverAccount[] {
  const taken = new Set<string>();
  return accounts.map(({ id, label, accountSid }) => {
    const plain = `/${encodeURIComponent(accountSid)}`;
    const hash = createHash('sha256').update(id).digest('hex').slice(0, 8);
    const path = taken.has(plain) ? `${plain}-${hash}` : plain;
    taken.add(path);
    return { id, label, accountSid, path };
  });
}

/** The account that a path is for, and what of the path goes beyond the account's. */
export function accountAt(
  accounts: readonly ReceiverAccount[],
  path: string,
): { account: ReceiverAccount; rest: string } | undefined {
  for (const account of accounts) {
    if (path === account.path) return { account, rest: '' };
    // A slash at the end alone is no path of the app's.
    if (path.startsWith(`${account.path}/`)) {
      const rest = path.slice(account.path.length);
      return { account, rest: rest === '/' ? '' : rest };
    }
  }
  return undefined;
}
