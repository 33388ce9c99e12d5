import type { Channel, Transcription, TranscriptionWord } from '../model.ts';
import type { AccountData } from '../store/accountData.ts';
import { recordCommunication } from '../store/communications.ts';
import { createConversation } from '../store/conversations.ts';
import { setStatus } from '../store/lifecycle.ts';
import { addParticipant, type ParticipantInput } from '../store/participants.ts';
import type { ConfigurationKey, Line, Person, Thread } from './script.ts';

/** Something that happens at a moment. All threads' events are played in the order of time, as life would have them. */
export interface DemoEvent {
  at: number;
  play(): void;
}

const MINUTE = 60_000;
const ENGINES = ['deepgram-nova-3', 'google-telephony'] as const;

/** How fast people speak on the phone. */
const MS_PER_WORD = 370;

function spokenWords(text: string, at: number): TranscriptionWord[] {
  return text.split(/\s+/).map((word, index) => ({
    text: word,
    startTime: new Date(at + index * MS_PER_WORD).toISOString(),
    endTime: new Date(at + index * MS_PER_WORD + 60 + Math.min(300, word.length * 45)).toISOString(),
  }));
}

/** The SIDs by which a channel's traffic is known: of each message, or of the whole call or chat. */
class ChannelIds {
  readonly #data: AccountData;
  readonly #sessions = new Map<Channel, string>();

  constructor(data: AccountData) {
    this.#data = data;
  }

  /** The call's or chat's, which participants' addresses carry as well. */
  session(channel: Channel): string | undefined {
    const prefix = { VOICE: 'CA', CHAT: 'CH' }[channel as string];
    if (prefix === undefined) return undefined;
    const known = this.#sessions.get(channel) ?? this.#data.ids.nextSid(prefix);
    this.#sessions.set(channel, known);
    return known;
  }

  /** @param index - of the line in its thread */
  forLine(channel: Channel, index: number): { channelId: string; resourceId: string } {
    const session = this.session(channel);
    if (session !== undefined) {
      const own = channel === 'VOICE' ? `GT${session.slice(2)}-${index}` : this.#data.ids.nextSid('IM');
      return { channelId: session, resourceId: own };
    }
    const sid = this.#data.ids.nextSid('SM');
    return { channelId: sid, resourceId: sid };
  }
}

/** One thread on its way into the data. */
class Player {
  readonly #data: AccountData;
  readonly #thread: Thread;
  readonly #configurationId: string;
  readonly #channelIds: ChannelIds;
  readonly #channels: readonly Channel[];
  readonly #participantIds = new Map<Person, string>();
  readonly #engine: string;
  #conversationId = '';

