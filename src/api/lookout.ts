import type { Clock } from './clock.ts';
import { cancellation, readRetryAfter } from './errors.ts';
import type { CallOptions } from './pages.ts';
import type { Patience } from './patience.ts';
import type { Reply } from './request.ts';
import { header } from './wire.ts';

/** What looks at something that Twilio does in its own time. */
export interface Lookout<T> {
  /** The request that looks. */
  look: (signal: AbortSignal | undefined) => Promise<Reply<T>>;
  /** That request's path. */
  path: string;
  clock: Clock;
  patience: Patience;
}

/** How long to look, and whom to tell. */
export interface LookOptions<T> extends CallOptions {
  /** How long to wait in all, in milliseconds; five minutes when absent. At its end there is one last look. */
  longestWaitMs?: number | undefined;
  /** Called with what each look has shown, the last one too. */
  onProgress?: ((seen: T) => void) | undefined;
}

export const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Looks until something has ended, or the longest wait is over: at the pace the server asks for, else less and less often.
 * @param firstWaitMs before the first look
 * @returns what the last look has shown, ended or not
 * @throws ApiError `cancelled`, and whatever a look throws
 */
export async function lookUntil<T>(
  { look, path, clock, patience }: Lookout<T>,
  hasEnded: (seen: T) => boolean,
  firstWaitMs: number,
  { signal, longestWaitMs = LONGEST_WAIT_MS, onProgress }: LookOptions<T>,
): Promise<T> {
  const deadline = clock.now() + longestWaitMs;
  let wait = firstWaitMs;
  for (let looks = 1; ; looks++) {
    const left = Math.max(0, deadline - clock.now());
    await sleep(clock, Math.min(wait, left), path, signal);
    const { value: seen, headers } = await look(signal);
    onProgress?.(seen);
    if (hasEnded(seen) || clock.now() >= deadline) return seen;
    const asked = readRetryAfter(header(headers, 'retry-after'), clock.now());
    wait = Math.max(
      patience.pollMs,
      asked ?? Math.min(patience.pollMs * 2 ** (looks - 1), patience.longestPollMs),
    );
  }
}

async function sleep(
  clock: Clock,
  milliseconds: number,
  path: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    if (milliseconds > 0) await clock.sleep(milliseconds, signal);
  } catch (error) {
    throw signal?.aborted ? cancellation({ method: 'GET', path }) : error;
  }
}
