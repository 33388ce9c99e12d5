import assert from 'node:assert/strict';
import type {
  Conversation,
  ServiceConversation,
  ServiceDeliveryReceipt,
  ServiceMessage,
  ServicePageMeta,
  ServiceParticipant,
} from '../../../src/api/resources.ts';
import type { SandboxOptions } from '../../../src/sandbox/server/server.ts';
import { type Answer, Caller, type ErrorBody } from './caller.ts';

export const SERVICE = `IS${'ab'.repeat(16)}`;
const TIMEOUTS = { inactive: 30, closed: 120 };

/** The settings of a configuration that bridges to {@link SERVICE}. */
export const bridging = (more: Record<string, unknown> = {}) => ({
  displayName: 'Bridged',
  conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
  channelSettings: { CHAT: { statusTimeouts: TIMEOUTS }, SMS: { statusTimeouts: TIMEOUTS } },
  conversationsV1Bridge: { serviceId: SERVICE },
  ...more,
});

type Form = Record<string, string> | string;

/** A page of a list of the classic API. */
export interface ClassicPage<T> {
  items: T[];
  meta: ServicePageMeta;
}

/** Calls a sandbox by the classic (v1) API, and by v2 where it is told to. */
export class ClassicCaller {
  readonly v2: Caller;
  readonly configurationId: string;

  private constructor(v2: Caller, configurationId: string) {
    this.v2 = v2;
    this.configurationId = configurationId;
  }

  /** With one configuration that bridges. */
  static async start(options: SandboxOptions = {}, more: Record<string, unknown> = {}) {
    const v2 = await Caller.start({ operationMs: 0, deliveryStepMs: 0, ...options });
    return new ClassicCaller(v2, await v2.createConfiguration(bridging(more)));
  }

  close(): Promise<void> {
    return this.v2.sandbox.close();
  }

  /** Posts a form. @param path from the service on, such as `/Conversations` */
  post<T = ErrorBody>(path: string, form: Form = {}): Promise<Answer<T>> {
    return this.v2.call<T>(`/v1/Services/${SERVICE}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  }

  get<T = ErrorBody>(path: string): Promise<Answer<T>> {
    return this.v2.get<T>(`/v1/Services/${SERVICE}${path}`);
  }

  /** Posts a form that has to be taken. */
  async #make<T>(path: string, form: Form): Promise<T> {
    const { status, body } = await this.post<T>(path, form);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  async #read<T>(path: string): Promise<T> {
    const { status, body } = await this.get<T>(path);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  createConversation(form: Form = {}): Promise<ServiceConversation> {
    return this.#make('/Conversations', form);
  }

  conversation(sid: string): Promise<ServiceConversation> {
    return this.#read(`/Conversations/${encodeURIComponent(sid)}`);
  }

  createMessage(sid: string, form: Form): Promise<ServiceMessage> {
    return this.#make(`/Conversations/${sid}/Messages`, form);
  }

  message(sid: string, messageSid: string): Promise<ServiceMessage> {
    return this.#read(`/Conversations/${sid}/Messages/${messageSid}`);
  }

  createParticipant(sid: string, form: Form): Promise<ServiceParticipant> {
    return this.#make(`/Conversations/${sid}/Participants`, form);
  }

  /** One page of a list. @param path from the service on, or a whole address from a page before */
  async page<T>(path: string): Promise<ClassicPage<T>> {
    const { url } = this.v2.sandbox;
    const whole = path.startsWith(url) ? path.slice(url.length) : `/v1/Services/${SERVICE}${path}`;
    const { status, body } = await this.v2.get<Record<string, unknown>>(whole);
    assert.equal(status, 200, JSON.stringify(body));
    const { meta, ...rest } = body as { meta: ServicePageMeta } & Record<string, T[]>;
    const items = rest[meta.key ?? ''];
    assert.ok(items, `no ${meta.key}`);
    return { items, meta };
  }

  async messages(sid: string, query = ''): Promise<ServiceMessage[]> {
    return (await this.page<ServiceMessage>(`/Conversations/${sid}/Messages${query}`)).items;
  }

  async participants(sid: string): Promise<ServiceParticipant[]> {
    return (await this.page<ServiceParticipant>(`/Conversations/${sid}/Participants`)).items;
  }

  async receipts(sid: string, messageSid: string): Promise<ServiceDeliveryReceipt[]> {
    const path = `/Conversations/${sid}/Messages/${messageSid}/Receipts`;
    return (await this.page<ServiceDeliveryReceipt>(path)).items;
  }

  /** Makes a conversation of the bridging configuration on v2. */
  createOnV2(more: Record<string, unknown> = {}): Promise<Conversation> {
    return this.v2.createConversation({ configurationId: this.configurationId, ...more });
  }

  /** The v2 side of the conversation that was made last on either side. */
  async lastOnV2(): Promise<Conversation> {
    const [last] = await this.v2.conversations();
    return last ?? assert.fail('there is no conversation');
  }

  /** The SID of the conversation that was made last on either side. */
  async lastSid(): Promise<string> {
    const { items } = await this.page<ServiceConversation>('/Conversations?PageSize=1');
    return items[0]?.sid ?? assert.fail('there is no service conversation');
  }
}

/** Asserts a refusal in Twilio's shape. */
export async function refused(
  answer: Promise<Answer<ErrorBody>>,
  status: number,
  code: number,
  message: RegExp,
): Promise<Answer<ErrorBody>> {
  const got = await answer;
  assert.deepEqual([got.status, got.body.code], [status, code], JSON.stringify(got.body));
  assert.match(got.body.message, message);
  assert.deepEqual(Object.keys(got.body), ['code', 'message', 'more_info', 'status']);
  return got;
}
