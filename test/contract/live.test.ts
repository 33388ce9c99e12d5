import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_ACCOUNT, type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';
import { root } from '../support/paths.ts';

const WITHOUT_TWILIO = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('TWILIO_')),
);
const CREDENTIALS = {
  TWILIO_ACCOUNT_SID: DEFAULT_ACCOUNT.accountSid,
  TWILIO_AUTH_TOKEN: DEFAULT_ACCOUNT.authToken,
};

async function live(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(root, 'test/live/run.ts'), ...args], {
    env: { ...WITHOUT_TWILIO, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, ...output };
}

describe('the live check', () => {
  let sandbox: Sandbox;
  const requests: string[] = [];
  before(async () => {
    sandbox = await startSandbox({
      behavior: { closedWrites: '409', conversationOrder: 'oldest-first', omittedOnPut: 'kept' },
      onExchange: ({ request }) => requests.push(request.method),
    });
  });
  after(() => sandbox.close());

  it('says what it needs without credentials, and exits 2', async () => {
    const { code, stdout, stderr } = await live([]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /TWILIO_API_KEY and TWILIO_API_SECRET/);
  });

  it('takes no address but one on this machine', async () => {
    const { code, stderr } = await live(['--origin', 'https://evil.example'], CREDENTIALS);
    assert.equal(code, 2);
    assert.match(stderr, /on this machine, not https:\/\/evil\.example/);
  });

  it('says when the credentials are refused, without showing them', async () => {
    const { code, stderr } = await live(['--origin', sandbox.url], {
      ...CREDENTIALS,
      TWILIO_AUTH_TOKEN: 'marker-token',
    });
    assert.equal(code, 1);
    assert.match(stderr, /HTTP 401 Authenticate/);
    assert.equal(stderr.includes('marker-token'), false);
  });

  it('only reads unless told otherwise, and finds what is other than in the sandbox', async () => {
    requests.length = 0;
    const { code, stdout, stderr } = await live(['--origin', sandbox.url], CREDENTIALS);
    assert.equal(code, 0, stderr);
    assert.deepEqual([...new Set(requests)], ['GET']);
    assert.match(stdout, /DIFFERS Order of listed conversations\n\s+account: by createdAt, oldest first/);
    assert.match(stdout, /same {4}Order of the members of a page\n\s+account: conversations, meta/);
    assert.match(
      stdout,
      /same {4}404 for a conversation\n\s+account: 404 \{code, message, more_info, status\}/,
    );
    assert.match(stdout, /questions: .* 1 otherwise, 0 not known/);
    assert.equal(/conv_[a-z]+_\w{20,}|sandbox'|AC0{32}/.test(stdout), false);
  });

  it('with --write leaves one conversation, CLOSED', async () => {
    const { code, stdout, stderr } = await live(['--origin', sandbox.url, '--write'], CREDENTIALS);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /DIFFERS A communication in a CLOSED conversation\n\s+account: 409 /);
    assert.match(stdout, /DIFFERS PUT without a name and metadata\n\s+account: name kept, metadata kept/);
    assert.match(stdout, /same {4}A second communication with the same resourceId\n.*the same id/);
    assert.match(
      stdout,
      /same {4}A second conversation with the same participants\n.*X-Conflicting-Resource-Id/,
    );
    const answer = await sandbox.fetch(
      new Request(`${sandbox.url}/v2/Conversations?pageSize=1000&status=CLOSED`, {
        headers: {
          authorization: `Basic ${btoa(`${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken}`)}`,
        },
      }),
    );
    const { conversations } = (await answer.json()) as { conversations: { name: string | null }[] };
    assert.equal(conversations.filter(({ name }) => name?.startsWith('Live check')).length, 1);
  });
});
