import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccountRecord } from '../../../../src/accounts/account.ts';
import {
  isUsable,
  type UnusableCandidate,
  type UsableCandidate,
} from '../../../../src/accounts/import/candidate.ts';
import { candidateWords } from '../../../../src/accounts/import/candidateWords.ts';
import { checkCandidates } from '../../../../src/accounts/import/checkCandidates.ts';
import { foldCandidates } from '../../../../src/accounts/import/foldCandidates.ts';
import { importSummary, type Refusal } from '../../../../src/accounts/import/importSummary.ts';
import { knownAs, recordOf } from '../../../../src/accounts/import/knownAccounts.ts';
import { key, l10n, SECRET, sid, usable } from './support.ts';

const broken: UnusableCandidate = {
  source: 'cli',
  origins: ['Twilio CLI'],
  name: 'broken',
  active: false,
  problem: 'The account SID is missing.',
};

describe('candidates from several sources', () => {
  it('are one row when they are the same account, host, key and secret', () => {
    const rows = foldCandidates([
      usable(),
      usable({ source: 'environment', origins: ['environment variables'], name: 'other', active: true }),
      usable({ source: 'file', origins: ['.env in app'] }),
    ]);
    assert.equal(rows.length, 1);
    assert.deepEqual(rows[0], {
      ...usable(),
      origins: ['Twilio CLI', 'environment variables', '.env in app'],
      active: true,
    });
  });

  it('stay apart when anything of that differs', () => {
    const others: Partial<UsableCandidate>[] = [
      { accountSid: sid('c') },
      { region: 'ie1' },
      { edge: 'dublin' },
      { authentication: { method: 'apiKey', keySid: key('d'), secret: SECRET } },
      { authentication: { method: 'apiKey', keySid: key('b'), secret: 'other' } },
      { authentication: { method: 'authToken', secret: SECRET } },
    ];
    const all = [usable(), ...others.map((changes) => usable(changes)), broken, broken];
    assert.equal(foldCandidates(all).length, all.length);
    assert.deepEqual(
      foldCandidates(all)
        .filter(isUsable)
        .map(({ origins }) => origins.length),
      [1, 1, 1, 1, 1, 1, 1],
    );
  });
});

describe('a candidate in words', () => {
  it('names origin, account, key and place, and marks; never the secret', () => {
    const words = candidateWords(
      usable({ origins: ['Twilio CLI', '.env in app'], active: true, region: 'ie1', edge: 'dublin' }),
      true,
      l10n,
    );
    assert.deepEqual(words, {
      label: 'prod',
      description: 'Twilio CLI · .env in app · active profile · already here',
      detail: 'ACaaaa…aaaa · API key SKbbbb…bbbb · ie1, dublin',
    });
    const token = usable({ authentication: { method: 'authToken', secret: SECRET } });
    assert.equal(candidateWords(token, false, l10n).detail, 'ACaaaa…aaaa · auth token · us1');
  });

  it('says why it cannot be imported, and shows no icon that a file names', () => {
    assert.deepEqual(candidateWords({ ...broken, name: '$(trash) it' }, false, l10n), {
      label: '$(warning) $\u2060(trash) it',
      description: 'Twilio CLI',
      detail: 'Cannot be imported. The account SID is missing.',
    });
  });
});

