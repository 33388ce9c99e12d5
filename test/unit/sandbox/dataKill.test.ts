import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import type { Communication, Conversation } from '../../../src/api/resources.ts';
import { DEFAULT_ACCOUNT } from '../../../src/sandbox/server/server.ts';
import { createRandom } from '../../../src/sandbox/server/store/random.ts';
import { basic, communicationBody } from './caller.ts';

const VICTIM = path.join(import.meta.dirname, 'dataVictim.ts');
const ROUNDS = 15;
const CLIENTS = 4;

const headers = {
  authorization: basic(DEFAULT_ACCOUNT.accountSid, DEFAULT_ACCOUNT.authToken),
  'content-type': 'application/json',
};

/** A sandbox in a process of its own. */
class Victim {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(file: string): Promise<Victim> {
    const child = spawn(process.execPath, [VICTIM, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) return new Victim(child, line);
    throw new Error('The sandbox did not start');
  }

  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async get<T>(place: string): Promise<T> {
    const response = await fetch(this.url + place, { headers });
    assert.equal(response.status, 200, place);
    return (await response.json()) as T;
  }

  /** The answer, or undefined when the sandbox ended before it was there. */
  async post<T>(place: string, body: unknown): Promise<T | undefined> {
    try {
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(this.url + place, init);
      const answer = await response.json();
      assert.equal(response.status, 201, JSON.stringify(answer));
      return answer as T;
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return undefined;
    }
  }
}

describe('a sandbox that is killed', () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kill-'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('has every write that it acknowledged when it is started again', { timeout: 60_000 }, async () => {
    const random = createRandom(7);
    const file = path.join(folder, 'data.json');
    /** Texts by their ids, as they were acknowledged, and those that were sent without an answer. */
    const acknowledged = new Map<string, string>();
    const unanswered = new Set<string>();
    let conversationId = '';
    let sent = 0;

    for (let round = 0; round < ROUNDS; round++) {
      const victim = await Victim.start(file);
      conversationId ||= await createConversation(victim);
      const communications = await readAll(victim, conversationId);
      for (const [id, text] of acknowledged) assert.equal(communications.get(id), text, `round ${round}`);
      for (const [id, text] of communications) {
        assert.ok(acknowledged.has(id) || unanswered.has(text), `${text} was never sent`);
      }
      assert.equal(new Set(communications.values()).size, communications.size, 'nothing is there twice');

      const enough = acknowledged.size + random.between(1, 40);
      let killed: Promise<void> | undefined;
      const write = async () => {
        while (!killed) {
          const text = `entry ${sent++}`;
          unanswered.add(text);
          const body = { ...communicationBody(), content: { type: 'TEXT', text } };
          const made = await victim.post<Communication>(
            `/v2/Conversations/${conversationId}/Communications`,
            body,
          );
          if (made) {
            acknowledged.set(made.id, text);
            unanswered.delete(text);
          }
          // The others are in the middle of theirs.
          if (acknowledged.size >= enough) killed ??= victim.kill();
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, write));
      await killed;
      assert.ok(unanswered.size <= CLIENTS * (round + 1));
    }
    assert.ok(acknowledged.size > 100);
  });
});

async function createConversation(victim: Victim): Promise<string> {
  const { configurations } = await victim.get<{ configurations: { id: string }[] }>(
    '/v2/ControlPlane/Configurations',
  );
  const made = await victim.post<Conversation>('/v2/Conversations', {
    configurationId: configurations[0]?.id,
  });
  return made?.id ?? '';
}

async function readAll(victim: Victim, conversationId: string): Promise<Map<string, string>> {
  const { communications } = await victim.get<{ communications: Communication[] }>(
    `/v2/Conversations/${conversationId}/Communications?pageSize=1000`,
  );
  return new Map(communications.map(({ id, content }) => [id, content.text ?? '']));
}
