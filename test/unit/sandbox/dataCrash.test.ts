import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Files, realFiles } from '../../../src/sandbox/server/data/files.ts';
import { Caller } from './caller.ts';
import { exported, take } from './dataWorkload.ts';

/** What changes files, and so what a sudden end may come before or after. */
const CHANGING = [
  'openSync',
  'writeSync',
  'ftruncateSync',
  'renameSync',
  'rmSync',
  'fsync',
  'fsyncSync',
] as const;

type Moment = 'before' | 'after' | 'halfway';

/** The file system up to a sudden end at its `last` change; afterwards nothing reaches it any more. */
class EndingFiles {
  changes = 0;
  ended = false;
  readonly files: Files;

  constructor(last: number, moment: Moment) {
    const files = { ...realFiles };
    const end = () => {
      this.ended = true;
      throw new Error('the process is gone');
    };
    for (const name of Object.keys(files) as (keyof Files)[]) {
      const real = realFiles[name] as (...values: unknown[]) => unknown;
      const changing = (CHANGING as readonly string[]).includes(name);
      const stand = (...values: unknown[]) => {
        if (this.ended) end();
        // Forcing onto the disk makes no difference to what the next process sees; it only takes its time.
        const call = () => {
          if (name === 'fsync') return setImmediate(values[1] as () => void);
          return name === 'fsyncSync' ? undefined : real(...values);
        };
        if (!changing || ++this.changes !== last) return call();
        if (moment === 'halfway' && name === 'writeSync') {
          const [descriptor, bytes, offset, length, position] = values as [
            number,
            Buffer,
            number,
            number,
            number,
          ];
          realFiles.writeSync(descriptor, bytes, offset, length >> 1, position);
        }
        if (moment === 'after') call();
        return end();
      };
      Object.assign(files, { [name]: stand });
    }
    this.files = files;
  }
}

/** What is done to a sandbox: enough for its file to be written anew several times, in the background and at once. */
const deeds: readonly ((caller: Caller) => unknown)[] = [
  (caller) => take(caller, { do: 'create-conversation', configuration: 0, people: [1], name: 'one' }),
  ...Array.from({ length: 6 }, (_, index) => (caller: Caller) => {
    return take(caller, {
      do: 'communicate',
      which: 0,
      channel: 'SMS',
      person: 2,
      resource: index,
      text: 'x',
    });
  }),
  (caller) => take(caller, { do: 'create-conversation', configuration: 0, people: [2], name: 'two' }),
  (caller) => take(caller, { do: 'wait', ms: 90_000 }),
  (caller) => caller.sandbox.importDocument(exported(caller), 'merge'),
  (caller) => take(caller, { do: 'act', which: 1, person: 3, text: 'y' }),
  (caller) => take(caller, { do: 'delete-conversation', which: 0, key: 1 }),
  (caller) => take(caller, { do: 'wait', ms: 4_000_000 }),
  (caller) => caller.sandbox.reset('empty'),
  (caller) => take(caller, { do: 'create-conversation', configuration: 0, people: [], name: 'three' }),
];

/** Lets what goes on in the background come some way. */
const aWhile = async () => {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a sudden end', () => {
  let folder: string;
  /** Everything after so many deeds. */
  const states: string[] = [];
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const everything = (caller: Caller) => JSON.stringify(exported(caller).accounts);

  async function start(file: string, files?: Files): Promise<Caller> {
    const dataFileOptions = { journalBytes: 3_000, sliceMs: 0, ...(files ? { files } : {}) };
    return Caller.start({ dataFile: file, dataFileOptions });
  }

  /** Does all deeds, or as many as come to be done. @returns how many were acknowledged */
  async function live(file: string, ending: EndingFiles, now: { at: number }): Promise<number> {
    let done = -1;
    let caller: Caller | undefined;
    try {
      caller = await start(file, ending.files);
      done = 0;
      for (const deed of deeds) {
        await deed(caller);
        await aWhile();
        now.at = caller.now;
        if (states.length === done + 1) states.push(everything(caller));
        done++;
      }
      await caller.sandbox.close();
    } catch (error) {
      if (!ending.ended) throw error;
    } finally {
      now.at = caller?.now ?? now.at;
      await caller?.sandbox.close().catch(() => {});
    }
    return done;
  }

  it('has a course of its own to be compared with', async () => {
    await using caller = await Caller.start();
    states.push(everything(caller));
    const never = new EndingFiles(0, 'before');
    assert.equal(await live(path.join(folder, 'whole.json'), never, { at: 0 }), deeds.length);
    assert.deepEqual(fs.readdirSync(folder), ['whole.json']);
    assert.equal(new Set(states).size, deeds.length, 'all deeds but the import change something');
  });

  for (const moment of ['before', 'halfway', 'after'] as const) {
    it(`${moment} any change to the files loses nothing that was acknowledged`, async () => {
      let files = 0;
      for (let last = 1; ; last++) {
        const file = path.join(folder, `${moment}-${last}.json`);
        const ending = new EndingFiles(last, moment);
        const now = { at: 0 };
        const done = await live(file, ending, now);
        if (!ending.ended) break;
        fs.rmSync(`${file}.lock`, { force: true });
        const where = `${moment} change ${last}, in deed ${done + 1}`;
        await using again = await Caller.start({ dataFile: file }, now.at || undefined);
        // What was due, and had happened without anybody being told, happens again.
        await again.get('/v2/Conversations');
        const found = everything(again);
        // At most the deed that was under way is there as well, or not.
        const possible = states.slice(Math.max(0, done), done + 2);
        assert.ok(possible.includes(found), where);
        files = last;
      }
      assert.ok(files > 60, `${files} changes`);
    });
  }
});
