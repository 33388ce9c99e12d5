import { glob } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { run } from 'node:test';
import { inspect } from 'node:util';
import type { Part } from './part.ts';
import { root } from './paths.ts';
import { escapeRegExp } from './regexp.ts';

/** Far beyond what a whole part takes. */
const PART_TIMEOUT_MS = 75 * 60_000;

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
  /**
   * How often a file is run at most until it passes. What failed before is printed all the same: for tests that wait for
   * a whole editor, which a busy machine can hold up longer than any test waits.
   */
  attempts?: number;
  signal: AbortSignal;
}

/** How many of a file's tests passed, were set aside, or failed. */
interface FileResult {
  passed: number;
  skipped: number;
  failed: number;
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

  // A test that timed out may leave a server or a thread that keeps its process: it must not be waited for for ever.
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(PART_TIMEOUT_MS)]);
  let rest = files;
  for (let left = (options.attempts ?? 1) - 1; rest.length > 0; left--) {
    const results = await runOnce(part, rest, { ...options, signal }, byTestName, left > 0);
    const again = (file: string) => left > 0 && !signal.aborted && (results.get(file)?.failed ?? 0) > 0;
    for (const [file, { passed, skipped }] of results) {
      if (again(file)) continue;
      for (let count = 0; count < passed; count++) part.pass();
      for (let count = 0; count < skipped; count++) part.skip();
    }
    rest = rest.filter(again);
  }
}

/** @param again what fails is only told: its file is run again */
async function runOnce(
  part: Part,
  files: readonly string[],
  { concurrency, timeoutMs, filter, signal }: NodeTestOptions,
  byTestName: boolean,
  again: boolean,
): Promise<Map<string, FileResult>> {
  const names = new TestNames();
  const output = new Map<string, string>();
  const results = new Map<string, FileResult>();
  const resultOf = (file: string): FileResult => {
    const name = path.relative(root, file);
    const result = results.get(name) ?? { passed: 0, skipped: 0, failed: 0 };
    results.set(name, result);
    return result;
  };
  const fail = (file: string, name: string, detail: string): void => {
    resultOf(file).failed++;
    if (again) part.failOnce(name, detail);
    else part.fail(name, detail);
  };
  const events = run({
    files: files.map((file) => path.join(root, file)),
    concurrency,
    timeout: timeoutMs,
    signal,
    ...(byTestName && filter !== undefined && { testNamePatterns: [new RegExp(escapeRegExp(filter), 'i')] }),
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
      if (isFile && !byTestName) fail(file, where, 'the file holds no test');
      else if (setAside) resultOf(file).skipped++;
      else if (!isFile) resultOf(file).passed++;
      continue;
    }
    const { error } = data.details;
    // What failed below has been counted there.
    if ('failureType' in error && error.failureType === 'subtestsFailed') continue;
    if (setAside) resultOf(file).skipped++;
    else if (isFile)
      fail(file, where, `${output.get(file) ?? ''}\nthe file’s process failed: ${describe(error)}`);
    else fail(file, where, describe(error));
  }
  return results;
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
