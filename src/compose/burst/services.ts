import type * as vscode from 'vscode';
import type { ComposeKey } from '../composeKey.ts';

/** What bursts need besides what everything that composes shares. */
export interface BurstServices {
  /** Where journals are kept: the window's own folder, or all windows' where it has none. */
  readonly storage: vscode.Uri;
  readonly extensionUri: vscode.Uri;
  /** A conversation has many new communications: to be called once, at the end. */
  changed(key: ComposeKey): void;
}
