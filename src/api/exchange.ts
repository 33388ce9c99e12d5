import type { ApiErrorKind } from './errors.ts';

/** When each part of an attempt began and ended, in milliseconds since it began; a part that did not occur is absent. */
export interface ExchangeTimings {
  /** Waiting for a turn and for a free connection. */
  readonly queuedMs?: number;
  readonly lookupMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  readonly sendMs?: number;
  /** Until the first byte of the answer. */
  readonly waitMs?: number;
  readonly receiveMs?: number;
}

/** What went over the wire, for who looks at it closely. Credentials are taken out before anybody gets it. */
export interface ExchangeContent {
  readonly url: string;
  /** Without Authorization. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** How the request was authorized, without the secret: `Basic AC… ••••`. */
  readonly authorization?: string;
  readonly requestBody?: string;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /** As it arrived; absent for what held a credential, such as an access token. */
  readonly responseBody?: Uint8Array;
  readonly timings: ExchangeTimings;
}

/**
 * One attempt at a request and what came of it, for the log and the inspector. No credential is in it.
 */
export interface Exchange {
  /** Counts requests up from 1; the attempts of one request share it. */
  requestNumber: number;
  /** 1 for the first attempt. */
  attempt: number;
  /** The API's name of the operation, such as `ListCommunications`. */
  operation: string;
  method: string;
  path: string;
  /** The query as sent, without the question mark. */
  query: string;
  /** Epoch milliseconds. */
  startedAt: number;
  durationMs: number;
  requestBytes: number;
  responseBytes: number;
  /** Absent when no answer came. */
  status?: number;
  /** `Twilio-Request-Id` of the answer. */
  requestId?: string;
  /** The answer's `Date`, in epoch milliseconds: when it was, by the server's clock. */
  serverTime?: number;
  /** Absent when it went well. */
  failure?: { kind: ApiErrorKind; message: string; code?: number };
  /** Where the answer differs from what the API documents: `communications[3].author is missing`. */
  problems: readonly string[];
  /** True when the request will be tried again. */
  willRetry: boolean;
  /** Absent where nobody wants it, and for what is sent by the thousand. */
  content?: ExchangeContent;
}
