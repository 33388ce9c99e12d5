import type { Communication, Conversation, Participant } from '../api/resources.ts';

/** A callback that came, as far as a comparison needs it. */
export interface ToldEvent {
  /** Of the record of it. */
  readonly id: string;
  /** By this machine's clock: epoch milliseconds. */
  readonly receivedAt: number;
  readonly eventType: string;
  /** When it happened, as the sender says: ISO 8601. */
  readonly timestamp?: string | undefined;
  readonly resource?:
    | { readonly kind: 'conversation' | 'participant' | 'communication'; readonly id: string }
    | undefined;
  /** The resource as it was told; unchecked. */
  readonly data?: unknown;
  readonly idempotencyToken?: string | undefined;
  /** What it was answered with; absent where nothing was. */
  readonly answered?: number | undefined;
}

/** What the API says of the same conversation. */
export interface ApiSide {
  readonly conversation: Conversation;
  readonly participants: readonly Participant[];
  readonly communications: readonly Communication[];
}

export interface ComparisonOptions {
  /** Since when callbacks could be received, by this machine's clock: nothing before it can be missed. */
  readonly since: number;
  /** Until when they could be, where it was stopped since. */
  readonly until?: number | undefined;
  /** When the API was read, by this machine's clock. */
  readonly readAt: number;
  /** What arrives so long after it happened is late. */
  readonly lateMs?: number;
  /** What happened so shortly before the API was read may still be on its way. */
  readonly graceMs?: number;
}

/** A callback is a request over the internet: seconds are usual, more are worth a look. */
const LATE_MS = 10_000;
const GRACE_MS = 5_000;
/** Clocks that are less apart than this are the same clock. */
const SAME_CLOCK_MS = 1_000;

/** Something in which the API and the callbacks do not agree. */
export type Disagreement =
  | {
      readonly kind: 'missing';
      readonly eventType: string;
      readonly resource: Resource;
      /** When it happened, as the API says: ISO 8601. */
      readonly happenedAt: string;
    }
  | {
      readonly kind: 'stale';
      readonly resource: Resource;
      /** What the API says, and what the last callback said. */
      readonly now: string;
      readonly told: string;
      readonly lastId: string;
    }
  | {
      readonly kind: 'late';
      readonly event: ToldEvent;
      readonly lateMs: number;
    }
  | {
      readonly kind: 'outOfOrder';
      readonly event: ToldEvent;
      /** Arrived before it, though it happened after it. */
      readonly overtakenBy: ToldEvent;
    }
  | {
      readonly kind: 'duplicated';
      /** All with the same idempotency token, in order of arrival. */
      readonly events: readonly ToldEvent[];
      /** What was answered to those before the last asks for another attempt. */
      readonly asked: boolean;
    }
  | {
      readonly kind: 'toldTwice';
      /** The same event under different idempotency tokens: two callbacks lead here. */
      readonly events: readonly ToldEvent[];
    }
  | { readonly kind: 'unknownResource'; readonly event: ToldEvent; readonly resource: Resource };

export interface Resource {
  readonly kind: 'conversation' | 'participant' | 'communication';
  readonly id: string;
}

export interface Comparison {
  readonly disagreements: readonly Disagreement[];
  /** So many callbacks were compared, repetitions among them. */
  readonly callbacks: number;
  /** So many resources should have been told of. */
  readonly expected: number;
  /** So many were made while nothing could be received, and are not judged. */
  readonly unheard: number;
  /** So many are so new that their callbacks may still be on their way. */
  readonly fresh: number;
  /** The sender's clock is so far ahead of this machine's; 0 where that is not proven. In milliseconds. */
  readonly aheadMs: number;
}

