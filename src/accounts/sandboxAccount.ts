import * as vscode from 'vscode';
import type { AccountRecord } from './account.ts';
import type { NamelessRecord } from './accountStore.ts';

/** The id of the account whose sandbox this extension starts; any other sandbox is somebody else's to start. */
export const SANDBOX_ID = 'sandbox';

/** Where a sandbox listens and what it accepts: nothing of it is a secret, it is the same for everybody. */
export interface SandboxAccess {
  origin: string;
  accountSid: string;
  authToken: string;
}

/**
 * The account of the sandbox that this extension starts. There is one: starting another replaces it, but for the name
 * that a person gave it.
 */
export function sandboxRecord({ origin, accountSid, authToken }: SandboxAccess): NamelessRecord {
  return {
    version: 2,
    kind: 'sandbox',
    id: SANDBOX_ID,
    suggestedLabel: vscode.l10n.t('Sandbox'),
    accountSid,
    authentication: { method: 'authToken', secret: authToken },
    origin,
  };
}

/** How a sandbox that somebody signed in to is reached; `undefined` for any other account. */
export function accessToSandbox(record: AccountRecord | undefined): SandboxAccess | undefined {
  if (record?.kind !== 'sandbox') return undefined;
  const { origin, accountSid, authentication } = record;
  return { origin, accountSid, authToken: authentication.secret };
}
