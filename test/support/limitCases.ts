import { isObject, member, type Schema } from './openapiSchemas.ts';

/* What an OpenAPI schema says of each member of a body, as changes to a body that is as it should be. */

/** Names of members, and places in lists. */
export type Place = readonly (string | number)[];

/** One change to a good body, and whether the schema still allows it. */
export interface LimitCase {
  /** The member that is changed, as messages write it: `recipients[0].address`. */
  member: string;
  /** What about it: `required`, `type`, `null`, `enum`, `maxLength` and so on, by the schema's own words. */
  about: string;
  /** What it becomes, in a few words. */
  what: string;
  allowed: boolean;
  /** What a refusal has to name; the member itself but where something in it is wrong. */
  names: string;
  body: unknown;
}

/** As messages of the API write it. */
export function writePlace(place: Place): string {
  return place.reduce<string>((whole, step) => {
    if (typeof step === 'number') return `${whole}[${step}]`;
    return whole === '' ? step : `${whole}.${step}`;
  }, '');
}

/** The body with another value at that place; without the member when the value is undefined. */
function withValue(body: unknown, place: Place, value: unknown): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return value;
  if (Array.isArray(body))
    return body.map((item, index) => (index === step ? withValue(item, rest, value) : item));
  const entries = Object.entries(body as object).filter(([name]) => name !== step);
  const inner = isObject(body) ? body[step] : undefined;
  const next = rest.length === 0 ? value : withValue(inner, rest, value);
  // Not by assignment: a member may have any name.
  return Object.fromEntries(next === undefined ? entries : [...entries, [step, next]]);
}

const WRONG: Record<string, readonly unknown[]> = {
  string: [7, true, {}, [], ['x']],
  integer: ['1', 1.5, true, {}, [], 1e-7],
  number: ['1', true, {}, []],
  boolean: ['true', 0, 1, {}, []],
  object: ['x', 7, true, [], [{}]],
  array: ['x', 7, true, {}, { length: 0 }],
};

/** Text of a length that fits the pattern: the good value made longer or shorter by its own last character. */
function textOfLength(good: string, length: number): string {
  const last = good.at(-1) ?? 'x';
  return good.slice(0, length).padEnd(length, last);
}

/** Every object schema that a value stands under, in the order of the document; of alternatives the one that it is. */
function alternative(schema: unknown, value: unknown): unknown {
  const choices = member(schema, 'oneOf');
  if (!Array.isArray(choices)) return schema;
  const type = member(value, 'type');
  const fitting = choices.find((choice) => {
    const types = member(choice, 'properties', 'type', 'enum');
    return Array.isArray(types) ? types.includes(type) : true;
  });
  if (fitting === undefined) throw new Error(`The document has no alternative of type ${type}`);
  return fitting;
}

