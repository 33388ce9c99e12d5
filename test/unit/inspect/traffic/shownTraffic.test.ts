import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { harOf } from '../../../../src/inspect/traffic/har.ts';
import {
  isSecretName,
  redactedBroken,
  redactedForm,
  redactedJson,
  redactedText,
} from '../../../../src/inspect/traffic/redaction.ts';
import {
  shownBody,
  shownHeaders,
  shownPath,
  shownUrl,
} from '../../../../src/inspect/traffic/shownTraffic.ts';
import { keptBody, recordOf, type TrafficRecord } from '../../../../src/inspect/traffic/trafficRecord.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { exchangeOf } from './support.ts';

const SECRET = 'marker-5f1d';

describe('redaction', () => {
  it('takes users out of URLs, however they are written', () => {
    const urls = [
      `https://user:${SECRET}@example.com/path?x=1`,
      `https://${SECRET}@example.com`,
      `https:\\/\\/user:${SECRET}@example.com`,
      `wss://a:${SECRET}%40x@example.com:8080/`,
      `https%3A%2F%2Fuser%3A${SECRET}%40example.com%2Fpath`,
    ];
    for (const url of urls) {
      const shown = redactedText(`see ${url} there`);
      assert.ok(!shown.includes(SECRET), shown);
      assert.match(shown, /example\.com/, shown);
    }
  });

  it('takes secrets out of URLs’ parameters, and leaves page tokens', () => {
    const shown = redactedText(
      `"https://h.example/x?a=1&auth_token=${SECRET}&PageToken=p2#z" ?token=${SECRET}`,
    );
    assert.equal(shown, '"https://h.example/x?a=1&auth_token=••••&PageToken=p2#z" ?token=••••');
  });

  it('leaves what is no secret', () => {
    const texts = [
      'https://example.com/a@b',
      'mail me@example.com',
      'Basic training',
      'a://b c@d',
      'https://x?u=a@b',
    ];
    for (const text of texts) assert.equal(redactedText(text), text);
  });

  it('takes out authorization, and what a member’s name says is a secret', () => {
    const redacted = redactedJson({
      pageToken: 'next',
      nested: [{ client_secret: SECRET, authToken: SECRET, note: `Authorization: Bearer ${SECRET}.abcdef` }],
      password: SECRET,
      'X-Api-Secret': SECRET,
      token: 7,
    });
    assert.ok(!JSON.stringify(redacted).includes(SECRET));
    assert.equal((redacted as { pageToken: string }).pageToken, 'next');
    assert.equal((redacted as { token: number }).token, 7);
  });

  it('knows secrets by their names, and page tokens by theirs', () => {
    const secret =
      'secret client_secret clientSecret TWILIO_API_SECRET signing-secret password passwd authToken ' +
      'TWILIO_AUTH_TOKEN access_token x-auth-token id_token token Authorization Set-Cookie X-Api-Key';
    for (const name of secret.split(' ')) assert.ok(isSecretName(name), name);
    const plain = 'pageToken page_token PageToken nextToken secretary apiKey tokens author cookieless';
    for (const name of plain.split(' ')) assert.ok(!isSecretName(name), name);
  });

  it('takes them out of what is no JSON after all', () => {
    const shown = redactedBroken(
      `{"name":"Shop","auth_token" : "${SECRET}\\"${SECRET}", "secret":"${SECRET}`,
    );
    assert.equal(shown, '{"name":"Shop","auth_token" : "••••", "secret":"••••"');
  });

  it('takes secrets out of forms and queries, and leaves the rest to the character', () => {
    assert.equal(
      redactedForm(
        `a=1%2C2&client_secret=${SECRET}&Url=https%3A%2F%2Fu%3A${SECRET}%40h.example&b`,
        (value) => value,
      ),
      'a=1%2C2&client_secret=••••&Url=https%3A%2F%2F••••%40h.example&b',
    );
    assert.equal(
      redactedForm('x=%zz', (value) => value),
      'x=%zz',
    );
  });
});

