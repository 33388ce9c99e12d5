import * as vscode from 'vscode';
import { credentialsOf } from './account.ts';
import { originOf, type UnnamedRecord } from './accountIdentity.ts';

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
  record: UnnamedRecord,
  { userAgent, signal }: { userAgent: string; signal: AbortSignal },
): Promise<void> {
  const { ConversationsClient } = await import('../api/client.ts');
  const client = new ConversationsClient({
    origin: originOf(record),
    credentials: credentialsOf(record),
    userAgent,
  });
  const { items } = await client.conversationPage({ pageSize: 1, signal });
  const owner = items[0]?.accountId;
  if (!owner || owner === record.accountSid) return;
  throw new OtherAccountError(
    record.authentication.method === 'apiKey'
      ? vscode.l10n.t('The API key belongs to another account: {0}. Correct the account SID.', owner)
      : vscode.l10n.t('The credentials belong to another account: {0}. Correct the account SID.', owner),
  );
}
