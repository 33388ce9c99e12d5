import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isNear, reachOf } from '../../../src/webhooks/reach.ts';

describe('how far a URL reaches', () => {
  const cases = {
    'https://hooks.example.com/x': 'public',
    'https://8.8.8.8/x': 'public',
    'https://abc-4011.euw.devtunnels.ms/AC1': 'public',
    'http://hooks.example.com/x': 'notHttps',
    'http://127.0.0.1:4011/x': 'here',
    'https://localhost/x': 'here',
    'http://[::1]:3000/': 'here',
    'https://app.localhost/': 'here',
    'https://10.1.2.3/': 'private',
    'https://192.168.0.7/': 'private',
    'https://172.20.0.1/': 'private',
    'https://169.254.169.254/': 'private',
    'https://[fd00::1]/': 'private',
    'https://nas.local/': 'private',
    'https://intranet/': 'private',
    'https://172.32.0.1/': 'public',
    'https://user:pass@hooks.example.com/': 'credentials',
    'ftp://hooks.example.com/': 'noUrl',
    'hooks.example.com': 'noUrl',
  } as const;
  for (const [url, reach] of Object.entries(cases)) {
    it(`${url}: ${reach}`, () => assert.equal(reachOf(url), reach));
  }

  it('is near on this machine and in private networks only', () => {
    assert.ok(isNear('http://localhost:3000/hooks'));
    assert.ok(isNear('http://192.168.1.4:3000/'));
    assert.ok(!isNear('https://hooks.example.com/'));
    assert.ok(!isNear('https://127.0.0.1.evil.example/'));
    assert.ok(!isNear('file:///etc/passwd'));
  });
});
