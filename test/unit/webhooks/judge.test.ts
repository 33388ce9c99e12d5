import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { stringify } from 'node:querystring';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from 'twilio/lib/webhooks/webhooks.js';
import * as v from 'valibot';
import { sectionSchema } from '../../../src/platform/logView/protocol.ts';
import { closedMasker, openMasker } from '../../../src/platform/masking.ts';
import type { CallbackRequest } from '../../../src/webhooks/callback.ts';
import { judge } from '../../../src/webhooks/judge.ts';
import { signedJsonRequest, signForm, signGet } from '../../../src/webhooks/signature.ts';
import type { JudgeOptions, SignatureVerdict, SigningToken } from '../../../src/webhooks/verdict.ts';
import { verdictSections } from '../../../src/webhooks/verdictSections.ts';
import { l10n } from '../l10n.ts';

const TOKEN = 'the-token-of-acme-000000000000';
const OTHER = 'the-token-of-other-00000000000';
const SECRET = 'the-secret-of-a-key-0000000000';
const expected: SigningToken = { name: 'Acme', token: TOKEN, expected: true };
const tokens: SigningToken[] = [
  expected,
  { name: 'Other', token: OTHER, expected: false },
  { name: 'Acme', token: SECRET, expected: false, kind: 'apiKeySecret' },
];

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** A request as a server has it that was asked for `url`. */
function received(
  url: string,
  signature: string | undefined,
  {
    method = 'POST',
    type,
    body = '',
    headers = {},
  }: {
    method?: string;
    type?: string;
    body?: string | Uint8Array;
    headers?: IncomingHttpHeaders;
  } = {},
): CallbackRequest {
  const [, encrypted, host = '', target = ''] = /^http(s?):\/\/([^/?#]*)(.*)$/s.exec(url) ?? [];
  return {
    method,
    target: target.startsWith('/') ? target : `/${target}`,
    encrypted: encrypted === 's',
    headers: {
      host,
      ...(type && { 'content-type': type }),
      ...(signature !== undefined && { 'x-twilio-signature': signature }),
      ...headers,
    },
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

const fields = { From: '+15551234567', Body: 'a b+c', AccountSid: 'AC1', Empty: '' };
const PUBLIC = 'https://hooks.example.com/twilio/events?a=1&b=two';

function form(
  url: string,
  at = url,
  {
    sent = fields as Record<string, string | string[]>,
    token = TOKEN,
    headers = {} as IncomingHttpHeaders,
  } = {},
) {
  return received(at, signForm(url, fields, token), { type: FORM, body: stringify(sent), headers });
}

const event = {
  eventType: 'COMMUNICATION_CREATED',
  data: { id: 'comms_1', text: 'Grüße / <b>', list: [1, 2.5] },
};
const json = JSON.stringify(event);

/** A JSON callback, signed for `url` with a body, and received with another URL or body. */
function hashed(
  url: string,
  {
    at = (signed) => signed,
    body = json,
    sent = body,
  }: { at?: (signed: string) => string; body?: string; sent?: string } = {},
) {
  const signed = signedJsonRequest(url, body, TOKEN);
  return received(at(signed.url), signed.signature, { type: JSON_TYPE, body: sent });
}

describe('what is signed', () => {
  const cases: [string, CallbackRequest, JudgeOptions?][] = [
    ['a form', form(PUBLIC)],
    ['JSON with its hash', hashed(PUBLIC)],
    ['a GET', received(PUBLIC, signGet(PUBLIC, TOKEN), { method: 'GET' })],
    ['an empty POST', received(PUBLIC, signGet(PUBLIC, TOKEN))],
    ['with the default port in the signed URL', form(PUBLIC.replace('.com', '.com:443'), PUBLIC)],
    ['with a port that was not signed', form('http://localhost/a', 'http://localhost:3000/a')],
    [
      'a repeated field',
      received(PUBLIC, signForm(PUBLIC, { To: ['b', 'a', 'b'] }, TOKEN), {
        type: `${FORM}; charset=utf-8`,
        body: 'To=b&To=a&To=b',
      }),
    ],
    [
      'behind a proxy that is trusted',
      form(PUBLIC, PUBLIC.replace('https://hooks.example.com', 'http://127.0.0.1:4000'), {
        headers: { 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'hooks.example.com, inner' },
      }),
      { tokens, trustProxy: true },
    ],
    [
      'behind a proxy that says its port apart',
      form('https://hooks.example.com:8443/a', 'http://127.0.0.1:4000/a', {
        headers: {
          'x-forwarded-proto': 'https',
          'x-forwarded-host': 'hooks.example.com',
          'x-forwarded-port': '8443',
        },
      }),
      { tokens, trustProxy: true },
    ],
    [
      'behind a proxy that speaks the standard',
      form(PUBLIC, PUBLIC.replace('https://hooks.example.com', 'http://127.0.0.1:4000'), {
        headers: { forwarded: 'for="[::1]:80";Host=hooks.example.com;Proto=HTTPS, for=10.0.0.1' },
      }),
      { tokens, trustProxy: true },
    ],
    [
      'for a URL that was configured',
      hashed('https://tunnel.example/in#rc=2', {
        at: (url) => url.replace('https://tunnel.example/in', 'http://localhost:8080/twilio'),
      }),
      { tokens, configuredUrls: ['https://other.example/', 'https://user:pass@tunnel.example/in#rc=2'] },
    ],
    [
      'by any of the tokens that are expected',
      form(PUBLIC, PUBLIC, { token: OTHER }),
      { tokens: [expected, { name: 'Secondary', token: OTHER, expected: true }] },
    ],
  ];
  for (const [name, request, options] of cases) {
    it(name, () => {
      const verdict = judge(request, options ?? { tokens });
      assert.deepEqual(
        { signed: verdict.signed, cause: verdict.cause, causes: verdict.causes },
        { signed: true, cause: undefined, causes: undefined },
      );
      assert.equal(verdict.steps.find(({ kind }) => kind === 'given')?.matches, true);
    });
  }
});

type Row = [name: string, request: CallbackRequest, causes: string, options?: Partial<JudgeOptions>];
const at = (from: string | RegExp, to: string) => (url: string) => url.replace(from, to);

/** Of a host whose signature has both characters that URLs write otherwise. */
const urlSafe = (() => {
  for (let number = 0; ; number++) {
    const host = `h${number}.example`;
    const signature = signGet(PUBLIC.replace('hooks.example.com', host), TOKEN);
    if (/\+/.test(signature) && /\//.test(signature)) return { host, signature };
  }
})();

/** Tampered with, or set up wrongly: each has its cause, and `how` after a colon. */
const tampered: Row[] = [
  ['no signature', received(PUBLIC, undefined, { type: FORM, body: 'a=b' }), 'noSignature'],
  ['no token', form(PUBLIC), 'noToken', { tokens: [] }],
  ['http for https', form(PUBLIC, PUBLIC.replace('https', 'http')), 'scheme'],
  [
    'http for https, as an untrusted proxy says',
    form(PUBLIC, PUBLIC.replace('https', 'http'), { headers: { 'x-forwarded-proto': 'https' } }),
    'scheme:forwarded',
  ],
  ['https for http', form(PUBLIC.replace('https', 'http'), PUBLIC), 'scheme'],
  ['a port that was lost', form('https://hooks.example.com:8443/a', 'https://hooks.example.com/a'), 'port'],
  [
    'an unusual port that a proxy names',
    form('https://hooks.example.com:9123/a', 'https://hooks.example.com/a', {
      headers: { 'x-forwarded-port': '9123' },
    }),
    'port:forwarded',
  ],
  [
    'a slash more',
    form('https://hooks.example.com/a', 'https://hooks.example.com/a/'),
    'trailingSlash:added',
  ],
  [
    'a slash less',
    form('https://hooks.example.com/a/?x=1', 'https://hooks.example.com/a?x=1'),
    'trailingSlash:removed',
  ],
  [
    'the slash of a bare host',
    form('https://hooks.example.com', 'https://hooks.example.com/'),
    'trailingSlash:added',
  ],
  ['the query in another order', form(PUBLIC, PUBLIC.replace('a=1&b=two', 'b=two&a=1')), 'queryOrder:sorted'],
  [
    'the hash in another place',
    hashed(PUBLIC, { at: at(/\?(.*)&(bodySHA256=.*)$/, '?$2&$1') }),
    'queryOrder:hashMoved',
  ],
  ['a parameter more', form(PUBLIC, `${PUBLIC}&utm=x`), 'queryAltered:added'],
  [
    'a query that the sender did not have',
    form('https://hooks.example.com/a', 'https://hooks.example.com/a?x=1&y=2'),
    'queryAltered:allAdded',
  ],
  [
    'the configured query lost',
    hashed(PUBLIC, { at: at('a=1&b=two&', '') }),
    'queryAltered:removed',
    { configuredUrls: [PUBLIC] },
  ],
  ['the hash lost', hashed(PUBLIC, { at: at(/&bodySHA256=.*$/, '') }), 'bodyHashMissing:dropped'],
  [
    'a body that was never hashed',
    received(PUBLIC, signGet(PUBLIC, TOKEN), { type: JSON_TYPE, body: json }),
    'bodyHashMissing:notSigned',
  ],
  [
    'a plus for a space in the query',
    form('https://h.example/a?q=x+y', 'https://h.example/a?q=x%20y'),
    'escaping:spaceForPlus',
  ],
  ['a decoded path', form('https://h.example/a%40b', 'https://h.example/a@b'), 'escaping:encoded'],
  ['an encoded path', form('https://h.example/a@b', 'https://h.example/a%40b'), 'escaping:decoded'],
  [
    'a plus that was no space in the form',
    form(PUBLIC, PUBLIC, { sent: { ...fields, From: ' 15551234567' } }),
    'escaping:plusAsSpace',
  ],
  [
    'another host, of which another path is configured',
    form('https://tunnel.example/y', 'http://localhost:8080/y'),
    'otherHost:configured',
    { configuredUrls: ['https://tunnel.example/elsewhere'] },
  ],
  [
    'another host, as an untrusted proxy says',
    form(PUBLIC, PUBLIC.replace('https://hooks.example.com', 'http://127.0.0.1:4000'), {
      headers: { 'x-forwarded-host': 'hooks.example.com', 'x-forwarded-proto': 'https' },
    }),
    'otherHost:forwarded',
  ],
  [
    'localhost by its number',
    form('http://localhost:3000/a', 'http://127.0.0.1:3000/a'),
    'otherHost:loopback',
  ],
  [
    'a prefix that a proxy took off',
    form('https://h.example/api/twilio', 'https://h.example/twilio', {
      headers: { 'x-forwarded-prefix': '/api' },
    }),
    'pathPrefix:stripped',
  ],
  [
    'a path that a proxy changed',
    form('https://h.example/public?x=1', 'https://h.example/inner/a?x=1', {
      headers: { 'x-original-uri': '/public?x=1' },
    }),
    'pathPrefix:stripped',
  ],
  [
    'a prefix that a gateway put on',
    form('https://h.example/twilio/in', 'https://h.example/stage/twilio/in'),
    'pathPrefix:added',
  ],
  ["another account's token", form(PUBLIC, PUBLIC, { token: OTHER }), 'otherToken'],
  ["an API key's secret", form(PUBLIC, PUBLIC, { token: SECRET }), 'apiKeySecret'],
  [
    'JSON written again with spaces',
    hashed(PUBLIC, { sent: JSON.stringify(event, null, 2) }),
    'bodyAltered:compact',
  ],
  [
    'JSON written again without spaces',
    hashed(PUBLIC, { body: JSON.stringify(event, null, 2), sent: json }),
    'bodyAltered:indented',
  ],
  [
    'JSON that was escaped to ASCII',
    hashed(PUBLIC, { body: json.replaceAll('ü', '\\u00fc').replaceAll('ß', '\\u00df'), sent: json }),
    'bodyAltered:escaped',
  ],
  ['a line end more', hashed(PUBLIC, { sent: `${json}\n` }), 'bodyAltered:compact'],
  [
    'a body in another encoding',
    hashed(PUBLIC, { sent: Buffer.from(json, 'utf8').toString('latin1') }),
    'bodyAltered:encoding',
  ],
  ['a body in base64', hashed(PUBLIC, { sent: Buffer.from(json).toString('base64') }), 'bodyAltered:base64'],
  ['another body', hashed(PUBLIC, { sent: json.replace('comms_1', 'comms_2') }), 'bodyAltered'],
  ['a body that was already read', hashed(PUBLIC, { sent: '' }), 'bodyAltered'],
  ['a field more', form(PUBLIC, PUBLIC, { sent: { ...fields, _csrf: 'x' } }), 'formAltered:added'],
  [
    'a text that was trimmed',
    received(PUBLIC, signForm(PUBLIC, { ...fields, Body: 'hello ' }, TOKEN), {
      type: FORM,
      body: stringify({ ...fields, Body: 'hello' }),
    }),
    'formAltered:trimmed',
  ],
  [
    'a text with other line ends',
    received(PUBLIC, signForm(PUBLIC, { Body: 'a\r\nb' }, TOKEN), {
      type: FORM,
      body: stringify({ Body: 'a\nb' }),
    }),
    'formAltered:lineEnd',
  ],
  [
    'a form that says that it is JSON',
    received(PUBLIC, signForm(PUBLIC, fields, TOKEN), { type: JSON_TYPE, body: stringify(fields) }),
    'bodyKind:formOfOtherType',
  ],
  [
    'a form that was made JSON',
    received(PUBLIC, signForm(PUBLIC, fields, TOKEN), { type: JSON_TYPE, body: JSON.stringify(fields) }),
    'bodyKind:jsonAsFields',
  ],
  [
    'a form whose fields are not signed',
    received(PUBLIC, signGet(PUBLIC, TOKEN), { type: FORM, body: 'a=b' }),
    'bodyKind:formNotSigned',
  ],
  [
    'a signature in hex',
    received(PUBLIC, Buffer.from(signGet(PUBLIC, TOKEN), 'base64').toString('hex')),
    'headerForm:hex',
  ],
  ['a signature in quotes', received(PUBLIC, `"${signGet(PUBLIC, TOKEN)}"`), 'headerForm:quoted'],
  [
    'a signature twice',
    received(PUBLIC, `${signGet(PUBLIC, TOKEN)}, ${signGet(PUBLIC, TOKEN)}`),
    'headerForm:several',
  ],
  ['https and a slash', form('https://h.example/a', 'http://h.example/a/'), 'scheme+trailingSlash:added'],
  [
    'https and another token',
    form(PUBLIC, PUBLIC.replace('https', 'http'), { token: OTHER }),
    'scheme+otherToken',
  ],
  [
    'https and a body that was written again',
    hashed(PUBLIC, { at: at('https', 'http'), sent: JSON.stringify(event, null, 2) }),
    'scheme+bodyAltered:compact',
  ],
  [
    'https and a field more',
    form(PUBLIC, PUBLIC.replace('https', 'http'), { sent: { ...fields, x: 'y' } }),
    'scheme+formAltered:added',
  ],
  [
    'a host that a trusted proxy gets wrong',
    form(PUBLIC, PUBLIC, { headers: { 'x-forwarded-host': 'inner.example', 'x-forwarded-proto': 'https' } }),
    'otherHost:forwardedWrongly',
    { trustProxy: true },
  ],
  [
    'a user and password in the URL',
    { ...form('https://h.example/a'), target: 'https://user:pass@h.example/a' },
    'userInfo',
  ],
  ['www less', form('https://www.h.example/a', 'https://h.example/a'), 'otherHost:www'],
  ['slashes that were merged', form('https://h.example//a', 'https://h.example/a'), 'pathPrefix:merged'],
  [
    'an & that was escaped',
    form('https://h.example/a?b=1&c=2', 'https://h.example/a?b=1&amp;c=2'),
    'escaping:ampersand',
  ],
  [
    'percent codes in other capitals',
    form('https://h.example/a%2Fb', 'https://h.example/a%2fb'),
    'escaping:capitals',
  ],
  [
    'a = more in the query',
    form('https://h.example/a?b&c=1', 'https://h.example/a?b=&c=1'),
    'queryAltered:equals',
  ],
  [
    'a form that was encoded twice',
    received(PUBLIC, signForm(PUBLIC, fields, TOKEN), {
      type: FORM,
      body: stringify({ ...fields, From: '%2B15551234567' }),
    }),
    'escaping:fieldEncoded',
  ],
  [
    'a form whose URL has a hash',
    received(`${PUBLIC}&bodySHA256=00`, signForm(`${PUBLIC}&bodySHA256=00`, fields, TOKEN), {
      type: FORM,
      body: stringify(fields),
    }),
    'bodyKind:formWithHash',
  ],
  [
    'a form that was read as Latin-1',
    received(PUBLIC, signForm(PUBLIC, { Body: 'für' }, TOKEN), {
      type: FORM,
      body: stringify({ Body: 'fÃ¼r' }),
    }),
    'formAltered:encoding',
  ],
  [
    'JSON as Python writes it',
    hashed(PUBLIC, { body: '{"a": 1, "b": ["x", "y: z"]}', sent: '{"a":1,"b":["x","y: z"]}' }),
    'bodyAltered:spaced',
  ],
  [
    'JSON as PHP writes it',
    hashed(PUBLIC, { body: '{"a":"x\\/y"}', sent: '{"a":"x/y"}' }),
    'bodyAltered:slashesEscaped',
  ],
  [
    'a signature for URLs',
    received(PUBLIC, urlSafe.signature.replaceAll('+', '-').replaceAll('/', '_'), {
      headers: { host: urlSafe.host },
    }),
    'headerForm:urlAlphabet',
  ],
  [
    'made up',
    received(PUBLIC, 'c2lnbmF0dXJlc2lnbmF0dXJlcw==', { type: FORM, body: stringify(fields) }),
    'unknown',
  ],
];

/** As it is shown. */
function telling(verdict: SignatureVerdict, masker = openMasker) {
  return verdictSections(verdict, { l10n, masker }).map((section) => v.parse(sectionSchema, section));
}

describe('what is not signed, and why', () => {
  for (const [name, request, causes, options] of tampered) {
    it(name, () => {
      const verdict = judge(request, { tokens, ...options });
      assert.equal(verdict.signed, false);
      assert.equal(
        verdict.causes?.map(({ cause, how }) => (how ? `${cause}:${how}` : cause)).join('+'),
        causes,
      );
      assert.equal(verdict.cause, verdict.causes?.[0]?.cause);
      const told = JSON.stringify([verdict, telling(verdict)]);
      for (const secret of [TOKEN, OTHER, SECRET]) assert.ok(!told.includes(secret));
      assert.doesNotMatch(told, /undefined|\{\d\}/);
    });
  }
});

describe('the steps', () => {
  it('tell all that it takes to compute the signature again, for what was signed', () => {
    const { steps } = judge(form(PUBLIC, PUBLIC.replace('https', 'http')), { tokens });
    const step = (kind: string) => steps.find((each) => each.kind === kind);
    assert.equal(step('received')?.text, PUBLIC.replace('https', 'http'));
    assert.deepEqual(step('url'), { kind: 'url', text: PUBLIC, matches: false });
    assert.equal(step('data')?.text, `${PUBLIC}AccountSidAC1Bodya b+cEmptyFrom+15551234567`);
    const again = createHmac('sha1', TOKEN)
      .update(step('data')?.text ?? '')
      .digest('base64');
    assert.deepEqual(step('signature'), { kind: 'signature', text: again, token: 'Acme' });
    assert.deepEqual(step('given'), { kind: 'given', text: again, matches: true });
  });

  it('tell where what was given differs, when nothing makes it match', () => {
    const { steps, computed = '' } = judge(received(PUBLIC, `${signGet(PUBLIC, TOKEN).slice(0, 5)}_____`), {
      tokens,
    });
    assert.equal(steps.find(({ kind }) => kind === 'given')?.differsAt, 5);
    assert.equal(computed, signGet(PUBLIC, TOKEN));
    assert.ok((steps.find(({ kind }) => kind === 'tried')?.count ?? 0) > 20);
  });

  it('hide what people wrote, and what is before the host', () => {
    const url = 'https://user:pass@h.example/a?q=secretly';
    const request = {
      ...received('https://h.example/a', 'x', { type: FORM, body: stringify(fields) }),
      target: url,
    };
    const told = JSON.stringify(telling(judge(request, { tokens }), closedMasker));
    assert.doesNotMatch(told, /pass|secretly|15551234567|a b/);
    assert.match(told, /https:\/\/…@h\.example\/a/);
  });
});

describe('the search', () => {
  it('has an end', () => {
    const request = received(PUBLIC, 'x', {
      type: FORM,
      body: stringify({ ...fields, long: 'x'.repeat(200_000) }),
    });
    const { steps } = judge(request, { tokens, tries: 100 });
    assert.ok((steps.find(({ kind }) => kind === 'tried')?.count ?? 101) <= 100);
  });
});

describe('any two causes', () => {
  /** What may be done to a URL on its way, each by its cause. */
  const changes: Record<string, (url: string) => string> = {
    scheme: (url) => url.replace(/^https/, 'http'),
    trailingSlash: (url) => url.replace(/\?/, '/?'),
    port: (url) => url.replace(':8443', ''),
    pathPrefix: (url) => url.replace(/(?<=[\w\d])\/(?=\w)/, '/stage/'),
    queryAltered: (url) => `${url}&added=1`,
    queryOrder: (url) => url.replace(/\?([^&]*)&([^&]*)/, '?$2&$1'),
    escaping: (url) => url.replace('~', '%7E'),
    otherHost: (url) => url.replace('hooks.example.com', 'inner'),
  };
  const name = fc.constantFrom(...Object.keys(changes));

  it('are found, with a URL that makes the SDK accept the request', () => {
    fc.assert(
      fc.property(name, name, fc.constantFrom(TOKEN, OTHER), fc.boolean(), (one, other, token, isForm) => {
        fc.pre(one !== other);
        const url = 'https://hooks.example.com:8443/twilio/in~go?b=x%20y&a=2';
        const sent = isForm ? fields : {};
        const at = changes[other]?.(changes[one]?.(url) ?? '') ?? '';
        const twice = token === OTHER ? (changes[one]?.(url) ?? '') : at;
        const request = received(twice, signForm(url, sent, token), {
          ...(isForm && { type: FORM, body: stringify(fields) }),
        });
        const verdict = judge(request, {
          tokens,
          configuredUrls: ['https://hooks.example.com:8443/elsewhere'],
        });
        const told = `${one} and ${other} of ${twice}: ${JSON.stringify(verdict.causes)}`;
        // Some leave the URL as it was to a check, such as a port that may be there or not.
        if (verdict.signed) return;
        assert.notEqual(verdict.cause, 'unknown', told);
        assert.ok((verdict.causes?.length ?? 0) <= 2, told);
        assert.equal(validateRequest(token, signForm(url, sent, token), verdict.url ?? '', sent), true, told);
      }),
      { numRuns: 150 },
    );
  });
});

describe('any request, held against the SDK', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'&=+%;\'"~!*() @:[]|^`{}<>,.a1ü%2F') }),
  );
  const url = fc
    .record({
      scheme: fc.constantFrom('http://', 'https://'),
      host: fc.oneof(
        fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'EXAMPLE.com', 'bücher.example'),
        fc.domain(),
      ),
      port: fc.constantFrom('', '', ':80', ':443', ':8443', ':3000'),
      path: text.map((value) => `/${value.replaceAll(/[?#]/g, '')}`),
      query: fc.option(
        text.map((value) => `?${value.replaceAll('#', '')}`),
        { nil: '' },
      ),
    })
    .map(({ scheme, host, port, path, query }) => scheme + host + port + path + query)
    .filter((value) => URL.canParse(value));
  /** What happens on the way, to a URL. */
  const change = fc.constantFrom<(url: string) => string>(
    (url) => url,
    (url) => url,
    (url) => url.replace('https:', 'http:'),
    (url) => `${url}/`,
    (url) => url.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/:]*)):\d+/, '$1'),
    (url) => url.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/:]*))(?=\/)/, '$1:443'),
    (url) => new URL(url).href,
    (url) => url.replaceAll('+', '%20'),
    (url) => `${url}${url.includes('?') ? '&' : '?'}x=1`,
  );
  const token = fc.constantFrom(TOKEN, TOKEN, TOKEN, OTHER);
  const proxied = fc.boolean();
  const formFields = fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 2 })));
  const options = { tokens, tries: 0 };

  /** As a server has it behind a proxy that tells what it was asked for, or without one. */
  function arrived(
    url: string,
    behindProxy: boolean,
    signature: string,
    type: string | undefined,
    body: string,
  ) {
    const direct = received(url, signature, { body, ...(type && { type }) });
    if (!behindProxy) return direct;
    const { host } = direct.headers;
    const proto = direct.encrypted ? 'https' : 'http';
    const headers = {
      ...direct.headers,
      host: 'inner:8080',
      'x-forwarded-host': host,
      'x-forwarded-proto': `${proto}, http`,
    };
    return { ...direct, encrypted: false, headers };
  }

  it('judges a form as the SDK does', () => {
    const verdicts = { true: 0, false: 0 };
    fc.assert(
      fc.property(
        url,
        change,
        change,
        token,
        formFields,
        text,
        proxied,
        (base, sent, seen, key, sentFields, tamper, behindProxy) => {
          const at = seen(base);
          fc.pre(URL.canParse(at) && URL.canParse(sent(base)) && !at.includes('bodySHA256'));
          const signature = getExpectedTwilioSignature(key, sent(base), sentFields);
          const got = tamper.length > 8 ? { ...sentFields, [tamper]: tamper } : sentFields;
          const body = stringify(got);
          const parsed: Record<string, string | string[]> = Object.create(null);
          for (const [name, value] of new URLSearchParams(body)) {
            parsed[name] = name in parsed ? [parsed[name] ?? '', value].flat() : value;
          }
          const official = validateRequest(TOKEN, signature, at, parsed);
          verdicts[`${official}`] += 1;
          const verdict = judge(arrived(at, behindProxy, signature, FORM, body), {
            ...options,
            trustProxy: behindProxy,
          });
          assert.equal(verdict.signed, official);
        },
      ),
      { numRuns: 3_000 },
    );
    assert.ok(verdicts.true > 500 && verdicts.false > 500, JSON.stringify(verdicts));
  });

  it('judges JSON as the SDK does', () => {
    const verdicts = { true: 0, false: 0 };
    const tamper = fc.constantFrom<(body: string) => string>(
      (body) => body,
      (body) => body,
      (body) => `${body} `,
      () => '',
    );
    fc.assert(
      fc.property(
        url,
        change,
        token,
        fc.oneof(text, fc.json()),
        tamper,
        proxied,
        (base, seen, key, body, tampered, behindProxy) => {
          const hash = createHash('sha256').update(body).digest('hex');
          const sent = `${base}${base.includes('?') ? '&' : '?'}bodySHA256=${hash}`;
          const signature = getExpectedTwilioSignature(key, sent, {});
          const at = seen(sent);
          fc.pre(URL.canParse(at));
          const official = validateRequestWithBody(TOKEN, signature, at, tampered(body));
          verdicts[`${official}`] += 1;
          const request = arrived(at, behindProxy, signature, JSON_TYPE, tampered(body));
          assert.equal(judge(request, { ...options, trustProxy: behindProxy }).signed, official);
        },
      ),
      { numRuns: 3_000 },
    );
    assert.ok(verdicts.true > 500 && verdicts.false > 500, JSON.stringify(verdicts));
  });

  it('judges a GET as the SDK does', () => {
    const verdicts = { true: 0, false: 0 };
    fc.assert(
      fc.property(url, change, change, token, proxied, (base, sent, seen, key, behindProxy) => {
        const at = seen(base);
        fc.pre(URL.canParse(at) && !at.includes('bodySHA256'));
        const signature = getExpectedTwilioSignature(key, sent(base), {});
        const official = validateRequest(TOKEN, signature, at, {});
        verdicts[`${official}`] += 1;
        const request = { ...arrived(at, behindProxy, signature, undefined, ''), method: 'GET' };
        assert.equal(judge(request, { ...options, trustProxy: behindProxy }).signed, official);
      }),
      { numRuns: 2_000 },
    );
    assert.ok(verdicts.true > 300 && verdicts.false > 300, JSON.stringify(verdicts));
  });

  it('takes whatever arrives', () => {
    const anyText = fc.oneof(text, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        anyText,
        anyText,
        anyText,
        anyText,
        fc.uint8Array(),
        fc.constantFrom(FORM, JSON_TYPE, ''),
        (target, host, signature, proto, body, type) => {
          const headers = {
            host,
            'x-twilio-signature': signature,
            'x-forwarded-proto': proto,
            'x-forwarded-host': host,
            'content-type': type,
          };
          const verdict = judge(
            { method: 'POST', target, encrypted: false, headers, body },
            { tokens, tries: 50, trustProxy: true, configuredUrls: [target] },
          );
          assert.equal(verdict.signed, false);
        },
      ),
    );
  });
});
