import { badRequest, notFound } from '../failure.ts';
import type { SandboxState } from '../state.ts';
import type { Collection } from '../store/collection.ts';
import { takePage } from '../store/paging.ts';
import type { ApiContext } from './api.ts';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

function readPageSize(context: ApiContext): number {
  const text = context.req.query('pageSize');
  if (text === undefined) return DEFAULT_PAGE_SIZE;
  const size = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw badRequest(`pageSize must be an integer from 1 to ${MAX_PAGE_SIZE}`);
  }
  return size;
}

/** Reads a filter that takes any of some values and may be repeated. @throws Failure 400 for any other value */
export function readChoices<T extends string>(context: ApiContext, name: string, choices: readonly T[]): T[] {
  const given = context.req.queries(name) ?? [];
  for (const value of given) {
    if (!choices.some((choice) => choice === value)) {
      throw badRequest(`${name} must be one of ${choices.join(', ')}`);
    }
  }
  return choices.filter((choice) => given.includes(choice));
}

export interface ListRequest<T> {
  /** The member of the answer that holds the items. */
  key: string;
  collection: Collection<T & { readonly id: string }>;
  order: 'oldest-first' | 'newest-first';
  /** The filters as they count, to bind page tokens to them. */
  filters?: Record<string, string | string[] | undefined>;
  matches?: (item: T) => boolean;
  present: (item: T) => unknown;
}

/**
 * Answers a list operation: reads `pageSize` and `pageToken`, cuts the page, and says in `meta` how to go on.
 *
 * @throws Failure 400 for a bad page size, and for a token that is not of this list with these filters
 */
export function listResponse<T>(context: ApiContext, state: SandboxState, request: ListRequest<T>): Response {
  const { key, collection, order, filters = {}, matches, present } = request;
  const size = readPageSize(context);
  const list = JSON.stringify([context.get('data').accountSid, context.req.path, filters]);
  const token = context.req.query('pageToken');
  const { items, previous, next } = takePage(collection, {
    order,
    size,
    ...(matches ? { matches } : {}),
    ...(token === undefined ? {} : { cursor: state.pageTokens.read(list, token) }),
  });
  return context.json({
    [key]: items.map(present),
    meta: {
      key,
      pageSize: items.length,
      ...(previous ? { previousToken: state.pageTokens.write(list, previous) } : {}),
      ...(next ? { nextToken: state.pageTokens.write(list, next) } : {}),
    },
  });
}

/** The item that the path names. @throws Failure 404 */
export function findOr404<T extends { readonly id: string }>(
  context: ApiContext,
  collection: Collection<T>,
  id: string,
): T {
  const item = collection.get(id);
  if (!item) throw notFound(context.req.path);
  return item;
}
