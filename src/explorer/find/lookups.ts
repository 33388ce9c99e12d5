import { CONVERSATION_STATUSES, type Configuration, type Conversation } from '../../api/resources.ts';
import type { Findings } from './findings.ts';
import type { Hit, Match } from './match.ts';
import type { Query } from './query.ts';
import { ifThere, type SearchClient, type SearchEvent, type Step } from './step.ts';

/** The most one request may ask for. */
export const PAGE_SIZE = 1_000;

/** Of so many conversations of one call or message the place in them is asked for as well. */
const MOST_PLACES = 5;

/** Asks for what the ids and SIDs name, by the API's own addresses and filters. */
export function lookUp(query: Query, client: SearchClient, findings: Findings): Step {
  const ids = query.ids
    .filter(({ kind }) => kind === 'conversation' || kind === 'unknown')
    .map(({ id }) => id);
  const channelIds = [...query.channelIds];
  return {
    name: 'lookup',
    async *run(signal) {
      for (let id = ids[0]; id !== undefined; id = ids[0]) {
        const conversation = await ifThere(client.fetchConversation(id, { signal }));
        ids.shift();
        if (!conversation) continue;
        findings.settled = true;
        yield* placed(query, client, findings, { conversation, match: { kind: 'conversationId' } }, signal);
      }
      for (let channelId = channelIds[0]; channelId !== undefined; channelId = channelIds[0]) {
        yield* byChannel(query, client, findings, channelId, { kind: 'channel', channelId }, signal);
        channelIds.shift();
      }
    },
  };
}

/**
 * Asks the classic (v1) services that configurations are bridged to: for a chat that the filter did not find, and for a
 * text that may be a chat's unique name.
 */
export function lookUpClassic(query: Query, client: SearchClient, findings: Findings): Step {
  const chats = query.channelIds.filter((sid) => sid.startsWith('CH'));
  const names =
    query.words.length > 0 && !query.phone && query.text.length <= MOST_UNIQUE_NAME ? [query.text] : [];
  return {
    name: 'classic',
    async *run(signal) {
      if (findings.settled || chats.length + names.length === 0) return;
      const services = await bridgedServices(client, signal);
      for (const serviceSid of services.keys()) {
        for (const sid of [...chats, ...names]) {
          const classic = await ifThere(client.fetchServiceConversation(serviceSid, sid, { signal }));
          if (!classic) continue;
          const match: Match = names.includes(sid)
            ? { kind: 'uniqueName', uniqueName: sid }
            : { kind: 'channel', channelId: sid };
          yield* byChannel(query, client, findings, classic.sid, match, signal);
          if (chats.includes(sid) && !findings.settled) {
            yield { kind: 'classicOnly', sid: classic.sid, serviceSid };
          }
        }
      }
    },
  };
}

/** A unique name has no documented limit; what is longer is a text that was pasted. */
const MOST_UNIQUE_NAME = 256;

/** The classic services that configurations are bridged to, each with those configurations' ids. */
export async function bridgedServices(
  client: SearchClient,
  signal: AbortSignal,
): Promise<Map<string, Set<string>>> {
  const services = new Map<string, Set<string>>();
  for await (const { items } of client.configurations({ signal, pageSize: PAGE_SIZE })) {
    for (const { id, conversationsV1Bridge } of items satisfies Configuration[]) {
      if (!conversationsV1Bridge) continue;
      const known = services.get(conversationsV1Bridge.serviceId) ?? new Set();
      services.set(conversationsV1Bridge.serviceId, known.add(id));
    }
  }
  return services;
}

/** The conversations that hold something of a call, message or chat. */
export async function* byChannel(
  query: Query,
  client: SearchClient,
  findings: Findings,
  channelId: string,
  match: Match,
  signal: AbortSignal,
): AsyncGenerator<SearchEvent, void, void> {
  const found: Conversation[] = [];
  // All statuses: which of them a list holds by itself is not documented.
  const filter = { channelId, status: CONVERSATION_STATUSES, pageSize: PAGE_SIZE, signal };
  for await (const { items } of client.conversations(filter)) {
    for (const conversation of items) {
      found.push(conversation);
      findings.settled ||= match.kind === 'channel';
      yield* told(findings, { conversation, match });
    }
  }
  for (const conversation of found.slice(0, MOST_PLACES)) {
    const communicationId = await placeOf(query, client, conversation.id, channelId, signal);
    if (communicationId !== undefined) yield* told(findings, { conversation, match, communicationId });
  }
}

/** Tells of a hit at once, and of its place when the query names one. */
async function* placed(
  { place }: Query,
  client: SearchClient,
  findings: Findings,
  hit: Hit,
  signal: AbortSignal,
): AsyncGenerator<SearchEvent, void, void> {
  yield* told(findings, hit);
  if (place.communicationId === undefined) return;
  const { conversation } = hit;
  const communication = await ifThere(
    client.fetchCommunication(conversation.id, place.communicationId, { signal }),
  );
  if (!communication) return;
  const match: Match = { kind: 'communication', communication };
  yield* told(findings, { conversation, match, communicationId: communication.id });
}

/** Where a call, message or chat begins in a conversation; where the message is that the query names, if it names one. */
async function placeOf(
  { place }: Query,
  client: SearchClient,
  conversationId: string,
  channelId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = { channelId, pageSize: PAGE_SIZE, signal };
  const page = await ifThere(client.communicationPage(conversationId, options));
  const communications = page?.items ?? [];
  const named = communications.find(({ resourceId }) => resourceId && resourceId === place.resourceId);
  if (named) return named.id;
  const moment = ({ occurredAt, createdAt }: (typeof communications)[number]) =>
    occurredAt ?? createdAt ?? '';
  return communications.toSorted((a, b) => moment(a).localeCompare(moment(b)))[0]?.id;
}

/** The event of a hit, unless it says nothing new. */
export function* told(findings: Findings, hit: Hit): Generator<SearchEvent, void, void> {
  const news = findings.take(hit);
  if (news) yield { kind: 'hit', hit: news };
}
