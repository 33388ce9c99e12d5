import type { Conversation } from '../../api/resources.ts';
import { lastActivity } from '../../platform/activity.ts';
import type { Hit } from './match.ts';

/** What is remembered of a conversation that was looked at: there may be ten thousand. */
interface Seen {
  id: string;
  activity: string;
  /** Whether the list said who takes part. */
  withPeople: boolean;
}

/** What a search has found and seen so far: one conversation counts once, however often it turns up. */
export class Findings {
  readonly #hits = new Map<string, Hit>();
  readonly #seen = new Map<string, Seen>();
  /** What was asked for by an id was found: there is nothing more to look for. */
  settled = false;

  /** How many conversations were looked at. */
  get seen(): number {
    return this.#seen.size;
  }

  get hits(): number {
    return this.#hits.size;
  }

  has(conversationId: string): boolean {
    return this.#hits.has(conversationId);
  }

  /** Takes in a hit. @returns it, when it says something new: the conversation, or the place in it */
  take(hit: Hit): Hit | undefined {
    const known = this.#hits.get(hit.conversation.id);
    if (known && (hit.communicationId === undefined || known.communicationId !== undefined)) return undefined;
    this.#hits.set(hit.conversation.id, hit);
    return hit;
  }

  see(conversation: Conversation): void {
    const { id, participants } = conversation;
    this.#seen.set(id, { id, activity: lastActivity(conversation), withPeople: participants !== undefined });
  }

  /** Ids of the conversations that were looked at, the latest activity first. */
  byActivity(only: 'all' | 'withoutPeople'): string[] {
    return [...this.#seen.values()]
      .filter(({ withPeople }) => only === 'all' || !withPeople)
      .sort((a, b) => (a.activity < b.activity ? 1 : a.activity > b.activity ? -1 : 0))
      .map(({ id }) => id);
  }
}
