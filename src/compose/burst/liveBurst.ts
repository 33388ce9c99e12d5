import * as vscode from 'vscode';
import { PREFIX } from '../../platform/commands.ts';
import type { Account } from '../../platform/session.ts';
import { setting } from '../../platform/settings.ts';

/** What is wrong with a burst of so many on an account, or `undefined` when it may be. A sandbox takes any. */
export function capComplaint({ sandbox }: Account, count: number): string | undefined {
  if (sandbox) return undefined;
  const limit = setting('burst.liveLimit');
  if (limit === 0)
    return vscode.l10n.t(
      'Bursts go to sandboxes only: the setting “Burst: Live Limit” is 0. Raise it to send them on live accounts.',
    );
  if (count <= limit) return undefined;
  return vscode.l10n.t(
    'On a live account a burst has at most {0}: the setting “Burst: Live Limit” says so. Send fewer, or raise it.',
    limit.toLocaleString(),
  );
}

/**
 * Stands before every burst: on a live account it asks each time, with the count, and refuses more than the setting allows.
 * @returns whether to go on; a sandbox is never asked about
 */
export async function confirmBurst(account: Account, count: number): Promise<boolean> {
  if (account.sandbox) return true;
  const complaint = capComplaint(account, count);
  if (complaint !== undefined) {
    const open = vscode.l10n.t('Open Settings');
    if ((await vscode.window.showWarningMessage(complaint, open)) === open)
      await vscode.commands.executeCommand('workbench.action.openSettings', `${PREFIX}.burst.liveLimit`);
    return false;
  }
  const n = count.toLocaleString();
  const send = vscode.l10n.t('Send {0}', n);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Send {0} communications on the live account {1}?', n, account.label),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0} is no sandbox: all {1} stay in the account’s data, cost money, and whatever listens to the conversation is told of each. This is asked before every burst.',
        account.accountSid,
        n,
      ),
    },
    send,
  );
  return chosen === send;
}
