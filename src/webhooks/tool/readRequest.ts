/** Reads a request from what people have of one: raw HTTP, a cURL command, or JSON that a log or a browser wrote. */
import { stringify } from 'node:querystring';
import { readCurl } from './readCurl.ts';

/** A request in parts. */
export interface PlainRequest {
  readonly method: string;
  /** Absolute where its host is known. */
  readonly url: string;
  /** In order; without what is a credential. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** What a person has to know of how it was read. */
  readonly notes: readonly ReadNote[];
}

export type ReadNote =
  /** No scheme was in it: one was assumed. */
  | 'scheme'
  /** The body was an object, and was written as a text: perhaps not as it was sent. */
  | 'bodyRewritten'
  /** A user and password, an Authorization header or cookies were left out: they are not signed. */
  | 'credentials';

/** They are not signed, and are nobody's business. */
const CREDENTIALS = /^(?:authorization|proxy-authorization|cookie|set-cookie)$/i;

const FIRST_LINE = /^([A-Z]{3,10})[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*\r?(?:\n|$)/;

/** @returns undefined for what is no request in any of the forms */
export function readRequest(text: string): PlainRequest | undefined {
  const trimmed = text.replace(/^\u{feff}/u, '').trimStart();
  const read = /^(?:\$\s+)?curl(?:\.exe)?\s/i.test(trimmed)
    ? readCurl(trimmed)
    : trimmed.startsWith('{') || trimmed.startsWith('[')
      ? fromJson(trimmed)
      : fromHttp(trimmed);
  return read && withoutCredentials(withOrigin(read));
}

function fromHttp(text: string): PlainRequest | undefined {
  const match = FIRST_LINE.exec(text);
  if (!match) return undefined;
  const [first, method = '', target = ''] = match;
  const rest = text.slice(first.length);
  const end = /^\r?\n|\r?\n\r?\n/.exec(rest);
  const head = end ? rest.slice(0, end.index) : rest;
  const body = end ? rest.slice(end.index + end[0].length) : '';
  return { method, url: target, headers: headerLines(head), body, notes: [] };
}

/** Reads `Name: value`, a line each; what is no header is left out. */
export function headerLines(text: string): [name: string, value: string][] {
  return text
    .split(/\r?\n/)
    .map((line) => /^\s*([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*?)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', value = '']) => [name, value]);
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of some members that is a text, or whatever `is` says. */
function member<T = string>(
  of: Members,
  names: readonly string[],
  is: (value: unknown) => value is T = ((value: unknown) => typeof value === 'string') as never,
): T | undefined {
  for (const name of names) {
    const value = of[name];
    if (is(value)) return value;
  }
  return undefined;
}

function fromJson(text: string): PlainRequest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const request = requestIn(value, 0);
  if (!request) return undefined;
  const headers = headersOf(request['headers'] ?? request['rawHeaders']);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const { body, rewritten } = bodyOf(request, type);
  const path = member(request, ['url', 'originalUrl', 'uri', 'rawPath', 'target', 'path']) ?? '/';
  const query = path.includes('?') ? '' : queryOf(request);
  const host = member(request, ['host', 'hostname']);
  const hasHost = headers.some(([name]) => name.toLowerCase() === 'host');
  return {
    method: methodOf(request) ?? (body === '' ? 'GET' : 'POST'),
    url: path + query,
    headers: host !== undefined && !hasHost ? [['Host', host], ...headers] : headers,
    body,
    notes: rewritten ? ['bodyRewritten'] : [],
  };
}

/** Loggers and browsers put the request into a member of something larger. */
function requestIn(value: unknown, depth: number): Members | undefined {
  if (depth > 4) return undefined;
  if (Array.isArray(value)) return requestIn(value[0], depth + 1);
  if (!isObject(value)) return undefined;
  const { headers, rawHeaders } = value;
  if (headers || rawHeaders) return value;
  for (const name of ['request', 'req', 'httpRequest', 'log', 'entries', 'event', 'http']) {
    const found = requestIn(value[name], depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** As a gateway's event has it too. */
function methodOf(request: Members): string | undefined {
  const method = member(request, ['method', 'httpMethod', 'requestMethod', 'verb']);
  if (method !== undefined) return method.toUpperCase();
  const { requestContext } = request;
  if (!isObject(requestContext)) return undefined;
  const { http } = requestContext;
  return isObject(http) ? member(http, ['method'])?.toUpperCase() : undefined;
}

/** As an object, as a list of names and values in turn, or as a list of objects. */
function headersOf(value: unknown): [string, string][] {
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each === 'string')) {
      const pairs: [string, string][] = [];
      for (let index = 0; index + 1 < value.length; index += 2) {
        pairs.push([value[index] ?? '', value[index + 1] ?? '']);
      }
      return pairs;
    }
    return value
      .filter(isObject)
      .flatMap((each): [string, string][] =>
        typeof each['name'] === 'string' && !each['name'].startsWith(':')
          ? [[each['name'], String(each['value'] ?? '')]]
          : [],
      );
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]): [string, string][] =>
    Array.isArray(each) ? each.map((one): [string, string] => [name, String(one)]) : [[name, String(each)]],
  );
}

function bodyOf(request: Members, type: string): { body: string; rewritten: boolean } {
  const { postData, isBase64Encoded } = request;
  if (isObject(postData)) return { body: String(postData['text'] ?? ''), rewritten: false };
  const text = member(request, ['rawBody', 'body', 'payload', 'data']);
  if (text !== undefined) {
    const body = isBase64Encoded === true ? Buffer.from(text, 'base64').toString('utf8') : text;
    return { body, rewritten: false };
  }
  const parsed = member(request, ['body', 'payload', 'data'], isObject);
  if (!parsed || Object.keys(parsed).length === 0) return { body: '', rewritten: false };
  // What node:querystring writes is read again as the same fields: a form loses nothing.
  if (/x-www-form-urlencoded/i.test(type)) return { body: stringify(parsed as never), rewritten: false };
  return { body: JSON.stringify(parsed), rewritten: true };
}

function queryOf(request: Members): string {
  const text = member(request, ['rawQueryString', 'querystring']);
  if (text) return `?${text.replace(/^\?/, '')}`;
  const parsed = member(request, ['queryStringParameters', 'query'], isObject);
  return parsed && Object.keys(parsed).length > 0 ? `?${stringify(parsed as never)}` : '';
}

function withOrigin(request: PlainRequest): PlainRequest {
  if (/^https?:\/\//i.test(request.url)) return request;
  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  if (!host) return request;
  const isLocal = /^(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(host);
  const path = request.url.startsWith('/') ? request.url : `/${request.url}`;
  return {
    ...request,
    url: `${isLocal ? 'http' : 'https'}://${host}${path}`,
    notes: [...request.notes, 'scheme'],
  };
}

function withoutCredentials(request: PlainRequest): PlainRequest {
  const url = request.url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1');
  const headers = request.headers.filter(([name]) => !CREDENTIALS.test(name));
  const isClean = url === request.url && headers.length === request.headers.length;
  return isClean ? request : { ...request, url, headers, notes: [...request.notes, 'credentials'] };
}
