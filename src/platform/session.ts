import type { Event } from 'vscode';
import type { ConversationsClient } from '../api/client.ts';

/** Who is called as: what every feature may know of an account. */
export interface Account {
  readonly id: string;
  readonly label: string;
  readonly accountSid: string;
  /** Where its API is reached. */
  readonly origin: string;
  /** A sandbox costs nothing and reaches nobody. */
  readonly sandbox: boolean;
}

/** An account, and the client that calls as it. */
export interface Session {
  readonly account: Account;
  readonly client: ConversationsClient;
}

/** Where features get their sessions from. */
export interface SessionSource {
  /** Another account is active, or the active one changed. */
  readonly onDidChange: Event<void>;
  /** The active account's session; `undefined` when nobody is signed in. */
  active(): Promise<Session | undefined>;
  /** The session of an account, active or not; `undefined` when it was signed out of. */
  of(accountId: string): Promise<Session | undefined>;
  /**
   * A number that grows when the account is reached in another way than before: another secret, another address, a
   * sandbox that was started again. Asking starts nothing. `undefined` when it was signed out of.
   */
  version(accountId: string): Promise<number | undefined>;
}
