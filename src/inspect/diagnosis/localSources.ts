import { connect } from 'node:net';
import * as v from 'valibot';
import type { CallbackAttempt, HostAnswer } from './evidence.ts';
import type { SandboxReach } from './services.ts';

/** On this machine a connection stands at once, or nothing listens. */
const PROBE_MS = 1_000;

/** Whether something listens at a URL of this machine. A connection is made and ended; nothing is sent. */
export function probe(url: string, signal: AbortSignal): Promise<HostAnswer> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    });
    const end = (answer: HostAnswer) => {
      signal.removeEventListener('abort', leave);
      socket.destroy();
      resolve(answer);
    };
    const leave = () => end('silent');
    signal.addEventListener('abort', leave);
    socket.setTimeout(PROBE_MS, () => end('silent'));
    socket.once('connect', () => end('listens'));
    socket.once('error', () => end('refuses'));
  });
}

/** The sandbox is on this machine too, as a rule. */
const ATTEMPTS_MS = 5_000;

const attemptsSchema = v.object({
  attempts: v.array(
    v.object({
      at: v.number(),
      conversationId: v.string(),
      eventType: v.string(),
      method: v.string(),
      url: v.string(),
      status: v.optional(v.number()),
      failure: v.optional(v.string()),
      skipped: v.optional(v.string()),
      willRetry: v.boolean(),
    }),
  ),
});

/**
 * How a sandbox fared with its callbacks, as it keeps it: the oldest first.
 * @throws Error when it does not answer in time, or with something else
 */
export async function readAttempts(
  { origin, accountSid, authToken }: SandboxReach,
  signal: AbortSignal,
): Promise<readonly CallbackAttempt[]> {
  const answer = await fetch(`${origin}/sandbox/callbacks`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPTS_MS)]),
    redirect: 'error',
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return v.parse(attemptsSchema, await answer.json()).attempts as readonly CallbackAttempt[];
}
