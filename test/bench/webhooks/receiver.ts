/** The webhook receiver in a process of its own, with its log and the judge of signatures; says how it fares when asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { BoundedLog } from '../../../src/platform/logView/boundedLog.ts';
import { judge } from '../../../src/webhooks/judge.ts';
import type { ReceivedCallback } from '../../../src/webhooks/receiver/receivedCallback.ts';
import { startReceiver } from '../../../src/webhooks/receiver/receiver.ts';
import { ACCOUNT, type Asked, LOG_BOUNDS, type Told } from './parts.ts';

const log = new BoundedLog<ReceivedCallback>(LOG_BOUNDS, ({ event, verdict }) => ({
  fields: { type: event?.eventType, signed: verdict?.signed ? 'yes' : 'no' },
  text: `${event?.eventType} ${event?.conversationId}`,
}));
const ids = new Set<string>();
let [signed, forwarded, problems] = [0, 0, 0];
let forwardTo: string | undefined;

const receiver = await startReceiver({
  port: 0,
  accounts: () => [ACCOUNT],
  allowedHosts: () => [],
  judge,
  tokensOf: () => [
    { name: 'Bench', token: ACCOUNT.authToken, expected: true },
    { name: 'Another', token: 'another token', expected: false },
  ],
  configuredUrls: () => ['https://demo.example/webhooks'],
  forwardTo: () => forwardTo,
  onCallback: (callback) => {
    log.put(callback);
    if (callback.answered === undefined) return;
    if (callback.event?.resource) ids.add(callback.event.resource.id);
    if (callback.verdict?.signed) signed++;
    if (callback.forwarded?.status === 200) forwarded++;
  },
  onRefused: () => problems++,
  onProblem: () => problems++,
});

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const tell = (told: Told) => process.send?.(told);
process.on('message', (asked: Asked) => {
  if ('forwardTo' in asked) forwardTo = asked.forwardTo;
  const { rss } = process.memoryUsage();
  if (asked.collect) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  tell({
    rssMb: rss / 2 ** 20,
    liveMb: (heapUsed + external) / 2 ** 20,
    delayMs: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
    different: ids.size,
    signed,
    forwarded,
    problems,
    logged: log.total,
    loggedMb: log.bytes / 2 ** 20,
  });
  if (!asked.reset) return;
  ids.clear();
  [signed, forwarded, problems] = [0, 0, 0];
  delay.reset();
});
process.on('disconnect', () => process.exit());
tell({ url: receiver.urlOf(ACCOUNT) });
