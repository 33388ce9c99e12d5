import assert from 'node:assert/strict';
import type { Communication, Conversation, PageMeta, Participant } from '../../../src/api/resources.ts';
import {
  DEFAULT_ACCOUNT,
  type Sandbox,
  type SandboxAccount,
  type SandboxOptions,
  startSandbox,
} from '../../../src/sandbox/server/server.ts';

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

  static async start(options: SandboxOptions = {}): Promise<Caller> {
    const clock = { now: NOON };
    return new Caller(
      await startSandbox({ data: 'empty', now: () => new Date(clock.now), ...options }),
      clock,
    );
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
