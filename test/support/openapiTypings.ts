import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject, type Schema } from './openapiSchemas.ts';
import { root } from './paths.ts';

/*
 * Reads what the typings of the official SDK say of a body, to hold the OpenAPI document against it. They are made by
 * a generator, so a few patterns are enough to read them.
 */

/** The members of one class or interface, each with its type as written. */
type Shape = Map<string, string>;

/** The declared shapes and unions of one typings file, by name. */
export interface Typings {
  shapes: ReadonlyMap<string, Shape>;
  unions: ReadonlyMap<string, string[]>;
}

const FOLDER = 'node_modules/twilio/lib/rest/conversations/v2';

/** @param resource such as `conversation` */
export async function readTypings(resource: string): Promise<Typings> {
  const text = (await readFile(path.join(root, FOLDER, `${resource}.d.ts`), 'utf8')).replaceAll(
    /\/\*.*?\*\//gs,
    '',
  );
  const shapes = new Map<string, Shape>();
  // A class's fields come first; its methods, and its twin interface of the same name, add nothing.
  for (const [, name = '', body = ''] of text.matchAll(
    /^(?:export )?(?:declare class|interface) (\w+)[^{]*\{\n(.*?)^\}/gms,
  )) {
    const shape: Shape = shapes.get(name) ?? new Map();
    for (const [, quoted, bare, type = ''] of body.matchAll(
      /^ {4}(?:"(\w+)"|(\w+))\??: (.*?);$(?! {8})/gms,
    )) {
      const member = quoted ?? bare ?? '';
      if (!shape.has(member)) shape.set(member, type.replaceAll(/\s+/g, ' '));
    }
    shapes.set(name, shape);
  }
  const unions = new Map<string, string[]>();
  for (const [, name = '', union = ''] of text.matchAll(/^export type (\w+) = ((?:"\w+"(?: \| )?)+);$/gm)) {
    unions.set(
      name,
      [...union.matchAll(/"(\w+)"/g)].map(([, value = '']) => value),
    );
  }
  return { shapes, unions };
}

/**
 * What a type of the SDK has and a schema has not: paths of members, such as `configuration.workflows`, with `[]` for
 * the members of lists and `{}` for the values of maps; and values, such as `status=CLOSED` or `name=null`.
 */
export function missingIn(schema: unknown, type: string, typings: Typings, at = ''): string[] {
  const schemas = alternatives(schema);
  const map = /^\{ \[key: string\]: (.*)$/.exec(type)?.[1];
  if (map !== undefined) {
    const values = schemas.map(({ additionalProperties }) => additionalProperties);
    return missingIn(values, map, typings, `${at}{}`);
  }
  const bare = type.replace(/ \| null$/, '');
  if (bare !== type && !schemas.some(({ nullable }) => nullable === true)) return [`${at}=null`];

  const list = /^Array<(.*)>$/.exec(bare)?.[1];
  if (list !== undefined) {
    return missingIn(
      schemas.map(({ items }) => items),
      list,
      typings,
      `${at}[]`,
    );
  }
  const union = typings.unions.get(bare);
  if (union) {
    const allowed = schemas.flatMap((one) => (Array.isArray(one['enum']) ? one['enum'] : union));
    return union.filter((value) => !allowed.includes(value)).map((value) => `${at}=${value}`);
  }
  return [...(typings.shapes.get(bare) ?? [])].flatMap(([name, inner]) => {
    const declared = schemas.flatMap(({ properties }) =>
      isObject(properties) && name in properties ? [properties[name]] : [],
    );
    const path = at === '' ? name : `${at}.${name}`;
    return declared.length === 0 ? [path] : missingIn(declared, inner, typings, path);
  });
}

/** A schema's alternatives, each an object. */
function alternatives(schema: unknown): Schema[] {
  if (Array.isArray(schema)) return schema.flatMap(alternatives);
  if (!isObject(schema)) return [];
  return Array.isArray(schema['oneOf']) ? schema['oneOf'].flatMap(alternatives) : [schema];
}
