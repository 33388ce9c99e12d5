/** What may have been done to a URL between its being signed and its being checked, undone. */
import { parse, stringify } from 'node:querystring';
import type { CallbackRequest } from './callback.ts';
import {
  forwardedUrl,
  joined,
  partsOf,
  receivedUrl,
  type UrlParts,
  withForwarded,
  withQueryOf,
} from './judgeUrl.ts';
import { addToQuery, BODY_HASH, hashOf, requestedPart } from './signature.ts';
import type { CauseFound, JudgeOptions, SignatureCause } from './verdict.ts';

export interface UrlChange extends CauseFound {
  /** What was signed instead. */
  readonly url: string;
}

/** Where proxies put the path that they changed. */
const PATH_HEADERS = [
  'x-original-url',
  'x-original-uri',
  'x-rewrite-url',
  'x-forwarded-uri',
  'x-envoy-original-path',
  'x-forwarded-path',
] as const;

/** Where proxies put the host that they changed, besides X-Forwarded-Host. */
const HOST_HEADERS = ['x-original-host', 'x-host', 'x-forwarded-server'] as const;

/** Ports of programs under development, and of gateways. */
const COMMON_PORTS = [':443', ':80', ':8080', ':8443', ':3000', ':5000', ':8000', ':4040'];

/** So many parameters are left out one at a time; a query of so many is tried in each order. */
const MOST_PARAMETERS = 12;
const MOST_ORDERED = 4;

/** The changes to try, of one request. */
export class UrlChanges {
  readonly #request: CallbackRequest;
  readonly #configured: readonly string[];
  /** Whole URLs that are known from elsewhere, by what the request does not say of itself. */
  readonly #known: readonly (readonly [url: string, how: string])[];
  /** Hosts with their ports that the sender may know, each with the scheme if that is known too. */
  readonly #hosts: readonly { scheme?: string; host: string }[];
  readonly #ports: readonly string[];
  #bodyHash: string | undefined;

