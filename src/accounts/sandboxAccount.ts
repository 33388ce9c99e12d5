import * as vscode from 'vscode';
import type { AccountRecord } from './account.ts';

/** Where a sandbox listens and what it accepts: nothing of it is a secret, it is the same for everybody. */
export interface SandboxAccess {
  origin: string;
  accountSid: string;
  authToken: string;
}

/** The account of the local sandbox. There is one: starting another sandbox replaces it. */
export function sandboxRecord({ origin, accountSid, authToken }: SandboxAccess): AccountRecord {
  return {
    version: 2,
    kind: 'sandbox',
    id: 'sandbox',
    label: vscode.l10n.t('Sandbox'),
    accountSid,
    authentication: { method: 'authToken', secret: authToken },
    origin,
  };
}