describe('traffic as it is shown', () => {
  const json = { 'content-type': 'application/json' };
  const part = (body: unknown, headers: Record<string, string> = json) => ({
    headers,
    body: keptBody(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))),
  });

  it('shows JSON indented, and hides what is people’s in lists, resources and errors', () => {
    const list = part({
      conversations: [
        { id: 'conv_conversation_00000000000000000000000001', name: 'Hannah Okafor', status: 'ACTIVE' },
      ],
      meta: { key: 'conversations', nextToken: 'abc' },
    });
    assert.match(shownBody(list, openMasker)?.text ?? '', /"name": "Hannah Okafor"/);
    const hidden = shownBody(list, closedMasker)?.text ?? '';
    assert.ok(!hidden.includes('Hannah'));
    assert.match(hidden, /conv_conversation_00000000000000000000000001/);
    assert.match(hidden, /ACTIVE/);
    const error = shownBody(
      part({ code: 50416, message: 'In use by +15035550111', status: 409 }),
      closedMasker,
    );
    assert.match(error?.text ?? '', /In use by ••••11/);
  });

  it('hides a form’s values, a text, and what was cut, altogether', () => {
    const form = part('Body=Hello+Hannah&ConversationSid=CH00000000000000000000000000000001', {
      'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
    });
    const shown = shownBody(form, closedMasker)?.text ?? '';
    assert.ok(!shown.includes('Hannah'));
    assert.match(shown, /ConversationSid=CH00000000000000000000000000000001/);
    assert.ok(!shownBody(part('Hello Hannah', {}), closedMasker)?.text.includes('Hannah'));
    const cut = {
      headers: json,
      body: { bytes: Buffer.from(`{"name":"Hannah","client_secret":"${SECRET}","x":"y`), size: 5_000_000 },
    };
    assert.ok(!shownBody(cut, closedMasker)?.text.includes('Hannah'));
    const open = shownBody(cut, openMasker);
    assert.equal(open?.cutFrom, 5_000_000);
    assert.ok(!open?.text.includes(SECRET));
  });

  it('hides names in paths and queries, and leaves ids and the API’s words', () => {
    assert.equal(
      shownPath(
        '/v1/Services/IS00000000000000000000000000000001/Conversations/hannah okafor/Messages',
        closedMasker,
      ),
      '/v1/Services/IS00000000000000000000000000000001/Conversations/•••••• ••••••/Messages',
    );
    const record = recordOf(
      't1',
      exchangeOf({ query: 'Address=%2B15035550111&pageSize=50&channelId=hannah' }),
    );
    const url = shownUrl(record, closedMasker);
    assert.ok(!/hannah|5550111/.test(url), url);
    assert.match(url, /pageSize=50/);
    assert.match(shownUrl(record, openMasker), /Address=%2B15035550111/);
  });

  it('hides what headers quote, and shows no cookie', () => {
    const headers = shownHeaders(
      { location: `https://u:${SECRET}@h/+15035550111`, 'Set-Cookie': SECRET, date: 'Sun, 01 Mar 2026' },
      closedMasker,
    );
    assert.ok(!JSON.stringify(headers).includes(SECRET));
    assert.ok(!JSON.stringify(headers).includes('5550111'));
    assert.deepEqual(headers[2], ['date', 'Sun, 01 Mar 2026']);
  });
});