  constructor(request: CallbackRequest, { configuredUrls = [], trustProxy = false }: JudgeOptions) {
    this.#request = request;
    this.#configured = configuredUrls.map(requestedPart);
    const received = receivedUrl(request);
    const forwarded = forwardedUrl(request.headers);
    this.#known = [
      trustProxy ? [received, 'forwardedWrongly'] : [withForwarded(received, forwarded), 'forwarded'],
      ...this.#configured.map((url) => [withQueryOf(url, received), 'configured'] as const),
    ];
    const parts = this.#configured.map(partsOf).filter((each) => each !== undefined);
    this.#hosts = [
      ...parts.map(({ scheme, host, port }) => ({ scheme, host: host + port })),
      ...HOST_HEADERS.map((name) => request.headers[name])
        .filter((host) => typeof host === 'string')
        .map((host) => ({ host })),
    ];
    this.#ports = [
      ...new Set([forwarded.port, ...parts.map(({ port }) => port), ...COMMON_PORTS].filter(isPort)),
    ];
  }

  /** Each URL that may have been signed where `url` arrived, the likeliest first. */
  *of(url: string): Generator<UrlChange> {
    const parts = partsOf(url);
    if (!parts) {
      for (const [known, how] of this.#known) yield { cause: 'otherUrl', how, url: known };
      return;
    }
    for (const [known, how] of this.#known) {
      const other = partsOf(known);
      if (other && known !== url) yield { ...differenceOf(parts, other), how, url: known };
    }
    const scheme = parts.scheme === 'https' ? 'http' : 'https';
    yield {
      cause: 'scheme',
      received: parts.scheme,
      signed: scheme,
      url: joined({ ...parts, scheme }),
    };
    yield* this.#ofQueryHash(url, parts);
    yield* slashes(parts);
    if (parts.userInfo !== '') yield { cause: 'userInfo', url: joined({ ...parts, userInfo: '' }) };
    yield* this.#ofConfiguredQueries(parts);
    yield* queries(parts);
    yield* escapings(url, parts);
    yield* this.#ofPaths(parts);
    yield* this.#ofHosts(parts);
    for (const port of this.#ports) {
      if (port === parts.port) continue;
      yield {
        cause: 'port',
        received: parts.port.slice(1),
        signed: port.slice(1),
        url: joined({ ...parts, port }),
      };
    }
  }

  /** With the hash of the body that a proxy left out. */
  *#ofQueryHash(url: string, { query }: UrlParts): Generator<UrlChange> {
    const { body } = this.#request;
    if (query.includes(BODY_HASH) || body.length === 0) return;
    this.#bodyHash ??= hashOf(body);
    yield {
      cause: 'bodyHashMissing',
      how: 'dropped',
      url: addToQuery(url, `${BODY_HASH}=${this.#bodyHash}`),
    };
  }

  *#ofConfiguredQueries(parts: UrlParts): Generator<UrlChange> {
    const received = parts.query.slice(1);
    for (const configured of this.#configured) {
      const query = partsOf(configured)?.query ?? '';
      if (query.length < 2 || parts.query.includes(query.slice(1))) continue;
      const signed = received === '' ? query : `${query}&${received}`;
      yield { cause: 'queryAltered', how: 'removed', url: joined({ ...parts, query: signed }) };
    }
  }

  *#ofPaths(parts: UrlParts): Generator<UrlChange> {
    const change = (path: string, query: string, how: string): UrlChange => ({
      cause: 'pathPrefix',
      how,
      received: parts.path,
      signed: path,
      url: joined({ ...parts, path, query }),
    });
    const { headers } = this.#request;
    for (const name of PATH_HEADERS) {
      const target = headers[name];
      if (typeof target !== 'string') continue;
      const other = target.startsWith('/') ? partsOf(`http://host${target}`) : partsOf(target);
      if (other) yield change(other.path, other.query || parts.query, 'stripped');
    }
    const prefix = headers['x-forwarded-prefix'];
    if (typeof prefix === 'string')
      yield change(prefix.replace(/\/$/, '') + parts.path, parts.query, 'stripped');
    for (const configured of this.#configured) {
      const path = partsOf(configured)?.path ?? '';
      if (path === parts.path) continue;
      const isPrefixed = path.endsWith(parts.path);
      yield {
        ...change(path, parts.query, 'stripped'),
        cause: isPrefixed ? 'pathPrefix' : 'otherUrl',
        ...(!isPrefixed && { how: 'configured' }),
      };
      yield change(path.replace(/\/$/, '') + parts.path, parts.query, 'stripped');
    }
    let rest = parts.path;
    for (let segments = 0; segments < 3; segments++) {
      const next = rest.indexOf('/', 1);
      if (next === -1) break;
      rest = rest.slice(next);
      yield change(rest, parts.query, 'added');
    }
    if (parts.path.includes('//'))
      yield change(parts.path.replaceAll(/\/{2,}/g, '/'), parts.query, 'doubled');
    else if (parts.path.startsWith('/')) yield change(`/${parts.path}`, parts.query, 'merged');
  }

  *#ofHosts(parts: UrlParts): Generator<UrlChange> {
    const change = (hostAndPort: string, how: string, scheme = parts.scheme): UrlChange => {
      const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(hostAndPort) ?? [];
      return {
        cause: 'otherHost',
        how,
        received: parts.host + parts.port,
        signed: hostAndPort,
        url: joined({ ...parts, scheme, host, port }),
      };
    };
    for (const { host, scheme } of this.#hosts) {
      if (host !== parts.host + parts.port && host !== '') yield change(host, 'configured', scheme);
    }
    yield change(
      (parts.host.startsWith('www.') ? parts.host.slice(4) : `www.${parts.host}`) + parts.port,
      'www',
    );
    for (const loopback of ['localhost', '127.0.0.1', '[::1]']) {
      const isOne = ['localhost', '127.0.0.1', '[::1]', '0.0.0.0'].includes(parts.host);
      if (isOne && loopback !== parts.host) yield change(loopback + parts.port, 'loopback');
    }
  }
}

function isPort(port: string | undefined): port is string {
  return port !== undefined && port !== '';
}

/** What a URL that is known from elsewhere has otherwise. */
function differenceOf(one: UrlParts, other: UrlParts): Pick<CauseFound, 'cause' | 'received' | 'signed'> {
  const difference = (cause: SignatureCause, received: string, signed: string) => ({
    cause,
    received,
    signed,
  });
  if (one.host !== other.host) {
    return one.path === other.path
      ? difference('otherHost', one.host + one.port, other.host + other.port)
      : difference('otherUrl', joined({ ...one, userInfo: '', query: '' }), joined({ ...other, query: '' }));
  }
  if (one.path !== other.path) {
    if (`${one.path}/` === other.path || one.path === `${other.path}/`) {
      return difference('trailingSlash', one.path, other.path);
    }
    return other.path.endsWith(one.path)
      ? difference('pathPrefix', one.path, other.path)
      : difference('otherUrl', one.path, other.path);
  }
  if (one.scheme !== other.scheme) return difference('scheme', one.scheme, other.scheme);
  return one.port === other.port
    ? difference('queryAltered', one.query, other.query)
    : difference('port', one.port.slice(1), other.port.slice(1));
}

function* slashes(parts: UrlParts): Generator<UrlChange> {
  const hasSlash = parts.path.endsWith('/');
  const path = hasSlash ? parts.path.slice(0, -1) : `${parts.path}/`;
  yield { cause: 'trailingSlash', how: hasSlash ? 'added' : 'removed', url: joined({ ...parts, path }) };
}

