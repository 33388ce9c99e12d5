import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { FuzzConnection } from './fuzzClient.ts';
import type { Ids } from './fuzzOperations.ts';
import { caseOf } from './fuzzRequests.ts';
import type { FuzzServerState, ToFuzzServer } from './fuzzServer.ts';
import type { CheckExchange } from './openapi.ts';
import { root } from './paths.ts';

/** What a list answers, as far as ids go. */
interface Listed {
  id: string;
  configurationId: string;
  configuration: { conversationsV1Bridge?: { serviceId: string } };
  participants: { addresses: { channelId?: string }[] }[];
}

/** A sandbox in a process of its own, which can crash and hang without harm to the tests. */
export class FuzzedServer {
  /** What it said of its own accord. It should say nothing. */
  stderr = '';
  port = 0;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #check: CheckExchange;

  private constructor(check: CheckExchange) {
    this.#check = check;
    this.#child = fork(path.join(root, 'test/support/fuzzServer.ts'), {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (chunk) => (this.stderr += chunk));
    this.#exited = once(this.#child, 'exit');
  }

  static async start(check: CheckExchange): Promise<FuzzedServer> {
    const server = new FuzzedServer(check);
    server.port = (await server.#reply()).port;
    return server;
  }

  /** Its exit code, or the signal that ended it; null while it runs. */
  get exit(): number | string | null {
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  /** Asks for fresh data, or for what it holds without any. */
  tell(message: ToFuzzServer): Promise<FuzzServerState> {
    this.#child.send(message);
    return this.#reply();
  }

  /** Ids of things that are there, by requests that are as they should be. They differ from beginning to beginning. */
  async findIds(): Promise<Ids> {
    const { conversations } = await this.#get<{ conversations: Listed[] }>('/v2/Conversations?status=ACTIVE');
    const bridged = conversations.find(({ configuration }) => configuration.conversationsV1Bridge);
    const conversation = conversations.find((one) => one !== bridged);
    assert.ok(conversation && bridged);
    const below = `/v2/Conversations/${conversation.id}`;
    const { participants } = await this.#get<{ participants: Listed[] }>(`${below}/Participants`);
    const { communications } = await this.#get<{ communications: Listed[] }>(`${below}/Communications`);
    const addresses = bridged.participants.flatMap((participant) => participant.addresses);
    const service = bridged.configuration.conversationsV1Bridge?.serviceId ?? '';
    const serviceConversation = addresses.find(({ channelId }) => channelId)?.channelId ?? '';
    const classic = `/v1/Services/${service}/Conversations/${serviceConversation}`;
    return {
      configuration: conversation.configurationId,
      conversation: conversation.id,
      participant: participants[0]?.id ?? '',
      communication: communications[0]?.id ?? '',
      service,
      serviceConversation,
      message: (await this.#firstSid(`${classic}/Messages`)) ?? `IM${'0'.repeat(32)}`,
      serviceParticipant: (await this.#firstSid(`${classic}/Participants`)) ?? `MB${'0'.repeat(32)}`,
    };
  }

  /** Ends it; one that hangs by force. @returns its exit code */
  async stop({ isHanging }: { isHanging: boolean }): Promise<FuzzedServer['exit']> {
    if (isHanging) this.#child.kill('SIGKILL');
    else if (this.#child.connected) this.#child.disconnect();
    await this.#exited;
    return this.exit;
  }

  async #get<T>(target: string): Promise<T> {
    const { request, answer } = await this.#ask(target);
    assert.equal(answer.status, 200, `GET ${target}: ${answer.status} ${answer.body}`);
    assert.deepEqual(this.#check(request, answer), []);
    return JSON.parse(answer.body) as T;
  }

  /** Of a list of the classic API; undefined where it is not offered, or empty. */
  async #firstSid(target: string): Promise<string | undefined> {
    const { answer } = await this.#ask(target);
    if (answer.status !== 200) return undefined;
    const { meta, ...lists } = JSON.parse(answer.body);
    return lists[meta.key][0]?.sid;
  }

  async #ask(target: string) {
    const { bytes, request } = caseOf('', { target }, 'document');
    const connection = new FuzzConnection(this.port);
    const answer = await connection.ask(bytes, 'GET');
    connection.close();
    assert.ok(answer, `GET ${target}: no answer`);
    return { request, answer };
  }

  async #reply(): Promise<FuzzServerState> {
    const message = await Promise.race([once(this.#child, 'message'), this.#exited.then(() => undefined)]);
    if (message) return message[0];
    // What it says as it dies comes a moment later.
    await setImmediate();
    assert.fail(`the server is gone: ${this.stderr}`);
  }
}