  constructor(data: AccountData, thread: Thread, configurationId: string) {
    this.#data = data;
    this.#thread = thread;
    this.#configurationId = configurationId;
    this.#channelIds = new ChannelIds(data);
    this.#channels = [
      ...new Set([thread.channel, ...thread.lines.map(({ channel }) => channel ?? thread.channel)]),
    ];
    this.#engine = data.random.pick(ENGINES);
  }

  create(at: number): void {
    const { name, metadata, people, classic } = this.#thread;
    const conversation = createConversation(
      this.#data,
      {
        configurationId: this.#configurationId,
        ...(name === undefined ? {} : { name }),
        ...(metadata ? { metadata } : {}),
        participants: people.map((person) => this.#participant(person)),
        ...(classic
          ? { classic: { uniqueName: classic.uniqueName, attributes: JSON.stringify(classic.attributes) } }
          : {}),
      },
      at,
    );
    this.#conversationId = conversation.id;
    let index = 0;
    for (const { id } of conversation.participants) this.#participantIds.set(people[index++] as Person, id);
  }

  join(person: Person, at: number): void {
    const { id } = addParticipant(this.#data, this.#conversation(), this.#participant(person), at);
    this.#participantIds.set(person, id);
  }

  speak(line: Line, index: number, at: number): void {
    const channel = line.channel ?? this.#thread.channel;
    const spoken = channel === 'VOICE';
    recordCommunication(
      this.#data,
      this.#conversation(),
      {
        author: this.#party(line.by, channel),
        content: spoken
          ? { type: 'TRANSCRIPTION', text: line.text, transcription: this.#transcription(line, at) }
          : { type: 'TEXT', text: line.text },
        recipients: this.#listeners(line).map((person) => ({
          ...this.#party(person, channel),
          ...(line.outcome ? { outcome: line.outcome } : {}),
        })),
        ...this.#channelIds.forLine(channel, index),
        occurredAt: at,
      },
      at,
    );
  }

  end(status: 'INACTIVE' | 'CLOSED', at: number): void {
    setStatus(this.#data, this.#conversation(), status, at);
  }

  #conversation() {
    const conversation = this.#data.conversations.get(this.#conversationId);
    if (!conversation) throw new Error(`The demo thread ${this.#thread.name} was not created`);
    return conversation;
  }

  #participant({ name, type, addresses }: Person): ParticipantInput {
    return {
      ...(name === undefined ? {} : { name }),
      type,
      addresses: this.#channels.flatMap((channel) => {
        const address = addresses[channel];
        const channelId = this.#channelIds.session(channel);
        return address === undefined
          ? []
          : [{ channel, address, ...(channelId === undefined ? {} : { channelId }) }];
      }),
    };
  }

  #party(person: Person, channel: Channel) {
    const address = person.addresses[channel];
    const participantId = this.#participantIds.get(person);
    if (address === undefined || participantId === undefined) {
      throw new Error(`${person.name} has no ${channel} address in the demo thread ${this.#thread.name}`);
    }
    return { address, channel, participantId };
  }

  /** Staff speak to customers, and customers to whoever of the staff spoke last. */
  #listeners(line: Line): Person[] {
    if (line.to) return line.to;
    const { people, lines, joining = [] } = this.#thread;
    const outside = ({ type }: Person) => type === 'CUSTOMER' || type === 'UNKNOWN';
    if (!outside(line.by)) return people.filter(outside);
    const staffBefore = lines.slice(0, lines.indexOf(line)).filter(({ by }) => !outside(by));
    const answering = staffBefore.at(-1)?.by ?? [...people, ...joining].find((person) => !outside(person));
    return answering ? [answering] : [];
  }

  #transcription(line: Line, at: number): Transcription {
    const inbound = line.by.type === 'CUSTOMER' || line.by.type === 'UNKNOWN';
    return {
      channel: inbound ? 0 : 1,
      confidence: this.#data.random.between(inbound ? 8200 : 9300, 9950) / 10_000,
      engine: this.#engine,
      ...(line.words ? { words: spokenWords(line.text, at) } : {}),
    };
  }
}

/** @param now - epoch milliseconds, which the script's times count back from */
export function threadEvents(
  data: AccountData,
  thread: Thread,
  configurationIds: Record<ConfigurationKey, string>,
  now: number,
): DemoEvent[] {
  const player = new Player(data, thread, configurationIds[thread.configuration]);
  const length = thread.lines.slice(1).reduce((sum, { after }) => sum + after, 0);
  const begun = now - (thread.lastAgo + length) * MINUTE;
  const events: DemoEvent[] = [{ at: begun - 800, play: () => player.create(begun - 800) }];

  let at = begun;
  const waiting = new Set(thread.joining);
  thread.lines.forEach((line, index) => {
    if (index > 0) at += line.after * MINUTE;
    // People do not write on the minute. A line stays after the one before it, and before now.
    const moment =
      at - (index === 0 ? 0 : data.random.between(0, Math.min(25_000, line.after * MINUTE * 0.4)));
    if (waiting.delete(line.by)) {
      const joinedAt = moment - 300;
      events.push({ at: joinedAt, play: () => player.join(line.by, joinedAt) });
    }
    events.push({ at: moment, play: () => player.speak(line, index, moment) });
  });
  const { ended } = thread;
  if (ended) {
    const endedAt = at + ended.after * MINUTE;
    events.push({ at: endedAt, play: () => player.end(ended.status, endedAt) });
  }
  return events;
}
