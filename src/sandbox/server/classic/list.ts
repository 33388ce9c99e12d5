import { badRequest } from '../failure.ts';
import type { Call } from '../http/call.ts';
import { visibleIn } from '../http/listQuery.ts';
import { json, type SandboxAnswer } from '../http/request.ts';
import type { Collection } from '../store/collection.ts';
import { takePage } from '../store/paging.ts';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE = 999_999_999;

export interface ClassicListRequest<T> {
  /** The member of the answer that holds the items. */
  key: string;
  collection: Collection<T & { readonly id: string }>;
  order: 'oldest-first' | 'newest-first';
  maxPageSize: number;
  /** Names of the parameters that filter or sort. The pages' addresses carry them on, and tokens are bound to them. */
  filters?: readonly string[];
  matches?: (item: T) => boolean;
  /** When an item was made, in epoch milliseconds. */
  madeAt: (item: T) => number;
  present: (item: T) => unknown;
}

/**
 * Answers a list operation of the classic (v1) API: reads `PageSize`, `Page` and `PageToken`, cuts the page, and gives
 * the addresses of the pages around it, which clients follow as they are. `Page` is the client's own count: without a
 * token a list begins at its beginning.
 *
 * @throws Failure 400 for numbers out of bounds, and for a token that is not of this list with these filters
 */
export function classicListAnswer<T>(call: Call, request: ClassicListRequest<T>): SandboxAnswer {
  const { key, collection, order, maxPageSize, filters = [], matches, madeAt, present } = request;
  const size = readWhole(call, 'PageSize', DEFAULT_PAGE_SIZE, 1, maxPageSize);
  const number = readWhole(call, 'Page', 0, 0, MAX_PAGE);
  const { pageTokens } = call.state;
  const given = filters.flatMap((name): [string, string][] => {
    const value = call.one(name);
    return value === null ? [] : [[name, value]];
  });
  const list = JSON.stringify([call.data.accountSid, call.request.path, given]);
  const token = call.one('PageToken');
  const visible = visibleIn(call, madeAt, matches);
  const { items, previous, next } = takePage(collection, {
    order,
    size,
    ...(visible ? { matches: visible } : {}),
    ...(token === null ? {} : { cursor: pageTokens.read(list, token, 'PageToken') }),
  });
  const urlOf = (page: number, pageToken: string | null) => {
    const query = new URLSearchParams(given);
    query.set('PageSize', String(size));
    query.set('Page', String(page));
    if (pageToken !== null) query.set('PageToken', pageToken);
    return `${call.origin}${call.request.path}?${query}`;
  };
  const meta = {
    page: number,
    page_size: size,
    first_page_url: urlOf(0, null),
    previous_page_url: previous ? urlOf(Math.max(0, number - 1), pageTokens.write(list, previous)) : null,
    url: urlOf(number, token),
    next_page_url: next ? urlOf(number + 1, pageTokens.write(list, next)) : null,
    key,
  };
  return json({ [key]: items.map(present), meta });
}

/** @throws Failure 400 that names the parameter */
function readWhole(call: Call, name: string, otherwise: number, least: number, most: number): number {
  const text = call.one(name);
  if (text === null) return otherwise;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value < least || value > most) {
    throw badRequest(`${name} must be an integer from ${least} to ${most.toLocaleString('en-US')}`);
  }
  return value;
}

/** Tells the value of a parameter that takes one of some. @throws Failure 400 that names it, for any other value */
export function readChoice<T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw badRequest(`${name} must be one of ${choices.join(', ')}`);
  return found;
}
