import type { SandboxAccount } from './accounts.ts';
import type { Behavior } from './behavior.ts';
import { callbackOf } from './callbacks/eventData.ts';
import type { StatusCallbacks } from './callbacks/statusCallbacks.ts';
import { type ClockChange, SandboxClock } from './clock.ts';
import { seedDemo } from './demo/seedDemo.ts';
import { seedEmpty } from './demo/seedEmpty.ts';
import { Faults } from './faults/faults.ts';
import { PageTokens } from './http/pageTokens.ts';
import { AccountData, type Surroundings } from './store/accountData.ts';
import { Agenda } from './store/agenda.ts';
import type { Change, ConversationEvent } from './store/changes.ts';
import { removeConversation } from './store/conversations.ts';

/** What a sandbox can begin with. */
export const SANDBOX_DATA = ['demo', 'empty'] as const;

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
}

/** All that a sandbox knows: its accounts' data, its clock, and what is to happen by itself. */
export class SandboxState implements Surroundings {
  readonly accounts: readonly SandboxAccount[];
  readonly agenda = new Agenda();
  readonly behavior: Behavior;
  readonly deliveryStepMs: number;
  readonly operationMs: number;
  readonly faults: Faults;
  readonly callbacks: StatusCallbacks;
  readonly #clock: SandboxClock;
  readonly #seed: number;
  #began: SandboxData;
  #data = new Map<string, AccountData>();
  #pageTokens = new PageTokens();
  /** While data is put in that happened before: nobody is told of it. */
  #quiet = false;
  #wakeUp: NodeJS.Timeout | undefined;
  #wakesAt = Number.POSITIVE_INFINITY;

  constructor(options: StateOptions) {
    this.accounts = options.accounts;
    this.behavior = options.behavior;
    this.deliveryStepMs = options.deliveryStepMs;
    this.operationMs = options.operationMs;
    this.faults = new Faults(options.seed);
    this.#clock = new SandboxClock(options.now);
    this.#clock.change({ rate: options.clockRate });
    this.#seed = options.seed;
    this.callbacks = options.callbacks;
    this.#began = options.data;
    this.reset(options.data);
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
    // However near the next appointment was, it may be nearer or farther now.
    this.#wakesAt = Number.NaN;
    this.proceed();
    this.settle();
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

  /** To be called after whatever may have changed something: sees to it that what comes next happens in time. */
  settle(): void {
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
    this.#began = data;
    this.#pageTokens = new PageTokens();
    this.agenda.clear();
    this.#quiet = true;
    const seed = data === 'demo' ? seedDemo : seedEmpty;
    this.#data = new Map();
    for (const { accountSid } of this.accounts) {
      const account = new AccountData(accountSid, this.#seed, this);
      seed(account, this.now());
      this.#data.set(accountSid, account);
    }
    this.agenda.runUntil(this.now());
    this.#quiet = false;
    this.settle();
  }

  /** Takes a conversation away with all in it. @returns false when no account has it */
  deleteConversation(id: string): boolean {
    return [...this.#data.values()].some((data) => removeConversation(data, id));
  }

  changed(_data: AccountData, _change: Change): void {}

  happened(data: AccountData, event: ConversationEvent): void {
    if (this.#quiet) return;
    const account = this.accounts.find(({ accountSid }) => accountSid === data.accountSid);
    const callback = account && callbackOf(account, event);
    if (callback) this.callbacks.send(callback);
  }

  close(): void {
    clearTimeout(this.#wakeUp);
  }
}

/** What setTimeout can count to. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
