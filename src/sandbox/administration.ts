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
}

/** How many requests are on their way together. */
const AT_A_TIME = 8;

/** A sandbox's own switches, over HTTP: whoever runs it, this window, another one or a terminal. */
export class SandboxAdministration {
  readonly #origin: string;
  readonly #authorization: string;

  constructor({ origin, accountSid, authToken }: RunningSandbox) {
    this.#origin = origin;
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
    });
    const content = (await answer.json()) as T & { message?: string };
    if (!answer.ok) throw new Error(content.message ?? `HTTP ${answer.status}`);
    return content;
  }
}
