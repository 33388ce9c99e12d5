import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { judge } from '../../../../src/webhooks/judge.ts';
import { signedJsonRequest, signForm } from '../../../../src/webhooks/signature.ts';
import { HeldForm } from '../../../../src/webhooks/tool/heldForm.ts';
import { type PlainRequest, readRequest } from '../../../../src/webhooks/tool/readRequest.ts';
import { atApp, curlOf, signIt } from '../../../../src/webhooks/tool/signIt.ts';

/** What was read, without its notes. */
function plain(text: string): Omit<PlainRequest, 'notes'> | undefined {
  const read = readRequest(text);
  if (!read) return undefined;
  const { notes: _, ...rest } = read;
  return rest;
}

const FORM: readonly [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];

describe('a pasted request', () => {
  it('is read from raw HTTP, its body to the byte', () => {
    assert.deepEqual(
      plain(
        'POST /a?b=1 HTTP/1.1\r\nHost: h.example:8443\r\nX-Twilio-Signature:  abc= \r\n\r\n{"a":\r\n1}\r\n',
      ),
      {
        method: 'POST',
        url: 'https://h.example:8443/a?b=1',
        headers: [
          ['Host', 'h.example:8443'],
          ['X-Twilio-Signature', 'abc='],
        ],
        body: '{"a":\r\n1}\r\n',
      },
    );
    assert.equal(plain('GET /a\nHost: localhost:3000')?.url, 'http://localhost:3000/a');
    assert.equal(plain('GET https://h.example/a HTTP/2')?.url, 'https://h.example/a');
    assert.equal(plain('POST /a HTTP/1.1\n\nx=y')?.body, 'x=y');
  });

  it('is read from a cURL command', () => {
    assert.deepEqual(
      plain(`curl -XPOST 'https://h.example/a?b=1' \\
  -H 'X-Twilio-Signature: ab+c=' --compressed -s -u user:pass \\
  -d 'Body=it'\\''s' --data-urlencode "To=+1 \\"5\\"" -d $'x=\\'\\n\\u00fc'`),
      {
        method: 'POST',
        url: 'https://h.example/a?b=1',
        headers: [['X-Twilio-Signature', 'ab+c='], FORM],
        body: "Body=it's&To=%2B1%20%225%22&x='\nü",
      },
    );
    assert.deepEqual(plain('$ curl localhost:3000/a --get -d x=1'), {
      method: 'GET',
      url: 'http://localhost:3000/a?x=1',
      headers: [],
      body: '',
    });
    assert.deepEqual(plain(`curl --request=PUT --json '{"a":1}' --url http://h/a`), {
      method: 'PUT',
      url: 'http://h/a',
      headers: [['Content-Type', 'application/json']],
      body: '{"a":1}',
    });
  });

  it('is read from JSON of a server’s log, of a gateway, and of a browser', () => {
    const log = {
      level: 30,
      req: {
        method: 'POST',
        url: '/a?b=1',
        headers: { host: 'h.example', 'x-twilio-signature': 's' },
        body: { a: 1 },
      },
    };
    assert.deepEqual(readRequest(JSON.stringify(log)), {
      method: 'POST',
      url: 'https://h.example/a?b=1',
      headers: [
        ['host', 'h.example'],
        ['x-twilio-signature', 's'],
      ],
      body: '{"a":1}',
      notes: ['bodyRewritten', 'scheme'],
    });
    const gateway = {
      rawPath: '/prod/a',
      rawQueryString: 'b=1',
      requestContext: { http: { method: 'post' } },
      headers: { host: 'h.example' },
      body: Buffer.from('ü').toString('base64'),
      isBase64Encoded: true,
    };
    const read = plain(JSON.stringify(gateway));
    assert.deepEqual([read?.method, read?.url, read?.body], ['POST', 'https://h.example/prod/a?b=1', 'ü']);
    const har = {
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url: 'https://h.example/a',
              headers: [
                { name: ':authority', value: 'x' },
                { name: 'A', value: 'b' },
              ],
              postData: { text: 'x=y' },
            },
          },
        ],
      },
    };
    assert.deepEqual(plain(JSON.stringify(har)), {
      method: 'POST',
      url: 'https://h.example/a',
      headers: [['A', 'b']],
      body: 'x=y',
    });
    const form = {
      method: 'POST',
      url: 'http://h/a',
      headers: { 'content-type': FORM[1] },
      body: { b: '+1 2', a: ['x', 'y'] },
    };
    const formRead = readRequest(JSON.stringify(form));
    assert.equal(formRead?.body, 'b=%2B1%202&a=x&a=y');
    assert.deepEqual(formRead?.notes, []);
  });

  it('loses its credentials', () => {
    const read = readRequest('GET http://user:pass@h.example/a\nAuthorization: Basic x\nCookie: y\nA: b');
    assert.deepEqual(read, {
      method: 'GET',
      url: 'http://h.example/a',
      headers: [['A', 'b']],
      body: '',
      notes: ['credentials'],
    });
  });

  it('that is none is none', () => {
    for (const text of ['', 'hello', '{', '{}', '[]', '{"a":1}', 'curl', 'curl -X', '<xml/>', 'POST']) {
      assert.equal(readRequest(text), undefined, text);
    }
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `curl ${text}`),
          fc.json(),
        ),
        (text) => {
          readRequest(text);
        },
      ),
    );
  });
});

