import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { BurstEngine } from '../../../../src/compose/burst/engine.ts';
import { interrupted, leftOf } from '../../../../src/compose/burst/interrupted.ts';
import { GONE_AFTER_MS, type JournalState, Journals } from '../../../../src/compose/burst/journal.ts';
import { numbersIn } from '../../../../src/compose/burst/ranges.ts';
import { BurstRecorder } from '../../../../src/compose/burst/recorder.ts';
import { reportOf } from '../../../../src/compose/burst/report.ts';
import { l10n } from '../../l10n.ts';
import { FakeClock } from './fakeClock.ts';
import { settings } from './settings.ts';

const state: JournalState = {
  settings,
  startedAt: 1_000,
  sent: 412,
  failed: 0,
  unknown: [[413, 415]],
  rest: [[416, 1_000]],
};

describe('the journal of a burst', () => {
  let folder: string;
  let now: number;
  const window = (owner: string) => new Journals(path.join(folder, 'bursts'), owner, () => now);
  const file = () => path.join(folder, 'bursts', `${settings.id}.burst.json`);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'journal-'));
    now = 1_000_000;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is found by the next window at once when the window has left it', async () => {
    await window('one').write(state);
    window('one').leave(state);
    const { orphans, againInMs } = await window('two').orphans();
    assert.equal(againInMs, undefined);
    assert.equal(orphans.length, 1);
    const { settings: found, sent, unknown, rest, alive } = orphans[0] ?? {};
    assert.deepEqual(
      { settings: found, sent, unknown, rest, alive },
      {
        settings,
        sent: 412,
        unknown: [[413, 415]],
        rest: [[416, 1_000]],
        alive: undefined,
      },
    );
    assert.deepEqual((await window('one').orphans()).orphans, [], 'its own is none');
  });

  it('is another window’s as long as that one is there, and for a while after', async () => {
    await window('one').write(state);
    now += 4_000;
    assert.deepEqual(await window('two').orphans(), { orphans: [], againInMs: GONE_AFTER_MS - 4_000 });
    now += GONE_AFTER_MS;
    assert.equal((await window('two').orphans()).orphans.length, 1);
  });

  it('is not alive for ever by a clock that was turned back', async () => {
    await window('one').write(state);
    now -= 86_400_000;
    assert.equal((await window('two').orphans()).orphans.length, 1);
  });

  it('is taken over by one window only', async () => {
    window('one');
    await window('one').write(state);
    window('one').leave(state);
    const [two, three] = [window('two'), window('three')];
    const [forTwo] = (await two.orphans()).orphans;
    const [forThree] = (await three.orphans()).orphans;
    assert.ok(forTwo && forThree);
    assert.equal(await two.claim(forTwo), true);
    assert.equal(await three.claim(forThree), false);
    assert.deepEqual((await three.orphans()).orphans, []);
  });

  it('is whole or not there: half a file, another version and other files are passed over', async () => {
    await window('one').write(state);
    window('one').leave(state);
    const whole = await readFile(file(), 'utf8');
    for (const text of [
      whole.slice(0, whole.length / 2),
      '',
      '[]',
      whole.replace('"version":1', '"version":2'),
    ]) {
      await writeFile(file(), text);
      assert.deepEqual(await window('two').orphans(), { orphans: [], againInMs: undefined }, text);
    }
    assert.deepEqual(await new Journals(path.join(folder, 'none'), 'x').orphans(), {
      orphans: [],
      againInMs: undefined,
    });
  });

  it('is its owner’s alone on disk, keeps to its folder, and leaves nothing when it is forgotten', async () => {
    const one = window('one');
    await one.write(state);
    assert.equal((await stat(file())).mode & 0o077, 0);
    await one.forget(state);
    assert.deepEqual(await readdir(path.join(folder, 'bursts')), []);
    await one.write({ ...state, settings: { ...settings, id: '../../evil' } });
    assert.deepEqual(await readdir(path.join(folder, 'bursts')), ['evil.burst.json']);
    assert.deepEqual(await readdir(folder), ['bursts']);
  });

  it('takes away what a window was writing when it ended, and nothing that is being written', async () => {
    await window('one').write(state);
    const halves = [`${file()}.one.tmp`, `${file()}.one.tmpx`];
    for (const half of halves) await writeFile(half, '{"version":1');
    const other = path.join(folder, 'bursts', 'notes.tmp');
    await writeFile(other, '');
    const names = async () => (await readdir(path.join(folder, 'bursts'))).length;
    await window('two').orphans();
    assert.equal(await names(), 4);
    const before = new Date(Date.now() - 2 * GONE_AFTER_MS);
    for (const each of [...halves, other]) await utimes(each, before, before);
    await window('two').orphans();
    assert.deepEqual((await readdir(path.join(folder, 'bursts'))).sort(), [
      `${settings.id}.burst.json`,
      'notes.tmp',
    ]);
  });

  it('never says of a copy that was begun that it was not, though one far before it is sent again', async () => {
    const clock = new FakeClock();
    const recorder = new BurstRecorder(window('one'), { settings, startedAt: 0, sentBefore: 0 });
    // The first copy is turned away long after the others went on.
    const rest: [number, number][] = [
      [1, 1],
      [601, 1_000],
    ];
    const engine = new BurstEngine(
      { copies: [[1, 1_000]], concurrency: 1 },
      { clock, signal: new AbortController().signal, send: async () => ({ kind: 'sent' }) },
    );
    Object.defineProperty(engine, 'rest', { get: () => rest });
    await recorder.begin(engine);
    await recorder.allow(601);
    rest[1] = [602, 1_000];
    const [found] = (await new Journals(path.join(folder, 'bursts'), 'two', () => now + 60_000).orphans())
      .orphans;
    assert.ok(found);
    assert.equal(new Set(numbersIn(found.rest)).has(601), false);
    await recorder.end();
  });

  it('never says of a copy that was begun that it was not, whenever the window ends', async () => {
    const clock = new FakeClock();
    const journals = window('one');
    const recorder = new BurstRecorder(journals, { settings, startedAt: 0, sentBefore: 0 });
    const begun = new Set<number>();
    let looked = 0;
    const engine = new BurstEngine(
      { copies: [[1, 1_000]], concurrency: 7 },
      {
        clock,
        signal: new AbortController().signal,
        allow: (n) => recorder.allow(n),
        send: async (n) => {
          begun.add(n);
          await clock.sleep(1 + (n % 5));
          if (n % 100 === 0) {
            const before = [...begun];
            // As if the window ended here, without another word.
            const [found] = (
              await new Journals(path.join(folder, 'bursts'), 'two', () => now + 60_000).orphans()
            ).orphans;
            assert.ok(found);
            const untouched = new Set(numbersIn(found.rest));
            assert.deepEqual(
              before.filter((copy) => untouched.has(copy)),
              [],
              `at ${n}`,
            );
            const left = new Set(numbersIn(leftOf(found)));
            for (let copy = 1; copy <= 1_000; copy++) {
              if (!begun.has(copy)) assert.ok(left.has(copy), `copy ${copy} would be lost at ${n}`);
            }
            looked++;
          }
          return { kind: 'sent' };
        },
      },
    );
    await recorder.begin(engine);
    let ended = false;
    const run = engine.run().finally(() => {
      ended = true;
    });
    // Files take real time, which the clock knows nothing of.
    while (!ended)
      await clock.until(run).catch((error) => {
        if (!/Nothing goes on/.test(String(error))) throw error;
      });
    // What a look complains of is a refusal to the engine.
    assert.deepEqual(engine.tally.failures, []);
    assert.equal(looked, 10);
    await recorder.end();
    assert.deepEqual(await readdir(path.join(folder, 'bursts')), []);
  });

  it('is exact when the window has the time to leave it, and has the report with it', async () => {
    const clock = new FakeClock();
    const journals = window('one');
    const recorder = new BurstRecorder(journals, { settings, startedAt: 0, sentBefore: 5 });
    const engine = new BurstEngine(
      { copies: [[1, 1_000]], concurrency: 3 },
      {
        clock,
        signal: new AbortController().signal,
        allow: (n) => recorder.allow(n),
        send: (n) => (n <= 10 ? Promise.resolve({ kind: 'sent' }) : new Promise(() => {})),
      },
    );
    await recorder.begin(engine);
    void engine.run();
    while (engine.tally.sent < 10 || engine.inFlight.length < 3)
      await new Promise((resolve) => setImmediate(resolve));
    const report = reportOf(settings, engine, 'interrupted', { startedAt: 0, title: 'Burst' }, l10n);
    recorder.leave(report);
    // What is on its way may yet come to its end before the window is gone.
    await recorder.end();
    const [found] = (await window('two').orphans()).orphans;
    assert.ok(found);
    assert.deepEqual([found.sent, found.unknown, found.rest], [15, [[11, 13]], [[14, 1_000]]]);
    const shown = interrupted(found, () => 'made');
    assert.deepEqual([shown.title, shown.sent, shown.unknown, shown.rest], ['Burst', 10, 3, 987]);
    const bare = interrupted({ ...found, report: undefined }, () => 'made');
    assert.deepEqual(
      [bare.title, bare.sent, bare.unknown, bare.rest, bare.size],
      ['made', 15, 3, 987, 1_005],
    );
  });
});
