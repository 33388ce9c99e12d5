import {
  findNodeAtLocation,
  findNodeAtOffset,
  getLocation,
  getNodePath,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser';

/** A stretch of a text, in UTF-16 units. */
export interface Place {
  offset: number;
  length: number;
}

/** The members that lead to a value: `['recipients', 0, 'address']`. */
export type JsonPath = readonly (string | number)[];

/** What stands where in a JSON text, also in one that is being written. */
export class JsonFile {
  readonly #text: string;
  readonly #root: Node | undefined;
  readonly #errors: ParseError[] = [];

  constructor(text: string) {
    this.#text = text;
    // The same rules as VS Code has for JSON: no comments, no commas at the end.
    this.#root = parseTree(text, this.#errors, { disallowComments: true, allowTrailingComma: false });
  }

  /** Whether the whole text is JSON. */
  get isWhole(): boolean {
    return this.#root !== undefined && this.#errors.length === 0;
  }

  /** Where the text stops being JSON. */
  get brokenAt(): Place | undefined {
    const [first] = this.#errors;
    return first && { offset: first.offset, length: first.length };
  }

  /** What it says, as far as it can be read. */
  get value(): unknown {
    return this.#root && getNodeValue(this.#root);
  }

  /** A value within. */
  at(path: JsonPath): unknown {
    const node = this.#node(path);
    return node && getNodeValue(node);
  }

  /** A text within; `undefined` where there is none or something else. */
  textAt(path: JsonPath): string | undefined {
    const value = this.at(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** Where a value stands, or the nearest one around it that is there. */
  placeOf(path: JsonPath): Place {
    for (let length = path.length; length > 0; length--) {
      const node = this.#node(path.slice(0, length));
      if (!node) continue;
      // What an object or a list lacks is said at its beginning: a line under all of it hides what is right.
      const isMeant = length === path.length || (node.type !== 'object' && node.type !== 'array');
      return { offset: node.offset, length: isMeant ? node.length : 1 };
    }
    return { offset: this.#root?.offset ?? 0, length: Math.min(1, this.#text.length) };
  }

  /** The name of a member, where it is there. */
  placeOfName(path: JsonPath): Place | undefined {
    const name = this.#node(path)?.parent;
    const key = name?.type === 'property' ? name.children?.[0] : undefined;
    return key && { offset: key.offset, length: key.length };
  }

  /** The value that an offset is in, and the way to it. */
  valueAround(offset: number): { path: JsonPath; place: Place } | undefined {
    const node = this.#root && findNodeAtOffset(this.#root, offset, true);
    if (!node || node.type === 'property' || node.type === 'object' || node.type === 'array')
      return undefined;
    if (node.parent?.type === 'property' && node.parent.children?.[0] === node) return undefined;
    return { path: getNodePath(node), place: { offset: node.offset, length: node.length } };
  }

  /** Which value would be written at an offset, and what of it stands there already; `undefined` in a member's name. */
  writingAt(offset: number): { path: JsonPath; place: Place } | undefined {
    const { path, isAtPropertyKey, previousNode } = getLocation(this.#text, offset);
    if (isAtPropertyKey || path.length === 0) return undefined;
    const isWithin =
      previousNode !== undefined &&
      previousNode.offset <= offset &&
      offset <= previousNode.offset + previousNode.length &&
      previousNode.type === 'string';
    if (!isWithin) return { path, place: { offset, length: 0 } };
    return { path, place: { offset: previousNode.offset, length: previousNode.length } };
  }

  /** A member that stands there twice: of such ones a reader takes the one, and another reader the other. */
  get repeated(): { path: JsonPath; place: Place } | undefined {
    return this.#root && repeatedIn(this.#root);
  }

  #node(path: JsonPath): Node | undefined {
    return this.#root && findNodeAtLocation(this.#root, [...path]);
  }
}

function repeatedIn(node: Node): { path: JsonPath; place: Place } | undefined {
  const names = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key && names.has(key.value))
      return { path: getNodePath(key), place: { offset: key.offset, length: key.length } };
    if (key) names.add(key.value);
    const within = repeatedIn(child);
    if (within) return within;
  }
  return undefined;
}
