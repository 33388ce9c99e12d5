import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parse, stringify } from 'node:querystring';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from 'twilio/lib/webhooks/webhooks.js';
import {
  isJsonSigned,
  isSigned,
  signedJsonRequest,
  signForm,
  signGet,
} from '../../../src/webhooks/signature.ts';

const TOKEN = '12345';

describe("Twilio's published examples", () => {
  // https://www.twilio.com/docs/usage/webhooks/webhooks-security#explore-the-algorithm-yourself
  const url = 'https://example.com/myapp.php?foo=1&bar=2';
  const fields = {
    Digits: '1234',
    To: '+18005551212',
    From: '+14158675310',
    Caller: '+14158675310',
    CallSid: 'CA1234567890ABCDE',
  };
  const signature = 'L/OH5YylLD5NRKLltdqwSvS0BnU=';

  it('of a form', () => {
    assert.equal(signForm(url, fields, TOKEN), signature);
    assert.equal(isSigned({ url, signature }, TOKEN, fields), true);
    assert.equal(isSigned({ url, signature }, TOKEN, { ...fields, Digits: '1235' }), false);
    assert.equal(isSigned({ url, signature }, TOKEN), false);
  });

  it('of the hash of a JSON body', () => {
    const body = '{"CallSid":"CA1234567890ABCDE","Caller":"+12349013030"}';
    assert.equal(
      signedJsonRequest('https://example.com/myapp', body, TOKEN).url,
      'https://example.com/myapp?bodySHA256=5ccde7145dfb8f56479710896586cb9d5911809d83afbe34627818790db0aec9',
    );
  });
});

describe('what is requested, and signed, of a configured URL', () => {
  for (const [configured, requested] of [
    ['http://localhost:3000', 'http://localhost:3000?bodySHA256='],
    ['http://localhost/a?', 'http://localhost/a?bodySHA256='],
    ['http://localhost/a?b', 'http://localhost/a?b&bodySHA256='],
    ['http://localhost/a?b=c&', 'http://localhost/a?b=c&bodySHA256='],
    ['https://user:p%40ss@host:8443/a?b#rc=2&rt=500', 'https://host:8443/a?b&bodySHA256='],
    ['https://a@b@[::1]/c@d?e@f#g?h', 'https://[::1]/c@d?e@f&bodySHA256='],
    ["http://host/it's/ü?ü='%zz", "http://host/it's/ü?ü='%zz&bodySHA256="],
  ] as const) {
    it(configured, () => {
      const { url, signature } = signedJsonRequest(configured, '{}', TOKEN);
      assert.equal(url.slice(0, -64), requested);
      assert.match(url.slice(-64), /^[0-9a-f]{64}$/);
      assert.equal(signature, signGet(url, TOKEN));
    });
  }
});

describe('what is not signed', () => {
  const request = signedJsonRequest('http://localhost:3000/a', '{"a":1}', TOKEN);
  const without = { ...request, url: request.url.replace(/\?.*/, '') };

  it('a request without a signature, or with a wrong one', () => {
    for (const signature of [
      '',
      '=',
      'ü'.repeat(14),
      request.signature.slice(0, -1),
      `${request.signature}=`,
    ]) {
      assert.equal(isJsonSigned({ ...request, signature }, '{"a":1}', TOKEN), false);
    }
  });
  it('a body that was written anew', () => {
    assert.equal(isJsonSigned(request, '{"a":1}', TOKEN), true);
    assert.equal(isJsonSigned(request, Buffer.from('{"a":1}'), TOKEN), true);
    assert.equal(isJsonSigned(request, '{ "a": 1 }', TOKEN), false);
    assert.equal(isJsonSigned(request, '', TOKEN), false);
  });
  it('a body without its hash in a URL that is signed', () => {
    const signed = { ...without, signature: signGet(without.url, TOKEN) };
    assert.equal(isSigned(signed, TOKEN), true);
    assert.equal(isJsonSigned(signed, '', TOKEN), false);
  });
  it('what is no URL', () => {
    assert.equal(isSigned({ url: '', signature: '' }, TOKEN), false);
    assert.equal(isJsonSigned({ url: '/path', signature: signGet('/path', TOKEN) }, '', TOKEN), false);
  });
});

