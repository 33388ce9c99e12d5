/** What an id names, as far as its beginning tells. */
export type IdKind =
  | 'conversation'
  | 'communication'
  | 'participant'
  | 'configuration'
  | 'action'
  | 'operation'
  | 'profile'
  | 'memoryStore'
  /** A classic (v1) conversation: CH… */
  | 'chat'
  /** A classic (v1) service: IS… */
  | 'service'
  /** SM…, MM… */
  | 'message'
  /** A classic (v1) message: IM… */
  | 'chatMessage'
  | 'call'
  /** What Twilio calls a request: RQ… */
  | 'request'
  | 'account'
  | 'apiKey';

/** An id, and where it stands. */
export interface FoundId {
  id: string;
  kind: IdKind;
  /** In UTF-16 units from the beginning of the text. */
  start: number;
  end: number;
}

/**
 * Whole words only. What comes behind the prefix is opaque: only its length is looked at, with room for ids to come. Each
 * alternative is bounded, so that the time a text takes grows with its length and no faster.
 */
const IDS =
  /(?<!\w)(?:(conv_(?:conversation|communication|participant|configuration|action)|proc_job|mem_(?:profile|store|service))_[0-9A-Za-z]{16,48}|(CH|IS|IM|SM|MM|CA|RQ|AC|SK)[0-9a-fA-F]{32})(?!\w)/g;

const KINDS: Readonly<Record<string, IdKind>> = {
  conv_conversation: 'conversation',
  conv_communication: 'communication',
  conv_participant: 'participant',
  conv_configuration: 'configuration',
  conv_action: 'action',
  proc_job: 'operation',
  mem_profile: 'profile',
  mem_store: 'memoryStore',
  mem_service: 'memoryStore',
  CH: 'chat',
  IS: 'service',
  IM: 'chatMessage',
  SM: 'message',
  MM: 'message',
  CA: 'call',
  RQ: 'request',
  AC: 'account',
  SK: 'apiKey',
};

/** The ids in a text, in the order in which they stand there. @param most so many at most */
export function findIds(text: string, most = Number.POSITIVE_INFINITY): FoundId[] {
  const found: FoundId[] = [];
  for (const match of text.matchAll(IDS)) {
    if (found.length >= most) break;
    const [id, long, short] = match;
    const kind = KINDS[long ?? short ?? ''];
    if (kind) found.push({ id, kind, start: match.index, end: match.index + id.length });
  }
  return found;
}

/** Ids are at most so long: what stands farther away from a place is of no matter to it. */
const REACH = 96;

/**
 * The id at a place of a line. Looks at what is around the place only: a line may be ten megabytes long.
 * @param at in UTF-16 units; just behind an id is still at it
 */
export function idAt(line: string, at: number): FoundId | undefined {
  const from = Math.max(0, at - REACH);
  const around = line.slice(from, at + REACH);
  const found = findIds(around).find(({ start, end }) => start <= at - from && at - from <= end);
  return found && { ...found, start: found.start + from, end: found.end + from };
}

/** Whether an id leads to a conversation, so that there is something to open. */
export function leadsSomewhere({ kind }: Pick<FoundId, 'kind'>): boolean {
  return !NOWHERE.has(kind);
}

/** They are what they are: there is nothing to open, or nothing that the API would tell. */
const NOWHERE: ReadonlySet<IdKind> = new Set(['profile', 'memoryStore', 'account', 'apiKey']);

/**
 * The conversation that stands beside an id: in the address of a communication, in the same JSON, in the same lines of a
 * log. The API has no way from a communication to its conversation, so that what stands nearest is asked first.
 * @param text what is around the id @param at where the id stands in it
 * @returns the nearest first, each once
 */
export function conversationsNear(text: string, at: number, most = 3): string[] {
  const near = findIds(text)
    .filter(({ kind }) => kind === 'conversation')
    .toSorted((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))
    .map(({ id }) => id);
  return [...new Set(near)].slice(0, most);
}
