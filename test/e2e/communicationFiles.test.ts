import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

interface Sent {
  content: { text?: string };
}

describe('draft files of communications', () => {
  let sandbox: FaultySandbox;
  let hannah: { id: string; name: string; participants: { name: string; type: string }[] };
  let agent = '';
  let customer = '';
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      // In a browser VS Code saves by itself, and what is not saved is to be sent too.
      settings: { 'twilioConversations.explorer.refreshSeconds': 0, 'files.autoSave': 'off' },
    };
  });
  before(async () => {
    const { conversations } = await call<{ conversations: (typeof hannah)[] }>(
      '/v2/Conversations?pageSize=100',
    );
    const found = conversations.find(({ name }) => name?.startsWith('Hannah Okafor'));
    assert.ok(found, JSON.stringify(conversations.map(({ name }) => name)));
    hannah = found;
    customer = found.participants.find(({ type }) => type === 'CUSTOMER')?.name ?? '';
    agent = found.participants.find(({ type }) => type !== 'CUSTOMER')?.name ?? '';
  });
  afterEach(async () => {
    sandbox.fail();
    await vscode.workbench.clearNotifications();
  });
  after(() => sandbox.close());

  async function call<T>(target: string): Promise<T> {
    const [account] = sandbox.sandbox.accounts;
    assert.ok(account);
    const response = await fetch(`${sandbox.sandbox.url}${target}`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
      },
    });
    assert.ok(response.ok, `${target}: ${response.status}`);
    return (await response.json()) as T;
  }

  /** How many communications of the conversation say this. */
  async function count(text: string): Promise<number> {
    const { communications } = await call<{ communications: Sent[] }>(
      `/v2/Conversations/${hannah.id}/Communications?pageSize=1000`,
    );
    return communications.filter(({ content }) => content.text === text).length;
  }

  const page = () => vscode.workbench.page;
  const lens = (name: string | RegExp): Locator =>
    page().locator('.codelens-decoration a, .codelens-decoration span').filter({ hasText: name }).first();
  const problemRow = (text: RegExp): Locator =>
    page().locator('.markers-panel .monaco-list-row').filter({ hasText: text }).first();
  const lines = () => page().locator('.editor-instance .view-lines').first();

  /** Presses the lens. Over a tab the mouse would bring up a box that covers it. */
  async function press(name: RegExp): Promise<void> {
    await page().mouse.move(800, 400);
    await lens(name).click();
  }

  /** Opens a file with this text by its name. */
  async function open(name: string, content: object | string): Promise<void> {
    const { workbench } = vscode;
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`;
    await writeFile(path.join(vscode.server.workspaceDirectory, `${name}.communication.json`), text);
    // A search that began before the file was there does not find it.
    const row = workbench.quickInput.row(`${name}.communication.json`).first();
    for (let tries = 0; !(await row.isVisible()); tries++) {
      assert.ok(tries < 6, `${name} is not found`);
      if (tries > 0) await workbench.quickInput.dismiss();
      await workbench.runCommand('Go to File...');
      await workbench.quickInput.type(`${name}.communication.json`);
      await row.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await workbench.quickInput.accept();
    await page()
      .locator('.tab.active', { hasText: `${name}.communication.json` })
      .waitFor();
    await lines().waitFor();
  }

  /** Goes to the first place of a text in the editor, behind it. */
  async function goBehind(text: string): Promise<void> {
    const widget = page().locator('.find-widget.visible');
    await page().keyboard.press('ControlOrMeta+f');
    const find = widget.locator('.find-part textarea').first();
    await find.fill(text);
    await find.press('Enter');
    // Escape closes a notification first, where there is one.
    await widget.getByRole('button', { name: /^Close/ }).click();
    await widget.waitFor({ state: 'hidden' });
    await page().keyboard.press('ArrowRight');
  }

  async function screenshots(name: string): Promise<void> {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  }

  const whole = (text: string) => ({
    account: 'Sandbox',
    conversation: hannah.name,
    author: agent,
    recipients: [customer],
    text,
  });

  it('are sent by the lens, into a conversation that nothing has loaded yet', async () => {
    const { workbench } = vscode;
    await open('first', whole('Sent by the lens'));
    await lens(/Send into “Hannah Okafor.*” · Sandbox/).waitFor();
    await press(/Send into/);
    await workbench.waitForNotification(/The communication is recorded/);
    assert.equal(await count('Sent by the lens'), 1);
    await screenshots('file-sent');
    await workbench.pressNotificationButton(/The communication is recorded/, 'Show');
    await workbench.webviewFrame('[role=feed] article');
    await workbench.runCommand('View: Close Editor');
  });

  it('are sent by Ctrl+Enter as they stand in the editor, not saved', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    await open('second', whole('Saved'));
    await lines().click();
    await goBehind('Saved');
    await page().keyboard.type(' not');
    await page().locator('.tab.active.dirty').waitFor();
    await page().keyboard.press('ControlOrMeta+Enter');
    await workbench.waitForNotification(/The communication is recorded/);
    assert.equal(await count('Saved not'), 1);
    assert.equal(await count('Saved'), 0);
    await workbench.pressNotificationButton(/The communication is recorded/, 'Send Again');
    for (let tries = 0; (await count('Saved not')) < 2; tries++) {
      assert.ok(tries < 200, 'Send Again sent nothing');
      await page().waitForTimeout(50);
    }
    await workbench.runCommand('File: Revert File');
  });

  it('are completed by accounts, conversations and people', async () => {
    const { workbench } = vscode;
    await open('third', { ...whole('Completed'), conversation: '', author: '' });
    const suggestion = (text: string | RegExp) =>
      page().locator('.suggest-widget .monaco-list-row').filter({ hasText: text }).first();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await lines().click();
      await goBehind('"conversation": "');
      await page().keyboard.press('Control+Space');
      await suggestion(/Hannah Okafor/).waitFor();
      await workbench.screenshot(`file-completion-${theme}`);
      if (theme !== 'hc') await page().keyboard.press('Escape');
    }
    await suggestion(/Hannah Okafor/).click();
    await lens(/Not ready to send: author/).waitFor();
    await goBehind('"author": "');
    await page().keyboard.press('Control+Space');
    await suggestion(agent).click();
    await lens(/Send into “Hannah Okafor/).waitFor();
    await goBehind('"account": "');
    await page().keyboard.press('Control+Space');
    await suggestion(/Sandbox/).waitFor();
    await page().keyboard.press('Escape');
    await page().keyboard.press('ControlOrMeta+Enter');
    await workbench.waitForNotification(/The communication is recorded/);
    assert.equal(await count('Completed'), 1);
    await workbench.runCommand('File: Revert File');
  });

  it('say in the Problems list what is wrong, and mend it', async () => {
    const { workbench } = vscode;
    await open('fourth', {
      ...whole('Mended'),
      account: 'Sandbx',
      recipients: [{ channel: 'WHATSAPP', address: '+1 555 123 4567' }],
      occurredAt: 'soonish',
      resourceID: 'mistyped',
    });
    await workbench.runCommand('Problems: Focus on Problems View');
    await problemRow(/not signed in to an account that is called so/).waitFor();
    await problemRow(/Write the number with \+/).waitFor();
    await problemRow(/That is no moment/).waitFor();
    // What the schema says, VS Code's own JSON service tells.
    await problemRow(/resourceID is not allowed/).waitFor();
    await screenshots('file-problems');
    const fix = async (problem: RegExp, title: RegExp) => {
      // Once shows the place, twice goes there.
      await problemRow(problem).dblclick();
      await page().locator('.editor-instance .monaco-editor.focused').first().waitFor();
      await page().keyboard.press('ControlOrMeta+.');
      const action = page().locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
      await action.waitFor();
      if (/whatsapp/.test(title.source)) await workbench.screenshot('file-quick-fix');
      await action.click();
      await problemRow(problem).waitFor({ state: 'hidden' });
    };
    await fix(/not signed in/, /Replace by “Sandbox”/);
    await fix(/Write the number/, /Replace by “whatsapp:\+15551234567”/);
    await fix(/no moment/, /Replace by “\d{4}-/);
    // The lens stands above the first line, which may be scrolled away.
    await page().keyboard.press('ControlOrMeta+Home');
    await lens(/Not ready to send: resourceID is no member/).waitFor();
    // The lens is drawn again some time after the last change, and a press in that moment is lost. This one sends nothing.
    const told = page()
      .locator('.notifications-toasts')
      .getByText(/The file was not sent\. resourceID is no member of a communication/)
      .first();
    for (let tries = 0; !(await told.isVisible()); tries++) {
      assert.ok(tries < 10, 'The lens says nothing');
      await press(/Not ready/);
      await told.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    await workbench.runCommand('File: Revert File');
  });

  it('have marked in them what the API refused, until it is changed', async () => {
    const { workbench } = vscode;
    await open('fifth', whole('Refused'));
    await lens(/Send into/).waitFor();
    sandbox.fail({
      when: /^POST .*Communications/,
      status: 400,
      body: { code: 20001, message: 'recipients[0].address is not reachable', status: 400 },
    });
    await press(/Send into/);
    await workbench.waitForNotification(
      /The file was not sent\. The API refused it: recipients\[0\]\.address/,
    );
    await workbench.runCommand('Problems: Focus on Problems View');
    await problemRow(/The API refused it/).waitFor();
    await screenshots('file-refused');
    assert.match((await problemRow(/The API refused it/).textContent()) ?? '', /Ln 6, Col 5/);
    await workbench.clearNotifications();
    await lines().click();
    await goBehind('Refused');
    await page().keyboard.type('!');
    await problemRow(/The API refused it/).waitFor({ state: 'hidden' });
    assert.equal(await count('Refused'), 0);
    await workbench.runCommand('File: Revert File');
  });

  it('say that nobody knows whether it arrived, look for it, and never send it twice by themselves', async () => {
    const { workbench } = vscode;
    await open('sixth', whole('Lost on the way'));
    await lens(/Send into/).waitFor();
    sandbox.fail({ when: /^POST .*Communications/, cut: 'after', times: 1 });
    await press(/Send into/);
    await workbench.waitForNotification(/It is unknown whether the communication arrived/);
    await workbench.screenshot('file-unknown');
    await workbench.pressNotificationButton(/It is unknown/, 'Look');
    await workbench.waitForNotification(/It arrived: created/);
    assert.equal(await count('Lost on the way'), 1);
    sandbox.fail({
      when: /^POST .*Communications/,
      status: 500,
      body: { code: 20500, message: 'Oops', status: 500 },
    });
    await workbench.clearNotifications();
    await lines().click();
    await page().keyboard.press('ControlOrMeta+Enter');
    await workbench.waitForNotification(/unknown whether the communication arrived.*HTTP 500/);
    assert.equal(await count('Lost on the way'), 1);
  });

  it('ask for the conversation where none is named or the name says too little', async () => {
    const { workbench } = vscode;
    const { conversation: _, ...rest } = whole('Chosen');
    await open('seventh', rest);
    await press(/Choose a Conversation/);
    await workbench.quickInput.asks('Conversation to write into');
    await workbench.screenshot('file-choose');
    await workbench.quickInput.pick(/Hannah Okafor/);
    await lens(/Send into “Hannah Okafor/).waitFor();
    assert.equal(await count('Chosen'), 0);
    await workbench.runCommand('File: Revert File');
    await open('eighth', { ...whole('Nowhere'), conversation: 'There is no such one' });
    await press(/Send into “There is no such one”/);
    await workbench.waitForNotification(/no conversation with this name or id/);
  });

  it('are written for a conversation, ready to send, and from a communication', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'New Communication File…');
    await lens(/Send into “Hannah Okafor/).waitFor();
    await screenshots('file-new');
    await page().keyboard.type('From a new file');
    await page().keyboard.press('ControlOrMeta+Enter');
    await workbench.waitForNotification(/The communication is recorded/);
    assert.equal(await count('From a new file'), 1);
    await workbench.clearNotifications();
    await workbench.runCommand('View: Revert and Close Editor');
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    const written = frame.getByRole('article').filter({ hasText: 'From a new file' }).first();
    await written.locator('.bubble').click({ button: 'right' });
    const save = page().getByRole('menuitem', { name: 'Save Communication as Draft File…' });
    await save.hover();
    // A menu ignores the mouse for its first 100 ms.
    await page().waitForTimeout(150);
    await save.click();
    await lens(/Send into “Hannah Okafor/).waitFor();
    await lines().getByText('From a new file').waitFor();
    await workbench.screenshot('file-from-communication');
    await workbench.runCommand('View: Revert and Close Editor');
  });
});

describe('draft files in a folder that is not trusted', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return { workspaceTrust: true, env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  it('are not sent, neither by the lens nor by the key', async () => {
    const { workbench } = vscode;
    const { page, quickInput } = workbench;
    const name = 'planted.communication.json';
    const content = { conversation: 'x', author: 'a', recipients: ['b'], text: 'Planted' };
    await writeFile(path.join(vscode.server.workspaceDirectory, name), JSON.stringify(content));
    await workbench.runCommand('Go to File...');
    await quickInput.type(name);
    await quickInput.row(name).first().click();
    await page.locator('.codelens-decoration').getByText('Trust the folder to send this file').waitFor();
    const requests = { when: /./, times: 1_000, status: 500 };
    sandbox.fail(requests);
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+Enter');
    await workbench.waitForNotification(/Files of a folder that is not trusted are not sent/);
    await workbench.screenshot('file-restricted');
    assert.equal(requests.times, 1_000, 'something was asked of the API');
  });
});
