import { randomUUID } from 'node:crypto';
import type { CallbackRequest } from '../callback.ts';
import { withoutBodyHash } from '../signature.ts';
import { AppCaller } from './appCaller.ts';
import { BAD_URL, notSent } from './notSent.ts';
import { DEFAULT_LIMITS, type ReceiverLimits } from './options.ts';
import { asItCame, FORWARDED_BY, signedAnew, targetUrl } from './outgoing.ts';
import { queryOf } from './readEvent.ts';
import type { ForwardResult, ReceivedCallback } from './receivedCallback.ts';
import { isRedacted } from './redactedHeaders.ts';

/** What is replayed: a callback that was received, or one whose request was edited. */
export type Replayable = Pick<ReceivedCallback, 'request' | 'bodySize' | 'rest' | 'receivedAt'>;

export interface ReplayOptions {
  /** The URL of the app, or of the receiver itself. */
  readonly to: string;
  /** Signs anew, for the URL that is called. Without it the signature stays the one that came. */
  readonly token?: string;
  /**
   * Whether each gets an idempotency token of its own, as if it were a new event. Unless told so it has the one that came,
   * as when Twilio tries again.
   */
  readonly newIdempotencyToken?: boolean;
  readonly signal?: AbortSignal;
}

export interface SeriesOptions extends ReplayOptions {
  /** Whether they go out as far apart as they came; one directly after the other's answer unless told so. */
  readonly originalGaps?: boolean;
  /** The longest that is waited between two, in milliseconds; as long as it was unless told otherwise. */
  readonly longestGapMs?: number;
  /** Hears of each result as it comes. */
  readonly onResult?: (result: ForwardResult, done: number, total: number) => void;
}

/** Waits; ends early when the signal comes. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** A callback with another body, as somebody edited it. */
export function withBody(callback: Replayable, body: string | Uint8Array): Replayable {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return { ...callback, request: { ...callback.request, body: bytes }, bodySize: bytes.length };
}

/** Sends callbacks again that were received. */
export class Replayer {
  readonly #caller: AppCaller;
  readonly #clock: () => number;
  readonly #wait: Wait;

  constructor(options: { limits?: Partial<ReceiverLimits>; clock?: () => number; wait?: Wait } = {}) {
    this.#clock = options.clock ?? Date.now;
    this.#caller = new AppCaller({ ...DEFAULT_LIMITS, ...options.limits }, this.#clock);
    this.#wait = options.wait ?? waitFor;
  }

  /** Breaks off what is under way. */
  close(): void {
    this.#caller.close();
  }

  /** Sends one; does not reject. */
  async replay(callback: Replayable, options: ReplayOptions): Promise<ForwardResult> {
    const { to, token, newIdempotencyToken = false, signal } = options;
    const { bodySize, rest = '' } = callback;
    const request = sendable(callback.request, newIdempotencyToken);
    if (bodySize > request.body.length) {
      const message = 'Only the beginning of its body was kept';
      return notSent(request, to, this.#clock(), { kind: 'incomplete', message });
    }
    const query = queryOf(request.target);
    const target = targetUrl(to, rest, token === undefined ? query : withoutBodyHash(query));
    if (!target) return notSent(request, to, this.#clock(), BAD_URL);
    const { url, authorization } = target;
    const outgoing = token === undefined ? asItCame(request, url) : signedAnew(request, url, token);
    const headers = { ...outgoing.headers, ...(authorization && { authorization }) };
    return (await this.#caller.call({ ...outgoing, headers }, signal)).result;
  }

  /**
   * Sends several, one after the other, in the order in which they came.
   *
   * @returns what came of those that were sent: fewer than were given when it was cancelled
   */
  async replayAll(callbacks: readonly Replayable[], options: SeriesOptions): Promise<ForwardResult[]> {
    const { signal, originalGaps = false, longestGapMs = Number.POSITIVE_INFINITY, onResult } = options;
    const inOrder = callbacks.toSorted((a, b) => a.receivedAt - b.receivedAt);
    const results: ForwardResult[] = [];
    let previous: { receivedAt: number; sentAt: number } | undefined;
    for (const callback of inOrder) {
      if (originalGaps && previous) {
        const gap = Math.min(callback.receivedAt - previous.receivedAt, longestGapMs);
        const left = previous.sentAt + gap - this.#clock();
        if (left > 0) await this.#wait(left, signal);
      }
      if (signal?.aborted) break;
      previous = { receivedAt: callback.receivedAt, sentAt: this.#clock() };
      const result = await this.replay(callback, options);
      results.push(result);
      onResult?.(result, results.length, inOrder.length);
    }
    return results;
  }
}

/** Without what was redacted, and what names the one request that it was. */
function sendable(request: CallbackRequest, newIdempotencyToken: boolean): CallbackRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name, value]) => !isRedacted(value) && name !== FORWARDED_BY && name !== 'twilio-request-id',
    ),
  );
  if (newIdempotencyToken) headers['i-twilio-idempotency-token'] = randomUUID();
  return { ...request, headers };
}

function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    // The longest that a timer takes; nobody waits for weeks.
    const timer = setTimeout(end, Math.min(ms, 2 ** 31 - 1));
    signal?.addEventListener('abort', end);
  });
}
