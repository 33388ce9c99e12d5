import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import selfsigned from 'selfsigned';
import { answerFrom, type Backend } from './backend.ts';

/**
 * Twilio's hosts, played by a sandbox: a company's proxy that leads every TLS connection to it. What runs behind this
 * proxy believes to talk to `https://conversations.twilio.com`.
 */
export interface TwilioByProxy {
  /** For the setting `http.proxy`. */
  readonly proxyUrl: string;
  /** For NODE_EXTRA_CA_CERTS: a file with the certificate that the hosts show. */
  readonly certificateFile: string;
  /** The hosts that connections were asked for, in order. */
  readonly hosts: readonly string[];
  close(): Promise<void>;
}

/** Starts the proxy and the server behind it. @param backend answers the requests, whatever host they are for */
export async function startTwilioByProxy(backend: Backend): Promise<TwilioByProxy> {
  const names = ['conversations.twilio.com', '*.twilio.com', '*.ie1.twilio.com', '*.dublin.ie1.twilio.com'];
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'Test' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'twilio-by-proxy-'));
  const certificateFile = path.join(directory, 'certificate.pem');
  await writeFile(certificateFile, cert);

  const twilio = createTlsServer(
    { key, cert },
    (request, response) => void answerFrom(backend, request, response),
  );
  const twilioPort = await listen(twilio);
  const hosts: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, client, head) => {
    hosts.push(url.replace(/:443$/, ''));
    const server = connect(twilioPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.write(head);
      server.pipe(client).pipe(server);
    });
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
  });
  const proxyPort = await listen(proxy);
  return {
    proxyUrl: `http://127.0.0.1:${proxyPort}`,
    certificateFile,
    hosts,
    async close() {
      for (const server of [proxy, twilio]) {
        server.closeAllConnections();
        server.close();
      }
      await rm(directory, { recursive: true });
    },
  };
}

async function listen(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