/** Compares what the API says of a conversation with what the callbacks said of it. */
export function compare(
  api: ApiSide,
  events: readonly ToldEvent[],
  {
    since,
    until = Number.POSITIVE_INFINITY,
    readAt,
    lateMs = LATE_MS,
    graceMs = GRACE_MS,
  }: ComparisonOptions,
): Comparison {
  const arrived = [...events].sort((a, b) => a.receivedAt - b.receivedAt);
  const aheadMs = clockAhead(arrived);
  const told = byResource(arrived);
  const disagreements: Disagreement[] = [];
  const counts = { expected: 0, unheard: 0, fresh: 0 };
  /** What happened shortly before it was stopped may have come too late. */
  const heardUntil = until - graceMs;

  for (const { resource, createdAt, updatedAt, state } of resourcesOf(api)) {
    const about = told.get(keyOf(resource)) ?? [];
    const created = Date.parse(createdAt ?? '') - aheadMs;
    if (created < since || created > heardUntil) counts.unheard++;
    else if (created > readAt - graceMs) counts.fresh++;
    else if (createdAt !== undefined && Number.isFinite(created)) {
      counts.expected++;
      const eventType = CREATION[resource.kind];
      if (!about.some((event) => event.eventType === eventType))
        disagreements.push({ kind: 'missing', eventType, resource, happenedAt: createdAt });
    }
    const updated = Date.parse(updatedAt ?? '') - aheadMs;
    // What changed while nobody listened, or just now, cannot be held against the callbacks.
    if (!Number.isFinite(updated) || updated < since || updated > Math.min(heardUntil, readAt - graceMs))
      continue;
    const last = lastTold(about);
    const saidLast = last && stateOf(resource.kind, last.data);
    if (last && saidLast !== undefined && saidLast !== state)
      disagreements.push({ kind: 'stale', resource, now: state, told: saidLast, lastId: last.id });
    else if (!last && updated > created && created < since && updatedAt !== undefined)
      disagreements.push({
        kind: 'missing',
        eventType: UPDATE[resource.kind],
        resource,
        happenedAt: updatedAt,
      });
  }
  disagreements.push(...repetitions(arrived));
  const firsts = firstOfEach(arrived);
  disagreements.push(...lateOnes(firsts, aheadMs, lateMs), ...overtaken(firsts), ...unknown(api, firsts));
  return { disagreements, callbacks: arrived.length, ...counts, aheadMs };
}

const CREATION = {
  conversation: 'CONVERSATION_CREATED',
  participant: 'PARTICIPANT_ADDED',
  communication: 'COMMUNICATION_CREATED',
} as const;

const UPDATE = {
  conversation: 'CONVERSATION_UPDATED',
  participant: 'PARTICIPANT_UPDATED',
  communication: 'COMMUNICATION_UPDATED',
} as const;

interface Known {
  readonly resource: Resource;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly state: string;
}

function resourcesOf({ conversation, participants, communications }: ApiSide): Known[] {
  const known =
    (kind: Resource['kind']) =>
    (resource: Conversation | Participant | Communication): Known => ({
      resource: { kind, id: resource.id },
      createdAt: resource.createdAt,
      updatedAt: resource.updatedAt,
      state: stateOf(kind, resource) ?? '',
    });
  return [
    known('conversation')(conversation),
    ...participants.map(known('participant')),
    ...communications.map(known('communication')),
  ];
}

/**
 * What callbacks tell of a resource that changes: a conversation's status, a communication's delivery statuses. Of
 * participants nothing is compared but that they are there: what a callback leaves out of one is not documented.
 * @returns undefined for what has no such member
 */
function stateOf(kind: Resource['kind'], data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (kind === 'conversation')
    return 'status' in data && typeof data.status === 'string' ? data.status : undefined;
  if (kind === 'participant') return undefined;
  if (!('recipients' in data) || !Array.isArray(data.recipients)) return undefined;
  return data.recipients.map((recipient: unknown) => deliveryStatusOf(recipient) ?? '–').join(', ');
}

function deliveryStatusOf(recipient: unknown): string | undefined {
  if (typeof recipient !== 'object' || recipient === null || !('deliveryStatus' in recipient))
    return undefined;
  return typeof recipient.deliveryStatus === 'string' ? recipient.deliveryStatus : undefined;
}

function keyOf({ kind, id }: Resource): string {
  return `${kind} ${id}`;
}

