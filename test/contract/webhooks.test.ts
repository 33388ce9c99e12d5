import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import twilio from 'twilio';
import { judge } from '../../src/webhooks/judge.ts';
import type { ReceivedCallback } from '../../src/webhooks/receiver/receivedCallback.ts';
import { startReceiver } from '../../src/webhooks/receiver/receiver.ts';
import { Replayer } from '../../src/webhooks/receiver/replayer.ts';
import { startSlashingProxy } from '../support/slashingProxy.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';
import { startWebhookApp } from '../support/webhookApp.ts';

/** From the official SDK through the sandbox and the receiver to an app that checks with the official SDK. */
describe('status callbacks from end to end', () => {
  it('arrive signed, are believed by the app, break with its URL, and are replayed when it is mended', async (test) => {
    const accountSid = `AC${'7'.repeat(32)}`;
    const authToken = 'token';
    const sandbox = await startWatchedSandbox({ accounts: [{ accountSid, authToken }], deliveryStepMs: 0 });
    test.after(() => sandbox.close());
    await using app = await startWebhookApp(authToken);
    const account = { id: 'own', label: 'Own', accountSid, path: `/${accountSid}` };
    const records = new Map<string, ReceivedCallback>();
    const checks = new Set<() => void>();
    const receiver = await startReceiver({
      port: 0,
      accounts: () => [account],
      allowedHosts: () => [],
      judge,
      tokensOf: () => [{ name: 'Own', token: authToken, expected: true }],
      configuredUrls: () => [],
      forwardTo: () => `${app.origin}/twilio/callbacks`,
      onCallback: (callback) => {
        records.set(callback.id, callback);
        for (const check of checks) check();
      },
    });
    test.after(() => receiver.close());
    /** The answered ones that tell of a communication with this text, once there is one. */
    const told = (text: string) =>
      new Promise<ReceivedCallback>((resolve) => {
        const check = () => {
          for (const callback of records.values()) {
            const about = JSON.stringify(callback.event?.data ?? '').includes(text);
            if (!about || callback.forwarding || callback.event?.eventType !== 'COMMUNICATION_CREATED')
              continue;
            checks.delete(check);
            return resolve(callback);
          }
        };
        checks.add(check);
        check();
      });

    const client = twilio(accountSid, authToken);
    client.conversations.baseUrl = sandbox.url;
    const { v2 } = client.conversations;
    const found = (await v2.conversations.list()).find(({ name }) => /Hannah Okafor/.test(name ?? ''));
    assert.ok(found?.id);
    const { id } = found;
    const callBack = (url: string) =>
      v2.conversations(id).patch({ configuration: { statusCallbacks: [{ url, method: 'POST' }] } });
    const send = (text: string) =>
      v2.communications(id).create({
        author: { address: '+15035550100', channel: 'SMS' },
        content: { type: 'TEXT', text },
        recipients: [{ address: '+15035550142', channel: 'SMS' }],
      });

    await callBack(receiver.urlOf(account));
    await send('All is well');
    const well = await told('All is well');
    assert.equal(well.verdict?.signed, true);
    assert.equal(well.forwarded?.status, 200);
    assert.equal(well.event?.conversationId, id);

    await using proxy = await startSlashingProxy(receiver.origin);
    await callBack(proxy.origin + account.path);
    await send('Something is in the way');
    const wrong = await told('Something is in the way');
    assert.equal(wrong.verdict?.signed, false);
    assert.equal(wrong.verdict?.cause, 'trailingSlash');
    assert.match(wrong.verdict?.url ?? '', new RegExp(`^${proxy.origin}${account.path}\\?bodySHA256=`));
    // The app's own check refuses it too, and the sender gets to know.
    assert.equal(wrong.forwarded?.status, 403);
    assert.equal(wrong.answered, 403);

    await callBack(receiver.urlOf(account));
    const replayer = new Replayer();
    test.after(() => replayer.close());
    // Other events of the conversation reach the app meanwhile.
    const believed = () =>
      app.believed.filter(
        ({ eventType, body }) =>
          eventType === 'COMMUNICATION_CREATED' && JSON.stringify(body).includes('in the way'),
      );
    assert.equal(believed().length, 0);
    const replayed = await replayer.replay(wrong, { to: receiver.urlOf(account), token: authToken });
    assert.equal(replayed.status, 200);
    assert.equal(believed().length, 1);
    const again = [...records.values()].find(({ duplicateOf }) => duplicateOf === wrong.id);
    assert.equal(again?.verdict?.signed, true);
    assert.equal(again?.forwarded?.status, 200);
  });
});
