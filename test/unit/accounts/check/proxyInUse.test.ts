import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proxyInUse } from '../../../../src/accounts/check/proxyInUse.ts';

const HOST = 'conversations.twilio.com';

describe('the proxy in use', () => {
  it('is none where nothing names one', () => {
    assert.equal(proxyInUse(HOST, {}, {}), undefined);
    assert.equal(proxyInUse(HOST, { proxy: '' }, { HTTPS_PROXY: '' }), undefined);
  });

  it('is the setting’s before the environment’s, and says which', () => {
    const environment = { HTTPS_PROXY: 'http://env:1', http_proxy: 'http://other:2' };
    assert.deepEqual(proxyInUse(HOST, { proxy: 'http://set:3' }, environment), {
      address: 'http://set:3',
      source: 'http.proxy',
    });
    assert.deepEqual(proxyInUse(HOST, {}, environment), { address: 'http://env:1', source: 'HTTPS_PROXY' });
    assert.equal(proxyInUse(HOST, {}, { http_proxy: 'other:2' })?.address, 'http://other:2');
  });

  it('is shown without its user name and password', () => {
    for (const proxy of ['http://user:pass@host:8080', 'user:pass@host:8080']) {
      assert.equal(proxyInUse(HOST, { proxy }, {})?.address, 'http://host:8080');
      assert.equal(proxyInUse(HOST, {}, { https_proxy: proxy })?.address, 'http://host:8080');
    }
    assert.equal(proxyInUse(HOST, { proxy: 'user:pa ss@:x' }, {})?.address, '…');
  });

  it('is none where it is turned off, or the host is excepted', () => {
    const proxy = 'http://set:3';
    assert.equal(proxyInUse(HOST, { proxy, proxySupport: 'off' }, { HTTPS_PROXY: proxy }), undefined);
    for (const exception of ['*', 'twilio.com', '.twilio.com', '*.twilio.com', `${HOST}:443`]) {
      assert.equal(proxyInUse(HOST, { proxy, noProxy: [exception] }, {}), undefined, exception);
      assert.equal(
        proxyInUse(HOST, { proxy }, { no_proxy: `localhost, ${exception}` }),
        undefined,
        exception,
      );
    }
    for (const other of ['', 'nottwilio.com', 'example.com', `${HOST}:80`, 'x.conversations.twilio.com']) {
      assert.ok(proxyInUse(HOST, { proxy, noProxy: [other] }, {}), other);
    }
    assert.ok(
      proxyInUse(HOST, { proxy, noProxy: ['other.com'] }, { NO_PROXY: '*' }),
      'the setting goes first',
    );
  });
});
