import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BoundedLog } from '../../../../src/platform/logView/boundedLog.ts';
import { judge } from '../../../../src/webhooks/judge.ts';
import type { ReceivedCallback } from '../../../../src/webhooks/receiver/receivedCallback.ts';
import { sendBurst } from '../../../bench/webhooks/sender.ts';
import { scriptedServer } from '../../../support/scriptedServer.ts';
import { receive, TOKEN } from './receiving.ts';

describe('many callbacks at once', () => {
  it('are all taken in, judged and forwarded, and none twice; the log keeps to its bounds', async (test) => {
    const count = 3_000;
    await using app = await scriptedServer({ status: 200 });
    let forwardTo: string | undefined;
    const log = new BoundedLog<ReceivedCallback>({ records: 1_000, bytes: 2 ** 30 }, () => ({
      fields: {},
      text: '',
    }));
    const ids = new Set<string | undefined>();
    const { url, receiver, refused, problems } = await receive(test, {
      judge,
      forwardTo: () => forwardTo,
      onCallback: (callback) => {
        log.put(callback);
        if (!callback.forwarding && callback.verdict?.signed) ids.add(callback.event?.resource?.id);
      },
    });
    const alone = await sendBurst(url, count, { authToken: TOKEN });
    assert.equal(alone.answered, count);
    assert.equal(receiver.received, count);
    assert.equal(ids.size, count);

    forwardTo = app.origin;
    const forwarded = await sendBurst(url, 1_000, { authToken: TOKEN });
    assert.equal(forwarded.answered, 1_000);
    assert.equal(app.requests.length, 1_000);
    assert.equal(
      new Set(app.requests.map(({ headers }) => headers['i-twilio-idempotency-token'])).size,
      1_000,
    );
    assert.equal(ids.size, count + 1_000);

    const wrong = await sendBurst(url, 300, { authToken: TOKEN, wrong: true });
    assert.equal(wrong.answered, 300);
    assert.ok(log.total <= 1_000);
    assert.equal(log.total + log.dropped, count + 1_300);
    assert.deepEqual([refused, problems], [[], []]);
  });
});
