import type { IncomingHttpHeaders } from 'node:http';
import type { CallbackEvent, CallbackRequest } from '../callback.ts';
import type { SignatureVerdict } from '../verdict.ts';

/** Why a callback's event could not be read. */
export type Unreadable =
  /** There is no body, and no event in the query. */
  | 'empty'
  /** The body says that it is JSON, and is not. */
  | 'json'
  /** Read, but nothing in it names an event. */
  | 'noEventType';

/** What came of sending a callback to the person's own app. Exactly one of `status` and `failure` is there. */
export interface ForwardResult {
  /** Where to, without user and password. */
  readonly url: string;
  readonly method: string;
  /** As sent; secrets are redacted. */
  readonly requestHeaders: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Whose signature went along: `fresh` for the app's URL, `original` as it came, `none` when there was none to send.
   */
  readonly signature: 'fresh' | 'original' | 'none';
  /** When it began, in epoch milliseconds. */
  readonly sentAt: number;
  /** Until the end of the answer. */
  readonly durationMs: number;
  readonly status?: number;
  /** Of the answer; secrets are redacted. */
  readonly headers: IncomingHttpHeaders;
  /** Of the answer, up to `keptAnswerBytes`. */
  readonly body: Uint8Array;
  /** Of the whole answer's body, in bytes; what was read of it when it was too large to be read. */
  readonly bodySize: number;
  /** Why there was no answer. */
  readonly failure?: ForwardFailure;
}

export interface ForwardFailure {
  readonly kind:
    | 'refused'
    | 'unknownHost'
    | 'timeout'
    | 'closed'
    | 'certificate'
    | 'badUrl'
    | 'loop'
    | 'cancelled'
    /** Only the beginning of the body was kept, so there is nothing to replay. */
    | 'incomplete'
    | 'other';
  /** The system's code, such as ECONNREFUSED, where it has one. */
  readonly code?: string;
  /** In English, for logs and for the answer to the sender. */
  readonly message: string;
}

/** A callback that the receiver took in. */
export interface ReceivedCallback {
  readonly id: string;
  /** About how much memory it holds, in bytes. */
  readonly bytes: number;
  /** In epoch milliseconds. */
  readonly receivedAt: number;
  readonly account: { readonly id: string; readonly label: string; readonly accountSid: string };
  /** As it came; the body up to `keptBodyBytes`, Authorization and cookies redacted. */
  readonly request: CallbackRequest;
  /** What its path has beyond the account's: it goes along when it is forwarded. */
  readonly rest?: string;
  /** Of the whole body, in bytes. Larger than the kept one when that was cut: it cannot be replayed then. */
  readonly bodySize: number;
  /** Absent when it could not be read: see `unreadable`. */
  readonly event?: CallbackEvent;
  readonly unreadable?: Unreadable;
  /** The header I-Twilio-Idempotency-Token: the same when the sender tries again. */
  readonly idempotencyToken?: string;
  /** The header Twilio-Request-Id: another on every attempt. */
  readonly requestId?: string;
  /** Absent when it was not checked: no token is known. */
  readonly verdict?: SignatureVerdict;
  /**
   * Set when too many came to look for the cause of this one: its verdict says only that it is not signed. It can be judged
   * again when somebody looks at it, as long as its body was kept whole.
   */
  readonly causeNotSought?: true;
  /** The id of the first with the same idempotency token. */
  readonly duplicateOf?: string;
  /** From 1; one more for each earlier one with the same idempotency token. */
  readonly attempt: number;
  /** Whether the person's app has it, and has not answered yet. */
  readonly forwarding: boolean;
  readonly forwarded?: ForwardResult;
  /** What the sender was answered; absent while the app is asked. */
  readonly answered?: number;
}

/** A request that was not taken for a callback. */
export interface RefusedRequest {
  /** In epoch milliseconds. */
  readonly at: number;
  readonly kind:
    | 'foreignHost'
    | 'foreignPage'
    | 'unknownPath'
    | 'method'
    | 'tooLarge'
    | 'tooBusy'
    | 'malformed'
    | 'expectation';
  readonly status: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly host: string;
}
