import type { ConversationsClient } from '../../api/client.ts';
import { isApiError } from '../../api/errors.ts';
import {
  type Action,
  CONVERSATION_STATUSES,
  type Communication,
  type Configuration,
  type Conversation,
  type Operation,
  type Participant,
  type Service,
} from '../../api/resources.ts';
import { byActivity } from '../../platform/activity.ts';
import type { FoundId } from './ids.ts';

/** What asking the API for an id asks of the client. */
export type LookupClient = Pick<
  ConversationsClient,
  | 'fetchConversation'
  | 'conversationPage'
  | 'participantPage'
  | 'fetchParticipant'
  | 'communicationPage'
  | 'fetchCommunication'
  | 'fetchAction'
  | 'fetchConfiguration'
  | 'fetchOperation'
  | 'fetchService'
>;

/** What an id leads to. */
export type Finding =
  | {
      kind: 'conversation';
      conversation: Conversation;
      /** Of its participants; the first page, where the API does not say them by itself. */
      participants: readonly Participant[];
      /** What the id names in it, when it names no conversation. */
      communication?: Communication;
      participant?: Participant;
      action?: Action;
      /** How many other conversations hold traffic of the same call, message or chat. */
      others?: number;
    }
  | { kind: 'configuration'; configuration: Configuration }
  | { kind: 'operation'; operation: Operation }
  | { kind: 'service'; service: Service }
  /** @property asked in how many conversations it was looked for, where the API has no way to it by itself */
  | { kind: 'absent'; asked?: number };

/** Where to look for what the API does not find by its id alone. */
export interface Surroundings {
  /** Conversations that stand beside the id, the nearest first. */
  near: readonly string[];
  /** The account's conversations that are loaded. */
  loaded: readonly Conversation[];
}

/** In so many conversations a communication, a participant or an action is looked for: a hover is no search. */
export const MOST_ASKED = 12;

/** How many requests run at once: others want some of the six that the client allows. */
const AT_ONCE = 4;

const PARTICIPANTS = 50;
const OF_A_CHANNEL = 50;

/** Finds out what an id leads to in one account. @throws ApiError other than that it is not there */
export async function lookUpId(
  { id, kind }: Pick<FoundId, 'id' | 'kind'>,
  client: LookupClient,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Finding> {
  switch (kind) {
    case 'conversation': {
      const conversation = await ifThere(client.fetchConversation(id, { signal }));
      return conversation ? withPeople(conversation, client, signal) : { kind: 'absent' };
    }
    case 'communication':
      return within(surroundings, client, signal, async (conversationId, end) => {
        const communication = await ifThere(client.fetchCommunication(conversationId, id, { signal: end }));
        return communication && { communication };
      });
    case 'participant':
      return within(surroundings, client, signal, async (conversationId, end) => {
        const participant = await ifThere(client.fetchParticipant(conversationId, id, { signal: end }));
        return participant && { participant };
      });
    case 'action':
      return within(surroundings, client, signal, async (conversationId, end) => {
        const action = await ifThere(client.fetchAction(conversationId, id, { signal: end }));
        return action && { action };
      });
    case 'chat':
    case 'message':
    case 'chatMessage':
    case 'call':
      return byChannel(id, client, signal);
    case 'configuration': {
      const configuration = await ifThere(client.fetchConfiguration(id, { signal }));
      return configuration ? { kind: 'configuration', configuration } : { kind: 'absent' };
    }
    case 'operation': {
      const operation = await ifThere(client.fetchOperation(id, { signal }));
      return operation ? { kind: 'operation', operation } : { kind: 'absent' };
    }
    case 'service': {
      const service = await ifThere(client.fetchService(id, { signal }));
      return service ? { kind: 'service', service } : { kind: 'absent' };
    }
    case 'profile':
    case 'memoryStore':
    case 'request':
    case 'account':
    case 'apiKey':
      return { kind: 'absent' };
  }
}

type Inner = Pick<Extract<Finding, { kind: 'conversation' }>, 'communication' | 'participant' | 'action'>;

/** Asks the conversations that stand beside the id, then those that are loaded, the latest activity first. */
async function within(
  { near, loaded }: Surroundings,
  client: LookupClient,
  signal: AbortSignal,
  ask: (conversationId: string, signal: AbortSignal) => Promise<Inner | undefined>,
): Promise<Finding> {
  const others = byActivity(loaded).map(({ id }) => id);
  const candidates = [...new Set([...near, ...others])].slice(0, MOST_ASKED);
  // What stands beside it is asked alone: mostly it is the one.
  const batches = near.length > 0 ? [candidates.slice(0, near.length)] : [];
  for (let from = near.length; from < candidates.length; from += AT_ONCE) {
    batches.push(candidates.slice(from, from + AT_ONCE));
  }
  for (const asked of batches) {
    const answers = await Promise.all(asked.map((conversationId) => ask(conversationId, signal)));
    const index = answers.findIndex((answer) => answer !== undefined);
    const conversationId = asked[index];
    if (conversationId === undefined) continue;
    const conversation = await ifThere(client.fetchConversation(conversationId, { signal }));
    if (!conversation) continue;
    return { ...(await withPeople(conversation, client, signal)), ...answers[index] };
  }
  return { kind: 'absent', asked: candidates.length };
}

async function byChannel(channelId: string, client: LookupClient, signal: AbortSignal): Promise<Finding> {
  // All statuses: which of them a list holds by itself is not documented.
  const filter = { channelId, status: CONVERSATION_STATUSES, pageSize: OF_A_CHANNEL, signal };
  const page = await ifThere(client.conversationPage(filter));
  const [latest, ...others] = byActivity(page?.items ?? []);
  if (!latest) return { kind: 'absent' };
  const communications = await ifThere(
    client.communicationPage(latest.id, { channelId, pageSize: OF_A_CHANNEL, signal }),
  );
  const moment = ({ occurredAt, createdAt }: Communication) => occurredAt ?? createdAt ?? '';
  const items = communications?.items ?? [];
  const communication =
    items.find(({ resourceId }) => resourceId === channelId) ??
    items.toSorted((a, b) => moment(a).localeCompare(moment(b)))[0];
  return {
    ...(await withPeople(latest, client, signal)),
    ...(communication ? { communication } : {}),
    ...(others.length > 0 ? { others: others.length } : {}),
  };
}

async function withPeople(
  conversation: Conversation,
  client: LookupClient,
  signal: AbortSignal,
): Promise<Extract<Finding, { kind: 'conversation' }>> {
  const participants =
    conversation.participants ??
    (await ifThere(client.participantPage(conversation.id, { pageSize: PARTICIPANTS, signal })))?.items ??
    [];
  return { kind: 'conversation', conversation, participants };
}

/** @returns undefined when there is no such thing: 400 where the API does not take it for an id */
async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isAbsent =
      error instanceof RangeError ||
      (isApiError(error) && error.kind === 'status' && (error.status === 404 || error.status === 400));
    if (isAbsent) return undefined;
    throw error;
  }
}
