/**
 * One export, in a process of its own: reads from a server and writes a file, as the extension does, and prints what it
 * took as one line of JSON. Arguments: the kind, the server's origin, the file; and `live` to have the memory that is in
 * use measured, after garbage was collected, instead of the time.
 */
import process from 'node:process';
import { ConversationsClient } from '../../../src/api/client.ts';
import { openMasker } from '../../../src/platform/masking.ts';
import { writeWhole } from '../../../src/timeline/export/atomicFile.ts';
import { readPieces } from '../../../src/timeline/export/exportedConversation.ts';
import type { ExportKind } from '../../../src/timeline/export/exportKind.ts';
import { exportText } from '../../../src/timeline/export/exportText.ts';

const CONVERSATION = 'conv_conversation_1';
const COLLECT_EVERY = 10_000;
const [kind = '', origin = '', file = '', mode = ''] = process.argv.slice(2);

const { signal } = new AbortController();
const client = new ConversationsClient({
  origin,
  credentials: { username: `AC${'0'.repeat(32)}`, password: 'secret' },
  userAgent: 'bench',
});
await client.communicationPage(CONVERSATION, { pageSize: 1 });

let liveBytes = 0;
let count = 0;
const measureLive = () => {
  if (mode !== 'live') return;
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  liveBytes = Math.max(liveBytes, heapUsed + external);
};

async function* watched(text: AsyncIterable<string>) {
  let pieces = 0;
  for await (const piece of text) {
    if (pieces++ % COLLECT_EVERY === 0) measureLive();
    yield piece;
  }
  measureLive();
}

const begun = performance.now();
const text = exportText(
  kind as ExportKind,
  {
    head: async () => ({
      conversation: { id: CONVERSATION, accountId: 'AC1', configurationId: 'conf', name: 'Bench' },
      participants: [],
      actions: [],
    }),
    pieces: () => readPieces(client, CONVERSATION, signal),
  },
  {
    masker: openMasker,
    l10n: { t: (message: unknown) => String(message) } as never,
    locale: 'en',
    timeZone: 'Europe/Berlin',
    language: 'en',
    accountSid: 'AC1',
    exportedAt: 0,
    progress: (sofar) => (count = sofar),
  },
);
const bytes = await writeWhole(file, watched(text), signal);
const ms = performance.now() - begun;
console.log(JSON.stringify({ ms, peakKb: process.resourceUsage().maxRSS, liveBytes, bytes, count }));
process.exit(0);
