import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server/server.ts';
import { type ExchangeRequest, type ExchangeResponse, loadSpecs } from './openapi.ts';

/** A sandbox whose every exchange is held against Twilio's OpenAPI documents. */
export interface CheckedSandbox {
  readonly sandbox: Sandbox;
  /** Call here, and not the sandbox itself, to have exchanges checked. */
  readonly url: string;
  readonly exchanges: readonly { request: ExchangeRequest; response: ExchangeResponse }[];
  /** What the documents do not allow, in all exchanges so far. */
  readonly violations: readonly string[];
  close(): Promise<void>;
}

/** Starts a sandbox, and a server before it that checks and counts. */
export async function startCheckedSandbox(options?: SandboxOptions): Promise<CheckedSandbox> {
  const check = await loadSpecs();
  const sandbox = await startSandbox(options);
  const exchanges: { request: ExchangeRequest; response: ExchangeResponse }[] = [];
  const violations: string[] = [];
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (incoming: Request) => {
      const body = await incoming.text();
      const headers = Object.fromEntries(incoming.headers);
      const outcome = await sandbox.fetch(
        new Request(incoming.url, { method: incoming.method, headers, ...(body === '' ? {} : { body }) }),
      );
      const request = { method: incoming.method, url: incoming.url, headers, body };
      const response = {
        status: outcome.status,
        headers: Object.fromEntries(outcome.headers),
        body: await outcome.text(),
      };
      exchanges.push({ request, response });
      violations.push(...check(request, response));
      return new Response(response.body, { status: response.status, headers: response.headers });
    },
  }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    sandbox,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    violations,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await sandbox.close();
    },
  };
}