/** Any text, odd characters in front: a scheme's own separators are no stranger than letters here. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'&=+%;\'"~!*() @:[]|\\^`{}<>,.a1ü%2F') }),
);
const without = (pattern: RegExp) => text.map((value) => value.replaceAll(pattern, ''));
const host = fc.oneof(
  fc.constantFrom('localhost', '127.0.0.1', '[::1]', '[::ffff:7f00:1]', 'EXAMPLE.com', 'bücher.example'),
  fc.domain(),
);
/** The parts of a URL, joined as they are: nothing is escaped but what would end a part. */
const parts = fc.record({
  scheme: fc.constantFrom('http://', 'https://', 'HTTPS://'),
  userInfo: fc.option(
    without(/[/?#\\]/g).map((value) => `${value}@`),
    { nil: '' },
  ),
  host,
  port: fc.option(
    fc.oneof(
      fc.constantFrom(':80', ':443', ':'),
      fc.nat({ max: 65_535 }).map((port) => `:${port}`),
    ),
    { nil: '' },
  ),
  path: fc.option(
    without(/[?#]/g).map((value) => `/${value}`),
    { nil: '' },
  ),
  query: fc.option(
    without(/#/g).map((value) => `?${value}`),
    { nil: '' },
  ),
  fragment: fc.option(
    text.map((value) => `#${value}`),
    { nil: '' },
  ),
});
const urls = parts
  .map(({ scheme, userInfo, host, port, path, query, fragment }) => {
    const [before, after] = [scheme, host + port + path + query];
    return { configured: before + userInfo + after + fragment, requested: before + after };
  })
  .filter(({ requested }) => URL.canParse(requested));
const tokens = fc.string({ minLength: 1 });
const fieldSets = fc.dictionary(text, fc.oneof(text, fc.array(text)));

describe('any request, held against the SDK', () => {
  it('signs a GET', () => {
    fc.assert(
      fc.property(urls, tokens, ({ configured, requested }, token) => {
        const signature = signGet(configured, token);
        assert.equal(signature, getExpectedTwilioSignature(token, requested, {}));
        assert.equal(validateRequest(token, signature, requested, {}), true);
        assert.equal(isSigned({ url: requested, signature }, token), true);
      }),
    );
  });

  it('signs a form', () => {
    fc.assert(
      fc.property(urls, fieldSets, tokens, ({ configured, requested }, fields, token) => {
        const signature = signForm(configured, fields, token);
        assert.equal(signature, getExpectedTwilioSignature(token, requested, fields));
        assert.equal(validateRequest(token, signature, requested, fields), true);
        assert.equal(isSigned({ url: requested, signature }, token, fields), true);
      }),
    );
  });

  it('signs a JSON body', () => {
    fc.assert(
      fc.property(urls, fc.oneof(text, fc.json()), tokens, ({ configured }, body, token) => {
        const { url, signature } = signedJsonRequest(configured, body, token);
        assert.equal(validateRequestWithBody(token, signature, url, body), true);
        assert.equal(isJsonSigned({ url, signature }, body, token), true);
        assert.equal(validateRequestWithBody(token, signature, url, `${body} `), false);
        assert.equal(isJsonSigned({ url, signature }, `${body} `, token), false);
        assert.equal(isJsonSigned({ url, signature }, body, `${token} `), false);
      }),
    );
  });

  // What a service signed and what a server makes of its request can be two spellings of one URL.
  const spellings: ((url: string) => string)[] = [
    (url) => url,
    (url) => new URL(url).href,
    (url) => url.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/?#:]*))(:[^/?#]*)?/i, '$1'),
    (url) => url.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/?#:]*))(:[^/?#]*)?/i, '$1:80'),
    (url) => url.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/?#:]*))(:[^/?#]*)?/i, '$1:443'),
    (url) => url.replace(/\?(.+)/s, (_, query) => `?${stringify(parse(query))}`),
    (url) => new URL(url).href.replace(/\?(.+)/s, (_, query) => `?${stringify(parse(query))}`),
    (url) => `${url}/`,
  ];
  const spelling = fc.constantFrom(...spellings);

  it('accepts what the SDK accepts, and nothing else', () => {
    const verdicts = { true: 0, false: 0 };
    fc.assert(
      fc.property(urls, spelling, spelling, fieldSets, ({ requested }, signed, seen, fields) => {
        const url = seen(requested);
        fc.pre(URL.canParse(url));
        const signature = getExpectedTwilioSignature(TOKEN, signed(requested), fields);
        const verdict = validateRequest(TOKEN, signature, url, fields);
        verdicts[`${verdict}`] += 1;
        assert.equal(isSigned({ url, signature }, TOKEN, fields), verdict);
      }),
      { numRuns: 1_000 },
    );
    assert.ok(verdicts.true > 50 && verdicts.false > 50, `both happen: ${JSON.stringify(verdicts)}`);
  });

  it('judges JSON as the SDK does, whatever the query says of the body', () => {
    const claims = fc.constantFrom(
      (hash: string) => hash,
      (hash: string) => hash.toUpperCase(),
      (hash: string) => hash.slice(1),
      (hash: string) => `${hash}&bodySHA256=`,
      (hash: string) => `&bodySHA256=${hash}`,
    );
    fc.assert(
      fc.property(urls, claims, text, ({ requested }, claim, body) => {
        const hash = createHash('sha256').update(body).digest('hex');
        const url = `${requested}${requested.includes('?') ? '&' : '?'}bodySHA256=${claim(hash)}`;
        const signature = getExpectedTwilioSignature(TOKEN, url, {});
        const verdict = validateRequestWithBody(TOKEN, signature, url, body);
        assert.equal(isJsonSigned({ url, signature }, body, TOKEN), verdict);
      }),
    );
  });
});
