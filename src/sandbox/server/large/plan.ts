import type { Channel } from '../model.ts';
import { createRandom, hash, type Random } from '../store/random.ts';
import { isPortland } from './people.ts';

/** How many conversations the large data has. The newest of them is the log. */
export const CONVERSATIONS = 10_000;
/** How many communications the log has. */
export const LOG_LENGTH = 100_000;
/** The index of the log. */
export const LOG = CONVERSATIONS - 1;

const MOST_COMMUNICATIONS = 40;
/** A call is one piece of what is said. */
const MOST_SPOKEN = 8;
const HOUR_MS = 3_600_000;

/** How long ago the first conversation was made, and the log: it has an entry a second, so it began 28 hours ago. */
const SPAN_MS = 200 * 24 * HOUR_MS;
const LOG_ENTRY_MS = 1_000;
const LOG_AGE_MS = LOG_LENGTH * LOG_ENTRY_MS + 5_000;

/** The last words of other conversations are at least this old. */
const SILENT_MS = 2 * 60_000;

/** Of one thing each, so that drawing more or less of it changes nothing else. */
export type Aspect = 'count' | 'times' | 'people' | 'words' | 'channel' | 'end';

/**
 * What there is and when, without any of it made: how many communications each conversation has, so that each knows its
 * place among all. It follows from the seed; only times follow from the moment as well.
 */
export class Plan {
  readonly #seed: number;
  readonly #at: number;
  /** How many communications there are before each conversation, and at last in all. */
  readonly #offsets = new Uint32Array(CONVERSATIONS + 1);

  /** @param at - the moment that it is made for, in epoch milliseconds */
  constructor(seed: number, at: number) {
    this.#seed = seed;
    this.#at = at;
    let total = 0;
    for (let index = 0; index < CONVERSATIONS; index++) {
      // Short ones are more frequent.
      const share = this.random('count', index).next() ** 1.6;
      const most = this.channel(index) === 'VOICE' ? MOST_SPOKEN : MOST_COMMUNICATIONS;
      total += index === LOG ? LOG_LENGTH : Math.floor(share * (most + 1));
      this.#offsets[index + 1] = total;
    }
  }

  /** Chance for one aspect of one conversation. */
  random(aspect: Aspect, index: number): Random {
    return createRandom(this.#seed ^ hash(aspect) ^ Math.imul(index + 1, 0x9e3779b1));
  }

  /** Chance for one communication. @param place - in its conversation, from 0 */
  randomAt(index: number, place: number): Random {
    return createRandom(this.#seed ^ Math.imul(this.offset(index) + place + 1, 0x85ebca6b));
  }

  get total(): number {
    return this.offset(CONVERSATIONS);
  }

  /** How many communications there are in all conversations before this one. */
  offset(index: number): number {
    return this.#offsets[index] ?? 0;
  }

  count(index: number): number {
    return this.offset(index + 1) - this.offset(index);
  }

  /** The conversation that has the communication at that place among all. */
  conversationAt(place: number): number | undefined {
    if (place < 0 || place >= this.total) return undefined;
    let low = 0;
    let high = CONVERSATIONS;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.offset(middle) <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  channel(index: number): Channel {
    if (index === LOG) return 'CHAT';
    const share = this.random('channel', index).next();
    // Bristol has neither a chat nor an RCS agent.
    if (!isPortland(index)) return share < 0.4 ? 'SMS' : share < 0.8 ? 'WHATSAPP' : 'VOICE';
    if (share < 0.38) return 'SMS';
    if (share < 0.6) return 'WHATSAPP';
    if (share < 0.76) return 'VOICE';
    return share < 0.9 ? 'CHAT' : 'RCS';
  }

  /** When the conversation was made, in epoch milliseconds; later for a higher index. */
  createdAt(index: number): number {
    if (index === LOG) return this.#at - LOG_AGE_MS;
    const step = (SPAN_MS - LOG_AGE_MS) / CONVERSATIONS;
    const jitter = this.random('times', index).next() * 0.9;
    return Math.floor(this.#at - SPAN_MS + step * (index + jitter));
  }

  /** When something was said, in epoch milliseconds; later for a higher place in the conversation, and never to come. */
  saidAt(index: number, place: number): number {
    const begun = this.createdAt(index) + 800;
    const jitter = this.randomAt(index, place).next() * 0.8;
    if (index === LOG) return Math.floor(begun + (place + jitter) * LOG_ENTRY_MS);
    return Math.floor(
      begun + ((place + (place === 0 ? 0 : jitter)) / this.count(index)) * this.#length(index),
    );
  }

  /** When the last thing was said, or the conversation was made if nothing was. */
  lastSaidAt(index: number): number {
    const count = this.count(index);
    return count === 0 ? this.createdAt(index) : this.saidAt(index, count - 1);
  }

  /** When it ended, or was left to rest: some hours after the last word, but never to come. */
  endedAt(index: number): number {
    const hours = 1 + this.random('end', index).next() * 30;
    return Math.min(Math.floor(this.lastSaidAt(index) + hours * HOUR_MS), this.#at - 1_000);
  }

  /** From the first word to the last, about: calls take minutes, other conversations hours or days. */
  #length(index: number): number {
    if (this.channel(index) === 'VOICE') return this.count(index) * 9_000;
    const random = this.random('times', index);
    random.next();
    const perLine = (5 + 100 * random.next() ** 2) * 60_000;
    const possible = this.#at - SILENT_MS - this.createdAt(index);
    return Math.min(this.count(index) * perLine, possible * (0.9 + 0.1 * random.next()));
  }
}
