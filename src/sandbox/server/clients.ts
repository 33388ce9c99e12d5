import type { SandboxAccount } from './accounts.ts';
import type { SandboxRequest } from './http/request.ts';
import { header } from './http/request.ts';
import type { OperationName } from './operations.ts';

/** A program that calls the sandbox: what calls with one User-Agent as one account. No credential is in it. */
export interface SandboxClient {
  /** As it says itself, cut where it is long; empty when it says nothing. */
  readonly userAgent: string;
  /** Absent when its credentials are not those of an account here. */
  readonly accountSid?: string | undefined;
  readonly requests: number;
  /** Those that were answered with a failure, or not at all. */
  readonly failures: number;
  /** Epoch milliseconds on the machine's clock. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Of its last request; absent when that got no answer. */
  readonly lastStatus?: number | undefined;
  /** The API's name of its last request; absent when that led nowhere. */
  readonly lastOperation?: OperationName | undefined;
}

/** What there is to say of one request of a client. */
export interface ClientRequest {
  readonly request: SandboxRequest;
  readonly status: number | undefined;
  readonly operation: OperationName | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

const MOST_CLIENTS = 50;
const LONGEST_NAME = 200;

/** Who called: the latest of them, in a bounded memory. */
export class Clients {
  readonly #accounts: readonly SandboxAccount[];
  /** By account and name, the one that called last at the end. */
  readonly #clients = new Map<string, SandboxClient>();

  constructor(accounts: readonly SandboxAccount[]) {
    this.#accounts = accounts;
  }

  /** Who called last comes first. */
  get list(): SandboxClient[] {
    return [...this.#clients.values()].reverse();
  }

  note({ request, status, operation, at }: ClientRequest): void {
    const userAgent = (header(request, 'user-agent') ?? '').slice(0, LONGEST_NAME);
    const accountSid = status === 401 ? undefined : this.#accountOf(header(request, 'authorization'));
    const key = `${accountSid} ${userAgent}`;
    const known = this.#clients.get(key);
    this.#clients.delete(key);
    this.#clients.set(key, {
      userAgent,
      accountSid,
      requests: (known?.requests ?? 0) + 1,
      failures: (known?.failures ?? 0) + (status === undefined || status >= 400 ? 1 : 0),
      firstAt: known?.firstAt ?? at,
      lastAt: at,
      lastStatus: status,
      lastOperation: operation,
    });
    if (this.#clients.size > MOST_CLIENTS) {
      const [oldest] = this.#clients.keys();
      if (oldest !== undefined) this.#clients.delete(oldest);
    }
  }

  #accountOf(authorization: string | undefined): string | undefined {
    const encoded = /^Basic +(\S+)/i.exec(authorization ?? '')?.[1];
    if (encoded === undefined) return undefined;
    const [user] = Buffer.from(encoded, 'base64').toString('latin1').split(':');
    return this.#accounts.find(
      ({ accountSid, apiKeys }) => accountSid === user || apiKeys?.some(({ sid }) => sid === user),
    )?.accountSid;
  }
}
