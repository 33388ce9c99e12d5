import type { Conversation } from '../../api/resources.ts';
import { folded, type Query } from './query.ts';

/** All that a list tells of a conversation and that is searched, each in one piece. */
interface SearchedText {
  /** Names, addresses and metadata, folded. */
  words: string;
  /** Ids and SIDs, as they are. */
  ids: string;
}

/** A conversation that was read again is another object: what is kept is never stale. */
const known = new WeakMap<Conversation, SearchedText>();

/**
 * Whether a conversation may fit: a quick look that rules out nearly all that do not, and none that does. Searching as
 * somebody types looks at the same ten thousand again with each key, so their texts are folded once.
 */
export function mayFit(query: Query, conversation: Conversation): boolean {
  const text = textOf(conversation);
  const { ids, channelIds, services, words, phone } = query;
  const named = [...ids.map(({ id }) => id), ...channelIds, ...services];
  // Metadata may hold an id as well.
  if (named.some((id) => text.ids.includes(id) || text.words.includes(folded(id)))) return true;
  if (words.length > 0 && words.every((word) => text.words.includes(word))) return true;
  if (!phone) return false;
  return (
    text.words.includes(phone.digits) || (phone.or !== undefined && text.words.includes(phone.or.digits))
  );
}

function textOf(conversation: Conversation): SearchedText {
  const before = known.get(conversation);
  if (before) return before;
  const { id, name, actionId, configurationId, configuration, metadata } = conversation;
  const words: (string | null | undefined)[] = [name, ...Object.values(metadata ?? {})];
  const ids = [id, actionId, configurationId, configuration?.conversationsV1Bridge?.serviceId];
  for (const participant of conversation.participants ?? []) {
    words.push(participant.name);
    ids.push(participant.id, participant.profileId ?? undefined);
    for (const { address, channelId } of participant.addresses ?? []) {
      words.push(address);
      ids.push(channelId ?? undefined);
    }
  }
  const joined = (parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join('\n');
  const text = { words: folded(joined(words)), ids: joined(ids) };
  known.set(conversation, text);
  return text;
}
