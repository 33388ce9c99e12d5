import { badRequest, notFound } from '../failure.ts';
import type { StoredConversation } from '../model.ts';
import type { Walkable } from '../store/collection.ts';
import { takePage } from '../store/paging.ts';
import type { Call } from './call.ts';
import type { SandboxAnswer } from './request.ts';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

const COMMA = Buffer.from(',');

function readPageSize(call: Call): number {
  const text = call.one('pageSize');
  if (text === null) return DEFAULT_PAGE_SIZE;
  const size = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw badRequest(`pageSize must be an integer from 1 to ${MAX_PAGE_SIZE}`);
  }
  return size;
}

/** Reads a filter that takes any of some values and may be repeated. @throws Failure 400 for any other value */
export function readChoices<T extends string>({ query }: Call, name: string, choices: readonly T[]): T[] {
  const given = query.getAll(name);
  for (const value of given) {
    if (!choices.some((choice) => choice === value)) {
      throw badRequest(`${name} must be one of ${choices.join(', ')}`);
    }
  }
  return choices.filter((choice) => given.includes(choice));
}

/** What a list holds: of each item it is known when it was made, in epoch milliseconds. */
interface Listed {
  readonly id: string;
  readonly createdAt: number;
}

export interface ListRequest<T> {
  /** The member of the answer that holds the items. */
  key: string;
  collection: Walkable<T & Listed>;
  order: 'oldest-first' | 'newest-first';
  /** The filters as they count, to bind page tokens to them. */
  filters?: Record<string, string | string[] | null>;
  matches?: (item: T) => boolean;
  /** The JSON of an item, in UTF-8. */
  render: (item: T) => Buffer;
}

/**
 * Answers a list operation: reads `pageSize` and `pageToken`, cuts the page, and says in `meta` how to go on.
 *
 * @throws Failure 400 for a bad page size, and for a token that is not of this list with these filters
 */
export function listAnswer<T>(call: Call, request: ListRequest<T>): SandboxAnswer {
  const { key, collection, order, filters, matches, render } = request;
  const size = readPageSize(call);
  const { pageTokens } = call.state;
  const list = JSON.stringify([call.data.accountSid, call.request.path, filters]);
  const token = call.one('pageToken');
  const visible = visibleIn(call, ({ createdAt }: T & Listed) => createdAt, matches);
  const { items, previous, next } = takePage(collection, {
    order,
    size,
    ...(visible ? { matches: visible } : {}),
    ...(token === null ? {} : { cursor: pageTokens.read(list, token) }),
  });
  const parts: Buffer[] = [Buffer.from(`{"${key}":[`)];
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(COMMA);
    parts.push(render(item));
  }
  const meta = {
    key,
    pageSize: items.length,
    ...(previous ? { previousToken: pageTokens.write(list, previous) } : {}),
    ...(next ? { nextToken: pageTokens.write(list, next) } : {}),
  };
  parts.push(Buffer.from(`],"meta":${JSON.stringify(meta)}}`));
  return { status: 200, body: Buffer.concat(parts) };
}

/**
 * What a list shows: everything that matches, but not yet what was made a moment ago where a fault hides that.
 *
 * @param madeAt - tells when an item was made, in epoch milliseconds
 */
export function visibleIn<T>(
  { at, hideNewForMs }: Call,
  madeAt: (item: T) => number,
  matches?: (item: T) => boolean,
): ((item: T) => boolean) | undefined {
  if (hideNewForMs === 0) return matches;
  return (item) => madeAt(item) <= at - hideNewForMs && (matches?.(item) ?? true);
}

/** The item that the path names. @throws Failure 404 */
export function findOr404<T extends { readonly id: string }>(
  { request }: Call,
  collection: { get(id: string): T | undefined },
  id: string,
): T {
  const item = collection.get(id);
  if (!item) throw notFound(request.path);
  return item;
}

/** The conversation that the path goes through. @throws Failure 404 */
export function conversationOf(call: Call): StoredConversation {
  return findOr404(call, call.data.conversations, call.parameter('conversationId'));
}
