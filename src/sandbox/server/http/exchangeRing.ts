import { randomUUID } from 'node:crypto';
import type { OperationName } from '../operations.ts';
import type { SandboxRequest } from './request.ts';

/** A request that the sandbox received, and what it answered; no credential is in it. */
export interface ReceivedExchange {
  /** Counts up from 1. */
  readonly number: number;
  /** When it came, in epoch milliseconds on the machine's clock: the sandbox's own may be elsewhere. */
  readonly at: number;
  /** Until the answer was there to be sent: what a fault held it up for comes on top. */
  readonly durationMs: number;
  /** Who it was authorized as, without the secret: `Basic AC…:••••`. */
  readonly authorization?: string | undefined;
  /** The API's name of it; absent when the path leads nowhere. */
  readonly operation?: OperationName | undefined;
  /** The faults that struck it, in the command line's form. */
  readonly fault?: string | undefined;
  readonly request: ReceivedPart & {
    readonly method: string;
    readonly path: string;
    /** Without the question mark. */
    readonly query: string;
  };
  /** Absent when a fault left none. */
  readonly answer?: (ReceivedPart & { readonly status: number }) | undefined;
}

/** The headers and the body of a request or an answer. */
export interface ReceivedPart {
  /** By names in lower case, but for those that are credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8, cut where it is very long; absent where it was not asked for. */
  readonly body?: string | undefined;
  /** How long it was in all. */
  readonly bodyBytes: number;
}

/** What is kept of a part: the body as bytes, which cost nothing until somebody asks. */
type KeptPart<T extends ReceivedPart> = Omit<T, 'body'> & { readonly body: Buffer };

interface Kept extends Omit<ReceivedExchange, 'request' | 'answer'> {
  readonly request: KeptPart<ReceivedExchange['request']>;
  readonly answer: KeptPart<NonNullable<ReceivedExchange['answer']>> | undefined;
  readonly bytes: number;
}

/** What there is to keep of an exchange. */
export interface Received extends Pick<ReceivedExchange, 'at' | 'durationMs' | 'operation' | 'fault'> {
  readonly request: SandboxRequest;
  readonly answer:
    | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }
    | undefined;
}

const MOST_RECORDS = 1_000;
const MOST_BYTES = 8 * 1024 * 1024;
const LONGEST_BODY = 256 * 1024;

/** About what a record holds besides its bodies, in bytes. */
const HEAD_BYTES = 1_024;

/** No more than these are given at once. */
const MOST_GIVEN = 200;
const MOST_GIVEN_BYTES = 4 * 1024 * 1024;

const HIDDEN = '••••';

/** Whose names may be shown: an account, an API key. What else stands there may be a secret in the wrong place. */
const PUBLIC_USER = /^(?:AC|SK)[0-9a-f]{32}$/i;

const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** The latest requests that came in, in a bounded memory. */
export class ExchangeRing {
  /** Another one when the sandbox was started again: numbers begin anew. */
  readonly run = randomUUID();
  #kept: Kept[] = [];
  #bytes = 0;
  #latest = 0;

  get latest(): number {
    return this.#latest;
  }

  add({ request, answer, ...rest }: Received): void {
    const { method, path, query, headers, body } = request;
    const kept: Kept = {
      ...rest,
      number: ++this.#latest,
      authorization: shownAuthorization(headers['authorization']),
      // A copy: it is a slice of what the connection read, which is far larger.
      request: {
        method,
        path,
        query,
        headers: shownHeaders(headers),
        body: Buffer.from(body.subarray(0, LONGEST_BODY)),
        bodyBytes: body.length,
      },
      answer: answer && {
        status: answer.status,
        headers: answer.headers,
        body:
          answer.body.length > LONGEST_BODY
            ? Buffer.from(answer.body.subarray(0, LONGEST_BODY))
            : answer.body,
        bodyBytes: answer.body.length,
      },
      bytes:
        HEAD_BYTES + Math.min(body.length, LONGEST_BODY) + Math.min(answer?.body.length ?? 0, LONGEST_BODY),
    };
    this.#kept.push(kept);
    this.#bytes += kept.bytes;
    if (this.#kept.length > MOST_RECORDS || this.#bytes > MOST_BYTES) this.#makeRoom();
  }

  /**
   * What came after a record, oldest first: as many as go into one answer.
   * @param briefly says of which clients, by the beginning of their User-Agent, no bodies are wanted
   */
  after(number: number, briefly: string | undefined): ReceivedExchange[] {
    const given: ReceivedExchange[] = [];
    let bytes = 0;
    for (const kept of this.#kept) {
      if (kept.number <= number) continue;
      const brief = briefly !== undefined && kept.request.headers['user-agent']?.startsWith(briefly) === true;
      bytes += brief ? HEAD_BYTES : kept.bytes;
      if (given.length === MOST_GIVEN || (given.length > 0 && bytes > MOST_GIVEN_BYTES)) break;
      given.push(asGiven(kept, brief));
    }
    return given;
  }

  /** Forgets the oldest tenth at once, so that a full ring does not move all of it for each newcomer. */
  #makeRoom(): void {
    let gone = 0;
    for (const { bytes } of this.#kept) {
      if (this.#kept.length - gone <= MOST_RECORDS * 0.9 && this.#bytes <= MOST_BYTES * 0.9) break;
      this.#bytes -= bytes;
      gone++;
    }
    this.#kept = this.#kept.slice(gone);
  }
}

function asGiven({ bytes: _bytes, request, answer, ...rest }: Kept, brief: boolean): ReceivedExchange {
  const withText = <T extends { body: Buffer }>({ body, ...part }: T) =>
    brief ? part : { ...part, body: body.toString('utf8') };
  return { ...rest, request: withText(request), answer: answer && withText(answer) };
}

function shownHeaders(headers: SandboxRequest['headers']): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !SECRET_HEADERS.has(name)) shown[name] = String(value);
  }
  return shown;
}

function shownAuthorization(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, kind, value = ''] = /^(Basic|Bearer) +(\S+)$/i.exec(String(header)) ?? [];
  if (kind?.toLowerCase() === 'bearer') return `Bearer ${HIDDEN}`;
  if (kind === undefined) return HIDDEN;
  const [user = ''] = Buffer.from(value, 'base64').toString('latin1').split(':');
  return `Basic ${PUBLIC_USER.test(user) ? user : HIDDEN}:${HIDDEN}`;
}
