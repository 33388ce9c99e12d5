import type * as vscode from 'vscode';
import type { Communication, Conversation } from '../api/resources.ts';
import type { LiveGuard } from '../platform/liveGuard.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import type { Account, SessionSource } from '../platform/session.ts';
import type { SharedState } from '../platform/sharedState.ts';
import type { SigningToken } from './verdict.ts';

/** Names a conversation. */
export interface ConversationKey {
  readonly accountId: string;
  readonly conversationId: string;
}

/** Where the tokens come from that callbacks are checked with. */
export interface TokenSource {
  readonly onDidChange: vscode.Event<void>;
  /** All that may have signed a callback for an account. */
  of(accountId: string): Promise<readonly SigningToken[]>;
  /** Whether one was asked for, and can be forgotten. */
  isKept(accountId: string): Promise<boolean>;
  /** Asks for the account's. @returns whether it was given */
  ask(accountId: string): Promise<boolean>;
  forget(accountId: string): Promise<void>;
}

/** A status callback about a communication, for its timeline. */
export interface CallbackNote {
  readonly eventType: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly verdict: 'signed' | 'unsigned' | 'unchecked';
  readonly repeated: boolean;
}

/** What webhooks need of the rest of the extension. */
export interface WebhookServices {
  readonly sessions: SessionSource;
  readonly notifier: Notifier;
  readonly privacy: Privacy;
  readonly guard: LiveGuard;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly secrets: vscode.SecretStorage;
  readonly state: SharedState;
  readonly workspaceState: vscode.Memento;
  accounts(): Promise<readonly Account[]>;
  tokens(): Promise<TokenSource>;
  /** The conversations of an account that are loaded. */
  loaded(accountId: string): readonly Conversation[];
  openTimeline(key: ConversationKey, communicationId?: string): unknown;
  /** Puts what callbacks said of communications on their timelines. */
  learn(accountId: string, communications: readonly Communication[]): void;
  /** Has the row of a conversation, and its documents, read again. */
  changed(key: ConversationKey): void;
  /** Has a conversation's timeline, if it is open, look for news now. */
  look(key: ConversationKey): void;
}
