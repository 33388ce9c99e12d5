import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Files, realFiles } from '../../../src/sandbox/server/data/files.ts';
import type { SandboxOptions } from '../../../src/sandbox/server/server.ts';
import { Caller, type ErrorBody, NOON } from './caller.ts';
import { exported, steps, stepsFromTheBeginning, take } from './dataWorkload.ts';

// What is refused need not be complete.
Caller.onPurpose = /→ 404: request\/requestBody must have/;

const OTHER = { accountSid: `AC${'7'.repeat(32)}`, authToken: 'x' };

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'data file '));
});
afterEach(async () => {
  // What failed has left some open.
  for (const caller of started.splice(0)) await caller.sandbox.close().catch(() => {});
  fs.rmSync(folder, { recursive: true });
});

const inFolder = (name: string) => path.join(folder, name);
const names = () => fs.readdirSync(folder).sort();

/** What a sandbox would find that began after this one was killed: its files as they are, by another name. */
function copyOf(file: string): string {
  const copy = fs.mkdtempSync(path.join(folder, 'copy-'));
  for (const end of ['', '.journal']) {
    if (fs.existsSync(file + end)) fs.copyFileSync(file + end, path.join(copy, `data.json${end}`));
  }
  return path.join(copy, 'data.json');
}

const started: Caller[] = [];

async function start(dataFile: string, more: SandboxOptions = {}, now = NOON): Promise<Caller> {
  const caller = await Caller.start({ dataFile, ...more }, now);
  started.push(caller);
  return caller;
}

