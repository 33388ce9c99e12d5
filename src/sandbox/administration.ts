import type { RunningSandbox } from './controller.ts';

/** A fault that a sandbox has in force. */
export interface SandboxFault {
  id: string;
  /** As the command line writes it, such as `rate-limit:retryAfter=2,rate=0.3`. */
  text: string;
  /** How many requests it has struck. */
  struck: number;
}

/** Faults under a name that a sandbox knows. */
export interface SandboxFaultPreset {
  name: string;
  title: string;
  description: string;
  /** Its faults as the command line writes them; absent in sandboxes of before. */
  texts?: readonly string[];
}

/** What a sandbox says of itself. Members that are absent are newer than the sandbox. */
export interface SandboxStatus {
  version: string;
  /** ISO 8601, by the machine's clock. */
  startedAt?: string;
  seed?: number;
  /** What it began with: `demo`, `empty` or `large`. */
  data?: string;
  clock: SandboxTime;
  behavior: Record<string, string>;
  faults: SandboxFault[];
  accounts: {
    accountSid: string;
    configurations: number;
    conversations: number;
    /** Conversations by status; absent where there are very many. */
    statuses?: Record<string, number>;
  }[];
}

export interface SandboxTime {
  /** ISO 8601 on the sandbox's clock. */
  now: string;
  /** Sandbox time for each unit of real time. */
  rate: number;
}

/** A program that calls the sandbox. */
export interface SandboxCaller {
  userAgent: string;
  accountSid?: string;
  requests: number;
  failures: number;
  /** Epoch milliseconds. */
  firstAt: number;
  lastAt: number;
  lastStatus?: number;
  lastOperation?: string;
}

/** One attempt to deliver a status callback. Exactly one of `status`, `failure` and `skipped` is there. */
export interface SandboxCallback {
  /** Epoch milliseconds on the sandbox's clock. */
  at: number;
  conversationId: string;
  eventType: string;
  method: string;
  url: string;
  attempt: number;
  status?: number;
  failure?: string;
  skipped?: string;
  durationMs: number;
  willRetry: boolean;
}

/** What a sandbox can be reset to. */
export type SandboxData = 'demo' | 'empty' | 'large';

/** How many requests are on their way together. */
const AT_A_TIME = 8;

/** A sandbox's own switches, over HTTP: whoever runs it, this window, another one or a terminal. */
export class SandboxAdministration {
  readonly #origin: string;
  readonly #authorization: string;
  readonly #timeoutMs: number | undefined;

  /** @param timeoutMs how long an answer may take; as long as it likes unless told otherwise */
  constructor({ origin, accountSid, authToken }: RunningSandbox, timeoutMs?: number) {
    this.#origin = origin;
    this.#timeoutMs = timeoutMs;
    this.#authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  }

  async faults(): Promise<SandboxFault[]> {
    return (await this.#call<{ faults: SandboxFault[] }>('GET', 'faults')).faults;
  }

  async presets(): Promise<SandboxFaultPreset[]> {
    return (await this.#call<{ presets: SandboxFaultPreset[] }>('GET', 'faults/presets')).presets;
  }

  /**
   * @param text - a preset's name, or a fault as the command line takes it
   * @throws Error that says what is allowed when it is neither
   */
  async addFault(text: string): Promise<SandboxFault[]> {
    return (await this.#call<{ faults: SandboxFault[] }>('POST', 'faults', text)).faults;
  }

  /** Takes one away; one that is gone already is no failure. */
  async removeFault(id: string): Promise<void> {
    await this.#call('DELETE', `faults/${encodeURIComponent(id)}`).catch((error: Error) => {
      if (!/not found/.test(error.message)) throw error;
    });
  }

  async status(): Promise<SandboxStatus> {
    return this.#call<SandboxStatus>('GET', 'status');
  }

  /** Who called it, the latest first. */
  async clients(): Promise<SandboxCaller[]> {
    return (await this.#call<{ clients: SandboxCaller[] }>('GET', 'clients')).clients;
  }

  /** The latest attempts to deliver status callbacks, the newest last. */
  async callbacks(last: number): Promise<SandboxCallback[]> {
    return (await this.#call<{ attempts: SandboxCallback[] }>('GET', `callbacks?last=${last}`)).attempts;
  }

  /** Sets the clock, and with it lets happen what is due. */
  async changeClock(change: { advanceMs?: number; rate?: number }): Promise<SandboxTime> {
    return this.#call<SandboxTime>('PATCH', 'clock', change);
  }

  /** Throws away all that is there, and begins anew. */
  async reset(data: SandboxData): Promise<void> {
    await this.#call('POST', 'reset', { data });
  }

  /** All that is there, as an export document. It holds no secrets. */
  async exportDocument(): Promise<object> {
    return this.#call<object>('GET', 'state');
  }

  async clearFaults(): Promise<void> {
    await this.#call('DELETE', 'faults');
  }

  /**
   * Which of these conversations it has.
   * @throws Error when it does not answer
   */
  async existing(conversationIds: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let from = 0; from < conversationIds.length; from += AT_A_TIME) {
      await Promise.all(
        conversationIds.slice(from, from + AT_A_TIME).map(async (id) => {
          const answer = await fetch(`${this.#origin}/v2/Conversations/${encodeURIComponent(id)}`, {
            headers: { authorization: this.#authorization },
          });
          await answer.body?.cancel();
          if (answer.ok) found.add(id);
        }),
      );
    }
    return found;
  }

  /**
   * Adds what an export document has to what is there; a conversation or configuration takes the place of the one with
   * its id. All of it comes in, or nothing.
   * @param document - see src/api/exportDocument.ts
   * @throws Error with the sandbox's own words when it refuses it
   */
  async importDocument(document: object): Promise<void> {
    await this.#call('PATCH', 'state', document);
  }

  /** @throws Error with the sandbox's own words when it refuses, and fetch's when it does not answer */
  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#origin}/sandbox/${path}`, {
      method,
      headers: {
        authorization: this.#authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(this.#timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(this.#timeoutMs) }),
    });
    const content = (await answer.json()) as T & { message?: string };
    if (!answer.ok) throw new Error(content.message ?? `HTTP ${answer.status}`);
    return content;
  }
}
