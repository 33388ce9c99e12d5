import type { StatusCallback } from '../api/resources.ts';

/** The most status callbacks that a configuration takes, and a conversation. Source: the API's OpenAPI document. */
export const MOST_CALLBACKS = { configuration: 2, conversation: 20 } as const;

/**
 * A list of status callbacks with one more in it.
 * @param replaced the place of the one that it takes the place of; it is added where absent
 */
export function withCallback(
  before: readonly StatusCallback[],
  callback: StatusCallback,
  replaced?: number,
): StatusCallback[] {
  if (replaced === undefined) return [...before, callback];
  return before.map((other, index) => (index === replaced ? callback : other));
}

/** A change of status callbacks that is to be taken back. */
export interface CallbackChange {
  readonly before: readonly StatusCallback[];
  readonly after: readonly StatusCallback[];
}

/**
 * How the status callbacks are to be once a change is taken back: as before it, where nobody else has changed them
 * meanwhile. Else only what the change brought goes, and what it took comes back; what others did stays.
 * @param most how many there may be
 * @returns undefined where there is nothing to take back
 */
export function takenBack(
  now: readonly StatusCallback[],
  { before, after }: CallbackChange,
  most: number,
): StatusCallback[] | undefined {
  const brought = after.filter((callback) => !before.some((other) => sameCallback(callback, other)));
  if (!now.some((callback) => brought.some((other) => sameCallback(callback, other)))) return undefined;
  if (sameCallbacks(now, after)) return [...before];
  const taken = before.filter((callback) => !after.some((other) => sameCallback(callback, other)));
  const back = taken.filter((callback) => !now.some((other) => sameCallback(callback, other)));
  const left = now.filter((callback) => !brought.some((other) => sameCallback(callback, other)));
  return [...left, ...back].slice(0, Math.max(most, left.length));
}

/** Whether two lists say the same, in the same order. */
export function sameCallbacks(one: readonly StatusCallback[], other: readonly StatusCallback[]): boolean {
  return one.length === other.length && one.every((callback, index) => sameCallback(callback, other[index]));
}

function sameCallback(one: StatusCallback, other: StatusCallback | undefined): boolean {
  return other !== undefined && one.url === other.url && methodOf(one) === methodOf(other);
}

/** POST where nothing else is said. */
export function methodOf({ method }: StatusCallback): string {
  return method ?? 'POST';
}
