import type { ConversationsClient } from '../../api/client.ts';
import { isApiError } from '../../api/errors.ts';
import type {
  Communication,
  Conversation,
  Participant,
  ServiceDeliveryReceipt,
  ServiceMessage,
} from '../../api/resources.ts';

/** The reads that lead from a communication to its classic (v1) side. */
export type ClassicClient = Pick<
  ConversationsClient,
  'fetchServiceMessage' | 'serviceMessages' | 'serviceDeliveryReceipts'
>;

/** Where classic (v1) messages of a conversation are. */
export interface ClassicPlace {
  readonly chatServiceSid: string;
  /** `CH…` SIDs, the likeliest first. */
  readonly conversationSids: readonly string[];
}

/** A classic (v1) message that a communication is. */
export interface ClassicMatch {
  readonly chatServiceSid: string;
  readonly conversationSid: string;
  readonly message: ServiceMessage;
  /** Found by an id that the communication carries; else by author, text and time, which is only likely. */
  readonly sure: boolean;
}

/** SIDs have a documented form, unlike the ids of v2. */
const CONVERSATION_SID = /^CH[0-9a-f]{32}$/i;
const MESSAGE_SID = /^IM[0-9a-f]{32}$/i;

/** How far apart the two sides may say that the same thing happened. */
const NEAR_MS = 120_000;

/** The list is in the order of its index, which is that of its dates but for imports: look this far beyond. */
const BEYOND_MS = 3_600_000;

/**
 * Where to look for a communication's classic (v1) message. Where the conversation's traffic comes by chat, the channelId
 * of a communication and of a participant's address is the SID of the classic conversation.
 * @returns undefined where the conversation is not bridged, or nothing names its classic side
 */
export function classicPlaceOf(
  conversation: Conversation | undefined,
  participants: readonly Participant[],
  communication: Communication,
): ClassicPlace | undefined {
  const chatServiceSid = conversation?.configuration?.conversationsV1Bridge?.serviceId;
  if (!chatServiceSid) return undefined;
  const named = [
    communication.channelId,
    ...participants.flatMap(({ addresses }) => (addresses ?? []).map(({ channelId }) => channelId)),
  ].filter((sid) => typeof sid === 'string' && CONVERSATION_SID.test(sid)) as string[];
  const conversationSids = [...new Set(named)];
  return conversationSids.length === 0 ? undefined : { chatServiceSid, conversationSids };
}

/**
 * Finds the classic (v1) message that a communication is.
 * @returns undefined where there is none
 * @throws ApiError
 */
export async function findClassicMessage(
  client: ClassicClient,
  { chatServiceSid, conversationSids }: ClassicPlace,
  communication: Communication,
  signal: AbortSignal,
): Promise<ClassicMatch | undefined> {
  const sids = [communication.resourceId, communication.channelId].filter(
    (sid) => typeof sid === 'string' && MESSAGE_SID.test(sid),
  ) as string[];
  for (const conversationSid of conversationSids) {
    for (const sid of sids) {
      const message = await orMissing(
        client.fetchServiceMessage(chatServiceSid, conversationSid, sid, { signal }),
      );
      if (message) return { chatServiceSid, conversationSid, message, sure: true };
    }
  }
  for (const conversationSid of conversationSids) {
    const message = await search(client, chatServiceSid, conversationSid, communication, signal);
    if (message) return { chatServiceSid, conversationSid, message, sure: false };
  }
  return undefined;
}

/** The receipts of a classic (v1) message that say why it did not arrive. @throws ApiError */
export async function failedReceipts(
  client: ClassicClient,
  { chatServiceSid, conversationSid, message }: ClassicMatch,
  signal: AbortSignal,
): Promise<ServiceDeliveryReceipt[]> {
  const failed: ServiceDeliveryReceipt[] = [];
  for await (const { items } of client.serviceDeliveryReceipts(chatServiceSid, conversationSid, message.sid, {
    signal,
  })) {
    failed.push(...items.filter(({ error_code }) => error_code > 0));
  }
  return failed;
}

/** From the newest back, until they are older than it could be: the one nearest in time that says the same. */
async function search(
  client: ClassicClient,
  chatServiceSid: string,
  conversationSid: string,
  { author, content, occurredAt, createdAt }: Communication,
  signal: AbortSignal,
): Promise<ServiceMessage | undefined> {
  const at = Date.parse(occurredAt ?? createdAt ?? '');
  if (Number.isNaN(at)) return undefined;
  let best: { message: ServiceMessage; apart: number } | undefined;
  const pages = client.serviceMessages(chatServiceSid, conversationSid, {
    order: 'desc',
    pageSize: 100,
    signal,
  });
  for await (const { items } of pages) {
    for (const message of items) {
      const created = Date.parse(message.date_created ?? '');
      const apart = Math.abs(created - at);
      if (!(apart <= NEAR_MS)) continue;
      if (message.body !== (content.text ?? '') || message.author !== author.address) continue;
      if (!best || apart < best.apart) best = { message, apart };
    }
    const oldest = Date.parse(items.at(-1)?.date_created ?? '');
    if (best || oldest < at - BEYOND_MS) break;
  }
  return best?.message;
}

/** @returns undefined where the server says that there is none */
async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isApiError(error) && error.kind === 'status' && error.status === 404) return undefined;
    throw error;
  }
}
