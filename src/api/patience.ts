/** How long to wait, in milliseconds, and how often to try. */
export interface Patience {
  /** For the connection. */
  connectMs: number;
  /** For the whole answer, of one attempt. */
  answerMs: number;
  /** How many attempts a request may take in all. */
  attempts: number;
  /** The first back-off; it doubles with each attempt, with jitter. */
  backOffMs: number;
  /** The longest `Retry-After` that is waited for; a longer one is reported instead. */
  longestPauseMs: number;
  /** The shortest wait between two looks at an operation; without a `Retry-After` it doubles with each look. */
  pollMs: number;
  /** Where that doubling ends. */
  longestPollMs: number;
}

export const DEFAULT_PATIENCE: Patience = {
  connectMs: 10_000,
  answerMs: 30_000,
  attempts: 3,
  backOffMs: 300,
  longestPauseMs: 20_000,
  pollMs: 1_000,
  longestPollMs: 10_000,
};
