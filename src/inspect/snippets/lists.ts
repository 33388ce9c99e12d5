import type { Operation } from './operations.ts';

/** How many of a list are read when the request named no page size: as many as the API gives in a page. */
const DEFAULT_LIMIT = 50;

/** Whether one page in the middle of a list was asked for. */
export function isPage({ verb, query }: Operation): boolean {
  return verb === 'list' && ('pageToken' in query || 'PageToken' in query || 'Page' in query);
}

/**
 * A list's query as arguments of the clients' methods.
 * @param nameOf puts a name of the API into the language's form
 */
export function listArguments(
  operation: Operation,
  nameOf: (name: string) => string,
): Record<string, unknown> {
  const given = Object.fromEntries(
    Object.entries(operation.query).map(([name, value]) => [
      nameOf(name === 'Page' ? 'PageNumber' : name),
      /^(page(size)?)$/i.test(name) ? Number(value) : value,
    ]),
  );
  if (isPage(operation)) return given;
  const size = Number(operation.query['pageSize'] ?? operation.query['PageSize'] ?? DEFAULT_LIMIT);
  return { ...given, limit: size };
}

/** `Timers.Inactive` as twilio-node has it: `timers.inactive`. */
export function camelName(name: string): string {
  return name.replace(/(^|\.)([A-Z])/g, (_, dot: string, letter: string) => `${dot}${letter.toLowerCase()}`);
}

/** `Timers.Inactive` or `pageSize` as twilio-python has it: `timers_inactive`, `page_size`. */
export function snakeName(name: string): string {
  return name
    .replaceAll('.', '_')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
