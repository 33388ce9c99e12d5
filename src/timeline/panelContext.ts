import type * as vscode from 'vscode';
import type { Masker } from '../platform/masking.ts';
import type { Session } from '../platform/session.ts';
import type { PanelServices } from './panel.ts';
import type { PanelKey } from './panelKey.ts';
import type { ToHost, ToView } from './protocol/messages.ts';
import type { TimelineStore } from './store.ts';

/** What the features of one panel share. */
export interface PanelContext {
  readonly key: PanelKey;
  readonly services: PanelServices;
  /** Absent until the account was opened. */
  readonly session: Session | undefined;
  /** What is shown. Absent until the account was opened; another one when it is reached in another way. */
  readonly store: TimelineStore | undefined;
  /** What every word of people goes through before it leaves for the view. */
  readonly masker: Masker;
  /** The reader's, as the view told. Empty before. */
  readonly timeZone: string;
  readonly locale: string;
  /** Whether the panel is on screen. */
  readonly visible: boolean;
  /** Sends a message to the view; it is dropped while nobody can see it. */
  post(message: ToView): void;
  /** Posts the state soon: something that it tells has changed. */
  queueState(): void;
  /**
   * Scrolls to a communication and marks it for a moment, now or as soon as it is loaded. Where the filters hide it, says
   * so and offers to clear them.
   */
  show(communicationId: string): void;
}

/** One thing that a panel can do besides showing rows. */
export interface PanelFeature extends vscode.Disposable {
  /** @returns whether the message was meant for it */
  handle(message: ToHost): boolean;
  /** The store's data, its filter, the mask, or whether the panel is seen has changed. */
  changed?(): void;
}
