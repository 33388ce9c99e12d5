import process from 'node:process';
import { type Browser, type BrowserServer, chromium } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** Names, in the environment of a test file's process, the browser that all of them share. */
export const SHARED_BROWSER = 'E2E_BROWSER';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Launches a browser that other processes can join through {@link openBrowser}; it ends with this process. */
export async function launchSharedBrowser(): Promise<BrowserServer> {
  return launch((options) => chromium.launchServer(options));
}

/** The shared browser when there is one, else a browser of this process's own. Closing it ends only one's own. */
export async function openBrowser(): Promise<Browser> {
  const shared = process.env[SHARED_BROWSER];
  if (shared) return chromium.connect(shared);
  return launch((options) => chromium.launch(options));
}

interface LaunchOptions {
  executablePath: string;
  env: Record<string, string>;
  args: string[];
  headless: true;
  chromiumSandbox: boolean;
}

async function launch<T>(start: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const { executable, env } = await findChromium();
  const attempt = (chromiumSandbox: boolean): Promise<T> =>
    start({
      executablePath: executable,
      env: definedOnly(env),
      args: FLAGS,
      headless: true,
      chromiumSandbox,
    });
  // Chromium refuses its sandbox to root.
  if (process.platform === 'linux' && process.getuid?.() === 0) return attempt(false);
  try {
    return await attempt(true);
  } catch (error) {
    // In containers, and where user namespaces are restricted, others have no sandbox either. The only pages opened
    // here are this repository's own.
    if (error instanceof Error && /sandbox/i.test(error.message)) return attempt(false);
    throw error;
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
