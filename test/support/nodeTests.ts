import { glob } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { run } from 'node:test';
import { inspect } from 'node:util';
import type { Part } from './part.ts';
import { root } from './paths.ts';
import { escapeRegExp } from './regexp.ts';

/** Far beyond what a whole part takes. */
const PART_TIMEOUT_MS = 20 * 60_000;

/** How a set of node:test files is to be run. */
export interface NodeTestOptions {
  /** Below the root, such as `test/unit/**\/*.test.ts`. */
  files: string;
  /** Files at a time. */
  concurrency: number;
  /** For one test. */
  timeoutMs: number;
  /** Part of a file's name, or of a test's. */
  filter: string | undefined;
  signal: AbortSignal;
}

/**
 * Runs node:test files, each in a process of its own, and counts their leaf tests into a part. A file that crashes,
 * or that holds no test, is a failure.
 */
export async function runNodeTests(part: Part, options: NodeTestOptions): Promise<void> {
  const { filter } = options;
  const all: string[] = [];
  for await (const file of glob(options.files, { cwd: root })) all.push(file);
  all.sort();
  const named = filter ? all.filter((file) => path.basename(file).includes(filter)) : [];
  const byTestName = filter !== undefined && named.length === 0;
  const files = named.length > 0 ? named : all;
  if (files.length === 0) return;

  const names = new TestNames();
  const output = new Map<string, string>();
  const events = run({
    files: files.map((file) => path.join(root, file)),
    concurrency: options.concurrency,
    timeout: options.timeoutMs,
    // A test that timed out may leave a server or a thread that keeps its process: it must not be waited for for ever.
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(PART_TIMEOUT_MS)]),
    ...(byTestName && { testNamePatterns: [new RegExp(escapeRegExp(filter), 'i')] }),
  });
  for await (const { type, data } of events) {
    if (type === 'test:enqueue') names.add(data);
    if (type === 'test:stdout') process.stdout.write(data.message.replaceAll(/^(?=.)/gm, '    '));
    if (type === 'test:stderr') output.set(data.file, (output.get(data.file) ?? '') + data.message);
    if (type !== 'test:pass' && type !== 'test:fail') continue;

    const { name, details, file = '' } = data;
    const isFile = data.nesting === 0 && name === file;
    const where = isFile ? path.relative(root, file) : `${path.relative(root, file)} › ${names.path(data)}`;
    const setAside = data.skip !== undefined || data.todo !== undefined;
    if (type === 'test:pass') {
      if (details.type === 'suite' || names.isParent(data)) continue;
      if (isFile && !byTestName) part.fail(where, 'the file holds no test');
      else if (setAside) part.skip();
      else if (!isFile) part.pass();
      continue;
    }
    const { error } = data.details;
    // What failed below has been counted there.
    if ('failureType' in error && error.failureType === 'subtestsFailed') continue;
    if (setAside) part.skip();
    else if (isFile)
      part.fail(where, `${output.get(file) ?? ''}\nthe file’s process failed: ${describe(error)}`);
    else part.fail(where, describe(error));
  }
}

/** node:test wraps what a test threw. */
function describe(error: Error): string {
  const thrown = error.cause ?? error;
  if (!(thrown instanceof Error)) return inspect(thrown);
  const stack = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? stack : `${stack}\ncaused by ${inspect(thrown.cause)}`;
}

interface TestIdentity {
  name: string;
  /** The file whose process ran it; none for the file as a whole. */
  entryFile?: string;
  testId: number;
  parentId: number | undefined;
}

/** Who contains whom: tells leaf tests from those that contain tests, and gives each its full name. */
class TestNames {
  readonly #tests = new Map<string, TestIdentity>();
  readonly #parents = new Set<string>();

  add(test: TestIdentity): void {
    this.#tests.set(`${test.entryFile}#${test.testId}`, test);
    if (test.parentId !== undefined) this.#parents.add(`${test.entryFile}#${test.parentId}`);
  }

  isParent(test: TestIdentity): boolean {
    return this.#parents.has(`${test.entryFile}#${test.testId}`);
  }

  path(test: TestIdentity): string {
    const parent = this.#tests.get(`${test.entryFile}#${test.parentId}`);
    return parent ? `${this.path(parent)} › ${test.name}` : test.name;
  }
}
