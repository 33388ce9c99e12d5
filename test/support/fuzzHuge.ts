import type { Ids } from './fuzzOperations.ts';
import { caseOf, type FuzzCase } from './fuzzRequests.ts';

const MB = 1024 * 1024;

/** More than the sandbox takes. */
const TOO_MUCH = 33 * MB;

const PARTY = { channel: 'SMS', address: '+15035550100' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Requests that are far too large, each in another way. */
export function hugeCases(ids: Ids): FuzzCase[] {
  const conversation = `/v2/Conversations/${ids.conversation}`;
  const post = (
    what: string,
    target: string,
    body: string | Buffer,
    headers: Record<string, string | undefined> = {},
    expect: FuzzCase['expect'] = 'refusal',
  ) => caseOf(what, { method: 'POST', target, body, headers: { ...JSON_TYPE, ...headers } }, expect);
  const action = (channelSettings: string) =>
    JSON.stringify({
      type: 'SEND_MESSAGE',
      payload: { from: PARTY, to: [PARTY], content: { text: 'Hello' }, channelSettings: { inner: '@' } },
    }).replace('"@"', channelSettings);

  const chunk = Buffer.concat([
    Buffer.from(`${MB.toString(16)}\r\n`),
    Buffer.alloc(MB, ' '),
    Buffer.from('\r\n'),
  ]);
  const chunked = post('a body in chunks without end', '/v2/Conversations', '', {
    'content-length': undefined,
    'transfer-encoding': 'chunked',
  });
  return [
    post('a body that is too large', '/v2/Conversations', Buffer.alloc(TOO_MUCH, ' ')),
    {
      ...post('a length that is too large', '/v2/Conversations', '', { 'content-length': String(TOO_MUCH) }),
      isOpenEnded: true,
    },
    { ...chunked, bytes: Buffer.concat([chunked.bytes, ...Array<Buffer>(34).fill(chunk)]) },
    post(
      'a text that is too long',
      `${conversation}/Communications`,
      JSON.stringify({
        author: PARTY,
        recipients: [PARTY],
        content: { type: 'TEXT', text: 'x'.repeat(8 * MB + 1) },
      }),
    ),
    // What is deep may be right: settings for channels are free. It must only do no harm.
    ...[10_000, 300_000].map((depth) =>
      post(
        'a value that is very deep',
        `${conversation}/Actions`,
        action('['.repeat(depth) + ']'.repeat(depth)),
        {},
        'document',
      ),
    ),
    post('an open end that is very deep', '/v2/Conversations', '['.repeat(MB)),
    post('very many spaces', '/v2/Conversations', `${' '.repeat(16 * MB)}{}`),
    post(
      'very many wrong members',
      '/v2/Conversations',
      `{"metadata":{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`)}}}`,
    ),
    post(
      'very many wrong items',
      '/v2/Conversations',
      `{"participants":[${Array<string>(100_000).fill('{"addresses":1}')}]}`,
    ),
    post(
      'very many fields',
      `/v1/Services/${ids.service}/Conversations/${ids.serviceConversation}`,
      'State=x&'.repeat(200_000),
      { 'content-type': 'application/x-www-form-urlencoded' },
    ),
  ];
}
