import { isDeepStrictEqual } from 'node:util';
import type { Target } from './target.ts';

/** A JSON object as it came. */
export type Json = Record<string, unknown>;

/** An answer, with all that the client of the extension would hide. */
export interface Reply {
  status: number;
  headers: Headers;
  /** Empty when it was not a JSON object. */
  body: Json;
}

const PATIENCE_MS = 30_000;

/** Makes single requests, as they are: no retries, no redirects, and no reading between the lines. */
export class Probe {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  async send(method: string, path: string, body?: unknown, headers: Json = {}): Promise<Reply> {
    const { origin, username, password } = this.#target;
    const answer = await fetch(origin + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(headers as Record<string, string>),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const parsed: unknown = await answer.json().catch(() => ({}));
    return { status: answer.status, headers: answer.headers, body: isObject(parsed) ? parsed : {} };
  }

  /** @throws Error when the answer is not the one that was asked for */
  async need(method: string, path: string, body?: unknown): Promise<Json> {
    const reply = await this.send(method, path, body);
    if (reply.status < 200 || reply.status > 299) {
      throw new Error(`${method} ${withoutIds(path)} gave ${describeFailure(reply)}`);
    }
    return reply.body;
  }

  /** The items of a list's first page. */
  async list(path: string, key: string): Promise<Json[]> {
    return itemsOf(await this.need('GET', path), key);
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function itemsOf(page: Json, key: string): Json[] {
  const items = page[key];
  if (!Array.isArray(items)) throw new Error(`the page has no ${key}`);
  return items.filter(isObject);
}

/** Paths and messages hold ids and numbers of a real account: the report does not need them. */
export function withoutIds(text: string): string {
  return text.replaceAll(/\b([a-z]+_)+[0-9a-z]{20,}\b|\b[A-Z]{2}[0-9a-f]{32}\b|\+\d{7,}/g, '…');
}

/** What an error answer is made of, without the ids in it. */
export function describeFailure({ status, headers, body }: Reply): string {
  const members = Object.keys(body).join(', ');
  const message = typeof body['message'] === 'string' ? ` “${withoutIds(body['message'])}”` : '';
  const conflicting = headers.has('x-conflicting-resource-id') ? ', X-Conflicting-Resource-Id' : '';
  return `${status} {${members}} code ${body['code'] ?? 'none'}${message}${conflicting}`;
}

/** How moments follow each other: for telling a list's order. */
export function orderOf(items: readonly Json[], member: string): string | undefined {
  const moments = items.map((item) => Date.parse(String(item[member])));
  if (moments.length < 3 || moments.some(Number.isNaN) || new Set(moments).size < 3) return undefined;
  const ascending = moments.toSorted((one, other) => one - other);
  if (isDeepStrictEqual(moments, ascending)) return `by ${member}, oldest first`;
  return isDeepStrictEqual(moments, ascending.toReversed()) ? `by ${member}, newest first` : undefined;
}
