import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExchangeRing } from '../../../src/sandbox/server/http/exchangeRing.ts';

const AC = `AC${'1'.repeat(32)}`;
const SECRET = 'marker-5f1d';

function receivedWith(headers: Record<string, string> = {}, body = '', answer = 'ok') {
  return {
    at: 0,
    durationMs: 1,
    operation: undefined,
    fault: undefined,
    request: { method: 'POST', path: '/v2/Conversations', query: '', headers, body: Buffer.from(body) },
    answer: { status: 200, headers: {}, body: Buffer.from(answer) },
  };
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

describe('what the sandbox keeps of what it received', () => {
  it('says who came, and no credential, even in the wrong place', () => {
    const ring = new ExchangeRing();
    const authorizations = [
      basic(AC, SECRET),
      basic(SECRET, AC),
      `Bearer ${SECRET}`,
      SECRET,
      `Basic ${SECRET}`,
    ];
    for (const authorization of authorizations)
      ring.add(receivedWith({ authorization, cookie: SECRET, 'proxy-authorization': SECRET }));
    const kept = ring.after(0, undefined);
    assert.deepEqual(
      kept.map(({ authorization }) => authorization),
      [`Basic ${AC}:••••`, 'Basic ••••:••••', 'Bearer ••••', '••••', 'Basic ••••:••••'],
    );
    for (const { request } of kept) assert.deepEqual(request.headers, {});
  });

  it('leaves out the bodies of whoever has them', () => {
    const ring = new ExchangeRing();
    ring.add(receivedWith({ 'user-agent': 'ours/1.0' }, 'body'));
    ring.add(receivedWith({ 'user-agent': 'curl/8' }, 'body'));
    const [ours, other] = ring.after(0, 'ours/');
    assert.deepEqual(
      [ours?.request.body, ours?.answer?.body, ours?.request.bodyBytes],
      [undefined, undefined, 4],
    );
    assert.deepEqual([other?.request.body, other?.answer?.body], ['body', 'ok']);
  });

  it('keeps the latest, in a bounded memory, and counts on', () => {
    const ring = new ExchangeRing();
    for (let number = 0; number < 5_000; number++) ring.add(receivedWith());
    assert.equal(ring.latest, 5_000);
    const first = ring.after(0, undefined)[0]?.number ?? 0;
    assert.ok(first > 3_999, `${first} is still kept`);
    assert.deepEqual(
      ring.after(4_998, undefined).map(({ number }) => number),
      [4_999, 5_000],
    );
  });

  it('keeps the beginning of long bodies, and few of them', () => {
    const ring = new ExchangeRing();
    const long = 'x'.repeat(1_000_000);
    for (let number = 0; number < 100; number++) ring.add(receivedWith({}, long, long));
    let bytes = 0;
    for (let after = 0; after < ring.latest; ) {
      const given = ring.after(after, undefined);
      assert.ok(given.length > 0);
      for (const { request, answer } of given) {
        assert.equal(request.bodyBytes, long.length);
        bytes += (request.body?.length ?? 0) + (answer?.body?.length ?? 0);
      }
      after = given.at(-1)?.number ?? ring.latest;
    }
    assert.ok(bytes > 0 && bytes <= 8 * 1024 * 1024, `${bytes} bytes are kept`);
  });
});
