import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { CallbackRequest } from '../callback.ts';
import type { JudgeOptions, SignatureVerdict } from '../verdict.ts';
import { Allowance } from './allowance.ts';
import { Deliveries } from './deliveries.ts';
import type { Arrival } from './listener.ts';
import type { ReceiverLimits, ReceiverOptions } from './options.ts';
import { readEvent } from './readEvent.ts';
import type { ForwardResult, ReceivedCallback } from './receivedCallback.ts';
import { redactedHeaders } from './redactedHeaders.ts';

/** Makes the records of what arrives. */
export class Recorder {
  readonly #options: ReceiverOptions;
  readonly #limits: ReceiverLimits;
  readonly #clock: () => number;
  readonly #deliveries = new Deliveries();
  readonly #searches: Allowance;

  constructor(options: ReceiverOptions, limits: ReceiverLimits, clock: () => number) {
    this.#options = options;
    this.#limits = limits;
    this.#clock = clock;
    this.#searches = new Allowance(limits.searchesPerSecond, limits.searchesAtOnce, clock);
  }

  /** @param answered what the sender is told; nothing when the person's app decides that */
  arrived({ account, request, rest }: Arrival, answered: number | undefined): ReceivedCallback {
    const id = randomUUID();
    const { verdict, causeNotSought } = this.#judge(account.id, request);
    const read = readEvent(request);
    const kept = keptOf(request, this.#limits.keptBodyBytes);
    const idempotencyToken = nameIn(request.headers, 'i-twilio-idempotency-token');
    const requestId = nameIn(request.headers, 'twilio-request-id');
    const record: ReceivedCallback = {
      id,
      bytes: sizeOf(kept, verdict),
      receivedAt: this.#clock(),
      account: { id: account.id, label: account.label, accountSid: account.accountSid },
      request: kept,
      ...(rest !== '' && { rest }),
      bodySize: request.body.length,
      ...(typeof read === 'string' ? { unreadable: read } : { event: read }),
      ...(idempotencyToken !== undefined && { idempotencyToken }),
      ...(requestId !== undefined && { requestId }),
      ...(verdict && { verdict }),
      ...(causeNotSought && { causeNotSought }),
      ...this.#deliveries.note(account.id, idempotencyToken, id),
      forwarding: answered === undefined,
      ...(answered !== undefined && { answered }),
    };
    this.#tell(record);
    return record;
  }

  forwarded(record: ReceivedCallback, forwarded: ForwardResult, answered: number): void {
    const bytes = record.bytes + forwarded.body.length + 2_000;
    this.#tell({ ...record, bytes, forwarding: false, forwarded, answered });
  }

  /** As `Receiver.judgeAgain` has it; also when it is asked for at a busy time. */
  judgedAgain(record: ReceivedCallback): ReceivedCallback {
    const { causeNotSought, ...rest } = record;
    const { account, request, bodySize } = record;
    if (!causeNotSought || request.body.length < bodySize) return record;
    try {
      const verdict = this.#options.judge(request, this.#judgeOptions(account.id));
      return { ...rest, verdict, bytes: sizeOf(request, verdict) + (record.forwarded?.body.length ?? 0) };
    } catch (error) {
      this.#options.onProblem?.(error);
      return record;
    }
  }

  #judgeOptions(accountId: string): JudgeOptions {
    return {
      tokens: this.#options.tokensOf(accountId),
      configuredUrls: this.#options.configuredUrls(accountId),
      trustProxy: true,
    };
  }

  /** The callback counts as not checked when no token is known, and when the judge fails. */
  #judge(accountId: string, request: CallbackRequest): { verdict?: SignatureVerdict; causeNotSought?: true } {
    try {
      const options = this.#judgeOptions(accountId);
      if (options.tokens.length === 0) return {};
      const verdict = this.#options.judge(request, { ...options, tries: 0 });
      // Without a header there is nothing to look for: the verdict knows it already.
      if (verdict.signed || verdict.cause === 'noSignature') return { verdict };
      if (!this.#searches.take()) return { verdict, causeNotSought: true };
      return { verdict: this.#options.judge(request, options) };
    } catch (error) {
      this.#options.onProblem?.(error);
      return {};
    }
  }

  /** A listener's fault must not reach the sender. */
  #tell(record: ReceivedCallback): void {
    try {
      this.#options.onCallback(record);
    } catch (error) {
      this.#options.onProblem?.(error);
    }
  }
}

function keptOf(request: CallbackRequest, most: number): CallbackRequest {
  const { body } = request;
  return {
    ...request,
    headers: redactedHeaders(request.headers),
    // A copy: a part of a larger buffer would keep all of it in memory.
    body: body.length > most ? Buffer.from(body.subarray(0, most)) : body,
  };
}

/** Headers and texts take two bytes a character at most; what the event holds of the body comes to about three. */
function sizeOf({ headers, target, body }: CallbackRequest, verdict: SignatureVerdict | undefined): number {
  let characters = target.length;
  for (const [name, value] of Object.entries(headers)) characters += name.length + String(value).length;
  for (const { text } of verdict?.steps ?? []) characters += text.length;
  return 4_000 + 2 * characters + 4 * body.length;
}

function nameIn(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
}
