import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUsable } from '../../../../src/accounts/import/candidate.ts';
import { candidatesFromDotEnv } from '../../../../src/accounts/import/dotEnv.ts';
import { candidatesFromVariables, type Variables } from '../../../../src/accounts/import/environment.ts';
import { textOf } from '../../../../src/accounts/import/smallFile.ts';
import { key, l10n, problemOf, SECRET, sid } from './support.ts';

const read = (variables: Variables) =>
  candidatesFromVariables(variables, { source: 'environment', origin: 'environment variables' }, l10n);

describe('environment variables', () => {
  const account = { TWILIO_ACCOUNT_SID: sid('a') };
  const byKey = { TWILIO_API_KEY: key('b'), TWILIO_API_SECRET: SECRET };

  it('describe an account by API key first, else by auth token', () => {
    const [first] = read({
      ...account,
      ...byKey,
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_REGION: 'ie1',
      TWILIO_EDGE: 'dublin',
    });
    assert.deepEqual(first, {
      source: 'environment',
      origins: ['environment variables'],
      name: 'ACaaaa…aaaa (ie1)',
      active: false,
      accountSid: sid('a'),
      authentication: { method: 'apiKey', keySid: key('b'), secret: SECRET },
      region: 'ie1',
      edge: 'dublin',
    });
    for (const key of [{}, { TWILIO_API_KEY: 'SK1' }, { TWILIO_API_SECRET: 'x' }]) {
      const [second] = read({ ...account, ...key, TWILIO_AUTH_TOKEN: ' token ' });
      assert.ok(second && isUsable(second));
      assert.deepEqual(second.authentication, { method: 'authToken', secret: 'token' });
    }
  });

  it('describe none when they hold no credential', () => {
    assert.deepEqual(read({}), []);
    assert.deepEqual(read({ TWILIO_REGION: 'ie1', TWILIO_ACCOUNT_SID: '  ', PATH: '/' }), []);
    assert.deepEqual(read(Object.create({ TWILIO_ACCOUNT_SID: sid('a') })), []);
  });

  it('say what they lack, without what they hold', () => {
    for (const [variables, words] of [
      [account, /Neither/],
      [byKey, /account SID is missing/],
      [{ ...account, TWILIO_API_KEY: key('b') }, /secret of the API key is missing/],
      [{ ...account, ...byKey, TWILIO_REGION: 'ie1.evil.com/' }, /region or edge/],
      [{ ...byKey, TWILIO_ACCOUNT_SID: 'ACxxxxxxxx' }, /account SID is not AC/],
    ] as const) {
      const [found] = read(variables);
      assert.match(problemOf(found), words);
      assert.ok(!JSON.stringify(found).includes(SECRET));
    }
  });
});

describe('a .env file', () => {
  const file = (text: string) => candidatesFromDotEnv(textOf(Buffer.from(text)), '.env in app', l10n);

  it('is read with its comments, quotes and exports', () => {
    const [found, ...rest] = file(
      [
        '\uFEFF# Twilio',
        `export TWILIO_ACCOUNT_SID="${sid('a')}" # the account`,
        '',
        `TWILIO_API_KEY='${key('b')}'`,
        `TWILIO_API_SECRET = ${SECRET}`,
        'TWILIO_REGION=',
        'OTHER="several\nlines"',
        'nonsense',
      ].join('\r\n'),
    );
    assert.deepEqual(rest, []);
    assert.ok(found && isUsable(found));
    assert.equal(found.source, 'file');
    assert.deepEqual(found.origins, ['.env in app']);
    assert.equal(found.accountSid, sid('a'));
    assert.deepEqual(found.authentication, { method: 'apiKey', keySid: key('b'), secret: SECRET });
    assert.equal(found.region, undefined);
  });

  it('describes nothing when it is empty, binary, of another purpose, or missing', () => {
    for (const text of ['', '\0\x01\uFFFD', 'PORT=3000', '__proto__=x\nconstructor=y'])
      assert.deepEqual(file(text), []);
    assert.deepEqual(candidatesFromDotEnv({ kind: 'missing' }, '.env', l10n), []);
  });

  it('is a row with a problem when it cannot be read', () => {
    const words = { directory: /folder/, denied: /permissions/, tooLarge: /1 MB/, unreadable: /could not/ };
    for (const [kind, problem] of Object.entries(words)) {
      const [found] = candidatesFromDotEnv({ kind: kind as keyof typeof words }, '.env', l10n);
      assert.match(problemOf(found), problem);
    }
    assert.deepEqual(textOf(new Uint8Array(1_000_001)), { kind: 'tooLarge' });
  });
});
