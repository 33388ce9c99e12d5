import { spoilBytes, spoilForm, spoilJson } from './fuzzBodies.ts';
import { LISTS, READS } from './fuzzOperations.ts';
import type { Random } from './fuzzRandom.ts';
import { type CaseMaker, caseOf, goodWrite, inTurn, OFFERED, WITH_BODY } from './fuzzRequests.ts';

/* Bodies, queries and paths that are not as they should be. */

/** A body in which a value, a name or a member is another. */
export const spoiltBody: CaseMaker = ({ random, ids, count }, turn) => {
  const operation = inTurn(WITH_BODY, turn);
  const n = count();
  const body = operation.form
    ? spoilForm(random, operation.form(ids, n))
    : spoilJson(random, operation.json?.(ids, n));
  const what = `${operation.name} with a spoilt value`;
  return caseOf(what, { ...goodWrite(operation, ids, n), body }, 'document');
};

/** A body in which bytes are others. */
export const spoiltBytes: CaseMaker = ({ random, ids, count }, turn) => {
  const operation = inTurn(WITH_BODY, turn);
  const draft = goodWrite(operation, ids, count());
  const body = spoilBytes(random, String(draft.body));
  return caseOf(`${operation.name} with spoilt bytes`, { ...draft, body }, 'document');
};

const NUMBERS = [
  '',
  '0',
  '-1',
  '1001',
  '1.5',
  '1e2',
  '0x10',
  '+5',
  '%205',
  '5%20',
  '٥',
  'NaN',
  'Infinity',
  'ten',
  'null',
  '[]',
  '99999999999999999999',
  '1'.repeat(3_000),
  '5,5',
  '%00',
  '%',
  '%ZZ',
  '5%',
  '%2B5',
  '1_0',
  '０',
  "5'--",
  '5;6',
];
const TOKENS = [
  '',
  'x',
  'bm90IG91cnM',
  'eyJwYWdlIjoyfQ==',
  'eyJwYWdlIjoyfQ%3D%3D',
  '%00',
  '%FF',
  'null',
  '-1',
  '..%2F..',
  '٥',
  'A'.repeat(16),
  'A'.repeat(17),
  'A'.repeat(6_000),
  'a1'.repeat(20),
  '__proto__',
  '%F0%9F%98%80',
  '_-_-_-_-_-_-_-_-_-',
];
const FILTERS = [
  '',
  'x',
  'active',
  'ACTIVE,CLOSED',
  'ALL',
  '%00',
  '[]',
  '__proto__',
  'A'.repeat(4_000),
  '%ED%A0%80',
  '*',
];

/** A list that is asked for in an odd way. */
export const oddQuery: CaseMaker = ({ random, ids }, turn) => {
  const { path, filters } = inTurn(LISTS, turn);
  const isClassic = path(ids).startsWith('/v1');
  const size = isClassic ? 'PageSize' : 'pageSize';
  const token = isClassic ? 'PageToken' : 'pageToken';
  const makers: (() => string)[] = [
    () => `${size}=${random.pick(NUMBERS)}`,
    () => `${size}=${random.pick(NUMBERS)}`,
    () => `${token}=${random.pick(TOKENS)}`,
    () => `${token}=${random.bytes(1 + random.below(40)).toString('base64url')}`,
    () => `${size}=5&${size}=${random.pick(['5', '6', '0', 'x'])}`,
    () => `${token}=${random.pick(TOKENS)}&${token}=${random.pick(TOKENS)}`,
    () => `${size}=5&${token}=${random.pick(TOKENS)}`,
    () => `${random.pick(filters.length > 0 ? filters : ['status'])}=${random.pick(FILTERS)}`,
    () => `${filters[0] ?? 'status'}[]=${random.pick(FILTERS)}`,
    () => `${filters[0] ?? 'x'}=a&${filters[0] ?? 'x'}=b`,
    () => `Page=${random.pick(NUMBERS)}&${size}=2`,
    () =>
      random.pick([
        '&&&',
        '===',
        '?',
        '??',
        '%',
        '&=&=',
        '__proto__=x',
        'a[b]=c&a.b=d',
        '%00=%00',
        'é=é',
        '+=+',
      ]),
    () => Array.from({ length: 500 }, (_, index) => `k${index}=v`).join('&'),
    () =>
      random
        .bytes(20)
        .toString('latin1')
        .replaceAll(/[^\x21-\x7e]/g, '%'),
  ];
  const query = inTurn(makers, Math.floor(turn / LISTS.length));
  return caseOf('an odd query', { target: `${path(ids)}?${query()}` }, 'document');
};

