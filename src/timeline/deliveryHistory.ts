import type { Communication, Recipient } from '../api/resources.ts';

/** A delivery status, and when it was first seen here. The API tells what is, and not since when. */
export interface SeenStatus {
  /** Absent where the recipient had none. */
  readonly status: string | undefined;
  /** Epoch milliseconds, by this machine's clock. */
  readonly seenAt: number;
}

/** Remembers, for as long as the timeline is open, when communications and their delivery statuses were first seen. */
export class DeliveryHistory {
  readonly #firstSeen = new Map<string, number>();
  /** By communication, then by recipient; only of those that changed. */
  readonly #changes = new Map<string, Map<string, SeenStatus[]>>();

  /**
   * Takes note of a communication as it was just read.
   * @param before how it was read the last time; absent for the first time
   * @param seenAt epoch milliseconds; one number for all of a page takes the least memory
   */
  note(before: Communication | undefined, after: Communication, seenAt: number): void {
    if (!before) {
      this.#firstSeen.set(after.id, seenAt);
      return;
    }
    for (const recipient of after.recipients) {
      const key = recipientKey(recipient);
      const earlier = before.recipients.find((other) => recipientKey(other) === key);
      if (earlier?.deliveryStatus === recipient.deliveryStatus) continue;
      this.#change(after.id, key, earlier, { status: recipient.deliveryStatus, seenAt });
    }
  }

  /** When a communication was first seen: epoch milliseconds. */
  firstSeen(id: string): number | undefined {
    return this.#firstSeen.get(id);
  }

  /** What was seen of a recipient, in order: the status at first, and each change since. */
  of({ id }: Communication, recipient: Recipient): readonly SeenStatus[] {
    const changed = this.#changes.get(id)?.get(recipientKey(recipient));
    if (changed) return changed;
    const seenAt = this.#firstSeen.get(id);
    return seenAt === undefined ? [] : [{ status: recipient.deliveryStatus, seenAt }];
  }

  /** Forgets a communication that is no more. */
  forget(id: string): void {
    this.#firstSeen.delete(id);
    this.#changes.delete(id);
  }

  #change(id: string, key: string, earlier: Recipient | undefined, now: SeenStatus): void {
    const changes = this.#changes.get(id) ?? new Map<string, SeenStatus[]>();
    this.#changes.set(id, changes);
    const first = this.#firstSeen.get(id);
    // A recipient who was not there before has no status from then.
    const begun = earlier && first !== undefined ? [{ status: earlier.deliveryStatus, seenAt: first }] : [];
    const seen = changes.get(key) ?? begun;
    seen.push(now);
    changes.set(key, seen);
  }
}

function recipientKey({ participantId, channel, address }: Recipient): string {
  return `${participantId ?? ''} ${channel} ${address}`;
}
