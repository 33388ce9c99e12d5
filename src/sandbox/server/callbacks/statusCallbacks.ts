import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { LookupFunction } from 'node:net';
import type { CallbackAttempt } from './attempt.ts';
import { describeTarget, readTarget } from './destination.ts';
import type { StatusCallbackEvent } from './event.ts';
import { type Delivery, writeMessage } from './message.ts';
import { Receiver, type ReceiverLimits, type TakeTurn } from './receiver.ts';
import { type Outcome, Transport } from './transport.ts';

const DEFAULT_TIMEOUT_MS = 5_000;
const DEFAULT_RETRY_DELAYS_MS = [1_000, 5_000, 15_000];
const DEFAULT_LOG_SIZE = 1_000;
const DEFAULT_LIMITS: ReceiverLimits = {
  atOnce: 8,
  maxWaiting: 1_000,
  // One text may have 8,388,608 characters: this is room for some of those, and for any number of usual ones.
  maxWaitingLength: 64 * 1024 * 1024,
};

export interface StatusCallbacksOptions {
  /** Whether targets outside this machine and private networks are called too; not unless told. */
  anywhere?: boolean;
  /** For one attempt, to the end of the answer; 5,000 unless told otherwise. */
  timeoutMs?: number;
  /** One for each retry: how long after the attempt before. 1, 5 and 15 s unless told otherwise. */
  retryDelaysMs?: readonly number[];
  /** For each target; 8 requests at a time, 1,000 events and 64 Mi characters unless told otherwise. */
  limits?: Partial<ReceiverLimits>;
  /** Attempts that the log keeps; 1,000 unless told otherwise. */
  logSize?: number;
  /** The sandbox's clock, in epoch milliseconds. Only the log shows it: waiting goes by the machine's. */
  now?: () => number;
  /** How names become addresses; the system's way unless told otherwise. */
  lookup?: LookupFunction;
  /** Hears of each entry of the log as it is made. */
  onAttempt?: (attempt: CallbackAttempt) => void;
}

/**
 * Tells status callbacks' targets of what happens in conversations, as Twilio does: signed, in order, and again when
 * it failed.
 *
 * Order holds for a conversation and a target: the next event waits until the one before is delivered or given up.
 * Tried again is what found no answer in time, 429 and 5xx; any other answer is the receiver's last word. Twilio
 * documents neither order nor retries of these events, only that a retry has the idempotency token of the first.
 */
export class StatusCallbacks {
  readonly #transport: Transport;
  readonly #retryDelaysMs: readonly number[];
  readonly #limits: ReceiverLimits;
  readonly #logSize: number;
  readonly #now: () => number;
  readonly #onAttempt: (attempt: CallbackAttempt) => void;

  /** Those with something to deliver, by method and URL. */
  readonly #receivers = new Map<string, Receiver>();
  readonly #log: CallbackAttempt[] = [];
  /** URLs that the log has told of once as not called. */
  readonly #refused = new Set<string>();
  readonly #closing = new AbortController();
  readonly #whenIdle: (() => void)[] = [];

