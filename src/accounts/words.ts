import * as vscode from 'vscode';
import type { Authentication } from './account.ts';

/** A way to authenticate, in words. */
export function authenticationName(method: Authentication['method']): string {
  switch (method) {
    case 'apiKey':
      return vscode.l10n.t('API key');
    case 'authToken':
      return vscode.l10n.t('Auth token');
    case 'oauth':
      return vscode.l10n.t('OAuth client');
  }
}
