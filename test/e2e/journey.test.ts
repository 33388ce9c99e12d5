import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

describe('from the side bar to a communication on the timeline', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  it('lists the conversations with their state, channels and last activity', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    const row = await workbench.waitForTreeItem(/Hannah Okafor/);
    const name = (await row.getAttribute('aria-label')) ?? '';
    assert.match(name, /Active, SMS, .*ago/);
    await workbench.waitForTreeItem(/Garantiefall Lukas Brandt.*Closed/);
  });

  it('shows who takes part, with type and address', async () => {
    const { workbench } = vscode;
    await workbench.expandTreeItem(/Hannah Okafor/);
    const row = await workbench.waitForTreeItem(/Imani Brooks/);
    assert.match((await row.getAttribute('aria-label')) ?? '', /Human agent, SMS \+1/);
  });

  it('tells the facts when a row is hovered', async () => {
    const { workbench } = vscode;
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).hover();
    const hover = workbench.page.locator('.monaco-hover').filter({ hasText: 'Last activity' });
    await hover.waitFor();
    assert.match((await hover.textContent()) ?? '', /conv_conversation_/);
    await workbench.page.keyboard.press('Escape');
  });

  it('copies an ID by keyboard', async () => {
    const { workbench } = vscode;
    await (await workbench.waitForTreeItem(/Imani Brooks/)).click();
    await workbench.page.keyboard.press('ControlOrMeta+c');
    await workbench.page.locator('.statusbar-item', { hasText: /Copied conv_participant_/ }).waitFor();
    assert.match(
      await workbench.page.evaluate(() => navigator.clipboard.readText()),
      /^conv_participant_[0-9a-z]{26}$/,
    );
  });

  it('opens the timeline with a click', async () => {
    const { workbench } = vscode;
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'Hannah' }).first().waitFor();
    assert.ok((await frame.getByRole('article').count()) >= 3);
    await workbench.page.getByRole('tab', { name: /Hannah Okafor: flat tire/ }).waitFor();
  });

  it('records a communication from the timeline, and shows it there without a refresh', async () => {
    const { workbench } = vscode;
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame
      .getByRole('button', { name: /Create Communication/ })
      .first()
      .click();
    const box = frame.locator('compose-box');
    await box
      .getByRole('combobox', { name: 'From' })
      .selectOption({ label: 'Imani Brooks · SMS · +15035550100' });
    const text = box.getByRole('textbox', { name: 'Text', exact: true });
    await text.fill('Your bike is ready, see you at nine!');
    await text.press('ControlOrMeta+Enter');
    const created = frame.getByRole('article').filter({ hasText: 'Your bike is ready, see you at nine!' });
    await created.waitFor();
    assert.match((await created.textContent()) ?? '', /Imani Brooks|Your bike/);
    await workbench.screenshot('timeline-after-sending');
  });

  it('is read in every theme', async () => {
    const { workbench } = vscode;
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`journey-${theme}`);
    }
  });

  it('loses nothing that was typed when sending fails, and sends it with one Retry', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    sandbox.fail({
      when: /^POST/,
      status: 500,
      body: { code: 20500, message: 'Something broke', status: 500 },
    });
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Create Communication…');
    await answerFirst();
    await quickInput.answer('Typed once, kept for good');
    await workbench.waitForNotification(
      /what you typed is kept.*unknown whether it arrived.*HTTP 500.*Something broke/,
    );
    sandbox.fail();
    await workbench.pressNotificationButton(/what you typed is kept/, 'Retry');
    await quickInput.asks(/Enter records it/);
    assert.equal(await quickInput.field.inputValue(), 'Typed once, kept for good');
    await quickInput.accept();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'Typed once, kept for good' }).waitFor();
  });

  it('keeps what was typed when the box is closed, and when going back', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const begin = async () => {
      await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Create Communication…');
      await answerFirst();
    };
    await begin();
    await quickInput.type('Half a sentence');
    await quickInput.back();
    await quickInput.asks(/Who is it for/);
    await quickInput.row(/Hannah Okafor/).waitFor();
    await quickInput.accept();
    await quickInput.asks(/Enter records it/);
    assert.equal(await quickInput.field.inputValue(), 'Half a sentence');
    await quickInput.dismiss();
    await begin();
    assert.equal(await quickInput.field.inputValue(), 'Half a sentence');
    await quickInput.dismiss();
  });

  it('says that it is unknown whether a communication arrived when the answer is lost', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    sandbox.fail({ when: /^POST/, cut: 'after', times: 1 });
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Create Communication…');
    await answerFirst();
    await quickInput.answer('Did this arrive?');
    await workbench.waitForNotification(/unknown whether it arrived/);
    sandbox.fail();
    await workbench.clearNotifications();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('button', { name: 'Refresh' }).first().click();
    await frame.getByRole('article').filter({ hasText: 'Did this arrive?' }).waitFor();
  });

  it('records a communication from the palette into any conversation, and opens its timeline', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommandAsking(
      'Twilio Conversations: Create Communication…',
      /Conversation to write into/,
    );
    await quickInput.row(/Theo Lindgren/).waitFor();
    await workbench.screenshot('create-communication-conversation');
    await quickInput.type('Theo');
    await quickInput.pick(/Theo Lindgren/);
    await quickInput.asks(/Who writes/);
    await quickInput.row(/Tilda/).waitFor();
    await quickInput.accept();
    await quickInput.asks(/Who is it for/);
    await quickInput.row(/Theo Lindgren/).waitFor();
    await quickInput.accept();
    await quickInput.asks(/Enter records it/);
    await quickInput.answer('   ');
    await quickInput.asks(/A text is needed/);
    await quickInput.answer('From the palette');
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'From the palette' }).waitFor();
    await workbench.page.getByRole('tab', { name: /Theo Lindgren/ }).waitFor();
  });

  it('comes back after a reload of the window', async () => {
    const { workbench } = vscode;
    await workbench.reload();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'From the palette' }).waitFor();
  });

  /** Who writes, and for whom: Imani to the customer. */
  async function answerFirst(): Promise<void> {
    const { quickInput } = vscode.workbench;
    await quickInput.asks(/Who writes/);
    await quickInput.pick(/Imani Brooks/);
    await quickInput.asks(/Who is it for/);
    await quickInput.row(/Hannah Okafor/).waitFor();
    await quickInput.accept();
    await quickInput.asks(/Enter records it/);
  }
});
