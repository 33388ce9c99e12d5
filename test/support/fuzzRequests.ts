import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { type Ids, NOT_OFFERED, WRITE_OPERATIONS, type WriteOperation } from './fuzzOperations.ts';
import type { Random } from './fuzzRandom.ts';
import type { ExchangeRequest } from './openapi.ts';

/** Something to send that is not as it should be, or need not be. */
export interface FuzzCase {
  /** What is wrong with it, for whoever reads of a failure. */
  what: string;
  bytes: Buffer;
  /**
   * What has to come of it:
   * - `document`: it is refused, or the OpenAPI document allows it;
   * - `refusal`: it is refused;
   * - `survival`: it may not be readable as HTTP. What is answered, if anything, is no failure of the server.
   */
  expect: 'document' | 'refusal' | 'survival';
  /** As a server has to understand it. */
  request: ExchangeRequest;
  /** It promises more than it sends: whatever followed on its connection would be taken for the rest of it. */
  isOpenEnded?: true;
  /** How the connection ends after it; for `survival` only. */
  end?: 'half-closed' | 'destroyed';
}

export const AUTHORIZATION = `Basic ${btoa(`${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken}`)}`;
const HOST = 'localhost';
export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

interface Draft {
  method?: string;
  target: string;
  /** Those that are needed come by themselves, unless they are given; undefined leaves one out. */
  headers?: Record<string, string | string[] | undefined>;
  body?: string | Buffer;
  version?: string;
}

/** Text outside of ASCII is sent as UTF-8. */
export function caseOf(what: string, draft: Draft, expect: FuzzCase['expect']): FuzzCase {
  const { method = 'GET', target, version = 'HTTP/1.1' } = draft;
  const body = Buffer.from(draft.body ?? '');
  const all = {
    host: HOST,
    authorization: AUTHORIZATION,
    ...(body.length > 0 || !['GET', 'DELETE'].includes(method)
      ? { 'content-length': String(body.length) }
      : {}),
    ...draft.headers,
  };
  const lines: string[] = [];
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(all)) {
    if (value === undefined) continue;
    const values = [value].flat();
    for (const one of values) lines.push(`${name}: ${one}`);
    headers[name.toLowerCase()] = values.join(', ');
  }
  const head = [`${method} ${target} ${version}`, ...lines, '', ''].join('\r\n');
  return {
    what,
    expect,
    bytes: Buffer.concat([Buffer.from(head), body]),
    request: { method, url: target, headers, body: body.toString('utf8').replace(/^\ufeff/, '') },
  };
}

/** A write with a body that is as it should be. */
export function goodWrite(operation: WriteOperation, ids: Ids, n: number): Draft {
  const { method, path, json, form } = operation;
  const draft = { method, target: path(ids) };
  if (json) return { ...draft, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(json(ids, n)) };
  if (!form) return draft;
  return {
    ...draft,
    headers: { 'content-type': FORM_TYPE },
    body: String(new URLSearchParams(form(ids, n))),
  };
}

/** Chance, ids, and a count for what must be unique. */
export interface Circumstances {
  random: Random;
  ids: Ids;
  count: () => number;
}

/** Makes a case; `turn` counts its calls, so that a list of variants is gone through in order. */
export type CaseMaker = (circumstances: Circumstances, turn: number) => FuzzCase;

export const inTurn = <T>(items: readonly T[], turn: number): T =>
  items[Math.floor(turn) % items.length] as T;

export const OFFERED = WRITE_OPERATIONS.filter(({ name }) => !NOT_OFFERED.includes(name));
export const WITH_BODY = OFFERED.filter(({ json, form }) => json ?? form);
export const IDEMPOTENT = OFFERED.filter(({ idempotent }) => idempotent);
