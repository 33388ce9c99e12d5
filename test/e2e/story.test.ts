import assert from 'node:assert/strict';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import twilio from 'twilio';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { startSlashingProxy } from '../support/slashingProxy.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWebhookApp, type WebhookApp } from '../support/webhookApp.ts';

/** Where the sandbox listens unless told otherwise: nobody but a person's own sandbox does. */
const SANDBOX = 'http://127.0.0.1:4010';

/** What people call the conversation: its own in each run, should a sandbox be there already. */
const NAME = `Tandem for the Lindqvists ${process.pid}`;

/**
 * How a person without a Twilio account builds an app that takes status callbacks, breaks it twice, finds out why and
 * mends it. Their code is Express and the official SDK, told nothing but the sandbox's address.
 */
describe('the story of an app and its webhooks', () => {
  const vscode = useVsCode();
  let app: WebhookApp;
  let view: Frame;
  let conversationId = '';
  /** Where the receiver has the account's callbacks come. */
  let receiverUrl = '';

  before(async () => {
    app = await startWebhookApp(DEFAULT_ACCOUNT.authToken);
  });
  after(() => app[Symbol.asyncDispose]());

  const client = twilio(DEFAULT_ACCOUNT.accountSid, DEFAULT_ACCOUNT.authToken);
  client.conversations.baseUrl = SANDBOX;
  const { v2 } = client.conversations;
  const say = (text: string) =>
    v2.communications(conversationId).create({
      author: { address: '+15035550177', channel: 'SMS' },
      content: { type: 'TEXT', text },
      recipients: [{ address: '+15035550102', channel: 'SMS' }],
    });
  const callBack = (url: string) =>
    v2.conversations(conversationId).patch({ configuration: { statusCallbacks: [{ url, method: 'POST' }] } });

  /** The latest row is the last. */
  const row = (name: RegExp): Locator => view.getByRole('row', { name }).last();
  const forwardTo = async (url: string) => {
    const { workbench } = vscode;
    const title = 'Twilio Conversations: Forward Callbacks to My App…';
    await workbench.runCommandAsking(title, /URL of your own app/);
    await workbench.quickInput.answer(url);
    await workbench.quickInput.closed();
  };
  const screenshots = async (chapter: string) => {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`story-${chapter}-${theme}`);
    }
  };

  it('1: the sandbox and the receiver are started with a click each', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Start Sandbox' }).click();
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    await workbench.page.locator('.statusbar-item').filter({ hasText: 'Webhooks' }).click();
    view = await workbench.webviewFrame('log-app');
    await view.getByText('Waiting for callbacks').first().waitFor();
    await workbench.screenshot('story-1-started-light');
  });

  it('2: a configuration calls the receiver, which forwards to the app', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const title = 'Twilio Conversations: Set as Status Callback…';
    await workbench.runCommandAsking(title, 'What is to call this receiver?');
    await quickInput.pick('Workshop phone line');
    await quickInput.asks('URL that is to be called');
    [receiverUrl = ''] = await quickInput.items();
    await quickInput.pick(receiverUrl);
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: /Change the status callbacks/ });
    await dialog.getByRole('button', { name: 'Set Status Callback', exact: true }).click();
    await workbench.waitForNotification(/“Workshop phone line” calls this receiver now/);
    await workbench.clearNotifications();
    await forwardTo(`${app.origin}/twilio/callbacks`);
  });

  it('3: what the SDK sends comes back signed, and the app believes it', async () => {
    const configurations = await v2.configurations.list();
    const found = configurations.find(({ displayName }) => displayName === 'Workshop phone line');
    assert.ok(found?.id);
    const conversation = await v2.conversations.create({ configurationId: found.id, name: NAME });
    assert.ok(conversation.id);
    conversationId = conversation.id;
    await say('Is the tandem ready?');
    await row(/^communication created.*signature: signed, your app: 200/).click();
    await view
      .getByText(/Your app answered 200/)
      .first()
      .waitFor();
    await app.believes('Is the tandem ready?');
    assert.deepEqual([...new Set(app.answers)], [200]);
    await screenshots('3-green');
  });

  it('4: a proxy changes the URL, and the diagnosis names what it did', async (test) => {
    const proxy = await startSlashingProxy(new URL(receiverUrl).origin);
    test.after(() => proxy[Symbol.asyncDispose]());
    await callBack(proxy.origin + new URL(receiverUrl).pathname);
    await say('We could come at five.');
    await row(/^communication created.*signature: slash at the end, your app: 403/).click();
    await view
      .getByText(/There is a slash too many at the end/)
      .first()
      .waitFor();
    await screenshots('4-red');
    assert.equal(app.answers.at(-1), 403);
  });

  it('5: without the proxy it is right again, and what went wrong is replayed', async () => {
    const { workbench } = vscode;
    await callBack(receiverUrl);
    await view.getByRole('button', { name: 'Replay', exact: true }).click();
    await workbench.waitForNotification(/Replayed: your app answered 200/);
    await row(/^communication created.*slash at the end, your app: ↻ 200/).waitFor();
    await app.believes('We could come at five.');
    await say('Five it is.');
    await app.believes('Five it is.');
    await workbench.screenshot('story-5-replayed-hc');
    await workbench.clearNotifications();
  });

  it('6: the app’s URL is mistyped; once it is mended the replay is green', async () => {
    const { workbench } = vscode;
    await forwardTo(`${app.origin}/twilio/calbacks`);
    await say('See you then.');
    await row(/^communication created.*signature: signed, your app: 404/).click();
    await view
      .getByText(/Your app answered 404/)
      .first()
      .waitFor();
    await workbench.setTheme('dark');
    await workbench.screenshot('story-6-mistyped-dark');
    await forwardTo(`${app.origin}/twilio/callbacks`);
    await view.getByRole('button', { name: 'Replay', exact: true }).click();
    await workbench.waitForNotification(/Replayed: your app answered 200/);
    await row(/^communication created.*signature: signed, your app: ↻ 200/).waitFor();
    await app.believes('See you then.');
    await workbench.setTheme('light');
    await workbench.screenshot('story-6-green-light');
    // One receiver all along, which counted what came; and nothing moved the view out of its place.
    const { port } = new URL(receiverUrl);
    await workbench.page
      .locator('.statusbar-item')
      .filter({ hasText: new RegExp(`Webhooks :${port} · [1-9]`) })
      .waitFor();
    assert.equal(await view.evaluate(() => document.scrollingElement?.scrollTop), 0);
  });
});
