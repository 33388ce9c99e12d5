import type { Entry } from './entries.ts';
import type { Parties } from './parties.ts';

/** How long somebody waited for an answer. */
export interface ResponseGap {
  /** The communication's id that a customer's turn began with. */
  askedBy: string;
  /** The id of the first communication after it that an agent wrote. */
  answeredBy: string;
  /** From the one to the other, by when they occurred, in milliseconds. */
  ms: number;
}

/**
 * How long customers waited for answers: from the first communication of a customer's turn to the first one after it
 * by the agents' side. A turn lasts until somebody of the agents' side writes; what nobody answered is no gap, and
 * neither is anything without a date. Whose type is unknown counts as a customer, as everywhere on the timeline.
 *
 * @param entries in order
 */
export function responseGaps(entries: readonly Entry[], parties: Parties): ResponseGap[] {
  const gaps: ResponseGap[] = [];
  let asked: Entry | undefined;
  for (const entry of entries) {
    if (!Number.isFinite(entry.time)) continue;
    if (isCustomer(entry, parties)) {
      asked ??= entry;
    } else if (asked) {
      gaps.push({
        askedBy: asked.communication.id,
        answeredBy: entry.communication.id,
        ms: entry.time - asked.time,
      });
      asked = undefined;
    }
  }
  return gaps;
}

/** Whether a communication comes from the customers' side. */
export function isCustomer({ communication: { author } }: Entry, parties: Parties): boolean {
  return isCustomerType(parties.participantOf(author)?.type);
}

/** Whether a participant's type is of the customers' side: so is one that nobody knows. */
export function isCustomerType(type: string | undefined): boolean {
  return type === undefined || type === 'CUSTOMER' || type === 'UNKNOWN';
}
