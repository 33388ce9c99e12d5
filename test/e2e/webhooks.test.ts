import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { isJsonSigned, signedJsonRequest } from '../../src/webhooks/signature.ts';
import { assertAccessible } from '../support/axe.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

/** A resource, as far as these tests look. */
type Resource = Record<string, unknown> & { id: string };

describe('webhooks', () => {
  let sandbox: FaultySandbox;
  let app: Server;
  /** What the person's app answers. */
  let answer = 500;
  /** What it was asked. */
  const asked: { url: string; signature: string; token: string; body: string }[] = [];
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0, operationMs: 100 });
    app = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        const { 'x-twilio-signature': signature, 'i-twilio-idempotency-token': token } = request.headers;
        asked.push({ url: request.url ?? '', signature: String(signature), token: String(token), body });
        response.writeHead(answer).end(answer === 204 ? undefined : `{"answered":${answer}}`);
      });
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  let view: Frame;
  let conversationId = '';
  /** Where the account's callbacks arrive. */
  let receiverUrl = '';

  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
  });
  after(async () => {
    app.close();
    await sandbox.close();
  });

  const status = () => vscode.workbench.page.locator('.statusbar-item').filter({ hasText: /Webhooks/ });
  const row = (name: RegExp): Locator => view.getByRole('row', { name });
  const button = (name: string | RegExp): Locator => view.getByRole('button', { name });
  const command = (title: string) => vscode.workbench.runCommand(`Twilio Conversations: ${title}`);

  const account = () => {
    const [first] = sandbox.sandbox.accounts;
    assert.ok(first);
    return first;
  };
  const call = async (method: string, path: string, body?: object) => {
    const { accountSid, authToken } = account();
    const response = await fetch(`${sandbox.sandbox.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
    return (await response.json()) as Resource;
  };
  const phoneLine = async () => {
    const { configurations } = (await call('GET', '/v2/ControlPlane/Configurations')) as unknown as {
      configurations: (Resource & { displayName: string; statusCallbacks?: { url: string }[] })[];
    };
    const found = configurations.find(({ displayName }) => displayName === 'Workshop phone line');
    assert.ok(found);
    return found;
  };
  const say = (text: string) =>
    call('POST', `/v2/Conversations/${conversationId}/Communications`, {
      author: { address: '+15035550177', channel: 'SMS' },
      recipients: [{ address: '+15035550102', channel: 'SMS' }],
      content: { type: 'TEXT', text },
    });

  async function answerDialog(words: RegExp, name: string): Promise<void> {
    const dialog = vscode.workbench.page.getByRole('dialog').filter({ hasText: words });
    await dialog.waitFor();
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async function screenshots(name: string): Promise<void> {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`webhooks-${name}-${theme}`);
    }
  }

  /** A callback as Twilio sends it, or as it gets altered on its way. */
  async function deliver(signedUrl: string, idempotencyToken: string): Promise<number> {
    const body = JSON.stringify({
      eventType: 'COMMUNICATION_UPDATED',
      timestamp: new Date().toISOString(),
      data: { id: 'conv_communication_00000000000000000000000001', conversationId },
    });
    const { url, signature } = signedJsonRequest(signedUrl, body, account().authToken);
    const target = new URL(receiverUrl);
    target.search = new URL(url).search;
    const response = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-twilio-signature': signature,
        'i-twilio-idempotency-token': idempotencyToken,
      },
      body,
    });
    return response.status;
  }

  it('starts from the status bar, and says what to do next', async () => {
    const { workbench } = vscode;
    await status().click();
    await status()
      .filter({ hasText: /:\d+ · 0/ })
      .waitFor();
    view = await workbench.webviewFrame('log-app');
    await view.getByText('Waiting for callbacks').first().waitFor();
    await screenshots('waiting');
  });

  it('becomes the status callback of a configuration, after before and after were shown', async () => {
    const { workbench } = vscode;
    await workbench.runCommandAsking(
      'Twilio Conversations: Set as Status Callback…',
      'What is to call this receiver?',
    );
    await workbench.quickInput.pick('Workshop phone line');
    await workbench.quickInput.asks('URL that is to be called');
    await workbench.screenshot('webhooks-set-url-light');
    const [first = ''] = await workbench.quickInput.items();
    receiverUrl = first.trim();
    await workbench.quickInput.pick(receiverUrl);
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: /Change the status callbacks/ });
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /Before:\s+none\s+After:\s+POST http:\/\/127\.0\.0\.1/);
    await workbench.screenshot('webhooks-set-dialog');
    await answerDialog(/Change the status callbacks/, 'Set Status Callback');
    await workbench.waitForNotification(/“Workshop phone line” calls this receiver now/);
    assert.deepEqual(
      (await phoneLine()).statusCallbacks?.map(({ url }) => url),
      [receiverUrl],
    );
    await workbench.clearNotifications();
  });

  it('shows what is sent as it arrives, signed', async () => {
    const { id: configurationId } = await phoneLine();
    const conversation = await call('POST', '/v2/Conversations', {
      configurationId,
      name: 'Brake pads for Nora Quist',
    });
    conversationId = conversation.id;
    await say('Are the brake pads in yet?');
    await row(/^conversation created.*signature: signed/).waitFor();
    await row(/^communication created.*signature: signed/).click();
    await view
      .getByText(/The signature matches/)
      .first()
      .waitFor();
    await assertAccessible(view, 'the webhooks');
  });

  it('tells the timeline, which shows the callbacks of a communication', async () => {
    const { workbench } = vscode;
    await button('Open Timeline').click();
    const timeline = await workbench.webviewFrame('timeline-app');
    const said = timeline.getByText('Are the brake pads in yet?').first();
    await said.waitFor();
    await say('They came this morning.');
    await timeline.getByText('They came this morning.').first().waitFor();
    await said.click();
    await timeline
      .getByRole('button', { name: /^Details/ })
      .first()
      .click();
    await timeline.getByText('Status Callbacks').scrollIntoViewIfNeeded();
    await workbench.screenshot('webhooks-timeline');
    await timeline.getByRole('button', { name: 'Show in Webhooks' }).click();
    await workbench.runCommand('View: Close All Editors');
  });

  it('says why a signature does not match, and knows a repetition', async () => {
    const { workbench } = vscode;
    await deliver(receiverUrl.replace('http:', 'https:'), 'token-1');
    await row(/^communication updated.*http or https/)
      .first()
      .click();
    await view
      .getByText(/where https was signed/)
      .first()
      .waitFor();
    await screenshots('cause');
    await deliver(receiverUrl, 'token-2');
    await deliver(receiverUrl, 'token-2');
    await row(/attempt 2/).waitFor();
    const filter = view.getByRole('textbox');
    await filter.fill('duplicate:yes');
    await row(/signature: signed, attempt 2/).waitFor();
    await row(/^conversation created/).waitFor({ state: 'hidden' });
    assert.equal(await row(/signature:/).count(), 1);
    await filter.fill('');
    await row(/^conversation created/).waitFor();
    await workbench.clearNotifications();
  });

  it('forwards to the person’s app, shows that it fails, and replays once that is mended', async () => {
    const { workbench } = vscode;
    const { port } = app.address() as AddressInfo;
    await workbench.runCommandAsking(
      'Twilio Conversations: Forward Callbacks to My App…',
      /URL of your own app/,
    );
    await workbench.quickInput.answer(`http://127.0.0.1:${port}/hooks`);
    await workbench.quickInput.closed();
    await say('Please fit them on Friday.');
    // The sandbox tries again what was answered 500.
    await row(/^communication created.*your app: 500/)
      .first()
      .click();
    await view
      .getByText(/Your app answered 500/)
      .first()
      .waitFor();
    answer = 204;
    await view.getByRole('button', { name: 'Replay', exact: true }).click();
    await workbench.waitForNotification(/Replayed: your app answered 204/);
    await row(/^communication created.*your app: ↻ 204/).waitFor();
    await screenshots('replayed');
    await workbench.clearNotifications();
    await button('Edit and Replay…').click();
    await workbench.page.getByRole('tab', { name: /COMMUNICATION_CREATED-.*\.callback\.json/ }).waitFor();
    await workbench.page
      .locator('.editor-actions')
      .getByRole('button', { name: 'Replay Edited Callback' })
      .click();
    await workbench.waitForNotification(/Replayed: your app answered 204/);
    await workbench.screenshot('webhooks-edited');
    const [replayed, edited] = asked.slice(-2);
    assert.ok(replayed && edited);
    for (const { url, signature, body } of [replayed, edited]) {
      const received = { url: `http://127.0.0.1:${port}${url}`, signature };
      assert.ok(isJsonSigned(received, body, account().authToken), url);
    }
    assert.equal(replayed.token, asked.at(-3)?.token, 'as when Twilio tries again');
    assert.notEqual(edited.token, replayed.token, 'what was edited is another event');
    assert.match(edited.body, /\n {2}"data"/);
    await workbench.runCommand('View: Revert and Close Editor');
    await workbench.clearNotifications();
  });

  it('compares with the API: what came twice, and what the API does not know', async () => {
    const { workbench } = vscode;
    await row(/^communication created/)
      .first()
      .click();
    await button('Compare with API').click();
    const report = await workbench.webviewFrame('text=What this cannot tell');
    const text = await report.locator('body').innerText();
    assert.match(text, /Repeated \(\d\)/);
    assert.match(text, /Not in the API \(1\)/);
    assert.doesNotMatch(text, /Brake pads|Friday/);
    await workbench.screenshot('webhooks-compared');
    await workbench.runCommand('View: Close All Editors');
  });

  it('hides personal data at once, and puts back what was there when it stops', async () => {
    const { workbench } = vscode;
    await row(/^conversation created, Brake pads/).click();
    await view.getByText('Brake pads for Nora Quist').first().waitFor();
    await command('Hide Personal Data');
    await row(/^conversation created, Brake pads/).waitFor({ state: 'hidden' });
    assert.doesNotMatch(await view.locator('body').innerText(), /Brake pads|Nora/);
    await workbench.screenshot('webhooks-hidden');
    await command('Show Personal Data');
    await status().click();
    await workbench.quickInput.asks(/Listening on/);
    await workbench.screenshot('webhooks-menu');
    await workbench.quickInput.pick(/Stop the Receiver/);
    await workbench.waitForNotification(/The status callbacks are as they were before/);
    await status()
      .filter({ hasText: /^\s*Webhooks\s*$/ })
      .waitFor();
    assert.deepEqual((await phoneLine()).statusCallbacks ?? [], []);
    await assert.rejects(fetch(receiverUrl, { method: 'POST' }));
  });
});
