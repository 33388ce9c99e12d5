import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { answerOf, askedUrl, askHost } from '../../../../src/inspect/diagnosis/publicHosts.ts';
import { urlKind } from '../../../../src/platform/urlKind.ts';

describe('asking a callback’s server', () => {
  it('is by HEAD, without what may be a secret, and any answer will do', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'nobody'}`);
      response.writeHead(405).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    assert.equal(await askHost(`http://me:pass@127.0.0.1:${port}/hook?token=1#x`), 'listens');
    assert.deepEqual(asked, ['HEAD /hook nobody']);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await askHost(`http://127.0.0.1:${port}/hook`), 'refuses');
    assert.equal(askedUrl('https://me:pass@hooks.shop.com:8443/a?b#c'), 'https://hooks.shop.com:8443/a');
  });

  it('tells why there was no answer', () => {
    const failed = (code: string) => new TypeError('fetch failed', { cause: { code } });
    assert.equal(answerOf(failed('ENOTFOUND')), 'unresolved');
    assert.equal(answerOf(failed('ECONNREFUSED')), 'refuses');
    assert.equal(answerOf(failed('DEPTH_ZERO_SELF_SIGNED_CERT')), 'certificate');
    assert.equal(answerOf(failed('ERR_TLS_CERT_ALTNAME_INVALID')), 'certificate');
    assert.equal(answerOf(new DOMException('', 'TimeoutError')), 'silent');
  });
});

describe('a callback’s URL', () => {
  const kinds = {
    loopback: [
      'http://localhost',
      'http://127.9.9.9/',
      'http://[::1]/',
      'http://0.0.0.0/',
      'http://app.localhost./',
    ],
    private: [
      'https://10.1.2.3/',
      'https://172.31.0.1/',
      'https://192.168.0.1/',
      'https://169.254.169.254/',
      'https://[fd00::1]/',
      'https://[fe80::1]/',
      'https://0x0a000001/',
      'https://intranet/',
      'https://nas.home.arpa/',
    ],
    reserved: ['https://example.com/', 'https://hooks.shop.example/', 'https://x.invalid', 'https://a.test/'],
    public: ['https://hooks.shop.com/', 'https://172.32.0.1/', 'https://8.8.8.8/', 'https://myexample.com/'],
    unusable: ['', 'hooks', 'mailto:a@b.c', 'javascript:alert(1)', 'https://', '//hooks.shop.com'],
  };
  for (const [kind, urls] of Object.entries(kinds)) {
    it(`is known for ${kind} by its text`, () => {
      for (const url of urls) assert.equal(urlKind(url), kind, url);
    });
  }
});
