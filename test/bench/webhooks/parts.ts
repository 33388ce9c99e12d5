/** What the two processes of the webhooks' bench know of each other. */
export const ACCOUNT = {
  id: 'bench',
  label: 'Bench',
  accountSid: `AC${'0'.repeat(32)}`,
  path: `/AC${'0'.repeat(32)}`,
  authToken: 'the auth token of the bench',
};

export const LOG_BOUNDS = { records: 5_000, bytes: 32 * 2 ** 20 };

export interface Asked {
  /** Whether to count from nothing afterwards. */
  readonly reset?: boolean;
  /** Whether to collect garbage first, so that what is live is known. */
  readonly collect?: boolean;
  /** Set to change it; undefined for no app. */
  readonly forwardTo?: string | undefined;
}

export interface Fared {
  readonly rssMb: number;
  readonly liveMb: number;
  /** Of the event loop. */
  readonly delayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** How many different communications were told of. */
  readonly different: number;
  readonly signed: number;
  /** How many the app took. */
  readonly forwarded: number;
  /** Refusals and faults. */
  readonly problems: number;
  readonly logged: number;
  readonly loggedMb: number;
}

/** The first says where to send to. */
export type Told = { readonly url: string } | Fared;
