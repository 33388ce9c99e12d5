import type * as vscode from 'vscode';
import type { Privacy } from '../../platform/privacy.ts';
import type { Account } from '../../platform/session.ts';
import type { CallbackEvent, CallbackRequest } from '../callback.ts';
import type { SignatureVerdict, SigningToken } from '../verdict.ts';

/** A callback that was received, to choose it. */
export interface RecentCallback {
  readonly account: { readonly id: string; readonly label: string };
  /** In epoch milliseconds. */
  readonly receivedAt: number;
  readonly event?: CallbackEvent;
  readonly verdict?: SignatureVerdict;
  readonly request: CallbackRequest;
}

/** What checks signatures with. */
export interface ToolTokens {
  /** All that may have signed for an account. */
  of(accountId: string): Promise<readonly SigningToken[]>;
  /** Asks for an account's auth token and keeps it. @returns false when the person closed the box */
  ask(accountId: string): Promise<boolean>;
  /** An account came or went, or another token signs. */
  readonly onDidChange: vscode.Event<void>;
}

/** What the signature tool needs of the rest. */
export interface ToolServices {
  readonly extensionUri: vscode.Uri;
  readonly privacy: Privacy;
  accounts(): Promise<readonly Account[]>;
  /** The one that is in use, to begin with. */
  activeAccount(): Promise<Account | undefined>;
  tokens(): Promise<ToolTokens>;
  /** What the receiver took in last, the newest first; empty without a receiver. */
  recent(): readonly RecentCallback[];
}

/** What a command may be started with: a callback that was received. */
export interface ToCheck {
  readonly accountId: string;
  readonly request: CallbackRequest;
}
