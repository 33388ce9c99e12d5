import type { ApiErrorKind } from './errors.ts';

/** How long each part of an attempt took, one after the other, in milliseconds; a part that did not occur is absent. */
export interface ExchangeTimings {
  /** Waiting for a turn among the account's requests: before the attempt began, and not part of its duration. */
  readonly queuedMs?: number;
  /** Waiting for a connection. */
  readonly blockedMs?: number;
  readonly lookupMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  readonly sendMs?: number;
  /** Until the first byte of the answer. */
  readonly waitMs?: number;
  readonly receiveMs?: number;
  /** It went over a connection that was there already: none was looked up, made or secured. */
  readonly reused?: boolean;
}

/** What went over the wire, for who looks at it closely. Credentials are taken out before anybody gets it. */
export interface ExchangeContent {
  readonly url: string;
  /** As they were sent, without Authorization. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** How the request was authorized, without the secret: `Basic SK0123:••••`. */
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
  failure?: {
    kind: ApiErrorKind;
    message: string;
    code?: number;
    /** The system's code of a network failure, such as ECONNREFUSED. */
    systemCode?: string;
    /** True when a write may have been carried out although no answer came. */
    outcomeUnknown?: boolean;
  };
  /** Where the answer differs from what the API documents: `communications[3].author is missing`. */
  problems: readonly string[];
  /** True when the request will be tried again. */
  willRetry: boolean;
  /** Absent for what is sent by the thousand: that many bodies would fill the memory. */
  content?: ExchangeContent;
  /** What the caller marked the request with, to find it again here. */
  mark?: string;
}
