import type { Memento } from 'vscode';
import type { Conversation, Operation } from '../../api/resources.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { SessionSource } from '../../platform/session.ts';
import type { SelectedConversation } from '../explorer.ts';
import type { ExplorerNode } from '../node.ts';

/** What acts need of the rest of the extension, and what they tell it. */
export interface ActServices {
  readonly sessions: SessionSource;
  readonly notifier: Notifier;
  /** Whether names, addresses and texts are hidden. */
  readonly privacy: Privacy;
  /** Where the configuration is kept that a conversation was last made from. */
  readonly workspaceState: Memento;
  /** The row that is selected in the side bar. */
  selectedNode(): ExplorerNode | undefined;
  /** The conversation whose timeline has the focus. */
  activeTimeline(): SelectedConversation | undefined;
  /** The conversations of an account that are loaded. */
  loaded(accountId: string): readonly Conversation[];
  /** Opens a conversation's timeline. */
  openTimeline(key: SelectedConversation, title?: string): void;
  /** A conversation was made or changed. */
  accept(accountId: string, conversation: Conversation): void;
  /** What belongs to a conversation was changed: whatever shows it reads it again. */
  changed(key: SelectedConversation): void;
  /** A conversation is gone. */
  remove(key: SelectedConversation): void;
}

/** A change that Twilio has accepted, and makes in its own time. */
export interface StartedOperation {
  accountId: string;
  operationId: string;
  /** What it does, in words: `Delete conversation conv_…3f9a21`, without names: it is kept. */
  what: string;
  /** How it ends, as far as this window waits for it. */
  ended: Promise<Operation>;
}
