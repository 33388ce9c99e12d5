/**
 * Looks through what an earlier window, or another version, has kept: small checks without a library, since they run
 * wherever the extension starts.
 */

/** An object's members; none for what is no object. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

/** One of these texts. */
export function isOneOf<T extends string>(all: readonly T[], value: unknown): value is T {
  return all.includes(value as T);
}

/** Whether every member of an object fits. */
export function isRecordOf<T>(
  fits: (value: unknown) => value is T,
  value: unknown,
): value is Record<string, T> {
  return value === membersOf(value) && Object.values(value).every(fits);
}
