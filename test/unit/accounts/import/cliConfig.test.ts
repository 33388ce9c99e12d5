import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Candidate, isUsable, originOf } from '../../../../src/accounts/import/candidate.ts';
import { cliConfigFile, readCliProfiles } from '../../../../src/accounts/import/cliConfig.ts';
import type { Variables } from '../../../../src/accounts/import/environment.ts';
import { key, l10n, problemOf, SECRET, sid } from './support.ts';

describe('the Twilio CLI’s config.json', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'cli-config-'));
    await mkdir(path.join(home, '.twilio-cli'));
  });
  afterEach(() => rm(home, { recursive: true }));

  const file = () => path.join(home, '.twilio-cli/config.json');
  const write = (content: unknown) =>
    writeFile(file(), typeof content === 'string' ? content : JSON.stringify(content));
  const read = (env: Variables = {}) => readCliProfiles({ env, homeDirectory: home }, l10n);
  const profile = (more: object = {}) => ({
    accountSid: sid('a'),
    apiKey: key('b'),
    apiSecret: SECRET,
    ...more,
  });
  const named = (candidates: Candidate[], name: string) => candidates.find((found) => found.name === name);

  it('is looked for where the CLI looks for it', () => {
    const homeDirectory = '/os';
    const at = (env: Variables) => cliConfigFile({ env, homeDirectory });
    assert.equal(at({ TWILIO_CONFIG_DIR: '/elsewhere', HOME: '/h' }), path.join('/elsewhere', 'config.json'));
    assert.equal(at({ HOME: '/h', USERPROFILE: '/u' }), path.join('/h', '.twilio-cli', 'config.json'));
    assert.equal(at({ USERPROFILE: '/u' }), path.join('/u', '.twilio-cli', 'config.json'));
    assert.equal(at({ TWILIO_CONFIG_DIR: '', HOME: '' }), path.join('/os', '.twilio-cli', 'config.json'));
  });

  it('gives its profiles, with the active one marked', async () => {
    await write({
      edge: 'sydney',
      email: {},
      profiles: {
        prod: profile({ region: 'ie1', edge: 'dublin' }),
        dev: profile({ accountSid: sid('c') }),
      },
      activeProject: 'prod',
    });
    const { candidates, legacy } = await read();
    assert.deepEqual(legacy, []);
    const [prod, dev] = candidates;
    assert.deepEqual(prod, {
      source: 'cli',
      origins: ['Twilio CLI'],
      name: 'prod',
      active: true,
      accountSid: sid('a'),
      authentication: { method: 'apiKey', keySid: key('b'), secret: SECRET },
      region: 'ie1',
      edge: 'dublin',
    });
    assert.ok(prod && isUsable(prod) && dev && isUsable(dev));
    assert.equal(originOf(prod), 'https://conversations.dublin.ie1.twilio.com');
    assert.deepEqual([dev.active, dev.region, dev.edge], [false, undefined, 'sydney']);
  });

  it('takes TWILIO_EDGE for every profile, and TWILIO_REGION for none', async () => {
    await write({ edge: 'sydney', profiles: { prod: profile({ region: 'ie1', edge: 'dublin' }) } });
    const [prod] = (await read({ TWILIO_EDGE: 'tokyo', TWILIO_REGION: 'jp1' })).candidates;
    assert.ok(prod && isUsable(prod));
    assert.deepEqual([prod.region, prod.edge], ['ie1', 'tokyo']);
  });

  it('knows which profile is active when activeProject names none', async () => {
    await write({ profiles: { prod: profile() }, activeProject: null });
    assert.equal((await read()).candidates[0]?.active, false);
    const projects = [{ id: 'old', accountSid: sid('d') }];
    await write({ profiles: { prod: profile() }, projects, activeProject: 'gone' });
    const { candidates, legacy } = await read();
    assert.equal(candidates[0]?.active, false);
    assert.equal(legacy[0]?.active, true);
    await write({ profiles: { prod: profile() }, projects, activeProject: 'prod' });
    const chosen = await read();
    assert.deepEqual([chosen.candidates[0]?.active, chosen.legacy[0]?.active], [true, false]);
  });

  it('keeps apart those whose secret lies in the keychain, once each', async () => {
    await write({
      profiles: { moved: profile() },
      projects: [
        { id: 'moved', accountSid: sid('a') },
        { id: 'old', accountSid: sid('d'), region: 'ie1' },
        { id: 'old', accountSid: sid('e') },
        { id: 'whole', ...profile() },
        { accountSid: sid('f') },
        'nonsense',
        null,
      ],
    });
    const { candidates, legacy } = await read();
    assert.deepEqual(
      candidates.map(({ name }) => name),
      ['moved', 'whole'],
    );
    assert.deepEqual(legacy, [
      { id: 'old', accountSid: sid('d'), region: 'ie1', edge: undefined, active: false },
    ]);
  });

  it('says of each profile what is wrong with it, and offers the others', async () => {
    await write({
      profiles: {
        good: profile(),
        text: 'nonsense',
        nothing: null,
        list: [],
        noSid: profile({ accountSid: undefined }),
        wrongSid: profile({ accountSid: SECRET }),
        numberSid: profile({ accountSid: 12 }),
        noKey: profile({ apiKey: undefined }),
        wrongKey: profile({ apiKey: SECRET }),
        noSecret: profile({ apiSecret: '' }),
        numberSecret: profile({ apiSecret: 42 }),
        neither: { accountSid: sid('a') },
        hostileRegion: profile({ region: 'ie1.evil.com/' }),
        hostileEdge: profile({ edge: 'a@evil.com#' }),
        placeOfWrongType: profile({ region: { toString: 'ie1' } }),
        longPlace: profile({ region: 'a'.repeat(100) }),
        ['x\n\u202ey'.repeat(50)]: profile(),
      },
    });
    const { candidates } = await read();
    const expected: Record<string, RegExp> = {
      text: /damaged/,
      nothing: /damaged/,
      list: /damaged/,
      noSid: /account SID is missing/,
      wrongSid: /account SID is not AC/,
      numberSid: /account SID is not AC/,
      noKey: /API key SID is missing/,
      wrongKey: /API key SID is not SK/,
      noSecret: /secret of the API key is missing/,
      numberSecret: /secret of the API key is not a text/,
      neither: /Neither an API key nor an auth token/,
      hostileRegion: /region or edge is not a plain/,
      hostileEdge: /region or edge is not a plain/,
      placeOfWrongType: /region or edge is not a plain/,
      longPlace: /region or edge is not a plain/,
    };
    for (const [name, words] of Object.entries(expected)) {
      const problem = problemOf(named(candidates, name));
      assert.match(problem, words, name);
      assert.ok(!problem.includes(SECRET) && !problem.includes('evil'), name);
    }
    assert.equal(candidates.length, Object.keys(expected).length + 2);
    assert.ok(isUsable(named(candidates, 'good') as Candidate));
    const odd = candidates.at(-1);
    assert.ok(odd && isUsable(odd) && odd.name.length <= 61 && /^[xy …]+$/.test(odd.name), odd?.name);
  });

  it('says what is wrong with the whole file, without quoting it', async () => {
    for (const [content, words] of [
      [`{"profiles":{"prod":{"apiSecret":"${SECRET}"`, /half-written/],
      [SECRET, /half-written/],
      ['', /half-written/],
      ['[]', /half-written/],
      ['"text"', /half-written/],
      ['null', /half-written/],
      [`"${'x'.repeat(1_000_000)}"`, /larger than 1 MB/],
    ] as const) {
      await write(content);
      const { candidates, legacy } = await read();
      assert.equal(candidates.length, 1);
      assert.deepEqual(legacy, []);
      assert.match(problemOf(candidates[0]), words);
      assert.ok(!JSON.stringify(candidates).includes(SECRET));
    }
  });

  it('finds nothing, without a word, where members have other types, and where there is no file', async () => {
    for (const content of [{ profiles: [], projects: {} }, { profiles: 'x', projects: 3 }, {}]) {
      await write(content);
      assert.deepEqual(await read(), { candidates: [], legacy: [] });
    }
    await rm(file());
    assert.deepEqual(await read(), { candidates: [], legacy: [] });
    assert.deepEqual(await read({ TWILIO_CONFIG_DIR: path.join(home, 'none') }), {
      candidates: [],
      legacy: [],
    });
  });

  it('says that a folder lies in its place, or a pipe, or that it may not be read', async () => {
    await mkdir(file());
    assert.match(problemOf((await read()).candidates[0]), /folder/);
    await rm(file(), { recursive: true });
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [file()]);
      assert.match(problemOf((await read()).candidates[0]), /could not be read/);
    }
    const denied = await readCliProfiles(
      { env: {}, homeDirectory: home, read: async () => ({ kind: 'denied' }) },
      l10n,
    );
    assert.match(problemOf(denied.candidates[0]), /permissions/);
  });

  it('reads a file with a byte order mark', async () => {
    await write(`\uFEFF${JSON.stringify({ profiles: { prod: profile() } })}`);
    assert.equal((await read()).candidates[0]?.problem, undefined);
  });
});