describe('an HTTP archive', () => {
  interface Har {
    log: {
      version: string;
      creator: { name: string; version: string };
      pages: { id: string; title: string; startedDateTime: string; pageTimings: object }[];
      entries: {
        pageref: string;
        startedDateTime: string;
        time: number;
        request: {
          method: string;
          url: string;
          httpVersion: string;
          cookies: unknown[];
          headers: { name: string; value: string }[];
          queryString: { name: string; value: string }[];
          postData?: { mimeType: string; text: string };
          headersSize: number;
          bodySize: number;
        };
        response: {
          status: number;
          statusText: string;
          httpVersion: string;
          cookies: unknown[];
          headers: { name: string; value: string }[];
          content: { size: number; mimeType: string; text?: string };
          redirectURL: string;
          headersSize: number;
          bodySize: number;
        };
        cache: object;
        timings: Record<string, number>;
      }[];
    };
  }
  const origin = 'http://127.0.0.1:4010';
  const make = (records: TrafficRecord[], masker = openMasker): Har =>
    JSON.parse(
      JSON.stringify(
        harOf(records, { name: 'ours', version: '1' }, () => ({ title: 'Shop', origin }), masker),
      ),
    );

  const secretBody = { statusCallbacks: [{ url: `https://u:${SECRET}@h.example/x` }], name: 'Hannah' };
  const records = [
    recordOf('t2', {
      ...exchangeOf({
        method: 'POST',
        status: undefined,
        failure: { kind: 'network', message: `https://u:${SECRET}@h failed` },
        startedAt: Date.UTC(2026, 2, 1, 13),
      }),
      content: {
        url: 'https://conversations.twilio.com/v2/Conversations',
        requestHeaders: { 'content-type': 'application/json' },
        authorization: 'Basic SK1:••••',
        requestBody: JSON.stringify(secretBody),
        timings: { queuedMs: 0, blockedMs: 1, lookupMs: 2, connectMs: 3, tlsMs: 4 },
      },
    }),
    recordOf('t1', exchangeOf({ query: 'pageSize=50&status=ACTIVE' }, secretBody)),
    recordOf('t3', { ...exchangeOf({ startedAt: Date.UTC(2026, 2, 1, 14) }), content: undefined } as never),
  ];

  it('has every member that version 1.2 demands, of the type that it demands', () => {
    const { log } = make(records);
    assert.equal(log.version, '1.2');
    assert.equal(log.entries.length, 3);
    const ids = new Set(log.pages.map(({ id }) => id));
    const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    for (const { startedDateTime, title, pageTimings } of log.pages) {
      assert.match(startedDateTime, isoTime);
      assert.equal(title, 'Shop');
      assert.equal(typeof pageTimings, 'object');
    }
    for (const { pageref, startedDateTime, time, request, response, cache, timings } of log.entries) {
      assert.ok(ids.has(pageref));
      assert.match(startedDateTime, isoTime);
      assert.ok(URL.canParse(request.url), request.url);
      for (const text of [request.method, request.httpVersion, response.statusText, response.httpVersion]) {
        assert.equal(typeof text, 'string');
      }
      assert.equal(typeof response.redirectURL, 'string');
      assert.equal(typeof response.content.mimeType, 'string');
      for (const list of [
        request.cookies,
        request.headers,
        request.queryString,
        response.cookies,
        response.headers,
      ]) {
        assert.ok(Array.isArray(list));
      }
      for (const pair of [...request.headers, ...request.queryString, ...response.headers]) {
        assert.deepEqual([typeof pair.name, typeof pair.value], ['string', 'string']);
      }
      for (const number of [
        request.headersSize,
        request.bodySize,
        response.headersSize,
        response.bodySize,
        response.status,
        response.content.size,
      ]) {
        assert.ok(Number.isInteger(number) && number >= -1);
      }
      assert.deepEqual(cache, {});
      for (const name of ['send', 'wait', 'receive']) assert.ok((timings[name] ?? -1) >= 0, name);
      const { ssl: _ssl, ...parts } = timings;
      const sum = Object.values(parts).reduce((all, ms) => (ms < 0 ? all : all + ms), 0);
      assert.ok(Math.abs(time - sum) < 0.01, `${time} is not the sum ${sum}`);
    }
  });

  it('is in the order of time, with the query and bodies, and TLS as part of connecting', () => {
    const [first, second, third] = make(records).log.entries;
    assert.equal(third?.request.url, `${origin}/v2/Conversations`);
    assert.deepEqual(first?.request.queryString, [
      { name: 'pageSize', value: '50' },
      { name: 'status', value: 'ACTIVE' },
    ]);
    assert.equal(first?.timings['connect'], -1);
    assert.equal(second?.response.status, 0);
    assert.equal(second?.timings['connect'], 7);
    assert.equal(second?.timings['ssl'], 4);
    assert.match(second?.request.postData?.text ?? '', /Hannah/);
  });

  it('holds no secret, and nothing of people where that is hidden', () => {
    assert.ok(!JSON.stringify(make(records)).includes(SECRET));
    assert.match(JSON.stringify(make(records)), /Basic SK1:••••/);
    assert.ok(!JSON.stringify(make(records, closedMasker)).includes('Hannah'));
  });
});
