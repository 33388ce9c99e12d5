import type { Conversation, Participant } from '../api/resources.ts';
import { type Filter, isOpen } from './protocol/filter.ts';

/** Participants who came this soon after the conversation, or after each other, came together with it. */
const TOGETHER_MS = 2_000;

/** Something that befell the conversation itself, as far as the data tells. */
export interface TimelineEvent {
  /** Stable across refreshes. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** `created`, `joined`, `left`, or `status`. */
  readonly what: 'created' | 'joined' | 'left' | 'status';
  /** Who was there from the beginning, came, or went. */
  readonly participants: readonly Participant[];
  /** With `status`: what it is from then on. */
  readonly status?: string;
  /**
   * The API keeps no record of changes. True where the time is that of the conversation's latest change, whatever
   * that was; or of the reading that found the change.
   */
  readonly about: boolean;
}

/** A change that was found by reading the conversation twice. */
export type SeenChange =
  | { readonly what: 'status'; readonly status: string; readonly time: number }
  | { readonly what: 'left'; readonly participant: Participant; readonly time: number };

/** Compares one reading of a conversation with the next, and remembers what has changed in between. */
export class SeenChanges {
  readonly #changes: SeenChange[] = [];
  #status: string | undefined;
  #participants: ReadonlyMap<string, Participant> | undefined;

  get all(): readonly SeenChange[] {
    return this.#changes;
  }

  /**
   * The conversation was read, again or for the first time.
   * @param now when: epoch milliseconds
   */
  note(conversation: Conversation, participants: readonly Participant[], now: number): void {
    const { status } = conversation;
    if (status !== undefined && this.#status !== undefined && status !== this.#status) {
      this.#changes.push({ what: 'status', status, time: momentOf(conversation.updatedAt) ?? now });
    }
    this.#status = status ?? this.#status;
    const present = new Map(participants.map((participant) => [participant.id, participant]));
    for (const [id, participant] of this.#participants ?? []) {
      if (!present.has(id)) this.#changes.push({ what: 'left', participant, time: now });
    }
    this.#participants = present;
  }
}

/**
 * What befell a conversation, in order: when it was created and with whom, who came later, and what its status
 * became. The API has no history: it tells when a thing was created and last changed. A conversation that is not
 * active is shown to have ended when it was last changed, unless a reading saw it happen.
 */
export function eventsOf(
  conversation: Conversation,
  participants: readonly Participant[],
  seen: readonly SeenChange[],
): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const created = momentOf(conversation.createdAt);
  const dated = participants
    .flatMap((participant) => {
      const time = momentOf(participant.createdAt);
      return time === undefined ? [] : [{ participant, time }];
    })
    .sort((a, b) => a.time - b.time);
  const isFirst = ({ time }: { time: number }) =>
    created !== undefined && Math.abs(time - created) <= TOGETHER_MS;
  if (created !== undefined) {
    const first = dated.filter(isFirst).map(({ participant }) => participant);
    events.push({ key: 'event:created', time: created, what: 'created', participants: first, about: false });
  }
  let group: { time: number; participants: Participant[] } | undefined;
  for (const { participant, time } of dated) {
    if (isFirst({ time })) continue;
    if (group && time - group.time <= TOGETHER_MS) {
      group.participants.push(participant);
      continue;
    }
    group = { time, participants: [participant] };
    events.push({
      key: `event:joined:${participant.id}`,
      what: 'joined',
      about: false,
      ...group,
    });
  }
  for (const change of seen) {
    const { time } = change;
    if (change.what === 'left') {
      const { participant } = change;
      const key = `event:left:${participant.id}:${time}`;
      events.push({ key, time, what: 'left', participants: [participant], about: true });
    } else {
      const { status } = change;
      const key = `event:status:${status}:${time}`;
      events.push({ key, time, what: 'status', participants: [], status, about: false });
    }
  }
  const { status } = conversation;
  const changed = momentOf(conversation.updatedAt);
  const witnessed = seen.some((change) => change.what === 'status' && change.status === status);
  if (status !== undefined && status !== 'ACTIVE' && changed !== undefined && !witnessed) {
    const key = `event:status:${status}`;
    events.push({ key, time: changed, what: 'status', participants: [], status, about: true });
  }
  return events.sort((a, b) => a.time - b.time);
}

/**
 * The events that belong among what a filter lets through. They have no channel, no kind and no delivery status, so a
 * filter by one of these leaves none; one by parties leaves their coming and going; one by time, what was then.
 */
export function filterEvents(events: readonly TimelineEvent[], filter: Filter): readonly TimelineEvent[] {
  if (isOpen(filter)) return events;
  const { channels, kinds, statuses, parties, from, to } = filter;
  if (channels || kinds || statuses) return [];
  return events.flatMap((event) => {
    if (event.time < (from ?? Number.NEGATIVE_INFINITY)) return [];
    if (event.time >= (to ?? Number.POSITIVE_INFINITY)) return [];
    if (!parties) return [event];
    if (event.what !== 'joined' && event.what !== 'left') return [];
    const participants = event.participants.filter(({ id }) => parties.includes(id));
    return participants.length > 0 ? [{ ...event, participants }] : [];
  });
}

function momentOf(timestamp: string | undefined): number | undefined {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? undefined : time;
}
