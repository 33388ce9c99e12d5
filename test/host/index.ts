/**
 * The suite inside the extension host. VS Code calls {@link run}, both the one in a browser (`npm run test:host`) and
 * the one on the desktop (`npm run test:desktop`). Every `*.test.ts` in this folder belongs to it.
 */
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { inspect } from 'node:util';
import Mocha from 'mocha';
import { HOST_TEST_FILTER, HOST_TEST_REPORT, type HostReportLine } from '../support/hostReport.ts';

const TEST_TIMEOUT_MS = 15_000;
// This runs as out/test/host/index.js.
const sources = path.resolve(__dirname, '../../../test/host');

/** Runs all tests; rejects when one failed, as VS Code expects. */
export async function run(): Promise<void> {
  const filter = process.env[HOST_TEST_FILTER];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TEST_TIMEOUT_MS,
    reporter: ReportToFile,
    ...(filter && { fgrep: filter }),
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const file of readdirSync(sources).sort()) {
    if (!file.endsWith('.test.ts')) continue;
    // esbuild puts every file that fits this pattern into the bundle.
    await import(`./${file.slice(0, -'.test.ts'.length)}.test.ts`);
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  report({ event: 'finished' });
  if (failures > 0) throw new Error(`${failures} failed`);
}

class ReportToFile extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    const { constants } = Mocha.Runner;
    runner.on(constants.EVENT_TEST_BEGIN, (test) => report({ event: 'started', test: test.fullTitle() }));
    runner.on(constants.EVENT_TEST_PASS, (test) => report({ event: 'passed', test: test.fullTitle() }));
    runner.on(constants.EVENT_TEST_PENDING, (test) => report({ event: 'skipped', test: test.fullTitle() }));
    runner.on(constants.EVENT_TEST_FAIL, (test, error: unknown) =>
      report({ event: 'failed', test: test.fullTitle(), error: inspect(error, { depth: 4 }) }),
    );
  }
}

function report(line: HostReportLine): void {
  const file = process.env[HOST_TEST_REPORT];
  // Run from the debugger there is no runner to tell: the debug console gets it.
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${JSON.stringify(line)}\n`);
}
