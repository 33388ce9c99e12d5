import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server/server.ts';
import { answerFrom } from './backend.ts';
import { startWatchedSandbox } from './watchedSandbox.ts';

/** What is answered in place of the sandbox. */
export interface Fault {
  /** Only requests whose method and path fit, such as `POST /v2/Conversations/x/Communications`. All by default. */
  when?: RegExp;
  /** How often; for ever by default. */
  times?: number;
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** The connection is cut: `before` the sandbox sees the request, or `after` it has carried it out. */
  cut?: 'before' | 'after';
  /** No answer ever comes; the connection stays open. */
  silent?: true;
}

/** A sandbox behind a server that can be told to misbehave. */
export interface FaultySandbox {
  readonly sandbox: Sandbox;
  readonly url: string;
  /** From now on; an empty call ends all faults. */
  fail(...faults: Fault[]): void;
  /** Ends it, as a kill does: connections are cut. The same port listens again after {@link revive}. */
  kill(): Promise<void>;
  revive(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a sandbox that can be told to misbehave. */
export async function startFaultySandbox(options?: SandboxOptions): Promise<FaultySandbox> {
  const sandbox = await startWatchedSandbox(options);
  let faults: Fault[] = [];
  let port = 0;
  let server: Server;
  const take = (request: string): Fault | undefined => {
    const fault = faults.find(({ when, times }) => (when?.test(request) ?? true) && times !== 0);
    if (fault?.times !== undefined) fault.times--;
    return fault;
  };
  const listen = async () => {
    server = createServer((request, response) => {
      const fault = take(`${request.method} ${request.url}`);
      if (fault?.silent) return;
      if (fault?.cut === 'before') response.destroy();
      else if (fault && fault.cut === undefined) answer(response, fault);
      else if (fault) void answerFrom(sandbox.fetch, request, discarded(response));
      else void answerFrom(sandbox.fetch, request, response);
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  const kill = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen();
  return {
    sandbox,
    url: `http://127.0.0.1:${port}`,
    fail(...next) {
      faults = next;
    },
    kill,
    revive: listen,
    async close() {
      await kill();
      await sandbox.close();
    },
  };
}

function answer(response: ServerResponse, { status = 200, headers = {}, body = {} }: Fault): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Lets the request be carried out, and cuts the connection where the answer would begin. */
function discarded(response: ServerResponse): ServerResponse {
  response.writeHead = () => response.destroy();
  response.end = () => response;
  return response;
}
