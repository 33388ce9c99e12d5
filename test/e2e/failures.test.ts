import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

describe('when something goes wrong', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      // A look for news would recover before a person does.
      settings: {
        'twilioConversations.explorer.refreshSeconds': 0,
        'twilioConversations.timeline.refreshSeconds': 0,
      },
    };
  });
  after(() => sandbox.close());
  afterEach(() => sandbox.fail());

  const refreshList = () => vscode.workbench.runCommand('Twilio Conversations: Refresh Conversations');
  const errorRow = (text: RegExp) => vscode.workbench.waitForTreeItem(text);

  const cases = [
    {
      name: 'wrong secret',
      fault: { status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } },
      words: /Could not list the conversations\..*refused the credentials.*Re-enter the secret.*20003/,
    },
    {
      name: '429',
      fault: {
        status: 429,
        headers: { 'Retry-After': '60' },
        body: { code: 20429, message: 'Too Many Requests', status: 429 },
      },
      words: /limits the rate.*Try again in 60 s/,
    },
    {
      name: '500',
      fault: { status: 500, body: { code: 20500, message: 'Oops', status: 500 } },
      words: /failure of its own \(HTTP 500\).*Try again/,
    },
    {
      name: 'a malformed answer',
      fault: { status: 200, body: '<html>Sign in to the Wi-Fi</html>' },
      words: /not JSON.*proxy.*Try again/,
    },
    {
      name: 'an answer of another shape',
      fault: { status: 200, body: { hello: 1 } },
      words: /no “conversations”/,
    },
  ];
  for (const { name, fault, words } of cases) {
    it(`says what to do in the list, keeps its rows, and recovers: ${name}`, async () => {
      const { workbench } = vscode;
      await workbench.openViewContainer('Twilio Conversations');
      await workbench.waitForTreeItem(/Hannah Okafor/);
      sandbox.fail({ when: /^GET \/v2\/Conversations(\?|$)/, ...fault });
      await refreshList();
      const row = await errorRow(words);
      await workbench.screenshot(`list-failure-${name}`);
      assert.equal(await workbench.treeItem(/Hannah Okafor/).count(), 1);
      sandbox.fail();
      await row.hover();
      await row.getByRole('button', { name: 'Retry' }).click();
      await row.waitFor({ state: 'detached' });
      await workbench.waitForTreeItem(/Hannah Okafor/);
    });
  }

  it('shows a failure’s details and a way out when its row is clicked', async () => {
    const { workbench } = vscode;
    sandbox.fail({
      when: /^GET \/v2\/Conversations(\?|$)/,
      status: 401,
      body: { code: 20003, message: 'Authenticate' },
    });
    await refreshList();
    await (await errorRow(/refused the credentials/)).click();
    await workbench.waitForNotification(/refused the credentials/);
    await workbench.pressNotificationButton(/refused the credentials/, 'Re-enter Secret…');
    await workbench.quickInput.opened();
    assert.match(await workbench.quickInput.title(), /Re-enter the Secret of Sandbox/);
    await workbench.quickInput.dismiss();
    sandbox.fail();
    await refreshList();
  });

  it('says so on the timeline when the sandbox is killed, keeps what is read, and recovers', async () => {
    const { workbench } = vscode;
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    const articles = await frame.getByRole('article').count();
    await sandbox.kill();
    await frame.getByRole('button', { name: 'Refresh' }).first().click();
    const banner = failure(frame, /sandbox does not answer/);
    await banner.waitFor();
    assert.equal(await frame.getByRole('article').count(), articles);
    await frame.getByRole('button', { name: 'Start Sandbox' }).waitFor();
    await workbench.screenshot('timeline-sandbox-killed');
    await sandbox.revive();
    await frame.getByRole('button', { name: 'Retry' }).click();
    await banner.waitFor({ state: 'detached' });
  });

  it('says that a conversation was deleted meanwhile', async () => {
    const { workbench } = vscode;
    await (await workbench.waitForTreeItem(/^Conversation Gareth Pugh/)).click();
    await workbench.page.getByRole('tab', { name: /Gareth Pugh/ }).waitFor();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'Gareth' }).first().waitFor();
    const id = await conversationId(/Gareth Pugh/);
    assert.ok(sandbox.sandbox.deleteConversation(id));
    await workbench.runCommand('Twilio Conversations: Refresh Timeline');
    await failure(frame, /deleted, or belongs to another account/).waitFor();
    await refreshList();
    await workbench
      .treeItem(/Gareth Pugh/)
      .first()
      .waitFor({ state: 'detached' });
  });

  it('keeps the rows of a timeline whose later pages fail', async () => {
    const { workbench } = vscode;
    sandbox.fail({
      when: /Communications\?.*pageSize=1000/,
      status: 500,
      body: { message: 'Oops' },
    });
    await (await workbench.waitForTreeItem(/^Conversation Hotel Larkspur/)).click();
    await workbench.page.getByRole('tab', { name: /Hotel Larkspur/ }).waitFor();
    const frame = await workbench.webviewFrame('timeline-app');
    await failure(frame, /HTTP 500/).waitFor();
    assert.ok((await frame.getByRole('article').count()) > 0);
  });

  async function conversationId(name: RegExp): Promise<string> {
    // By the menu: a click would open the timeline, which may come to have the focus before a key is pressed.
    await vscode.workbench.treeItemMenu(name, /^Copy ID/, 'Copy');
    await vscode.workbench.page
      .locator('.statusbar-item', { hasText: /Copied conv_conversation_/ })
      .waitFor();
    return vscode.workbench.page.evaluate(() => navigator.clipboard.readText());
  }
});

/** What a timeline says of a failure. */
function failure(frame: Frame, words: RegExp): Locator {
  return frame
    .getByRole('region', {
      name: /^(Could not read the conversation|The conversation does not exist any more)\.$/,
    })
    .filter({ hasText: words });
}
