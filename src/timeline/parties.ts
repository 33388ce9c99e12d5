import type { Participant, Party } from '../api/resources.ts';

/** Tells which participant a party of a communication is: by its id, else by its address. */
export class Parties {
  readonly #byId: ReadonlyMap<string, Participant>;
  readonly #byAddress: ReadonlyMap<string, Participant>;
  /** Keys of addresses that are no participant's, and back: each is worked out once. */
  readonly #keys = new Map<string, string>();
  readonly #addresses = new Map<string, string>();

  constructor(participants: readonly Participant[]) {
    this.#byId = new Map(participants.map((participant) => [participant.id, participant]));
    this.#byAddress = new Map(
      participants.flatMap((participant) =>
        (participant.addresses ?? []).map(({ address }) => [address, participant] as const),
      ),
    );
  }

  participantOf({ participantId, address }: Party): Participant | undefined {
    return (participantId ? this.#byId.get(participantId) : undefined) ?? this.#byAddress.get(address);
  }

  /**
   * What a party is filtered and laid out by: its participant's id, or a key of its address where it is no participant.
   * It says nothing of who it is: the view has it while addresses are hidden, and keeps it over a reload.
   */
  keyOf(party: Party): string {
    return this.participantOf(party)?.id ?? this.#keyOfAddress(party.address);
  }

  /** The address that a key stands for; `undefined` for one that was not given out here, and for a participant's. */
  addressOf(key: string): string | undefined {
    return this.#addresses.get(key);
  }

  #keyOfAddress(address: string): string {
    let key = this.#keys.get(address);
    if (key === undefined) {
      key = addressKey(address);
      this.#keys.set(address, key);
      this.#addresses.set(key, address);
    }
    return key;
  }
}

/** A key of an address, the same in every session: a filter that was kept over a reload still fits. */
export function addressKey(address: string): string {
  // 53 bits, mixed from two halves: of 100,000 addresses no two are likely to share one.
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < address.length; index++) {
    const unit = address.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return `address:${((high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0)).toString(36)}`;
}
