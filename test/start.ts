/**
 * Opens a VS Code with the extension in it, signed in to a local sandbox: `npm start`. See `npm start -- --help`.
 */
import process from 'node:process';
import { type Sandbox, startSandbox } from '../src/sandbox/server/server.ts';
import { openInDefaultBrowser } from './support/openBrowser.ts';
import { isPortFree, startPeopleVsCode } from './support/peopleVsCode.ts';
import { withProgress } from './support/progress.ts';
import { readStartOptions, type StartOptions, usage } from './support/startOptions.ts';
import { onStopRequested } from './support/stopRequested.ts';
import { stopAllSupervised } from './support/supervised.ts';
import { ensureVsCode } from './support/vsCodeInstall.ts';
import { ensureVsix } from './support/vsix.ts';

/** The extension signs in to this address when it starts. */
const SANDBOX_URL = 'TWILIO_CONVERSATIONS_SANDBOX_URL';

const SANDBOX_PORT = 4010;

let stopping = false;
onStopRequested(() => stop(0));

try {
  await main(readStartOptions(process.argv.slice(2)));
} catch (error) {
  if (!stopping) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

async function main(options: StartOptions): Promise<void> {
  if (options.help) {
    console.log(usage);
    return;
  }
  // Asked before the download, which may take a minute.
  if (!options.desktop && !(await isPortFree(options.port))) {
    throw new Error(
      `Port ${options.port} is taken, perhaps by another npm start. Choose another: npm start -- --port ${options.port + 1}`,
    );
  }
  const vsix = await withProgress('Building and packing the extension', ensureVsix);
  const vscode = options.desktop ? undefined : await ensureVsCode();
  const sandbox = options.empty ? undefined : await startDemoSandbox();
  const env = { [SANDBOX_URL]: sandbox?.url };

  const program = vscode
    ? await withProgress('Starting VS Code', () =>
        startPeopleVsCode(vscode, vsix, { port: options.port, fresh: options.empty, env }),
      )
    : await (await import('./support/desktop.ts')).startDesktop(vsix, { fresh: options.empty, env });

  const account = sandbox?.accounts[0];
  console.log();
  if (vscode) console.log(`  VS Code   http://127.0.0.1:${options.port}/`);
  if (sandbox && account) {
    console.log(
      `  Sandbox   ${sandbox.url}   account ${account.accountSid}, auth token ${account.authToken}`,
    );
  } else console.log('  No account is signed in, and nothing of this window is kept.');
  console.log('\n  Ctrl+C stops everything.\n');
  if (vscode && options.open) openInDefaultBrowser(`http://127.0.0.1:${options.port}/`);

  await program.exited;
  // A desktop window that is closed is a way to stop; a server that ends by itself is a fault.
  if (!stopping && vscode) throw new Error(`VS Code has ended by itself:\n${program.output()}`);
  await stop(0);
}

/** At its usual address, so that a person's own code finds it there; at another where that is taken. */
async function startDemoSandbox(): Promise<Sandbox> {
  const port = (await isPortFree(SANDBOX_PORT)) ? SANDBOX_PORT : 0;
  return startSandbox({ port, data: 'demo' });
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stopAllSupervised();
  // The sandbox lives in this process and goes with it.
  process.exit(code);
}
