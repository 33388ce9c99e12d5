import { withoutBodyHash } from '../signature.ts';
import type { SigningToken } from '../verdict.ts';
import type { AppAnswer, AppCaller } from './appCaller.ts';
import type { Arrival } from './listener.ts';
import { BAD_URL, notSent } from './notSent.ts';
import type { ReceiverOptions } from './options.ts';
import { asItCame, FORWARDED_BY, type Outgoing, passedOn, signedAnew, targetUrl } from './outgoing.ts';
import { queryOf } from './readEvent.ts';
import type { ForwardFailure, ForwardResult, ReceivedCallback } from './receivedCallback.ts';

/** What the sender is answered. */
export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Uint8Array | string;
}

/** Hands callbacks to the person's own app. */
export class Forwarder {
  readonly #options: ReceiverOptions;
  readonly #caller: AppCaller;
  readonly #mark: string;

  /** @param mark names this receiver among others */
  constructor(options: ReceiverOptions, caller: AppCaller, mark: string) {
    this.#options = options;
    this.#caller = caller;
    this.#mark = mark;
  }

  /** @param to the app's URL */
  async forward(
    arrival: Arrival,
    record: ReceivedCallback,
    to: string,
  ): Promise<{ result: ForwardResult; reply: Reply }> {
    const outgoing = this.#outgoing(arrival, record, to);
    if ('kind' in outgoing) {
      return { result: notSent(arrival.request, to, record.receivedAt, outgoing), reply: failed(outgoing) };
    }
    const { result, answer } = await this.#caller.call(outgoing);
    return { result, reply: answer ? passed(answer) : failed(result.failure) };
  }

  #outgoing(
    { account, request, rest }: Arrival,
    record: ReceivedCallback,
    to: string,
  ): Outgoing | ForwardFailure {
    const came = request.headers[FORWARDED_BY];
    if (came !== undefined && String(came).includes(this.#mark)) {
      return { kind: 'loop', message: 'The receiver is told to forward to itself' };
    }
    const query = queryOf(request.target);
    const token = this.#tokenFor(account.id, record);
    const target = targetUrl(to, rest, token ? withoutBodyHash(query) : query);
    if (!target) return BAD_URL;
    const outgoing = token ? signedAnew(request, target.url, token.token) : asItCame(request, target.url);
    const mark = came === undefined ? this.#mark : `${String(came)}, ${this.#mark}`;
    const { authorization } = target;
    const headers = { ...outgoing.headers, [FORWARDED_BY]: mark, ...(authorization && { authorization }) };
    return { ...outgoing, headers };
  }

  /** Only what was rightly signed is signed anew, lest a forged callback become a true one. */
  #tokenFor(accountId: string, { verdict }: ReceivedCallback): SigningToken | undefined {
    if (!verdict?.signed || this.#options.resign?.(accountId) === false) return undefined;
    return this.#options.tokensOf(accountId).find(({ expected }) => expected);
  }
}

function passed({ status, headers, body }: AppAnswer): Reply {
  const { 'content-length': _, ...rest } = passedOn(headers);
  // A status that ends nothing, such as 101, would leave the sender waiting.
  const final = status >= 200 && status <= 599 ? status : 502;
  if (body === undefined || final === 204 || final === 304) return { status: final, headers: {}, body: '' };
  return { status: final, headers: { ...rest, 'content-length': String(body.length) }, body };
}

function failed(failure: ForwardFailure | undefined): Reply {
  const statuses: Partial<Record<ForwardFailure['kind'], number>> = { timeout: 504, loop: 508 };
  const body = `Your app could not be asked: ${failure?.message ?? 'no answer'}\n`;
  return {
    status: statuses[failure?.kind ?? 'other'] ?? 502,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  };
}
