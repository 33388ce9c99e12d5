import type { Communication, Party } from '../api/resources.ts';
import type { Masker } from '../platform/masking.ts';
import type { Days } from './days.ts';
import type { Entry } from './entries.ts';
import type { Parties } from './parties.ts';
import { type CommunicationRow, type Row, TEXT_LIMIT, type TimelineParty } from './protocol/rows.ts';

/** After such a silence an author is named anew. */
const TURN_GAP_MS = 5 * 60_000;

/** What cannot stand alone on a surrogate pair's edge. */
const HIGH_SURROGATE = /[\uD800-\uDBFF]$/;

/**
 * The feed as rows: communications with a separator before the first of each day. Which row stands where is worked
 * out for all; what a row says, only for those that are asked for.
 */
export class RowModel {
  readonly #parties: Parties;
  readonly #masker: Masker;
  /** A text is the day of a separator. */
  readonly #rows: readonly (Entry | string)[];
  /** Where the separators stand, in order. */
  readonly #dayIndexes: readonly number[];
  #indexes: Map<string, number> | undefined;

  /** @param entries in order */
  constructor(entries: readonly Entry[], parties: Parties, days: Days, masker: Masker) {
    this.#parties = parties;
    this.#masker = masker;
    const rows: (Entry | string)[] = [];
    const dayIndexes: number[] = [];
    let day: string | undefined;
    for (const entry of entries) {
      const entryDay = days.dayOf(entry.time);
      if (entryDay !== day) dayIndexes.push(rows.push(entryDay) - 1);
      day = entryDay;
      rows.push(entry);
    }
    this.#rows = rows;
    this.#dayIndexes = dayIndexes;
  }

  get count(): number {
    return this.#rows.length;
  }

  /** The rows from an index on; fewer than asked for at the end. */
  window(from: number, count: number): Row[] {
    let position = from - this.#dayIndexes.filter((index) => index < from).length;
    return this.#rows.slice(from, from + count).map((row, offset) => {
      if (typeof row === 'string') return { kind: 'day', key: dayKey(row), day: row };
      position++;
      return this.#communicationRow(row, this.#rows[from + offset - 1], position);
    });
  }

  /** Where a row stands; `undefined` when there is none with this key. */
  indexOf(key: string): number | undefined {
    this.#indexes ??= new Map(
      this.#rows.map((row, index) => [typeof row === 'string' ? dayKey(row) : row.communication.id, index]),
    );
    return this.#indexes.get(key);
  }

  #communicationRow(
    { communication, time }: Entry,
    before: Entry | string | undefined,
    position: number,
  ): CommunicationRow {
    const { author, content, recipients, id, occurredAt, createdAt } = communication;
    const text = content.text ?? '';
    const { transcription } = content;
    const from = this.#party(author);
    const at = occurredAt ?? createdAt ?? '';
    return {
      kind: 'communication',
      key: id,
      position,
      at: Number.isFinite(time) ? at : '',
      author: from,
      recipients: recipients.map((recipient) => ({
        ...this.#party(recipient),
        ...(recipient.deliveryStatus ? { deliveryStatus: recipient.deliveryStatus } : {}),
      })),
      channel: author.channel,
      contentType: content.type,
      // Shortened first: a text may have millions of characters.
      text: this.#masker.text(shorten(text)),
      textLength: text.length,
      ...(transcription
        ? {
            transcription: {
              ...(typeof transcription.channel === 'number' ? { channel: transcription.channel } : {}),
              ...(typeof transcription.confidence === 'number'
                ? { confidence: transcription.confidence }
                : {}),
              ...(typeof transcription.engine === 'string' ? { engine: transcription.engine } : {}),
            },
          }
        : {}),
      side: from.type === 'CUSTOMER' || from.type === 'UNKNOWN' ? 'customer' : 'agent',
      startsTurn: typeof before !== 'object' || !sameTurn(before, communication, time),
    };
  }

  #party(party: Party): TimelineParty {
    const { channel, participantId } = party;
    const participant = this.#parties.participantOf(party);
    const type = participant?.type ?? 'UNKNOWN';
    const address = this.#masker.address(party.address);
    const name = participant?.name?.trim();
    return {
      name: name ? this.#masker.name(name, type, participant?.id ?? party.address) : address,
      address,
      channel,
      type,
      ...(participantId ? { participantId } : {}),
    };
  }
}

function sameTurn(before: Entry, { author }: Communication, time: number): boolean {
  const other = before.communication.author;
  return (
    time - before.time < TURN_GAP_MS &&
    other.address === author.address &&
    other.channel === author.channel &&
    other.participantId === author.participantId
  );
}

function shorten(text: string): string {
  return text.length <= TEXT_LIMIT ? text : text.slice(0, TEXT_LIMIT).replace(HIGH_SURROGATE, '');
}

function dayKey(day: string): string {
  return `day:${day}`;
}
