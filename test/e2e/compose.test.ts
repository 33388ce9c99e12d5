import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Communication } from '../../src/api/resources.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const COMMAND = 'Twilio Conversations: Create Communication…';
const THEMES = ['light', 'dark', 'hc'] as const;
/** Opens the questions from anywhere: three keys. */
const KEYS = ['Shift', 'Alt', 'KeyM'] as const;

describe('creating a communication', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    await api('POST', '/v2/Conversations', {
      configurationId: await anyConfiguration(),
      name: 'Nobody here yet',
    });
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
  after(() => sandbox.close());

  const quickInput = () => vscode.workbench.quickInput;
  const keyboard = () => vscode.workbench.page.keyboard;
  const tab = (name: RegExp) => vscode.workbench.page.getByRole('tab', { name });

  async function api<T>(method: string, path: string, body?: object): Promise<T> {
    const [account] = sandbox.sandbox.accounts;
    assert.ok(account);
    const response = await fetch(`${sandbox.sandbox.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  async function anyConfiguration(): Promise<string> {
    const { configurations } = await api<{ configurations: { id: string }[] }>(
      'GET',
      '/v2/ControlPlane/Configurations',
    );
    assert.ok(configurations[0]);
    return configurations[0].id;
  }

  async function conversationNamed(name: string): Promise<string> {
    const { conversations } = await api<{ conversations: { id: string; name?: string }[] }>(
      'GET',
      '/v2/Conversations?pageSize=1000',
    );
    const found = conversations.find((conversation) => conversation.name?.startsWith(name));
    assert.ok(found, name);
    return found.id;
  }

  /** The communications of a conversation that say this, as the API has them. */
  async function recorded(name: string, text: string): Promise<Communication[]> {
    const id = await conversationNamed(name);
    const { communications } = await api<{ communications: Communication[] }>(
      'GET',
      `/v2/Conversations/${id}/Communications?pageSize=1000`,
    );
    return communications.filter(({ content }) => content.text === text);
  }

  /** Starts it by its keys, with the focus in an editor. */
  async function startByKeys(question: RegExp): Promise<void> {
    await keyboard().press(KEYS.join('+'));
    await quickInput().asks(question);
  }

  async function newEditor(): Promise<void> {
    await vscode.workbench.runCommand('View: Close All Editors');
    await vscode.workbench.runCommand('File: New Untitled Text File');
    await tab(/^Untitled-/).waitFor();
    await vscode.workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  it('asks for conversation, author and recipients where nothing was sent yet', async () => {
    const { workbench } = vscode;
    await newEditor();
    await startByKeys(/Conversation to write into/);
    await quickInput()
      .row(/Hannah Okafor/)
      .waitFor();
    await quickInput().type('Hannah');
    await quickInput().pick(/Hannah Okafor/);
    await quickInput().asks(/Who writes/);
    await quickInput().pick(/Imani Brooks/);
    await quickInput().asks(/Who is it for/);
    await quickInput()
      .row(/Hannah Okafor/)
      .waitFor();
    await quickInput().accept();
    await quickInput().asks(/SMS · Imani Brooks → Hannah Okafor\. Enter records it/);
    assert.match(await quickInput().title(), /Create Communication · Hannah Okafor: flat tire/);
    await quickInput().answer('First of all');
    await workbench.waitForNotification(/recorded in “Hannah Okafor: flat tire/);
    // The editor stays what it was.
    await tab(/^Untitled-/)
      .and(workbench.page.locator('[aria-selected=true]'))
      .waitFor();
    assert.equal((await recorded('Hannah Okafor', 'First of all')).length, 1);
  });

  it('takes at most 5 keystrokes besides the text, from an editor into the last conversation', async () => {
    const { workbench } = vscode;
    await workbench.clearNotifications();
    await newEditor();
    let keystrokes = 0;
    const press = async (...keys: string[]) => {
      keystrokes += keys.length;
      await keyboard().press(keys.join('+'));
    };
    await press(...KEYS);
    await quickInput().asks(/SMS · Imani Brooks → Hannah Okafor\. Enter records it/);
    await keyboard().type('In four keystrokes');
    await press('Enter');
    await workbench.waitForNotification(/recorded in “Hannah Okafor/);
    assert.equal((await recorded('Hannah Okafor', 'In four keystrokes')).length, 1);
    assert.ok(keystrokes <= 5, `${keystrokes} keystrokes`);
    await tab(/^Untitled-/)
      .and(workbench.page.locator('[aria-selected=true]'))
      .waitFor();
    await workbench.screenshot('compose-recorded');
  });

  it('sends the same again, and shows it on its timeline', async () => {
    const { workbench } = vscode;
    await workbench.pressNotificationButton(/recorded in “Hannah/, 'Send Again');
    await workbench.waitForNotification(/recorded in the conversation/);
    assert.equal((await recorded('Hannah Okafor', 'In four keystrokes')).length, 2);
    await workbench.pressNotificationButton(/recorded in the conversation/, 'Show');
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'In four keystrokes' }).nth(1).waitFor();
    await workbench.clearNotifications();
  });

  it('keeps what was typed when it is closed, and over a reload of the window', async () => {
    const { workbench } = vscode;
    await newEditor();
    await startByKeys(/Enter records it/);
    await quickInput().type('Half a sentence');
    await quickInput().back();
    await quickInput().asks(/Who is it for/);
    await quickInput().dismiss();
    await startByKeys(/Enter records it/);
    assert.equal(await quickInput().field.inputValue(), 'Half a sentence');
    await quickInput().type('Half a sentence, and more');
    await workbench.reload();
    await workbench.runCommandAsking(COMMAND, /Enter records it/);
    assert.equal(await quickInput().field.inputValue(), 'Half a sentence, and more');
  });

  it('takes what was typed along into another conversation, and opens there the next time', async () => {
    await quickInput().back();
    await quickInput().asks(/Who is it for/);
    await quickInput().back();
    await quickInput().asks(/Who writes/);
    await quickInput().back();
    await quickInput().asks(/Conversation to write into/);
    await quickInput().type('Theo');
    await quickInput().pick(/Theo Lindgren/);
    await quickInput().asks(/Who writes/);
    await quickInput()
      .row(/Theo Lindgren/)
      .waitFor();
    await quickInput().dismiss();
    await vscode.workbench.runCommandAsking(COMMAND, /Who writes/);
    await quickInput().row(/Tilda/).waitFor();
    await quickInput().accept();
    await quickInput().asks(/Who is it for/);
    await quickInput()
      .row(/Theo Lindgren/)
      .waitFor();
    await quickInput().accept();
    await quickInput().asks(/→ Theo Lindgren\. Enter records it/);
    assert.equal(await quickInput().field.inputValue(), 'Half a sentence, and more');
    await quickInput().accept();
    await vscode.workbench.waitForNotification(/recorded in “Theo Lindgren/);
    assert.equal((await recorded('Theo Lindgren', 'Half a sentence, and more')).length, 1);
    await vscode.workbench.clearNotifications();
  });

  it('takes addresses by hand, checks them as they are typed, and writes where nobody takes part yet', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Nobody here yet/, 'Create Communication…');
    await quickInput().asks(/Who writes/);
    await quickInput().pick(/Type an Address/);
    await quickInput().asks(/On which channel/);
    await quickInput().pick('SMS');
    await quickInput().asks(/international form/);
    await quickInput().type('555 0');
    await quickInput().asks(/Write the number with \+/);
    await workbench.screenshot('compose-address-complaint');
    await quickInput().type('+1 (555) 999-0001');
    await quickInput().asks(/Phone number in international form/);
    await quickInput().back();
    await quickInput().asks(/On which channel/);
    await quickInput().accept();
    await quickInput().asks(/Phone number in international form/);
    assert.equal(await quickInput().field.inputValue(), '+1 (555) 999-0001');
    await quickInput().accept();
    for (const [channel, address] of [
      ['WhatsApp', '+44 20 7946 0000'],
      ['Chat', 'maya'],
    ] as const) {
      await quickInput().asks(/Who is it for/);
      await quickInput().tick(/Type an Address/);
      await quickInput().asks(/On which channel/);
      await quickInput().pick(channel);
      await quickInput().asks(channel === 'Chat' ? /Identity of the chat user/ : /WhatsApp number/);
      await quickInput().answer(address);
    }
    await quickInput().asks(/Who is it for/);
    await quickInput().row('maya').waitFor();
    await workbench.screenshot('compose-recipients-typed');
    await quickInput().accept();
    await quickInput().asks(/SMS \+15559990001 → WhatsApp whatsapp:\+442079460000, Chat maya/);
    await quickInput().answer('To whom it may concern');
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'To whom it may concern' }).waitFor();
    const [communication] = await recorded('Nobody here yet', 'To whom it may concern');
    assert.equal(communication?.author.address, '+15559990001');
    assert.deepEqual(
      communication?.recipients.map(({ address }) => address),
      ['whatsapp:+442079460000', 'maya'],
    );
  });

  it('finds the participant at an address that is typed', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Theo Lindgren/, 'Create Communication…');
    await quickInput().asks(/Who writes/);
    await quickInput()
      .row(/Theo Lindgren/)
      .waitFor();
    const described = await quickInput()
      .row(/Theo Lindgren/)
      .innerText();
    const address = /\+\d+/.exec(described)?.[0] ?? '';
    await quickInput().pick(/Type an Address/);
    await quickInput().asks(/On which channel/);
    await quickInput().pick(/WhatsApp|RCS/.exec(described)?.[0] ?? 'SMS');
    await quickInput().asks(/international form/);
    await quickInput().type(address);
    await quickInput().asks(/The address of Theo Lindgren/);
    await workbench.screenshot('compose-address-understood');
    await quickInput().dismiss();
  });

  it('takes everything else that a communication may say, and checks it as it is typed', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Create Communication…');
    await quickInput().asks(/Who writes/);
    await quickInput().pick(/Imani Brooks/);
    await quickInput().asks(/Who is it for/);
    await quickInput()
      .row(/Hannah Okafor/)
      .waitFor();
    await quickInput().accept();
    await quickInput().asks(/Enter records it/);
    await quickInput().type('Said on the phone');
    await workbench.page
      .locator('.quick-input-widget:visible')
      .getByRole('button', { name: 'More Fields…' })
      .click();
    await quickInput().asks(/What else does the communication say/);
    await workbench.screenshot('compose-fields-text');
    await quickInput().pick('Kind');
    await quickInput().asks(/Kind of the communication/);
    await quickInput().pick('Transcription');
    await quickInput().asks(/What else/);
    await quickInput().pick('Confidence');
    await quickInput().asks(/How sure/);
    await quickInput().type('1.2');
    await quickInput().asks(/The confidence is a number from 0 to 1/);
    await quickInput().answer('0,93');
    await quickInput().asks(/What else/);
    await quickInput().pick('Occurred At');
    await quickInput().asks(/When it was said/);
    await quickInput().type('soonish');
    await quickInput().asks(/That is no moment/);
    await workbench.screenshot('compose-moment-complaint');
    await quickInput().type('yesterday 14:00');
    await quickInput().asks(/Understood as .*(14|2):00/);
    await workbench.screenshot('compose-moment-understood');
    await quickInput().accept();
    await quickInput().asks(/What else/);
    await quickInput().pick('Resource ID');
    await quickInput().asks(/that has it already is updated/);
    await quickInput().answer('order-4711');
    await quickInput().asks(/What else/);
    await workbench.screenshot('compose-fields-transcription');
    await quickInput().back();
    await quickInput().asks(
      /transcription, confidence 0,93, occurred .*(14|2):00.*, resource ID order-4711\. Enter records/,
    );
    await workbench.screenshot('compose-text-facts');
    assert.equal(await quickInput().field.inputValue(), 'Said on the phone');
    await quickInput().accept();
    await workbench.waitForNotification(/recorded in “Hannah/);
    const [communication] = await recorded('Hannah Okafor', 'Said on the phone');
    assert.equal(communication?.content.type, 'TRANSCRIPTION');
    assert.equal(communication?.content.transcription?.confidence, 0.93);
    assert.equal(communication?.resourceId, 'order-4711');
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    assert.equal(Date.parse(communication?.occurredAt ?? ''), Date.parse(`${yesterday}T14:00:00Z`));
    // Sent again it is a second one, and not the first one changed.
    await workbench.pressNotificationButton(/recorded in “Hannah/, 'Send Again');
    await workbench.waitForNotification(/recorded in the conversation/);
    assert.equal((await recorded('Hannah Okafor', 'Said on the phone')).length, 2);
    await workbench.clearNotifications();
  });

  it('marks the field that the API refuses, and sends it once it is put right', async () => {
    const { workbench } = vscode;
    const refuse = (message: string) =>
      sandbox.fail({
        when: /^POST .*Communications/,
        times: 1,
        status: 400,
        body: { code: 20001, message, status: 400 },
      });
    refuse('recipients[0].address is not reachable');
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Create Communication…');
    await quickInput().asks(/Enter records it/);
    await quickInput().answer('Refused at first');
    await quickInput().asks(/Refused, see the mark/);
    await quickInput()
      .row(/Hannah Okafor/)
      .getByText('recipients[0].address is not reachable')
      .waitFor();
    await workbench.screenshot('compose-refused-recipients');
    refuse('occurredAt must not be before the conversation');
    await quickInput().accept();
    await quickInput().asks(/Enter records it/);
    assert.equal(await quickInput().field.inputValue(), 'Refused at first');
    await quickInput().accept();
    await quickInput().asks(/occurredAt must not be before the conversation/);
    await workbench.screenshot('compose-refused-moment');
    refuse('content.text is too rude');
    await quickInput().answer('5 minutes ago');
    await quickInput().asks(/occurred .* Enter records it/);
    await quickInput().accept();
    await quickInput().asks(/content\.text is too rude/);
    await workbench.screenshot('compose-refused-text');
    await quickInput().answer('Accepted in the end');
    await workbench.waitForNotification(/recorded in “Hannah/);
    assert.equal((await recorded('Hannah Okafor', 'Accepted in the end')).length, 1);
    assert.equal((await recorded('Hannah Okafor', 'Refused at first')).length, 0);
    await workbench.clearNotifications();
  });

  it('says that it is unknown whether it arrived, looks, and finds it', async () => {
    const { workbench } = vscode;
    sandbox.fail({ when: /^POST/, cut: 'after', times: 1 });
    await newEditor();
    await startByKeys(/Enter records it/);
    await quickInput().answer('Lost on the way back');
    const words =
      /unknown whether the communication arrived: the connection was lost.*What you typed is kept/;
    await workbench.waitForNotification(words);
    await workbench.screenshot('compose-unknown');
    await workbench.pressNotificationButton(words, 'Look');
    await workbench.waitForNotification(/It arrived: created/);
    await workbench.screenshot('compose-unknown-found');
    assert.equal((await recorded('Hannah Okafor', 'Lost on the way back')).length, 1);
    // It is no draft any more.
    await startByKeys(/Enter records it/);
    assert.equal(await quickInput().field.inputValue(), '');
    await quickInput().dismiss();
    await workbench.pressNotificationButton(/It arrived/, 'Show');
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'Lost on the way back' }).waitFor();
  });

  it('looks, does not find it, and sends it when told to', async () => {
    const { workbench } = vscode;
    sandbox.fail({ when: /^POST/, cut: 'before', times: 1 });
    await newEditor();
    await startByKeys(/Enter records it/);
    await quickInput().answer('Lost on the way there');
    const words = /unknown whether the communication arrived/;
    await workbench.waitForNotification(words);
    await workbench.pressNotificationButton(words, 'Look');
    await workbench.waitForNotification(/It did not arrive/);
    await workbench.screenshot('compose-unknown-not-found');
    assert.equal((await recorded('Hannah Okafor', 'Lost on the way there')).length, 0);
    await workbench.pressNotificationButton(/It did not arrive/, 'Send Again');
    await workbench.waitForNotification(/recorded in “Hannah/);
    assert.equal((await recorded('Hannah Okafor', 'Lost on the way there')).length, 1);
    await workbench.clearNotifications();
  });

  for (const { status, words } of [
    { status: 409, words: /not created, and what you typed is kept.*Try elsewhere/ },
    {
      status: 500,
      words: /unknown whether the communication arrived: the answer was HTTP 500, “Try elsewhere”/,
    },
  ]) {
    it(`loses nothing when the answer is ${status}`, async () => {
      const { workbench } = vscode;
      sandbox.fail({
        when: /^POST .*Communications/,
        times: 1,
        status,
        body: { code: 20001, message: 'Try elsewhere', status },
      });
      await newEditor();
      await startByKeys(/Enter records it/);
      await quickInput().answer(`Typed once, ${status}`);
      await workbench.waitForNotification(words);
      await workbench.screenshot(`compose-${status}`);
      await workbench.pressNotificationButton(words, 'Retry');
      await quickInput().asks(/Enter records it/);
      assert.equal(await quickInput().field.inputValue(), `Typed once, ${status}`);
      await quickInput().accept();
      await workbench.waitForNotification(/recorded in “Hannah/);
      assert.equal((await recorded('Hannah Okafor', `Typed once, ${status}`)).length, 1);
      await workbench.clearNotifications();
    });
  }

  it('asks for another conversation where the last one was closed meanwhile, and keeps the text', async () => {
    const id = await conversationNamed('Hannah Okafor');
    await api('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
    await newEditor();
    await keyboard().press(KEYS.join('+'));
    await quickInput().asks(/“Hannah Okafor.*is closed: choose another/);
    await quickInput()
      .row(/Theo Lindgren/)
      .waitFor();
    await vscode.workbench.screenshot('compose-closed');
    await quickInput().dismiss();
  });

  it('is done by keyboard alone', async () => {
    const { workbench } = vscode;
    await newEditor();
    await keyboard().press(KEYS.join('+'));
    await quickInput().asks(/is closed: choose another|Conversation to write into/);
    await quickInput()
      .row(/Theo Lindgren/)
      .waitFor();
    await keyboard().type('Theo L');
    await keyboard().press('Enter');
    await quickInput().asks(/Who writes/);
    await quickInput().row(/Tilda/).waitFor();
    await keyboard().type('Type an');
    await keyboard().press('Enter');
    await quickInput().asks(/On which channel/);
    await keyboard().press('Enter');
    await quickInput().asks(/international form/);
    await keyboard().type('+15559990009');
    await keyboard().press('Enter');
    await quickInput().asks(/Who is it for/);
    await quickInput()
      .row(/Theo Lindgren/)
      .waitFor();
    if (
      (await workbench.page.locator('.quick-input-widget:visible .quick-input-count').innerText()).startsWith(
        '0',
      )
    ) {
      await keyboard().press('ArrowDown');
      await keyboard().press('Space');
    }
    await keyboard().press('Enter');
    await quickInput().asks(/Enter records it/);
    await keyboard().type('By keyboard');
    await keyboard().press('Shift+Tab');
    await workbench.screenshot('compose-keyboard-focus');
    await keyboard().press('Enter');
    await quickInput().asks(/What else/);
    await keyboard().type('Channel');
    await keyboard().press('Enter');
    await quickInput().asks(/ID of the call/);
    await keyboard().type('CA1');
    await keyboard().press('Enter');
    await quickInput().asks(/What else/);
    await keyboard().type('Back to');
    await keyboard().press('Enter');
    await quickInput().asks(/channel ID CA1\. Enter records it/);
    await keyboard().press('Enter');
    await workbench.waitForNotification(/recorded in “Theo/);
    const [communication] = await recorded('Theo Lindgren', 'By keyboard');
    assert.equal(communication?.author.address, '+15559990009');
    assert.equal(communication?.channelId, 'CA1');
  });

  it('is read in every theme', async () => {
    const { workbench } = vscode;
    for (const theme of THEMES) {
      const picture = (name: string) => workbench.screenshot(`compose-${name}-${theme}`);
      await workbench.setTheme(theme);
      await workbench.runCommandAsking(COMMAND, /Enter records it/);
      await quickInput().asks(/→/);
      await picture('text');
      await workbench.page
        .locator('.quick-input-widget:visible')
        .getByRole('button', { name: 'More Fields…' })
        .click();
      await quickInput().asks(/What else/);
      await picture('fields');
      await quickInput().pick('Occurred At');
      await quickInput().asks(/When it was said/);
      await quickInput().type('soonish');
      await quickInput().asks(/That is no moment/);
      await picture('complaint');
      await quickInput().accept();
      await picture('refused');
      await quickInput().type('yesterday 14:00');
      await quickInput().asks(/Understood as/);
      await picture('understood');
      await quickInput().back();
      await quickInput().asks(/What else/);
      await quickInput().back();
      await quickInput().asks(/Enter records it/);
      await quickInput().back();
      await quickInput().asks(/Who is it for/);
      await quickInput()
        .row(/Theo Lindgren/)
        .waitFor();
      await picture('recipients');
      await quickInput().back();
      await quickInput().asks(/Who writes/);
      await quickInput().row(/Tilda/).waitFor();
      await picture('author');
      await quickInput().back();
      await quickInput().asks(/Conversation to write/);
      await quickInput()
        .row(/Theo Lindgren/)
        .waitFor();
      await picture('conversation');
      await quickInput().dismiss();
    }
  });
});
