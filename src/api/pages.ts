import type { Page } from './client.ts';

/** Reads all pages of a list to the end. @throws what reading a page throws */
export async function allItems<T>(pages: AsyncIterable<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for await (const { items } of pages) all.push(...items);
  return all;
}
