import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type CheckedAccount,
  checkSteps,
  type Probes,
  type StepName,
  type StepResult,
} from '../../../../src/accounts/check/steps.ts';
import { ApiError, type ApiErrorFacts } from '../../../../src/api/errors.ts';
import { l10n } from '../../l10n.ts';

const SID = `AC${'5'.repeat(32)}`;
const NOW = 1_800_000_000_000;
const live: CheckedAccount = {
  accountSid: SID,
  origin: 'https://conversations.twilio.com',
  sandbox: false,
  region: undefined,
};
const sandbox: CheckedAccount = { ...live, origin: 'http://127.0.0.1:4010', sandbox: true };
const proxy = { address: 'http://proxy:8080', source: 'http.proxy' };

/** Everything goes well, but for what is given. */
function probes(given: Partial<Probes> = {}): Probes {
  return {
    lookUp: async () => ['192.0.2.1'],
    shakeHands: async () => ({ protocol: 'TLSv1.3', issuer: 'DigiCert Inc' }),
    knock: async () => {},
    request: async () => ({ owner: SID, serverTime: NOW, receivedAt: NOW }),
    proxy: undefined,
    ...given,
  };
}

const refusing = (facts: Partial<ApiErrorFacts>) => async () => ({
  error: new ApiError({
    kind: 'status',
    message: 'Authenticate',
    method: 'GET',
    path: '/v2/Conversations',
    ...facts,
  }),
  serverTime: NOW,
  receivedAt: NOW,
});

const systemError = (code: string) => async () => {
  throw Object.assign(new Error(`It says ${code}`), { code });
};
const unreached = (code: string) => async () => ({
  error: new ApiError({ kind: 'network', message: code, method: 'GET', path: '/x', systemCode: code }),
});

async function check(given: Partial<Probes> = {}, account = live) {
  const told: StepResult[] = [];
  const results = await checkSteps(account, probes(given), l10n, (result) => told.push(result));
  assert.deepEqual(told, results, 'each step is told as it is known');
  const of = (name: StepName): StepResult => {
    const result = results.find((step) => step.name === name);
    assert.ok(result, name);
    return result;
  };
  for (const { name, outcome, fact, remedy } of results) {
    assert.match(fact, /\.$/, name);
    assert.equal(
      remedy !== undefined,
      outcome === 'failed',
      `${name}: a failure, and only that, says what to do`,
    );
    // What a row of a quick pick has room for at its usual width.
    assert.ok(fact.length <= 100 && (remedy ?? '').length <= 100, `${name}: ${fact} ${remedy}`);
  }
  return { results, of, outcomes: results.map(({ name, outcome }) => `${name} ${outcome}`) };
}

