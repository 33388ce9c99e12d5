import type { Communication, Conversation, Operation } from '../../api/resources.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { SessionSource } from '../../platform/session.ts';
import type { Disagreement } from './evidence.ts';
import type { ApiSide } from './gather.ts';

/** Names a conversation. */
export interface DiagnosedKey {
  readonly accountId: string;
  readonly conversationId: string;
}

/** How a sandbox's own switches are reached. */
export interface SandboxReach {
  readonly origin: string;
  readonly accountSid: string;
  readonly authToken: string;
}

/** A change that Twilio has accepted, and makes in its own time. */
export interface AcceptedChange {
  readonly accountId: string;
  readonly operationId: string;
  /** What it does, in words, without names: it is kept. */
  readonly what: string;
  /** How it ends, as far as this window waits for it. */
  readonly ended: Promise<Operation>;
}

/** What the diagnosis needs of the rest of the extension, and what it tells it. */
export interface DiagnosisServices {
  readonly sessions: SessionSource;
  readonly notifier: Notifier;
  /** Whether names, addresses and texts are hidden. */
  readonly privacy: Privacy;
  /** The conversations of an account that are loaded. */
  loaded(accountId: string): readonly Conversation[];
  openTimeline(key: DiagnosedKey, title?: string, communicationId?: string): unknown;
  /** Asks about a communication whether it is to be created again, and creates it. */
  resend(key: DiagnosedKey, communication: Communication): Promise<unknown>;
  /** What belongs to a conversation was changed: whatever shows it reads it again. */
  changed(key: DiagnosedKey): void;
  accepted(change: AcceptedChange): void;
  /** How a sandbox's switches are reached; undefined for an account that is none. */
  sandboxOf(accountId: string): Promise<SandboxReach | undefined>;
  /**
   * In what the callbacks that this window received differ from what the API says; undefined where none were received of
   * this conversation, since then they were not to come here.
   * @param readAt since when the API was read: epoch milliseconds
   */
  compareCallbacks?(key: DiagnosedKey, api: ApiSide, readAt: number): readonly Disagreement[] | undefined;
}
