/**
 * Searches and filters one conversation of so many communications, in a process of its own, as the host does: the data
 * is parsed from JSON, since texts that come so are other texts to the engine than those of a program. Prints what it
 * took as one line of JSON. Argument: how many.
 */
import process from 'node:process';
import type { Communication } from '../../../src/api/resources.ts';
import { type Entry, entryOf } from '../../../src/timeline/entries.ts';
import { filterEntries } from '../../../src/timeline/filtering.ts';
import { EntrySearch } from '../../../src/timeline/find/entrySearch.ts';
import { countFacets } from '../../../src/timeline/find/facets.ts';
import { Parties } from '../../../src/timeline/parties.ts';
import { agent, communication, customer } from '../../support/fixtures.ts';

/** Milliseconds, bytes and counts. */
export interface TimelineFindRun {
  foldMs: number;
  foldedBytes: number;
  searchMs: number;
  found: number;
  narrowMs: number;
  noneMs: number;
  numberMs: number;
  arrivalMs: number;
  filterMs: number;
  shown: number;
  facetsMs: number;
}

const WORDS =
  'the Vehicle checked in at Hotel Larkspur and waits for charging Überprüfung café battery at level door open driver asks where to park please send a new code thank you'.split(
    ' ',
  );
const STATUSES = ['DELIVERED', 'READ', 'FAILED', 'IN_PROGRESS', 'DELIVERED', 'DELIVERED'];
const CHANNELS = ['SMS', 'WHATSAPP', 'SMS', 'CHAT'];

const size = Number(process.argv[2]);
const parties = new Parties([customer, agent]);
const START = Date.UTC(2026, 2, 1);

function generated(n: number): Communication {
  const text = Array.from(
    { length: 6 + (n % 19) },
    (_, at) => WORDS[(n * 7 + at * (3 + (n % 5))) % WORDS.length],
  ).join(' ');
  const channel = CHANNELS[n % CHANNELS.length] ?? 'SMS';
  const [from, to] = n % 2 ? [customer, agent] : [agent, customer];
  return communication(`comm_${String(n).padStart(26, '0')}`, new Date(START + n * 1_000).toISOString(), {
    content: { type: n % 9 ? 'TEXT' : 'TRANSCRIPTION', text: `${text}. Event ${n}` },
    author: { address: from.addresses?.[0]?.address ?? '', channel, participantId: from.id },
    recipients: [
      {
        address: to.addresses?.[0]?.address ?? '',
        channel,
        participantId: to.id,
        deliveryStatus: STATUSES[n % STATUSES.length] ?? '',
      },
    ],
  });
}

function timed<T>(run: () => T): [result: T, ms: number] {
  const begun = performance.now();
  const result = run();
  return [result, performance.now() - begun];
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const json = JSON.stringify(Array.from({ length: size }, (_, n) => generated(n)));
const shown: Entry[] = (JSON.parse(json) as Communication[]).map(entryOf);
const search = new EntrySearch();
const searched = { revision: 1, entries: shown, shown, parties, communication: () => undefined };
const before = heap();
const [, foldMs] = timed(() => search.prepare(searched, size));
const foldedBytes = heap() - before;
const [hits, searchMs] = timed(() => search.search(searched, 'uberp'));
const [, narrowMs] = timed(() => search.search(searched, 'uberpr'));
const [, noneMs] = timed(() => search.search(searched, 'zeppelin'));
const [, numberMs] = timed(() => search.search(searched, '555 0199'));
const arrived = [...shown, entryOf(JSON.parse(JSON.stringify(generated(size))) as Communication)];
const more = { ...searched, revision: 2, entries: arrived, shown: arrived };
const [, arrivalMs] = timed(() => search.search(more, 'uberpr'));
const filter = {
  parties: ['p-customer'],
  channels: ['SMS', 'CHAT'],
  kinds: ['TEXT'],
  statuses: ['FAILED', 'READ'],
  from: START + 1_000,
};
const [narrowed, filterMs] = timed(() => filterEntries(shown, filter, parties));
const spans = [{ name: 'today', from: START }];
const [, facetsMs] = timed(() => countFacets(shown, filter, parties, spans));
const run: TimelineFindRun = {
  foldMs,
  foldedBytes,
  searchMs,
  found: hits.length,
  narrowMs,
  noneMs,
  numberMs,
  arrivalMs,
  filterMs,
  shown: narrowed.length,
  facetsMs,
};
process.stdout.write(JSON.stringify(run));
