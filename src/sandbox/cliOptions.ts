import { parseArgs } from 'node:util';
import { checkAccounts, type SandboxAccount } from './server/accounts.ts';
import { BEHAVIORS, chooseBehavior } from './server/behavior.ts';
import { DEFAULT_ACCOUNT } from './server/defaultAccount.ts';
import { FAULT_KINDS } from './server/faults/kinds.ts';
import { FAULT_PRESETS } from './server/faults/presets.ts';
import { parseFaults } from './server/faults/spec.ts';
import type { SandboxOptions } from './server/server.ts';
import { SANDBOX_DATA, type SandboxData } from './server/state.ts';

export const DEFAULT_PORT = 4010;

const list = (entries: readonly (readonly [string, string])[]) =>
  entries.map(([name, text]) => `  ${name.padEnd(20)} ${text}`).join('\n');

/** The text of `--help`. */
export const HELP = `Usage: npm run sandbox -- [options]
       npx twilio-conversations-sandbox [options]

Runs a local emulator of Twilio Conversations v2, and of the classic v1 that it bridges to. It listens on 127.0.0.1
only, and nothing leaves this machine but status callbacks to where you aim them.

Options:
  --port PORT          listen on 127.0.0.1:PORT (default ${DEFAULT_PORT}; 0 takes any free port)
  --account SID:TOKEN  accept this account SID and auth token; may be given again
                       (default ${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken})
  --seed NAME          begin with demo (default), empty (one configuration, no conversations) or large
                       (10,000 conversations, one of them with 100,000 communications)
  --random NUMBER      begin with other ids and other chances (default 1); the same number gives the same run
  --data FILE          keep everything in FILE: begin with what it holds, if it is there
  --fault FAULT        misbehave: a preset, or KIND@OPERATIONS:OPTIONS as in
                       'rate-limit@ListConversations:rate=0.2,times=3,retryAfter=2'; may be given again
  --behavior NAME=CHOICE
                       answer otherwise where Twilio documents nothing; may be given again
  --callbacks anywhere call status callbacks outside this machine and private networks too
  --delivery-step MS   time between two delivery statuses (default 1500; 0 delivers at once)
  --operation-time MS  time that an operation takes, such as a configuration's change (default 1000)
  --clock-rate RATE    sandbox time for each unit of real time (default 1; 60 makes an hour a minute; 0 stands still)
  --verbose            a line for each request and each status callback
  --version            show the version
  --help               show this text

Fault presets:
${list(FAULT_PRESETS.map(({ name, description }) => [name, description]))}

Kinds of fault:
${list(Object.entries(FAULT_KINDS))}

Behaviors (the first choice is the default):
${list(Object.entries(BEHAVIORS).map(([name, choices]) => [name, choices.join(', ')]))}

Aim a client at the address that the first line names, for example with twilio-node:
  const client = twilio('${DEFAULT_ACCOUNT.accountSid}', '${DEFAULT_ACCOUNT.authToken}');
  client.conversations.baseUrl = 'http://127.0.0.1:${DEFAULT_PORT}';

While it runs, curl -u ${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken} http://127.0.0.1:${DEFAULT_PORT}/sandbox/status
shows its clock, faults and data; README tells how to set them.
`;

/** Told to a person who called the program in a way that it does not understand. */
export class UsageError extends Error {}

/** What the command line asks for. */
export type CliRequest = 'help' | 'version' | { options: SandboxOptions; verbose: boolean };

function readNumber(name: string, text: string, highest: number, whole = true): number {
  const value = (whole ? /^\d{1,10}$/ : /^\d{1,10}(\.\d{1,6})?$/).test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value > highest) {
    throw new UsageError(
      `--${name} takes a ${whole ? 'whole ' : ''}number from 0 to ${highest}, not "${text}"`,
    );
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

function readSeed(text: string): SandboxData {
  const found = SANDBOX_DATA.find((name) => name === text);
  if (!found) throw new UsageError(`--seed takes one of ${SANDBOX_DATA.join(', ')}, not "${text}"`);
  return found;
}

function readCallbacks(text: string): NonNullable<SandboxOptions['callbacks']> {
  if (text !== 'anywhere') throw new UsageError(`--callbacks takes only "anywhere", not "${text}"`);
  return { anywhere: true };
}

function readBehavior(texts: readonly string[]): NonNullable<SandboxOptions['behavior']> {
  const choices: Record<string, string> = {};
  for (const text of texts) {
    const [name = '', choice, ...more] = text.split('=');
    if (choice === undefined || more.length > 0) {
      throw new UsageError(`--behavior takes NAME=CHOICE, not "${text}"`);
    }
    choices[name] = choice;
  }
  chooseBehavior(choices);
  return choices;
}

function readFaults(texts: readonly string[]): NonNullable<SandboxOptions['faults']> {
  return texts.flatMap((text) => {
    try {
      return parseFaults(text);
    } catch (error) {
      throw new UsageError(`--fault "${text}": ${(error as Error).message}`);
    }
  });
}

/** @throws UsageError that says what is not understood */
export function readArguments(args: readonly string[]): CliRequest {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        account: { type: 'string', multiple: true },
        seed: { type: 'string' },
        random: { type: 'string' },
        data: { type: 'string' },
        fault: { type: 'string', multiple: true },
        behavior: { type: 'string', multiple: true },
        callbacks: { type: 'string' },
        'delivery-step': { type: 'string' },
        'operation-time': { type: 'string' },
        'clock-rate': { type: 'string' },
        verbose: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    if (values.version) return 'version';
    const { account, seed, random, data, fault, behavior, callbacks } = values;
    const [step, operation, rate] = [values['delivery-step'], values['operation-time'], values['clock-rate']];
    return {
      verbose: values.verbose ?? false,
      options: {
        port: readNumber('port', values.port ?? String(DEFAULT_PORT), 65_535),
        ...(account ? { accounts: [...checkAccounts(account.map(readAccount))] } : {}),
        ...(seed === undefined ? {} : { data: readSeed(seed) }),
        ...(random === undefined ? {} : { seed: readNumber('random', random, 0xffff_ffff) }),
        ...(data === undefined ? {} : { dataFile: data }),
        ...(fault ? { faults: readFaults(fault) } : {}),
        ...(behavior ? { behavior: readBehavior(behavior) } : {}),
        ...(callbacks === undefined ? {} : { callbacks: readCallbacks(callbacks) }),
        ...(step === undefined ? {} : { deliveryStepMs: readNumber('delivery-step', step, 3_600_000) }),
        ...(operation === undefined
          ? {}
          : { operationMs: readNumber('operation-time', operation, 3_600_000) }),
        ...(rate === undefined ? {} : { clockRate: readNumber('clock-rate', rate, 1_000_000, false) }),
      },
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
