import { badRequest } from '../failure.ts';
import type { SandboxDocument } from './sandboxDocument.ts';

/**
 * Ties a document's accounts to a sandbox's: by their SIDs, or, where there is one of each, the one to the other.
 *
 * @param accountSids - of the sandbox
 * @returns the document with the sandbox's SIDs
 * @throws Failure 400 that names the first account which the sandbox does not have
 */
export function tieAccounts(document: SandboxDocument, accountSids: readonly string[]): SandboxDocument {
  const { accounts } = document;
  const [only] = accounts;
  const [own] = accountSids;
  if (only && own !== undefined && accounts.length === 1 && accountSids.length === 1) {
    return { ...document, accounts: [{ ...only, accountSid: own }] };
  }
  const missing = accounts.find(({ accountSid }) => !accountSids.includes(accountSid));
  if (missing) {
    throw badRequest(
      `The export has the account ${missing.accountSid}, which this sandbox does not have. Only one account alone can be taken into one of another SID`,
    );
  }
  return document;
}
