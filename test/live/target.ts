import process from 'node:process';
import { twilioOrigin } from '../../src/api/endpoint.ts';
import { isLoopbackOrigin } from '../../src/platform/loopback.ts';

/** An account and where it is reached. */
export interface Target {
  origin: string;
  username: string;
  password: string;
}

/** Told to whoever called the program without what it needs. */
export class MissingCredentials extends Error {}

/**
 * The account that the environment names, by the variables that Twilio's own tools read.
 *
 * @param origin - a sandbox's address in place of Twilio's
 * @throws MissingCredentials when there is none; Error for an origin that is not on this machine
 */
export function targetFromEnvironment(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  origin?: string,
): Target {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET } = environment;
  if (origin !== undefined && !isLoopbackOrigin(origin)) {
    throw new Error(`--origin takes the address of a sandbox on this machine, not ${origin}`);
  }
  const [username, password] =
    TWILIO_API_KEY && TWILIO_API_SECRET
      ? [TWILIO_API_KEY, TWILIO_API_SECRET]
      : [TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN];
  if (!username || !password) {
    throw new MissingCredentials(
      'No credentials: set TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN',
    );
  }
  const { TWILIO_REGION, TWILIO_EDGE } = environment;
  return {
    origin: origin ?? twilioOrigin({ region: TWILIO_REGION || undefined, edge: TWILIO_EDGE || undefined }),
    username,
    password,
  };
}
