import type { Participant, Party } from '../../api/resources.ts';
import type { Parties } from '../parties.ts';

/** More parties than this share the last lane: nobody can tell more lanes apart. */
export const LANE_LIMIT = 60;

/** One lane, and whose it is. */
export interface PartyLane {
  readonly key: string;
  /** Somebody who writes or is written to here. Absent for the lane that the rest share. */
  readonly party: Party | undefined;
  readonly participant: Participant | undefined;
  readonly channels: Set<string>;
  count: number;
}

const ranks: Readonly<Record<string, number>> = {
  CUSTOMER: 0,
  UNKNOWN: 1,
  AI_AGENT: 2,
  AGENT: 3,
  HUMAN_AGENT: 3,
};

/** Who has a lane: every participant, whether they wrote or not, and every address that is no participant's. */
export class LaneRoll {
  readonly #parties: Parties;
  readonly #lanes: PartyLane[] = [];
  /** How much each lane's party wrote on which channel. */
  readonly #uses: Map<string, number>[] = [];
  /** Number of the lane by what its party is filtered by. */
  readonly #byKey = new Map<string, number>();
  /** The same by what a communication says of a party. */
  readonly #byParty = new Map<string, number>();

  constructor(participants: readonly Participant[], parties: Parties) {
    this.#parties = parties;
    for (const participant of participants) {
      const { id, addresses = [] } = participant;
      const [first] = addresses;
      this.#add({
        key: id,
        party: { address: first?.address ?? '', channel: first?.channel ?? '', participantId: id },
        participant,
        channels: new Set(addresses.map(({ channel }) => channel)),
        count: 0,
      });
    }
  }

  /** The number of a party's lane, in the order that they were met; of one who has none, a new one's. */
  meet(party: Party): number {
    const said = party.participantId || party.address;
    const known = this.#byParty.get(said);
    if (known !== undefined) return known;
    const key = this.#parties.keyOf(party);
    const lane =
      this.#byKey.get(key) ??
      this.#add({ key, party, participant: undefined, channels: new Set([party.channel]), count: 0 });
    this.#byParty.set(said, lane);
    return lane;
  }

  /** Counts what a lane's party wrote on a channel: its channels are then told by how much they are used. */
  use(lane: number, channel: string): void {
    const uses = this.#uses[lane];
    uses?.set(channel, (uses.get(channel) ?? 0) + 1);
  }

  /**
   * The lanes from top to bottom, customers first; those beyond the limit are one.
   * @returns also where each lane is among them, by its number
   */
  sorted(): { lanes: PartyLane[]; order: number[] } {
    const numbers = this.#lanes.map((lane, number) => ({ lane, number }));
    numbers.sort((a, b) => rankOf(a.lane) - rankOf(b.lane));
    const order: number[] = [];
    for (const [index, { number }] of numbers.entries()) order[number] = Math.min(index, LANE_LIMIT);
    for (const { lane, number } of numbers) {
      const uses = this.#uses[number];
      const byUse = [...(uses?.keys() ?? []), ...lane.channels].sort(
        (a, b) => (uses?.get(b) ?? 0) - (uses?.get(a) ?? 0),
      );
      lane.channels.clear();
      for (const channel of byUse) lane.channels.add(channel);
    }
    const lanes = numbers.map(({ lane }) => lane);
    const shared = lanes.splice(LANE_LIMIT);
    if (shared.length > 0) {
      const channels = new Set(shared.flatMap((lane) => [...lane.channels]));
      lanes.push({ key: '', party: undefined, participant: undefined, channels, count: 0 });
    }
    return { lanes, order };
  }

  #add(lane: PartyLane): number {
    const number = this.#lanes.push(lane) - 1;
    this.#uses.push(new Map());
    this.#byKey.set(lane.key, number);
    return number;
  }
}

function rankOf({ participant }: PartyLane): number {
  return ranks[participant?.type ?? 'UNKNOWN'] ?? 4;
}
