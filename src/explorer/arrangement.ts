import type { Conversation } from '../api/resources.ts';
import { byActivity, lastActivity, latestFirst } from '../platform/activity.ts';
import { folded } from '../platform/folded.ts';
import { isPhoneNumber, type PhoneNumber, readPhoneNumber } from './find/phone.ts';

export const GROUPINGS = ['none', 'status', 'configuration', 'channel', 'day'] as const;
/** What conversations are put together by. */
export type Grouping = (typeof GROUPINGS)[number];

export const SORTINGS = ['activity', 'created', 'name'] as const;
/** What comes first: the latest activity, the latest creation, or the name in the alphabet. */
export type Sorting = (typeof SORTINGS)[number];

/** How the conversations that are loaded shall stand. */
export interface Arrangement {
  grouping: Grouping;
  sorting: Sorting;
  /** Words that a conversation must have, in any order; empty shows all. */
  text: string;
  /** Ids of those that stand above all others, in a group of their own. */
  pinned: ReadonlySet<string>;
  /** The reader's time zone, which days are counted in; the machine's own when absent. */
  timeZone?: string | undefined;
}

/** Conversations that stand together. */
export interface Group {
  by: Grouping | 'pinned';
  /**
   * What they have in common: a status, a configuration's id, channels joined by commas, a day such as `2026-03-01`.
   * Empty where the API does not say, or they have nothing in common.
   */
  key: string;
  conversations: readonly Conversation[];
}

/**
 * Filters, sorts and groups. Each conversation stands in one group; one that is on several channels in the group of
 * these channels together.
 * @returns groups that hold something, in the order they are shown
 */
export function arrange(conversations: readonly Conversation[], arrangement: Arrangement): Group[] {
  const { grouping, sorting, text, pinned, timeZone } = arrangement;
  const shown = sorted(matching(conversations, text), sorting);
  const groups = new Map<string, Conversation[]>();
  const above: Conversation[] = [];
  const keyOf = keyFunction(grouping, timeZone);
  for (const conversation of shown) {
    if (pinned.has(conversation.id)) {
      above.push(conversation);
      continue;
    }
    const key = keyOf(conversation);
    const group = groups.get(key);
    if (group) group.push(conversation);
    else groups.set(key, [conversation]);
  }
  const below = inOrder([...groups], grouping).map(
    ([key, members]): Group => ({ by: grouping, key, conversations: members }),
  );
  return above.length > 0 ? [{ by: 'pinned', key: '', conversations: above }, ...below] : below;
}

/**
 * The conversations that have all words of a text in what is known of them: names, addresses, channels, ids. A phone
 * number is found in any of its spellings.
 */
export function matching(conversations: readonly Conversation[], text: string): readonly Conversation[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return conversations;
  const phone = readPhoneNumber(text);
  return conversations.filter((conversation) => {
    const known = searchable(conversation);
    return words.every((word) => known.includes(word)) || (phone && isReachedOn(conversation, phone));
  });
}

function isReachedOn({ participants }: Conversation, phone: PhoneNumber): boolean {
  return (participants ?? []).some(({ addresses }) =>
    (addresses ?? []).some(({ address }) => isPhoneNumber(phone, address)),
  );
}

/** Made once for each reading of a conversation: it is asked for with every key that is typed. */
const searchables = new WeakMap<Conversation, string>();

function searchable(conversation: Conversation): string {
  const known = searchables.get(conversation);
  if (known !== undefined) return known;
  const { id, name, status, configurationId, configuration, metadata, participants } = conversation;
  const text = folded(
    [
      name,
      id,
      status,
      configuration?.displayName ?? configurationId,
      ...Object.values(metadata ?? {}),
      ...(participants ?? []).flatMap((participant) => [
        participant.name,
        participant.id,
        participant.type,
        ...(participant.addresses ?? []).flatMap(({ channel, address }) => [channel, address]),
      ]),
    ]
      .filter(Boolean)
      // Between two values stands what nobody types: no word matches across them.
      .join('\n'),
  );
  searchables.set(conversation, text);
  return text;
}

function sorted(conversations: readonly Conversation[], sorting: Sorting): Conversation[] {
  switch (sorting) {
    case 'activity':
      return byActivity(conversations);
    case 'created':
      return conversations.toSorted((a, b) => latestFirst(a.createdAt ?? '', b.createdAt ?? ''));
    case 'name': {
      const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
      // Those without a name stand last: an id says nothing by its place in the alphabet.
      return conversations.toSorted((a, b) => {
        const [left, right] = [a.name?.trim() ?? '', b.name?.trim() ?? ''];
        if (!left || !right) return Number(!left) - Number(!right) || compare(a.id, b.id);
        return compare(left, right);
      });
    }
  }
}

function keyFunction(grouping: Grouping, timeZone: string | undefined): (of: Conversation) => string {
  switch (grouping) {
    case 'none':
      return () => '';
    case 'status':
      return ({ status }) => status ?? '';
    case 'configuration':
      return ({ configurationId }) => configurationId;
    case 'channel':
      return ({ participants }) => {
        const channels = (participants ?? []).flatMap(({ addresses }) =>
          (addresses ?? []).map(({ channel }) => channel),
        );
        return [...new Set(channels)].sort().join(',');
      };
    case 'day': {
      // Swedish writes dates as ISO 8601 does.
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
      return (conversation) => {
        const moment = Date.parse(lastActivity(conversation));
        return Number.isNaN(moment) ? '' : format.format(moment);
      };
    }
  }
}

const STATUS_ORDER = ['ACTIVE', 'INACTIVE', 'CLOSED'];

/** Statuses in the order of a conversation's life, days with the latest first, the rest by what comes first in them. */
function inOrder(groups: [string, Conversation[]][], grouping: Grouping): [string, Conversation[]][] {
  const place = (key: string) =>
    (STATUS_ORDER.indexOf(key) + STATUS_ORDER.length + 1) % (STATUS_ORDER.length + 1);
  switch (grouping) {
    case 'status':
      return groups.sort(([a], [b]) => place(a) - place(b) || latestFirst(b, a));
    case 'day':
      return groups.sort(([a], [b]) => latestFirst(a, b));
    default:
      return groups.sort(([a], [b]) => Number(a === '') - Number(b === ''));
  }
}
