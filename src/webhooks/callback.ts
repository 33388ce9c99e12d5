import type { IncomingHttpHeaders } from 'node:http';

/** A request that came to the receiver, as it came. */
export interface CallbackRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  /** The receiver itself was reached by TLS: never, as yet. What a proxy says stands in the headers. */
  readonly encrypted: boolean;
  /** By names in lower case; `host` among them. */
  readonly headers: IncomingHttpHeaders;
  /** To the byte. */
  readonly body: Uint8Array;
}

/** What a status callback tells, as far as it could be read. */
export interface CallbackEvent {
  /** Such as COMMUNICATION_CREATED. */
  readonly eventType: string;
  /** When it happened, as the sender says: ISO 8601. */
  readonly timestamp?: string;
  readonly conversationId?: string;
  /** The resource that it is about. */
  readonly resource?: {
    readonly kind: 'conversation' | 'participant' | 'communication';
    readonly id: string;
  };
  /** The resource in the API's shape; unchecked. */
  readonly data?: unknown;
}
