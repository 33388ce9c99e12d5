import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SnippetRequest } from '../../../../src/inspect/snippets/snippetRequest.ts';
import { SNIPPETS, snippetOf } from '../../../../src/inspect/snippets/snippets.ts';

const AT_TWILIO: SnippetRequest = {
  method: 'GET',
  origin: 'https://conversations.dublin.ie1.twilio.com',
  path: '/v2/Conversations',
  query: 'status=ACTIVE&status=CLOSED&pageSize=20',
  accountSid: `AC${'1'.repeat(32)}`,
  authentication: 'apiKey',
  sandbox: false,
  region: 'ie1',
  edge: 'dublin',
};

const CONVERSATION = '/v2/Conversations/conv_conversation_1';

/** A snippet without the comments at its top. */
function code(text: string): string {
  return text
    .replace(/^(#|\/\/).*\n/gm, '')
    .replace(/\s*\\\n\s*/g, ' ')
    .trim();
}

describe('snippetOf', () => {
  it('reads the credentials of the account’s kind from the environment', () => {
    for (const { id } of SNIPPETS) {
      const key = snippetOf(id, AT_TWILIO);
      assert.match(key, /TWILIO_API_KEY and TWILIO_API_SECRET of account AC1+ /);
      const token = snippetOf(id, { ...AT_TWILIO, authentication: 'authToken' });
      assert.match(token, /TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of account/);
      assert.doesNotMatch(token, /API_SECRET/);
      const oauth = snippetOf(id, { ...AT_TWILIO, authentication: 'oauth' });
      assert.match(oauth, /TWILIO_ACCESS_TOKEN/);
      assert.doesNotMatch(oauth, /API_SECRET|AUTH_TOKEN/);
    }
  });

  it('goes to the region and edge of the request', () => {
    assert.match(snippetOf('nodeTwilio', AT_TWILIO), /region: 'ie1'/);
    assert.match(snippetOf('nodeTwilio', AT_TWILIO), /edge: 'dublin'/);
    assert.doesNotMatch(snippetOf('nodeTwilio', AT_TWILIO), /baseUrl/);
    assert.match(snippetOf('pythonTwilio', AT_TWILIO), /region="ie1",\n {4}edge="dublin",/);
    assert.match(snippetOf('curl', AT_TWILIO), /'https:\/\/conversations\.dublin\.ie1\.twilio\.com\/v2/);
    assert.match(
      snippetOf('twilioCli', AT_TWILIO),
      /^TWILIO_REGION='ie1' TWILIO_EDGE='dublin' twilio api:conversations:v2:conversations:list/m,
    );
  });

  it('never ends a comment early', () => {
    const accountSid = 'AC1\n$(touch evil)\r\u2028process.exit()';
    for (const { id } of SNIPPETS) {
      const [first, second] = snippetOf(id, { ...AT_TWILIO, accountSid }).split(/[\n\r\u2028]/);
      assert.match(first ?? '', /touch evil.* from the environment\.$/);
      assert.doesNotMatch(second ?? '', /evil|exit/);
    }
  });

  it('says of a body what it was said to be, where any may be sent', () => {
    const types = [
      [undefined, 'application/json'],
      ['application/json; charset=utf-8', 'application/json'],
      ['application/x-www-form-urlencoded;charset=UTF-8', 'application/x-www-form-urlencoded'],
      ["text/plain; x='", 'text/plain'],
    ] as const;
    for (const [contentType, sent] of types) {
      const request = { ...AT_TWILIO, method: 'POST', body: '{"a":1}', contentType };
      assert.ok(snippetOf('curl', request).includes(`'Content-Type: ${sent}`), contentType);
      assert.ok(snippetOf('nodeFetch', request).includes(`'content-type': '${sent}`), contentType);
    }
  });

  it('gives a long body to cURL by its input', () => {
    const body = JSON.stringify({ text: `END\n${'x'.repeat(150_000)}` });
    const snippet = snippetOf('curl', { ...AT_TWILIO, method: 'POST', body });
    assert.match(snippet, /--data-binary @- <<'END'\n\{"text"/);
    assert.match(snippet, /\nEND\n$/);
    const contentType = 'application/x-www-form-urlencoded';
    const form = { ...AT_TWILIO, method: 'POST', body: `Body=${'x'.repeat(150_000)}`, contentType };
    assert.match(snippetOf('curl', form), /--data @- <<'END'/);
  });

  it('writes a body as it is when its values would be others', () => {
    for (const body of ['{"n":12345678901234567890}', '{"a":1,"a":2}', 'no json']) {
      const request = { ...AT_TWILIO, method: 'POST', body };
      assert.ok(snippetOf('nodeFetch', request).includes(`body: '${body}'`), body);
      assert.ok(snippetOf('nodeTwilio', request).includes(`Buffer.from('${body}')`), body);
      assert.ok(snippetOf('pythonTwilio', request).includes(`data=${JSON.stringify(body)}.encode()`), body);
    }
  });
});

describe('the Python of a snippet', () => {
  it('passes a body to the method of the client', () => {
    const request = { ...AT_TWILIO, method: 'POST', path: `${CONVERSATION}/Participants`, query: '' };
    const body = JSON.stringify({ name: "O'Brien", type: 'CUSTOMER', addresses: [] });
    const snippet = snippetOf('pythonTwilio', { ...request, body });
    assert.match(snippet, /"name": "O'Brien"/);
    assert.match(
      snippet,
      /result = client\.conversations\.v2\.participants\("conv_conversation_1"\)\.create\(SimpleNamespace\(to_dict=lambda: body\)\)/,
    );
  });

  it('makes a new Idempotency-Key, and says where the client loses it', () => {
    const request = { ...AT_TWILIO, method: 'DELETE', path: CONVERSATION, query: '', idempotencyKey: 'old' };
    const snippet = snippetOf('pythonTwilio', request);
    assert.match(snippet, /# As of August 2026 .* does not send it\.\nresult = .*\.delete\(/);
    assert.match(snippet, /import uuid\n/);
    assert.doesNotMatch(snippet, /old/);
    assert.doesNotMatch(snippetOf('pythonTwilio', { ...request, idempotencyKey: undefined }), /August|uuid/);
  });

  it('sends null past the methods, which would leave it out', () => {
    const request = { ...AT_TWILIO, method: 'PATCH', path: CONVERSATION, query: '' };
    const snippet = snippetOf('pythonTwilio', { ...request, body: '{"name":null,"status":"CLOSED"}' });
    assert.match(snippet, /client\.http_client\.request\(\n {4}"PATCH"/);
    assert.match(snippet, /"name": None/);
    assert.match(snippet, /auth=client\.auth/);
  });
});

describe('the Twilio CLI of a snippet', () => {
  it('names commands and flags as the CLI does', () => {
    const at = (path: string, method = 'GET', body?: object) =>
      code(
        snippetOf('twilioCli', {
          ...AT_TWILIO,
          region: undefined,
          edge: undefined,
          query: '',
          method,
          path,
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
      );
    assert.equal(
      at(`${CONVERSATION}/Participants/conv_participant_2`),
      'twilio api:conversations:v2:conversations:participants:fetch --conversation-id=conv_conversation_1 --id=conv_participant_2 --output=json',
    );
    assert.equal(
      at('/v2/ControlPlane/Configurations/conv_configuration_1', 'DELETE'),
      'twilio api:conversations:v2:control-plane:configurations:remove --id=conv_configuration_1',
    );
    assert.equal(
      at(`${CONVERSATION}/Participants`, 'POST', {
        name: "it's",
        addresses: [{ channel: 'SMS', address: '+1' }],
      }),
      `twilio api:conversations:v2:conversations:participants:create --conversation-id=conv_conversation_1 --name='it'\\''s' --addresses='{"channel":"SMS","address":"+1"}' --output=json`,
    );
  });

  it('says why when the CLI cannot, and falls back to cURL', () => {
    const refusals: [Partial<SnippetRequest>, RegExp][] = [
      [{ sandbox: true, origin: 'http://127.0.0.1:4010' }, /never a sandbox/],
      [{ authentication: 'oauth' }, /no access token/],
      [{ path: '/v2/Else' }, /no command/],
      [
        {
          path: `${CONVERSATION}/Communications`,
          method: 'POST',
          query: '',
          body: '{"content":{"text":"x"}}',
        },
        /no flags for all/,
      ],
      [{ path: CONVERSATION, method: 'PATCH', query: '', body: '{"name":null}' }, /no flags for all/],
    ];
    for (const [change, why] of refusals) {
      const snippet = snippetOf('twilioCli', { ...AT_TWILIO, ...change });
      assert.match(snippet, why);
      assert.match(snippet, /\ncurl '/);
      assert.doesNotMatch(snippet, /^twilio /m);
    }
  });
});
