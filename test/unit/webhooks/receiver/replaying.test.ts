import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ReceivedCallback } from '../../../../src/webhooks/receiver/receivedCallback.ts';
import { Replayer, type Wait, withBody } from '../../../../src/webhooks/receiver/replayer.ts';
import { signForm, signGet } from '../../../../src/webhooks/signature.ts';
import { scriptedServer } from '../../../support/scriptedServer.ts';
import { startWebhookApp } from '../../../support/webhookApp.ts';
import { post, receive, TOKEN } from './receiving.ts';

const BODY = JSON.stringify({ eventType: 'CONVERSATION_UPDATED', data: { id: 'conv_1' } });

/** One callback as the receiver records it. */
async function received(test: TestContext, headers: Record<string, string> = {}): Promise<ReceivedCallback> {
  const { url, told } = await receive(test);
  await post(`${url}?x=1`, BODY, headers);
  const [callback] = told;
  assert.ok(callback);
  return callback;
}

function openReplayer(test: TestContext, options: { clock?: () => number; wait?: Wait } = {}): Replayer {
  const replayer = new Replayer(options);
  test.after(() => replayer.close());
  return replayer;
}

describe('replaying callbacks', () => {
  it('signs anew, so that the app believes it, edited or not', async (test) => {
    await using app = await startWebhookApp(TOKEN);
    const callback = await received(test);
    const replayer = openReplayer(test);
    const options = { to: `${app.origin}/twilio/callbacks?tenant=a`, token: TOKEN };
    const result = await replayer.replay(callback, options);
    assert.equal(result.status, 200);
    assert.equal(result.signature, 'fresh');
    assert.match(result.url, /\?tenant=a&x=1&bodySHA256=[0-9a-f]{64}$/);
    const edited = withBody(callback, '{"eventType":"EDITED","data":"ü"}');
    assert.equal((await replayer.replay(edited, options)).status, 200);
    assert.deepEqual(
      app.believed.map(({ eventType }) => eventType),
      ['CONVERSATION_UPDATED', 'EDITED'],
    );
    // Without a token the signature is the one that came: for another URL, so the app believes nothing.
    const asItCame = await replayer.replay(callback, { to: options.to });
    assert.equal(asItCame.status, 403);
    assert.equal(asItCame.signature, 'original');
  });

  it('signs forms and queries anew too', async (test) => {
    await using app = await startWebhookApp(TOKEN);
    const { url, told } = await receive(test);
    const fields = { eventType: 'CONVERSATION_CREATED', odd: "it's + & =", twice: 'ü' };
    const body = new URLSearchParams(fields);
    await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signForm(url, fields, TOKEN) },
      body,
    });
    const asked = `${url}?${body}`;
    await fetch(asked, { headers: { 'x-twilio-signature': signGet(asked, TOKEN) } });
    const replayer = openReplayer(test);
    const options = { to: `${app.origin}/twilio/callbacks`, token: TOKEN };
    const results = await replayer.replayAll(told, options);
    assert.deepEqual(
      results.map(({ method, status }) => [method, status]),
      [
        ['POST', 200],
        ['GET', 200],
      ],
    );
  });

  it('keeps the idempotency token as a retry does, or makes a new one', async (test) => {
    await using app = await scriptedServer({});
    const callback = await received(test, {
      'i-twilio-idempotency-token': 'first',
      'twilio-request-id': 'RQ1',
      authorization: 'Basic c2VjcmV0',
    });
    const replayer = openReplayer(test);
    await replayer.replay(callback, { to: app.origin, token: TOKEN });
    await replayer.replay(callback, { to: app.origin, token: TOKEN, newIdempotencyToken: true });
    const [same, other] = app.requests;
    assert.equal(same?.headers['i-twilio-idempotency-token'], 'first');
    assert.match(String(other?.headers['i-twilio-idempotency-token']), /^[0-9a-f-]{36}$/);
    // What was redacted is not sent as if it were the secret, and the request id was that of another request.
    assert.equal(same?.headers.authorization, undefined);
    assert.equal(same?.headers['twilio-request-id'], undefined);
  });

  it('can be sent to the receiver itself, which knows it again', async (test) => {
    const { url, told } = await receive(test);
    await post(url, BODY, { 'i-twilio-idempotency-token': 'first' });
    const [callback] = told;
    assert.ok(callback);
    const result = await openReplayer(test).replay(callback, { to: url, token: TOKEN });
    assert.equal(result.status, 204);
    assert.equal(told[1]?.verdict?.signed, true);
    assert.equal(told[1]?.duplicateOf, callback.id);
    assert.equal(told[1]?.attempt, 2);
  });

  it('sends nothing when only the beginning of the body was kept, and nothing to what is no URL', async (test) => {
    await using app = await scriptedServer({});
    const callback = await received(test);
    const replayer = openReplayer(test);
    const cut = await replayer.replay({ ...callback, bodySize: 1_000_000 }, { to: app.origin });
    assert.equal(cut.failure?.kind, 'incomplete');
    const lost = await replayer.replay(callback, { to: 'javascript:alert(1)', token: TOKEN });
    assert.equal(lost.failure?.kind, 'badUrl');
    assert.equal(app.requests.length, 0);
  });

  it('sends a series in the order in which it came, as far apart as it came', async (test) => {
    await using app = await scriptedServer({});
    const callback = await received(test);
    let now = 50_000;
    const waits: number[] = [];
    const wait: Wait = async (ms) => {
      waits.push(ms);
      now += ms;
    };
    const replayer = openReplayer(test, { clock: () => now, wait });
    const series = [3, 1, 2].map((name) =>
      withBody({ ...callback, receivedAt: name ** 2 * 1_000 }, String(name)),
    );
    const progress: number[] = [];
    const options = {
      to: app.origin,
      token: TOKEN,
      onResult: (_: unknown, done: number) => progress.push(done),
    };
    await replayer.replayAll(series, options);
    assert.deepEqual(waits, []);
    assert.deepEqual(progress, [1, 2, 3]);
    await replayer.replayAll(series, { ...options, originalGaps: true });
    assert.deepEqual(waits.splice(0), [3_000, 5_000]);
    await replayer.replayAll(series, { ...options, originalGaps: true, longestGapMs: 100 });
    assert.deepEqual(waits, [100, 100]);
    assert.equal(app.requests.map(({ body }) => body).join(''), '123123123');
  });

  it('stops when it is cancelled, between two and within one', async (test) => {
    const callback = await received(test);
    const between = new AbortController();
    await using app = await scriptedServer({});
    const replayer = openReplayer(test);
    const series = [callback, callback, callback];
    const done = await replayer.replayAll(series, {
      to: app.origin,
      signal: between.signal,
      onResult: () => between.abort(),
    });
    assert.equal(done.length, 1);
    assert.equal(app.requests.length, 1);

    const within = new AbortController();
    await using hanging = await scriptedServer(() => within.abort());
    const broken = await replayer.replayAll(series, { to: hanging.origin, signal: within.signal });
    assert.deepEqual(
      broken.map(({ failure }) => failure?.kind),
      ['cancelled'],
    );

    const waiting = new AbortController();
    const far = [callback, { ...callback, receivedAt: callback.receivedAt + 3_600_000 }];
    const cut = await replayer.replayAll(far, {
      to: app.origin,
      originalGaps: true,
      signal: waiting.signal,
      onResult: () => queueMicrotask(() => waiting.abort()),
    });
    assert.equal(cut.length, 1);
  });
});
