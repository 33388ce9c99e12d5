import type { LogOutputChannel } from 'vscode';
import { isLoopbackOrigin } from '../platform/loopback.ts';

/** Names a sandbox that already runs: `npm start` sets it, and a team's own launcher can. */
const VARIABLE = 'TWILIO_CONVERSATIONS_SANDBOX_URL';

/**
 * The sandbox that the environment names, if any.
 * @returns an origin on this machine, such as `http://127.0.0.1:4010`; any other address is refused
 */
export function sandboxOriginFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  log: Pick<LogOutputChannel, 'warn'>,
): string | undefined {
  const value = environment[VARIABLE];
  if (!value) return undefined;
  if (isLoopbackOrigin(value)) return value;
  log.warn(
    `${VARIABLE} is not an http address on this machine: such as http://127.0.0.1:4010: it is ignored`,
  );
  return undefined;
}
