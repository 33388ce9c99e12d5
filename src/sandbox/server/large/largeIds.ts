import type { ConfigurationKey } from '../demo/script.ts';
import type { Channel } from '../model.ts';
import type { IdSource } from '../store/ids.ts';
import { CONFIGURATION_KEYS } from './largeConfigurations.ts';
import { CONVERSATIONS, type Plan } from './plan.ts';

/** Room for each conversation's participants among all. */
const MOST_PARTICIPANTS = 4;

/**
 * The ids of what the large data has. Each is the one that its source makes for a place which follows from what it
 * names, so that it is made, and found again, without any other. They are an account's first ids.
 */
export class LargeIds {
  readonly #ids: IdSource;
  readonly #plan: Plan;

  constructor(ids: IdSource, plan: Plan) {
    this.#ids = ids;
    this.#plan = plan;
  }

  /** Takes them out of an account's ids, so that it makes none of them a second time. */
  reserve(ids: IdSource): void {
    const { total } = this.#plan;
    const needed = {
      conv_configuration_: CONFIGURATION_KEYS.length,
      conv_conversation_: CONVERSATIONS,
      conv_participant_: CONVERSATIONS * MOST_PARTICIPANTS,
      conv_communication_: total,
      mem_profile_: CONVERSATIONS,
      SM: total,
      IM: total,
      CA: CONVERSATIONS,
      CH: CONVERSATIONS,
    };
    for (const [prefix, count] of Object.entries(needed)) ids.reserve(prefix, count);
  }

  configuration(key: ConfigurationKey): string {
    return this.#ids.at('conv_configuration_', CONFIGURATION_KEYS.indexOf(key));
  }

  conversation(index: number): string {
    return this.#ids.at('conv_conversation_', index);
  }

  /** The index of the conversation with that id. */
  indexOf(conversationId: string): number | undefined {
    return this.#below(this.#ids.indexOf('conv_conversation_', conversationId), CONVERSATIONS);
  }

  profile(index: number): string {
    return this.#ids.at('mem_profile_', index);
  }

  /** The index of the conversation whose customer has that profile. */
  indexOfProfile(profileId: string): number | undefined {
    return this.#below(this.#ids.indexOf('mem_profile_', profileId), CONVERSATIONS);
  }

  participant(index: number, place: number): string {
    return this.#ids.at('conv_participant_', index * MOST_PARTICIPANTS + place);
  }

  communication(index: number, place: number): string {
    return this.#ids.at('conv_communication_', this.#plan.offset(index) + place);
  }

  /** The place in its conversation of the communication with that id. */
  placeOf(index: number, communicationId: string): number | undefined {
    return this.#placeIn(index, this.#ids.indexOf('conv_communication_', communicationId));
  }

  /** The call or chat that a whole conversation's traffic on the channel belongs to. */
  session(index: number, channel: Channel): string | undefined {
    if (channel === 'VOICE') return this.#ids.sidAt('CA', index);
    return channel === 'CHAT' ? this.#ids.sidAt('CH', index) : undefined;
  }

  /**
   * What a communication is known by outside: its call, chat or message, and itself in that.
   *
   * @param session - of its conversation on the channel
   */
  external(
    index: number,
    place: number,
    channel: Channel,
    session = this.session(index, channel),
  ): { channelId: string; resourceId: string } {
    const overall = this.#plan.offset(index) + place;
    if (session === undefined) {
      const sid = this.#ids.sidAt('SM', overall);
      return { channelId: sid, resourceId: sid };
    }
    const own = channel === 'VOICE' ? `GT${session.slice(2)}-${place}` : this.#ids.sidAt('IM', overall);
    return { channelId: session, resourceId: own };
  }

  /** The place in its conversation that a communication with that resourceId would have, if it is of this kind. */
  placeOfResource(index: number, resourceId: string): number | undefined {
    const spoken = /^GT[0-9a-f]{32}-(\d{1,6})$/.exec(resourceId)?.[1];
    if (spoken !== undefined) return this.#below(Number(spoken), this.#plan.count(index));
    return this.#placeIn(index, this.#ids.indexOfSid(resourceId.slice(0, 2), resourceId));
  }

  /** The index of the conversation that a call, chat or message would be of, if it is of this kind. */
  indexOfChannelId(channelId: string): number | undefined {
    const prefix = channelId.slice(0, 2);
    const found = this.#ids.indexOfSid(prefix, channelId);
    if (found === undefined) return undefined;
    return prefix === 'SM' ? this.#plan.conversationAt(found) : this.#below(found, CONVERSATIONS);
  }

  #placeIn(index: number, overall: number | undefined): number | undefined {
    return this.#below(
      overall === undefined ? undefined : overall - this.#plan.offset(index),
      this.#plan.count(index),
    );
  }

  #below(value: number | undefined, limit: number): number | undefined {
    return value !== undefined && value >= 0 && value < limit ? value : undefined;
  }
}
