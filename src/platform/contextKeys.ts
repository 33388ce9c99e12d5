import * as vscode from 'vscode';
import { PREFIX } from './commands.ts';

/** What menus and welcome views in package.json depend on. */
export interface ContextKeys {
  /** `signedOut` shows the welcome view; nothing is known before activation. */
  account: 'signedOut' | 'signedIn';
  /** True while a filter hides conversations from the explorer. */
  filtered: boolean;
  /** True while this window runs a sandbox. */
  sandboxRunning: boolean;
  /** True while names, addresses and texts are hidden. */
  masked: boolean;
  /** True while this window's webhook receiver listens. */
  receiving: boolean;
  /** True while there are findings of a diagnosis, or one that found nothing. */
  hasDiagnosis: boolean;
}

/** Sets a context key; `when` clauses name it `twilioConversations.<key>`. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', `${PREFIX}.${key}`, value);
}
