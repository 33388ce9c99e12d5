/**
 * A worker thread that serves one conversation's communications in pages, as the API would. Every page is put together
 * before the first request: what is measured is the client.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { Communication, Content } from '../../../src/api/resources.ts';

const { items, pageSize } = workerData as { items: number; pageSize: number };

const TEXTS = [
  'Hi! My order has not arrived yet, can you tell me where it is?',
  'Of course. Could you give me the order number? It stands at the top of the mail that we sent you.',
  'It is 48213-AC.',
  'Thank you 🙏 The parcel left our warehouse on Tuesday and is now with the carrier in Rotterdam. It should reach you tomorrow between 9:00 and 13:00; the driver will call if nobody opens.',
  'Könnten Sie ihn bitte beim Nachbarn abgeben?',
  'OK',
  'He said: "leave it at the door" \\ then went away.',
];

/** An id of the API's kind: a prefix and 26 characters. */
function idOf(kind: string, number: number): string {
  const digits = createHash('sha256').update(`${kind}${number}`).digest('hex');
  return `conv_${kind}_${digits.slice(0, 26)}`;
}

/** What somebody said on the phone, word by word. */
function spoken(text: string, from: number): Content {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    startTime: new Date(from + index * 310).toISOString(),
    endTime: new Date(from + index * 310 + 270).toISOString(),
  }));
  return {
    type: 'TRANSCRIPTION',
    text,
    transcription: { channel: 0, confidence: 0.94, engine: 'deepgram', words },
  };
}

/** A customer and an agent, who write to each other and sometimes talk: every third communication is spoken. */
function communicationOf(number: number): Communication {
  const time = Date.UTC(2026, 2, 1) + number * 61_357;
  const at = new Date(time).toISOString();
  const text = TEXTS[number % TEXTS.length] ?? '';
  const onThePhone = number % 3 === 2;
  const channel = onThePhone ? 'VOICE' : 'SMS';
  const customer = { address: '+12025550171', channel, participantId: idOf('participant', 1) };
  const agent = { address: '+12025550172', channel, participantId: idOf('participant', 2) };
  const inbound = number % 4 !== 1;
  return {
    id: idOf('communication', number),
    conversationId: idOf('conversation', 1),
    accountId: `AC${'0123456789abcdef'.repeat(2)}`,
    author: inbound ? customer : agent,
    content: onThePhone ? spoken(text, time) : { type: 'TEXT', text },
    recipients: [
      { ...(inbound ? agent : customer), deliveryStatus: number % 5 === 0 ? 'READ' : 'DELIVERED' },
    ],
    channelId: `${onThePhone ? 'CA' : 'SM'}${idOf('message', number).slice(-26).padStart(32, '0')}`,
    createdAt: at,
    updatedAt: at,
    occurredAt: at,
  };
}

/** A token is opaque to a client; this one is the page's number behind some padding of a real one's length. */
const tokenOf = (page: number) =>
  Buffer.from(JSON.stringify({ page, query: 'communications' })).toString('base64url');
const pageOf = (token: string) =>
  (JSON.parse(Buffer.from(token, 'base64url').toString()) as { page: number }).page;

function bodyOf(first: number, count: number, page: number): Buffer {
  const communications = Array.from({ length: count }, (_, index) => communicationOf(first + index));
  const meta = {
    key: 'communications',
    pageSize: count,
    previousToken: page === 0 ? null : tokenOf(page - 1),
    nextToken: first + count < items ? tokenOf(page + 1) : null,
  };
  return Buffer.from(JSON.stringify({ communications, meta }));
}

const pages: Buffer[] = [];
for (let first = 0; first < items; first += pageSize) {
  pages.push(bodyOf(first, Math.min(pageSize, items - first), pages.length));
}
/** What those get who ask for another page size: a page to try the connection with. */
const small = bodyOf(0, 1, 0);

const server = createServer((request, response) => {
  const query = new URL(request.url ?? '', 'http://localhost').searchParams;
  const token = query.get('pageToken');
  const body = query.get('pageSize') === String(pageSize) ? pages[token ? pageOf(token) : 0] : small;
  response.writeHead(body ? 200 : 404, {
    'content-type': 'application/json',
    'content-length': body?.length ?? 0,
    'twilio-request-id': 'RQ0123456789abcdef0123456789abcdef',
  });
  response.end(body);
});
// A contender that is measured after a pause must not find its connection closed.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const bytes = pages.reduce((sum, { length }) => sum + length, 0);
  parentPort?.postMessage({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bytes });
});
