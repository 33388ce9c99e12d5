import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { LISTS, READS } from './fuzzOperations.ts';
import {
  AUTHORIZATION,
  type CaseMaker,
  caseOf,
  FORM_TYPE,
  goodWrite,
  IDEMPOTENT,
  inTurn,
  JSON_TYPE,
  WITH_BODY,
} from './fuzzRequests.ts';

/* Headers, methods and hosts that are not as they should be. */

const UUID = '01890a5d-aa0f-7c80-b8e6-0242ac140004';
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

const BAD_AUTHORIZATIONS: readonly (string | string[] | undefined)[] = [
  undefined,
  '',
  'Basic',
  'Basic ',
  'Basic !!!',
  'Basic =',
  'Basic eA==',
  'Basic Og==',
  'Bearer x',
  'Digest a="b"',
  AUTHORIZATION.slice(6),
  AUTHORIZATION.replace('Basic', 'Basis'),
  `${AUTHORIZATION}AAAA`,
  AUTHORIZATION.slice(0, -4),
  basic(''),
  basic(':'),
  basic('::'),
  basic('AC:sandbox'),
  basic(`${DEFAULT_ACCOUNT.accountSid}:`),
  basic('\0:\0'),
  basic(`${DEFAULT_ACCOUNT.accountSid}:Sandbox`),
  basic(`${DEFAULT_ACCOUNT.accountSid}:${'x'.repeat(5_000)}`),
  basic('__proto__:x'),
  basic('constructor:x'),
  basic(`${DEFAULT_ACCOUNT.accountSid}:sandbox\n`),
  'Basic \u00ff\u00fe',
  ['Basic eA==', AUTHORIZATION],
];

const BAD_TYPES: readonly (string | undefined)[] = [
  undefined,
  '',
  'text/plain',
  'text/html',
  'multipart/form-data; boundary=x',
  'application/xml',
  'json',
  '/',
  '*/*',
  'application/jsonp',
  'application/json-patch+json',
  'application/octet-stream',
  'x'.repeat(2_000),
  ';',
  '__proto__',
  'application/ json',
  'text/plain, application/json',
  'application/vnd.api+json',
  'charset=utf-8',
];

const BAD_ENCODINGS = [
  'gzip',
  'br',
  'deflate',
  'zstd',
  'x',
  'gzip, gzip',
  'identity, gzip',
  '*',
  'compress',
  'chunked',
];

const BAD_KEYS: readonly (string | string[])[] = [
  '',
  'x',
  '1',
  UUID.slice(1),
  `${UUID}0`,
  `{${UUID}}`,
  UUID.replaceAll('-', ''),
  UUID.replace('a', 'g'),
  'null',
  'x'.repeat(3_000),
  `${UUID},${UUID}`,
  '__proto__',
  '\u00e9',
  `${UUID} x`,
  '"',
  '%00',
  [UUID, 'x'],
];

const BAD_METHODS = [
  'OPTIONS',
  'TRACE',
  'HEAD',
  'PURGE',
  'LINK',
  'PROPFIND',
  'SEARCH',
  'LOCK',
  'REPORT',
  'QUERY',
  'M-SEARCH',
  'SOURCE',
  'COPY',
  'MOVE',
  'MKCOL',
  'UNLINK',
  'NOTIFY',
  'REBIND',
  'ACL',
  'BIND',
  'MERGE',
  'CHECKOUT',
];

const BAD_HOSTS: readonly (string | string[])[] = [
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '0.0.0.0',
  '192.168.0.1',
  '[::]',
  '[::2]',
  'x:y',
  'localhost:',
  'localhost:x',
  'localhost:999999',
  'localhost@evil.example',
  ' ',
  '',
  'localhost/',
  'localhost#',
  '2130706433',
  '127.1',
  '0x7f.0.0.1',
  'localhost\u00e9',
  'x'.repeat(3_000),
  'localhost, evil.example',
  '127.0.0.1:80:80',
];

