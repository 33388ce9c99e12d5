import type { Transcription } from '../api/resources.ts';
import type { Masker } from '../platform/masking.ts';
import type { Days } from './days.ts';
import type { Entry } from './entries.ts';
import type { TimelineEvent } from './events.ts';
import { gapThreshold } from './gaps.ts';
import type { Parties } from './parties.ts';
import { type CommunicationRow, type Row, TEXT_LIMIT } from './protocol/rows.ts';
import { isCustomerType } from './responses.ts';
import { shortened } from './shortened.ts';
import { shownParticipantName, shownParty } from './shownParty.ts';
import { sameTurn } from './turns.ts';
import { placeWords } from './words.ts';

/** What stands between communications. */
type Separator =
  | { readonly kind: 'day'; readonly key: string; readonly day: string; readonly after: number | undefined }
  | { readonly kind: 'gap'; readonly key: string; readonly after: number }
  | { readonly kind: 'event'; readonly key: string; readonly event: TimelineEvent };

/**
 * The feed as rows: communications, with what befell the conversation among them, a separator before the first row of
 * each day, and one where a long silence ended. Which row stands where is worked out for all; what a row says, only for
 * those that are asked for.
 */
export class RowModel {
  readonly #parties: Parties;
  readonly #masker: Masker;
  readonly #rows: readonly (Entry | Separator)[];
  /** Where the separators stand, in order. */
  readonly #separators: readonly number[];
  #indexes: Map<string, number> | undefined;

  /**
   * @param entries in order
   * @param events in order; shown only where there are communications
   */
  constructor(
    entries: readonly Entry[],
    parties: Parties,
    days: Days,
    masker: Masker,
    events: readonly TimelineEvent[] = [],
  ) {
    this.#parties = parties;
    this.#masker = masker;
    const rows: (Entry | Separator)[] = [];
    const separators: number[] = [];
    const separate = (separator: Separator) => void separators.push(rows.push(separator) - 1);
    const threshold = gapThreshold(entries);
    let day: string | undefined;
    /** Begins the day of what comes next. @returns whether it is another day */
    const dawn = (time: number, after?: number) => {
      const next = days.dayOf(time);
      if (next === day) return false;
      day = next;
      separate({ kind: 'day', key: `day:${next}`, day: next, after });
      return true;
    };
    let last: number | undefined;
    let nextEvent = 0;
    const befall = (until: number) => {
      for (let event = events[nextEvent]; event && event.time <= until; event = events[++nextEvent]) {
        dawn(event.time);
        separate({ kind: 'event', key: event.key, event });
      }
    };
    for (const entry of entries) {
      const { time } = entry;
      befall(time);
      const silence = last === undefined || !Number.isFinite(time) ? 0 : time - last;
      const after = silence >= threshold ? silence : undefined;
      if (!dawn(time, after) && after !== undefined) {
        separate({ kind: 'gap', key: `gap:${entry.communication.id}`, after });
      }
      last = time;
      rows.push(entry);
    }
    if (entries.length > 0) befall(Number.POSITIVE_INFINITY);
    this.#rows = rows;
    this.#separators = separators;
  }

  get count(): number {
    return this.#rows.length;
  }

  /** The rows from an index on; fewer than asked for at the end. */
  window(from: number, count: number): Row[] {
    let position = from - this.#separatorsBefore(from);
    return this.#rows.slice(from, from + count).map((row, offset) => {
      if ('kind' in row) return this.#separatorRow(row);
      position++;
      return this.#communicationRow(row, this.#rows[from + offset - 1], position);
    });
  }

  /** Where a row stands; `undefined` when there is none with this key. */
  indexOf(key: string): number | undefined {
    this.#indexes ??= new Map(
      this.#rows.map((row, index) => ['kind' in row ? row.key : row.communication.id, index]),
    );
    return this.#indexes.get(key);
  }

  #separatorsBefore(index: number): number {
    let low = 0;
    let high = this.#separators.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#separators[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #separatorRow(row: Separator): Row {
    if (row.kind === 'gap') return { kind: 'gap', key: row.key, after: row.after };
    if (row.kind === 'day') {
      const { key, day, after } = row;
      return { kind: 'day', key, day, ...(after === undefined ? {} : { after }) };
    }
    const { key, time, what, participants, status, about } = row.event;
    return {
      kind: 'event',
      key,
      at: new Date(time).toISOString(),
      what,
      participants: participants.map((participant) => ({
        name: shownParticipantName(participant, this.#masker),
        type: participant.type ?? 'UNKNOWN',
      })),
      ...(status === undefined ? {} : { status }),
      about,
    };
  }

  #communicationRow(entry: Entry, before: Entry | Separator | undefined, position: number): CommunicationRow {
    const { communication, time } = entry;
    const { author, content, recipients, id, occurredAt, createdAt } = communication;
    const text = content.text ?? '';
    // Shortened first: a text may have millions of characters.
    const shown = this.#masker.text(shortened(text, TEXT_LIMIT));
    const { transcription } = content;
    const from = shownParty(author, this.#parties, this.#masker);
    const at = occurredAt ?? createdAt ?? '';
    return {
      kind: 'communication',
      key: id,
      position,
      at: Number.isFinite(time) ? at : '',
      author: from,
      recipients: recipients.map((recipient) => ({
        ...shownParty(recipient, this.#parties, this.#masker),
        ...(recipient.deliveryStatus ? { deliveryStatus: recipient.deliveryStatus } : {}),
      })),
      channel: author.channel,
      contentType: content.type,
      text: shown,
      textLength: text.length,
      ...(transcription ? { transcription: this.#transcription(transcription, shown) } : {}),
      side: isCustomerType(from.type) ? 'customer' : 'agent',
      startsTurn: !before || 'kind' in before || !sameTurn(before, entry),
    };
  }

  #transcription(
    { channel, confidence, engine, words }: Transcription,
    text: string,
  ): NonNullable<CommunicationRow['transcription']> {
    const placed = placeWords(text, words, (word) => this.#masker.text(word));
    return {
      ...(typeof channel === 'number' ? { channel } : {}),
      ...(typeof confidence === 'number' ? { confidence } : {}),
      ...(typeof engine === 'string' ? { engine } : {}),
      ...(placed.words.length > 0 ? { words: placed.words, wordCount: words?.length ?? 0 } : {}),
      ...(placed.from === undefined ? {} : { wordsFrom: placed.from }),
    };
  }
}
