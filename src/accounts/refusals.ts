import type { AccountExchange } from './sessions.ts';

/** What an exchange says of its account's secret. */
export type RefusalFacts = Pick<
  AccountExchange,
  'accountId' | 'version' | 'operation' | 'status' | 'failure' | 'willRetry'
>;

/**
 * Which accounts' secrets were refused. A refusal counts for one version of the account: a new secret makes another
 * version, and what an old one is still told says nothing about it.
 */
export class Refusals {
  readonly #versions = new Map<string, number>();
  #latest: string | undefined;

  /** The account that was refused last, as long as it is. */
  get latest(): string | undefined {
    return this.#latest;
  }

  /** @param version the account's present one; `undefined` when it was signed out of */
  has(accountId: string, version: number | undefined): boolean {
    return version !== undefined && this.#versions.get(accountId) === version;
  }

  /** Takes in what came of a request. @returns whether it changed anything */
  note({ accountId, version, operation, status, failure, willRetry }: RefusalFacts): boolean {
    // No answer says nothing, and neither does one that only an access token of yesterday had.
    if (status === undefined || willRetry) return false;
    if (isRefusal(operation, status, failure?.message)) {
      this.#latest = accountId;
      const before = this.#versions.get(accountId);
      if (before !== undefined && before >= version) return false;
      this.#versions.set(accountId, version);
      return true;
    }
    // That a token was given says that the secret is right, but not yet that it opens this account.
    if (status >= 400 || operation === TOKEN || this.#versions.get(accountId) !== version) return false;
    this.#versions.delete(accountId);
    if (this.#latest === accountId) this.#latest = undefined;
    return true;
  }
}

const TOKEN = 'CreateToken';

/** A 403 is about what the credentials may do, and the terms about the account: neither says that the secret is wrong. */
function isRefusal(operation: string, status: number, message = ''): boolean {
  // RFC 6749, 5.2: a client that is not known may be answered with 400.
  if (operation === TOKEN) return status === 400 || status === 401;
  return status === 401 && !/terms/i.test(message);
}
