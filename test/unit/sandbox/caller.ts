import assert from 'node:assert/strict';
import type {
  Communication,
  Configuration,
  Conversation,
  Operation,
  PageMeta,
  Participant,
} from '../../../src/api/resources.ts';
import {
  DEFAULT_ACCOUNT,
  type Sandbox,
  type SandboxAccount,
  type SandboxOptions,
} from '../../../src/sandbox/server/server.ts';
import { startWatchedSandbox } from '../../support/watchedSandbox.ts';

/** A moment for tests to begin at; nothing in them depends on the machine's clock. */
export const NOON = Date.parse('2026-04-15T12:00:00.000Z');

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

export type Page<K extends string, T> = Record<K, T[]> & { meta: PageMeta };

export type ErrorBody = { code: number; message: string; more_info: string; status: number };

export const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Calls a sandbox without the network, with a clock that stands still until it is moved. */
export class Caller {
  readonly sandbox: Sandbox;
  readonly #clock: { now: number };

  private constructor(sandbox: Sandbox, clock: { now: number }) {
    this.sandbox = sandbox;
    this.#clock = clock;
  }

  /** What the requests of a test file break of Twilio's documents because the tests are about that. */
  static onPurpose: RegExp | undefined;

  static async start(options: SandboxOptions = {}, now = NOON): Promise<Caller> {
    const clock = { now };
    return new Caller(
      await startWatchedSandbox(
        { data: 'empty', now: () => new Date(clock.now), ...options },
        Caller.onPurpose ? { onPurpose: Caller.onPurpose } : {},
      ),
      clock,
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.sandbox.close();
  }

  get now(): number {
    return this.#clock.now;
  }

  advance(milliseconds: number): void {
    this.#clock.now += milliseconds;
  }

  async call<T = Record<string, unknown>>(
    path: string,
    init: RequestInit & { account?: SandboxAccount } = {},
  ): Promise<Answer<T>> {
    const { account = this.sandbox.accounts[0] ?? DEFAULT_ACCOUNT, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (!headers.has('authorization'))
      headers.set('authorization', basic(account.accountSid, account.authToken));
    const response = await this.sandbox.fetch(new Request(this.sandbox.url + path, { ...rest, headers }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text && JSON.parse(text)) as T };
  }

  get<T = Record<string, unknown>>(path: string, account?: SandboxAccount): Promise<Answer<T>> {
    return this.call<T>(path, account ? { account } : {});
  }

  post<T = Record<string, unknown>>(
    path: string,
    body: unknown,
    account?: SandboxAccount,
  ): Promise<Answer<T>> {
    return this.call<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(account ? { account } : {}),
    });
  }

  /** Sends JSON, or nothing when there is no body. */
  send<T = Record<string, unknown>>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    more: { account?: SandboxAccount; key?: string } = {},
  ): Promise<Answer<T>> {
    const { account, key } = more;
    return this.call<T>(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(account ? { account } : {}),
    });
  }

  put<T = Record<string, unknown>>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body);
  }

  patch<T = Record<string, unknown>>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body);
  }

  delete<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.send<T>('DELETE', path);
  }

  async operation(id: string): Promise<Operation> {
    const { status, body } = await this.get<Operation>(`/v2/ControlPlane/Operations/${id}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  /** Waits, by the hand-moved clock, until an accepted operation has ended. */
  async end({ status, headers, body }: Answer<unknown>): Promise<Operation> {
    assert.equal(status, 202, JSON.stringify(body));
    this.advance(Number(headers.get('retry-after')) * 1_000);
    return this.operation(headers.get('operation-id') ?? '');
  }

  /** As {@link end}, for one that has to come to a good end. */
  async complete(answer: Answer<unknown>): Promise<Operation> {
    const operation = await this.end(answer);
    assert.equal(operation.status, 'COMPLETED', JSON.stringify(operation));
    return operation;
  }

  /** Makes a configuration and waits until it is there. @returns its id */
  async createConfiguration(more: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.post('/v2/ControlPlane/Configurations', { ...configurationBody(), ...more });
    const { related } = await this.complete(answer);
    return related?.['configurationId'] ?? assert.fail('the operation names no configuration');
  }

  async configuration(id: string): Promise<Configuration> {
    const { status, body } = await this.get<Configuration>(`/v2/ControlPlane/Configurations/${id}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  async conversation(id: string): Promise<Conversation> {
    const { status, body } = await this.get<Conversation>(`/v2/Conversations/${id}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  /** The id of the first configuration with that name, or of the first at all. */
  async configurationId(displayName?: string): Promise<string> {
    const { body } = await this.get<Page<'configurations', { id: string; displayName: string }>>(
      '/v2/ControlPlane/Configurations',
    );
    const found = body.configurations.find(
      (item) => displayName === undefined || item.displayName === displayName,
    );
    assert.ok(found, `no configuration ${displayName}`);
    return found.id;
  }

  async createConversation(more: Record<string, unknown> = {}): Promise<Conversation> {
    const configurationId = await this.configurationId();
    const { status, body } = await this.post<Conversation>('/v2/Conversations', { configurationId, ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  async createParticipant(conversationId: string, body: Record<string, unknown>): Promise<Participant> {
    const answer = await this.post<Participant>(`/v2/Conversations/${conversationId}/Participants`, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }

  async createCommunication(
    conversationId: string,
    more: Record<string, unknown> = {},
  ): Promise<Communication> {
    const answer = await this.post<Communication>(`/v2/Conversations/${conversationId}/Communications`, {
      ...communicationBody(),
      ...more,
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }

  async communications(conversationId: string): Promise<Communication[]> {
    const { body } = await this.get<Page<'communications', Communication>>(
      `/v2/Conversations/${conversationId}/Communications?pageSize=1000`,
    );
    return body.communications;
  }

  async conversations(query = ''): Promise<Conversation[]> {
    const { body } = await this.get<Page<'conversations', Conversation>>(
      `/v2/Conversations?pageSize=1000${query}`,
    );
    return body.conversations;
  }
}

/** A configuration with no more than it needs. */
export function configurationBody(): Record<string, unknown> {
  return {
    displayName: 'Made by a test',
    description: 'For a test',
    conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
    memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
  };
}

/** A body that is as it should be. */
export function communicationBody(): {
  author: Record<string, unknown>;
  content: Record<string, unknown>;
  recipients: Record<string, unknown>[];
} {
  return {
    author: { address: '+15035550100', channel: 'SMS' },
    content: { type: 'TEXT', text: 'Hello' },
    recipients: [{ address: '+15035550101', channel: 'SMS' }],
  };
}
