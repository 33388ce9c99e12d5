/**
 * Names what differs between two JSON values, by path: `status`, `configuration.statusCallbacks`, `addresses[1].address`.
 * Members of an object are told apart one by one; a list whose length changed is named as a whole.
 * @returns in the order of the newer value, what is gone last; empty when both hold the same, in whatever order
 */
export function changedFields(before: unknown, after: unknown): string[] {
  return [...differences(before, after, '')];
}

/** Whether two JSON values hold the same, in whatever order their members stand. */
export function sameJson(a: unknown, b: unknown): boolean {
  return differences(a, b, '').next().done === true;
}

function* differences(before: unknown, after: unknown, path: string): Generator<string, void, void> {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) yield path;
    else
      for (const [index, item] of after.entries())
        yield* differences(before[index], item, `${path}[${index}]`);
    return;
  }
  if (isObject(before) && isObject(after)) {
    for (const name of new Set([...Object.keys(after), ...Object.keys(before)])) {
      const own = (value: Record<string, unknown>) => (Object.hasOwn(value, name) ? value[name] : undefined);
      yield* differences(own(before), own(after), path ? `${path}.${name}` : name);
    }
    return;
  }
  yield path;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
