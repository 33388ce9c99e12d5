import type { Findings } from './findings.ts';
import { inParallel } from './inParallel.ts';
import { bridgedServices, byChannel, told } from './lookups.ts';
import { type Match, matchParticipants } from './match.ts';
import type { Query } from './query.ts';
import { ifThere, type SearchClient, type SearchEvent, type Step, type StepName } from './step.ts';

/** How many requests run at once: the client allows six, and the explorer and the timelines want some of them. */
const AT_ONCE = 4;

/** Classic (v1) lists have pages of at most 100. */
const CLASSIC_PAGE_SIZE = 100;

/** What asking in one conversation brought to light. */
interface Found {
  match: Match;
  communicationId?: string;
}

/** Asks in each conversation, the latest activity first. */
function probe(
  name: StepName,
  client: SearchClient,
  findings: Findings,
  {
    wanted,
    ids,
    once,
    ask,
  }: {
    wanted: () => boolean;
    ids: () => string[];
    /** There can be one hit only: the search ends there. */
    once: boolean;
    ask: (conversationId: string, signal: AbortSignal) => Promise<Found | undefined>;
  },
): Step {
  let queue: string[] | undefined;
  let total = 0;
  return {
    name,
    async *run(signal) {
      if (findings.settled || !wanted()) return;
      if (queue === undefined) {
        queue = ids().filter((id) => !findings.has(id));
        total = queue.length;
      }
      if (queue.length === 0) return;
      yield { kind: 'progress', step: name, searched: total - queue.length, total };
      let searched = total - queue.length;
      const answers = inParallel(
        queue,
        AT_ONCE,
        async (id, end) => ({ id, found: await ask(id, end) }),
        signal,
      );
      for await (const { id, found } of answers) {
        searched++;
        if (found) {
          // Until it is told of it was not searched: a failure here must not lose it.
          queue.unshift(id);
          const conversation = await ifThere(client.fetchConversation(id, { signal }));
          queue.splice(queue.indexOf(id), 1);
          if (conversation) yield* told(findings, { conversation, ...found });
          if (conversation && once) {
            findings.settled = true;
            yield { kind: 'progress', step: name, searched, total };
            return;
          }
        }
        yield { kind: 'progress', step: name, searched, total };
      }
    },
  };
}

/** Where lists do not say who takes part: asks each conversation for its participants. */
export function probeParticipants(query: Query, client: SearchClient, findings: Findings): Step {
  const named = query.ids.filter(({ kind }) => kind === 'participant' || kind === 'unknown');
  const [only] = named.length === 1 ? named : [];
  return probe('participants', client, findings, {
    wanted: () => query.words.length > 0 || query.phone !== undefined || named.length > 0,
    ids: () => findings.byActivity('withoutPeople'),
    once: only !== undefined,
    ask: async (conversationId, signal) => {
      if (only) {
        const participant = await ifThere(client.fetchParticipant(conversationId, only.id, { signal }));
        return participant && { match: { kind: 'participantId', participant } };
      }
      for await (const { items } of client.participants(conversationId, { signal, pageSize: 1_000 })) {
        const match = matchParticipants(query, items);
        if (match) return { match };
      }
      return undefined;
    },
  });
}

/** The API has no way from a communication to its conversation: asks each conversation for it. */
export function probeCommunications(query: Query, client: SearchClient, findings: Findings): Step {
  const wanted = query.ids.find(({ kind }) => kind === 'communication');
  return probe('communications', client, findings, {
    wanted: () => wanted !== undefined,
    ids: () => findings.byActivity('all'),
    once: true,
    ask: async (conversationId, signal) => {
      if (!wanted) return undefined;
      const communication = await ifThere(client.fetchCommunication(conversationId, wanted.id, { signal }));
      return (
        communication && {
          match: { kind: 'communication', communication },
          communicationId: communication.id,
        }
      );
    },
  });
}

/** The API has no way from an action to its conversation either. */
export function probeActions(query: Query, client: SearchClient, findings: Findings): Step {
  const wanted = query.ids.find(({ kind }) => kind === 'action');
  return probe('actions', client, findings, {
    wanted: () => wanted !== undefined,
    ids: () => findings.byActivity('all'),
    once: true,
    ask: async (conversationId, signal) => {
      if (!wanted) return undefined;
      const action = await ifThere(client.fetchAction(conversationId, wanted.id, { signal }));
      const communicationId = action?.related?.['communicationId'];
      return (
        action && {
          match: { kind: 'action', actionId: action.id },
          ...(communicationId === undefined ? {} : { communicationId }),
        }
      );
    },
  });
}

/** A classic (v1) conversation. */
interface Chat {
  serviceSid: string;
  sid: string;
}

/** A classic (v1) message has no address without its conversation's: asks each classic conversation for it. */
export function probeMessages(query: Query, client: SearchClient, findings: Findings): Step {
  const wanted = query.channelIds.find((sid) => sid.startsWith('IM'));
  let chats: Chat[] | undefined;
  let total = 0;
  return {
    name: 'messages',
    async *run(signal): AsyncGenerator<SearchEvent, void, void> {
      if (findings.settled || wanted === undefined) return;
      if (chats === undefined) {
        const listed: Chat[] = [];
        for (const serviceSid of (await bridgedServices(client, signal)).keys()) {
          const options = { signal, pageSize: CLASSIC_PAGE_SIZE };
          for await (const { items } of client.serviceConversations(serviceSid, options)) {
            listed.push(...items.map(({ sid }) => ({ serviceSid, sid })));
          }
        }
        chats = listed;
        total = listed.length;
      }
      let searched = total - chats.length;
      const answers = inParallel(
        chats,
        AT_ONCE,
        async (chat, end) => ({
          chat,
          message: await ifThere(
            client.fetchServiceMessage(chat.serviceSid, chat.sid, wanted, { signal: end }),
          ),
        }),
        signal,
      );
      for await (const { chat, message } of answers) {
        yield { kind: 'progress', step: 'messages', searched: ++searched, total };
        if (!message) continue;
        const named: Query = { ...query, place: { resourceId: wanted } };
        const match: Match = { kind: 'channel', channelId: wanted };
        chats.unshift(chat);
        yield* byChannel(named, client, findings, chat.sid, match, signal);
        if (!findings.settled) yield { kind: 'classicOnly', sid: wanted, serviceSid: chat.serviceSid };
        findings.settled = true;
        return;
      }
    },
  };
}
