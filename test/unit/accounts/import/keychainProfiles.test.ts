import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUsable } from '../../../../src/accounts/import/candidate.ts';
import { readKeychainProfiles } from '../../../../src/accounts/import/keychainProfiles.ts';
import { key, l10n, problemOf, SECRET, sid } from './support.ts';

const legacy = (id: string, more: object = {}) => ({
  id,
  accountSid: sid('a'),
  region: undefined,
  edge: undefined,
  active: false,
  ...more,
});

/** A keychain that remembers what it was asked, and answers by account. */
function keychain(answers: Record<string, string | Error>) {
  const asked: string[] = [];
  return {
    asked,
    async getPassword(service: string, account: string) {
      asked.push(`${service}/${account}`);
      const answer = answers[account] ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

const read = (
  profiles: ReturnType<typeof legacy>[],
  chain: ReturnType<typeof keychain> | undefined,
  remoteName?: string,
) => readKeychainProfiles(profiles, { remoteName, open: async () => chain }, l10n);

describe('profiles in the keychain', () => {
  it('are found as Twilio CLI 1 and 2 kept them', async () => {
    const chain = keychain({ old: `${key('b')}|${SECRET}|with|bars` });
    const { candidates, again } = await read([legacy('old', { region: 'ie1', active: true })], chain);
    assert.deepEqual(chain.asked, ['twilio-cli/old']);
    assert.equal(again, false);
    assert.deepEqual(candidates, [
      {
        source: 'keychain',
        origins: ['system keychain'],
        name: 'old',
        active: true,
        accountSid: sid('a'),
        authentication: { method: 'apiKey', keySid: key('b'), secret: `${SECRET}|with|bars` },
        region: 'ie1',
        edge: undefined,
      },
    ]);
  });

  it('are each told when they are not there or not whole, and the others are offered', async () => {
    const chain = keychain({
      bare: SECRET,
      noSecret: `${key('b')}|`,
      empty: '',
      good: `${key('b')}|${SECRET}`,
      hostile: `${key('b')}|${SECRET}`,
    });
    const { candidates } = await read(
      [
        legacy('none'),
        legacy('bare'),
        legacy('noSecret'),
        legacy('empty'),
        legacy('hostile', { region: 'ie1.evil.com/' }),
        legacy('good'),
      ],
      chain,
    );
    const problems = candidates.slice(0, 5).map(problemOf);
    assert.match(problems[0] ?? '', /holds nothing for this profile/);
    assert.match(problems[1] ?? '', /secret of the API key is missing/);
    assert.match(problems[2] ?? '', /secret of the API key is missing/);
    assert.match(problems[3] ?? '', /Neither/);
    assert.match(problems[4] ?? '', /region or edge/);
    assert.ok(!problems.join().includes(SECRET));
    assert.ok(candidates[5] && isUsable(candidates[5]));
  });

  for (const [name, message, words] of [
    ['locked', 'Cannot get secret of a locked object', /locked.*Unlock it/],
    ['locked on macOS', 'User interaction is not allowed.', /locked/],
    ['refused on macOS', 'User canceled the operation.', /refused.*allow it/],
    ['refused on Linux', 'The prompt was dismissed', /refused/],
    ['not running', 'Cannot autolaunch D-Bus without X11 $DISPLAY', /No keychain runs on this machine/],
    [
      'not provided',
      'The name org.freedesktop.secrets was not provided by any .service files',
      /No keychain runs/,
    ],
    ['failing otherwise', `what ${SECRET}`, /did not answer as expected/],
  ] as const) {
    it(`are explained when it is ${name}, and it is not asked for the rest`, async () => {
      const chain = keychain({ one: `${key('b')}|x`, two: new Error(message) });
      const { candidates, explanation, again } = await read(
        [legacy('one'), legacy('two'), legacy('three')],
        chain,
      );
      assert.deepEqual(chain.asked, ['twilio-cli/one', 'twilio-cli/two']);
      assert.equal(again, true);
      assert.equal(candidates[0]?.problem, undefined);
      for (const candidate of candidates.slice(1)) assert.match(problemOf(candidate), /could not be read/);
      assert.match(explanation ?? '', words);
      assert.ok(!JSON.stringify([candidates, explanation]).includes(SECRET));
    });
  }

  it('are explained when the module is not there, here or in a remote window', async () => {
    const here = await read([legacy('old')], undefined);
    assert.match(here.explanation ?? '', /keytar.*profiles:create/);
    assert.match(problemOf(here.candidates[0]), /could not be read/);
    assert.equal(here.again, false);
    const there = await read([legacy('old')], undefined, 'ssh-remote');
    assert.match(there.explanation ?? '', /remote machine \(ssh-remote\).*local window/);
    const silent = await read([legacy('old')], keychain({ old: new Error('No D-Bus') }), 'ssh-remote');
    assert.match(silent.explanation ?? '', /remote machine \(ssh-remote\) runs no keychain/);
  });
});
