import {
  AUTHORIZATION,
  type CaseMaker,
  caseOf,
  type FuzzCase,
  goodWrite,
  inTurn,
  OFFERED,
} from './fuzzRequests.ts';

/* Bytes that may not be readable as HTTP at all, each on a connection of its own that ends after them. */

const HEAD = `Host: localhost\r\nAuthorization: ${AUTHORIZATION}\r\n`;
const PATH = '/v2/Conversations';
/** A short answer is enough. */
const TARGET = `${PATH}?pageSize=1`;

const stream = (
  what: string,
  bytes: string | Buffer,
  end: 'half-closed' | 'destroyed' = 'half-closed',
): FuzzCase => ({
  what,
  // Every character is one byte.
  bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes,
  expect: 'survival',
  end,
  request: { method: 'GET', url: PATH, headers: {}, body: '' },
});

const get = (headers: string) => `GET ${TARGET} HTTP/1.1\r\n${HEAD}${headers}\r\n`;
const post = (headers: string, body: string) =>
  `POST ${PATH} HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\n${headers}\r\n${body}`;

/** Request lines and headers with a fault in their grammar. */
const HEADS: readonly string[] = [
  'GET',
  'GET ',
  'GET /',
  `GET ${TARGET}\r\n\r\n`,
  `GET  ${TARGET} HTTP/1.1\r\n${HEAD}\r\n`,
  `GET\t${TARGET}\tHTTP/1.1\r\n\r\n`,
  ...[
    'get',
    'Get',
    'GETT',
    'G\0T',
    '',
    ' GET',
    'GET\u00e9',
    'CONNECT',
    'PRI',
    'X'.repeat(500),
    '{}',
    '\u0016\u0003',
  ].map((method) => `${method} ${TARGET} HTTP/1.1\r\n${HEAD}\r\n`),
  ...[
    'HTTP/0.9',
    'HTTP/1.0',
    'HTTP/1.2',
    'HTTP/2.0',
    'HTTP/9.9',
    'HTTP/1',
    'HTTP/1.1.1',
    'http/1.1',
    'HTTPS/1.1',
    'X',
    '',
  ].map((version) => `GET ${TARGET} ${version}\r\n${HEAD}\r\n`),
  ...[
    '/v2/ x',
    '/v2/\0',
    '/v2/\u00ff',
    '/v2/\u007f',
    '/v2/\t',
    '',
    ' ',
    '\\',
    '/v2/\r',
    '/v2/\n',
    '?',
    '#',
    'é',
  ].map((target) => `GET ${target} HTTP/1.1\r\n${HEAD}\r\n`),
  ...['localhost:80 x', 'localhost:80', '/v2/Conversations', '*'].map(
    (target) => `CONNECT ${target} HTTP/1.1\r\n${HEAD}\r\n`,
  ),
  `GET ${TARGET} HTTP/1.1\r\n\r\n`,
  `GET ${TARGET} HTTP/1.1\r\nAuthorization: ${AUTHORIZATION}\r\n\r\n`,
  `GET ${TARGET} HTTP/1.0\r\nAuthorization: ${AUTHORIZATION}\r\n\r\n`,
  get('Host: localhost\r\n'),
  get('Host: evil.example\r\n'),
  ...[
    'X-A: a\r\nX-Injected: 1',
    'X-A: a\nX-Injected: 1',
    'X-A: a\rX-Injected: 1',
    'X-A: a\0b',
    'X-A: a\r\n folded',
    ' X-A: a',
    'X-A : a',
    'X A: a',
    'X-A',
    ':a',
    ': ',
    'X-\0A: a',
    'X-A\u00e9: a',
    'X(A): a',
    'X-A: \u0001\u0002\u001f',
    'X-A: \u007f',
    '\r',
    '\n',
    '\0',
    'X-A: a\r\r',
    `${'X'.repeat(20_000)}: a`,
    `X-A: ${'a'.repeat(90_000)}`,
    'X-A:a\r\n\tb\r\n\tc',
    'é: é',
    'Connection: close',
    'Connection: x, close, x',
    'Connection: ',
    'Keep-Alive: timeout=-1',
    'Trailer: X',
    'TE: trailers',
  ].map((line) => get(`${line}\r\n`)),
  get(Array.from({ length: 3_000 }, () => 'A: b\r\n').join('')),
  get('').replaceAll('\r\n', '\n'),
  get('').replaceAll('\r\n', '\r'),
  `\r\n\r\n\r\n${get('')}`,
  ' '.repeat(1_000) + get(''),
];

const GOOD_BODY = '{"configurationId":"x"}';

