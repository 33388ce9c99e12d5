import * as vscode from 'vscode';
import type { Session } from '../../platform/session.ts';
import { SignedOutError } from '../../platform/signedOut.ts';
import type { ActServices } from './services.ts';

/**
 * The session of an account as it is now. A question, a wizard or a failure's notification may stand open for long, and
 * the secret may have been entered anew or the account signed out of meanwhile: whoever sends something asks for it just
 * before, and keeps none.
 * @throws SignedOutError
 */
export async function currentSession(
  { sessions }: Pick<ActServices, 'sessions'>,
  accountId: string,
): Promise<Session> {
  const session = await sessions.of(accountId);
  if (session) return session;
  throw new SignedOutError(vscode.l10n.t('You are signed out of the account that this belongs to'));
}
