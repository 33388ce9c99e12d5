import type { ConversationsClient } from '../../api/client.ts';
import { isApiError } from '../../api/errors.ts';
import { allItems } from '../../api/pages.ts';
import type {
  Communication,
  Configuration,
  Conversation,
  ConversationConfiguration,
  Participant,
  ServiceMessage,
} from '../../api/resources.ts';
import { urlKind } from '../../platform/urlKind.ts';
import { classicMessageOf } from './classicMatch.ts';
import type {
  CallbackAttempt,
  ClassicSide,
  Disagreement,
  Evidence,
  HostAnswer,
  Rival,
  SeenCommunication,
  Unread,
} from './evidence.ts';
import { groupKeys } from './grouping.ts';
import { Rivals } from './rivals.ts';

/** The reads that a diagnosis makes. */
export type DiagnosisClient = Pick<
  ConversationsClient,
  | 'fetchConversation'
  | 'conversations'
  | 'participants'
  | 'communications'
  | 'fetchConfiguration'
  | 'configurations'
  | 'fetchServiceConversation'
  | 'serviceParticipants'
  | 'serviceMessages'
  | 'serviceDeliveryReceipts'
>;

/** What the API says of a conversation, to be compared with what callbacks said. */
export interface ApiSide {
  readonly conversation: Conversation;
  readonly participants: readonly Participant[];
  readonly communications: readonly Communication[];
}

/** What evidence comes from, beside the API. */
export interface Sources {
  readonly client: DiagnosisClient;
  readonly accountId: string;
  readonly sandbox: boolean;
  /** Epoch milliseconds by this machine's clock. */
  now(): number;
  /** Whether something listens at a URL of this machine; nothing is sent there. */
  probe(url: string, signal: AbortSignal): Promise<HostAnswer>;
  /** What was found of servers that are not of this machine, where the person had them asked. By URL. */
  readonly asked?: ReadonlyMap<string, HostAnswer>;
  /** How a sandbox fared with its callbacks; undefined for other accounts. */
  attempts(signal: AbortSignal): Promise<readonly CallbackAttempt[] | undefined>;
  /** What a comparison with received callbacks has found; undefined where none were received. */
  compare?(api: ApiSide, readAt: number): readonly Disagreement[] | undefined;
  /** An error in one sentence, for a part that could not be read. */
  why(error: unknown): string;
  /** What a part is called in words. */
  part(name: PartName): string;
}

export type PartName =
  | 'participants'
  | 'communications'
  | 'configuration'
  | 'classic'
  | 'rivals'
  | 'rivalsCut'
  | 'attempts'
  | 'receipts';

/** What is known already, where many conversations of an account are diagnosed. */
export interface Known {
  readonly conversation?: Conversation;
  readonly configurations?: ReadonlyMap<string, Configuration>;
  readonly attempts?: readonly CallbackAttempt[] | undefined;
  readonly rivals?: readonly Rival[];
}

/** The API's most: a diagnosis reads everything. */
const PAGE_SIZE = 1_000;
const CLASSIC_PAGE_SIZE = 100;

/** So many open conversations are compared for their traffic when one is diagnosed. More are told to be left out. */
const MOST_COMPARED = 10_000;

/** A message's receipts are a request each. */
const MOST_RECEIPTS = 10;

/**
 * Reads what a conversation is judged by. A part that cannot be read is named in `unread`.
 * @param known what need not be read
 * @throws ApiError when the conversation itself cannot be read, or when it was cancelled
 */