const SEGMENTS = [
  '..',
  '.',
  '%2e%2e',
  '%2e',
  '',
  '%00',
  '%',
  '%ZZ',
  '%C0%AF',
  '%ED%A0%80',
  '%FF',
  '%2F',
  '%5C',
  ';',
  ';a=b',
  '*',
  '@',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  'é',
  '😀',
  '\u202e',
  'x'.repeat(3_000),
  '%20',
  '%0D%0AX-Injected:1',
  '%0d%0a%0d%0a',
  '<script>',
  "'",
  '"',
  '|',
  '^',
  'conv_conversation_',
  'CONV_CONVERSATION_01K1ETK2Y5F1Y9FPE2EPFDTVV2',
  'IS',
  `IS${'g'.repeat(32)}`,
  '0',
  '-1',
  '{id}',
];

const PATH_EDITS: readonly ((random: Random, segments: string[], at: number) => string[])[] = [
  (random, segments, at) => segments.with(at, random.pick(SEGMENTS)),
  (random, segments, at) => segments.with(at, random.pick(SEGMENTS)),
  (random, segments, at) => segments.toSpliced(at, 0, random.pick(SEGMENTS)),
  (random, segments, at) => segments.with(at, segments[at] + random.pick(SEGMENTS)),
  (random, segments, at) => segments.with(at, random.pick(SEGMENTS) + segments[at]),
  (_, segments, at) => segments.toSpliced(at, 1),
  (_, segments, at) => segments.toSpliced(at, 0, '', ''),
  (_, segments, at) => segments.with(at, (segments[at] ?? '').toUpperCase()),
  (_, segments, at) => segments.with(at, (segments[at] ?? '').toLowerCase()),
  (_, segments, at) => segments.with(at, encodeAll(segments[at] ?? '')),
  (_, segments) => [...segments, ''],
  (_, segments) => [...segments, '..', '..', '..', 'etc', 'passwd'],
  (_, segments, at) => segments.slice(0, at + 1),
  (_, segments) => [...segments, ...segments],
];

/** Every character as a percent code: a path that means the same. */
function encodeAll(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

const WHOLE_TARGETS = [
  '/',
  '//',
  '/v2',
  '/v2/',
  '/v1/',
  '/v3/Conversations',
  '/v2//',
  '/..',
  '/%',
  '/%00',
  '/?',
  '/#',
  '/v2/../..',
  'http://evil.example/v2/Conversations',
  'http://localhost/v2/Nowhere',
  'https://localhost/v2/Conversations',
  '//evil.example/v2/Conversations',
  'file:///etc/passwd',
  'ftp://localhost/',
  'http://',
  'x:',
  '*',
  'v2/Conversations',
  'http://localhost:99999/v2/Nowhere',
  'http://[::1/v2',
  'http://user:pw@localhost/v2/Nowhere',
  '/v2/Conversations#x',
  '/favicon.ico',
  '/robots.txt',
  '/.git/config',
  '/sandbox',
  '/sandbox/',
  '/index.html',
  '/\\',
  '/v2\\Conversations',
];

/** A path that leads nowhere, or where it should not. */
export const oddPath: CaseMaker = ({ random, ids }, turn) => {
  // Reads before writes: a write that is carried out where it should not is told by its answer.
  const isWrite = turn % 4 === 3;
  const operation = inTurn(OFFERED, turn >> 2);
  const draft = isWrite ? goodWrite(operation, ids, turn) : { target: inTurn(READS, turn >> 2)(ids) };
  let { target } = draft;
  if (turn % 8 === 0) target = inTurn(WHOLE_TARGETS, turn >> 3);
  else {
    const [, ...segments] = target.split('/');
    const edited = random.pick(PATH_EDITS)(random, segments, random.below(segments.length));
    target = `/${edited.join('/')}`;
  }
  return caseOf('an odd path', { ...draft, target: target.replaceAll(' ', '%20') }, 'document');
};
