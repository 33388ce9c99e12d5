import type { Communication } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import { Days } from '../days.ts';
import type { Entry } from '../entries.ts';
import { isCustomerType } from '../responses.ts';
import { sameTurn } from '../turns.ts';
import type { ConversationHead } from './exportedConversation.ts';
import type { ExportWords } from './exportWords.ts';
import { maskCommunication, maskHead } from './maskedResources.ts';
import { People, type Person } from './people.ts';
import { plainLine, plainText } from './plainText.ts';

/** A silence that is spoken of. */
const LONG_GAP_MS = 60 * 60_000;

/** What a transcript is made of. */
export interface TranscriptInput {
  head: ConversationHead;
  /** In order. */
  entries: readonly Entry[];
  /** How many there are, where these are only some of them. */
  total?: number;
  masker: Masker;
  words: ExportWords;
  /** What it is called: through the mask already. */
  title: string;
  /** BCP 47. */
  locale: string;
  /** IANA. */
  timeZone: string;
  /** Epoch milliseconds. */
  exportedAt: number;
}

/** Somebody in a transcript: all texts are of one line and harmless. */
export interface TranscriptPerson {
  name: string;
  address: string;
  type: string;
  /** The type in words. */
  typeName: string;
}

/** One communication in words. */
export interface Said {
  kind: 'said';
  id: string;
  /** ISO 8601; empty where the API gave no date. */
  at: string;
  /** `14:02`; empty without a date. */
  clock: string;
  /** `14:02:11` */
  clockSeconds: string;
  author: TranscriptPerson;
  recipients: { person: TranscriptPerson; status: string; failed: boolean }[];
  channel: string;
  channelName: string;
  /** Empty where nothing was said. */
  text: string;
  /** What else there is to know, such as that it is a transcription. */
  note: string;
  side: 'customer' | 'agent';
  /** The first of a run by the same author on the same channel. */
  startsTurn: boolean;
  /** It failed for every recipient. */
  failed: boolean;
}

export type TranscriptPart =
  /** A day begins. @see Said.at */
  | { kind: 'day'; day: string; words: string }
  /** Nobody said anything for long. */
  | { kind: 'gap'; words: string }
  | Said;

/** What stands above a transcript: texts of one line. */
export interface TranscriptHead {
  title: string;
  conversationId: string;
  status: string;
  participants: { person: TranscriptPerson; addresses: { channel: string; address: string }[] }[];
  count: string;
  exported: string;
  times: string;
  /** Empty where nothing is hidden. */
  masked: string;
}

/** A conversation in words: all that the transcripts in different formats have in common. */
export class Transcript {
  readonly #input: TranscriptInput;
  readonly #people: People;
  readonly #clock: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #moment: Intl.DateTimeFormat;
  readonly #persons = new Map<string, TranscriptPerson>();