export async function gather(
  sources: Sources,
  conversationId: string,
  signal: AbortSignal,
  known: Known = {},
): Promise<Evidence> {
  const { client, accountId, sandbox } = sources;
  const unread: Unread[] = [];
  const attempt = async <T>(part: PartName, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      // Whoever cancelled wants no half of it.
      if (signal.aborted) throw error;
      unread.push({ part, what: sources.part(part), why: sources.why(error) });
      return undefined;
    }
  };
  const listed = known.conversation;
  // A list may leave out the settings.
  const conversation = listed?.configuration
    ? listed
    : await client.fetchConversation(conversationId, { signal });
  const listedParticipants =
    listed && conversation.participants?.length ? conversation.participants : undefined;
  // What comes while it is read belongs to a later state than what is read.
  const readAt = sources.now();
  const [participants, communications, configuration, attempts] = await Promise.all([
    listedParticipants ??
      attempt('participants', () =>
        allItems(client.participants(conversationId, { signal, pageSize: PAGE_SIZE })),
      ),
    attempt('communications', () => readCommunications(client, conversationId, signal)),
    known.configurations
      ? known.configurations.get(conversation.configurationId)
      : attempt('configuration', () => readConfiguration(client, conversation.configurationId, signal)),
    known.configurations ? known.attempts : attempt('attempts', () => sources.attempts(signal)),
  ]);
  const settings = conversation.configuration ?? configuration;
  const everybody = participants ?? conversation.participants ?? [];
  const [classic, rivals, hosts] = await Promise.all([
    attempt('classic', () => readClassic(client, settings, everybody, communications ?? [], signal)),
    known.rivals ??
      attempt('rivals', () =>
        findRivals(client, conversation, settings, everybody, signal, () =>
          unread.push({
            part: 'rivalsCut',
            what: sources.part('rivalsCut'),
            why: String(MOST_COMPARED),
          }),
        ),
      ),
    probeAll(sources, settings?.statusCallbacks ?? [], signal),
  ]);
  const withReceipts =
    classic?.messages && communications
      ? await attempt('receipts', () => readReceipts(client, classic, communications, signal))
      : undefined;
  return {
    accountId,
    sandbox,
    now: latest(sources.now(), conversation, communications ?? []),
    conversation,
    settings,
    configuration,
    participants: participants ?? conversation.participants,
    communications,
    classic: withReceipts ?? classic,
    rivals,
    hosts,
    attempts,
    disagreements:
      communications &&
      sources.compare?.(
        { conversation, participants: everybody, communications: communications.map(whole) },
        readAt,
      ),
    unread,
  };
}

/**
 * What is known of each callback's server. Of a sandbox's those on this machine are asked for a connection, each time.
 * @throws the signal's reason when it was cancelled
 */
export async function probeAll(
  { sandbox, asked, probe }: Pick<Sources, 'sandbox' | 'asked' | 'probe'>,
  callbacks: readonly { url: string }[],
  signal: AbortSignal,
): Promise<Map<string, HostAnswer>> {
  const answers = new Map<string, HostAnswer>();
  await Promise.all(
    [...new Set(callbacks.map(({ url }) => url))].map(async (url) => {
      const known = asked?.get(url);
      if (sandbox && urlKind(url) === 'loopback') answers.set(url, await probe(url, signal));
      else if (known !== undefined) answers.set(url, known);
    }),
  );
  // A probe that was ended has an answer that nobody gave.
  signal.throwIfAborted();
  return answers;
}

async function readCommunications(
  client: DiagnosisClient,
  conversationId: string,
  signal: AbortSignal,
): Promise<SeenCommunication[]> {
  const seen: SeenCommunication[] = [];
  for await (const { items } of client.communications(conversationId, { signal, pageSize: PAGE_SIZE })) {
    for (const item of items) seen.push(slim(item));
  }
  return seen;
}

/** Without the words of transcriptions, which are the most of them. */
function slim({ accountId: _account, content, ...rest }: Communication): SeenCommunication {
  return { ...rest, recipients: rest.recipients ?? [], kind: content.type, text: content.text ?? '' };
}

/** With the members again that a communication has, for whoever asks for one. */
function whole({ kind, text, ...rest }: SeenCommunication): Communication {
  return { ...rest, accountId: '', content: { type: kind, text } };
}

