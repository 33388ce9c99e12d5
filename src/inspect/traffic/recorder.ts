import { BoundedLog } from '../../platform/logView/boundedLog.ts';
import type { Account } from '../../platform/session.ts';
import {
  type OwnExchange,
  type ReceivedExchange,
  recordOf,
  recordOfReceived,
  requestIdOf,
  type TrafficRecord,
} from './trafficRecord.ts';
import { searchableOf } from './trafficSearch.ts';

/** What is kept: the latest of so many, in so many bytes. */
const BOUNDS = { records: 2_000, bytes: 24 * 1024 * 1024 };

/** How far apart we and the sandbox may note the begin of the same request, in milliseconds. */
const SAME_MOMENT_MS = 2_000;

/** What a sandbox received is taken for another window's when none of ours has come to be it for so long: milliseconds. */
const FOREIGN_AFTER_MS = 1_500;

/** A sandbox that tells what it received. */
export interface ReceivingSandbox {
  readonly accountId: string;
  readonly origin: string;
}

/** Requests that may have another attempt before them. */
const MOST_WAITING = 500;

interface Unclaimed {
  readonly received: ReceivedExchange;
  readonly sandbox: ReceivingSandbox;
  /** When it was told of, in epoch milliseconds. */
  readonly since: number;
}

/**
 * Keeps the traffic of this window: the attempts of its own clients, and what a sandbox says it received. What is both is
 * one record. It begins with the first exchange, so that nothing is missing when somebody comes to look.
 */
export class TrafficRecorder {
  readonly log: BoundedLog<TrafficRecord>;
  readonly #ownAgent: string;
  readonly #now: () => number;
  /** Of each request: its first attempt, and the one that a retry stands after. */
  readonly #requests = new Map<string, { firstId: string; lastId: string }>();
  /** Received, of a client like ours; it may be ours, whose end we have not seen yet. */
  #unclaimed: Unclaimed[] = [];
  #accounts: ReadonlyMap<string, Account> = new Map();
  #made = 0;

  /** @param ownAgent how the User-Agent of our own requests begins @param now epoch milliseconds */
  constructor(ownAgent: string, now: () => number = Date.now) {
    this.#ownAgent = ownAgent;
    this.#now = now;
    this.log = new BoundedLog(BOUNDS, (record) => searchableOf(record, this.accountWords(record)));
  }

  /** Takes note of what accounts there are: what they are called. */
  setAccounts(accounts: readonly Account[]): void {
    this.#accounts = new Map(accounts.map((account) => [account.id, account]));
  }

  /** Whose it was, as it is known now: signing out takes it away. */
  accountOf({ accountId }: Pick<TrafficRecord, 'accountId'>): Account | undefined {
    return accountId === undefined ? undefined : this.#accounts.get(accountId);
  }

  /** What the account is called, and its SID. */
  accountWords(record: TrafficRecord): string {
    const account = this.accountOf(record);
    return account ? `${account.label} ${account.accountSid}` : '';
  }

