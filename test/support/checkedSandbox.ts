import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server/server.ts';
import { asSent, type Exchange, violationsIn } from './exchanges.ts';
import { loadSpecs } from './openapi.ts';

/** A sandbox whose every exchange is held against Twilio's OpenAPI documents. */
export interface CheckedSandbox {
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** What the documents do not allow, in all exchanges so far. */
  readonly violations: readonly string[];
  close(): Promise<void>;
}

/** Starts a sandbox that is checked, and whose exchanges are kept. */
export async function startCheckedSandbox(options: SandboxOptions = {}): Promise<CheckedSandbox> {
  const check = await loadSpecs();
  const exchanges: Exchange[] = [];
  const violations: string[] = [];
  const sandbox = await startSandbox({
    ...options,
    onExchange(exchange) {
      options.onExchange?.(exchange);
      exchanges.push(asSent(exchange));
      violations.push(...violationsIn(exchange, check));
    },
  });
  return { sandbox, url: sandbox.url, exchanges, violations, close: () => sandbox.close() };
}
