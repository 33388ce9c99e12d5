import process from 'node:process';
import { parseArgs } from 'node:util';
import { checkAccounts, type SandboxAccount } from './server/accounts.ts';
import { DEFAULT_ACCOUNT } from './server/defaultAccount.ts';
import { type SandboxOptions, startSandbox } from './server/server.ts';

const DEFAULT_PORT = 4010;

const HELP = `Usage: npm run sandbox -- [options]

Runs a local emulator of Twilio Conversations v2 with demo data. Nothing leaves this machine, and nothing is kept
when it ends.

Options:
  --port PORT          listen on 127.0.0.1:PORT (default ${DEFAULT_PORT}; 0 takes any free port)
  --account SID:TOKEN  accept this account SID and auth token; may be given again
                       (default ${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken})
  --empty              begin with one configuration and no conversations
  --seed NUMBER        begin with other ids and another long conversation (default 1)
  --help               show this text

Aim a client at the address that the first line names, for example with twilio-node:
  const client = twilio('${DEFAULT_ACCOUNT.accountSid}', '${DEFAULT_ACCOUNT.authToken}');
  client.conversations.baseUrl = 'http://127.0.0.1:${DEFAULT_PORT}';
`;

/** Told to a person who called the program in a way that it does not understand. */
class UsageError extends Error {}

function readWhole(name: string, text: string, highest: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value > highest) {
    throw new UsageError(`--${name} takes a whole number from 0 to ${highest}, not "${text}"`);
  }
  return value;
}

/** The message never repeats what follows the colon: it may be a real token, given by mistake. */
function readAccount(text: string): SandboxAccount {
  const colon = text.indexOf(':');
  if (colon < 0)
    throw new UsageError('--account takes an account SID and an auth token with a colon between them');
  return { accountSid: text.slice(0, colon), authToken: text.slice(colon + 1) };
}

function readArguments(args: string[]): SandboxOptions | 'help' {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        account: { type: 'string', multiple: true },
        empty: { type: 'boolean' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    return {
      port: readWhole('port', values.port ?? String(DEFAULT_PORT), 65_535),
      data: values.empty ? 'empty' : 'demo',
      ...(values.account ? { accounts: [...checkAccounts(values.account.map(readAccount))] } : {}),
      ...(values.seed === undefined ? {} : { seed: readWhole('seed', values.seed, 0xffff_ffff) }),
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** @returns the exit code, or undefined while the sandbox runs */
async function main(args: string[]): Promise<number | undefined> {
  let options: SandboxOptions | 'help';
  try {
    options = readArguments(args);
  } catch (error) {
    console.error(`${(error as Error).message}\nTry --help.`);
    return 2;
  }
  if (options === 'help') {
    console.log(HELP);
    return 0;
  }
  try {
    const sandbox = await startSandbox(options);
    console.log(`Sandbox listening on ${sandbox.url}`);
    for (const { accountSid, authToken } of sandbox.accounts) {
      console.log(`Account SID ${accountSid}, auth token ${authToken}`);
    }
    console.log('Press Ctrl+C to stop.');
    const stop = () => void sandbox.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(code === 'EADDRINUSE' ? `${message}. Choose another one with --port.` : message);
    return 1;
  }
}

const exitCode = await main(process.argv.slice(2));
if (exitCode !== undefined) process.exitCode = exitCode;
