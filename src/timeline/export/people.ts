import type { Participant, Party } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import { Parties } from '../parties.ts';
import { maskKind } from './maskedResources.ts';

/** A party as people know it. */
export interface Person {
  /** The participant's name, or the address where there is none. */
  name: string;
  /** Whether it is a name, and no address. */
  named: boolean;
  address: string;
  /** CUSTOMER, HUMAN_AGENT and so on; UNKNOWN for one that is no participant. */
  type: string;
  participantId: string;
}

/** Puts parties into names, through the mask. */
export class People {
  readonly #parties: Parties;
  readonly #masker: Masker;

  constructor(participants: readonly Participant[], masker: Masker) {
    this.#parties = new Parties(participants);
    this.#masker = masker;
  }

  personOf(party: Party): Person {
    const participant = this.#parties.participantOf(party);
    const type = this.typeOf(participant);
    const address = this.#masker.address(party.address);
    const name = participant?.name?.trim();
    return {
      name: name ? this.#masker.name(name, type, participant?.id ?? party.address) : address,
      named: Boolean(name),
      address,
      type,
      participantId: participant?.id ?? party.participantId ?? '',
    };
  }

  /** What a participant is called; its type where it has neither name nor address. */
  nameOf(participant: Participant): string {
    const { id, name, addresses } = participant;
    const type = this.typeOf(participant);
    const own = name?.trim();
    if (own) return this.#masker.name(own, type, id);
    const [first] = addresses ?? [];
    return first ? this.#masker.address(first.address) : type;
  }

  /** CUSTOMER and so on; UNKNOWN where nobody says. */
  typeOf(participant: Participant | undefined): string {
    const type = participant?.type ?? 'UNKNOWN';
    return this.#masker.on ? maskKind(type) : type;
  }

  addressesOf({ addresses }: Participant): { channel: string; address: string }[] {
    return (addresses ?? []).map(({ channel, address }) => ({
      channel: this.#masker.on ? maskKind(channel) : channel,
      address: this.#masker.address(address),
    }));
  }
}
