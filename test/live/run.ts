/**
 * Finds out, on a real account, what Twilio's documents leave open, and shows it beside what the sandbox does:
 *
 *   npm run live             reads only
 *   npm run live -- --write  also makes a conversation, writes into it and closes it
 *
 * Credentials come from TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET, and the place
 * from TWILIO_REGION and TWILIO_EDGE. Nothing that it prints is a secret, an id or a text of the account.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { DEFAULT_ACCOUNT, startSandbox } from '../../src/sandbox/server/server.ts';
import { Probe } from './probe.ts';
import { findOut, report } from './report.ts';
import { MissingCredentials, targetFromEnvironment } from './target.ts';

/** @returns the exit code: 0 when all was asked, 1 when the account could not be reached, 2 for a wrong call */
async function main(args: string[]): Promise<number> {
  let write = false;
  let probe: Probe;
  let origin: string;
  try {
    const { values } = parseArgs({
      args,
      options: { write: { type: 'boolean', default: false }, origin: { type: 'string' } },
    });
    write = values.write;
    const target = targetFromEnvironment(process.env, values.origin);
    origin = target.origin;
    probe = new Probe(target);
  } catch (error) {
    console.error((error as Error).message);
    if (error instanceof MissingCredentials) console.error('The sandbox needs none: npm run sandbox');
    return 2;
  }
  const first = await probe.get('/v2/Conversations?pageSize=1').catch((error: Error) => error);
  if (first instanceof Error || first.status !== 200) {
    const why =
      first instanceof Error
        ? `${first.message}${first.cause instanceof Error ? ` (${first.cause.message})` : ''}`
        : `HTTP ${first.status} ${first.body['message'] ?? ''}`;
    console.error(`${origin} gives no conversations: ${why}`);
    return 1;
  }
  const sandbox = await startSandbox();
  try {
    const ours = new Probe({
      origin: sandbox.url,
      username: DEFAULT_ACCOUNT.accountSid,
      password: DEFAULT_ACCOUNT.authToken,
    });
    const [account, local] = await Promise.all([findOut(probe, write), findOut(ours, write)]);
    console.log(`${origin}, ${write ? 'reading and writing' : 'reading only (--write does more)'}\n`);
    console.log(report(account, local));
  } finally {
    await sandbox.close();
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
