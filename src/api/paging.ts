import type { Page, PageOptions } from './pages.ts';

/** Where a page is. */
export interface PageAddress {
  path: string;
  query: URLSearchParams;
}

/** The pages beside a page. */
export type Neighbours = Omit<Page<unknown>, 'items'>;

/** How a family of lists is cut into pages, and how one page leads to the next. */
export interface Paging {
  /** @param filters the list's own parameters */
  address(path: string, filters: URLSearchParams, options: PageOptions): PageAddress;
  /**
   * @param meta as an answer has it
   * @param path the list's own
   * @throws RangeError when it leads to where the credentials must not go
   */
  neighbours(meta: Record<string, unknown>, path: string): Neighbours;
}

/** The lists of v2: the same address with a token more. */
export const tokenPaging: Paging = {
  address: (path, filters, { pageSize, pageToken }) => {
    const query = new URLSearchParams(filters);
    if (pageSize !== undefined) query.set('pageSize', String(pageSize));
    if (pageToken !== undefined) query.set('pageToken', pageToken);
    return { path, query };
  },
  neighbours: ({ nextToken, previousToken }) => ({
    ...(isToken(nextToken) ? { nextToken } : {}),
    ...(isToken(previousToken) ? { previousToken } : {}),
  }),
};

/**
 * The lists of classic (v1): each page names the URL of the next. Its path and query are what stands for a token here:
 * requests go to our own origin whatever a page says.
 * @param origin where requests go
 */
export function urlPaging(origin: string): Paging {
  const local = (url: string, path: string): string => {
    if (!URL.canParse(url, origin)) throw new RangeError('The answer’s next page has no URL');
    const { origin: other, pathname, search } = new URL(url, origin);
    // A server behind a gateway may write its own host: then at least it is this list that goes on.
    if (other !== new URL(origin).origin && pathname !== path) {
      throw new RangeError('The answer’s next page is on another host, and is not of this list');
    }
    return `${pathname}${search}`;
  };
  return {
    address: (path, filters, { pageSize, pageToken }) => {
      if (pageToken !== undefined) {
        const { pathname, searchParams } = new URL(local(pageToken, path), origin);
        return { path: pathname, query: searchParams };
      }
      const query = new URLSearchParams(filters);
      if (pageSize !== undefined) query.set('PageSize', String(pageSize));
      return { path, query };
    },
    neighbours: ({ next_page_url: next, previous_page_url: previous }, path) => ({
      ...(isToken(next) ? { nextToken: local(next, path) } : {}),
      ...(isToken(previous) ? { previousToken: local(previous, path) } : {}),
    }),
  };
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
