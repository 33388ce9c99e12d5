import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { SANDBOX_VERSION } from '../../../src/sandbox/server/version.ts';
import { basic } from './caller.ts';

const CLI = path.resolve(import.meta.dirname, '../../../src/sandbox/cli.ts');
const OTHER = `AC${'5'.repeat(32)}`;

function start(...args: string[]) {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  return {
    child,
    output,
    exited: once(child, 'close') as Promise<[code: number | null, signal: string | null]>,
  };
}

async function run(...args: string[]) {
  const { output, exited } = start(...args);
  const [code] = await exited;
  return { code, ...output };
}

/** Starts a sandbox and waits until it has said everything. */
async function listen(...args: string[]) {
  const running = start('--port', '0', ...args);
  const lines: string[] = [];
  for await (const line of createInterface(running.child.stdout)) {
    lines.push(line);
    if (line.startsWith('Press')) break;
  }
  const url = /^Sandbox listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(lines[0] ?? '')?.[1];
  assert.ok(url, lines.join('\n') + running.output.stderr);
  const list = async (user: string, password: string) => {
    const response = await fetch(`${url}/v2/Conversations`, {
      headers: { authorization: basic(user, password) },
    });
    const body = (await response.json()) as { conversations?: { id: string }[] };
    return { status: response.status, ids: body.conversations?.map(({ id }) => id) };
  };
  return { ...running, lines, url, list };
}

describe('the sandbox as a program', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`prints its address first, then its credentials, and ends cleanly on ${signal}`, async () => {
      const { child, lines, list, exited, output } = await listen();
      assert.equal(lines[1], `Account SID AC${'0'.repeat(32)}, auth token sandbox`);
      const { status, ids } = await list(`AC${'0'.repeat(32)}`, 'sandbox');
      assert.equal(status, 200);
      assert.ok((ids?.length ?? 0) >= 12);
      child.kill(signal);
      assert.deepEqual(await exited, [0, null]);
      assert.equal(output.stderr, '');
    });
  }

  it('takes accounts, and begins empty', async () => {
    const more = `AC${'6'.repeat(32)}`;
    const { child, lines, list, exited } = await listen(
      '--seed',
      'empty',
      '--account',
      `${OTHER}:my:token`,
      `--account=${more}:x`,
    );
    assert.equal(lines[1], `Account SID ${OTHER}, auth token my:token`);
    assert.deepEqual(await list(OTHER, 'my:token'), { status: 200, ids: [] });
    assert.equal((await list(more, 'x')).status, 200);
    assert.equal((await list(`AC${'0'.repeat(32)}`, 'sandbox')).status, 401);
    child.kill();
    await exited;
  });

  it('misbehaves as told, says so, and logs a line for each request when asked to, without any secret', async () => {
    const { child, lines, url, list, exited, output } = await listen(
      '--fault',
      'server-error@ListConversations:times=1',
      '--behavior',
      'defaultStatuses=open',
      '--verbose',
    );
    assert.ok(lines.includes('Fault in force: server-error@ListConversations:times=1'), lines.join('\n'));
    assert.equal((await list(`AC${'0'.repeat(32)}`, 'sandbox')).status, 500);
    const open = await list(`AC${'0'.repeat(32)}`, 'sandbox');
    assert.equal(open.status, 200);
    await fetch(`${url}/v2/Conversations?status=CLOSED`);
    child.kill('SIGINT');
    await exited;
    const log = output.stdout.split('\n').filter((line) => line.includes('/v2/Conversations'));
    assert.match(
      log[0] ?? '',
      /GET \/v2\/Conversations → 500 [\d.]+ ms ListConversations fault: server-error@/,
    );
    assert.match(log[1] ?? '', /GET \/v2\/Conversations → 200 [\d.]+ ms ListConversations$/);
    assert.match(log[2] ?? '', /GET \/v2\/Conversations\?status=CLOSED → 401 [\d.]+ ms$/);
    for (const line of log) assert.equal(/sandbox|Basic/.test(line), false, line);
  });

  it('shows its version', async () => {
    const { code, stdout } = await run('--version');
    assert.deepEqual([code, stdout], [0, `${SANDBOX_VERSION}\n`]);
  });

  it('shows its options', async () => {
    const { code, stdout } = await run('--help');
    assert.equal(code, 0);
    for (const option of [
      '--port',
      '--account',
      '--seed',
      '--data',
      '--fault',
      '--behavior',
      '--callbacks',
      '--verbose',
      '--help',
    ])
      assert.ok(stdout.includes(option));
  });

  for (const [args, message] of [
    [['--prot', '4010'], /--prot/],
    [['4010'], /4010/],
    [['--port'], /--port/],
    [['--port', 'http'], /--port takes a whole number from 0 to 65535, not "http"/],
    [['--port', '65536'], /--port takes/],
    [['--seed', 'big'], /--seed takes one of demo, empty/],
    [['--random', '1.5'], /--random takes a whole number/],
    [['--fault', 'flakey'], /--fault "flakey": .*did you mean flaky\?/],
    [['--fault', 'latency:ms=x'], /ms must be a whole number/],
    [['--behavior', 'closedWrites'], /--behavior takes NAME=CHOICE/],
    [['--behavior', 'closedWrites=500'], /closedWrites must be one of 400, 409/],
    [['--behavior', 'mood=good'], /There is no behavior mood/],
    [['--callbacks', 'nowhere'], /--callbacks takes only "anywhere"/],
    [['--clock-rate', '-1'], /--clock-rate/],
    [['--delivery-step', 'fast'], /--delivery-step takes/],
    [['--account', OTHER], /a colon between/],
    [['--account', `${OTHER}:`], /auth token of .* is empty/],
    [['--account', 'AC12:marker-token'], /"AC12" is not an account SID/],
    [['--account', `${OTHER}:a`, '--account', `${OTHER}:b`], /given twice/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.match(stderr, /Try --help/);
      assert.equal(stderr.includes('marker-token'), false);
      assert.equal(stderr.includes('    at '), false);
    });
  }

  it('says when the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await run('--port', String(port));
    taken.close();
    assert.equal(code, 1);
    assert.match(
      stderr,
      new RegExp(`^Port ${port} is in use by another program\\. Port (\\d+) is free: --port \\1\\n$`),
    );
  });
});
