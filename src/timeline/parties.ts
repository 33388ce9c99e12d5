import type { Participant, Party } from '../api/resources.ts';

/** Tells which participant a party of a communication is: by its id, else by its address. */
export class Parties {
  readonly #byId: ReadonlyMap<string, Participant>;
  readonly #byAddress: ReadonlyMap<string, Participant>;

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

  /** What a party is filtered and laid out by: its participant's id, or its address where it is no participant. */
  keyOf(party: Party): string {
    return this.participantOf(party)?.id ?? party.address;
  }
}
