import type { CallbackEventType } from './event.ts';

/** One attempt to tell one target of one event. It holds no secret: no token, no password, no content. */
export interface CallbackAttempt {
  /** When it began, in epoch milliseconds on the sandbox's clock. */
  at: number;
  accountSid: string;
  conversationId: string;
  eventType: CallbackEventType;
  method: 'GET' | 'POST';
  /** As configured, without user, password and fragment. */
  url: string;
  /** One for an event and a target, the same on all attempts. */
  idempotencyToken: string;
  /** From 1; 0 when nothing was tried. */
  attempt: number;
  /** What the header `Twilio-Request-Id` said; each attempt has its own. None when nothing was tried. */
  requestId?: string;
  /** Of the answer. Exactly one of `status`, `failure` and `skipped` is there. */
  status?: number;
  /** Why there was no answer. */
  failure?: string;
  /** Why nothing was tried, and what would help. */
  skipped?: string;
  /** Until the end of the answer, by the machine's clock; 0 when nothing was tried. */
  durationMs: number;
  willRetry: boolean;
}
