import type { SandboxAccount } from './accounts.ts';
import type { Behavior } from './behavior.ts';
import { callbackOf } from './callbacks/eventData.ts';
import type { StatusCallbacks } from './callbacks/statusCallbacks.ts';
import { Clients } from './clients.ts';
import { type ClockChange, SandboxClock } from './clock.ts';
import { beginWithDocument, beginWithSeed, type Setting } from './data/beginData.ts';
import type { DataFile } from './data/dataFile.ts';
import { exportDocument } from './data/exportState.ts';
import { Keeper } from './data/keeper.ts';
import { mergeDocuments } from './data/mergeDocuments.ts';
import { readDocument } from './data/readDocument.ts';
import type { SandboxDocument } from './data/sandboxDocument.ts';
import { tieAccounts } from './data/tieAccounts.ts';
import { Faults } from './faults/faults.ts';
import { ExchangeRing } from './http/exchangeRing.ts';
import { PageTokens } from './http/pageTokens.ts';
import type { AccountData, Surroundings } from './store/accountData.ts';
import { Agenda } from './store/agenda.ts';
import type { Change, ConversationEvent } from './store/changes.ts';
import { removeConversation } from './store/conversations.ts';

/** What a sandbox can begin with. */
export const SANDBOX_DATA = ['demo', 'empty', 'large'] as const;

export type SandboxData = (typeof SANDBOX_DATA)[number];

export interface StateOptions {
  accounts: readonly SandboxAccount[];
  data: SandboxData;
  seed: number;
  /** Real time in epoch milliseconds. */
  now: () => number;
  deliveryStepMs: number;
  operationMs: number;
  behavior: Behavior;
  clockRate: number;
  callbacks: StatusCallbacks;
  /** Where the state is kept, and what is there already. */
  kept?: { dataFile: DataFile; document: SandboxDocument | undefined };
}

/** Whether a document takes the place of everything, or comes to what there is. */
export type ImportMode = 'replace' | 'merge';

/** All that a sandbox knows: its accounts' data, its clock, and what is to happen by itself. */
export class SandboxState implements Surroundings {
  readonly accounts: readonly SandboxAccount[];
  readonly behavior: Behavior;
  readonly deliveryStepMs: number;
  readonly operationMs: number;
  readonly faults: Faults;
  readonly callbacks: StatusCallbacks;
  /** What came in lately. */
  readonly exchanges = new ExchangeRing();
  /** Who called lately. */
  readonly clients: Clients;
  /** Epoch milliseconds on the machine's clock. */
  readonly startedAt = Date.now();
  readonly #realNow: () => number;
  readonly seed: number;
  readonly #keeper: Keeper | undefined;
  #agenda = new Agenda();
  #clock: SandboxClock;
  #began: SandboxData;
  #data = new Map<string, AccountData>();
  #pageTokens = new PageTokens();
  /** While data is put in that happened before: nobody is told of it. */
  #quiet = false;
  #wakeUp: NodeJS.Timeout | undefined;
  #wakesAt = Number.POSITIVE_INFINITY;

  constructor(options: StateOptions) {
    this.accounts = options.accounts;
    this.clients = new Clients(options.accounts);
    this.behavior = options.behavior;
    this.deliveryStepMs = options.deliveryStepMs;
    this.operationMs = options.operationMs;
    this.faults = new Faults(options.seed);
    this.#realNow = options.now;
    this.#clock = new SandboxClock(options.now);
    this.#clock.change({ rate: options.clockRate });
    this.seed = options.seed;
    this.callbacks = options.callbacks;
    this.#began = options.data;
    const { kept } = options;
    this.#keeper = kept && new Keeper(kept.dataFile, () => this.#current());
    if (kept?.document) this.#load(kept.document);
    else this.reset(options.data);
  }

  /** What is to happen by itself. */
  get agenda(): Agenda {
    return this.#agenda;
  }

  /** Epoch milliseconds on the sandbox's clock. */
  now(): number {
    return this.#clock.now();
  }

