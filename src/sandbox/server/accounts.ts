import { createHash, timingSafeEqual } from 'node:crypto';

/** Who may call, and with what. */
export interface SandboxAccount {
  /** `AC` and 32 hexadecimal digits. */
  accountSid: string;
  authToken: string;
  apiKeys?: { sid: string; secret: string }[];
}

/** Compares digests, which are all of one length, so that the time taken tells nothing of the secret. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function readBasic(header: string): { user: string; password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** Different spellings of the same credentials that are remembered: clients have one each. */
const MOST_REMEMBERED = 100;

/** Tells who calls. What was right once is remembered, so that not every request has to be hashed. */
export class Authenticator {
  readonly #accounts: readonly SandboxAccount[];
  readonly #right = new Map<string, SandboxAccount>();

  constructor(accounts: readonly SandboxAccount[]) {
    this.#accounts = accounts;
  }

  /**
   * Finds the account that a Basic `Authorization` header stands for: `AC…` with the auth token, or `SK…` with the
   * API key's secret.
   *
   * @returns undefined for missing, malformed, unknown and wrong credentials alike
   */
  accountOf(header: string | undefined): SandboxAccount | undefined {
    if (header === undefined) return undefined;
    const known = this.#right.get(header);
    if (known) return known;
    const account = authenticate(this.#accounts, header);
    if (account && this.#right.size < MOST_REMEMBERED) this.#right.set(header, account);
    return account;
  }
}

function authenticate(accounts: readonly SandboxAccount[], header: string): SandboxAccount | undefined {
  const basic = readBasic(header);
  if (!basic) return undefined;
  for (const account of accounts) {
    const secret =
      account.accountSid === basic.user
        ? account.authToken
        : account.apiKeys?.find(({ sid }) => sid === basic.user)?.secret;
    if (secret !== undefined) return sameSecret(basic.password, secret) ? account : undefined;
  }
  return undefined;
}

/**
 * Reads accounts that came from outside.
 *
 * @throws Error when a SID is malformed or given twice, or a secret is empty
 */
export function checkAccounts(accounts: readonly SandboxAccount[]): readonly SandboxAccount[] {
  const seen = new Set<string>();
  const once = (sid: string) => {
    if (seen.has(sid)) throw new Error(`${sid} is given twice`);
    seen.add(sid);
  };
  for (const { accountSid, authToken, apiKeys = [] } of accounts) {
    if (!/^AC[0-9a-fA-F]{32}$/.test(accountSid)) {
      throw new Error(`"${accountSid}" is not an account SID: AC and 32 hexadecimal digits`);
    }
    if (authToken === '') throw new Error(`The auth token of ${accountSid} is empty`);
    once(accountSid);
    for (const { sid, secret } of apiKeys) {
      if (!/^SK[0-9a-fA-F]{32}$/.test(sid)) {
        throw new Error(`"${sid}" is not an API key SID: SK and 32 hexadecimal digits`);
      }
      if (secret === '') throw new Error(`The secret of ${sid} is empty`);
      once(sid);
    }
  }
  return accounts;
}
