import * as vscode from 'vscode';

/** What is asked for needs an account that nobody is signed in to. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';

  /** @param message which account is missed; by default any */
  constructor(message: string = vscode.l10n.t('You are not signed in')) {
    super(message);
  }
}
