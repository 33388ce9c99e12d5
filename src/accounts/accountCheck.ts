import * as vscode from 'vscode';
import { twilioOrigin } from '../api/endpoint.ts';
import { type AccountRecord, credentialsOf } from './account.ts';

/** What is checked of an account. */
export type CheckedAccount = Pick<
  Extract<AccountRecord, { kind: 'twilio' }>,
  'accountSid' | 'authentication' | 'region' | 'edge'
>;

/** The credentials are right, but of another account than was said. */
export class OtherAccountError extends Error {
  override readonly name = 'OtherAccountError';
}

/**
 * Tries an account's credentials by one request.
 * @throws ApiError when it does not go through
 * @throws OtherAccountError when it shows conversations of another account: an API key says nothing of its account,
 *   and no request names one; only what is listed does
 */
export async function checkAccount(
  account: CheckedAccount,
  { userAgent, signal }: { userAgent: string; signal: AbortSignal },
): Promise<void> {
  const { ConversationsClient } = await import('../api/client.ts');
  const client = new ConversationsClient({
    origin: twilioOrigin(account),
    credentials: credentialsOf(account),
    userAgent,
  });
  const { items } = await client.conversationPage({ pageSize: 1, signal });
  const owner = items[0]?.accountId;
  if (!owner || owner === account.accountSid) return;
  throw new OtherAccountError(
    vscode.l10n.t('The API key belongs to another account: {0}. Correct the account SID.', owner),
  );
}
