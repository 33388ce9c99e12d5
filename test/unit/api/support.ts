import assert from 'node:assert/strict';
import { ConversationsClient } from '../../../src/api/client.ts';
import type { Clock } from '../../../src/api/clock.ts';
import { type ApiError, isApiError } from '../../../src/api/errors.ts';
import type { Exchange } from '../../../src/api/exchange.ts';
import type { TransportOptions } from '../../../src/api/transport.ts';

export const SECRET = 'marker-secret-5f1d';

/** A client that is impatient, and whose exchanges are kept. */
export function clientOf(
  origin: string,
  exchanges: Exchange[] = [],
  options: Partial<TransportOptions> = {},
): ConversationsClient {
  return new ConversationsClient({
    origin,
    credentials: { username: 'SK0123', password: SECRET },
    userAgent: 'test',
    onExchange: (exchange) => exchanges.push(exchange),
    patience: { backOffMs: 1, answerMs: 2_000 },
    ...options,
  });
}

/** What a call rejects with; it must be an ApiError. */
export async function failure(promise: Promise<unknown>): Promise<ApiError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(isApiError(error), `not an ApiError: ${error}`);
    return error;
  }
  assert.fail('did not reject');
}

/** A clock that stands still but for its sleeps, which take no time and are written down. */
export class FakeClock implements Clock {
  /** Epoch milliseconds. */
  time = Date.UTC(2026, 2, 1);
  readonly sleeps: number[] = [];

  readonly now = (): number => this.time;

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
  }
}

/** A clock that the test moves. */
export class ManualClock implements Clock {
  time = Date.UTC(2026, 2, 1);
  #sleepers: { until: number; wake: () => void }[] = [];

  readonly now = (): number => this.time;

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.time + milliseconds, wake }));
  }

  /** Lets so much time pass, and everything happen that was waiting for it. */
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    const due = this.#sleepers.filter(({ until }) => until <= this.time);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.time);
    for (const { wake } of due) wake();
    await settle();
  }
}

/** Lets everything happen that waits for nothing outside of this process. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const conversation = {
  id: 'conv_1',
  accountId: 'AC1',
  configurationId: 'conf_1',
  status: 'ACTIVE',
};

export const communication = {
  id: 'comm_1',
  conversationId: 'conv_1',
  accountId: 'AC1',
  author: { address: '+15550100', channel: 'SMS' },
  content: { type: 'TEXT', text: 'Hello' },
  recipients: [{ address: '+15550101', channel: 'SMS', deliveryStatus: 'DELIVERED' }],
};

export const participant = { id: 'part_1', conversationId: 'conv_1', accountId: 'AC1' };

export const configuration = {
  id: 'conf_1',
  displayName: 'Support',
  description: 'What it is for',
  conversationGroupingType: 'GROUP_BY_PROFILE',
  memoryStoreId: 'mem_store_1',
};
