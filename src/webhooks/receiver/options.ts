import type { Judge, SigningToken } from '../verdict.ts';
import type { ReceivedCallback, RefusedRequest } from './receivedCallback.ts';

/** An account that callbacks may be for. */
export interface ReceiverAccount {
  readonly id: string;
  readonly label: string;
  readonly accountSid: string;
  /** Where its callbacks arrive, such as `/AC…`: see `accountPaths`. */
  readonly path: string;
}

export interface ReceiverLimits {
  /** A larger body is refused with 413. Twilio's texts have up to 8,388,608 characters. */
  readonly bodyBytes: number;
  /** Of all requests that are being read or forwarded, together; more is refused with 503. */
  readonly bodyBytesAtOnce: number;
  /** Of all headers of a request; more is refused with 431. */
  readonly headerBytes: number;
  readonly connections: number;
  /** For a request's headers to be complete. */
  readonly headersTimeoutMs: number;
  /** For a request to be complete. */
  readonly requestTimeoutMs: number;
  /** How long a connection may wait for its next request. */
  readonly keepAliveMs: number;
  /** How often slow requests are looked for. */
  readonly checkEveryMs: number;
  /** How long the person's app may take, to the end of its answer. */
  readonly forwardTimeoutMs: number;
  /** Requests to the person's app at the same time; others wait. */
  readonly forwardsAtOnce: number;
  /** Of an app's answer that is passed on; of a larger one only the status is. */
  readonly answerBytes: number;
  /**
   * How many causes of signatures that do not match are looked for in a second, and at once after a quiet time. One takes
   * some milliseconds, which is too long when a URL is wrong and hundreds of callbacks a second come to it.
   */
  readonly searchesPerSecond: number;
  readonly searchesAtOnce: number;
  /** Of a callback's body that its record keeps. */
  readonly keptBodyBytes: number;
  /** Of an app's answer that its record keeps. */
  readonly keptAnswerBytes: number;
}

export const DEFAULT_LIMITS: ReceiverLimits = {
  bodyBytes: 32 * 1024 * 1024,
  bodyBytesAtOnce: 128 * 1024 * 1024,
  headerBytes: 16 * 1024,
  connections: 256,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveMs: 30_000,
  checkEveryMs: 1_000,
  forwardTimeoutMs: 15_000,
  forwardsAtOnce: 32,
  answerBytes: 1024 * 1024,
  searchesPerSecond: 10,
  searchesAtOnce: 50,
  keptBodyBytes: 256 * 1024,
  keptAnswerBytes: 64 * 1024,
};

/** What is asked anew for each callback, so that it may change while the receiver runs. */
export interface ReceiverOptions {
  /** 0 for any. When it is taken, the next free one. */
  readonly port: number;
  accounts(): readonly ReceiverAccount[];
  /**
   * Names under which a tunnel or a port forwarding brings callbacks, without port. Only these, those of the configured
   * URLs and this machine's own are answered: a web page can point a name of its own here (DNS rebinding).
   */
  allowedHosts(): readonly string[];
  readonly judge: Judge;
  tokensOf(accountId: string): readonly SigningToken[];
  /** What the account's configurations have as their status callbacks. */
  configuredUrls(accountId: string): readonly string[];
  /** The URL of the person's own app. */
  forwardTo(accountId: string): string | undefined;
  /**
   * Whether what is forwarded is signed for the app's URL; true unless told otherwise. Only a callback whose signature
   * is right is ever signed anew: a forged one must not become a true one here.
   */
  resign?(accountId: string): boolean;
  /** A status to answer with instead of 204, so that the sender's retries are seen; the app's answer comes first. */
  answerWith?(accountId: string): number | undefined;
  /**
   * Hears of each callback when it has come, and again, with the same id, when the person's app has answered. It is
   * called before the sender is answered.
   */
  onCallback(callback: ReceivedCallback): void;
  /** Hears of each request that was not taken. */
  onRefused?(refused: RefusedRequest): void;
  /** Hears of what should not happen, such as a listener that throws. */
  onProblem?(error: unknown): void;
  /** Epoch milliseconds; the machine's clock unless told otherwise. */
  readonly clock?: () => number;
  readonly limits?: Partial<ReceiverLimits>;
}

/** A receiver that listens. */
export interface Receiver {
  /** Such as `http://127.0.0.1:4011`, without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  /** Set when the port that was asked for is in use, so that another was taken. */
  readonly takenPort?: number;
  /** Callbacks taken in since it began. */
  readonly received: number;
  /** Where an account's callbacks arrive on this machine. */
  urlOf(account: ReceiverAccount): string;
  /** Judges a callback whose cause was not sought, now that somebody looks at it. One that is known whole only. */
  judgeAgain(callback: ReceivedCallback): ReceivedCallback;
  /** Stops listening, and cuts what is under way. May be called again. */
  close(): Promise<void>;
}
