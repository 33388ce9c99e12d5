import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Exchange } from '../../../src/api/exchange.ts';
import { clientOf, conversation, failure, SECRET } from './support.ts';

describe('what an exchange tells of what went over the wire', () => {
  let status = 200;
  let body = '';
  const seen: {
    method: string | undefined;
    url: string | undefined;
    body: string;
    type?: string | undefined;
  }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method, url, headers } = request;
    seen.push({ method, url, body: text, type: headers['content-type'] });
    response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': `session=${SECRET}` });
    response.end(body);
  });
  let origin = '';
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const answer = (nextStatus: number, value: unknown) => {
    status = nextStatus;
    body = JSON.stringify(value);
    seen.length = 0;
  };

  it('tells headers and bodies of both sides, and no credential', async () => {
    const exchanges: Exchange[] = [];
    answer(201, { ...conversation, id: 'conv_2' });
    await clientOf(origin, exchanges).createConversation({ configurationId: 'conf_1' });
    const content = exchanges[0]?.content;
    assert.ok(content);
    assert.equal(content.url, `${origin}/v2/Conversations`);
    assert.equal(content.requestBody, '{"configurationId":"conf_1"}');
    assert.equal(content.requestHeaders['content-type'], 'application/json');
    assert.equal(content.requestHeaders['user-agent'], 'test');
    assert.equal(content.authorization, 'Basic SK0123:••••');
    assert.equal(content.responseHeaders?.['set-cookie'], '••••');
    assert.equal(Buffer.from(content.responseBody ?? []).toString(), body);
    assert.doesNotMatch(JSON.stringify(exchanges), new RegExp(SECRET));
    const basic = Buffer.from(`SK0123:${SECRET}`).toString('base64');
    assert.ok(!JSON.stringify(exchanges).includes(basic));
  });

  it('tells each part of the time, and when a connection was there already', async () => {
    const exchanges: Exchange[] = [];
    const client = clientOf(origin, exchanges);
    answer(200, conversation);
    await client.fetchConversation('conv_1');
    await client.fetchConversation('conv_1');
    const [first, second] = exchanges.map(({ content }) => content?.timings);
    assert.equal(typeof first?.waitMs, 'number');
    assert.equal(typeof first?.queuedMs, 'number');
    assert.equal(second?.reused, true);
    assert.equal(second?.connectMs, undefined, 'what it took another request to connect');
  });

  it('tells what was sent of an attempt that got no answer', async () => {
    const exchanges: Exchange[] = [];
    await failure(clientOf('http://127.0.0.1:1', exchanges).fetchConversation('conv_1'));
    const [first] = exchanges;
    assert.equal(first?.content?.responseHeaders, undefined);
    assert.equal(first?.content?.authorization, 'Basic SK0123:••••');
    assert.equal(first?.failure?.systemCode, 'ECONNREFUSED');
    assert.ok(!('authorization' in (first?.content?.requestHeaders ?? {})));
  });

  it('keeps nothing of what the caller sends by the thousand', async () => {
    const exchanges: Exchange[] = [];
    answer(201, { ...conversation, id: 'comm_1' });
    await clientOf(origin, exchanges).createCommunication(
      'conv_1',
      {
        author: { address: '+1', channel: 'SMS' },
        recipients: [{ address: '+2', channel: 'SMS' }],
        content: { type: 'TEXT', text: 'x' },
      },
      { pacedByCaller: true },
    );
    assert.equal(exchanges.length, 1);
    assert.equal(exchanges[0]?.content, undefined);
  });

  it('tells neither the form nor the answer of a request for an access token', async () => {
    const exchanges: Exchange[] = [];
    answer(200, { access_token: `token-${SECRET}`, expires_in: 3600, ...conversation });
    const client = clientOf(origin, exchanges, {
      credentials: { clientId: 'OQ1', clientSecret: SECRET, tokenUrl: `${origin}/token` },
    });
    await client.fetchConversation('conv_1');
    const [token, read] = exchanges;
    assert.equal(token?.operation, 'CreateToken');
    assert.equal(token.content?.requestBody, undefined);
    assert.equal(token.content?.responseBody, undefined);
    assert.equal(read?.content?.authorization, 'Bearer ••••');
    // The answer of this server to the second request quotes the token, which Twilio would never do.
    assert.doesNotMatch(
      JSON.stringify([token, { ...read, content: { ...read?.content, responseBody: '' } }]),
      new RegExp(SECRET),
    );
  });

  it('sends a request again as it was, once, whatever comes of it', async () => {
    const exchanges: Exchange[] = [];
    const client = clientOf(origin, exchanges);
    answer(429, { code: 20429, message: 'Too Many Requests' });
    const error = await failure(
      client.sendPlain({
        method: 'POST',
        path: '/v1/Services/IS1/Conversations',
        query: 'a=1&a=2',
        content: { type: 'application/x-www-form-urlencoded', body: 'FriendlyName=x' },
        mark: 'again',
      }),
    );
    assert.equal(error.status, 429);
    assert.deepEqual(seen, [
      {
        method: 'POST',
        url: '/v1/Services/IS1/Conversations?a=1&a=2',
        body: 'FriendlyName=x',
        type: 'application/x-www-form-urlencoded',
      },
    ]);
    assert.equal(exchanges[0]?.mark, 'again');
    answer(200, ['anything']);
    await client.sendPlain({ method: 'GET', path: '/v2/Conversations', query: '' });
    assert.equal(exchanges[1]?.status, 200);
    for (const path of ['v2', '//x y', '/a?b', '/a#b', 'https://example.com/']) {
      await assert.rejects(client.sendPlain({ method: 'GET', path, query: '' }), RangeError);
    }
  });
});
