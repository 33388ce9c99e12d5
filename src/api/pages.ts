/** One page of a list, as the API cut it. */
export interface Page<T> {
  items: T[];
  /** For the page after this one; absent on the last page. */
  nextToken?: string;
  previousToken?: string;
}

/** Any call may be ended early. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** A write that may be one of very many. */
export interface WriteOptions extends CallOptions {
  /**
   * The caller sees to it how many run at once, and waits after a 429: the request goes out at once, and is made once.
   * It takes no turn from what else the account asks for; what a 429 asks to wait, the others wait too.
   */
  pacedByCaller?: boolean | undefined;
}

export interface PageOptions extends CallOptions {
  /** 1 to 1000, of classic (v1) lists to 100 (delivery receipts: 50); the API's own default is 50. */
  pageSize?: number | undefined;
  /** Where to begin: a token of an earlier page of the same list and filters. */
  pageToken?: string | undefined;
}

/** Reads all pages of a list to the end. @throws what reading a page throws */
export async function allItems<T>(pages: AsyncIterable<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}
