import type { Origin } from '../data/base.ts';
import type { Person } from '../demo/script.ts';
import type {
  Channel,
  DeliveryOutcome,
  StoredAddress,
  StoredCommunication,
  StoredConversation,
  StoredParticipant,
  StoredParty,
} from '../model.ts';
import { Collection, type Source } from '../store/collection.ts';
import { bareAddress, groupKeys } from '../store/grouping.ts';
import type { IdSource } from '../store/ids.ts';
import type { Random } from '../store/random.ts';
import { type Cast, castConversation, type SpokenLine, statusOf } from './cast.ts';
import { LARGE_CONFIGURATIONS } from './largeConfigurations.ts';
import { LargeIds } from './largeIds.ts';
import { LazyMap } from './lazyMap.ts';
import { indexOfAddress } from './people.ts';
import { CONVERSATIONS, LOG, Plan } from './plan.ts';

/** Makes the large data's conversations when they are asked for, each without the others and always the same. */
export class LargeOrigin implements Origin, Source<StoredConversation> {
  readonly size = CONVERSATIONS;
  readonly ids: LargeIds;
  readonly #seed: number;
  readonly #plan: Plan;

  /** @param at - the moment that it is made for, in epoch milliseconds */
  constructor(ids: IdSource, at: number) {
    this.#seed = ids.seed;
    this.#plan = new Plan(ids.seed, at);
    this.ids = new LargeIds(ids, this.#plan);
  }

  has(conversationId: string): boolean {
    return this.indexOf(conversationId) !== undefined;
  }

  indexOf(conversationId: string): number | undefined {
    return this.ids.indexOf(conversationId);
  }

  make(index: number): StoredConversation {
    const plan = this.#plan;
    const cast = this.#cast(index);
    const status = statusOf(plan, index);
    const createdAt = plan.createdAt(index);
    const lastSaid = plan.lastSaidAt(index);
    const participants = new Collection<StoredParticipant>();
    const participantIds = new Map<Person, string>();
    cast.people.forEach((person, place) => {
      const participant = this.#participant(index, place, person, createdAt);
      participants.add(participant);
      participantIds.set(person, participant.id);
    });
    return {
      id: this.ids.conversation(index),
      configurationId: this.ids.configuration(cast.configuration),
      status,
      name: cast.name,
      createdAt,
      updatedAt: status === 'ACTIVE' ? lastSaid : plan.endedAt(index),
      configuration: LARGE_CONFIGURATIONS[cast.configuration],
      ...(cast.metadata ? { metadata: cast.metadata } : {}),
      participants,
      communications: new Collection(this.#communications(index, cast, participantIds)),
      byResourceId: new LazyMap((resourceId) => {
        const place = this.ids.placeOfResource(index, resourceId);
        if (place === undefined) return undefined;
        const { channel } = cast.line(place);
        const known = this.ids.external(index, place, channel).resourceId === resourceId;
        return known ? this.ids.communication(index, place) : undefined;
      }),
      actions: new Map(),
      quietSince: lastSaid,
      ...(plan.count(index) === 0 ? {} : { lastChannel: plan.channel(index) }),
    };
  }

  /** The id of the conversation that holds a call's, chat's or message's traffic. */
  findChannelId(channelId: string): string | undefined {
    const index = this.ids.indexOfChannelId(channelId);
    if (index === undefined) return undefined;
    // The log has both a chat and radio traffic.
    const channel = index === LOG && channelId.startsWith('CA') ? 'VOICE' : this.#plan.channel(index);
    const session = this.ids.session(index, channel);
    const known = session === undefined ? channelId.startsWith('SM') : session === channelId;
    return known ? this.ids.conversation(index) : undefined;
  }

  /** The profile's id. @param key - as an account's profiles have it: memory store and address */
  findProfile(key: string): string | undefined {
    const [, address = ''] = JSON.parse(key) as string[];
    const index = indexOfAddress(address);
    return index !== undefined && this.#profileKey(index) === key ? this.ids.profile(index) : undefined;
  }

  *profiles(): Generator<[string, string]> {
    for (let index = 0; index < CONVERSATIONS; index++) {
      const key = this.#profileKey(index);
      if (key !== undefined) yield [key, this.ids.profile(index)];
    }
  }

  /** The conversation's id. @param key - as an account's groups have it: configuration, then profile or address */
  findGroup(key: string): string | undefined {
    const [, kind, ...parts] = JSON.parse(key) as string[];
    const index =
      kind === 'profile'
        ? this.ids.indexOfProfile(parts[0] ?? '')
        : parts.map((part) => indexOfAddress(bareAddress(part))).find((found) => found !== undefined);
    return index !== undefined && this.#groupKey(index) === key ? this.ids.conversation(index) : undefined;
  }

  *groups(): Generator<[string, string]> {
    for (let index = 0; index < CONVERSATIONS; index++) {
      const key = this.#groupKey(index);
      if (key !== undefined) yield [key, this.ids.conversation(index)];
    }
  }

  #cast(index: number): Cast {
    return castConversation(this.#plan, index, this.#seed);
  }

  #profileKey(index: number): string | undefined {
    const { people, configuration } = this.#cast(index);
    const address = people.find(({ type }) => type === 'CUSTOMER')?.addresses[this.#plan.channel(index)];
    if (address === undefined) return undefined;
    return JSON.stringify([LARGE_CONFIGURATIONS[configuration].memoryStoreId, bareAddress(address)]);
  }

  #groupKey(index: number): string | undefined {
    const { people, configuration } = this.#cast(index);
    const [first] = people;
    if (first?.type !== 'CUSTOMER') return undefined;
    const { conversationGroupingType } = LARGE_CONFIGURATIONS[configuration];
    const customer = this.#participant(index, 0, first, 0);
    return groupKeys(this.ids.configuration(configuration), conversationGroupingType, customer)[0];
  }

  #participant(index: number, place: number, person: Person, at: number): StoredParticipant {
    const { name = null, type, addresses } = person;
    // Of the shop's many addresses only those that the conversation is held by.
    const channels: Channel[] = index === LOG ? ['CHAT', 'VOICE'] : [this.#plan.channel(index)];
    const own = channels.flatMap((channel): StoredAddress[] => {
      const address = addresses[channel];
      if (address === undefined) return [];
      const channelId = this.ids.session(index, channel);
      return [{ channel, address, ...(channelId === undefined ? {} : { channelId }) }];
    });
    return {
      id: this.ids.participant(index, place),
      name,
      type,
      ...(type === 'CUSTOMER' ? { profileId: this.ids.profile(index) } : {}),
      addresses: own,
      createdAt: at,
      updatedAt: at,
    };
  }

  #communications(
    index: number,
    cast: Cast,
    participantIds: ReadonlyMap<Person, string>,
  ): Source<StoredCommunication> {
    // The same in each of them.
    const sessions = new Map<Channel, string | undefined>();
    const session = (channel: Channel) => {
      if (!sessions.has(channel)) sessions.set(channel, this.ids.session(index, channel));
      return sessions.get(channel);
    };
    return {
      size: this.#plan.count(index),
      make: (place) => {
        const line = cast.line(place);
        const known = this.ids.external(index, place, line.channel, session(line.channel));
        return { ...this.#communication(index, place, line, participantIds), ...known };
      },
      indexOf: (id) => this.ids.placeOf(index, id),
    };
  }

  #communication(
    index: number,
    place: number,
    { channel, by, to, text }: SpokenLine,
    participantIds: ReadonlyMap<Person, string>,
  ): StoredCommunication {
    const at = this.#plan.saidAt(index, place);
    const random = this.#plan.randomAt(index, place);
    const party = (person: Person): StoredParty => ({
      address: person.addresses[channel] ?? '',
      channel,
      participantId: participantIds.get(person) ?? '',
    });
    const spoken = channel === 'VOICE';
    const fromCustomer = by.type === 'CUSTOMER';
    const outcome = spoken ? 'DELIVERED' : outcomeOf(channel, fromCustomer, random);
    return {
      id: this.ids.communication(index, place),
      author: party(by),
      content: spoken
        ? {
            type: 'TRANSCRIPTION',
            text,
            transcription: {
              channel: fromCustomer ? 0 : 1,
              confidence: random.between(fromCustomer ? 8200 : 9300, 9950) / 10_000,
              engine: index % 2 === 0 ? 'deepgram-nova-3' : 'google-telephony',
            },
          }
        : { type: 'TEXT', text },
      recipients: to.map((person) => ({ ...party(person), deliveryStatus: outcome, outcome })),
      createdAt: at,
      updatedAt: spoken ? at : at + random.between(300, 3_900),
      occurredAt: at,
    };
  }
}

/** How a delivery ended: hardly any fails, and not everybody reads, or lets it be known. */
function outcomeOf(channel: Channel, fromCustomer: boolean, random: Random): DeliveryOutcome {
  const share = random.next();
  if (!fromCustomer && share < 0.008) return 'FAILED';
  return channel === 'SMS' || share > 0.9 ? 'DELIVERED' : 'READ';
}
