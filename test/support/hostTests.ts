import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { openBrowser } from './browser.ts';
import { HOST_TEST_FILTER, HOST_TEST_REPORT, type HostReportLine } from './hostReport.ts';
import type { Part } from './part.ts';
import { cacheDirectory, outDirectory, root } from './paths.ts';
import { startSupervised } from './supervised.ts';
import { startVsCodeServer } from './vsCodeServer.ts';
import { newWorkbenchContext } from './workbench.ts';

const SUITE_WITHIN_MS = 180_000;
const suite = path.join(outDirectory, 'test/host/index.js');

/** How the suite inside the extension host is to be run. */
export interface HostTestOptions {
  /** Part of a test's full name. */
  filter: string | undefined;
  signal: AbortSignal;
}

/** Builds the extension for development, and the suite. */
export async function buildHostTests(): Promise<void> {
  const build = startSupervised(process.execPath, [path.join(root, 'esbuild.mjs'), '--tests'], { cwd: root });
  if ((await build.exited) !== 0) throw new Error(`The build failed:\n${build.output()}`);
}

/** Runs the suite in the extension host of a VS Code in a browser, and counts its tests into a part. */
export async function runHostTests(part: Part, { filter, signal }: HostTestOptions): Promise<void> {
  await withReport(part, async (env) => {
    const server = await startVsCodeServer({ installed: false, env: { ...env, ...filterEnv(filter) } });
    const browser = await openBrowser();
    const console: string[] = [];
    try {
      const context = await newWorkbenchContext(browser);
      const page = await context.newPage();
      const outcome = new Promise<string>((resolve) => {
        void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
          console.push(args.map(String).join(' '));
        });
        void page.exposeFunction('codeAutomationExit', (code: number) =>
          resolve(code === 0 ? '' : `exit code ${code}`),
        );
        page.once('crash', () => resolve('the page crashed'));
        setTimeout(
          () => resolve(`nothing came back within ${SUITE_WITHIN_MS / 1000} s`),
          SUITE_WITHIN_MS,
        ).unref();
        signal.addEventListener('abort', () => resolve('interrupted'));
      });
      const remote = (directory: string): string => `vscode-remote://${server.authority}${directory}`;
      const payload = JSON.stringify([
        ['extensionDevelopmentPath', remote(root)],
        ['extensionTestsPath', remote(suite)],
      ]);
      const query = new URLSearchParams({ folder: server.workspaceDirectory, payload });
      await page.goto(`${server.url}?${query}`);
      const said = await outcome;
      return said && [said, ...console.slice(-40), server.output()].join('\n');
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

/** Runs the same suite in a desktop VS Code that `@vscode/test-electron` downloads. */
export async function runDesktopTests(part: Part, { filter }: HostTestOptions): Promise<void> {
  const { ensureDesktop } = await import('./desktop.ts');
  const { runTests } = await import('@vscode/test-electron');
  const vscodeExecutablePath = await ensureDesktop();
  // Set by a surrounding VS Code, this makes the program a plain Node that knows none of the options.
  delete process.env['ELECTRON_RUN_AS_NODE'];
  await withReport(part, async (env) => {
    const profile = await mkdtemp(path.join(cacheDirectory, 'desktop-profile-'));
    try {
      const code = await runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: root,
        extensionTestsPath: suite,
        extensionTestsEnv: { ...env, ...filterEnv(filter) },
        launchArgs: ['--user-data-dir', profile, '--disable-extensions', '--disable-workspace-trust'],
      });
      return code === 0 ? '' : `exit code ${code}`;
    } catch (error) {
      return String(error);
    } finally {
      await rm(profile, { recursive: true, force: true });
    }
  });
}

/**
 * Gives a run a file to report to and counts what it finds there.
 *
 * @param body runs the suite; returns what went wrong, or an empty string
 */
async function withReport(part: Part, body: (env: Record<string, string>) => Promise<string>): Promise<void> {
  const directory = path.join(outDirectory, 'test');
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `host-report-${process.pid}.jsonl`);
  await rm(file, { force: true });
  try {
    const wrong = await body({ [HOST_TEST_REPORT]: file });
    const lines = existsSync(file) ? (await readFile(file, 'utf8')).split('\n').filter(Boolean) : [];
    count(
      part,
      lines.map((line): HostReportLine => JSON.parse(line)),
      wrong,
    );
  } finally {
    await rm(file, { force: true });
  }
}

function count(part: Part, report: HostReportLine[], wrong: string): void {
  let running: string | undefined;
  for (const line of report) {
    running = line.event === 'started' ? line.test : undefined;
    if (line.event === 'passed') part.pass();
    if (line.event === 'skipped') part.skip();
    if (line.event === 'failed') part.fail(line.test, line.error);
  }
  const finished = report.at(-1)?.event === 'finished';
  if (!finished) {
    const where = running === undefined ? 'the extension host' : running;
    part.fail(where, `the suite did not come to its end: ${wrong || 'the extension host is gone'}`);
  } else if (wrong && part.counts.failed === 0) {
    part.fail('the extension host', wrong);
  }
}

function filterEnv(filter: string | undefined): Record<string, string> {
  return filter === undefined ? {} : { [HOST_TEST_FILTER]: filter };
}
