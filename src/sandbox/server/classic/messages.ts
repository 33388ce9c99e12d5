import type { StoredCommunication, StoredConversation } from '../model.ts';
import { findBySid, sidOfId } from './sids.ts';

const MESSAGE_SID = /^IM[0-9a-fA-F]{32}$/;

/** The SID that a communication has as a message: the one that it came with, or one that stands for its id. */
export function messageSid({ id, resourceId }: StoredCommunication): string {
  return resourceId !== undefined && MESSAGE_SID.test(resourceId) ? resourceId : sidOfId('IM', id);
}

/** The message with that SID. */
export function findMessage(
  conversation: StoredConversation,
  sid: string,
): { communication: StoredCommunication; index: number } | undefined {
  const { communications, byResourceId } = conversation;
  const id = byResourceId.get(sid);
  const communication = id === undefined ? findBySid(communications, 'IM', sid) : communications.get(id);
  if (!communication || messageSid(communication) !== sid) return undefined;
  const index = messageIndex(conversation, communication);
  return index === undefined ? undefined : { communication, index };
}

/** How far a conversation's communications were looked through, and which of them are no messages. */
interface Survey {
  /** How many were looked at. */
  looked: number;
  /** The places of what is no message, from 0, in their order. */
  others: number[];
}

const surveys = new WeakMap<StoredConversation, Survey>();

/**
 * The place of a message among its conversation's messages, from 0. Messages are the communications of the type TEXT;
 * v1 knows no transcriptions, and they do not count. A place once given stays: a message that an update makes a
 * transcription leaves a gap, as one that is removed does on v1, and a transcription never becomes a message.
 *
 * @returns undefined for what is no message
 */
export function messageIndex(
  conversation: StoredConversation,
  communication: StoredCommunication,
): number | undefined {
  const { communications } = conversation;
  const place = communications.indexOf(communication);
  const survey = surveys.get(conversation) ?? { looked: 0, others: [] };
  surveys.set(conversation, survey);
  if (survey.looked <= place) {
    // Communications are never removed, so that their positions count from 1 without gaps.
    for (const { item } of communications.forwardFrom(survey.looked + 1)) {
      if (item.content.type !== 'TEXT') survey.others.push(survey.looked);
      survey.looked++;
      if (survey.looked > place) break;
    }
  }
  const before = countBelow(survey.others, place);
  if (survey.others[before] === place || communication.content.type !== 'TEXT') return undefined;
  return place - before;
}

/** How many of the ascending numbers are less than this one. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