const MAKERS: readonly CaseMaker[] = [
  ({ ids }, turn) => {
    const target = inTurn(READS, turn)(ids);
    const authorization = inTurn(BAD_AUTHORIZATIONS, turn);
    return caseOf('bad credentials', { target, headers: { authorization } }, 'refusal');
  },
  ({ ids, count }, turn) => {
    const operation = inTurn(WITH_BODY, turn);
    const draft = goodWrite(operation, ids, count());
    const authorization = inTurn(BAD_AUTHORIZATIONS, turn);
    return caseOf(
      'a write with bad credentials',
      { ...draft, headers: { ...draft.headers, authorization } },
      'refusal',
    );
  },
  ({ ids, count }, turn) => {
    const operation = inTurn(WITH_BODY, turn);
    const type = inTurn(BAD_TYPES, turn);
    const draft = goodWrite(operation, ids, count());
    return caseOf('a bad Content-Type', { ...draft, headers: { 'content-type': type } }, 'refusal');
  },
  ({ ids, count }, turn) => {
    // Each in the type that the other API takes.
    const operation = inTurn(WITH_BODY, turn);
    const draft = goodWrite(operation, ids, count());
    const type = operation.form ? JSON_TYPE : FORM_TYPE;
    return caseOf('the other Content-Type', { ...draft, headers: { 'content-type': type } }, 'refusal');
  },
  ({ ids, count }, turn) => {
    const draft = goodWrite(inTurn(WITH_BODY, turn), ids, count());
    const encoding = inTurn(BAD_ENCODINGS, turn);
    const headers = { ...draft.headers, 'content-encoding': encoding };
    return caseOf('a bad Content-Encoding', { ...draft, headers }, 'refusal');
  },
  ({ ids, count }, turn) => {
    const draft = goodWrite(inTurn(IDEMPOTENT, turn), ids, count());
    const headers = { ...draft.headers, 'idempotency-key': inTurn(BAD_KEYS, turn) };
    return caseOf('a bad Idempotency-Key', { ...draft, headers }, 'refusal');
  },
  ({ ids, count }, turn) => {
    // The same key again and again, for requests that differ.
    const draft = goodWrite(inTurn(IDEMPOTENT, turn), ids, count());
    return caseOf(
      'a used Idempotency-Key',
      { ...draft, headers: { ...draft.headers, 'idempotency-key': UUID } },
      'document',
    );
  },
  ({ ids }, turn) => {
    const method = inTurn(BAD_METHODS, turn);
    return caseOf('a bad method', { method, target: inTurn(READS, turn)(ids) }, 'refusal');
  },
  ({ ids }, turn) => {
    const methods = ['POST', 'PUT', 'PATCH', 'DELETE'];
    const target = `${inTurn(LISTS, turn).path(ids)}${turn % 3 === 0 ? '/x/y/z' : ''}`;
    return caseOf('a method that may not be offered', { method: inTurn(methods, turn), target }, 'document');
  },
  ({ ids }, turn) => {
    const host = inTurn(BAD_HOSTS, turn);
    return caseOf('a bad Host', { target: inTurn(READS, turn)(ids), headers: { host } }, 'refusal');
  },
  ({ ids }, turn) => {
    const size = inTurn([17_000, 20_000, 70_000], turn);
    const headers = { 'x-large': 'x'.repeat(size) };
    return caseOf('a header that is too large', { target: inTurn(READS, turn)(ids), headers }, 'refusal');
  },
  ({ ids }, turn) => {
    const target = `${inTurn(READS, turn)(ids)}?${'x'.repeat(20_000)}`;
    return caseOf('a target that is too long', { target }, 'refusal');
  },
  ({ ids }, turn) => {
    const headers = Object.fromEntries(Array.from({ length: 1_200 }, (_, index) => [`x${index}`, '']));
    return caseOf('very many headers', { target: inTurn(READS, turn)(ids), headers }, 'document');
  },
  ({ ids }, turn) => {
    const accept = inTurn(
      ['', 'text/html', 'image/*;q=0', 'x'.repeat(3_000), '*/*;q=NaN', ';;;', '\u00e9'],
      turn,
    );
    const headers = { accept, 'accept-encoding': accept, 'accept-language': accept, 'user-agent': accept };
    return caseOf('odd wishes', { target: inTurn(READS, turn)(ids), headers }, 'document');
  },
  ({ ids, count }, turn) => {
    const expectation = inTurn(['200-ok', 'x', '100-continue, x', ''], turn);
    const draft = goodWrite(inTurn(WITH_BODY, turn), ids, count());
    return caseOf(
      'an odd Expect',
      { ...draft, headers: { ...draft.headers, expect: expectation } },
      'document',
    );
  },
  ({ ids }, turn) => {
    const headers = {
      upgrade: inTurn(['websocket', 'h2c', 'TLS/1.0', 'x'], turn),
      connection: inTurn(['Upgrade', 'keep-alive, Upgrade', 'Upgrade, HTTP2-Settings'], turn),
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    };
    return caseOf('a wish to upgrade', { target: inTurn(READS, turn)(ids), headers }, 'document');
  },
  ({ ids }, turn) => {
    const body = inTurn(['{}', 'x', '\0', 'x'.repeat(100_000)], turn);
    return caseOf('a read with a body', { target: inTurn(READS, turn)(ids), body }, 'document');
  },
  ({ ids, count }, turn) => {
    const draft = goodWrite(inTurn(WITH_BODY, turn), ids, count());
    return caseOf('no body', { ...draft, body: inTurn(['', ' ', '\n', '\t\r\n '], turn) }, 'document');
  },
];

/** A header, a method or a host that is not as it should be. */
export const oddHeaders: CaseMaker = (circumstances, turn) =>
  inTurn(MAKERS, turn)(circumstances, Math.floor(turn / MAKERS.length));
