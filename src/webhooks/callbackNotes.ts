import type { ReceivedCallback } from './receiver/receivedCallback.ts';
import type { CallbackNote } from './services.ts';

/** So many communications are remembered, and so many callbacks of each. */
const MOST_COMMUNICATIONS = 2_000;
const MOST_OF_ONE = 20;

/** Remembers which callbacks came about which communication, for the timelines. */
export class CallbackNotes {
  /** By account and communication; what was told of last comes last. */
  readonly #notes = new Map<string, { recordId: string; note: CallbackNote }[]>();

  /** Takes note of a callback; of one that is known, again, nothing. */
  note(callback: ReceivedCallback): void {
    const { account, event, id } = callback;
    if (event?.resource?.kind !== 'communication') return;
    const key = `${account.id} ${event.resource.id}`;
    const list = this.#notes.get(key) ?? [];
    if (list.some(({ recordId }) => recordId === id)) return;
    const note = {
      eventType: event.eventType,
      receivedAt: callback.receivedAt,
      verdict: standingOf(callback),
      repeated: callback.duplicateOf !== undefined,
    };
    this.#notes.delete(key);
    this.#notes.set(key, [...list, { recordId: id, note }].slice(-MOST_OF_ONE));
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > MOST_COMMUNICATIONS && oldest !== undefined) this.#notes.delete(oldest);
  }

  /** Those about a communication, in order of arrival. */
  about(accountId: string, communicationId: string): readonly CallbackNote[] {
    return (this.#notes.get(`${accountId} ${communicationId}`) ?? []).map(({ note }) => note);
  }

  /** The record of the last one about a communication. */
  lastRecord(accountId: string, communicationId: string): string | undefined {
    return this.#notes.get(`${accountId} ${communicationId}`)?.at(-1)?.recordId;
  }
}

/** How a callback's signature stands. Where no token is known, nothing was checked. */
export function standingOf({ verdict }: Pick<ReceivedCallback, 'verdict'>): CallbackNote['verdict'] {
  if (!verdict || verdict.cause === 'noToken') return 'unchecked';
  return verdict.signed ? 'signed' : 'unsigned';
}
