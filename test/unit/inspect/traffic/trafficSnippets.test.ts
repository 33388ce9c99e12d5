import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordOf } from '../../../../src/inspect/traffic/trafficRecord.ts';
import { snippetFor } from '../../../../src/inspect/traffic/trafficSnippets.ts';
import { exchangeOf, ORIGIN } from './support.ts';

const SECRET = 'marker-5f1d';
const account = {
  id: 'one',
  label: 'Shop',
  accountSid: 'AC00000000000000000000000000000001',
  origin: ORIGIN,
  sandbox: false,
  method: 'authToken' as const,
  region: undefined,
  edge: undefined,
};

function curlOf(requestBody: string): string {
  const exchange = exchangeOf({ method: 'POST' });
  const content = {
    ...exchange.content,
    requestHeaders: { 'content-type': 'application/json' },
    requestBody,
  };
  return snippetFor('curl', recordOf('t1', { ...exchange, content }), account);
}

describe('a request of the traffic as code', () => {
  it('has the body as it was sent, to the character', () => {
    for (const body of [
      '{ "size": 12345678901234567890, "size": 1.0 }',
      '{"text":"\\u00e9"}',
      '{"unfinished": ',
    ])
      assert.ok(curlOf(body).includes(`'${body}'`), curlOf(body));
  });

  it('has no secret', () => {
    for (const body of [
      `{"name":"x","client_secret":"${SECRET}"}`,
      `{"name":"x","client_secret":"${SECRET}",`,
      `{"url":"https://user:${SECRET}@example.com"}`,
    ])
      assert.ok(!curlOf(body).includes(SECRET), curlOf(body));
  });
});