describe('checking the connection of a live account', () => {
  it('says a fact about each step when all is well', async () => {
    const { results, outcomes } = await check();
    assert.deepEqual(outcomes, [
      'dns done',
      'tls done',
      'proxy done',
      'clock done',
      'credentials done',
      'region done',
      'terms done',
    ]);
    const facts = results.map(({ fact }) => fact).join(' ');
    assert.match(facts, /192\.0\.2\.1.*TLSv1\.3.*DigiCert.*None: neither.*AC5555.*us1 \(default\)/);
  });

  it('no such host: names it, and tries nothing that needs it', async () => {
    const { of, outcomes } = await check(
      { lookUp: systemError('ENOTFOUND'), request: unreached('ENOTFOUND') },
      { ...live, region: 'ie9', origin: 'https://conversations.ie9.twilio.com' },
    );
    assert.match(of('dns').fact, /conversations\.ie9\.twilio\.com was not found \(ENOTFOUND\)/);
    assert.match(of('dns').remedy ?? '', /region ie9/);
    assert.deepEqual(outcomes, [
      'dns failed',
      'tls skipped',
      'proxy done',
      'clock skipped',
      'credentials skipped',
      'region skipped',
      'terms skipped',
    ]);
  });

  it('no connection', async () => {
    const { of } = await check({
      shakeHands: systemError('ECONNREFUSED'),
      request: unreached('ECONNREFUSED'),
    });
    assert.match(of('tls').fact, /no connection \(ECONNREFUSED\)/);
    assert.match(of('tls').remedy ?? '', /firewall.*proxy/);
  });

  it('a certificate that is not accepted: says who issued it', async () => {
    for (const [refusal, remedy] of [
      ['SELF_SIGNED_CERT_IN_CHAIN', /root certificate/],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', /root certificate/],
      ['CERT_HAS_EXPIRED', /date and time/],
      ['CERT_NOT_YET_VALID', /date and time/],
      ['ERR_TLS_CERT_ALTNAME_INVALID', /another host/],
    ] as const) {
      const { of } = await check({
        shakeHands: async () => ({ protocol: 'TLSv1.3', issuer: 'Big Corp Firewall', refusal }),
        request: unreached(refusal),
      });
      assert.equal(of('tls').outcome, 'failed');
      assert.match(of('tls').fact, new RegExp(`issued by Big Corp Firewall.*${refusal}`));
      assert.match(of('tls').remedy ?? '', remedy);
    }
  });

  it('a proxy: says which, and that nothing was tried past it', async () => {
    const never = () => assert.fail('tried past the proxy');
    const { of } = await check({ proxy, lookUp: never, shakeHands: never });
    assert.equal(of('dns').outcome, 'skipped');
    assert.equal(of('tls').outcome, 'skipped');
    assert.match(of('dns').fact + of('tls').fact, /behind a proxy.*behind a proxy/);
    assert.deepEqual(
      [of('proxy').outcome, of('proxy').fact],
      ['done', 'http://proxy:8080, named by http.proxy.'],
    );
  });

  it('a proxy that wants a sign-in', async () => {
    const { of } = await check({
      proxy,
      request: refusing({ status: 407, message: 'Proxy Authentication Required' }),
    });
    assert.equal(of('proxy').outcome, 'failed');
    assert.match(of('proxy').fact, /http:\/\/proxy:8080 \(http\.proxy\).*407/);
    assert.equal(of('credentials').outcome, 'skipped');
    const unnamed = await check({ request: refusing({ status: 407 }) });
    assert.match(unnamed.of('proxy').fact, /^A proxy wants/);
  });

  it('a proxy that does not answer, or shows a certificate of its own', async () => {
    const dead = await check({ proxy, request: unreached('ECONNREFUSED') });
    assert.match(
      dead.of('proxy').fact,
      /Nothing comes through http:\/\/proxy:8080 \(http\.proxy\): ECONNREFUSED/,
    );
    const nosy = await check({ proxy, request: unreached('SELF_SIGNED_CERT_IN_CHAIN') });
    assert.match(nosy.of('proxy').remedy ?? '', /root certificate/);
  });

  it('a proxy that only the operating system knows: the failures of direct tries mean nothing', async () => {
    const { outcomes, of } = await check({ lookUp: systemError('ENOTFOUND') });
    assert.ok(!outcomes.some((outcome) => outcome.endsWith('failed')), outcomes.join());
    assert.match(of('dns').fact, /ENOTFOUND.*go through all the same/);
    assert.match(of('proxy').fact, /operating system/);
  });

  it('a clock that is off by more than five minutes', async () => {
    const clockAt = (receivedAt: number) =>
      check({ request: async () => ({ owner: SID, serverTime: NOW, receivedAt }) });
    assert.match((await clockAt(NOW + 600_000)).of('clock').fact, /10 min ahead/);
    assert.match((await clockAt(NOW - 600_000)).of('clock').fact, /10 min behind/);
    assert.equal((await clockAt(NOW + 301_000)).of('clock').outcome, 'failed');
    assert.equal((await clockAt(NOW + 299_000)).of('clock').outcome, 'done');
  });

  it('a secret that is refused; another region is named as a possibility', async () => {
    const { of } = await check(
      { request: refusing({ status: 401, code: 20003 }) },
      { ...live, region: 'ie1', origin: 'https://conversations.ie1.twilio.com' },
    );
    assert.match(of('credentials').fact, /refused: Authenticate \(20003, HTTP 401\)/);
    assert.match(of('credentials').remedy ?? '', /Re-enter the secret/);
    assert.equal(of('region').outcome, 'skipped');
    assert.match(of('region').fact, /Possibly.*another region than ie1/);
    assert.equal(of('terms').outcome, 'skipped');
    assert.equal(of('clock').outcome, 'done');
    const byDefault = await check({ request: refusing({ status: 401 }) });
    assert.match(byDefault.of('region').fact, /than us1 \(default\)/);
  });

  it('OAuth client credentials that buy no token', async () => {
    const { of } = await check({
      request: refusing({ status: 400, path: '/v2/token', message: 'invalid_client' }),
    });
    assert.match(of('credentials').fact, /refused: invalid_client/);
  });

  it('credentials without the permission', async () => {
    const { of } = await check({ request: refusing({ status: 403, message: 'Forbidden' }) });
    assert.match(of('credentials').fact, /lack the permission.*Forbidden/);
    assert.match(of('credentials').remedy ?? '', /API key/);
  });

  it('terms that were not accepted: the credentials are', async () => {
    const { of } = await check({
      request: refusing({ status: 401, message: 'Terms of service have not been accepted.' }),
    });
    assert.equal(of('credentials').outcome, 'done');
    assert.equal(of('region').outcome, 'done');
    assert.equal(of('terms').outcome, 'failed');
    assert.match(of('terms').remedy ?? '', /Console/);
  });

  it('credentials of another account', async () => {
    const { of } = await check({ request: async () => ({ owner: `AC${'6'.repeat(32)}` }) });
    assert.match(of('credentials').fact, /another account: AC6666/);
  });

  it('a region without Conversations, and a server with a failure of its own', async () => {
    const missing = await check({ request: refusing({ status: 404, message: 'Not found' }) });
    assert.match(missing.of('region').fact, /us1 \(default\) has no Conversations/);
    const broken = await check({ request: refusing({ status: 503, message: 'Unavailable' }) });
    assert.equal(broken.of('credentials').outcome, 'skipped');
    assert.match(broken.of('credentials').fact, /Unavailable \(HTTP 503\)/);
  });
});