function byResource(events: readonly ToldEvent[]): Map<string, ToldEvent[]> {
  const found = new Map<string, ToldEvent[]>();
  for (const event of events) {
    if (!event.resource) continue;
    const key = keyOf(event.resource);
    const list = found.get(key);
    if (list) list.push(event);
    else found.set(key, [event]);
  }
  return found;
}

function timeOf({ timestamp }: ToldEvent): number {
  return Date.parse(timestamp ?? '');
}

/** What happened last, of what was told; the last to arrive where the times say nothing. */
function lastTold(events: readonly ToldEvent[]): ToldEvent | undefined {
  return events.reduce<ToldEvent | undefined>(
    (last, event) => (last && timeOf(event) < timeOf(last) ? last : event),
    undefined,
  );
}

/** What arrived before it happened was sent by a clock that is ahead, by so much at least. */
function clockAhead(events: readonly ToldEvent[]): number {
  let ahead = 0;
  for (const event of events) {
    const time = timeOf(event);
    if (Number.isFinite(time)) ahead = Math.max(ahead, time - event.receivedAt);
  }
  return ahead > SAME_CLOCK_MS ? ahead : 0;
}

/** Those of them that are no repetitions. */
function firstOfEach(events: readonly ToldEvent[]): ToldEvent[] {
  const seen = new Set<string>();
  return events.filter(({ idempotencyToken }) => {
    if (idempotencyToken === undefined) return true;
    if (seen.has(idempotencyToken)) return false;
    seen.add(idempotencyToken);
    return true;
  });
}

function repetitions(events: readonly ToldEvent[]): Disagreement[] {
  const byToken = Map.groupBy(events, ({ idempotencyToken }) => idempotencyToken ?? '');
  const duplicated = [...byToken]
    .filter(([token, same]) => token !== '' && same.length > 1)
    .map(([, same]) => ({
      kind: 'duplicated' as const,
      events: same,
      asked: same.slice(0, -1).every(({ answered }) => asksAgain(answered)),
    }));
  const byEvent = Map.groupBy(firstOfEach(events), ({ eventType, timestamp, resource }) =>
    timestamp === undefined || !resource ? '' : JSON.stringify([eventType, timestamp, resource.id]),
  );
  const twice = [...byEvent]
    .filter(
      ([key, same]) => key !== '' && new Set(same.map(({ idempotencyToken }) => idempotencyToken)).size > 1,
    )
    .map(([, same]) => ({ kind: 'toldTwice' as const, events: same }));
  return [...duplicated, ...twice];
}

/** Whether a sender tries again after such an answer: none, 429 and 5xx. */
function asksAgain(status: number | undefined): boolean {
  return status === undefined || status === 429 || status >= 500;
}

function lateOnes(events: readonly ToldEvent[], aheadMs: number, lateMs: number): Disagreement[] {
  return events.flatMap((event) => {
    const tookMs = event.receivedAt - (timeOf(event) - aheadMs);
    return tookMs > lateMs ? [{ kind: 'late' as const, event, lateMs: tookMs }] : [];
  });
}

function overtaken(events: readonly ToldEvent[]): Disagreement[] {
  const found: Disagreement[] = [];
  let latest: ToldEvent | undefined;
  for (const event of events) {
    const time = timeOf(event);
    if (!Number.isFinite(time)) continue;
    if (latest && time < timeOf(latest)) found.push({ kind: 'outOfOrder', event, overtakenBy: latest });
    else latest = event;
  }
  return found;
}

function unknown({ participants, communications }: ApiSide, events: readonly ToldEvent[]): Disagreement[] {
  const there = new Set([
    ...participants.map(({ id }) => `participant ${id}`),
    ...communications.map(({ id }) => `communication ${id}`),
  ]);
  const told = new Set<string>();
  return events.flatMap((event) => {
    const { resource, eventType } = event;
    if (!resource || resource.kind === 'conversation' || eventType === 'PARTICIPANT_REMOVED') return [];
    const key = keyOf(resource);
    if (there.has(key) || told.has(key)) return [];
    told.add(key);
    return [{ kind: 'unknownResource' as const, event, resource }];
  });
}
