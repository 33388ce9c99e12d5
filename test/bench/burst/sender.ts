/**
 * One burst, in a process of its own: sends communications into a conversation of a sandbox, and prints what it took as
 * one line of JSON. Arguments: who sends, the sandbox's origin, how many, how many at once, our parts as one bundle.
 */
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { DEFAULT_ACCOUNT } from '../../../src/sandbox/server/defaultAccount.ts';
import type * as Parts from './parts.ts';

const [name = '', origin = '', counts = '0', atOnce = '1', bundle = ''] = process.argv.slice(2);
const [count, concurrency] = [Number(counts), Number(atOnce)];
const require = createRequire(import.meta.url);
const { accountSid, authToken } = DEFAULT_ACCOUNT;
const run = `${process.pid}-${Date.now()}`;

interface Sent {
  sent: number;
}

/** Into which conversation, and between whom. */
const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
const read = async (path: string) => (await fetch(origin + path, { headers })).json();
const { conversations } = (await read('/v2/Conversations?status=ACTIVE&pageSize=1')) as {
  conversations: { id: string }[];
};
const conversationId = conversations[0]?.id ?? '';
const { participants } = (await read(`/v2/Conversations/${conversationId}/Participants`)) as {
  participants: { id: string; addresses: { address: string; channel: 'SMS' }[] }[];
};
const [author, recipient] = participants.flatMap(({ id, addresses: [first] }) =>
  first ? [{ address: first.address, channel: first.channel, participantId: id }] : [],
);
if (!author || !recipient) throw new Error('The first conversation has no two participants with an address');
const bodyOf = (n: number) => ({
  author,
  recipients: [recipient],
  content: { type: 'TEXT' as const, text: `Test ${n} of ${count}` },
  resourceId: `bench-${run}-${n}`,
});

/** Each prepares, and gives back what is measured. It loads its modules and sends one before. */
const contenders: Record<string, () => Promise<() => Promise<Sent>>> = {
  'official SDK, bare loop': async () => {
    const twilio = require('twilio') as typeof import('twilio');
    const sdk = twilio(accountSid, authToken);
    sdk.conversations.baseUrl = origin;
    const communications = sdk.conversations.v2.communications(conversationId);
    const send = (n: number) =>
      communications.create(bodyOf(n) as Parameters<typeof communications.create>[0]);
    await send(0);
    return async () => {
      let next = 1;
      let sent = 0;
      const loop = async () => {
        while (next <= count) {
          await send(next++);
          sent++;
        }
      };
      await Promise.all(Array.from({ length: concurrency }, loop));
      return { sent };
    };
  },
  'our burst': async () => {
    const { ConversationsClient, BurstEngine, engineClock, outcomeOf, Journals, BurstRecorder } = require(
      bundle,
    ) as typeof Parts;
    const client = new ConversationsClient({
      origin,
      credentials: { username: accountSid, password: authToken },
      userAgent: 'bench',
    });
    await client.createCommunication(conversationId, bodyOf(0));
    return async () => {
      const settings = {
        id: run,
        accountId: 'a',
        accountLabel: 'Sandbox',
        sandbox: true,
        conversationId,
        author,
        recipients: [recipient],
        template: 'Test {{n}} of {{count}}',
        count,
        concurrency,
      };
      const journals = new Journals(`${bundle}.journals`, run);
      const recorder = new BurstRecorder(journals, { settings, startedAt: Date.now(), sentBefore: 0 });
      const engine: Parts.BurstEngine = new BurstEngine(
        { copies: [[1, count]], concurrency },
        {
          clock: engineClock,
          signal: new AbortController().signal,
          allow: (n) => recorder.allow(n),
          send: async (n) => {
            try {
              await client.createCommunication(conversationId, bodyOf(n), { pacedByCaller: true });
              return { kind: 'sent' };
            } catch (error) {
              return outcomeOf(error);
            }
          },
        },
      );
      await recorder.begin(engine);
      await engine.run();
      await recorder.end();
      return { sent: engine.tally.sent };
    };
  },
};

const prepare = contenders[name];
if (prepare) {
  const burst = await prepare();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const { sent } = await burst();
  const ms = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  delay.disable();
  const delayMs = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6);
  // In KiB, wherever Node runs.
  const peakKb = process.resourceUsage().maxRSS;
  console.log(JSON.stringify({ ms, sent, cpuMs: (user + system) / 1_000, delayMs, peakKb }));
  process.exit(0);
}
console.log(JSON.stringify(Object.keys(contenders)));
