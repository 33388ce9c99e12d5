import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';

/** Hannah Okafor's number: she has an open conversation by SMS of the configuration “Shop messaging”. */
const HANNAH = '+15035550142';
/** Of a conversation of that configuration that has no name. */
const NAMELESS = '+15035550163';

type Json = Record<string, unknown> & { id: string };

describe('conversations in the way, and sending elsewhere', () => {
  let sandbox: FaultySandbox;
  let other: Awaited<ReturnType<typeof startWatchedSandbox>>;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    other = await startWatchedSandbox({ deliveryStepMs: 0 });
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: { 'twilioConversations.explorer.refreshSeconds': 0 },
    };
  });
  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
  });
  afterEach(() => sandbox.fail());
  after(async () => {
    await sandbox.close();
    await other.close();
  });

  const tab = (name: string | RegExp) => vscode.workbench.page.getByRole('tab', { name });
  const dialog = () => vscode.workbench.page.locator('.monaco-dialog-box');
  const press = (key: string) => vscode.workbench.page.keyboard.press(key);
  const NEW = 'Twilio Conversations: New Conversation…';

  // To change it is to close what asks: each test has one theme.
  let theme: 'light' | 'dark' | 'hc' = 'dark';
  async function useTheme(next: typeof theme): Promise<void> {
    theme = next;
    await vscode.workbench.setTheme(next);
  }

  const picture = (name: string) => vscode.workbench.screenshot(`${name}-${theme}`);

  /** Asks the sandbox behind the extension's back. */
  async function api(path: string, server = sandbox.sandbox, method = 'GET', body?: object): Promise<Json> {
    const [account] = server.accounts;
    assert.ok(account);
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
    return (await response.json()) as Json;
  }

  async function conversation(name: RegExp, server = sandbox.sandbox): Promise<Json> {
    const { conversations } = await api('/v2/Conversations?pageSize=100', server);
    const found = (conversations as Json[]).find((one) => name.test(String(one['name'])));
    assert.ok(found, `no conversation ${name}`);
    return found;
  }

  async function latest(conversationId: string, server = sandbox.sandbox): Promise<Json> {
    const { communications } = await api(
      `/v2/Conversations/${conversationId}/Communications?pageSize=1000`,
      server,
    );
    const [last] = (communications as Json[]).sort((a, b) =>
      String(b['createdAt']).localeCompare(String(a['createdAt'])),
    );
    assert.ok(last);
    return last;
  }

  /** Waits for the modal dialog that says this. */
  async function dialogSays(words: RegExp): Promise<void> {
    await dialog().filter({ hasText: words }).waitFor();
  }

  async function answerDialog(words: RegExp, button: string): Promise<void> {
    await dialogSays(words);
    await dialog().getByRole('button', { name: button, exact: true }).click();
    await dialog().filter({ hasText: words }).waitFor({ state: 'hidden' });
  }

  /** Answers the questions about a customer with one SMS address, by keyboard. */
  async function typeCustomer(name: string, address: string): Promise<void> {
    const { quickInput } = vscode.workbench;
    await quickInput.asks(/What is the participant/);
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Name of the participant/);
    await quickInput.answer(name);
    await quickInput.asks(/On which channel/);
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/international form/);
    await quickInput.answer(address);
    await quickInput.asks(/go on, add another/);
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/profile in the memory store/);
    await vscode.workbench.quickInput.accept();
  }

  /** Goes through the wizard once more: everything was typed before. */
  async function createAgain(): Promise<void> {
    const { quickInput } = vscode.workbench;
    await vscode.workbench.runCommandAsking(NEW, /Configuration to make the conversation from/);
    await quickInput.row('Shop messaging').waitFor();
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Name of the conversation/);
    assert.equal(await quickInput.field.inputValue(), 'Twin of Hannah');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Create the conversation, add more/);
    await vscode.workbench.quickInput.accept();
  }

  it('takes metadata for a new conversation, refuses it as it is typed, and names what is in the way', async () => {
    const { workbench } = vscode;
    await useTheme('light');
    const { quickInput } = workbench;
    await workbench.runCommandAsking(NEW, /Configuration to make the conversation from/);
    await quickInput.row('Shop messaging').waitFor();
    await picture('new-conversation-configuration');
    const spoken = (await quickInput.row('Shop messaging').getAttribute('aria-label')) ?? '';
    assert.match(spoken, /By addresses and channel.*The same addresses are one conversation on each channel/);
    await quickInput.type('Shop');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Name of the conversation/);
    await quickInput.answer('Twin of Hannah');
    await quickInput.asks(/Participants and metadata can be added now/);
    await quickInput.type('Metadata');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Key of the entry/);
    await quickInput.type('crm ticket');
    // Before Enter.
    await quickInput.asks(/It must be a key of letters, digits/);
    await picture('new-conversation-metadata-refused');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/It must be a key of letters, digits/);
    await quickInput.answer('crm.ticket');
    await quickInput.asks(/Value of crm\.ticket/);
    await quickInput.type('v'.repeat(513));
    await quickInput.asks(/It must have at most 512 characters/);
    await quickInput.answer('4711');
    await quickInput.asks(/Create the conversation, add more/);
    await quickInput.type('Participant');
    await vscode.workbench.quickInput.accept();
    await typeCustomer('Hannah, again', HANNAH);
    await quickInput.asks(/Create the conversation, add more/);
    await quickInput.row('crm.ticket').waitFor();
    await picture('new-conversation-what-else');
    await vscode.workbench.quickInput.accept();
    await dialogSays(/“Hannah Okafor.*” is in the way/);
    await dialogSays(
      /The conversation was not created, and what you typed is kept\..*Active\. Last activity/s,
    );
    await picture('conflict-new-conversation');
    await press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  it('keeps what was typed when it is left at that, and opens what is in the way by Enter', async () => {
    await useTheme('dark');
    await createAgain();
    await dialogSays(/is in the way/);
    await picture('conflict-new-conversation');
    // The first button has the focus.
    await press('Enter');
    await tab(/Hannah Okafor/).waitFor();
  });

  it('says that closing failed and keeps what was typed, then closes and creates at once', async () => {
    const { workbench } = vscode;
    await useTheme('hc');
    const inTheWay = await conversation(/^Hannah Okafor/);
    sandbox.fail({ when: /^PATCH/, status: 500, body: { code: 20500, message: 'Oops', status: 500 } });
    await createAgain();
    await answerDialog(/is in the way/, 'Close and Retry');
    await dialogSays(/Close “Hannah Okafor.*Closing is final/s);
    await picture('conflict-close');
    await answerDialog(/Closing is final/, 'Close and Retry');
    const words = /Closing “Hannah Okafor.* may have failed\..*what you typed is kept/;
    await workbench.waitForNotification(words);
    await picture('conflict-closing-failed');
    assert.equal((await api(`/v2/Conversations/${inTheWay.id}`))['status'], 'ACTIVE');
    sandbox.fail();
    await workbench.pressNotificationButton(words, 'Retry');
    await tab(/Twin of Hannah/).waitFor();
    await workbench.waitForTreeItem(/^Conversation Twin of Hannah.*Active, SMS/);
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor.*Closed/);
    const made = await conversation(/^Twin of Hannah/);
    assert.deepEqual(made['metadata'], { 'crm.ticket': '4711' });
    // The next one begins with the same configuration, and with nothing typed.
    await workbench.runCommandAsking(NEW, /Configuration to make the conversation from/);
    await workbench.quickInput.row('Shop messaging').waitFor();
    await vscode.workbench.quickInput.accept();
    await workbench.quickInput.asks(/Name of the conversation/);
    assert.equal(await workbench.quickInput.field.inputValue(), '');
    await workbench.quickInput.dismiss();
    await workbench.runCommand('View: Close All Editors');
  });

  it('closes what is in the way of a participant, and adds them at once', async () => {
    const { workbench } = vscode;
    await useTheme('dark');
    await workbench.expandTreeItem(/^Conversation DeShawn Carter/);
    await workbench.treeItemMenu(/^Conversation DeShawn Carter/, 'Add Participant…');
    await typeCustomer('Second Carter', NAMELESS);
    await dialogSays(/“conv_….*” is in the way.*The participant was not added/s);
    await picture('conflict-participant');
    await answerDialog(/is in the way/, 'Close and Retry');
    await answerDialog(/Closing is final/, 'Close and Retry');
    await workbench.waitForTreeItem(/^Second Carter/);
    assert.deepEqual(await workbench.notifications(), []);
  });

  it('does with the words alone where no header names it, and with the id where it cannot be read', async () => {
    const { workbench } = vscode;
    await useTheme('light');
    const inTheWay = await conversation(/^Ruth Adler/);
    const conflict = (message: string, headers = {}) => ({
      when: /^POST .*Participants/,
      times: 1,
      status: 409,
      headers,
      body: { code: 400, message, status: 409 },
    });
    const add = async () => {
      await workbench.treeItemMenu(/^Conversation DeShawn Carter/, 'Add Participant…');
      await typeCustomer('Third Carter', '+15559990009');
    };
    sandbox.fail(conflict(`Address mapping already exists on conversation ${inTheWay.id}.`));
    await add();
    await answerDialog(/“Ruth Adler.*” is in the way/, 'Cancel');
    const again = async () => {
      const { quickInput } = workbench;
      await workbench.treeItemMenu(/^Conversation DeShawn Carter/, 'Add Participant…');
      await quickInput.asks(/What is the participant/);
      await vscode.workbench.quickInput.accept();
      await quickInput.asks(/Name of the participant/);
      assert.equal(await quickInput.field.inputValue(), 'Third Carter');
      await vscode.workbench.quickInput.accept();
      await quickInput.asks(/go on, add another/);
      await vscode.workbench.quickInput.accept();
      await quickInput.asks(/profile in the memory store/);
      await vscode.workbench.quickInput.accept();
    };
    sandbox.fail(conflict('Already exists.', { 'X-Conflicting-Resource-Id': 'conv_conversation_elsewhere' }));
    await again();
    await dialogSays(/“conv_conversation_elsewhere” is in the way.*More is not known of it/s);
    await picture('conflict-unknown');
    await answerDialog(/is in the way/, 'Cancel');
    sandbox.fail(conflict('Address mapping already exists.'));
    await again();
    const words =
      /The participant was not added, and what you typed is kept\..*Address mapping already exists/;
    await workbench.waitForNotification(words);
    await workbench.clearNotifications();
  });

  /** Opens a conversation and nothing else, so that the one webview is its. */
  async function open(name: RegExp): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(name)).click();
    return workbench.webviewFrame('[role=feed] article');
  }

  async function select(frame: Frame, text: string | RegExp): Promise<void> {
    const row = frame.getByRole('article').filter({ hasText: text }).last();
    await row.focus();
    await row.and(frame.locator('[aria-current=true]')).waitFor();
  }

  const LINES = 'Two lines:\nthis is the second';
  const ELSEWHERE = 'Twilio Conversations: Send Communication to Another Conversation…';

  it('sends a communication to another conversation, to those whom it maps to', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await useTheme('light');
    const from = await conversation(/^DeShawn Carter/);
    const { participants } = (await api(`/v2/Conversations/${from.id}/Participants`)) as unknown as {
      participants: Json[];
    };
    const party = (type: string) => {
      const found = participants.find((one) => one['type'] === type);
      const [address] = (found?.['addresses'] ?? []) as object[];
      return { ...address, participantId: found?.id };
    };
    await api(`/v2/Conversations/${from.id}/Communications`, sandbox.sandbox, 'POST', {
      author: party('HUMAN_AGENT'),
      recipients: [party('CUSTOMER')],
      content: { type: 'TEXT', text: LINES },
      resourceId: 'stays-there',
    });
    const frame = await open(/^Conversation DeShawn Carter/);
    await select(frame, /this is the second/);
    await workbench.runCommandAsking(ELSEWHERE, /Conversation of .* to write into/);
    await quickInput.row(/Wren Castillo/).waitFor();
    assert.equal(await quickInput.row(/DeShawn Carter/).count(), 0);
    await picture('elsewhere-conversation');
    // A closed one stands last and cannot be chosen.
    await quickInput.type('Garantiefall');
    await quickInput.row(/Garantiefall/).waitFor();
    await vscode.workbench.quickInput.accept();
    assert.ok(await quickInput.isAsking(/to write into/));
    await quickInput.type('Gareth');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Who writes/);
    // Nobody has that address there; Priya Raman is the human agent on that channel.
    await quickInput
      .row(/Priya Raman/)
      .and(workbench.page.locator('.focused'))
      .waitFor();
    await picture('elsewhere-author');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Who is it for/);
    await quickInput.row(/Gareth Pugh/).waitFor();
    await picture('elsewhere-recipients');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Enter records it/);
    assert.equal(await quickInput.field.inputValue(), LINES.replace('\n', '↵'));
    await picture('elsewhere-text');
    await vscode.workbench.quickInput.accept();
    await workbench.waitForNotification(/recorded in the conversation/);
    const target = await conversation(/^Gareth Pugh/);
    const sent = await latest(target.id);
    assert.deepEqual(sent['content'], { type: 'TEXT', text: LINES });
    assert.equal(sent['resourceId'] ?? undefined, undefined);
    assert.equal((sent['author'] as Json)['address'], '+441174960110');
    await workbench.pressNotificationButton(/recorded in the conversation/, 'Show');
    await tab(/Gareth Pugh/).waitFor();
  });

  it('has the menu of a communication on a row of the feed and on a mark of the lanes, by keyboard too', async () => {
    const { workbench } = vscode;
    const { page } = workbench;
    const item = page.getByRole('menuitem', { name: 'Send Communication to Another Conversation…' });
    await useTheme('hc');
    const frame = await open(/^Conversation DeShawn Carter/);
    await select(frame, /this is the second/);
    await press('Shift+F10');
    await item.waitFor();
    await picture('elsewhere-menu');
    await press('Escape');
    await item.waitFor({ state: 'hidden' });
    const row = frame
      .getByRole('article')
      .filter({ hasText: /friendly reminder/ })
      .last();
    await row.click({ button: 'right', position: { x: 200, y: 20 } });
    await item.waitFor();
    await row.and(frame.locator('[aria-current=true]')).waitFor();
    await press('Escape');
    await workbench.runCommand('Twilio Conversations: Switch Between Feed and Lanes');
    const field = frame.getByRole('application');
    await field.focus();
    await press('End');
    await press('Shift+F10');
    await item.waitFor();
    for (const name of ['Send Communication Again', 'Edit Communication and Send Again…'])
      assert.equal(await page.getByRole('menuitem', { name }).count(), 1, name);
    await press('Escape');
    await workbench.runCommand('Twilio Conversations: Switch Between Feed and Lanes');
  });

  it('sends it to another account', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.runCommandAsking('Twilio Conversations: Sign In…', /How do you authenticate/);
    await quickInput.pick('Sandbox at an address');
    await quickInput.asks(/Address of the sandbox/);
    await quickInput.answer(new URL(other.url).host);
    await quickInput.asks(/Account SID in the sandbox/);
    await quickInput.accept();
    await quickInput.asks(/Auth token in the sandbox/);
    await quickInput.accept();
    await quickInput.asks(/What to call the account/);
    await quickInput.answer('From a terminal');
    await useTheme('dark');
    await workbench.page
      .locator('.statusbar-item[id$="twilioConversations.account"]')
      .getByText('From a terminal')
      .waitFor();
    await workbench.clearNotifications();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await select(frame, /this is the second/);
    await workbench.runCommandAsking(ELSEWHERE, /Account to send to/);
    await quickInput.row('From a terminal').and(workbench.page.locator('.focused')).waitFor();
    await picture('elsewhere-account');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Conversation of From a terminal to write into/);
    await quickInput.row(/Hannah Okafor/).waitFor();
    await quickInput.type('Hannah');
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Who writes/);
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Who is it for/);
    await vscode.workbench.quickInput.accept();
    await quickInput.asks(/Enter records it/);
    await vscode.workbench.quickInput.accept();
    await workbench.waitForNotification(/recorded in the conversation/);
    const sent = await latest((await conversation(/^Hannah Okafor/, other)).id, other);
    assert.deepEqual(sent['content'], { type: 'TEXT', text: LINES });
    await workbench.pressNotificationButton(/recorded in the conversation/, 'Show');
    await tab(/Hannah Okafor/).waitFor();
  });
});
