import type { ApiErrorKind } from './errors.ts';

/**
 * One attempt at a request and what came of it, for the log and the inspector. It holds no header and no body, so
 * no credential can be in it.
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
}
