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
    const count = 1_500;
    await using app = await scriptedServer({ status: 200 });
    let forwardTo: string | undefined;
    const log = new BoundedLog<ReceivedCallback>({ records: 500, bytes: 2 ** 30 }, () => ({
      fields: {},
      text: '',
    }));
    const ids = new Set<string | undefined>();
    const { url, receiver, refused, problems } = await receive(test, {
      judge,
      limits: { searchesAtOnce: 5 },
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
    const forwarded = await sendBurst(url, 500, { authToken: TOKEN });
    assert.equal(forwarded.answered, 500);
    assert.equal(app.requests.length, 500);
    assert.equal(new Set(app.requests.map(({ headers }) => headers['i-twilio-idempotency-token'])).size, 500);
    assert.equal(ids.size, count + 500);

    const wrong = await sendBurst(url, 100, { authToken: TOKEN, wrong: true });
    assert.equal(wrong.answered, 100);
    assert.ok(log.total <= 500);
    assert.equal(log.total + log.dropped, count + 600);
    assert.deepEqual([refused, problems], [[], []]);
  });
});
