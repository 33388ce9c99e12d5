import type { Communication } from '../../api/resources.ts';

/** How many members that are not known are listed, and how much of each. */
const MOST_OTHERS = 60;
const OTHER_LIMIT = 400;

/** The members of a communication that have a place of their own in the details. */
interface Known {
  [member: string]: Known | true;
}

const PARTY: Known = { address: true, channel: true, participantId: true };

const KNOWN: Known = {
  id: true,
  conversationId: true,
  accountId: true,
  channelId: true,
  resourceId: true,
  createdAt: true,
  updatedAt: true,
  occurredAt: true,
  author: PARTY,
  recipients: { ...PARTY, deliveryStatus: true },
  content: {
    type: true,
    text: true,
    transcription: { channel: true, confidence: true, engine: true, words: true },
  },
};

/** A value by its path, such as `recipients.0.participantId`. */
export interface PathValue {
  path: string;
  value: string;
}

/** The ids in a communication: its own first, those of whom and what it belongs to after it. */
export function idsOf(communication: Communication): PathValue[] {
  const { id, conversationId, accountId, channelId, resourceId, author, recipients } = communication;
  const all: [string, string | null | undefined][] = [
    ['id', id],
    ['conversationId', conversationId],
    ['channelId', channelId],
    ['resourceId', resourceId],
    ['author.participantId', author.participantId],
    ...recipients.map(
      ({ participantId }, index) =>
        [`recipients.${index}.participantId`, participantId] as [string, string | null | undefined],
    ),
    ['accountId', accountId],
  ];
  return all.flatMap(([path, value]) => (typeof value === 'string' && value !== '' ? [{ path, value }] : []));
}

/** What the API sent and nobody here knows, as JSON. */
export function othersOf(communication: Communication): PathValue[] {
  const found: PathValue[] = [];
  collect(communication, KNOWN, '', found);
  return found;
}

/** What a path leads to, as text. @returns undefined where it leads nowhere */
export function valueAt(communication: Communication, path: string): string | undefined {
  let value: unknown = communication;
  for (const member of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
    value = Reflect.get(value, member);
  }
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function collect(value: object, known: Known, prefix: string, found: PathValue[]): void {
  for (const [member, inner] of Object.entries(value)) {
    if (found.length >= MOST_OTHERS) return;
    const path = prefix === '' ? member : `${prefix}.${member}`;
    const place = Object.hasOwn(known, member) ? known[member] : undefined;
    if (place === true) continue;
    if (place === undefined) found.push({ path, value: shortJson(inner) });
    else if (Array.isArray(inner)) {
      for (const [index, item] of inner.entries()) {
        if (typeof item === 'object' && item !== null) collect(item, place, `${path}.${index}`, found);
      }
    } else if (typeof inner === 'object' && inner !== null) collect(inner, place, path, found);
  }
}

function shortJson(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length <= OTHER_LIMIT ? text : `${text.slice(0, OTHER_LIMIT)}…`;
}
