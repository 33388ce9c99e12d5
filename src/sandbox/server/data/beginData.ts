import { seedDemo } from '../demo/seedDemo.ts';
import { seedEmpty } from '../demo/seedEmpty.ts';
import { seedLarge } from '../large/largeAccount.ts';
import type { SandboxData } from '../state.ts';
import { AccountData, type Surroundings } from '../store/accountData.ts';
import { completeConfigurations } from './completeConfigurations.ts';
import { importAccount } from './importAccount.ts';
import type { SandboxDocument } from './sandboxDocument.ts';

/** What data is made for. */
export interface Setting {
  accountSids: readonly string[];
  seed: number;
  surroundings: Surroundings;
  /** Epoch milliseconds on the sandbox's clock. */
  now: number;
}

function beginAccount(
  kind: SandboxData,
  accountSid: string,
  { seed, surroundings, now }: Setting,
): AccountData {
  if (kind === 'large') return seedLarge(accountSid, seed, surroundings, now);
  const data = new AccountData(accountSid, seed, surroundings);
  if (kind === 'demo') seedDemo(data, now);
  else seedEmpty(data, now);
  return data;
}

/** All accounts' data, by their SIDs, as a sandbox begins with it. */
export function beginWithSeed(kind: SandboxData, setting: Setting): Map<string, AccountData> {
  const accounts = setting.accountSids.map(
    (accountSid) => [accountSid, beginAccount(kind, accountSid, setting)] as const,
  );
  setting.surroundings.agenda.runUntil(setting.now);
  return new Map(accounts);
}

/**
 * All accounts' data, by their SIDs, as a document has it. What is due by now has not happened yet.
 *
 * @param document - its accounts are the sandbox's, or some of them
 * @param others - what accounts begin with that the document does not have
 * @param arrived - ids of conversations that came into the document from another one
 * @throws Failure 400 when it holds only what has changed of data that this version makes otherwise
 */
export function beginWithDocument(
  document: SandboxDocument,
  setting: Setting,
  others: SandboxData,
  arrived?: ReadonlySet<string>,
): Map<string, AccountData> {
  const exportedAt = Date.parse(document.exportedAt);
  const accounts = setting.accountSids.map((accountSid) => {
    const account = document.accounts.find((each) => each.accountSid === accountSid);
    if (!account) return [accountSid, beginAccount(others, accountSid, setting)] as const;
    // What a sandbox wrote is as it was: a configuration that is not there was deleted.
    const complete = account.sandbox ? account : completeConfigurations(account);
    const context = { ...setting, accountSid, exportedAt, ...(arrived ? { arrived } : {}) };
    return [accountSid, importAccount(complete, context)] as const;
  });
  return new Map(accounts);
}