const TOKEN = 'the-token-000000000000000000000';
const tokens = [{ name: 'Acme', token: TOKEN, expected: true }];

describe('a request that is signed here', () => {
  it('is found signed when its command is pasted, whatever it is', () => {
    const part = fc.string({ unit: fc.constantFrom(...'abc \'"\\$`!\n&=+%ü/?{}:,') });
    fc.assert(
      fc.property(
        part.map((text) => `https://h.example/a?q=${encodeURIComponent(text)}`),
        part,
        fc.constantFrom(FORM[1], 'application/json', undefined),
        (url, body, contentType) => {
          // cURL sends a form when nothing else is said.
          const type = body === '' ? undefined : (contentType ?? 'text/plain');
          const unsigned = { method: 'POST', url, contentType: type, body: Buffer.from(body) };
          const command = curlOf({ ...unsigned, body }, signIt(unsigned, TOKEN));
          const held = new HeldForm();
          const read = readRequest(command);
          assert.ok(read, command);
          held.fill(read);
          assert.equal(Buffer.from(held.request.body).toString(), body);
          assert.equal(judge(held.request, { tokens, tries: 0 }).signed, true, command);
        },
      ),
    );
  });

  it('gets the hash of its body in place of another one', () => {
    const stale = signedJsonRequest('https://h.example/a?b=1', '{"old":1}', TOKEN).url;
    const unsigned = {
      method: 'POST',
      url: stale,
      contentType: 'application/json',
      body: Buffer.from('{"new":1}'),
    };
    assert.deepEqual(
      signIt(unsigned, TOKEN),
      signedJsonRequest('https://h.example/a?b=1', '{"new":1}', TOKEN),
    );
    const form = signIt({ ...unsigned, contentType: FORM[1], body: Buffer.from('a=b') }, TOKEN);
    assert.equal(form.signature, signForm('https://h.example/a?b=1', { a: 'b' }, TOKEN));
  });

  it('goes to an app with its own query', () => {
    assert.equal(atApp('https://h.example/a?b=1', ''), 'https://h.example/a?b=1');
    assert.equal(
      atApp('https://h.example/a?b=1', 'http://localhost:3000/x?y=2'),
      'http://localhost:3000/x?b=1',
    );
    assert.equal(atApp('https://h.example/a', 'nonsense'), 'https://h.example/a');
  });
});

describe('what is filled in', () => {
  it('has the bytes that came, until they are changed', () => {
    const body = Buffer.from([0xff, 0x0d, 0x0a, 0x61]);
    const held = new HeldForm();
    held.receive({
      method: 'POST',
      target: '/a',
      encrypted: false,
      headers: {
        host: 'localhost:1',
        authorization: 'secret',
        'x-twilio-signature': 's',
        'x-forwarded-proto': 'https',
      },
      body,
    });
    assert.equal(held.form.url, 'http://localhost:1/a');
    assert.equal(held.form.trustProxy, true);
    assert.doesNotMatch(held.form.headers, /secret/);
    assert.deepEqual(Buffer.from(held.request.body), body);
    held.change({ ...held.form, url: 'http://localhost:2/a' });
    assert.deepEqual(Buffer.from(held.request.body), body);
    held.change({ ...held.form, body: `${held.form.body}!` });
    assert.equal(Buffer.from(held.request.body).toString(), '\ufffd\na!');
  });

  it('keeps from the page what is hidden, and takes its edits all the same', () => {
    const held = new HeldForm();
    const body = Buffer.from('Body=It is flat\r\n&From=%2B15035550177');
    held.receive({
      method: 'POST',
      target: '/a?From=%2B15035550177&bodySHA256=ab12',
      encrypted: false,
      headers: { host: 'localhost:1', 'x-name': 'Ada' },
      body,
    });
    const whole = held.form;
    const shown = held.shown(closedMasker);
    assert.doesNotMatch(JSON.stringify(shown), /5035550177|flat|Ada/);
    assert.match(shown.url, /^http:\/\/localhost:1\/a\?From=.*&bodySHA256=ab12$/);
    held.edited({ ...shown, method: 'PUT' });
    assert.deepEqual(held.form, { ...whole, method: 'PUT' });
    assert.deepEqual(Buffer.from(held.request.body), body, 'to the byte');

    held.edited({
      ...shown,
      url: shown.url.replace('http:', 'https:'),
      body: `${shown.body}!`,
      headers: `a: b\n${shown.headers}`,
    });
    assert.equal(held.form.url, whole.url.replace('http:', 'https:'));
    assert.equal(held.form.body, `${whole.body}!`);
    assert.equal(held.form.headers, `a: b\n${whole.headers}`);
    held.edited({ ...held.shown(closedMasker), body: 'anew' });
    assert.equal(held.form.body, 'anew');
    assert.deepEqual(held.shown(openMasker), held.form);
  });
});
