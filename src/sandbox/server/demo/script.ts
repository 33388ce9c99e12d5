import type { Channel, ParticipantType, StoredRecipient } from '../model.ts';

/*
 * How demo conversations are written down: who takes part, and who says what how long after the line before.
 * playThread.ts turns a script into resources.
 */

export interface Person {
  name?: string;
  type: ParticipantType;
  addresses: Partial<Record<Channel, string>>;
}

export interface Line {
  by: Person;
  /** Minutes after the line before. */
  after: number;
  text: string;
  /** When it is not the thread's. */
  channel?: Channel;
  /** When it is not everyone on the other side. */
  to?: Person[];
  /** When delivery does not end as it usually does on the channel. */
  outcome?: StoredRecipient['outcome'];
  /** Keeps the time of each word of a transcription. */
  words?: boolean;
}

export type ConfigurationKey = 'messaging' | 'phone' | 'webChat' | 'concierge';

export interface Thread {
  name?: string;
  configuration: ConfigurationKey;
  channel: Channel;
  /** Who is there from the beginning. */
  people: Person[];
  /** Who comes in with the first line of their own. */
  joining?: Person[];
  lines: Line[];
  /** How many minutes ago the last line was said, or the conversation was made when there is none. */
  lastAgo: number;
  /** How it ended, some minutes after the last line. */
  ended?: { status: 'INACTIVE' | 'CLOSED'; after: number };
  metadata?: Record<string, string>;
  /** What the classic (v1) side of a bridged conversation knows. */
  classic?: { uniqueName: string; attributes: Record<string, unknown> };
}

/** A line, written short. */
export function say(by: Person, after: number, text: string, more: Partial<Line> = {}): Line {
  return { by, after, text, ...more };
}

export const HOUR = 60;
export const DAY = 24 * HOUR;
