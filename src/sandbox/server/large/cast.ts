import { imani, owen, priya, tildaBristol, tildaPortland } from '../demo/company.ts';
import type { ConfigurationKey, Person } from '../demo/script.ts';
import type { Channel, ConversationStatus } from '../model.ts';
import { topicOf, writeScript } from './conversationScript.ts';
import { logEntry } from './fleetLog.ts';
import { customerAddress, isPortland, personName } from './people.ts';
import { CONVERSATIONS, LOG, LOG_LENGTH, type Plan } from './plan.ts';

/** What is said, by whom and to whom. */
export interface SpokenLine {
  channel: Channel;
  by: Person;
  to: readonly Person[];
  text: string;
}

/** Who takes part in a conversation and what it is about. Nothing of it depends on when it takes place. */
export interface Cast {
  name: string | null;
  configuration: ConfigurationKey;
  /** The customer comes first, if there is one. At most four. */
  people: readonly Person[];
  metadata?: Record<string, string>;
  /** @param place - in the conversation, from 0 */
  line(place: number): SpokenLine;
}

/** The bikes' trackers, and who drives about for them. */
const trackers: Person = { name: 'Fleet trackers', type: 'AI_AGENT', addresses: { CHAT: 'fleet.trackers' } };
const driver: Person = {
  name: 'Marcus Hale, van two',
  type: 'HUMAN_AGENT',
  addresses: { CHAT: 'marcus.hale', VOICE: '+15035550119' },
};

function castLog(seed: number): Cast {
  const { addresses } = owen;
  const dispatcher: Person = { ...owen, addresses: { ...addresses, CHAT: 'owen.price' } };
  return {
    name: `Velonora fleet log, ${LOG_LENGTH.toLocaleString('en-US')} entries`,
    configuration: 'concierge',
    people: [trackers, dispatcher, driver, imani],
    metadata: { source: 'trackers' },
    line(place) {
      const { by, text } = logEntry(seed, place);
      return by === 'driver'
        ? { channel: 'VOICE', by: driver, to: [dispatcher], text }
        : { channel: 'CHAT', by: trackers, to: [dispatcher], text };
    },
  };
}

function configurationFor(channel: Channel, index: number): ConfigurationKey {
  if (channel === 'VOICE') return 'phone';
  if (channel === 'CHAT') return 'webChat';
  return channel !== 'RCS' && index % 5 === 3 ? 'concierge' : 'messaging';
}

/** @param seed - for the log's entries */
export function castConversation(plan: Plan, index: number, seed: number): Cast {
  if (index === LOG) return castLog(seed);
  const channel = plan.channel(index);
  const random = plan.random('people', index);
  const customer: Person = {
    name: personName(random),
    type: 'CUSTOMER',
    addresses: { [channel]: customerAddress(index, channel) },
  };
  const portland = isPortland(index);
  const assistant = portland ? tildaPortland : tildaBristol;
  // Only Imani answers chats at the shop.
  const human = portland ? (channel === 'CHAT' || random.next() < 0.4 ? imani : owen) : priya;
  const spoken = channel === 'VOICE';
  const people = [customer];
  if (!spoken || random.next() < 0.2) people.push(assistant);
  const hasHuman = spoken || random.next() < 0.7;
  if (hasHuman) people.push(human);
  if (portland && hasHuman && channel !== 'CHAT' && random.next() < 0.12) {
    people.push(human === owen ? imani : owen);
  }
  const [firstName = ''] = (customer.name ?? '').split(' ');
  const staff = hasHuman ? human : assistant;
  const topic = topicOf(plan.random('words', index), channel);
  let script: ReturnType<typeof writeScript> | undefined;

  const speaker = (by: 'c' | 's' | 't') => {
    if (by === 'c') return customer;
    return by === 's' || spoken ? staff : assistant;
  };
  return {
    name: random.next() < 0.08 ? null : `${customer.name}: ${topic}`,
    configuration: configurationFor(channel, index),
    people,
    ...(random.next() < 0.3 ? { metadata: { shop: portland ? 'PDX' : 'BRS' } } : {}),
    line(place) {
      script ??= writeScript(plan.random('words', index), channel, plan.count(index), {
        name: firstName,
        staff: (staff.name ?? '').split(' ')[0] ?? '',
      });
      const { by, text } = script[place] ?? { by: 't', text: '' };
      if (by !== 'c') return { channel, by: speaker(by), to: [customer], text };
      const before = script.slice(0, place).findLast((line) => line.by !== 'c');
      return { channel, by: customer, to: [before ? speaker(before.by) : (people[1] ?? staff)], text };
    },
  };
}

/** The older, the more of them have ended. */
export function statusOf(plan: Plan, index: number): ConversationStatus {
  if (index === LOG) return 'ACTIVE';
  const age = 1 - index / CONVERSATIONS;
  const share = plan.random('end', index).next();
  if (share < (age < 0.02 ? 0.9 : age < 0.1 ? 0.3 : 0.02)) return 'ACTIVE';
  return share < (age < 0.2 ? 0.75 : 0.2) ? 'INACTIVE' : 'CLOSED';
}
