import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:https';
import {
  type AddressInfo,
  getDefaultAutoSelectFamilyAttemptTimeout,
  type LookupFunction,
  setDefaultAutoSelectFamilyAttemptTimeout,
} from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import tls from 'node:tls';
import { promisify } from 'node:util';
import selfsigned from 'selfsigned';
import type { StatusCallbackEvent } from '../../../src/sandbox/server/callbacks/event.ts';
import { checkAddress, isNear, nearOnly } from '../../../src/sandbox/server/callbacks/network.ts';
import {
  StatusCallbacks,
  type StatusCallbacksOptions,
} from '../../../src/sandbox/server/callbacks/statusCallbacks.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';

/** Documentation addresses: nobody has them. */
const FAR = '203.0.113.7';
const FAR_6 = '2001:db8::7';

const created = (url: string): StatusCallbackEvent => ({
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: 'token',
  conversationId: 'conv_1',
  eventType: 'CONVERSATION_CREATED',
  timestamp: 0,
  data: { id: 'conv_1' },
  targets: [{ url }],
});

function open(test: TestContext, options: StatusCallbacksOptions = {}) {
  const callbacks = new StatusCallbacks({ retryDelaysMs: [], ...options });
  test.after(() => callbacks.close());
  return callbacks;
}

const address = (text: string): LookupAddress => ({ address: text, family: text.includes(':') ? 6 : 4 });

/** Each name leads to these addresses; an unknown one to none. */
function names(known: Record<string, string[]>): LookupFunction & { asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, _, callback) => {
    asked.push(hostname);
    const found = known[hostname];
    if (found) callback(null, found.map(address));
    else callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), []);
  };
  return Object.assign(lookup, { asked });
}

describe('addresses that callbacks go to', () => {
  for (const near of [
    ...[
      '127.0.0.1',
      '127.255.255.254',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.254',
      '192.168.1.1',
      '169.254.1.1',
    ],
    ...[
      '::1',
      'fc00::1',
      'fdff::1',
      'fe80::1',
      'febf::1',
      'fe80::1%eth0',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
    ],
  ]) {
    it(near, () => assert.equal(isNear(near), true));
  }
  for (const far of [
    ...['0.0.0.0', '8.8.8.8', '126.255.255.255', '128.0.0.1', '11.0.0.1', '172.15.255.255', '172.32.0.0'],
    ...[
      '192.167.1.1',
      '192.169.0.1',
      '169.253.1.1',
      '100.64.0.1',
      '255.255.255.255',
      '224.0.0.1',
      FAR,
      FAR_6,
    ],
    ...['::', 'fbff::1', 'fe00::1', 'fec0::1', 'ff02::1', '::ffff:8.8.8.8', '::ffff:808:808', '::127.0.0.1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', 'localhost', '', '127.0.0.1.example', '0x7f.1'],
  ]) {
    it(`not ${far}`, () => assert.equal(isNear(far), false));
  }

  // The parser of URLs reads IPv4 in all its forms, so that only one is left to be judged.
  for (const [url, refused] of [
    ['http://2130706433/', false],
    ['http://0x7f.1/', false],
    ['http://0177.0.0.01/', false],
    ['http://127.1/', false],
    ['http://[::ffff:127.0.0.1]/', false],
    ['http://１２７.0.0.1/', false],
    ['http://134744072/', true],
    ['http://0x8080808/', true],
    ['http://010.0.0.1/', true],
    ['http://[::ffff:8.8.8.8]/', true],
    ['http://0/', true],
    ['http://[::]/', true],
    ['http://localhost/', false],
  ] as const) {
    it(`${refused ? 'not ' : ''}in ${url}`, () => {
      const check = () => checkAddress(new URL(url).hostname.replace(/^\[|\]$/g, ''));
      if (refused) assert.throws(check);
      else check();
    });
  }
});

describe('names that callbacks go to', () => {
  const lookup = names({
    'near.test': ['127.0.0.1', '::1', '192.168.0.1'],
    'far.test': [FAR, FAR_6],
    'mixed.test': ['127.0.0.1', FAR],
    'nowhere.test': [],
  });
  const near = promisify<string, object, string | LookupAddress[]>(nearOnly(lookup));

  it('those that lead nowhere else', async () => {
    const all = ['127.0.0.1', '::1', '192.168.0.1'].map(address);
    assert.deepEqual(await near('near.test', { all: true }), all);
    assert.equal(await near('near.test', {}), '127.0.0.1');
  });
  it('not those that lead elsewhere too', async () => {
    await assert.rejects(near('far.test', {}), {
      name: 'FarTarget',
      message: /^far\.test \(203\.0\.113\.7, 2001:db8::7\) is not .*--callbacks anywhere$/,
    });
    await assert.rejects(near('mixed.test', { all: true }), {
      name: 'FarTarget',
      message: /\(203\.0\.113\.7\)/,
    });
    await assert.rejects(near('nowhere.test', {}), { name: 'FarTarget' });
    await assert.rejects(near('unknown.test', {}), { code: 'ENOTFOUND' });
  });
  it('also when the lookup gives a single address', async () => {
    const single = (text: string) => promisify(nearOnly((_, __, callback) => callback(null, text, 4)));
    assert.equal(await single('10.1.2.3')('one.test', {}), '10.1.2.3');
    await assert.rejects(single(FAR)('one.test', {}), { name: 'FarTarget' });
  });
});