describe('checking the connection of a sandbox', () => {
  it('asks whether it runs, answers and accepts the credentials', async () => {
    const { outcomes } = await check({}, sandbox);
    assert.deepEqual(outcomes, ['listening done', 'answering done', 'credentials done']);
  });

  it('it does not run', async () => {
    const request = () => assert.fail('asked although nothing listens');
    const { of, outcomes } = await check({ knock: systemError('ECONNREFUSED'), request }, sandbox);
    assert.deepEqual(outcomes, ['listening failed', 'answering skipped', 'credentials skipped']);
    assert.match(of('listening').fact, /Nothing listens on 127\.0\.0\.1:4010 \(ECONNREFUSED\)/);
  });

  it('another program has its port', async () => {
    const notJson = new ApiError({
      kind: 'malformed',
      message: 'The answer is not JSON',
      method: 'GET',
      path: '/',
    });
    const { of, outcomes } = await check({ request: async () => ({ error: notJson }) }, sandbox);
    assert.deepEqual(outcomes, ['listening done', 'answering failed', 'credentials skipped']);
    assert.match(of('answering').fact, /not JSON/);
    const missing = await check({ request: refusing({ status: 404, message: 'Not found' }) }, sandbox);
    assert.equal(missing.of('answering').outcome, 'failed');
  });

  it('it has another token', async () => {
    const { of } = await check({ request: refusing({ status: 401 }) }, sandbox);
    assert.equal(of('answering').outcome, 'done');
    assert.match(of('credentials').remedy ?? '', /Re-enter/);
  });
});