describe('a data file', () => {
  it('has everything at every moment, whatever happens', async () => {
    // Ids that a refused request took were never given out, and may be given out later.
    const kept = (caller: Caller) =>
      JSON.parse(
        JSON.stringify(caller.sandbox.exportDocument(), (key, value) => (key === 'made' ? null : value)),
      );
    await fc.assert(
      fc.asyncProperty(
        stepsFromTheBeginning,
        steps,
        fc.nat({ max: 20_000 }),
        async (before, after, journalBytes) => {
          // As many chances as there can be for something to change while the file is written.
          const dataFileOptions = { journalBytes, sliceMs: 0 };
          const file = path.join(fs.mkdtempSync(inFolder('run-')), 'data.json');
          await using one = await start(file, { dataFileOptions });
          for (const step of before) await take(one, step);
          await take(one, { do: 'wait', ms: 1 });
          await using two = await start(copyOf(file), { dataFileOptions }, one.now);
          assert.deepEqual(kept(two), kept(one));
          for (const step of after) await take(one, step);
          await take(one, { do: 'wait', ms: 1 });
          await using three = await start(copyOf(file), {}, one.now);
          assert.deepEqual(kept(three), kept(one));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('begins with the chosen data, and goes on with what was made of it', async () => {
    const file = inFolder('data.json');
    const one = await start(file, { data: 'demo' });
    const before = await one.conversations();
    const { id } = await one.createConversation({ name: 'new' });
    await one.sandbox.close();
    assert.deepEqual(names(), ['data.json']);
    await using two = await start(file, { data: 'empty' });
    assert.deepEqual(
      (await two.conversations()).map((each) => each.id),
      [id, ...before.map((each) => each.id)],
    );
  });

  it('is an export document', async () => {
    const file = inFolder('data.json');
    const one = await start(file, { data: 'demo' });
    const document = exported(one);
    await one.sandbox.close();
    const written = JSON.parse(fs.readFileSync(file, 'utf8'));
    delete written.sandbox.generation;
    assert.deepEqual(written, document);
    await using two = await Caller.start();
    two.sandbox.importDocument(JSON.parse(fs.readFileSync(file, 'utf8')), 'replace');
    assert.deepEqual(exported(two), document);
  });

  it('may be what a client exported, and is let be until something changes', async () => {
    const file = inFolder('data.json');
    const text = JSON.stringify({
      format: 'twilio-conversations',
      version: 1,
      exportedAt: '2026-01-01T00:00:00Z',
      accounts: [{ accountSid: OTHER.accountSid, novelty: 1, conversations: [] }],
    });
    fs.writeFileSync(file, text);
    const accounts = [OTHER];
    const one = await start(file, { accounts });
    await one.conversations();
    await one.sandbox.close();
    assert.equal(fs.readFileSync(file, 'utf8'), text);
    const two = await start(file, { accounts });
    await two.post('/v2/ControlPlane/Configurations', {
      displayName: 'New',
      description: '',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId: 'm',
    });
    await using three = await start(copyOf(file), { accounts });
    assert.deepEqual(exported(three), exported(two));
    await two.sandbox.close();
    assert.notEqual(fs.readFileSync(file, 'utf8'), text);
  });

  it('goes with another account when there is one only', async () => {
    const file = inFolder('data.json');
    const one = await start(file);
    const { id } = await one.createConversation();
    await one.sandbox.close();
    const two = await start(file, { accounts: [OTHER] });
    assert.equal((await two.conversations())[0]?.id, id);
    await two.createCommunication(id);
    await using three = await start(copyOf(file), { accounts: [OTHER] });
    assert.deepEqual(exported(three), exported(two));
    await two.sandbox.close();
  });

  it('takes new accounts beside those that it has, and refuses to do without one', async () => {
    const file = inFolder('data.json');
    const one = await start(file, { accounts: [OTHER] });
    await one.createConversation();
    await one.sandbox.close();
    const third = { accountSid: `AC${'8'.repeat(32)}`, authToken: 'x' };
    const two = await start(file, { data: 'demo', accounts: [OTHER, third] });
    assert.equal((await two.conversations()).length, 1);
    const { body } = await two.get<{ conversations: unknown[] }>('/v2/Conversations', third);
    assert.ok(body.conversations.length > 1);
    await two.sandbox.close();
    const before = fs.readFileSync(file, 'utf8');
    await assert.rejects(start(file, { accounts: [OTHER] }), new RegExp(third.accountSid));
    assert.equal(fs.readFileSync(file, 'utf8'), before);
    assert.deepEqual(names(), ['data.json']);
  });

  it('follows reset, deletion and import', async () => {
    const file = inFolder('data.json');
    await using one = await start(file, { data: 'demo' });
    const same = async () => {
      await using two = await start(copyOf(file));
      assert.deepEqual(exported(two), exported(one));
    };
    const [first] = await one.conversations();
    assert.equal(one.sandbox.deleteConversation(first?.id ?? ''), true);
    await same();
    const document = exported(one);
    one.sandbox.reset('empty');
    await same();
    one.sandbox.importDocument(document, 'merge');
    await one.createConversation();
    await same();
    one.sandbox.importDocument(document, 'replace');
    await same();
  });

  it('keeps the clock, and lets happen what was due since', async () => {
    const file = inFolder('data.json');
    const one = await start(file);
    const { id } = await one.createConversation();
    await one.patch('/sandbox/clock', { advanceMs: 3_600_000 });
    await one.createCommunication(id);
    const two = await start(copyOf(file), {}, NOON + 60_000);
    const { body } = await two.get('/sandbox/clock');
    assert.equal(body['now'], new Date(NOON + 3_660_000).toISOString());
    const [communication] = await two.communications(id);
    assert.equal(communication?.recipients[0]?.deliveryStatus, 'DELIVERED');
    assert.equal(communication?.updatedAt, new Date(NOON + 3_603_000).toISOString());
    await one.sandbox.close();
    await two.sandbox.close();
  });

  it('keeps a frozen clock where it is', async () => {
    const file = inFolder('data.json');
    const one = await start(file, { clockRate: 0 });
    await one.sandbox.close();
    await using two = await start(file, { clockRate: 0 }, NOON + 60_000);
    assert.equal((await two.get('/sandbox/clock')).body['now'], new Date(NOON).toISOString());
  });

  it('is found by any of its names', async () => {
    const file = inFolder('data.json');
    const link = inFolder('link.json');
    const one = await start(file);
    await one.createConversation();
    fs.symlinkSync(file, link);
    await assert.rejects(start(link), /in use by another sandbox/);
    await one.sandbox.close();
    const two = await start(link);
    await two.createConversation();
    await two.sandbox.close();
    assert.equal(fs.lstatSync(link).isSymbolicLink(), true);
    await using three = await start(file);
    assert.equal((await three.conversations()).length, 2);
  });

  it('is its owner’s alone, unless it was made otherwise', {
    skip: process.platform === 'win32',
  }, async () => {
    const file = inFolder('data.json');
    const one = await start(file);
    const modes = () => names().map((name) => [name, fs.statSync(inFolder(name)).mode & 0o777]);
    assert.deepEqual(modes(), [
      ['data.json', 0o600],
      ['data.json.journal', 0o600],
      ['data.json.lock', 0o600],
    ]);
    fs.chmodSync(file, 0o640);
    await one.createConversation();
    await one.sandbox.close();
    assert.deepEqual(modes(), [['data.json', 0o640]]);
  });
});

describe('a journal beside a data file', () => {
  const linesOf = (file: string) => fs.readFileSync(`${file}.journal`, 'utf8').split('\n').slice(0, -1);

  it('has a line for each request that changed something, and for what happened by itself', async () => {
    const file = inFolder('data.json');
    const caller = await start(file);
    const counts = [linesOf(file).length];
    const counted = async (done: Promise<unknown>) => {
      await done;
      counts.push(linesOf(file).length);
    };
    const { id } = await caller.createConversation({ participants: [{ name: 'A', addresses: [] }] });
    await counted(Promise.resolve());
    await counted(caller.createCommunication(id));
    await counted(caller.conversations());
    await counted(caller.post('/v2/Conversations/none/Communications', {}));
    caller.advance(10_000);
    await counted(caller.conversations());
    assert.deepEqual(counts, [1, 2, 3, 3, 3, 4]);
  });

  it('tells a conversation’s settings once', async () => {
    const file = inFolder('data.json');
    const caller = await start(file);
    const { id } = await caller.createConversation();
    await caller.createCommunication(id);
    await caller.patch(`/v2/Conversations/${id}`, { configuration: { statusCallbacks: [] } });
    const told = linesOf(file).map((line) => line.includes('conversationGroupingType'));
    assert.deepEqual(told, [false, true, false, true]);
  });

  it('keeps what changes while the file is written anew, through a clean end', async () => {
    const file = inFolder('data.json');
    let release = () => {};
    const files: Files = {
      ...realFiles,
      // The disk takes its time.
      fsync: Object.assign((_: number, done: () => void) => {
        release = done;
      }, realFiles.fsync),
    };
    const caller = await start(file, { dataFileOptions: { files, journalBytes: 1 } });
    const { id } = await caller.createConversation();
    const text = 'x'.repeat(10_000);
    await caller.createCommunication(id, { content: { type: 'TEXT', text } });
    await caller.createCommunication(id, { content: { type: 'TEXT', text } });
    const late = await caller.createCommunication(id);
    const closed = caller.sandbox.close();
    // Each file is forced onto the disk, and the folder after it: there is no waiting without one to release.
    for (let ended = false; !ended; ) {
      void closed.then(() => {
        ended = true;
      });
      release();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await using again = await start(file);
    const communications = await again.communications(id);
    assert.equal(communications.length, 3);
    assert.equal(communications[2]?.id, late.id);
  });

  it('gives way to a file that is on the disk before it is in its place', async () => {
    const calls: string[] = [];
    const recorded = <F extends (...values: never[]) => unknown>(name: string, call: F) =>
      Object.assign((...values: Parameters<F>) => {
        calls.push(name);
        return call(...values);
      }, call) as F;
    const files: Files = {
      ...realFiles,
      fsync: recorded('sync', realFiles.fsync),
      fsyncSync: recorded('sync', realFiles.fsyncSync),
      renameSync: recorded('rename', realFiles.renameSync),
    };
    const caller = await start(inFolder('data.json'), { dataFileOptions: { files } });
    // The file, its folder.
    assert.deepEqual(calls.splice(0), ['sync', 'rename', 'sync']);
    await caller.createConversation();
    assert.deepEqual(calls.splice(0), []);
    await caller.sandbox.close();
    // And then the journal.
    assert.deepEqual(calls, ['sync', 'rename', 'sync', 'rename']);
  });
});

describe('a data file that another has', () => {
  it('is refused, with the way out', async () => {
    const file = inFolder('data.json');
    const one = await start(file);
    const { pid } = process;
    await assert.rejects(start(file), (error: Error) => {
      assert.match(
        error.message,
        new RegExp(`data\\.json is in use by another sandbox \\(process ${pid}, since`),
      );
      assert.match(
        error.message,
        /Stop that one, or name another file; if there is none, delete .*data\.json\.lock/,
      );
      return true;
    });
    const { id } = await one.createConversation();
    await one.sandbox.close();
    await using two = await start(file);
    assert.equal((await two.conversations())[0]?.id, id);
  });

  it('is taken over from a process that is gone', async () => {
    const file = inFolder('data.json');
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const gone = { pid: child.pid, since: Date.now() };
    fs.writeFileSync(`${file}.lock`, JSON.stringify(gone));
    await (await start(file)).sandbox.close();
    // By a process of the same number, as in a container.
    fs.writeFileSync(`${file}.lock`, JSON.stringify({ pid: process.pid, since: 1 }));
    await (await start(file)).sandbox.close();
    assert.deepEqual(names(), ['data.json']);
  });

  it('is taken over when the number is another process’s now', {
    skip: process.platform !== 'linux',
  }, async () => {
    const file = inFolder('data.json');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    fs.writeFileSync(`${file}.lock`, JSON.stringify({ pid: child.pid, since: Date.now() - 3_600_000 }));
    await (await start(file)).sandbox.close();
    fs.writeFileSync(`${file}.lock`, JSON.stringify({ pid: child.pid, since: Date.now() + 60_000 }));
    await assert.rejects(start(file), /in use/);
    child.kill();
  });

  it('is not taken when the lock says nothing', async () => {
    const file = inFolder('data.json');
    fs.writeFileSync(`${file}.lock`, '');
    await assert.rejects(
      start(file),
      /in use by another sandbox \(another process\).*delete .*data\.json\.lock/,
    );
  });

  it('is given free when the sandbox cannot start', async () => {
    const file = inFolder('data.json');
    await using one = await start(file);
    await assert.rejects(start(inFolder('other.json'), { port: one.sandbox.port }), { code: 'EADDRINUSE' });
    await (await start(inFolder('other.json'))).sandbox.close();
  });
});

describe('a data file that is none', () => {
  const good = () => ({
    format: 'twilio-conversations',
    version: 1,
    exportedAt: '2026-01-01T00:00:00Z',
    accounts: [],
  });
  for (const [title, text, message] of [
    ['is empty', '', /It is empty/],
    ['is cut off', JSON.stringify(good()).slice(0, -1), /It is not JSON/],
    ['is another program’s', '{"name":"package"}', /This is no export of conversations/],
    ['is of a later version', JSON.stringify({ ...good(), version: 9 }), /version of this export is 9/],
    [
      'has a wrong member',
      JSON.stringify({ ...good(), accounts: [{}] }),
      /accounts\[0\]\.accountSid is required/,
    ],
  ] as const) {
    it(`is refused and let be when it ${title}`, async () => {
      const file = inFolder('data.json');
      fs.writeFileSync(file, text);
      await assert.rejects(start(file), (error: Error) => {
        assert.match(error.message, message);
        assert.match(error.message, /data\.json cannot be used: .*name another file/);
        return true;
      });
      assert.equal(fs.readFileSync(file, 'utf8'), text);
      assert.deepEqual(names(), ['data.json']);
    });
  }

  it('is refused when it is a folder, or its folder is not there', async () => {
    await assert.rejects(start(folder), /cannot read .*: it is a folder \(EISDIR\)/);
    await assert.rejects(
      start(inFolder('a/b.json')),
      /keep its data in .*b\.json: its folder does not exist/,
    );
    assert.deepEqual(names(), []);
  });

  it('is refused with a journal of another file', async () => {
    const [one, two] = [inFolder('one.json'), inFolder('two.json')];
    for (const file of [one, two]) {
      const caller = await start(file);
      await caller.createConversation();
      fs.copyFileSync(`${file}.journal`, `${file}.kept`);
      await caller.sandbox.close();
    }
    fs.renameSync(`${two}.kept`, `${one}.journal`);
    await assert.rejects(start(one), /journal .*one\.json\.journal belongs to another file.*move it away/);
    // The same for an older one of its own: what was between is not there.
    fs.renameSync(`${one}.kept`, `${one}.journal`);
    await assert.rejects(start(one), /belongs to another file, or to an earlier or later version/);
    fs.rmSync(`${one}.journal`);
    await (await start(one)).sandbox.close();
  });

  it('is refused with a journal that is damaged before its end', async () => {
    const file = inFolder('data.json');
    const caller = await start(file);
    await caller.createConversation();
    await caller.createConversation();
    const copy = copyOf(file);
    await caller.sandbox.close();
    const journal = fs.readFileSync(`${copy}.journal`);
    journal[100] = (journal[100] ?? 0) ^ 1;
    fs.writeFileSync(`${copy}.journal`, journal);
    await assert.rejects(start(copy), /Of its journal .* line 2 is damaged.*move it away/);
    assert.deepEqual(fs.readFileSync(`${copy}.journal`), journal);
  });
});

describe('a data file that cannot be written', () => {
  it('is told of at the start', {
    skip: process.platform === 'win32' || process.getuid?.() === 0,
  }, async () => {
    fs.chmodSync(folder, 0o500);
    try {
      await assert.rejects(start(inFolder('data.json')), /cannot write .*: there is no right to \(EACCES\)/);
    } finally {
      fs.chmodSync(folder, 0o700);
    }
  });

  it('is free of what an earlier try left', async () => {
    const file = inFolder('data.json');
    for (const left of ['.tmp', '.journal.tmp']) fs.writeFileSync(file + left, 'half');
    await (await start(file)).sandbox.close();
    assert.deepEqual(names(), ['data.json']);
  });

  it('has the write that it misses answered with 500, and reads not', async () => {
    const file = inFolder('data.json');
    const caller = await start(file);
    const { id } = await caller.createConversation();
    const { configurationId } = await caller.createConversation();
    const write = fs.writeSync;
    const failing = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    fs.writeSync = () => {
      throw failing;
    };
    try {
      const { status, body } = await caller.post<ErrorBody>('/v2/Conversations', { configurationId });
      assert.deepEqual([status, body.status, body.code], [500, 500, 20500]);
      assert.match(
        body.message,
        /The change was made, but could not be written to .*data\.json: the disk is full/,
      );
      assert.equal((await caller.conversations()).length, 3);
      assert.equal((await caller.get('/sandbox/status')).status, 200);
      await using meanwhile = await start(copyOfWith(write, file));
      assert.equal((await meanwhile.conversations()).length, 2);
    } finally {
      fs.writeSync = write;
    }
    // What comes next brings along what was missed.
    await caller.createCommunication(id);
    await using after = await start(copyOf(file));
    assert.deepEqual(exported(after), exported(caller));
    await caller.sandbox.close();
  });

  function copyOfWith(write: typeof fs.writeSync, file: string): string {
    fs.writeSync = write;
    return copyOf(file);
  }

  it('says at the end what is lost', async () => {
    const file = inFolder('data.json');
    const caller = await start(file);
    const { configurationId } = await caller.createConversation();
    const write = fs.writeSync;
    fs.writeSync = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    try {
      await caller.post('/v2/Conversations', { configurationId });
      await assert.rejects(
        caller.sandbox.close(),
        /last changes could not be written to .* are lost: the disk is full/,
      );
    } finally {
      fs.writeSync = write;
    }
    await using again = await start(file);
    assert.equal((await again.conversations()).length, 1);
  });

  it('leaves everything as it was when a reset or an import cannot be kept', async () => {
    const file = inFolder('data.json');
    await using caller = await start(file, { data: 'demo' });
    const before = exported(caller);
    const rename = fs.renameSync;
    fs.renameSync = () => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    };
    try {
      assert.throws(
        () => caller.sandbox.reset('empty'),
        /data\.json could not be written: there is no right/,
      );
      assert.throws(() => caller.sandbox.importDocument(before, 'merge'), /could not be written/);
    } finally {
      fs.renameSync = rename;
    }
    assert.deepEqual(exported(caller), before);
    await caller.createConversation();
    await using other = await start(copyOf(file));
    assert.deepEqual(exported(other), exported(caller));
  });
});
