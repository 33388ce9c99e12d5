import type * as vscode from 'vscode';
import type { Account } from '../../platform/session.ts';
import type { Compose } from '../compose.ts';
import type { ComposeServices } from '../services.ts';

/** What draft files need of the rest of the extension. */
export interface FileServices extends ComposeServices {
  /** Loads what sends. */
  compose(): Promise<Compose>;
  /** Whom a file without an account is sent as. */
  activeAccount(): Promise<Account | undefined>;
  /** The conversations in the side bar are others than before. */
  readonly onDidLoad: vscode.Event<unknown>;
}
