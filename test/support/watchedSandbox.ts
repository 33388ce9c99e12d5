import assert from 'node:assert/strict';
import path from 'node:path';
import process from 'node:process';
import { after } from 'node:test';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server/server.ts';
import { violationsIn } from './exchanges.ts';
import { type CheckExchange, loadSpecs } from './openapi.ts';
import { root } from './paths.ts';

/*
 * Every sandbox of every test, held against Twilio's OpenAPI documents as it goes: import this module at the top of a
 * test file, start sandboxes with it, and the file fails at its end when one of them broke a rule.
 */

/** More than these are counted, not named. */
const NAMED = 20;

const checks = new Map<boolean, Promise<CheckExchange>>();
const violations = new Map<string, number>();

// Registered while the file loads, and so for the file as a whole: after all of its suites.
after(() => {
  const found = [...violations].map(([what, times]) => (times === 1 ? what : `${what} (${times} times)`));
  const unnamed = found.length - NAMED;
  if (unnamed > 0) found.splice(NAMED, unnamed, `and ${unnamed} more`);
  // Where the file is run by itself, node:test counts a failure here but ends with 0.
  if (found.length > 0) process.exitCode = 1;
  const file = path.relative(root, process.argv[1] ?? '');
  assert.deepEqual(found, [], `A sandbox of ${file} did not keep to Twilio’s OpenAPI documents`);
});

export interface WatchOptions {
  /** Members and query parameters that the documents do not declare are given on purpose. */
  undeclaredMembers?: boolean;
  /** What the documents do not allow, but the test is about. */
  onPurpose?: RegExp;
}

/** As {@link startSandbox}, but every request and answer is held against the documents. */
export async function startWatchedSandbox(
  options: SandboxOptions = {},
  { undeclaredMembers = false, onPurpose }: WatchOptions = {},
): Promise<Sandbox> {
  const loading = checks.get(undeclaredMembers) ?? loadSpecs({ closedRequests: !undeclaredMembers });
  checks.set(undeclaredMembers, loading);
  const check = await loading;
  return startSandbox({
    ...options,
    onExchange(exchange) {
      options.onExchange?.(exchange);
      for (const what of violationsIn(exchange, check)) {
        if (!onPurpose?.test(what)) violations.set(what, (violations.get(what) ?? 0) + 1);
      }
    },
  });
}