describe('a target elsewhere', () => {
  it('is not called, which is told once for each URL', async (test) => {
    const callbacks = open(test, { lookup: names({ 'far.test': [FAR] }) });
    for (const url of [
      `http://${FAR}/a`,
      `https://us:er@${FAR}/b#c`,
      'http://far.test/',
      `http://[${FAR_6}]/`,
    ]) {
      for (let count = 0; count < 3; count++) callbacks.send(created(url));
    }
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ url }) => url).toSorted(),
      [
        'http://203.0.113.7/a',
        'http://[2001:db8::7]/',
        'http://far.test/',
        'https://203.0.113.7/b',
      ].toSorted(),
    );
    for (const { skipped, attempt, willRetry, requestId, status, failure } of callbacks.log) {
      assert.match(skipped ?? '', /--callbacks anywhere$/);
      assert.deepEqual([attempt, willRetry, requestId, status, failure], [0, false, ...Array(3)]);
    }
  });

  it('is called when anywhere will do', async (test) => {
    await using server = await scriptedServer();
    const { port } = new URL(server.origin);
    const lookup = names({ 'mixed.test': ['127.0.0.1', FAR] });
    const url = `http://mixed.test:${port}/hook`;
    // The first address is to have all the time it takes: a busy machine must not turn to the far one.
    const usual = getDefaultAutoSelectFamilyAttemptTimeout();
    test.after(() => setDefaultAutoSelectFamilyAttemptTimeout(usual));
    setDefaultAutoSelectFamilyAttemptTimeout(60_000);

    const near = open(test, { lookup });
    near.send(created(url));
    await near.idle();
    assert.equal(server.requests.length, 0);

    const anywhere = open(test, { lookup, anywhere: true });
    anywhere.send(created(url));
    await anywhere.idle();
    assert.deepEqual(
      server.requests.map(({ headers }) => headers.host),
      [`mixed.test:${port}`],
    );
  });

  it('is called by address when anywhere will do', async (test) => {
    await using server = await scriptedServer();
    const callbacks = open(test, { anywhere: true });
    // No near address, and yet this machine, where the system allows it at all.
    callbacks.send(created(`http://0.0.0.0:${new URL(server.origin).port}/`));
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ skipped, attempt }) => [skipped, attempt]),
      [[undefined, 1]],
    );
  });

  it('is not called under a name that was near before', async (test) => {
    await using server = await scriptedServer({ headers: { connection: 'close' } });
    const { port } = new URL(server.origin);
    const known = { 'rebinding.test': ['127.0.0.1'] };
    const lookup = names(known);
    const callbacks = open(test, { lookup });
    callbacks.send(created(`http://rebinding.test:${port}`));
    await callbacks.idle();
    known['rebinding.test'] = [FAR];
    callbacks.send(created(`http://rebinding.test:${port}`));
    await callbacks.idle();
    assert.equal(server.requests.length, 1);
    assert.deepEqual(
      callbacks.log.map(({ status, skipped }) => [status, skipped === undefined]),
      [
        [200, true],
        [undefined, false],
      ],
    );
    assert.deepEqual(lookup.asked, ['rebinding.test', 'rebinding.test']);
  });

  it('is told from the address of a server that listens everywhere', async (test) => {
    const callbacks = open(test);
    callbacks.send(created('http://0.0.0.0:3000/'));
    callbacks.send(created('http://[::]:3000/'));
    await callbacks.idle();
    for (const { skipped } of callbacks.log) assert.match(skipped ?? '', /use 127\.0\.0\.1$/);
    assert.equal(callbacks.log.length, 2);
  });
});

describe('a target here', () => {
  it('is called in all the ways to write its address', async (test) => {
    await using server = await scriptedServer();
    const { port } = new URL(server.origin);
    const callbacks = open(test);
    const hosts = ['localhost', 'LOCALHOST', '127.0.0.1', '2130706433', '0x7f.1', '127.1'];
    for (const host of hosts) callbacks.send(created(`http://${host}:${port}/`));
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ status, failure, skipped }) => status ?? failure ?? skipped),
      hosts.map(() => 200),
    );
  });

  it('is tried again when its name is not known yet', async (test) => {
    const lookup = names({});
    const callbacks = open(test, { lookup, retryDelaysMs: [0] });
    callbacks.send(created('http://unknown.test/'));
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ failure, willRetry }) => [failure, willRetry]),
      [
        ['getaddrinfo ENOTFOUND unknown.test', true],
        ['getaddrinfo ENOTFOUND unknown.test', false],
      ],
    );
  });

  it('needs a certificate that is trusted', async (test) => {
    const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'Test' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    const server = createServer({ key, cert }, (_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    test.after(() => server.close());
    const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
    const lookup = names({ localhost: ['127.0.0.1'] });

    const first = open(test, { lookup });
    first.send(created(url));
    await first.idle();
    assert.match(first.log[0]?.failure ?? '', /self-signed certificate/);

    const trusted = tls.getCACertificates('default');
    test.after(() => tls.setDefaultCACertificates(trusted));
    tls.setDefaultCACertificates([...trusted, cert]);
    const second = open(test, { lookup });
    second.send(created(url));
    await second.idle();
    assert.deepEqual([second.log[0]?.status, second.log[0]?.failure], [200, undefined]);
  });
});

describe('what is no target', () => {
  it('is told once, without what may be a password', async (test) => {
    const callbacks = open(test);
    for (const url of [
      '',
      '/hook',
      'ftp://user:secret@127.0.0.1/',
      'http://user:secret@not a host/',
      'no URL',
    ]) {
      callbacks.send(created(url));
      callbacks.send(created(url));
    }
    await callbacks.idle();
    assert.deepEqual(
      callbacks.log.map(({ url, skipped }) => [url, skipped]),
      ['', '/hook', '127.0.0.1/', 'not a host/', 'no URL'].map((url) => [url, 'Not an http or https URL']),
    );
  });
});
