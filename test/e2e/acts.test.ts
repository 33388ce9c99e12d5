import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

describe('acts on conversations and participants', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0, operationMs: 200 });
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      // What others do stays unseen until an act meets it.
      settings: { 'twilioConversations.explorer.refreshSeconds': 0 },
    };
  });
  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
  });
  afterEach(() => sandbox.fail());
  after(() => sandbox.close());

  const themes = ['light', 'dark', 'hc'] as const;
  const run = (title: string) => vscode.workbench.runCommand(`Twilio Conversations: ${title}`);
  const tab = (name: string | RegExp) => vscode.workbench.page.getByRole('tab', { name });
  const editorText = () => vscode.workbench.page.locator('.editor-instance .view-lines');

  /** Answers the modal dialog. */
  async function answerDialog(words: RegExp, button: string): Promise<void> {
    const dialog = vscode.workbench.page.getByRole('dialog').filter({ hasText: words });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** A button of the editor's title bar. */
  function titleButton(name: string | RegExp): Locator {
    return vscode.workbench.page.locator('.editor-actions').getByRole('button', { name });
  }

  async function screenshots(name: string): Promise<void> {
    for (const theme of themes) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  }

  /** An id, by the menu: Ctrl+C needs the focus, which a timeline may take. */
  async function copyId(row: RegExp): Promise<string> {
    const { workbench } = vscode;
    await workbench.treeItemMenu(row, /^Copy ID/, 'Copy');
    await workbench.page.locator('.statusbar-item', { hasText: /Copied conv_/ }).waitFor();
    return workbench.page.evaluate(() => navigator.clipboard.readText());
  }

  const change = async (path: string, method: string, body: object) => {
    const [account] = sandbox.sandbox.accounts;
    assert.ok(account);
    const response = await fetch(`${sandbox.sandbox.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
      },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
    return (await response.json()) as Record<string, unknown>;
  };

  it('offers in the menu of a row what can be done with it', async () => {
    const { workbench } = vscode;
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click({ button: 'right' });
      const copy = workbench.page.getByRole('menuitem', { name: 'Copy', exact: true });
      await copy.hover();
      await workbench.page.getByRole('menuitem', { name: 'Copy Address' }).waitFor();
      await workbench.screenshot(`acts-menu-${theme}`);
      const labels = await workbench.page.getByRole('menuitem').allInnerTexts();
      for (const label of [
        'Open as JSON',
        'Rename Conversation…',
        'Close Conversation',
        'Delete Conversation…',
      ])
        assert.ok(
          labels.some((text) => text.includes(label)),
          `${label}: ${labels.join(' | ')}`,
        );
      assert.ok(!labels.some((text) => /Reopen|Open in Twilio Console|Edit Participant/.test(text)));
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.press('Escape');
      await copy.waitFor({ state: 'hidden' });
    }
    await (await workbench.waitForTreeItem(/Garantiefall Lukas Brandt/)).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Delete Conversation…' }).waitFor();
    const closed = await workbench.page.getByRole('menuitem').allInnerTexts();
    assert.ok(!closed.some((text) => /Reopen|Close Conversation|Add Participant/.test(text)), closed.join());
    await workbench.page.keyboard.press('Escape');
  });

  it('copies the name, and an address of those that there are', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Copy Name', 'Copy');
    await workbench.page.locator('.statusbar-item', { hasText: /Copied Hannah Okafor/ }).waitFor();
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Copy Address', 'Copy');
    await workbench.quickInput.asks(/Address to copy/);
    assert.ok((await workbench.quickInput.items()).length >= 2);
    await workbench.quickInput.accept();
    await workbench.page.locator('.statusbar-item', { hasText: /Copied \+/ }).waitFor();
    assert.match(await workbench.page.evaluate(() => navigator.clipboard.readText()), /^\+\d+$/);
  });

  it('opens a conversation as JSON that can be folded and has an outline, and cannot be written', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Open as JSON');
    await tab(/Hannah Okafor flat tire.*\.json/).waitFor();
    await editorText().getByText('"configurationId"').waitFor();
    await workbench.page
      .locator('.editor-instance .codicon-folding-expanded')
      .first()
      .waitFor({ state: 'attached' });
    await screenshots('acts-json');
    // The outline is what the palette's @ lists.
    await workbench.runCommand('Go to Symbol in Editor...');
    await workbench.quickInput.row(/configurationId/).waitFor();
    await workbench.quickInput.dismiss();
    await editorText().first().click();
    await workbench.page.keyboard.type('x');
    await workbench.page
      .getByText(/Cannot edit in read-only editor|read-only/i)
      .first()
      .waitFor();
  });

  it('shows a change made elsewhere after Refresh JSON, and what changed by Compare with Earlier Fetch', async () => {
    const { workbench } = vscode;
    const id = await copyId(/^Conversation Hannah Okafor/);
    await change(`/v2/Conversations/${id}`, 'PATCH', { metadata: { ticket: 'T-1' } });
    await titleButton(/Refresh JSON/).click();
    await editorText().getByText('"T-1"').waitFor();
    await titleButton(/Compare with Earlier Fetch/).click();
    await workbench.quickInput.asks(/Which moment/);
    await workbench.screenshot('acts-compare-pick');
    await workbench.quickInput.accept();
    await workbench.page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
    await tab(/↔/).waitFor();
    await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await screenshots('acts-compare');
    await workbench.runCommand('View: Close Editor');
    await workbench.treeItemMenu(/^Conversation Wren Castillo/, 'Compare with Earlier Fetch…');
    await workbench.waitForNotification(/first time that .*nothing to compare/);
    await workbench.clearNotifications();
    await workbench.treeItemMenu(/^Conversation Wren Castillo/, 'Compare with Earlier Fetch…');
    await workbench.waitForNotification(/has not changed since/);
    await workbench.clearNotifications();
  });

  it('brings a JSON document back after a reload of the window', async () => {
    const { workbench } = vscode;
    await tab(/Hannah Okafor flat tire.*\.json/).click();
    await workbench.reload();
    await tab(/Hannah Okafor flat tire.*\.json/).waitFor();
    await editorText().getByText('"configurationId"').waitFor();
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
  });

  it('renames a conversation; a failure keeps what was typed and offers it again', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    sandbox.fail({ when: /^PATCH/, status: 500, body: { code: 20500, message: 'Oops', status: 500 } });
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Rename Conversation…');
    await quickInput.asks(/Name of the conversation/);
    assert.match(await quickInput.field.inputValue(), /^Hannah Okafor/);
    await quickInput.answer('Hannah O., second tire');
    await workbench.waitForNotification(
      /Renaming .* may have failed; what you typed is kept.*unknown whether it arrived/,
    );
    sandbox.fail();
    await workbench.pressNotificationButton(/what you typed is kept/, 'Retry');
    await quickInput.asks(/Name of the conversation/);
    assert.equal(await quickInput.field.inputValue(), 'Hannah O., second tire');
    await quickInput.accept();
    await workbench.waitForTreeItem(/^Conversation Hannah O\., second tire.*Active, SMS/);
    // Its open document shows it too.
    await editorText().getByText('"Hannah O., second tire"').waitFor();
  });

  it('closes a conversation after asking, and reopens an inactive one', async () => {
    const { workbench } = vscode;
    const id = await copyId(/^Conversation Hannah O\./);
    await change(`/v2/Conversations/${id}`, 'PATCH', { status: 'INACTIVE' });
    await run('Refresh Conversations');
    await workbench.waitForTreeItem(/^Conversation Hannah O\..*Inactive/);
    await workbench.treeItemMenu(/^Conversation Hannah O\./, 'Reopen Conversation');
    await workbench.waitForTreeItem(/^Conversation Hannah O\..*Active, SMS/);
    await workbench.treeItemMenu(/^Conversation Theo Lindgren/, 'Close Conversation');
    await answerDialog(/Close “Theo Lindgren.*Closing is final/s, 'Cancel');
    await workbench.treeItemMenu(/^Conversation Theo Lindgren/, 'Close Conversation');
    await answerDialog(/Closing is final/, 'Close Conversation');
    await workbench.waitForTreeItem(/^Conversation Theo Lindgren.*Closed/);
  });

  it('adds a participant step by step, and checks addresses on the way', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.expandTreeItem(/^Conversation Hannah O\./);
    await workbench.waitForTreeItem(/Imani Brooks/);
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await workbench.treeItemMenu(/^Conversation Hannah O\./, 'Add Participant…');
      await quickInput.asks(/What is the participant/);
      await workbench.screenshot(`acts-participant-${theme}`);
      await quickInput.dismiss();
    }
    await workbench.treeItemMenu(/^Conversation Hannah O\./, 'Add Participant…');
    await quickInput.asks(/What is the participant/);
    await quickInput.pick('AI agent');
    await quickInput.asks(/Name of the participant/);
    await quickInput.answer('Shift bot');
    await quickInput.asks(/On which channel/);
    await quickInput.pick('SMS');
    await quickInput.asks(/international form/);
    await quickInput.answer('0170 123');
    await quickInput.asks(/Write the number with \+/);
    await workbench.screenshot('acts-participant-address-complaint');
    await quickInput.answer('+1 (555) 999-0001');
    await quickInput.asks(/go on, add another/);
    await workbench.screenshot('acts-participant-addresses');
    await quickInput.pick(/Add Another Address/);
    await quickInput.asks(/On which channel/);
    await quickInput.back();
    await quickInput.asks(/go on, add another/);
    await quickInput.pick(/Continue/);
    await quickInput.closed();
    const row = await workbench.waitForTreeItem(/Shift bot/);
    assert.match((await row.getAttribute('aria-label')) ?? '', /AI agent, SMS \+15559990001/);
  });

  it('names the conversation that is in the way, keeps what was typed, and opens that conversation', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const inTheWay = await copyId(/^Conversation DeShawn Carter/);
    sandbox.fail({
      when: /^POST .*Participants/,
      times: 1,
      status: 409,
      headers: { 'X-Conflicting-Resource-Id': inTheWay },
      body: {
        code: 400,
        message: `Address mapping already exists on conversation ${inTheWay}.`,
        status: 409,
      },
    });
    await workbench.treeItemMenu(/^Conversation Hannah O\./, 'Add Participant…');
    await quickInput.pick('Customer');
    await quickInput.asks(/Name of the participant/);
    await quickInput.answer('DeShawn');
    await quickInput.asks(/On which channel/);
    await quickInput.pick('SMS');
    await quickInput.asks(/international form/);
    await quickInput.answer('+15559990002');
    await quickInput.asks(/go on, add another/);
    await quickInput.accept();
    await quickInput.asks(/profile in the memory store/);
    await quickInput.accept();
    await answerDialog(
      /“DeShawn Carter.*” is in the way.*The participant was not added, and what you typed is kept\./s,
      'Open',
    );
    await tab(/DeShawn Carter/).waitFor();
    // What was typed is offered again.
    await workbench.treeItemMenu(/^Conversation Hannah O\./, 'Add Participant…');
    await quickInput.asks(/What is the participant/);
    await quickInput.accept();
    await quickInput.asks(/Name of the participant/);
    assert.equal(await quickInput.field.inputValue(), 'DeShawn');
    await quickInput.dismiss();
    await workbench.runCommand('View: Close All Editors');
  });

  it('shows the difference before a participant is replaced, and again when they changed meanwhile', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const conversationId = await copyId(/^Conversation Hannah O\./);
    const participantId = await copyId(/^Shift bot/);
    await workbench.treeItemMenu(/^Shift bot/, 'Edit Participant…');
    await quickInput.asks(/What is the participant/);
    await quickInput.accept();
    await quickInput.asks(/Name of the participant/);
    assert.equal(await quickInput.field.inputValue(), 'Shift bot');
    await quickInput.answer('Night bot');
    await quickInput.asks(/go on, add another/);
    await quickInput.accept();
    await quickInput.asks(/The editor shows what will be different/);
    await tab(/Now ↔ Replaced/).waitFor();
    await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await change(`/v2/Conversations/${conversationId}/Participants/${participantId}`, 'PUT', {
      name: 'Shift bot',
      type: 'AGENT',
      addresses: [{ channel: 'SMS', address: '+15559990001' }],
    });
    await quickInput.pick(/Replace Participant/);
    await quickInput.asks(/Somebody has changed the participant meanwhile/);
    await workbench.screenshot('acts-replace-meanwhile');
    await quickInput.pick(/Replace Participant/);
    await quickInput.closed();
    // What others changed stays.
    const row = await workbench.waitForTreeItem(/^Night bot/);
    assert.match((await row.getAttribute('aria-label')) ?? '', /Night bot, Agent, SMS/);
    await tab(/Now ↔ Replaced/).waitFor({ state: 'detached' });
  });

  it('sends nothing when nothing is different, or when it is cancelled', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const edit = async (name: string) => {
      await workbench.treeItemMenu(/^Night bot/, 'Edit Participant…');
      await quickInput.asks(/What is the participant/);
      await quickInput.accept();
      await quickInput.asks(/Name of the participant/);
      await quickInput.answer(name);
      await quickInput.asks(/go on, add another/);
      await quickInput.accept();
    };
    sandbox.fail({ when: /^PUT/, status: 500 });
    await edit('Night bot');
    await workbench.waitForNotification(/Nothing is different/);
    await workbench.clearNotifications();
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await edit('Another name');
      await quickInput.asks(/The editor shows/);
      await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
      await workbench.screenshot(`acts-replace-${theme}`);
      await quickInput.pick(/Cancel/);
      await quickInput.closed();
      await tab(/Now ↔ Replaced/).waitFor({ state: 'detached' });
    }
    assert.deepEqual(await workbench.notifications(), []);
  });

  it('makes a conversation from a configuration with a participant, and opens its timeline', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await run('New Conversation…');
    await quickInput.asks(/Configuration to make the conversation from/);
    await quickInput.row(/./).waitFor();
    await workbench.screenshot('acts-new-configuration');
    await quickInput.accept();
    await quickInput.asks(/Name of the conversation/);
    await quickInput.answer('Made by hand');
    await quickInput.asks(/Participants and metadata can be added now/);
    await quickInput.pick(/Add Participant/);
    await quickInput.asks(/What is the participant/);
    await quickInput.pick('Human agent');
    await quickInput.asks(/Name of the participant/);
    await quickInput.answer('Ines');
    await quickInput.asks(/On which channel/);
    await quickInput.pick('WhatsApp');
    await quickInput.asks(/WhatsApp number/);
    await quickInput.answer('+15559990003');
    await quickInput.asks(/go on, add another/);
    await quickInput.accept();
    await quickInput.asks(/Create the conversation, add more/);
    await workbench.screenshot('acts-new-participants');
    await quickInput.accept();
    await tab(/Made by hand/).waitFor();
    await workbench.waitForTreeItem(/^Conversation Made by hand.*WhatsApp/);
  });

  it('opens the conversation that is in the way of a new one', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const inTheWay = await copyId(/^Conversation DeShawn Carter/);
    sandbox.fail({
      when: /^POST \/v2\/Conversations$/,
      status: 409,
      headers: { 'X-Conflicting-Resource-Id': inTheWay },
      body: {
        code: 400,
        message: `Address mapping already exists on conversation ${inTheWay}.`,
        status: 409,
      },
    });
    await run('New Conversation…');
    await quickInput.asks(/Configuration to make/);
    await quickInput.row(/./).waitFor();
    await quickInput.accept();
    await quickInput.asks(/Name of the conversation/);
    await quickInput.answer('In vain');
    await quickInput.asks(/Participants and metadata can be added now/);
    await quickInput.accept();
    await answerDialog(
      /“DeShawn Carter.*” is in the way.*The conversation was not created, and what you typed is kept\./s,
      'Open',
    );
    await tab(/DeShawn Carter/).waitFor();
    await workbench.runCommand('View: Close All Editors');
  });

  it('deletes a conversation after asking, waits for it, and takes its row away', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Made by hand/, 'Delete Conversation…');
    await workbench.page
      .getByRole('dialog')
      .filter({ hasText: /Delete “Made by hand”/ })
      .waitFor();
    await workbench.screenshot('acts-delete-dialog');
    await answerDialog(/cannot be undone/, 'Delete Conversation');
    await workbench.waitForNotification(/“Made by hand” was deleted/);
    await workbench.treeItem(/^Conversation Made by hand/).waitFor({ state: 'detached' });
    await workbench.clearNotifications();
  });

  it('tells of a deletion that Twilio did not carry out, and keeps the row', async () => {
    const { workbench } = vscode;
    sandbox.fail({
      when: /Operations/,
      body: {
        operationId: 'proc_job_1',
        status: 'FAILED',
        createdAt: '2026-01-01T00:00:00Z',
        statusUrl: 'https://conversations.twilio.com/x',
        error: { title: 'Conflict', status: 409, detail: 'A call is under way' },
      },
    });
    await workbench.treeItemMenu(/^Conversation Wren Castillo/, 'Delete Conversation…');
    await answerDialog(/cannot be undone/, 'Delete Conversation');
    await workbench.waitForNotification(/was not deleted\..*did not carry it out.*A call is under way/);
    assert.equal(await workbench.treeItem(/^Conversation Wren Castillo/).count(), 1);
    await workbench.clearNotifications();
  });

  it('takes the row away when somebody else was faster', async () => {
    const { workbench } = vscode;
    const id = await copyId(/^Conversation Gareth Pugh/);
    assert.ok(sandbox.sandbox.deleteConversation(id));
    await workbench.treeItemMenu(/^Conversation Gareth Pugh/, 'Open as JSON');
    await editorText().getByText('"whatToDo"').waitFor();
    await editorText().getByText('was deleted, or belongs').first().waitFor();
    await screenshots('acts-json-deleted');
    await workbench.treeItemMenu(/^Conversation Gareth Pugh/, 'Delete Conversation…');
    await answerDialog(/cannot be undone/, 'Delete Conversation');
    await workbench.waitForNotification(/was gone already/);
    await workbench.treeItem(/^Conversation Gareth Pugh/).waitFor({ state: 'detached' });
    await workbench.clearNotifications();
  });

  it('lets the waiting for a deletion be cancelled, and says that it goes on', async () => {
    const { workbench } = vscode;
    sandbox.fail({
      when: /Operations/,
      headers: { 'Retry-After': '60' },
      body: {
        operationId: 'proc_job_1',
        status: 'PENDING',
        createdAt: '2026-01-01T00:00:00Z',
        statusUrl: 'https://conversations.twilio.com/x',
      },
    });
    await workbench.treeItemMenu(/^Conversation Ruth Adler/, 'Delete Conversation…');
    await answerDialog(/cannot be undone/, 'Delete Conversation');
    await workbench.waitForNotification(/Cancel only ends the waiting/);
    await workbench.screenshot('acts-deleting');
    await workbench.pressNotificationButton(/Cancel only ends the waiting/, 'Cancel');
    await workbench.waitForNotification(/Twilio goes on deleting/);
    await workbench.clearNotifications();
  });

  it('works from the palette on the selected row, and says that a sandbox has no Console', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(/^Conversation Amara Whitfield/)).click();
    await tab(/Amara Whitfield/).waitFor();
    await run('Open as JSON');
    await tab(/Amara Whitfield.*\.json/).waitFor();
    await run('Open in Twilio Console');
    await workbench.waitForNotification(/is a sandbox on this machine/);
    await run('Rename Conversation…');
    await workbench.quickInput.asks(/Name of the conversation/);
    assert.match(await workbench.quickInput.field.inputValue(), /^Amara Whitfield/);
    await workbench.quickInput.dismiss();
  });
});
