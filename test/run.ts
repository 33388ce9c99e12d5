/**
 * Runs the tests and ends with one line, `N passed, N failed`:
 *
 *   node test/run.ts [part] [filter]
 *
 * Without a part all but `desktop` run, in the order below. The filter is part of a test file's name, or of a test's.
 */
import path from 'node:path';
import process from 'node:process';
import { launchSharedBrowser, SHARED_BROWSER } from './support/browser.ts';
import { buildHostTests, runDesktopTests, runHostTests } from './support/hostTests.ts';
import { runNodeTests } from './support/nodeTests.ts';
import { documentsDirectory } from './support/openapiDocuments.ts';
import { type Part, runPart } from './support/part.ts';
import { root } from './support/paths.ts';
import { onStopRequested } from './support/stopRequested.ts';
import { startSupervised, stopAllSupervised } from './support/supervised.ts';
import { ensureVsCode } from './support/vsCodeInstall.ts';
import { ensureExtensionsDirectory, ensureVsix } from './support/vsix.ts';

const interrupted = new AbortController();
const { signal } = interrupted;

interface Step {
  title: string;
  run: (part: Part, filter: string | undefined) => Promise<void>;
}

const steps: Record<string, Step> = {
  check: {
    title: 'Type check (tsc)',
    run: (part) => program(part, 'tsc', ['node_modules/typescript/bin/tsc', '--noEmit']),
  },
  lint: {
    title: 'Lint and format (biome)',
    run: (part) => program(part, 'biome', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']),
  },
  unit: {
    title: 'Unit',
    run: async (part, filter) => {
      await documentsDirectory();
      await runNodeTests(part, {
        files: 'test/unit/**/*.test.ts',
        concurrency: 2,
        timeoutMs: 60_000,
        filter,
        signal,
      });
    },
  },
  contract: {
    title: 'Contract: the official SDK and OpenAPI document',
    run: async (part, filter) => {
      await documentsDirectory();
      await runNodeTests(part, {
        files: 'test/contract/**/*.test.ts',
        concurrency: 1,
        timeoutMs: 180_000,
        filter,
        signal,
      });
    },
  },
  host: {
    title: 'Inside the extension host',
    run: async (part, filter) => {
      await ensureVsCode();
      await buildHostTests();
      await runHostTests(part, { filter, signal });
    },
  },
  e2e: {
    title: 'End to end: the packaged extension, by clicks',
    run: async (part, filter) => {
      await ensureVsCode();
      await ensureExtensionsDirectory(await ensureVsix());
      const browser = await launchSharedBrowser();
      process.env[SHARED_BROWSER] = browser.wsEndpoint();
      try {
        await runNodeTests(part, {
          files: 'test/e2e/**/*.test.ts',
          concurrency: 1,
          timeoutMs: 300_000,
          attempts: 2,
          filter,
          signal,
        });
      } finally {
        await browser.close();
      }
    },
  },
  desktop: {
    title: 'Inside the extension host of a desktop VS Code',
    run: async (part, filter) => {
      await buildHostTests();
      await runDesktopTests(part, { filter, signal });
    },
  },
};

/** A program that passes or fails as a whole. */
async function program(part: Part, name: string, args: string[]): Promise<void> {
  const run = startSupervised(process.execPath, [path.join(root, args[0] ?? ''), ...args.slice(1)], {
    cwd: root,
  });
  if ((await run.exited) === 0) part.pass();
  else part.fail(name, run.output());
}

onStopRequested(async () => {
  interrupted.abort();
  await stopAllSupervised();
  process.exit(130);
});

const [only, filter] = process.argv.slice(2);
if (only !== undefined && !(only in steps)) {
  console.error(`There is no part ${only}. Parts: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
const chosen = Object.entries(steps).filter(([name]) =>
  only === undefined ? name !== 'desktop' : name === only,
);
let passed = 0;
let failed = 0;
for (const [, { title, run }] of chosen) {
  const counts = await runPart(title, (part) => run(part, filter));
  passed += counts.passed;
  failed += counts.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
