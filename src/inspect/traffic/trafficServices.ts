import type * as vscode from 'vscode';
import type { LiveGuard } from '../../platform/liveGuard.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { Account, SessionSource } from '../../platform/session.ts';
import type { ReceivedExchange } from './trafficRecord.ts';

/** What is known of an account that code is written for; no secret. */
export interface TrafficAccount extends Account {
  readonly method: 'apiKey' | 'authToken' | 'oauth';
  readonly region: string | undefined;
  readonly edge: string | undefined;
}

/** What a sandbox received since it was asked last. */
export interface ReceivedBatch {
  readonly origin: string;
  readonly exchanges: readonly ReceivedExchange[];
  /** There is more at once. */
  readonly more: boolean;
}

/** What the traffic needs of the rest of the extension. */
export interface TrafficServices {
  readonly extensionUri: vscode.Uri;
  readonly sessions: SessionSource;
  readonly notifier: Notifier;
  readonly privacy: Privacy;
  readonly guard: LiveGuard;
  readonly accounts: {
    all(): Promise<readonly TrafficAccount[]>;
    active(): Promise<TrafficAccount | undefined>;
  };
  /** `twilio-conversations-explorer/0.1.0` */
  readonly userAgent: string;
  /** Asks a sandbox what it received; undefined when it does not answer. Starts none. */
  received(account: Account): Promise<ReceivedBatch | undefined>;
}