/** Walks a schema along a good body. @throws Error for a member of the document that the body does not have */
export function* limitCases(root: unknown, good: unknown): Generator<LimitCase> {
  function* walk(declared: unknown, value: unknown, place: Place): Generator<LimitCase> {
    const schema = alternative(declared, value);
    if (!isObject(schema)) throw new Error(`The document has nothing to say of ${writePlace(place)}`);
    const name = writePlace(place);
    const make = (about: string, what: string, allowed: boolean, next: unknown, names = name): LimitCase => ({
      member: name,
      about,
      what,
      allowed,
      names,
      body: withValue(good, place, next),
    });
    const type = String(schema['type'] ?? 'object');
    if (place.length > 0) {
      for (const wrong of WRONG[type] ?? []) yield make('type', JSON.stringify(wrong), false, wrong);
      yield make('null', 'null', schema['nullable'] === true, null);
    }
    yield* valueCases(schema, value, make);

    if (Array.isArray(value)) {
      const items = schema['items'];
      if (value.length === 0) throw new Error(`The body has an empty ${name}`);
      yield* listCases(schema, value, make);
      yield* walk(items, value[0], [...place, 0]);
      // The place has to be told rightly, wherever in the list it is.
      const maxItems = schema['maxItems'];
      if (maxItems === undefined || Number(maxItems) > value.length) {
        const at = writePlace([...place, value.length]);
        yield make('items', 'null after good ones', member(items, 'nullable') === true, [...value, null], at);
      }
    }
    if (!isObject(value)) return;
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const required: unknown = schema['required'] ?? [];
    for (const [inner, innerSchema] of Object.entries(properties)) {
      if (!(inner in value)) throw new Error(`The body has no ${writePlace([...place, inner])}`);
      const { [inner]: _, ...rest } = value;
      const isRequired = Array.isArray(required) && required.includes(inner);
      const at = writePlace([...place, inner]);
      yield { ...make('required', 'left out', !isRequired, rest, at), member: at };
      yield* walk(innerSchema, value[inner], [...place, inner]);
    }
    const others = schema['additionalProperties'];
    if (isObject(others)) yield* mapCases(schema, others, value, place, make);
    else {
      const unknown = { ...value, notDeclared: 'x' };
      const at = writePlace([...place, 'notDeclared']);
      yield make('additionalProperties', 'a member that it does not declare', others !== false, unknown, at);
    }
  }

  type Make = (about: string, what: string, allowed: boolean, next: unknown, names?: string) => LimitCase;

  function* valueCases(schema: Schema, value: unknown, make: Make): Generator<LimitCase> {
    const { enum: values, maxLength, minLength, pattern, format, minimum, maximum } = schema;
    if (Array.isArray(values)) {
      for (const each of values) yield make('enum', String(each), true, each);
      for (const other of [
        'NO_SUCH_VALUE',
        '',
        String(values[0]).toLowerCase(),
        ` ${values[0]}`,
        'constructor',
      ]) {
        yield make('enum', `"${other}"`, false, other);
      }
    }
    const text = String(value);
    if (maxLength !== undefined) {
      const limit = Number(maxLength);
      yield make('maxLength', `${limit} characters`, true, textOfLength(text, limit));
      yield make('maxLength', `${limit + 1} characters`, false, textOfLength(text, limit + 1));
    }
    if (minLength !== undefined) {
      const limit = Number(minLength);
      yield make('minLength', `${limit} characters`, true, textOfLength(text, limit));
      yield make('minLength', `${limit - 1} characters`, false, textOfLength(text, limit - 1));
    }
    if (typeof pattern === 'string') {
      const rule = new RegExp(pattern);
      for (const other of [`${text}!`, `!${text}`, `${text}\n`, `${text.toUpperCase()}é`, '']) {
        yield make('pattern', JSON.stringify(other), rule.test(other), other);
      }
    }
    if (format === 'uri') {
      for (const other of ['', 'not a URI', '/relative', '//example.com', 'http://']) {
        yield make('format', `"${other}"`, false, other);
      }
      yield make('format', 'another URI', true, 'https://user@example.com:8443/a%20b?c=d#e');
    }
    if (format === 'date-time') {
      for (const other of [
        '',
        'yesterday',
        '2026-04-15',
        '2026-04-15T12:00:00',
        '2026-02-30T12:00:00Z',
        '1776254400',
      ]) {
        yield make('format', `"${other}"`, false, other);
      }
      for (const other of ['2024-02-29T12:00:00Z', '2026-04-15T12:00:00.123456+05:30']) {
        yield make('format', `"${other}"`, true, other);
      }
    }
    if (minimum !== undefined) {
      yield make('minimum', String(minimum), true, Number(minimum));
      yield make('minimum', String(Number(minimum) - 1), false, Number(minimum) - 1);
    }
    if (maximum !== undefined) {
      yield make('maximum', String(maximum), true, Number(maximum));
      yield make('maximum', String(Number(maximum) + 1), false, Number(maximum) + 1);
    }
  }

  function* listCases({ maxItems, minItems }: Schema, value: unknown[], make: Make): Generator<LimitCase> {
    const listOf = (length: number) => Array.from({ length }, () => value[0]);
    if (maxItems !== undefined) {
      const limit = Number(maxItems);
      yield make('maxItems', `${limit} items`, true, listOf(limit));
      yield make('maxItems', `${limit + 1} items`, false, listOf(limit + 1));
    }
    const least = Number(minItems ?? 0);
    yield make('minItems', `${least} items`, true, listOf(least));
    if (least > 0) yield make('minItems', `${least - 1} items`, false, listOf(least - 1));
  }

  function* mapCases(
    schema: Schema,
    values: Schema,
    map: Schema,
    place: Place,
    make: Make,
  ): Generator<LimitCase> {
    const [first] = Object.entries(map);
    if (!first) throw new Error(`The body has an empty ${writePlace(place)}`);
    const [key, value] = first;
    yield make('entries', 'none', true, {});
    const { maxProperties } = schema;
    if (maxProperties !== undefined) {
      const limit = Number(maxProperties);
      const mapOf = (size: number) =>
        Object.fromEntries(Array.from({ length: size }, (_, index) => [`key${index}`, value]));
      yield make('maxProperties', `${limit} entries`, true, mapOf(limit));
      yield make('maxProperties', `${limit + 1} entries`, false, mapOf(limit + 1));
    }
    const pattern = member(schema, 'propertyNames', 'pattern');
    if (typeof pattern === 'string') {
      const rule = new RegExp(pattern);
      for (const other of [
        '',
        'a b',
        'a!',
        'é',
        'x'.repeat(128),
        'x'.repeat(129),
        'A-Z.0_9',
        'constructor',
      ]) {
        const at = writePlace([...place, other]);
        yield make('propertyNames', `"${other}"`, rule.test(other), { [other]: value }, at);
      }
    }
    yield* walk(values, value, [...place, key]);
  }

  yield* walk(root, good, []);
}