/** Lengths and codings that lie. */
const LENGTHS: readonly string[] = [
  ...[
    '-1',
    'abc',
    '1e3',
    '+5',
    '0x10',
    '5 5',
    '5, 5',
    '5;5',
    '',
    ' ',
    '٥',
    '99999999999999999999999',
    '1.5',
    'NaN',
    '\0',
  ].map((length) => post(`Content-Length: ${length}\r\n`, GOOD_BODY)),
  post('Content-Length: 5\r\nContent-Length: 6\r\n', GOOD_BODY),
  post('Content-Length: 5\r\nContent-Length: 5\r\n', GOOD_BODY),
  post(`Content-Length: ${GOOD_BODY.length - 3}\r\n`, GOOD_BODY),
  post(`Content-Length: ${GOOD_BODY.length + 30}\r\n`, GOOD_BODY),
  post('Content-Length: 1000000\r\n', GOOD_BODY),
  post('Content-Length: 0\r\n', GOOD_BODY),
  post('', GOOD_BODY),
  post(`Content-Length: ${GOOD_BODY.length}\r\n`, `${GOOD_BODY}${get('')}`),
  ...[
    'gzip',
    'chunked, chunked',
    'chunked, gzip',
    'gzip, chunked',
    'identity',
    'x',
    '',
    ' chunked',
    'Chunked',
    'chunked;x',
    '\0',
  ].map((coding) => post(`Transfer-Encoding: ${coding}\r\n`, '5\r\nhello\r\n0\r\n\r\n')),
  post('Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', '5\r\nhello\r\n0\r\n\r\n'),
  post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\nGET /v2/Nowhere HTTP/1.1\r\n\r\n'),
  post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', '5\r\nhello\r\n0\r\n\r\n'),
  ...[
    '',
    '0',
    '0\r\n',
    '0\r\n\r\n',
    '5\r\n',
    '5\r\nhel',
    '5\r\nhello',
    '5\r\nhello\r\n',
    '-5\r\nhello\r\n0\r\n\r\n',
    'x\r\nhello\r\n0\r\n\r\n',
    '5\nhello\n0\n\n',
    '5 \r\nhello\r\n0\r\n\r\n',
    '0x5\r\nhello\r\n0\r\n\r\n',
    '5\r\nhello!\r\n0\r\n\r\n',
    'FFFFFFFFFFFFFFFFF\r\nhello\r\n',
    '7fffffffffffffff\r\nhello\r\n',
    '5;a=b;c\r\nhello\r\n0\r\n\r\n',
    '0\r\nX-Trailer: a\r\n\r\n',
    `5;${'x'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`,
    `0\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    '0\r\nX-A\0: a\r\n\r\n',
    '\r\n',
    '0;\n\r\n',
  ].map((chunks) => post('Transfer-Encoding: chunked\r\n', chunks)),
  post('Expect: 100-continue\r\nContent-Length: 23\r\n', GOOD_BODY),
  post('Expect: 100-continue\r\nContent-Length: 1000\r\n', ''),
];

/** What other protocols begin with. */
const OTHERS: readonly string[] = [
  '\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0',
  'SSH-2.0-OpenSSH_9.9\r\n',
  'PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n',
  'HELO localhost\r\n',
  '*1\r\n$4\r\nPING\r\n',
  '\u0005\u0001\0',
  'SIP/2.0 200 OK\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  '{"jsonrpc":"2.0","id":1,"method":"x"}\n',
  '\r\n',
  '\n\n\n\n',
  '\0',
  '\0'.repeat(5_000),
  'A'.repeat(100_000),
  `${'A'.repeat(100_000)}\r\n\r\n`,
  '',
];

const MAKERS: readonly CaseMaker[] = [
  (_, turn) => stream('a head with a fault', inTurn(HEADS, turn)),
  (_, turn) => stream('a head with a fault', inTurn(HEADS, turn + HEADS.length / 2)),
  (_, turn) => stream('a length that lies', inTurn(LENGTHS, turn)),
  (_, turn) => stream('another protocol', inTurn(OTHERS, turn)),
  ({ random }) => stream('random bytes', random.bytes(1 + random.below(400))),
  ({ random, ids, count }, turn) => {
    // A good request in which some bytes are others.
    const { bytes } = caseOf('', goodWrite(inTurn(OFFERED, turn), ids, count()), 'survival');
    for (let times = 1 + random.below(4); times > 0; times--)
      bytes[random.below(bytes.length)] = random.below(256);
    return stream('a request with other bytes', bytes);
  },
  ({ random, ids, count }, turn) => {
    const { bytes } = caseOf('', goodWrite(inTurn(OFFERED, turn), ids, count()), 'survival');
    const end = turn % 2 === 0 ? 'half-closed' : 'destroyed';
    return stream('a request that ends too soon', bytes.subarray(0, random.below(bytes.length)), end);
  },
  ({ ids, count }, turn) => {
    // Whoever asked is gone before the answer.
    const { bytes } = caseOf('', goodWrite(inTurn(OFFERED, turn), ids, count()), 'survival');
    return stream('a caller who hangs up', bytes, 'destroyed');
  },
  (_, turn) => stream('very many requests at once', get('').repeat(1 + (turn % 40))),
];

/** What may not be readable as HTTP. */
export const oddStream: CaseMaker = (circumstances, turn) =>
  inTurn(MAKERS, turn)(circumstances, Math.floor(turn / MAKERS.length));
