/**
 * One search, in a process of its own: for the phone number of a conversation at the start, in the middle or at the end
 * of the list, or of none. Prints what it took as one line of JSON. Arguments: the sandbox's origin, and which.
 */
import process from 'node:process';
import { ConversationsClient } from '../../../src/api/client.ts';
import { CONVERSATION_STATUSES } from '../../../src/api/resources.ts';
import { readPhoneNumber } from '../../../src/explorer/find/phone.ts';
import { readQuery } from '../../../src/explorer/find/query.ts';
import { ConversationSearch } from '../../../src/explorer/find/search.ts';
import { DEFAULT_ACCOUNT } from '../../../src/sandbox/server/defaultAccount.ts';

const [origin = '', place = ''] = process.argv.slice(2);

void (async () => {
  const client = new ConversationsClient({
    origin,
    credentials: { username: DEFAULT_ACCOUNT.accountSid, password: DEFAULT_ACCOUNT.authToken },
    userAgent: 'bench',
  });
  const query = readQuery(await numberIn(client), 'publisher.name');
  const beforeKb = process.memoryUsage.rss() / 1024;
  const begun = performance.now();
  let firstHitMs: number | null = null;
  let hits = 0;
  const search = new ConversationSearch(query, client);
  for await (const event of search.run(new AbortController().signal)) {
    if (event.kind === 'failed') throw event.error;
    if (event.kind !== 'hit') continue;
    hits++;
    firstHitMs ??= performance.now() - begun;
  }
  const endMs = performance.now() - begun;
  const peakKb = process.resourceUsage().maxRSS;
  process.stdout.write(
    JSON.stringify({ firstHitMs, endMs, hits, searched: search.searched, peakKb, beforeKb }),
  );
  process.exit(0);
})();

/** A number that stands in one conversation only, near the wanted place: in national spelling. */
async function numberIn(client: ConversationsClient): Promise<string> {
  if (place === 'none') {
    await client.conversationPage({ pageSize: 1 });
    return '(999) 555-0199';
  }
  const wanted = { first: 0, middle: 5, last: 9 }[place] ?? 0;
  let pageToken: string | undefined;
  for (let index = 0; ; index++) {
    const page = await client.conversationPage({ pageSize: 1_000, pageToken, status: CONVERSATION_STATUSES });
    if (index < wanted && page.nextToken !== undefined) {
      pageToken = page.nextToken;
      continue;
    }
    const items = place === 'last' ? page.items.toReversed() : page.items;
    for (const { participants = [] } of items) {
      const address = participants.find(({ type }) => type === 'CUSTOMER')?.addresses?.[0]?.address ?? '';
      const digits = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
      if (!digits) continue;
      const text = `(${digits[1]}) ${digits[2]}-${digits[3]}`;
      if (readPhoneNumber(text)) return text;
    }
    throw new Error('No conversation there has a customer with a North American number');
  }
}