  constructor(options: StatusCallbacksOptions = {}) {
    this.#transport = new Transport({
      anywhere: options.anywhere ?? false,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      ...(options.lookup && { lookup: options.lookup }),
    });
    this.#retryDelaysMs = options.retryDelaysMs ?? DEFAULT_RETRY_DELAYS_MS;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#logSize = options.logSize ?? DEFAULT_LOG_SIZE;
    this.#now = options.now ?? Date.now;
    this.#onAttempt = options.onAttempt ?? (() => {});
    // Every pause listens; many at a time are no leak.
    setMaxListeners(0, this.#closing.signal);
  }

  /** The latest attempts, the newest last; a live view. An attempt comes into it when it is over. */
  get log(): readonly CallbackAttempt[] {
    return this.#log;
  }

  /** Sees to it that the targets are told. Returns at once and does not throw; what comes of it is in the log. */
  send({ targets, timestamp, data, ...event }: StatusCallbackEvent): void {
    if (targets.length === 0 || this.#closing.signal.aborted) return;
    const written = {
      ...event,
      timestamp: new Date(timestamp).toISOString(),
      dataJson: JSON.stringify(data),
    };
    for (const target of targets) {
      const delivery = { ...written, idempotencyToken: randomUUID() };
      const destination = readTarget(target);
      if (destination) this.#accept({ ...delivery, destination });
      else this.#skipOnce({ ...delivery, destination: describeTarget(target) }, 'Not an http or https URL');
    }
  }

  /** Resolves when nothing waits or is under way. */
  async idle(): Promise<void> {
    if (this.#receivers.size === 0) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Drops what waits, breaks off what is under way, and takes no more. May be called again. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#transport.close();
    await this.idle();
  }

  #accept(delivery: Delivery): void {
    const key = `${delivery.destination.method} ${delivery.destination.url}`;
    const receiver = this.#receivers.get(key) ?? this.#newReceiver(key);
    if (!receiver.accept(delivery)) this.#skip(delivery, 'Dropped: too much waits for this target already');
  }

  #newReceiver(key: string): Receiver {
    const receiver = new Receiver(
      this.#limits,
      (delivery, takeTurn) => this.#deliver(delivery, takeTurn),
      () => {
        this.#receivers.delete(key);
        if (this.#receivers.size === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
      },
    );
    this.#receivers.set(key, receiver);
    return receiver;
  }

  async #deliver(delivery: Delivery, takeTurn: TakeTurn): Promise<void> {
    const { signal } = this.#closing;
    if (signal.aborted) return;
    const message = writeMessage(delivery);
    for (let attempt = 1; !signal.aborted; attempt++) {
      // Names one request, as in the API's answers: with it an attempt is found in the receiver's own log.
      const requestId = `RQ${randomUUID().replaceAll('-', '')}`;
      const headers = { ...message.headers, 'twilio-request-id': requestId };
      const { outcome, ...times } = await takeTurn(async () => {
        const [at, begun] = [this.#now(), performance.now()];
        const outcome = await this.#transport.send({ ...message, headers });
        return { outcome, at, durationMs: Math.round(performance.now() - begun) };
      });
      if (signal.aborted) return;
      if ('refused' in outcome) return this.#skipOnce(delivery, outcome.refused);
      const delayMs = isWorthRetrying(outcome) ? this.#retryDelaysMs[attempt - 1] : undefined;
      const willRetry = delayMs !== undefined;
      this.#record(delivery, { ...times, attempt, requestId, ...outcome, willRetry });
      if (!willRetry) return;
      await pause(delayMs, signal);
    }
  }

  /** A refusal is told of once: the next events of the same target would repeat it. */
  #skipOnce(delivery: Delivery, reason: string): void {
    const { url } = delivery.destination;
    if (this.#refused.has(url)) return;
    this.#refused.add(url);
    this.#skip(delivery, reason);
  }

  #skip(delivery: Delivery, skipped: string): void {
    this.#record(delivery, { at: this.#now(), attempt: 0, skipped, durationMs: 0, willRetry: false });
  }

  #record(
    { accountSid, conversationId, eventType, destination, idempotencyToken }: Delivery,
    result: Omit<
      CallbackAttempt,
      'accountSid' | 'conversationId' | 'eventType' | 'method' | 'url' | 'idempotencyToken'
    >,
  ): void {
    const { method, url } = destination;
    const attempt = { accountSid, conversationId, eventType, method, url, idempotencyToken, ...result };
    this.#log.push(attempt);
    if (this.#log.length > this.#logSize) this.#log.shift();
    try {
      this.#onAttempt(attempt);
    } catch {
      // A listener's fault must reach neither the API's caller, who is in `send`, nor the deliveries that follow.
    }
  }
}

function isWorthRetrying(outcome: Outcome): boolean {
  return 'failure' in outcome || ('status' in outcome && (outcome.status === 429 || outcome.status >= 500));
}

/** Ends early when the signal comes. Keeps no process alive. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    timer.unref();
    signal.addEventListener('abort', end);
  });
}
