import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import selfsigned from 'selfsigned';
import { knock, lookUp, shakeHands } from '../../../../src/accounts/check/probes.ts';

describe('the probes of a connection', () => {
  const silent = createServer();
  let secure: ReturnType<typeof createTlsServer>;
  const portOf = (server: Pick<typeof silent, 'address'>) => (server.address() as AddressInfo).port;
  const soon = () => AbortSignal.timeout(5_000);

  before(async () => {
    const names = [
      { name: 'commonName', value: 'localhost' },
      { name: 'organizationName', value: 'Big Corp Firewall' },
    ];
    const { private: key, cert } = await selfsigned.generate(names, { keySize: 2048, algorithm: 'sha256' });
    secure = createTlsServer({ key, cert });
    secure.on('tlsClientError', () => {});
    for (const server of [silent, secure]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
  });
  after(() => {
    silent.close();
    secure.close();
  });

  it('say who issued a certificate that is not accepted', async () => {
    const { issuer, refusal, protocol } = await shakeHands('localhost', portOf(secure), soon());
    assert.equal(issuer, 'Big Corp Firewall');
    assert.equal(refusal, 'DEPTH_ZERO_SELF_SIGNED_CERT');
    assert.match(protocol, /^TLSv1/);
  });

  it('give up in time on a server that says nothing', async () => {
    await assert.rejects(shakeHands('localhost', portOf(silent), AbortSignal.timeout(50)), {
      code: 'ETIMEDOUT',
    });
    await assert.rejects(shakeHands('localhost', portOf(silent), AbortSignal.abort()), { code: 'ETIMEDOUT' });
  });

  it('hear whether something listens', async () => {
    await knock('127.0.0.1', portOf(silent), soon());
    await assert.rejects(knock('127.0.0.1', 1, soon()), { code: 'ECONNREFUSED' });
  });

  it('look up a name', async () => {
    assert.ok((await lookUp('localhost')).some((address) => address === '127.0.0.1' || address === '::1'));
    await assert.rejects(lookUp('no-such-host.invalid'), (error: { code?: string }) =>
      /ENOTFOUND|EAI_AGAIN/.test(error.code ?? ''),
    );
  });
});
