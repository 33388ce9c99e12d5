import type { OperationName } from '../operations.ts';

/** A request, read whole. */
export interface SandboxRequest {
  readonly method: string;
  /** As it was sent: percent-encoded, without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** An answer. All of them are JSON in UTF-8, or empty. */
export interface SandboxAnswer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request and what came of it, for logs and for tests that check every answer. */
export interface SandboxExchange {
  readonly request: SandboxRequest;
  readonly answer: SandboxAnswer;
  /** The API's name of it; absent when the path leads nowhere. */
  readonly operation: OperationName | undefined;
  /** The fault that decided it, in the command line's form. */
  readonly fault?: string | undefined;
  readonly durationMs: number;
}

export function header({ headers }: SandboxRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function json(
  value: unknown,
  status = 200,
  headers?: Readonly<Record<string, string>>,
): SandboxAnswer {
  return { status, body: Buffer.from(JSON.stringify(value)), ...(headers ? { headers } : {}) };
}