/** One that is gone is no failure: conversations outlive their configuration. */
async function readConfiguration(
  client: DiagnosisClient,
  configurationId: string,
  signal: AbortSignal,
): Promise<Configuration | undefined> {
  try {
    return await client.fetchConfiguration(configurationId, { signal });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function readClassic(
  client: DiagnosisClient,
  settings: ConversationConfiguration | undefined,
  participants: readonly Participant[],
  communications: readonly SeenCommunication[],
  signal: AbortSignal,
): Promise<ClassicSide | undefined> {
  const serviceId = settings?.conversationsV1Bridge?.serviceId;
  if (!serviceId) return undefined;
  const named = [
    ...participants.flatMap(({ addresses }) => (addresses ?? []).map(({ channelId }) => channelId)),
    ...communications.map(({ channelId }) => channelId),
  ].filter((sid) => typeof sid === 'string' && /^CH[0-9a-f]{32}$/i.test(sid));
  const sids = [...new Set(named as string[])];
  const side: ClassicSide = { serviceId, sids, errorCodes: new Map() };
  const [sid] = sids;
  if (sid === undefined || sids.length > 1) return side;
  try {
    const conversation = await client.fetchServiceConversation(serviceId, sid, { signal });
    const options = { signal, pageSize: CLASSIC_PAGE_SIZE };
    const [participants, messages] = await Promise.all([
      allItems(client.serviceParticipants(serviceId, sid, options)),
      allItems(client.serviceMessages(serviceId, sid, options)),
    ]);
    return { ...side, conversation, participants, messages };
  } catch (error) {
    if (isMissing(error)) return side;
    throw error;
  }
}

/** Why deliveries failed: the classic (v1) receipts have an error code, and v2 tells none. */
async function readReceipts(
  client: DiagnosisClient,
  classic: ClassicSide,
  communications: readonly SeenCommunication[],
  signal: AbortSignal,
): Promise<ClassicSide> {
  const { serviceId, conversation, messages = [] } = classic;
  const failed = communications.filter(({ recipients }) =>
    recipients.some(({ deliveryStatus }) => deliveryStatus === 'FAILED'),
  );
  const sought = new Set<ServiceMessage>();
  for (const communication of failed) {
    if (sought.size === MOST_RECEIPTS) break;
    const message = classicMessageOf(communication, messages);
    if (message) sought.add(message);
  }
  const errorCodes = new Map<string, readonly number[]>();
  for (const { sid } of sought) {
    const receipts = await allItems(
      client.serviceDeliveryReceipts(serviceId, conversation?.sid ?? '', sid, { signal }),
    );
    const codes = receipts.map(({ error_code }) => error_code).filter((code) => code > 0);
    if (codes.length > 0) errorCodes.set(sid, codes);
  }
  return { ...classic, errorCodes };
}

/** Looks through the open conversations for those with the same traffic. The API has no way to ask for them. */
async function findRivals(
  client: DiagnosisClient,
  conversation: Conversation,
  settings: ConversationConfiguration | undefined,
  participants: readonly Participant[],
  signal: AbortSignal,
  cut: () => void,
): Promise<Rival[]> {
  if (conversation.status === 'CLOSED' || !settings) return [];
  const own = groupKeys(conversation.configurationId, settings, participants);
  if (own.length === 0) return [];
  const rivals = new Rivals();
  let compared = 0;
  const pages = client.conversations({ status: ['ACTIVE', 'INACTIVE'], signal, pageSize: PAGE_SIZE });
  for await (const { items, nextToken } of pages) {
    for (const other of items) if (other.id !== conversation.id) rivals.add(other, own);
    compared += items.length;
    if (compared >= MOST_COMPARED && nextToken !== undefined) {
      cut();
      break;
    }
  }
  return rivals.of(conversation.id, own);
}

/** The server's clock may be ahead of this machine's: a sandbox's can be set. What it wrote was not in its future. */
function latest(
  now: number,
  conversation: Conversation,
  communications: readonly SeenCommunication[],
): number {
  let latest = Math.max(now, Date.parse(conversation.updatedAt ?? '') || 0);
  for (const { createdAt, updatedAt } of communications) {
    latest = Math.max(latest, Date.parse(createdAt ?? '') || 0, Date.parse(updatedAt ?? '') || 0);
  }
  return latest;
}

function isMissing(error: unknown): boolean {
  return isApiError(error) && error.kind === 'status' && error.status === 404;
}
