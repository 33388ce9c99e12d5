import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface StartOptions {
  readonly port: number;
  /** Open the default browser. */
  readonly open: boolean;
  /** No account and no sandbox, as a first-time user sees it. */
  readonly empty: boolean;
  /** A downloaded desktop VS Code in place of the one in a browser. */
  readonly desktop: boolean;
  readonly help: boolean;
}

/** Stable, because a browser keeps secrets by address: sign-ins then survive from one start to the next. */
const DEFAULT_PORT = 3839;

export const usage = `npm start -- [options]

Opens a VS Code with the extension in it, signed in to a local sandbox with demo data.

  --port N     the address is http://127.0.0.1:N/ (default ${DEFAULT_PORT})
  --no-open    do not open the browser
  --empty      no account, no sandbox and a fresh profile, as a first-time user sees it
  --help       this text

npm run start:desktop opens a desktop VS Code instead, where one can be downloaded.`;

/**
 * Reads the command line.
 *
 * @throws Error that names the option which is not understood
 */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values } = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`--port takes a number from 1 to 65535, not ${values.port}`);
  }
  return { ...values, port };
}

function parse(args: readonly string[]) {
  const config = {
    args: [...args],
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      open: { type: 'boolean', default: true },
      empty: { type: 'boolean', default: false },
      desktop: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowNegative: true,
  } as const;
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${usage}`, { cause: error });
  }
}
