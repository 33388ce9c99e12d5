import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { startSandbox } from '../../../src/sandbox/server/server.ts';
import type { FromWorker, ToWorker, WorkerOptions } from '../../../src/sandbox/server/workerProtocol.ts';

/** Sends bytes as they are, and gives all that comes back. */
async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(bytes);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}

describe('a sandbox that listens', () => {
  it('answers over HTTP, and refuses other hosts there too', async () => {
    const sandbox = await startSandbox({ data: 'empty' });
    assert.equal(sandbox.url, `http://127.0.0.1:${sandbox.port}`);
    assert.equal((await fetch(sandbox.url)).status, 200);
    const foreign = await exchange(
      sandbox.port,
      'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    );
    assert.match(foreign, /^HTTP\/1\.1 421 /);
    assert.match(foreign, /twilio-request-id: RQ/i);
    await sandbox.close();
  });

  it('gives what is not HTTP an answer in Twilio’s shape', async () => {
    const sandbox = await startSandbox({ data: 'empty' });
    for (const bytes of [
      'HELLO\r\n\r\n',
      'GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n',
      'GET / HTTP/9\r\n\r\n',
      'GET /a\\b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a/b\r\nConnection: close\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
    ]) {
      const answer = await exchange(sandbox.port, bytes);
      assert.match(answer, /^HTTP\/1\.1 400 /, bytes);
      assert.match(answer, /twilio-request-id: RQ[0-9a-f]{32}\r\n/i);
      assert.match(answer, /"code":20001/);
    }
    await sandbox.close();
  });

  it('says when headers are too large', async () => {
    const sandbox = await startSandbox({ data: 'empty' });
    const answer = await exchange(
      sandbox.port,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 431 /);
    assert.match(answer, /"status":431/);
    await sandbox.close();
  });

  it('is not to be reached but over loopback', async (context) => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (!outside) return context.skip('this machine has no other address');
    const sandbox = await startSandbox({ data: 'empty' });
    const socket = connect(sandbox.port, outside.address);
    const [error] = await once(socket, 'error');
    assert.equal(error.code, 'ECONNREFUSED');
    await sandbox.close();
  });

  it('says which port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await assert.rejects(startSandbox({ port, data: 'empty' }), {
      code: 'EADDRINUSE',
      message: `Port ${port} is in use by another program`,
    });
    taken.close();
  });

  it('closes although a client keeps its connection, and may be closed twice', async () => {
    const sandbox = await startSandbox({ data: 'empty' });
    const client = request({ port: sandbox.port, host: '127.0.0.1', headers: { connection: 'keep-alive' } });
    client.end();
    const [response] = await once(client, 'response');
    response.resume();
    await once(response, 'end');
    await Promise.all([sandbox.close(), sandbox.close()]);
    await assert.rejects(fetch(sandbox.url));
  });

  for (const [title, account, message] of [
    ['a malformed SID', { accountSid: 'AC1', authToken: 'x' }, /"AC1" is not an account SID/],
    ['an empty token', { accountSid: `AC${'1'.repeat(32)}`, authToken: '' }, /is empty/],
  ] as const) {
    it(`does not start with ${title}`, async () => {
      await assert.rejects(startSandbox({ accounts: [account] }), message);
    });
  }
});

describe('a sandbox in a worker thread', () => {
  const start = (options: WorkerOptions) =>
    new Worker(new URL('../../../src/sandbox/worker.ts', import.meta.url), { workerData: options });
  const firstWord = async (worker: Worker) => (await once(worker, 'message'))[0] as FromWorker;

  it('says where it listens, and ends when it is told to', async () => {
    const worker = start({ data: 'empty' });
    const word = await firstWord(worker);
    assert.equal(word.type, 'listening');
    assert.ok(word.type === 'listening' && word.url === `http://127.0.0.1:${word.port}`);
    assert.equal((await fetch(word.url)).status, 200);
    worker.postMessage({ type: 'close' } satisfies ToWorker);
    const [exitCode] = await once(worker, 'exit');
    assert.equal(exitCode, 0);
    await assert.rejects(fetch(word.url));
  });

  it('says why it could not start, and ends', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const worker = start({ port });
    // Listened for from the beginning: its last word and its end may come in one breath.
    const ended = once(worker, 'exit');
    assert.deepEqual(await firstWord(worker), {
      type: 'failed',
      message: `Port ${port} is in use by another program`,
      code: 'EADDRINUSE',
    });
    await ended;
    taken.close();
  });
});
