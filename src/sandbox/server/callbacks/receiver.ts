import type { Delivery } from './message.ts';

export interface ReceiverLimits {
  /** Requests under way at the same time. */
  atOnce: number;
  /** Events that are not delivered yet, those under way included. */
  maxWaiting: number;
  /** The same, in UTF-16 units of their data. */
  maxWaitingLength: number;
}

/** Runs one request when the receiver can take one more. */
export type TakeTurn = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * What is on its way to one receiver. The events of a conversation go one after the other; conversations go side by
 * side, so one whose event is being retried holds up no other.
 *
 * When too much waits, what comes is dropped rather than what is there: the receiver then sees each conversation from
 * its beginning and without gaps, up to a point.
 */
export class Receiver {
  readonly #limits: ReceiverLimits;
  readonly #deliver: (delivery: Delivery, takeTurn: TakeTurn) => Promise<void>;
  readonly #onIdle: () => void;
  /** By conversation. The first of each lane is being delivered. */
  readonly #lanes = new Map<string, Delivery[]>();
  readonly #turns: (() => void)[] = [];
  #waiting = 0;
  #waitingLength = 0;
  #underWay = 0;

  /**
   * @param deliver settles when the event is delivered or given up; it must not reject
   * @param onIdle called when nothing is left to deliver
   */
  constructor(
    limits: ReceiverLimits,
    deliver: (delivery: Delivery, takeTurn: TakeTurn) => Promise<void>,
    onIdle: () => void,
  ) {
    this.#limits = limits;
    this.#deliver = deliver;
    this.#onIdle = onIdle;
  }

  /** @returns false when too much waits already. One event is always taken, however large */
  accept(delivery: Delivery): boolean {
    const { maxWaiting, maxWaitingLength } = this.#limits;
    const length = this.#waitingLength + delivery.dataJson.length;
    if (this.#waiting > 0 && (this.#waiting >= maxWaiting || length > maxWaitingLength)) return false;
    this.#waiting += 1;
    this.#waitingLength = length;

    const key = `${delivery.accountSid} ${delivery.conversationId}`;
    const lane = this.#lanes.get(key);
    if (lane) {
      lane.push(delivery);
    } else {
      const begun = [delivery];
      this.#lanes.set(key, begun);
      void this.#work(key, begun);
    }
    return true;
  }

  async #work(key: string, lane: Delivery[]): Promise<void> {
    for (let delivery = lane[0]; delivery; delivery = lane[0]) {
      await this.#deliver(delivery, (request) => this.#takeTurn(request));
      lane.shift();
      this.#waiting -= 1;
      this.#waitingLength -= delivery.dataJson.length;
    }
    this.#lanes.delete(key);
    if (this.#lanes.size === 0) this.#onIdle();
  }

  async #takeTurn<T>(request: () => Promise<T>): Promise<T> {
    if (this.#underWay < this.#limits.atOnce) this.#underWay += 1;
    else await new Promise<void>((resolve) => this.#turns.push(resolve));
    try {
      return await request();
    } finally {
      // The place goes straight to the next, so that nobody new can slip in between.
      const next = this.#turns.shift();
      if (next) next();
      else this.#underWay -= 1;
    }
  }
}