  constructor(input: TranscriptInput) {
    this.#input = input;
    this.#people = new People(input.head.participants, input.masker);
    const { locale, timeZone } = input;
    this.#clock = format(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZone,
    });
    // A calendar day has no zone: it is formatted as the UTC day that it is read as.
    this.#moment = format(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    this.#date = format(locale, { dateStyle: 'full', timeZone: 'UTC' });
  }

  get head(): TranscriptHead {
    const { head, entries, total, masker, words, title, timeZone, exportedAt } = this.#input;
    const { participants } = head;
    const conversation = masker.on ? maskHead(head, masker).conversation : head.conversation;
    const count = entries.length;
    return {
      title: plainLine(title),
      conversationId: plainLine(conversation.id),
      status: plainLine(words.status(conversation.status ?? '')),
      participants: participants.map((participant) => {
        const type = this.#people.typeOf(participant);
        return {
          person: {
            name: plainLine(this.#people.nameOf(participant)),
            address: '',
            type,
            typeName: plainLine(words.type(type)),
          },
          addresses: this.#people.addressesOf(participant).map(({ channel, address }) => ({
            channel: plainLine(words.channel(channel)),
            address: plainLine(address),
          })),
        };
      }),
      count: total === undefined || total === count ? words.count(count) : words.shown(count, total),
      exported: words.exported(this.#moment.format(exportedAt)),
      times: words.times(timeZone),
      masked: masker.on ? words.masked : '',
    };
  }

  /** Part by part; nothing is kept of those that were taken. */
  *parts(): Generator<TranscriptPart, void, void> {
    const { entries, timeZone, words } = this.#input;
    const days = new Days(timeZone);
    let before: Entry | undefined;
    let beforeDay: string | undefined;
    for (const entry of entries) {
      const day = days.dayOf(entry.time);
      const silence = before ? entry.time - before.time : 0;
      const isNewDay = day !== beforeDay;
      if (isNewDay) yield { kind: 'day', day, words: this.#dayWords(day) };
      // A new day says it already.
      const isLong = !isNewDay && Number.isFinite(silence) && silence >= LONG_GAP_MS;
      if (isLong) yield { kind: 'gap', words: words.later(silence) };
      yield this.#said(entry, !before || isNewDay || isLong || !sameTurn(before, entry));
      before = entry;
      beforeDay = day;
    }
  }

  #said({ communication, time }: Entry, startsTurn: boolean): Said {
    const { masker, words } = this.#input;
    const from = this.#person(this.#people.personOf(communication.author));
    const to = communication.recipients.map((each) => this.#person(this.#people.personOf(each)));
    const { id, author, recipients, content, occurredAt, createdAt } = masker.on
      ? maskCommunication(communication, masker)
      : communication;
    const dated = Number.isFinite(time);
    const clockSeconds = dated ? this.#clock.format(time) : '';
    const { transcription } = content;
    return {
      kind: 'said',
      id,
      at: dated ? (occurredAt ?? createdAt ?? '') : '',
      clock: clockSeconds.slice(0, -3),
      clockSeconds,
      author: from,
      recipients: to.map((person, index) => {
        const status = recipients[index]?.deliveryStatus;
        return { person, status: plainLine(words.delivery(status)), failed: status === 'FAILED' };
      }),
      channel: author.channel,
      channelName: plainLine(words.channel(author.channel)),
      text: plainText(content.text ?? '').trimEnd(),
      note: plainLine(noteOf(content, words)),
      side: isCustomerType(from.type) ? 'customer' : 'agent',
      startsTurn,
      failed: recipients.length > 0 && recipients.every(({ deliveryStatus }) => deliveryStatus === 'FAILED'),
    };

    function noteOf({ type }: Communication['content'], said: ExportWords): string {
      if (transcription || type === 'TRANSCRIPTION') {
        return said.transcription(textOr(transcription?.engine), transcription?.confidence);
      }
      return type === 'TEXT' ? '' : type;
    }
  }

  /** The same people come up again and again. */
  #person({ name, address, type, participantId }: Person): TranscriptPerson {
    const key = `${participantId}\n${name}\n${address}`;
    const known = this.#persons.get(key);
    if (known) return known;
    const person = {
      name: plainLine(name) || plainLine(address) || '?',
      address: plainLine(address),
      type,
      typeName: plainLine(this.#input.words.type(type)),
    };
    // Where everybody is somebody else, nobody is kept.
    if (this.#persons.size < 1_000) this.#persons.set(key, person);
    return person;
  }

  #dayWords(day: string): string {
    const moment = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(moment) ? this.#input.words.noDate : this.#date.format(moment);
  }
}

/** `Jonas: Delivered, Wren: Failed` */
export function deliveryLine({ recipients }: Said): string {
  return recipients.map(({ person, status }) => `${person.name}: ${status}`).join(', ');
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** @param locale one that is not known gives the machine's own words */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return new Intl.DateTimeFormat(undefined, {
      ...options,
      timeZone: options.timeZone === 'UTC' ? 'UTC' : undefined,
    });
  }
}
