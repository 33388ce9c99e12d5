import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { ACCOUNT, type Asked, type Fared, type Told } from './webhooks/parts.ts';
import { type Sent, sendBurst, sendPaced } from './webhooks/sender.ts';

const PER_SECOND = 500;
const BURST = 30_000;

/** Another length of the main run, in seconds, for a quick look. */
const SECONDS = Number(process.env['WEBHOOKS_SECONDS'] ?? 60);

/**
 * Prints what the webhook receiver bears: 500 callbacks a second for a minute, as many as it can take, with signatures
 * that do not match (so that it looks for the cause), and forwarded to an app. It runs in a process of its own, with
 * the log that the view shows; sent is from this one.
 */
export async function measureWebhooks(): Promise<void> {
  const child = fork(path.join(import.meta.dirname, 'webhooks/receiver.ts'), {
    stdio: 'inherit',
    execArgv: ['--expose-gc'],
  });
  const ask = async (asked: Asked): Promise<Fared> => {
    child.send(asked);
    const [fared] = (await once(child, 'message')) as [Fared];
    return fared;
  };
  const app = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  try {
    const [told] = (await once(child, 'message')) as [Told];
    if (!('url' in told)) throw new Error('The receiver did not say where it listens');
    const { url } = told;
    const { authToken } = ACCOUNT;
    const rows: Record<string, unknown>[] = [];
    const measure = async (what: string, send: () => Promise<Sent>, forwardTo?: string) => {
      const before = await ask({ reset: true, forwardTo });
      const sent = await send();
      rows.push(describe(what, before, sent, await ask({}), await ask({ collect: true })));
    };
    await sendBurst(url, 2_000, { authToken });

    const memory: Promise<Fared>[] = [];
    const everyTenth = (second: number) => {
      if (second % 10 === 0) memory.push(ask({}));
    };
    await measure(`${PER_SECOND}/s for ${SECONDS} s`, () =>
      sendPaced(url, { perSecond: PER_SECOND, seconds: SECONDS, authToken, onSecond: everyTenth }),
    );
    const overTime = (await Promise.all(memory)).map(({ rssMb }) => Math.round(rssMb));
    const brief = { perSecond: PER_SECOND, seconds: Math.ceil(SECONDS / 3), authToken };
    await measure('as many as it takes', () => sendBurst(url, BURST, { authToken }));
    await measure('not matching', () => sendPaced(url, { ...brief, wrong: true }));
    const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/hook`;
    await measure('forwarded', () => sendPaced(url, brief), appUrl);
    console.table(rows);
    console.log(`RSS every 10 s of the first: ${overTime.join(', ')} MB`);
  } finally {
    child.disconnect();
    app.closeAllConnections();
    app.close();
  }
}

function describe(
  what: string,
  before: Fared,
  sent: Sent,
  after: Fared,
  collected: Fared,
): Record<string, unknown> {
  const at = (part: number) => round(sent.latencies[Math.floor(sent.latencies.length * part)] ?? Number.NaN);
  return {
    what,
    sent: sent.sent,
    'lost or refused': sent.sent - Math.min(sent.answered, after.different) + after.problems,
    '1/s': Math.round(sent.answered / sent.seconds),
    signed: after.signed,
    'to the app': after.forwarded,
    'answer p50, ms': at(0.5),
    p99: at(0.99),
    'loop p99, ms': round(after.delayMs.p99),
    'loop max': round(after.delayMs.max),
    'RSS before, MB': Math.round(before.rssMb),
    after: Math.round(after.rssMb),
    'live, MB': Math.round(collected.liveMb),
    'log says, MB': round(after.loggedMb),
  };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
