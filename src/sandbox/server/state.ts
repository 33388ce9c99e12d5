import type { SandboxAccount } from './accounts.ts';
import { seedDemo } from './demo/seedDemo.ts';
import { seedEmpty } from './demo/seedEmpty.ts';
import { PageTokens } from './http/pageTokens.ts';
import { AccountData } from './store/accountData.ts';
import type { DeliveryClock } from './store/delivery.ts';

/** What a sandbox begins with. */
export type SandboxData = 'demo' | 'empty';

export interface StateOptions {
  accounts: readonly SandboxAccount[];
  data: SandboxData;
  seed: number;
  now: () => Date;
  deliveryStepMs: number;
}

/** All that a sandbox knows: its accounts' data and its clock. */
export class SandboxState {
  readonly accounts: readonly SandboxAccount[];
  readonly #seed: number;
  readonly #now: () => Date;
  readonly #deliveryStepMs: number;
  #data = new Map<string, AccountData>();
  #pageTokens = new PageTokens();

  constructor({ accounts, data, seed, now, deliveryStepMs }: StateOptions) {
    this.accounts = accounts;
    this.#seed = seed;
    this.#now = now;
    this.#deliveryStepMs = deliveryStepMs;
    this.reset(data);
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#now().getTime();
  }

  deliveryClock(): DeliveryClock {
    return { now: this.now(), stepMs: this.#deliveryStepMs };
  }

  get pageTokens(): PageTokens {
    return this.#pageTokens;
  }

  dataOf(accountSid: string): AccountData {
    const data = this.#data.get(accountSid);
    if (!data) throw new Error(`No data for ${accountSid}`);
    return data;
  }

  /** Begins again. Page tokens of before lead nowhere then: their positions mean other items. */
  reset(data: SandboxData): void {
    this.#pageTokens = new PageTokens();
    const seed = data === 'demo' ? seedDemo : seedEmpty;
    this.#data = new Map();
    for (const { accountSid } of this.accounts) {
      const account = new AccountData(accountSid, this.#seed);
      seed(account, this.now());
      this.#data.set(accountSid, account);
    }
  }

  /** Takes a conversation away with all in it. @returns false when no account has it */
  deleteConversation(id: string): boolean {
    for (const data of this.#data.values()) {
      if (!data.conversations.remove(id)) continue;
      for (const [sid, { conversationId }] of data.serviceConversations) {
        if (conversationId === id) data.serviceConversations.delete(sid);
      }
      return true;
    }
    return false;
  }
}
