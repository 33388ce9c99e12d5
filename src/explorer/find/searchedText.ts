import type { Conversation } from '../../api/resources.ts';
import { folded } from '../../platform/folded.ts';
import type { Query } from './query.ts';

/** All that a list tells of a conversation and that is searched, each in one piece. */
interface SearchedText {
  /** Names, addresses and metadata, each with how it is folded. */
  folded: Map<string, string>;
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
  const { ids: known, folded: texts } = textOf(conversation);
  const { ids, channelIds, services, words, phone } = query;
  const meant = [...ids.map(({ id }) => id), ...channelIds, ...services];
  if (meant.some((id) => known.includes(id))) return true;
  for (const [text, within] of texts) {
    if (words.length > 0 && words.every((word) => within.includes(word))) return true;
    if (phone && (within.includes(phone.digits) || (phone.or && within.includes(phone.or.digits))))
      return true;
    // Metadata may hold an id as well.
    if (meant.some((id) => text.includes(id))) return true;
  }
  return false;
}

/** Folds the texts of a conversation, by what is known of them. */
export function folding(conversation: Conversation): (text: string) => string {
  const { folded: texts } = textOf(conversation);
  return (text) => texts.get(text) ?? folded(text);
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
  const text = {
    folded: new Map(words.filter((word) => !!word).map((word) => [word ?? '', folded(word ?? '')])),
    ids: ids.filter(Boolean).join('\n'),
  };
  known.set(conversation, text);
  return text;
}
