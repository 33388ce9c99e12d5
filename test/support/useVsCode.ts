import path from 'node:path';
import process from 'node:process';
import { after, afterEach, before } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { root } from './paths.ts';
import { onOrphaned } from './stopRequested.ts';
import { startVsCodeServer, type VsCodeOptions, type VsCodeServer } from './vsCodeServer.ts';
import { newWorkbenchContext, Workbench } from './workbench.ts';

const START_WITHIN_MS = 120_000;

/** What the tests of a suite share. */
export interface VsCodeFixture {
  /** The window. */
  readonly workbench: Workbench;
  readonly server: VsCodeServer;
  /** For a second window that shares the first one's secrets: `Workbench.open(fixture.context, fixture.server)`. */
  readonly context: BrowserContext;
}

/**
 * Gives the suite it is called in a VS Code with the packaged extension installed, a fresh profile, and a window.
 * A test that fails leaves a picture of the window in out/screenshots.
 *
 * @param options the server's, or a function that gives them, called before the first test (a sandbox's address is
 *   known only then)
 */
export function useVsCode(options: VsCodeOptions | (() => Promise<VsCodeOptions>) = {}): VsCodeFixture {
  let browser: Browser | undefined;
  let server: VsCodeServer | undefined;
  let context: BrowserContext | undefined;
  let workbench: Workbench | undefined;

  // A test runner that was killed leaves its files' processes behind; with this one go the server and the browser.
  onOrphaned(() => process.exit(1));

  before(
    async () => {
      [server, browser] = await Promise.all([
        (async () => startVsCodeServer(typeof options === 'function' ? await options() : options))(),
        openBrowser(),
      ]);
      context = await newWorkbenchContext(browser);
      workbench = await Workbench.open(context, server);
    },
    { timeout: START_WITHIN_MS },
  );

  afterEach(async (test) => {
    if (!context || !('passed' in test) || test.passed) return;
    const { fullName } = test;
    for (const [index, page] of context.pages().entries()) {
      const name = `failed-${fullName}${index === 0 ? '' : `-${index + 1}`}`;
      const file = path.join(root, 'out/screenshots', `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
      await page.screenshot({ path: file }).then(
        () => console.log(`screenshot of the failure: ${path.relative(root, file)}`),
        (error: Error) => console.log(`no screenshot of the failure: ${error.message}`),
      );
    }
  });

  after(async () => {
    await context?.close();
    await Promise.all([browser?.close(), server?.stop()]);
  });

  return {
    get workbench() {
      return started(workbench);
    },
    get server() {
      return started(server);
    },
    get context() {
      return started(context);
    },
  };
}

function started<T>(part: T | undefined): T {
  if (part === undefined)
    throw new Error('VS Code starts before the first test: use it inside a test or a hook');
  return part;
}
