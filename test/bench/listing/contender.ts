/**
 * One contender, in a process of its own: lists all communications once, keeps none of them, and prints what it took
 * as one line of JSON. Arguments: its name, the server's origin, the bundle of our client.
 */
import { Agent, get } from 'node:http';
import { createRequire } from 'node:module';
import process from 'node:process';
import type { ConversationsClient } from '../../../src/api/client.ts';
import type { Exchange } from '../../../src/api/exchange.ts';
import type { Communication, PageMeta } from '../../../src/api/resources.ts';
import { TrafficRecorder } from '../../../src/inspect/traffic/recorder.ts';

const PAGE_SIZE = 1000;
const CONVERSATION = 'conv_conversation_1';
const USERNAME = `AC${'0'.repeat(32)}`;
const [name = '', origin = '', clientBundle = ''] = process.argv.slice(2);
const require = createRequire(import.meta.url);

/** What a contender did, so that none is quick because it left something out. */
interface Listed {
  items: number;
  /** The length of all texts together: every item was there to be read. */
  characters: number;
}

interface Body {
  communications: Communication[];
  meta: PageMeta;
}

const agent = new Agent({ keepAlive: true });
const listed: Listed = { items: 0, characters: 0 };

function take(items: readonly Communication[]): void {
  listed.items += items.length;
  for (const { content } of items) listed.characters += content.text?.length ?? 0;
}

/**
 * Each prepares, and gives back what is measured. It loads its modules and makes one small request before: what is to
 * be known is not how long it takes to start.
 */
const contenders: Record<string, () => Promise<() => Promise<unknown>>> = {
  /** The least that a program can do. */
  loop: async () => {
    await bytes({ pageSize: 1 });
    return async () => {
      let token: string | null | undefined;
      do {
        const { communications, meta } = JSON.parse((await bytes({ token })).toString()) as Body;
        take(communications);
        token = meta.nextToken;
      } while (token);
    };
  },
  /** The same, but it looks for the next token before it parses: the server works while it does. */
  'loop that asks ahead': async () => {
    await bytes({ pageSize: 1 });
    return async () => {
      let next: Promise<Buffer> | undefined = bytes({});
      while (next) {
        const body: Buffer = await next;
        const end = body.subarray(-1024).toString();
        const token = /"nextToken":"([^"]+)"\}\}$/.exec(end)?.[1];
        next = token ? bytes({ token }) : undefined;
        // Else the request would stay in this process until the parsing is over.
        await new Promise((resolve) => setImmediate(resolve));
        take((JSON.parse(body.toString()) as Body).communications);
      }
    };
  },
  'our client': () => ourClient(() => undefined),
  'our client, traffic kept': () => {
    const recorder = new TrafficRecorder('bench');
    return ourClient((exchange) => recorder.add({ ...exchange, accountId: 'bench', version: 1 }));
  },
  'official SDK, each': async () => {
    const twilio = require('twilio') as typeof import('twilio');
    const sdk = twilio(USERNAME, 'secret');
    sdk.conversations.baseUrl = origin;
    const communications = sdk.conversations.v2.communications(CONVERSATION);
    await communications.page({ pageSize: 1 });
    return () =>
      new Promise<void>((resolve, reject) => {
        communications.each({
          pageSize: PAGE_SIZE,
          callback: (item) => take([item as unknown as Communication]),
          done: (error?: Error) => (error ? reject(error) : resolve()),
        });
      });
  },
};

/** @param keep gets every exchange, with its bodies: kept here, they would be all that is listed once more */
async function ourClient(keep: (exchange: Exchange) => void): Promise<() => Promise<void>> {
  const { ConversationsClient: Client } = require(clientBundle) as {
    ConversationsClient: typeof ConversationsClient;
  };
  let odd: string | undefined;
  const client = new Client({
    origin,
    credentials: { username: USERNAME, password: 'secret' },
    userAgent: 'bench',
    onExchange: (exchange) => {
      const { failure, problems } = exchange;
      if (failure || problems.length > 0) odd ??= JSON.stringify({ failure, problems });
      keep(exchange);
    },
  });
  await client.communicationPage(CONVERSATION, { pageSize: 1 });
  return async () => {
    for await (const { items } of client.communications(CONVERSATION, { pageSize: PAGE_SIZE })) take(items);
    if (odd) throw new Error(`Something was wrong: ${odd}`);
  };
}

interface Wanted {
  token?: string | null | undefined;
  pageSize?: number;
}

/** A page by nothing but Node's own means. */
function bytes({ token, pageSize = PAGE_SIZE }: Wanted): Promise<Buffer> {
  const query = new URLSearchParams({ pageSize: String(pageSize), ...(token ? { pageToken: token } : {}) });
  return new Promise((resolve, reject) => {
    get(`${origin}/v2/Conversations/${CONVERSATION}/Communications?${query}`, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', reject);
    }).on('error', reject);
  });
}

const prepare = contenders[name];
if (prepare) {
  const list = await prepare();
  const before = performance.now();
  await list();
  const ms = performance.now() - before;
  // In KiB, wherever Node runs.
  const peakKb = process.resourceUsage().maxRSS;
  console.log(JSON.stringify({ ms, peakKb, ...listed }));
  process.exit(0);
}
console.log(JSON.stringify(Object.keys(contenders)));
