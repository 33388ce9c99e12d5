import type { Participant, Party } from '../../api/resources.ts';
import type { Masker } from '../../platform/masking.ts';
import type { ComposeEnd } from '../protocol/composed.ts';
import { shownName } from '../protocol/shownName.ts';
import { shownParticipantName } from '../shownParty.ts';

/**
 * Who can write and be written to, each by a key of its own: the view chooses by keys, and what it shows of people may be
 * hidden.
 */
export class Ends {
  readonly #keys = new Map<string, { key: string; party: Party }>();
  readonly #typed: Party[] = [];

  /** An end's key; one that is not known yet gets one. */
  keyOf(party: Party): string {
    const text = textOf(party);
    const known = this.#keys.get(text);
    if (known) return known.key;
    const key = `e${this.#keys.size + 1}`;
    this.#keys.set(text, { key, party: plain(party) });
    return key;
  }

  partyOf(key: string): Party | undefined {
    return [...this.#keys.values()].find((known) => known.key === key)?.party;
  }

  /**
   * Takes in an address that was typed: the participant's who has it, where there is one.
   * @returns its end
   */
  add(typed: Party, participants: readonly Participant[]): Party {
    const own = allOf(participants).find(
      ({ address, channel }) => address === typed.address && channel === typed.channel,
    );
    if (own) return own;
    this.#note(typed);
    return typed;
  }

  /** The participants at each of their addresses, then whoever else was typed or is in a draft. */
  shown(participants: readonly Participant[], chosen: readonly Party[], masker: Masker): ComposeEnd[] {
    const parties = allOf(participants);
    const there = new Set(parties.map(textOf));
    for (const party of chosen) if (!there.has(textOf(party))) this.#note(party);
    return [
      ...parties.map(({ participant, ...party }) => ({
        key: this.keyOf(party),
        person: participant.id,
        name: shownParticipantName(participant, masker),
        type: participant.type ?? 'UNKNOWN',
        channel: party.channel,
        address: shownName(masker.address(party.address)),
      })),
      ...this.#typed
        .filter((party) => !there.has(textOf(party)))
        .map((party) => ({
          key: this.keyOf(party),
          person: '',
          name: '',
          type: '',
          channel: party.channel,
          address: shownName(masker.address(party.address)),
        })),
    ];
  }

  #note(party: Party): void {
    const text = textOf(party);
    if (!this.#typed.some((other) => textOf(other) === text)) this.#typed.push(plain(party));
  }
}

/** Whether two ends are one and the same. */
export function isSameEnd(a: Party, b: Party): boolean {
  return textOf(a) === textOf(b);
}

function allOf(participants: readonly Participant[]): (Party & { participant: Participant })[] {
  return participants.flatMap((participant) =>
    (participant.addresses ?? []).map(({ address, channel }) => ({
      address,
      channel,
      participantId: participant.id,
      participant,
    })),
  );
}

function plain({ address, channel, participantId }: Party): Party {
  return { address, channel, ...(participantId ? { participantId } : {}) };
}

function textOf({ address, channel, participantId }: Party): string {
  return JSON.stringify([channel, address, participantId ?? '']);
}
