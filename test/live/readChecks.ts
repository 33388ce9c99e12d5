import {
  CHANNELS,
  CONVERSATION_STATUSES,
  DELIVERY_STATUSES,
  PARTICIPANT_TYPES,
} from '../../src/api/resources.ts';
import { describeFailure, isObject, itemsOf, type Json, orderOf, type Probe, type Reply } from './probe.ts';

/** A question that Twilio's documents leave open, and how to find its answer. */
export interface Check {
  question: string;
  /** @throws Error that says why there is no answer */
  ask(probe: Probe): Promise<string>;
}

/** An id that nobody has. */
const NOBODY = '00000000000000000000000000';

/** Enough to see an order. */
const CONVERSATIONS = '/v2/Conversations?pageSize=100';

async function someConversation(probe: Probe): Promise<Json> {
  const [first] = await probe.list('/v2/Conversations?pageSize=1', 'conversations');
  if (!first) throw new Error('the account has no conversation');
  return first;
}

/** The first conversation that holds enough communications, with these. */
async function someCommunications(probe: Probe): Promise<Json[]> {
  for (const { id } of await probe.list('/v2/Conversations?pageSize=20', 'conversations')) {
    const items = await probe.list(`/v2/Conversations/${id}/Communications?pageSize=100`, 'communications');
    if (items.length >= 3) return items;
  }
  throw new Error('none of 20 conversations has three communications');
}

function order(items: readonly Json[], members: readonly string[]): string {
  const found = members.map((member) => orderOf(items, member)).filter((text) => text !== undefined);
  if (items.length < 3) throw new Error(`${items.length} items are too few to tell`);
  return found.length === 0 ? `none by ${members.join(', ')}` : found.join(' and ');
}

function difference(listed: Json, fetched: Json): string {
  const missing = Object.keys(fetched).filter((name) => !(name in listed));
  const more = Object.keys(listed).filter((name) => !(name in fetched));
  if (missing.length === 0 && more.length === 0) return 'the same as in a fetch';
  return [...missing.map((name) => `without ${name}`), ...more.map((name) => `with ${name}`)].join(', ');
}

function headerNames({ headers }: Reply, pattern: RegExp): string {
  return [...headers.keys()].filter((name) => pattern.test(name)).join(', ') || 'none';
}

const failing = (question: string, path: string): Check => ({
  question,
  ask: async (probe) => describeFailure(await probe.get(path)),
});

/** What can be found out without changing anything. */
export const READ_CHECKS: readonly Check[] = [
  {
    question: 'Order of listed conversations',
    ask: async (probe) => order(await probe.list(CONVERSATIONS, 'conversations'), ['createdAt', 'updatedAt']),
  },
  {
    question: 'Order of listed communications',
    ask: async (probe) => order(await someCommunications(probe), ['createdAt', 'occurredAt']),
  },
  {
    question: 'Statuses that are listed when none is asked for',
    async ask(probe) {
      const there: string[] = [];
      for (const status of CONVERSATION_STATUSES) {
        const [one] = await probe.list(`/v2/Conversations?pageSize=1&status=${status}`, 'conversations');
        if (one) there.push(status);
      }
      if (!there.includes('CLOSED')) throw new Error('the account has no CLOSED conversation');
      const listed = new Set<unknown>();
      let token: unknown = '';
      for (let page = 0; page < 20 && token !== undefined && token !== null; page++) {
        const more: string = token === '' ? '' : `&pageToken=${encodeURIComponent(String(token))}`;
        const body = await probe.need('GET', `/v2/Conversations?pageSize=1000${more}`);
        for (const { status } of itemsOf(body, 'conversations')) listed.add(status);
        token = isObject(body['meta']) ? body['meta']['nextToken'] : undefined;
      }
      const missing = there.filter((status) => !listed.has(status));
      return missing.length === 0 ? 'all' : `all but ${missing.join(', ')}`;
    },
  },
  {
    question: 'Members of a listed conversation',
    async ask(probe) {
      const listed = await someConversation(probe);
      return difference(listed, await probe.need('GET', `/v2/Conversations/${listed['id']}`));
    },
  },
  {
    question: 'Members of a listed communication',
    async ask(probe) {
      const [listed] = await someCommunications(probe);
      const path = `/v2/Conversations/${listed?.['conversationId']}/Communications/${listed?.['id']}`;
      return difference(listed ?? {}, await probe.need('GET', path));
    },
  },
  {
    question: 'Order of the members of a page',
    ask: async (probe) => Object.keys(await probe.need('GET', CONVERSATIONS)).join(', '),
  },
  {
    question: 'Members of meta on a last page',
    async ask(probe) {
      const { meta } = await probe.need('GET', '/v2/ControlPlane/Configurations?pageSize=1000');
      if (!isObject(meta)) throw new Error('there is no meta');
      return Object.entries(meta)
        .map(([name, value]) => (value === null ? `${name} null` : name))
        .join(', ');
    },
  },
  {
    question: 'meta.pageSize, asked for 2',
    async ask(probe) {
      const { meta, ...page } = await probe.need('GET', '/v2/Conversations?pageSize=2');
      const count = itemsOf(page, 'conversations').length;
      return `${isObject(meta) ? meta['pageSize'] : 'none'} for ${count} items`;
    },
  },
  failing('404 for a conversation', `/v2/Conversations/conv_conversation_${NOBODY}`),
  failing('404 for a path', '/v2/Nowhere'),
  failing('400 for pageSize=0', '/v2/Conversations?pageSize=0'),
  failing('400 for pageSize=1001', '/v2/Conversations?pageSize=1001'),
  failing('400 for a page token', '/v2/Conversations?pageToken=bm90LWEtdG9rZW4'),
  failing('400 for a status', '/v2/Conversations?status=OPEN'),
  {
    question: 'A query parameter that is not documented (configurationId)',
    async ask(probe) {
      const id = `conv_configuration_${NOBODY}`;
      const reply = await probe.get(`/v2/Conversations?pageSize=1&configurationId=${id}`);
      if (reply.status !== 200) return describeFailure(reply);
      return itemsOf(reply.body, 'conversations').length === 0 ? 'filters' : 'ignored';
    },
  },
  {
    question: 'Headers that identify a request',
    ask: async (probe) => headerNames(await probe.get(CONVERSATIONS), /request-id$/),
  },
  {
    question: 'Headers about rates',
    ask: async (probe) => headerNames(await probe.get(CONVERSATIONS), /rate|limit|concurrent|retry-after/),
  },
  {
    question: 'Enumeration values beyond the document',
    async ask(probe) {
      const found = new Set<string>();
      const look = (value: unknown, known: readonly string[]) => {
        if (typeof value === 'string' && !known.includes(value)) found.add(value);
      };
      for (const { id } of await probe.list('/v2/Conversations?pageSize=10', 'conversations')) {
        const people = await probe.list(`/v2/Conversations/${id}/Participants`, 'participants');
        for (const { type, addresses } of people) {
          look(type, PARTICIPANT_TYPES);
          for (const address of Array.isArray(addresses) ? addresses : []) look(address?.channel, CHANNELS);
        }
        const said = await probe.list(`/v2/Conversations/${id}/Communications`, 'communications');
        for (const { recipients } of said) {
          for (const recipient of Array.isArray(recipients) ? recipients : []) {
            look(recipient?.deliveryStatus, DELIVERY_STATUSES);
          }
        }
      }
      return [...found].sort().join(', ') || 'none';
    },
  },
];
