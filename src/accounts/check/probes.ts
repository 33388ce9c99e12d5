import { lookup } from 'node:dns/promises';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** What a TLS connection showed. */
export interface TlsFacts {
  /** Such as `TLSv1.3`. */
  protocol: string;
  /** Who issued the server's certificate: its organization, or its common name. */
  issuer: string;
  /** Why the certificate is not accepted, such as `SELF_SIGNED_CERT_IN_CHAIN`; absent when it is. */
  refusal?: string;
}

/** Looks a host's addresses up. @throws Error with the system's code */
export async function lookUp(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/**
 * Connects to a host by TLS, looks at its certificate and hangs up.
 * @throws Error with the system's code when there is no connection
 */
export function shakeHands(host: string, port: number, signal: AbortSignal): Promise<TlsFacts> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      host,
      port,
      servername: host,
      // To learn who issued a certificate that is not accepted. Nothing is sent on this connection.
      rejectUnauthorized: false,
    });
    end(socket, signal, reject);
    socket.once('secureConnect', () => {
      const { issuer } = socket.getPeerCertificate();
      const refusal = socket.authorized ? undefined : codeOf(socket.authorizationError);
      resolve({
        protocol: socket.getProtocol() ?? 'TLS',
        issuer: nameOf(issuer),
        ...(refusal === undefined ? {} : { refusal }),
      });
      socket.destroy();
    });
  });
}

/** Connects to a port and hangs up. @throws Error with the system's code */
export function knock(host: string, port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ host, port });
    end(socket, signal, reject);
    socket.once('connect', () => {
      resolve();
      socket.destroy();
    });
  });
}

function end(
  socket: ReturnType<typeof connectPlain>,
  signal: AbortSignal,
  reject: (error: Error) => void,
): void {
  const abort = () => socket.destroy(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  socket.once('error', reject);
  socket.once('close', () => signal.removeEventListener('abort', abort));
}

/** Node says it as an Error whose code it is, or as that code itself. */
function codeOf(authorizationError: unknown): string {
  const { code } = Object(authorizationError) as { code?: unknown };
  return String(code ?? authorizationError);
}

/** A certificate may name each part more than once. */
function nameOf(issuer: Readonly<Record<string, unknown>> | undefined): string {
  const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
  return String(first(issuer?.['O']) ?? first(issuer?.['CN']) ?? '?');
}