describe('accounts that are here', () => {
  const { accountSid, authentication } = usable();
  const here: AccountRecord = {
    version: 2,
    kind: 'twilio',
    id: `${accountSid}@conversations.twilio.com`,
    label: 'Mine',
    accountSid,
    authentication: { ...authentication, secret: 'old' },
    region: undefined,
    edge: undefined,
  };

  it('are known again by account, host and key', () => {
    assert.equal(knownAs(usable(), [here]), here);
    for (const changes of [
      { accountSid: sid('c') },
      { region: 'ie1' },
      { authentication: { method: 'apiKey', keySid: key('d'), secret: SECRET } },
      { authentication: { method: 'authToken', secret: SECRET } },
    ] as const)
      assert.equal(knownAs(usable(changes), [here]), undefined);
    const sandbox: AccountRecord = {
      version: 2,
      kind: 'sandbox',
      id: 'sandbox',
      label: 'Sandbox',
      accountSid,
      authentication,
      origin: 'http://127.0.0.1:4010',
    };
    assert.equal(knownAs(usable(), [sandbox]), undefined);
  });

  it('keep id and label and get the secret; a second key of one is an account of its own', () => {
    const again = recordOf(usable(), [here]);
    assert.deepEqual(again, { ...here, authentication });
    const second = recordOf(
      usable({ authentication: { method: 'apiKey', keySid: key('d'), secret: SECRET } }),
      [here],
    );
    assert.equal(second.id, `${here.id}#${key('d')}`);
    assert.equal(second.label, 'prod');
    const namesake = { ...here, id: 'x', label: 'prod', accountSid: sid('e') };
    const third = recordOf(usable({ accountSid: sid('f') }), [here, namesake]);
    assert.equal(third.label, 'prod 2', 'two accounts of one name cannot be told apart');
    assert.equal(recordOf(usable({ accountSid: sid('f'), name: '' }), [here]).label, 'ACffff…ffff');
    const fresh = recordOf(usable({ region: 'ie1', edge: 'dublin' }), [here]);
    assert.equal(fresh.id, `${accountSid}@conversations.dublin.ie1.twilio.com`);
  });
});

describe('checking', () => {
  const all = Array.from({ length: 9 }, (_, index) => usable({ name: `p${index}` }));

  it('has four under way at most, and keeps the order', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const outcomes = await checkCandidates(all, {
      signal: new AbortController().signal,
      onDone: () => done++,
      check: async ({ name }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        if (name === 'p3') throw new Error('refused');
      },
    });
    assert.equal(most, 4);
    assert.equal(done, all.length);
    assert.deepEqual(
      outcomes.map(({ candidate: { name } }) => name),
      all.map(({ name }) => name),
    );
    assert.deepEqual(
      outcomes.filter(({ kind }) => kind === 'failed').map(({ candidate: { name } }) => name),
      ['p3'],
    );
  });

  it('starts no further one after Cancel, and keeps what had passed', async () => {
    const abort = new AbortController();
    const started: string[] = [];
    const outcomes = await checkCandidates(all, {
      signal: abort.signal,
      check: async ({ name }, signal) => {
        started.push(name);
        if (name === 'p0') return;
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
          if (started.length === 5) abort.abort();
        });
      },
    });
    assert.equal(started.length, 5);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['passed', ...Array<string>(8).fill('cancelled')],
    );
  });
});

it('sums up in one sentence', () => {
  const no: Refusal = { name: 'prod', reason: 'Credentials refused', refused: true };
  const unreachable: Refusal = { name: 'dev', reason: 'Host not found', refused: false };
  const sum = (imported: string[], ...refusals: Refusal[]) =>
    importSummary(imported, refusals, undefined, l10n);
  assert.equal(sum(['a']), 'Account imported: a.');
  assert.equal(sum(['a', 'b']), '2 accounts imported.');
  assert.equal(sum(['a', 'b'], no), '2 accounts imported, 1 refused: prod (Credentials refused)');
  assert.equal(sum(['a'], no), '1 account imported, 1 refused: prod (Credentials refused)');
  assert.equal(sum([], no), 'No account imported, 1 refused: prod (Credentials refused)');
  assert.equal(
    sum([], no, unreachable),
    'No account imported, 2 failed the check: prod (Credentials refused), dev (Host not found)',
  );
});

it('says which account is active after an import', () => {
  const no: Refusal = { name: 'dev', reason: 'Credentials refused', refused: true };
  const now = { label: 'prod', changed: true };
  const still = { label: 'Sandbox', changed: false };
  assert.equal(importSummary(['prod'], [], now, l10n), 'Account imported: prod. It is active now.');
  assert.equal(importSummary(['prod'], [no], now, l10n).endsWith('). prod is active now.'), true);
  assert.equal(importSummary(['a', 'prod'], [], now, l10n), '2 accounts imported. prod is active now.');
  assert.equal(importSummary(['a', 'b'], [], still, l10n), '2 accounts imported. Sandbox stays active.');
  assert.equal(
    importSummary(['a', 'b'], [no], still, l10n),
    '2 accounts imported, 1 refused: dev (Credentials refused). Sandbox stays active.',
  );
  assert.doesNotMatch(importSummary([], [no], still, l10n), /active/, 'nothing has changed');
});
