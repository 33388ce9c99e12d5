import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { describe, it } from 'node:test';
import { judge } from '../../../../src/webhooks/judge.ts';
import { signForm, signGet } from '../../../../src/webhooks/signature.ts';
import { ACCOUNT, post, receive, TOKEN } from './receiving.ts';

const EVENT = {
  eventType: 'COMMUNICATION_CREATED',
  timestamp: '2026-04-15T12:00:00Z',
  data: { id: 'comms_1', conversationId: 'conv_1', content: { type: 'TEXT', text: 'Grüße' } },
};

describe('the webhook receiver', () => {
  it('takes in a signed callback, and answers with nothing', async (test) => {
    const { url, told } = await receive(test, { clock: () => 1_234 });
    const response = await post(url, JSON.stringify(EVENT), {
      'i-twilio-idempotency-token': 'token-1',
      'twilio-request-id': 'RQ1',
      authorization: 'Basic c2VjcmV0',
    });
    assert.equal(response.status, 204);
    const [callback] = told;
    assert.ok(callback);
    assert.equal(told.length, 1);
    assert.equal(callback.receivedAt, 1_234);
    assert.deepEqual(callback.account, { id: 'one', label: 'Bicycles', accountSid: ACCOUNT.accountSid });
    assert.deepEqual(callback.event, {
      eventType: EVENT.eventType,
      timestamp: EVENT.timestamp,
      conversationId: 'conv_1',
      resource: { kind: 'communication', id: 'comms_1' },
      data: EVENT.data,
    });
    assert.equal(callback.verdict?.signed, true);
    assert.equal(callback.idempotencyToken, 'token-1');
    assert.equal(callback.requestId, 'RQ1');
    assert.equal(callback.attempt, 1);
    assert.equal(callback.duplicateOf, undefined);
    assert.equal(callback.answered, 204);
    assert.equal(callback.forwarding, false);
    assert.equal(callback.request.headers.authorization, 'Basic [redacted]');
    assert.equal(Buffer.from(callback.request.body).toString(), JSON.stringify(EVENT));
  });

  it('takes forms and queries too, the classic API’s among them', async (test) => {
    const { url, told } = await receive(test);
    const fields = { EventType: 'onMessageAdded', ConversationSid: 'CH1', Body: 'a b', DateCreated: 'now' };
    await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signForm(url, fields, TOKEN) },
      body: new URLSearchParams(fields),
    });
    const query = new URLSearchParams({ ...EVENT, data: JSON.stringify({ id: 'conv_2' }) });
    query.set('eventType', 'CONVERSATION_UPDATED');
    const asked = `${url}?${query}`;
    await fetch(asked, { headers: { 'x-twilio-signature': signGet(asked, TOKEN) } });
    assert.deepEqual(
      told.map(({ event, verdict }) => [event, verdict?.signed]),
      [
        [{ eventType: 'onMessageAdded', conversationId: 'CH1', timestamp: 'now', data: fields }, true],
        [
          {
            eventType: 'CONVERSATION_UPDATED',
            timestamp: EVENT.timestamp,
            conversationId: 'conv_2',
            resource: { kind: 'conversation', id: 'conv_2' },
            data: { id: 'conv_2' },
          },
          true,
        ],
      ],
    );
  });

  it('keeps what cannot be read, and says what is the matter', async (test) => {
    const { url, told, problems } = await receive(test);
    for (const body of ['', '{', '[1]', '{"eventType":7}', '"text"', 'null', `${'['.repeat(100_000)}`]) {
      assert.equal((await post(url, body)).status, 204);
    }
    assert.deepEqual(
      told.map(({ unreadable }) => unreadable),
      ['empty', 'json', 'noEventType', 'noEventType', 'noEventType', 'noEventType', 'json'],
    );
    assert.deepEqual(problems, []);
  });

  it('keeps the beginning of a large body, and judges all of it', async (test) => {
    const { url, told } = await receive(test, { limits: { keptBodyBytes: 1_000 } });
    const text = 'ü'.repeat(200_000);
    const body = JSON.stringify({ ...EVENT, data: { ...EVENT.data, content: { type: 'TEXT', text } } });
    await post(url, body);
    const [callback] = told;
    assert.equal(callback?.verdict?.signed, true);
    assert.equal(callback?.request.body.length, 1_000);
    assert.equal(callback?.bodySize, Buffer.byteLength(body));
    assert.equal(callback?.event?.resource?.id, 'comms_1');
    assert.ok(JSON.stringify(callback?.event).length < 70_000);
  });

  it('knows retries by their idempotency token, for each account', async (test) => {
    const other = { ...ACCOUNT, id: 'two', path: '/other' };
    const { receiver, url, told } = await receive(test, { accounts: () => [ACCOUNT, other] });
    const header = { 'i-twilio-idempotency-token': 'same' };
    await post(url, JSON.stringify(EVENT), header);
    await post(url, JSON.stringify(EVENT), header);
    await post(receiver.urlOf(other), JSON.stringify(EVENT), header);
    await post(url, JSON.stringify(EVENT), header);
    const [first] = told;
    assert.deepEqual(
      told.map(({ attempt, duplicateOf }) => [attempt, duplicateOf]),
      [
        [1, undefined],
        [2, first?.id],
        [1, undefined],
        [3, first?.id],
      ],
    );
  });

  it('has no verdict where no token is known, and where the judge fails', async (test) => {
    const silent = await receive(test, { tokensOf: () => [] });
    await post(silent.url, JSON.stringify(EVENT));
    assert.equal(silent.told[0]?.verdict, undefined);
    const failing = await receive(test, {
      judge: () => {
        throw new Error('No judgement');
      },
    });
    assert.equal((await post(failing.url, JSON.stringify(EVENT))).status, 204);
    assert.equal(failing.told[0]?.verdict, undefined);
    assert.equal(failing.problems.length, 1);
  });

  it('looks for causes as often as it is allowed to, and says where it did not', async (test) => {
    let now = 0;
    const tries: (number | undefined)[] = [];
    const { receiver, url, told } = await receive(test, {
      clock: () => now,
      limits: { searchesPerSecond: 2, searchesAtOnce: 3 },
      judge: (request, options) => {
        tries.push(options.tries);
        return judge(request, options);
      },
    });
    const wrong = { 'x-twilio-signature': 'bm90IHNpZ25lZA==' };
    const sought = async () => {
      await post(url, JSON.stringify(EVENT), wrong);
      return told.at(-1)?.causeNotSought === undefined;
    };
    const found = [await sought(), await sought(), await sought(), await sought()];
    assert.deepEqual(found, [true, true, true, false]);
    assert.equal(told.at(-1)?.verdict?.signed, false);
    // It is judged again when somebody looks at it.
    const unsought = told.at(-1);
    assert.ok(unsought);
    const judged = receiver.judgeAgain(unsought);
    assert.equal(judged.causeNotSought, undefined);
    assert.equal(judged.id, unsought.id);
    assert.equal(tries.at(-1), undefined);
    const cut = { ...unsought, bodySize: 1_000_000 };
    assert.equal(receiver.judgeAgain(cut), cut);
    now = 499;
    assert.equal(await sought(), false);
    now = 500;
    assert.equal(await sought(), true);
    assert.equal(await sought(), false);
    // What is signed costs none.
    tries.length = 0;
    await post(url, JSON.stringify(EVENT));
    assert.equal(told.at(-1)?.verdict?.signed, true);
    assert.deepEqual(tries, [0]);
    await fetch(url, { method: 'POST', body: JSON.stringify(EVENT) });
    assert.equal(told.at(-1)?.verdict?.cause, 'noSignature');
    assert.equal(told.at(-1)?.causeNotSought, undefined);
  });

  it('answers even when a listener throws', async (test) => {
    const { url, problems } = await receive(test, {
      onCallback: () => {
        throw new Error('A listener’s fault');
      },
    });
    assert.equal((await post(url, JSON.stringify(EVENT))).status, 204);
    assert.equal(problems.length, 1);
  });

  it('answers with another status when told to, so that the sender tries again', async (test) => {
    const { url, told } = await receive(test, { answerWith: () => 503 });
    assert.equal((await post(url, JSON.stringify(EVENT))).status, 503);
    assert.equal(told[0]?.answered, 503);
  });

  it('takes the next port when the wanted one is in use', async (test) => {
    const first = await receive(test);
    const second = await receive(test, { port: first.receiver.port });
    assert.equal(first.receiver.takenPort, undefined);
    assert.equal(second.receiver.takenPort, first.receiver.port);
    assert.notEqual(second.receiver.port, first.receiver.port);
    assert.equal((await post(second.url, JSON.stringify(EVENT))).status, 204);
  });

  it('tells a person who looks at the URL that it can be reached, and keeps no record of it', async (test) => {
    const { url, told } = await receive(test);
    // `fetch` does not let anybody set this header.
    const text = await new Promise<string>((resolve, reject) => {
      const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' };
      httpRequest(url, { headers }, async (response) => {
        resolve((await response.toArray()).join(''));
      })
        .on('error', reject)
        .end();
    });
    assert.match(text, /can be reached/);
    assert.deepEqual(told, []);
  });

  it('stops listening, also when asked twice', async (test) => {
    const { receiver, url } = await receive(test);
    await Promise.all([receiver.close(), receiver.close()]);
    await assert.rejects(fetch(url));
  });
});
