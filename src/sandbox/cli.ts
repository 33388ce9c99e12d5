import process from 'node:process';
import { callbackLine, requestLine } from './cliLog.ts';
import { type CliRequest, HELP, readArguments } from './cliOptions.ts';
import { confirm, nextFreePort } from './cliPort.ts';
import { formatFault } from './server/faults/formatFault.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './server/server.ts';
import { SANDBOX_VERSION } from './server/version.ts';

/** Starts a sandbox; when its port is taken, offers the next free one to whoever sits at the terminal. */
async function start(options: SandboxOptions): Promise<Sandbox | undefined> {
  try {
    return await startSandbox(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const next = code === 'EADDRINUSE' ? await nextFreePort(options.port ?? 0) : undefined;
    if (next === undefined) {
      console.error(message);
      return undefined;
    }
    const isAsked = process.stdin.isTTY && process.stdout.isTTY;
    if (isAsked && (await confirm(`${message}. Listen on ${next} instead?`, process.stdin, process.stdout))) {
      return start({ ...options, port: next });
    }
    if (!isAsked) console.error(`${message}. Port ${next} is free: --port ${next}`);
    return undefined;
  }
}

function introduce({ url, accounts, faults }: Sandbox): void {
  console.log(`Sandbox listening on ${url}`);
  for (const { accountSid, authToken } of accounts) {
    console.log(`Account SID ${accountSid}, auth token ${authToken}`);
  }
  for (const { rule } of faults) console.log(`Fault in force: ${formatFault(rule)}`);
  console.log('Press Ctrl+C to stop.');
}

/** @returns the exit code, or undefined while the sandbox runs */
async function main(args: readonly string[]): Promise<number | undefined> {
  let request: CliRequest;
  try {
    request = readArguments(args);
  } catch (error) {
    console.error(`${(error as Error).message}\nTry --help.`);
    return 2;
  }
  if (request === 'help' || request === 'version') {
    console.log(request === 'help' ? HELP : SANDBOX_VERSION);
    return 0;
  }
  const { options, verbose } = request;
  const sandbox = await start({
    ...options,
    ...(verbose ? { onExchange: (exchange) => console.log(requestLine(exchange)) } : {}),
    callbacks: {
      ...options.callbacks,
      onAttempt: (attempt) => {
        if (verbose || attempt.skipped !== undefined) console.log(callbackLine(attempt));
      },
    },
  });
  if (!sandbox) return 1;
  introduce(sandbox);
  // A second signal ends it at once, as signals do.
  const stop = () =>
    void sandbox.close().catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return undefined;
}

// Who reads no more of the log, as `head` does, is no reason to fail.
process.stdout.on('error', () => {});
void main(process.argv.slice(2)).then((exitCode) => {
  if (exitCode !== undefined) process.exitCode = exitCode;
});
