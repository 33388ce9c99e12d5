import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A reverse proxy with a common mistake: it ends every path with a slash. It keeps the Host header, so all that differs
 * from what the sender signed is that slash.
 *
 * @param target the origin that it stands before
 */
export async function startSlashingProxy(target: string): Promise<AsyncDisposable & { origin: string }> {
  const proxy = createServer((incoming, response) => {
    const { method, headers, url = '' } = incoming;
    const onward = request(
      target + url.replace(/\/?(\?|$)/, '/$1'),
      { method, headers, setHost: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