function* queries(parts: UrlParts): Generator<UrlChange> {
  const { query } = parts;
  const change = (cause: SignatureCause, how: string, text: string, name?: string): UrlChange => ({
    cause,
    how,
    ...(name !== undefined && { received: name }),
    url: joined({ ...parts, query: text === '' ? '' : `?${text}` }),
  });
  if (query === '') {
    yield { cause: 'queryAltered', how: 'removed', url: `${joined(parts)}?` };
    return;
  }
  const pairs = query.slice(1).split('&');
  const named = (pair: string) => pair.replace(/=.*$/s, '');
  yield change('queryAltered', 'allAdded', '');
  if (pairs.length > 1 && pairs.length <= MOST_PARAMETERS) {
    for (const [index, pair] of pairs.entries()) {
      yield change('queryAltered', 'added', pairs.toSpliced(index, 1).join('&'), named(pair));
    }
  }
  const hash = pairs.filter((pair) => named(pair) === BODY_HASH);
  if (hash.length > 0 && pairs.length > 1) {
    const others = pairs.filter((pair) => named(pair) !== BODY_HASH);
    yield change('queryOrder', 'hashMoved', [...others, ...hash].join('&'));
    yield change('queryOrder', 'hashMoved', [...hash, ...others].join('&'));
  }
  const sortedPairs = [...pairs].sort();
  yield change('queryOrder', 'sorted', sortedPairs.join('&'));
  yield change('queryOrder', 'reversed', [...pairs].reverse().join('&'));
  if (pairs.length > 2 && pairs.length <= MOST_ORDERED) {
    for (const order of permutations(pairs)) yield change('queryOrder', 'otherOrder', order.join('&'));
  }
  // A parameter without a value, written with and without its =.
  yield change('queryAltered', 'equals', pairs.map((pair) => pair.replace(/=$/, '')).join('&'));
  yield change(
    'queryAltered',
    'equals',
    pairs.map((pair) => (pair.includes('=') ? pair : `${pair}=`)).join('&'),
  );
}

function* permutations(items: readonly string[]): Generator<string[]> {
  if (items.length < 2) {
    yield [...items];
    return;
  }
  for (const [index, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}

/** The same URL, its characters escaped in other ways. */
function* escapings(url: string, parts: UrlParts): Generator<UrlChange> {
  const query = parts.query;
  const path = (how: string, text: string): UrlChange => ({
    cause: 'escaping',
    how,
    url: joined({ ...parts, path: text }),
  });
  const ofQuery = (how: string, text: string): UrlChange => ({
    cause: 'escaping',
    how,
    url: joined({ ...parts, query: text }),
  });
  const all: UrlChange[] = [];
  if (query !== '') {
    all.push(
      ofQuery('plusForSpace', query.replaceAll('+', '%20')),
      ofQuery('spaceForPlus', query.replaceAll('%20', '+')),
      ofQuery('plusDecoded', query.replaceAll('+', '%2B')),
      ofQuery('plusEncoded', query.replaceAll(/%2b/gi, '+')),
      ofQuery('decoded', replacedSafely(query, decodeURIComponent)),
      ofQuery('decoded', replacedSafely(query, decodeURI)),
      ofQuery('ampersand', query.replaceAll('&amp;', '&')),
      ofQuery('encoded', `?${stringify(parse(query.slice(1)))}`),
      ofQuery('encoded', `?${stringify(parse(query.slice(1))).replaceAll('%20', '+')}`),
      ofQuery('encoded', replacedSafely(query, encodeURI)),
    );
  }
  all.push(
    path('decoded', replacedSafely(parts.path, decodeURIComponent)),
    path('decoded', replacedSafely(parts.path, decodeURI)),
    path('encoded', replacedSafely(parts.path, encodeURI)),
    path(
      'encoded',
      parts.path.replaceAll(/[:@+,;=$!*'()]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`),
    ),
    { cause: 'escaping', how: 'decoded', url: replacedSafely(url, decodeURIComponent) },
    { cause: 'escaping', how: 'capitals', url: replacedHex(url, (hex) => hex.toUpperCase()) },
    { cause: 'escaping', how: 'capitals', url: replacedHex(url, (hex) => hex.toLowerCase()) },
  );
  if (URL.canParse(url)) all.push({ cause: 'escaping', how: 'normalised', url: new URL(url).href });
  for (const change of all) if (change.url !== url) yield change;
}

function replacedHex(url: string, change: (hex: string) => string): string {
  return url.replaceAll(/%[\da-f]{2}/gi, change);
}

function replacedSafely(text: string, change: (text: string) => string): string {
  try {
    return change(text);
  } catch {
    return text;
  }
}
