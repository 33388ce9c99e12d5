import type { Memento } from 'vscode';
import type { Conversation } from '../api/resources.ts';
import type { LiveGuard } from '../platform/liveGuard.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Privacy } from '../platform/privacy.ts';
import type { Account, SessionSource } from '../platform/session.ts';
import type { ComposeKey } from './composeKey.ts';

/** What composing needs of the rest of the extension. */
export interface ComposeServices {
  readonly sessions: SessionSource;
  /** Every account that is signed in to. */
  accounts(): Promise<readonly Account[]>;
  readonly notifier: Notifier;
  readonly guard: LiveGuard;
  /** Whether names, addresses and texts are hidden. */
  readonly privacy: Privacy;
  /** Where drafts, and what was used last, are kept. */
  readonly workspaceState: Memento;
  /** Opens a conversation's timeline, at a communication if one is named. */
  openTimeline(key: ComposeKey, communicationId?: string): Promise<void>;
  /** Whether a conversation's timeline is before the person's eyes. */
  shows(key: ComposeKey): boolean;
  /** The conversations of an account that are loaded in the side bar. */
  loaded(accountId: string): readonly Conversation[];
}
