import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import selfsigned from 'selfsigned';
import { passedOn } from '../../../../src/webhooks/receiver/outgoing.ts';
import { signedJsonRequest, signForm, signGet } from '../../../../src/webhooks/signature.ts';
import { scriptedServer } from '../../../support/scriptedServer.ts';
import { startWebhookApp } from '../../../support/webhookApp.ts';
import { post, receive, TOKEN } from './receiving.ts';

const BODY = JSON.stringify({ eventType: 'PARTICIPANT_ADDED', data: { id: 'part_1', name: 'Grüße' } });

describe('forwarding to the person’s own app', () => {
  it('passes the official middleware’s check, whatever the shape, and passes its answer on', async (test) => {
    await using app = await startWebhookApp(TOKEN);
    const { url, told } = await receive(test, { forwardTo: () => `${app.origin}/twilio/callbacks` });
    const answer = await post(`${url}?customer=7&x=a%20b`, BODY);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-app'), 'bicycles');
    assert.deepEqual(await answer.json(), { thanks: 'PARTICIPANT_ADDED' });

    const fields = { eventType: 'CONVERSATION_CREATED', data: '{"id":"conv_1"}', odd: "it's + & =" };
    const form = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signForm(url, fields, TOKEN) },
      body: new URLSearchParams(fields),
    });
    assert.equal(form.status, 200);

    const asked = `${url}/more/path?${new URLSearchParams(fields)}`;
    const get = await fetch(asked, { headers: { 'x-twilio-signature': signGet(asked, TOKEN) } });
    assert.equal(get.status, 200);
    assert.deepEqual(
      app.believed.map(({ path, eventType }) => [path, eventType]),
      [
        ['/twilio/callbacks', 'PARTICIPANT_ADDED'],
        ['/twilio/callbacks', 'CONVERSATION_CREATED'],
        ['/twilio/callbacks/more/path', 'CONVERSATION_CREATED'],
      ],
    );

    // Each is told of twice: when it came, and when the app had answered.
    assert.equal(told.length, 6);
    const [came, done] = told;
    assert.ok(came && done);
    assert.equal(done.id, came.id);
    assert.equal(came.forwarding, true);
    assert.equal(came.answered, undefined);
    assert.equal(done.forwarding, false);
    assert.equal(done.answered, 200);
    assert.equal(done.forwarded?.status, 200);
    assert.equal(done.forwarded?.signature, 'fresh');
    assert.equal(Buffer.from(done.forwarded?.body ?? []).toString(), '{"thanks":"PARTICIPANT_ADDED"}');
  });

  it('never makes a true callback of a forged one', async (test) => {
    await using app = await startWebhookApp(TOKEN);
    const { url, told } = await receive(test, { forwardTo: () => `${app.origin}/twilio/callbacks` });
    const forged = await post(url, BODY, { 'x-twilio-signature': 'bm90IHNpZ25lZA==' });
    assert.equal(forged.status, 403);
    const unsigned = await fetch(url, { method: 'POST', body: BODY });
    assert.equal(unsigned.status, 400);
    assert.deepEqual(app.believed, []);
    assert.deepEqual(
      told.flatMap(({ forwarded }) => forwarded?.signature ?? []),
      ['original', 'none'],
    );
  });

  it('can leave the signature as it came, and tells of the URL as a reverse proxy does', async (test) => {
    await using app = await scriptedServer({ status: 202, body: '' });
    const { url, receiver } = await receive(test, {
      forwardTo: () => `${app.origin}/hook`,
      resign: () => false,
    });
    const signed = signedJsonRequest(url, BODY, TOKEN);
    assert.equal((await post(url, BODY, { 'x-custom': 'kept' })).status, 202);
    const [request] = app.requests;
    assert.equal(request?.headers['x-twilio-signature'], signed.signature);
    assert.equal(request?.url, `/hook${signed.url.slice(url.length)}`);
    assert.equal(request?.headers.host, `127.0.0.1:${receiver.port}`);
    assert.equal(request?.headers['x-forwarded-proto'], 'http');
    assert.equal(request?.headers['x-forwarded-port'], String(receiver.port));
    assert.equal(request?.headers['x-custom'], 'kept');
    assert.equal(request?.body, BODY);
  });

  it('keeps what a proxy before it said of the URL, and leaves it out when it signs anew', async (test) => {
    await using app = await scriptedServer({});
    let resign = false;
    const { url } = await receive(test, { forwardTo: () => app.origin, resign: () => resign });
    const proxied = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'demo.example',
    };
    await post(url, BODY, proxied);
    resign = true;
    await post(url, BODY, proxied);
    const [kept, fresh] = app.requests;
    assert.equal(kept?.headers['x-forwarded-proto'], 'https');
    assert.equal(kept?.headers['x-forwarded-host'], 'demo.example');
    assert.equal(kept?.headers['x-forwarded-port'], undefined);
    assert.equal(fresh?.headers['x-forwarded-proto'], undefined);
    assert.equal(fresh?.headers['x-forwarded-host'], undefined);
  });

  it('passes on no header that concerns a connection alone', () => {
    const headers = {
      connection: 'close, X-Hop',
      'x-hop': '1',
      te: 'trailers',
      upgrade: 'h2c',
      accept: '*/*',
    };
    assert.deepEqual(passedOn(headers), { accept: '*/*' });
  });

  it('uses the user and password of the app’s URL, and shows neither', async (test) => {
    await using app = await scriptedServer({ headers: { 'set-cookie': 'session=secret' } });
    const withUser = app.origin.replace('://', '://ann:hunter2@');
    const { url, told } = await receive(test, { forwardTo: () => withUser });
    await post(url, BODY);
    assert.equal(
      app.requests[0]?.headers.authorization,
      `Basic ${Buffer.from('ann:hunter2').toString('base64')}`,
    );
    const shown = JSON.stringify(told);
    for (const secret of [
      'hunter2',
      Buffer.from('ann:hunter2').toString('base64'),
      'session=secret',
      TOKEN,
    ]) {
      assert.ok(!shown.includes(secret), secret);
    }
  });

  it('says why the app did not answer, to the sender too', async (test) => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as { port: number };
    nobody.close();
    await once(nobody, 'close');
    await using hanging = await scriptedServer(() => {});
    await using cut = await scriptedServer((_, response) => response.socket?.destroy());
    await using cutWithin = await scriptedServer((_, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half', () => response.socket?.destroy());
    });
    let to = '';
    const { url, told } = await receive(test, {
      forwardTo: () => to,
      limits: { forwardTimeoutMs: 50 },
    });
    const found: unknown[] = [];
    for (to of [
      `http://127.0.0.1:${port}/`,
      hanging.origin,
      cut.origin,
      cutWithin.origin,
      'ftp://user:secret@host/',
      'no url',
    ]) {
      const answer = await post(url, BODY);
      const { forwarded, answered } = told.at(-1) ?? {};
      assert.equal(answered, answer.status);
      assert.equal(forwarded?.status, undefined);
      found.push([answer.status, forwarded?.failure?.kind]);
      assert.match(await answer.text(), /^Your app could not be asked: ./);
    }
    assert.deepEqual(found, [
      [502, 'refused'],
      [504, 'timeout'],
      [502, 'closed'],
      [502, 'closed'],
      [502, 'badUrl'],
      [502, 'badUrl'],
    ]);
    assert.ok(!JSON.stringify(told).includes('secret'));
  });

  it('does not trust a certificate that nobody vouches for', async (test) => {
    const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
      keySize: 2048,
      algorithm: 'sha256',
    });
    let asked = 0;
    const app = createTlsServer({ key, cert }, (_, response) => {
      asked++;
      response.end();
    }).listen(0, '127.0.0.1');
    test.after(() => app.close());
    await once(app, 'listening');
    const { port } = app.address() as { port: number };
    const { url, told } = await receive(test, { forwardTo: () => `https://localhost:${port}/` });
    assert.equal((await post(url, BODY)).status, 502);
    assert.equal(told.at(-1)?.forwarded?.failure?.kind, 'certificate');
    assert.equal(asked, 0);
  });

  it('does not forward to itself for ever', async (test) => {
    const { url, told } = await receive(test, { forwardTo: () => url });
    assert.equal((await post(url, BODY)).status, 508);
    assert.equal(told.find(({ forwarded }) => forwarded?.failure)?.forwarded?.failure?.kind, 'loop');
  });

  it('follows no redirect, and passes it on', async (test) => {
    await using app = await scriptedServer({ status: 307, headers: { location: '/elsewhere' } });
    const { url } = await receive(test, { forwardTo: () => app.origin });
    const signed = signedJsonRequest(url, BODY, TOKEN);
    const answer = await fetch(signed.url, { method: 'POST', body: BODY, redirect: 'manual' });
    assert.equal(answer.status, 307);
    assert.equal(app.requests.length, 1);
  });

  it('passes on only the status of an answer that is too large', async (test) => {
    await using app = await scriptedServer({ status: 200, body: 'x'.repeat(5_000) });
    const { url, told } = await receive(test, {
      forwardTo: () => app.origin,
      limits: { answerBytes: 1_000, keptAnswerBytes: 100 },
    });
    const answer = await post(url, BODY);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), '');
    assert.equal(told.at(-1)?.forwarded?.body.length, 100);
  });
});