  get clock(): { now: number; rate: number } {
    return { now: this.now(), rate: this.#clock.rate };
  }

  /** Sets the clock; what is due by then happens. @throws RangeError when it would go back */
  changeClock(change: ClockChange): void {
    this.#clock.change(change);
    this.#keeper?.noteClock();
    // However near the next appointment was, it may be nearer or farther now.
    this.#wakesAt = Number.NaN;
    this.proceed();
    this.settle();
  }

  /** What the data was when the sandbox began, or was last reset. */
  get began(): SandboxData {
    return this.#began;
  }

  get pageTokens(): PageTokens {
    return this.#pageTokens;
  }

  dataOf(accountSid: string): AccountData {
    const data = this.#data.get(accountSid);
    if (!data) throw new Error(`No data for ${accountSid}`);
    return data;
  }

  /** Lets everything happen that is due by now. */
  proceed(): void {
    const { next } = this.agenda;
    if (next === undefined) return;
    const now = this.now();
    if (next <= now) this.agenda.runUntil(now);
  }

  /**
   * To be called after whatever may have changed something: what has changed is written down, and what comes next happens
   * in time.
   */
  settle(): void {
    this.#keeper?.flush();
    const next = this.agenda.next ?? Number.POSITIVE_INFINITY;
    if (next === this.#wakesAt) return;
    clearTimeout(this.#wakeUp);
    this.#wakesAt = next;
    const wait = this.#clock.realMsUntil(next);
    if (!Number.isFinite(wait)) return;
    this.#wakeUp = setTimeout(
      () => {
        this.#wakesAt = Number.POSITIVE_INFINITY;
        this.proceed();
        this.settle();
      },
      Math.min(wait, LONGEST_TIMEOUT_MS),
    );
    this.#wakeUp.unref();
  }

  /**
   * Begins again, with the same data as the last time unless told otherwise. Page tokens of before lead nowhere then:
   * their positions mean other items.
   */
  reset(data: SandboxData = this.#began): void {
    this.#begin(() => beginWithSeed(data, this.#setting));
    this.#began = data;
    this.settle();
  }

  /** Everything there is, as it is now. */
  exportDocument(): SandboxDocument {
    return exportDocument({ ...this.#current(), basesNoted: false });
  }

  /**
   * Takes in what a document has: all of it, or nothing when that fails. Page tokens of before lead nowhere then.
   *
   * With `replace` it takes the place of everything, the clock included where a sandbox wrote it; accounts that it does
   * not have are then empty. With `merge` its conversations and configurations come to those that are there, in the
   * places of those with the same ids.
   *
   * @param raw - parsed JSON
   * @throws Failure 400 in words for people when it is no export, or of other accounts
   * @throws Error in words for people when the data file cannot be written
   */
  importDocument(raw: unknown, mode: ImportMode): void {
    const arriving = tieAccounts(readDocument(raw), this.#accountSids);
    if (mode === 'replace') {
      this.#begin(() => {
        this.#setClock(arriving);
        return beginWithDocument(arriving, this.#setting, 'empty');
      });
    } else {
      const merged = mergeDocuments(exportDocument({ ...this.#current(), basesNoted: true }), arriving);
      const conversations = arriving.accounts.flatMap((account) => account.conversations);
      const arrived = new Set(conversations.map(({ id }) => id));
      this.#begin(() => beginWithDocument(merged, this.#setting, 'empty', arrived));
    }
    this.proceed();
    this.settle();
  }

  /** Takes a conversation away with all in it. @returns false when no account has it */
  deleteConversation(id: string): boolean {
    const removed = [...this.#data.values()].some((data) => removeConversation(data, id));
    this.settle();
    return removed;
  }

  changed(data: AccountData, change: Change): void {
    if (!this.#quiet) this.#keeper?.note(data, change);
  }

  happened(data: AccountData, event: ConversationEvent): void {
    if (this.#quiet) return;
    const account = this.accounts.find(({ accountSid }) => accountSid === data.accountSid);
    const callback = account && callbackOf(account, event);
    if (callback) this.callbacks.send(callback);
  }

  /**
   * To be called before a write is acknowledged.
   *
   * @throws Failure 500 when there is a data file, and it could not be written
   */
  refuseIfNotKept(): void {
    this.#keeper?.refuseIfNotKept();
  }

  /** Lets nothing more happen by itself. */
  close(): void {
    clearTimeout(this.#wakeUp);
  }

  /** Puts everything into the data file, if there is one. @throws Error in words for people when something is lost */
  async closeFile(): Promise<void> {
    await this.#keeper?.close();
  }

  get #accountSids(): string[] {
    return this.accounts.map(({ accountSid }) => accountSid);
  }

  get #setting(): Setting {
    return { accountSids: this.#accountSids, seed: this.seed, surroundings: this, now: this.now() };
  }

  #current() {
    return { accounts: [...this.#data.values()], now: this.now(), realNow: this.#realNow() };
  }

  /** Goes on where the data file left off. What was due since happens as soon as somebody could be told of it. */
  #load(document: SandboxDocument): void {
    const tied = tieAccounts(document, this.#accountSids);
    this.#setClock(tied);
    this.#quiet = true;
    this.#data = beginWithDocument(tied, this.#setting, this.#began);
    this.#quiet = false;
    const written = document.accounts.map(({ accountSid }) => accountSid);
    const has = (accountSid: string) => written.includes(accountSid);
    if (this.#keeper?.isOwn && !this.#accountSids.every(has)) this.#keeper.replaceAll();
    else this.#keeper?.tidyUp();
    this.settle();
  }

  /** Sets the clock to what a document says: time went on since, as in life or slower, if the clock goes slower. */
  #setClock({ exportedAt, sandbox }: SandboxDocument): void {
    if (sandbox?.now === undefined) return;
    const { rate } = this.#clock;
    const since = Math.max(0, this.#realNow() - Date.parse(exportedAt));
    this.#clock = new SandboxClock(this.#realNow, Date.parse(sandbox.now) + since * Math.min(1, rate));
    this.#clock.change({ rate });
    this.#wakesAt = Number.NaN;
  }

  /** Puts other data in the place of all there is. When that fails, everything is as it was. */
  #begin(make: () => Map<string, AccountData>): void {
    const [data, agenda, clock] = [this.#data, this.#agenda, this.#clock];
    this.#agenda = new Agenda();
    this.#quiet = true;
    try {
      this.#data = make();
      this.#keeper?.replaceAll();
      this.#pageTokens = new PageTokens();
    } catch (error) {
      [this.#data, this.#agenda, this.#clock] = [data, agenda, clock];
      throw error;
    } finally {
      this.#quiet = false;
    }
  }
}

/** What setTimeout can count to. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
