import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { ConversationsClient } from '../../../../src/api/client.ts';
import { ApiError } from '../../../../src/api/errors.ts';
import { runOverAccount } from '../../../../src/inspect/diagnosis/accountRun.ts';
import { diagnose } from '../../../../src/inspect/diagnosis/diagnose.ts';
import { gather, probeAll, type Sources } from '../../../../src/inspect/diagnosis/gather.ts';
import { probe, readAttempts } from '../../../../src/inspect/diagnosis/localSources.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server/server.ts';
import { SICK, sickConversation } from '../../../support/sickConversation.ts';
import { words } from './evidence.ts';

const never = new AbortController().signal;

describe('the evidence of a diagnosis', () => {
  let sandbox: Sandbox;
  let client: ConversationsClient;

  before(async () => {
    sandbox = await startSandbox({ deliveryStepMs: 0 });
    sandbox.importDocument(sickConversation(9, Date.now()), 'merge');
    const [account] = sandbox.accounts;
    assert.ok(account);
    client = new ConversationsClient({
      origin: sandbox.url,
      credentials: { username: account.accountSid, password: account.authToken },
      userAgent: 'test',
    });
  });
  after(() => sandbox.close());

  const sources = (more: Partial<Sources> = {}): Sources => ({
    client,
    accountId: 'a',
    sandbox: true,
    now: Date.now,
    probe: async () => 'refuses',
    attempts: async () => [],
    why: (error) => (error instanceof Error ? error.message : String(error)),
    part: (name) => name,
    ...more,
  });
  const keysOf = async (more: Partial<Sources> = {}) => {
    const evidence = await gather(sources(more), SICK.conversation, never);
    return diagnose(evidence, words).map(({ key }) => key.split(':')[0]);
  };

  it('is read from a sandbox, other open conversations of the same people included', async () => {
    const keys = await keysOf();
    assert.deepEqual(keys.slice(0, 1), ['conflicts.rivals']);
    for (const expected of [
      'deliveries.failed',
      'callbacks.refuses',
      'captureRules.impossible',
      'participants.unknown',
      'doubles.text',
      'timeouts.none',
    ])
      assert.ok(keys.includes(expected), `${expected}: ${keys.join()}`);
    assert.ok(!keys.some((key) => key?.startsWith('unread')), keys.join());
  });

  it('goes on without a part that cannot be read, and names it', async () => {
    const failing = () => {
      throw new ApiError({ kind: 'status', message: 'Oops', method: 'GET', path: '/', status: 500 });
    };
    const broken = new Proxy(client, {
      get: (target, name, receiver) =>
        name === 'communications' || name === 'fetchConfiguration'
          ? failing
          : Reflect.get(target, name, receiver),
    });
    const keys = await keysOf({
      client: broken,
      attempts: async () => {
        throw new Error('no answer');
      },
    });
    assert.deepEqual(keys.filter((key) => key?.startsWith('unread')).sort(), [
      'unread.attempts',
      'unread.communications',
      'unread.configuration',
    ]);
    assert.ok(keys.includes('participants.unknown'), keys.join());
  });

  it('is not there for a conversation that does not exist, or when it was cancelled', async () => {
    await assert.rejects(gather(sources(), 'conv_conversation_none', never), /404|not found|exist/i);
    await assert.rejects(gather(sources(), SICK.conversation, AbortSignal.abort()));
  });

  it('takes the server’s clock where that is ahead', async () => {
    const evidence = await gather(sources({ now: () => 0 }), SICK.conversation, never);
    assert.equal(evidence.now, Date.parse(evidence.conversation.updatedAt ?? ''));
  });

  it('never asks a public or private host', async () => {
    const asked: string[] = [];
    const evidence = await gather(
      sources({
        probe: async (url) => {
          asked.push(new URL(url).hostname);
          return 'listens';
        },
      }),
      SICK.conversation,
      never,
    );
    assert.deepEqual(asked, ['127.0.0.1']);
    assert.equal(evidence.hosts.size, 1);
    // On a live account not even this machine's: whatever listens there, Twilio does not reach it.
    await gather(sources({ sandbox: false, probe: () => assert.fail() }), SICK.conversation, never);
  });

  it('tries a host of this machine anew, whatever it answered when the person had it asked', async () => {
    const url = 'http://127.0.0.1:3000/hook';
    const elsewhere = 'https://hooks.shop.io/hook';
    const asked = new Map([
      [url, 'refuses'],
      [elsewhere, 'unresolved'],
    ] as const);
    const answers = await probeAll(
      { sandbox: true, asked, probe: async () => 'listens' },
      [{ url }, { url: elsewhere }],
      never,
    );
    assert.deepEqual([...answers.values()].sort(), ['listens', 'unresolved']);
  });

  it('takes no answer from a probe that was ended', async () => {
    const abort = new AbortController();
    const probing = probeAll(
      {
        sandbox: true,
        probe: async () => {
          abort.abort();
          return 'silent';
        },
      },
      [{ url: 'http://127.0.0.1:3000/hook' }],
      abort.signal,
    );
    await assert.rejects(probing, { name: 'AbortError' });
  });

  it('tells whether something listens on this machine, without sending anything', async () => {
    let received = 0;
    const server = createServer((socket) => {
      socket.on('data', ({ length }) => {
        received += length;
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    assert.equal(await probe(`http://127.0.0.1:${port}/x`, never), 'listens');
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await probe(`http://127.0.0.1:${port}/x`, never), 'refuses');
    assert.equal(received, 0);
  });

  it('reads how the sandbox fared with its callbacks', async () => {
    const [account] = sandbox.accounts;
    assert.ok(account);
    const reach = { origin: sandbox.url, ...account };
    assert.ok(Array.isArray(await readAttempts(reach, never)));
    await assert.rejects(readAttempts({ ...reach, authToken: 'wrong' }, never), /HTTP 40[13]/);
  });

  it('covers an account: what a configuration has is told once, and nothing is said of the healthy', async () => {
    const told = new Map<string, string[]>();
    let counted = 0;
    const visited: string[] = [];
    await runOverAccount(sources(), words, never, {
      counted: async (conversations) => {
        counted = conversations;
        return true;
      },
      configuration: ({ displayName }, findings) =>
        void told.set(
          displayName,
          findings.map(({ key }) => key.split(':')[0] ?? ''),
        ),
      conversation: ({ name, id }, findings) => {
        visited.push(id);
        if (findings.length > 0)
          told.set(
            name ?? id,
            findings.map(({ key }) => key.split(':')[0] ?? ''),
          );
      },
      failed: (_, error) => assert.fail(String(error)),
    });
    assert.equal(visited.length, counted);
    assert.equal(new Set(visited).size, counted);
    assert.deepEqual(told.get('Ailing shop'), [
      'callbacks.refuses',
      'captureRules.impossible',
      'timeouts.none',
    ]);
    const nora = told.get('Nora Quist: lost luggage') ?? [];
    assert.deepEqual(nora.slice(0, 2), ['conflicts.rivals', 'deliveries.failed']);
    assert.ok(!nora.includes('timeouts.none') && !nora.includes('callbacks.refuses'), nora.join());
    // The demo's people: one visitor whom nobody knows, and one number that cannot be reached.
    assert.deepEqual(
      [...told.keys()].filter((name) => !/^[A-Z]\w+ (?:Quist|shop)|^Ailing/.test(name)).sort(),
      [
        'DeShawn Carter: tune-up waiting for pick-up',
        'Rental concierge',
        'Shop messaging',
        'Web chat',
        'Web chat: visitor-7f3a91',
        'Workshop phone line',
      ],
    );
  });

  it('ends a run over an account when that is cancelled, or declined', async () => {
    const abort = new AbortController();
    let visited = 0;
    const listener = {
      counted: async () => true,
      configuration: () => {},
      conversation: () => {
        visited++;
        abort.abort();
      },
      failed: () => assert.fail(),
    };
    await assert.rejects(runOverAccount(sources(), words, abort.signal, listener));
    assert.ok(visited > 0 && visited < 10, String(visited));
    visited = 0;
    await runOverAccount(sources(), words, never, { ...listener, counted: async () => false });
    assert.equal(visited, 0);
  });
});