  /** Keeps an attempt of one of our own clients, beside the others at the same request. */
  add(exchange: OwnExchange): void {
    const key = `${exchange.accountId} ${exchange.version} ${exchange.requestNumber}`;
    const known = this.#requests.get(key);
    const told = this.#toldOf(exchange);
    const id = told?.id ?? this.#newId();
    const own = recordOf(id, exchange);
    const record = told ? reached(own, told.fault) : own;
    // It may have been cleared away meanwhile.
    const first = known && this.log.get(known.firstId);
    if (first) {
      // It first: to make room for the other, it may be forgotten.
      this.log.put({ ...first, attempts: exchange.attempt });
      this.log.put({ ...record, firstId: first.id }, known.lastId);
    } else this.log.put(record);
    if (exchange.willRetry) this.#requests.set(key, { firstId: first?.id ?? id, lastId: id });
    else this.#requests.delete(key);
    // One that was given up while it waited for its next attempt never says so.
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > MOST_WAITING && oldest !== undefined) this.#requests.delete(oldest);
  }

  /** Keeps what a sandbox received, unless it is one of ours: that is marked. */
  addReceived(received: readonly ReceivedExchange[], sandbox: ReceivingSandbox): void {
    for (const each of received) {
      const own = this.#isLikeOurs(each) ? this.#ownOf(each, sandbox) : undefined;
      if (own) this.#mark(own, each);
      else if (this.#isLikeOurs(each)) this.#unclaimed.push({ received: each, sandbox, since: this.#now() });
      else this.#keep(each, sandbox);
    }
    this.settle();
  }

  /** Looks again at what may be ours; what is not after a while is another window's. */
  settle(): void {
    const open: Unclaimed[] = [];
    for (const each of this.#unclaimed) {
      const own = this.#ownOf(each.received, each.sandbox);
      if (own) this.#mark(own, each.received);
      else if (this.#now() - each.since < FOREIGN_AFTER_MS) open.push(each);
      else this.#keep(each.received, each.sandbox);
    }
    this.#unclaimed = open;
  }

  #keep(received: ReceivedExchange, sandbox: ReceivingSandbox): void {
    const accountId = this.#accountIdOf(received, sandbox);
    this.log.put(recordOfReceived(this.#newId(), received, accountId, sandbox.origin));
  }

  /** Whose request a sandbox received: it may have more accounts than the one that is asked. */
  #accountIdOf(
    { authorization }: ReceivedExchange,
    { accountId, origin }: ReceivingSandbox,
  ): string | undefined {
    const sid = /^Basic (AC\w+):/.exec(authorization ?? '')?.[1];
    const asked = this.#accounts.get(accountId);
    if (sid === undefined || !asked || asked.accountSid === sid) return accountId;
    for (const account of this.#accounts.values())
      if (account.accountSid === sid && account.origin === origin) return account.id;
    return undefined;
  }

  #mark(own: TrafficRecord, { fault }: ReceivedExchange): void {
    this.log.put(reached(own, fault));
  }

  #newId(): string {
    return `t${++this.#made}`;
  }

  #isLikeOurs({ request }: ReceivedExchange): boolean {
    return request.headers['user-agent']?.startsWith(this.#ownAgent) ?? false;
  }

  /** Our own note of what a sandbox received. Without an answer there is no id to know it by. */
  #ownOf(received: ReceivedExchange, { accountId }: ReceivingSandbox): TrafficRecord | undefined {
    const requestId = requestIdOf(received);
    const { method, path, query } = received.request;
    return this.log.records.findLast(
      (record) =>
        record.from === 'extension' &&
        record.accountId === accountId &&
        !record.reached &&
        (record.requestId !== undefined
          ? record.requestId === requestId
          : record.method === method &&
            record.path === path &&
            record.query === query &&
            Math.abs(record.startedAt - received.at) < SAME_MOMENT_MS),
    );
  }

  /** The record of what a sandbox told of before we saw its end, as it does of what a fault holds up. */
  #toldOf({ requestId, accountId, method, path, query, startedAt }: OwnExchange): TrafficRecord | undefined {
    return this.log.records.findLast(
      (record) =>
        record.from === 'sandbox' &&
        record.accountId === accountId &&
        (record.client?.startsWith(this.#ownAgent) ?? false) &&
        (requestId !== undefined
          ? record.requestId === requestId
          : // No answer came. Only a fault keeps one back: what had its answer is another window's.
            record.fault !== undefined &&
            record.method === method &&
            record.path === path &&
            record.query === query &&
            Math.abs(record.startedAt - startedAt) < SAME_MOMENT_MS),
    );
  }

  /** Nothing is to be ended: what it holds goes with it. */
  dispose(): void {}
}

/** One of our own that a sandbox told of too, with the fault that struck it there. */
function reached(own: TrafficRecord, fault: string | undefined): TrafficRecord {
  return { ...own, reached: true, ...(fault ? { fault } : {}) };
}
