import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { SandboxController } from '../../src/sandbox/controller.ts';

const extension = vscode.extensions.getExtension('conversations-explorer.twilio-conversations-explorer');
assert.ok(extension);
const { extensionPath } = extension;
const log = { info() {}, error() {} } as unknown as vscode.LogOutputChannel;

async function freeOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function conversations({
  origin,
  accountSid,
  authToken,
}: {
  origin: string;
  accountSid: string;
  authToken: string;
}) {
  const answer = await fetch(`${origin}/v2/Conversations`, {
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
  });
  return ((await answer.json()) as { conversations: unknown[] }).conversations;
}

describe('the sandbox of a window', () => {
  it('starts with its data, stops, and starts again', async () => {
    const controller = new SandboxController(extensionPath, log);
    const origin = await freeOrigin();
    const running = await controller.ensure(origin);
    assert.equal(running.origin, origin);
    assert.ok((await conversations(running)).length > 10);
    assert.equal(await controller.stop(), true);
    assert.equal(await controller.stop(), false);
    await assert.rejects(conversations(running));
    assert.ok((await conversations(await controller.ensure(origin))).length > 10);
    await controller.stop();
  });

  it('is shared with a second window, which does not stop it', async () => {
    const [first, second] = [
      new SandboxController(extensionPath, log),
      new SandboxController(extensionPath, log),
    ];
    const running = await first.ensure(await freeOrigin());
    assert.deepEqual(await second.ensure(running.origin), running);
    assert.equal(await second.stop(), false);
    assert.ok((await conversations(running)).length > 10);
    await first.stop();
  });

  it('takes a free port where another program has the one it should use', async () => {
    const other = createServer((_, response) => response.end('something else'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const taken = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const controller = new SandboxController(extensionPath, log);
    const running = await controller.ensure(taken);
    assert.notEqual(running.origin, taken);
    assert.ok((await conversations(running)).length > 10);
    await controller.stop();
    other.closeAllConnections();
    other.close();
  });

  it('is started once by calls at the same time', async () => {
    const controller = new SandboxController(extensionPath, log);
    const origin = await freeOrigin();
    const all = await Promise.all([
      controller.ensure(origin),
      controller.ensure(origin),
      controller.ensure(origin),
    ]);
    assert.deepEqual(new Set(all.map((running) => running.origin)), new Set([origin]));
    await controller.stop();
  });
});
