import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import twilio from 'twilio';
import { npm } from '../support/npm.ts';
import { root } from '../support/paths.ts';

describe('the sandbox from the packed tarball', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-tarball-'));
    await npm(['pack', '--pack-destination', folder], root);
    const [tarball = ''] = await readdir(folder);
    await writeFile(path.join(folder, 'package.json'), '{"private":true}');
    await npm(['install', `./${tarball}`], folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is a program that the official SDK can call, and holds nothing of the extension', async () => {
    const bin = path.join(folder, 'node_modules', '.bin', 'twilio-conversations-sandbox');
    const child = spawn(bin, ['--port', '0', '--seed', 'empty'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const url = /^Sandbox listening on (.+)$/.exec(line)?.[1];
    assert.ok(url, line);
    const client = twilio(`AC${'0'.repeat(32)}`, 'sandbox');
    client.conversations.baseUrl = url;
    const [configuration] = await client.conversations.v2.configurations.list();
    assert.equal(configuration?.displayName, 'Sandbox');
    child.kill();
    await once(child, 'exit');

    const installed = path.join(folder, 'node_modules', 'twilio-conversations-explorer');
    const files = await readdir(installed, { recursive: true });
    assert.deepEqual(
      files.filter((file) => file.endsWith('.js')),
      [path.join('dist', 'sandbox-cli.js')],
    );
    assert.ok(files.includes('LICENSE'));
  });
});
