import { type DeepLink, parseDeepLinkText } from '../../platform/deepLink.ts';
import { type PhoneNumber, readPhoneNumber } from './phone.ts';

/** What an id seems to name. Ids are opaque: the answer only tells what is worth trying first. */
export type IdKind =
  | 'conversation'
  | 'participant'
  | 'communication'
  | 'action'
  | 'configuration'
  | 'unknown';

export interface IdGuess {
  id: string;
  kind: IdKind;
}

/** A text, and what it may be. */
export interface Query {
  /** Without the quotes and punctuation around it. */
  text: string;
  /** Ids of v2 resources, the likeliest first. */
  ids: readonly IdGuess[];
  /** SIDs of calls, messages and classic (v1) chats: what the API's filter `channelId` takes. */
  channelIds: readonly string[];
  /** SIDs of classic (v1) services. */
  services: readonly string[];
  /** Where in the conversation: named beside it, as in the address of a communication. */
  place: { communicationId?: string; resourceId?: string };
  phone?: PhoneNumber;
  /** Folded words, all of which one name or value has to hold; none where ids or SIDs say what is meant. */
  words: readonly string[];
  /** It is a link of this extension's. */
  link?: DeepLink;
}

/** More is no search but a document. */
const LONGEST_TEXT = 20_000;
/** How many ids of a kind are taken out of a text: a selection may be a whole log. */
const MOST_IDS = 5;

const PREFIXED_ID = /\bconv_([a-z]+)_\w+/g;
const SID = /\b(?:CA|SM|MM|CH|IM|IS)[0-9a-fA-F]{32}\b/g;
/** Has no accents, as most texts: they need not be taken apart. */
const ASCII = /^[\0-\x7F]*$/;
/** Long, and with digits in it: what an id may look like when Twilio changes them. */
const ODD_ID = /^(?=.*\d)[A-Za-z][\w-]{15,}$/;

/**
 * Reads what somebody typed, pasted or selected.
 * @param extensionId whose links are understood: `publisher.name`
 */
export function readQuery(input: string, extensionId: string): Query {
  const given = input.slice(0, LONGEST_TEXT).trim();
  const link = parseDeepLinkText(unwrapped(given), extensionId);
  if (link) return linkQuery(given, link);
  const found = tokens(given);
  if (found) return { text: shortened(given), ...found, words: [] };
  const text = unwrapped(given);
  const phone = readPhoneNumber(text);
  return {
    text,
    ids: ODD_ID.test(text) ? [{ id: text, kind: 'unknown' }] : [],
    channelIds: [],
    services: [],
    place: {},
    ...(phone ? { phone } : {}),
    // The parts of a number stand in many a text, on their own.
    words: phone ? [folded(text)] : folded(text).split(/\s+/).filter(Boolean),
  };
}

/** Whether a word of a document is worth searching for without having been selected. */
export function looksLikeId(word: string): boolean {
  return tokens(word) !== undefined || /^(?:\w+:)?\+\d{7,15}$/.test(unwrapped(word));
}

/** A text as it is compared: without case and accents. */
export function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function linkQuery(text: string, link: DeepLink): Query {
  const { conversationId, communicationId } = link;
  return {
    text,
    ids: [{ id: conversationId, kind: 'conversation' }],
    channelIds: [],
    services: [],
    place: communicationId === undefined ? {} : { communicationId },
    words: [],
    link,
  };
}

/**
 * The ids and SIDs in a text, wherever they stand: in an address, in JSON, in a line of a log. What is named beside a
 * conversation belongs to it, and is no other thing to be searched for.
 */
function tokens(text: string): Pick<Query, 'ids' | 'channelIds' | 'services' | 'place'> | undefined {
  const ids = distinct([...text.matchAll(PREFIXED_ID)], ([id]) => id).map(([id, kind = '']) => ({
    id,
    kind: kindOf(kind),
  }));
  const sids = distinct([...text.matchAll(SID)], ([sid]) => sid).map(([sid]) => sid);
  if (ids.length === 0 && sids.length === 0) return undefined;
  const ofKind = (kind: IdKind) => ids.filter((guess) => guess.kind === kind);
  const ofType = (...prefixes: string[]) => sids.filter((sid) => prefixes.includes(sid.slice(0, 2)));
  const communicationId = ofKind('communication')[0]?.id;
  const [resourceId] = ofType('IM', 'SM', 'MM');
  const place = {
    ...(communicationId === undefined ? {} : { communicationId }),
    ...(resourceId === undefined ? {} : { resourceId }),
  };
  const conversations = ofKind('conversation');
  if (conversations.length > 0) {
    return { ids: conversations.slice(0, MOST_IDS), channelIds: [], services: [], place };
  }
  const chats = ofType('CH');
  if (chats.length > 0) {
    return { ids: [], channelIds: chats.slice(0, MOST_IDS), services: [], place };
  }
  const channelIds = ofType('CA', 'SM', 'MM', 'IM').slice(0, MOST_IDS);
  const others = ids.filter(({ kind }) => kind !== 'configuration');
  if (others.length > 0 || channelIds.length > 0) {
    return { ids: others.slice(0, MOST_IDS), channelIds, services: [], place: {} };
  }
  return {
    ids: ids.slice(0, MOST_IDS),
    channelIds: [],
    services: ofType('IS').slice(0, MOST_IDS),
    place: {},
  };
}

function kindOf(word: string): IdKind {
  switch (word) {
    case 'conversation':
    case 'participant':
    case 'communication':
    case 'action':
    case 'configuration':
      return word;
    default:
      return 'unknown';
  }
}

/** `"address": "+1415…",` and `'+1415…';` as they are cut out of a source file: the value alone. */
function unwrapped(text: string): string {
  const value = /^[\w.$"'-]+\s*[:=]\s*(["'`])(.*)\1\s*[,;]?$/s.exec(text)?.[2] ?? text;
  const bare = value.replace(/^["'`“”‘’«»<\s]+/, '').replace(/["'`“”‘’«»>,;.:!?\s]+$/, '');
  // A bracket that nothing opened was caught with the word.
  return /^[^([{]*[)\]}]$/.test(bare) ? bare.slice(0, -1) : bare;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
