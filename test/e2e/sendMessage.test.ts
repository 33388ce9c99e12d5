import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const COMMAND = 'Twilio Conversations: Send Message Through Twilio…';
const POST_ACTION = /^POST .*\/Actions$/;
const GET_ACTION = /^GET .*\/Actions\//;

const themes = ['light', 'dark', 'hc'] as const;

describe('messages that Twilio sends', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 700 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
  });
  afterEach(() => sandbox.fail());
  after(() => sandbox.close());

  /** Begins for Hannah, from her row. */
  async function begin(): Promise<void> {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Send Message Through Twilio…');
    await workbench.quickInput.asks(/Who sends/);
  }

  /** Answers everything up to the review. */
  async function write(text: string): Promise<void> {
    const { quickInput } = vscode.workbench;
    await begin();
    await quickInput.pick(/Imani Brooks/);
    await quickInput.asks(/Who gets it on SMS/);
    await quickInput.row(/Hannah Okafor/).waitFor();
    await quickInput.accept();
    await quickInput.asks(/What the message says/);
    await quickInput.answer(text);
    await quickInput.asks(/^Review/);
  }

  const send = () => vscode.workbench.quickInput.pick(/Send Through Twilio/);

  for (const theme of themes)
    it(`asks by keyboard alone, and says at each step what it is about (${theme})`, async () => {
      const { workbench } = vscode;
      const { quickInput, page } = workbench;
      const shot = (step: string) => workbench.screenshot(`send-message-${step}-${theme}`);
      await workbench.setTheme(theme);
      await workbench.runCommandAsking(COMMAND, /Conversation to send a message in/);
      await quickInput.type('flat tire');
      await quickInput.row(/Hannah Okafor/).waitFor();
      await shot('1-conversation');
      await page.keyboard.press('Enter');
      await quickInput.asks(/Who sends\? Twilio delivers/);
      assert.equal(await quickInput.title(), 'Send Message Through Twilio (2/5)');
      await quickInput.row(/Imani Brooks/).waitFor();
      await shot('2-from');
      // An address by hand, which will not do, and back.
      await page.keyboard.type('Type an');
      await quickInput.row(/Type an Address/).waitFor();
      await page.keyboard.press('Enter');
      await quickInput.asks(/Channel of the address/);
      await shot('2-from-channel');
      await page.keyboard.press('Enter');
      await quickInput.asks(/Phone number in international form/);
      await page.keyboard.type('0151 2345');
      await page.keyboard.press('Enter');
      await quickInput.asks(/Write the number with \+/);
      await shot('2-from-refused');
      await page.keyboard.press('Control+Alt+Minus');
      await quickInput.asks(/Channel of the address/);
      await page.keyboard.press('Control+Alt+Minus');
      await quickInput.asks(/Who sends/);
      await quickInput.row(/Imani Brooks/).waitFor();
      await page.keyboard.type('Imani');
      await quickInput.row(/Imani Brooks/).waitFor();
      await page.keyboard.press('Enter');
      await quickInput.asks(/Who gets it on SMS/);
      await quickInput.row(/Hannah Okafor/).waitFor();
      await shot('3-to');
      await page.keyboard.press('Enter');
      await quickInput.asks(/What the message says.*nothing is sent yet/);
      await shot('4-text');
      await page.keyboard.press('Enter');
      await quickInput.asks(/In a sandbox the message reaches nobody/);
      await quickInput.row(/Cannot Be Sent Yet/).waitFor();
      await shot('5-review-incomplete');
      // The first row leads to what is missing.
      await page.keyboard.press('Enter');
      await quickInput.asks(/What the message says/);
      await page.keyboard.type('Your wheel is ready.');
      await page.keyboard.press('Enter');
      await quickInput.row(/Send Through Twilio/).waitFor();
      await page.keyboard.type('Content');
      await page.keyboard.press('Enter');
      await quickInput.asks(/ID of the content template/);
      await page.keyboard.type('nonsense');
      await page.keyboard.press('Enter');
      await quickInput.asks(/begins with HX/);
      await shot('5-template-refused');
      await quickInput.field.fill('');
      await page.keyboard.press('Enter');
      await quickInput.row(/Send Through Twilio/).waitFor();
      await shot('5-review');
      await page.keyboard.press('Escape');
      await quickInput.closed();
      // What was typed is kept until it is sent.
      await begin();
      await page.keyboard.press('Enter');
      await quickInput.asks(/Who gets it/);
      await quickInput.row(/Hannah Okafor/).waitFor();
      await page.keyboard.press('Enter');
      await quickInput.asks(/What the message says/);
      assert.equal(await quickInput.field.inputValue(), 'Your wheel is ready.');
      await quickInput.field.fill('');
      await page.keyboard.press('Escape');
      await quickInput.closed();
    });

  it('follows a message to its end, and shows the communication that it became', async () => {
    const { workbench } = vscode;
    const { page } = workbench;
    let told = '';
    // A notification goes to the bell after some seconds: the theme is there before it.
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await write(`Your wheel is ready, Hannah: ${theme}.`);
      await send();
      await workbench.waitForNotification(/Twilio is sending the message/);
      await workbench.screenshot(`send-message-6-progress-${theme}`);
      told = await workbench.waitForNotification(/Twilio has sent the message, SM[0-9a-f]{32}/);
      await workbench.screenshot(`send-message-7-sent-${theme}`);
      if (theme !== 'hc') await workbench.clearNotifications();
    }
    await workbench.pressNotificationButton(/Twilio has sent/, 'Show');
    const frame = await workbench.webviewFrame('[role=feed] article');
    const sent = frame.getByRole('article').filter({ hasText: 'Your wheel is ready, Hannah: hc.' });
    await sent.waitFor();
    assert.equal(await sent.count(), 1);
    // The one that was pressed takes a moment to go.
    await workbench.clearNotifications();
    await write('And the light works.');
    await send();
    await workbench.waitForNotification(/Twilio has sent/);
    await workbench.pressNotificationButton(/Twilio has sent/, 'Copy Message SID');
    const sid = /SM[0-9a-f]{32}/.exec(await page.evaluate(() => navigator.clipboard.readText()))?.[0];
    assert.ok(sid && !told.includes(sid));
    // The open timeline takes it in by itself.
    await frame.getByRole('article').filter({ hasText: 'And the light works.' }).waitFor();
  });

  it('says why a message was not sent, and begins again with what was typed', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await begin();
    await quickInput.pick(/Imani Brooks/);
    await quickInput.asks(/Who gets it on SMS/);
    await quickInput.row(/Hannah Okafor/).waitFor();
    await quickInput.tick(/Hannah Okafor/);
    await quickInput.tick(/Type an Address/);
    await quickInput.asks(/Phone number in international form/);
    await quickInput.answer('+1 500 555-0001');
    await quickInput.asks(/Who gets it on SMS/);
    await quickInput.row('+15005550001').waitFor();
    await workbench.screenshot('send-message-3-to-typed-hc');
    await quickInput.accept();
    await quickInput.answer('Nobody gets this.');
    await quickInput.asks(/^Review/);
    await send();
    const failed = /did not send the message: \+15005550001 is not a valid phone number\. Check the address/;
    await workbench.waitForNotification(failed);
    await workbench.screenshot('send-message-7-failed-hc');
    await workbench.pressNotificationButton(/did not send/, 'Edit and Send Again…');
    await quickInput.asks(/^Review/);
    await quickInput.pick('To');
    await quickInput.asks(/Who gets it on SMS/);
    await quickInput.tick('+15005550001');
    await quickInput.tick(/Hannah Okafor/);
    await quickInput.accept();
    await quickInput.row(/Send Through Twilio/).waitFor();
    await send();
    await workbench.waitForNotification(/Twilio has sent the message/);
    await workbench.clearNotifications();
  });

  it('leads to the field that the API refuses, and waits where it asks to', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    sandbox.fail({
      when: POST_ACTION,
      times: 1,
      status: 400,
      body: { code: 20001, message: 'payload.to[0].address cannot be reached from here', status: 400 },
    });
    await write('To the wrong one?');
    await send();
    await quickInput.asks(/^Review/);
    await quickInput.row(/Cannot Be Sent Yet/).waitFor();
    for (const theme of themes) {
      if (theme !== 'light') {
        // Closed by the change of the theme; what the API said is said once.
        await write('To the wrong one?');
        sandbox.fail({
          when: POST_ACTION,
          times: 1,
          status: 400,
          body: { code: 20001, message: 'payload.to[0].address cannot be reached from here', status: 400 },
        });
        await send();
      }
      await quickInput.asks(/^Review/);
      await quickInput.row(/Cannot Be Sent Yet/).waitFor();
      assert.match((await quickInput.items()).join(), /To/);
      await workbench.screenshot(`send-message-6-refused-${theme}`);
      if (theme === 'hc') break;
      await quickInput.dismiss();
      await workbench.setTheme(theme === 'light' ? 'dark' : 'hc');
    }
    sandbox.fail({ when: POST_ACTION, times: 1, status: 429, headers: { 'Retry-After': '1' } });
    await quickInput.accept();
    await quickInput.asks(/Who gets it/);
    await quickInput.accept();
    await quickInput.row(/Send Through Twilio/).waitFor();
    await send();
    await workbench.waitForNotification(/Twilio has sent the message/);
    await workbench.clearNotifications();
  });

  it('does not repeat a message of which nobody knows, and finds it, or that there is none', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    sandbox.fail({ when: POST_ACTION, cut: 'after' });
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await write(`Lost on the way back: ${theme}.`);
      await send();
      await workbench.waitForNotification(/It is unknown whether Twilio sends the message/);
      await workbench.screenshot(`send-message-7-unknown-${theme}`);
      if (theme !== 'hc') await workbench.clearNotifications();
    }
    await workbench.pressNotificationButton(/It is unknown/, 'Look');
    await workbench.waitForNotification(/It was sent: the conversation has it/);
    await workbench.screenshot('send-message-8-found-hc');
    await workbench.pressNotificationButton(/It was sent/, 'Show');
    const frame = await workbench.webviewFrame('[role=feed] article');
    const found = frame.getByRole('article').filter({ hasText: 'Lost on the way back: hc.' });
    await found.waitFor();
    assert.equal(await found.count(), 1);

    sandbox.fail({ when: POST_ACTION, cut: 'before' });
    await write('Lost on the way there.');
    await send();
    await workbench.pressNotificationButton(/It is unknown/, 'Look');
    await workbench.waitForNotification(/The conversation has no such message/);
    await workbench.screenshot('send-message-8-not-found-hc');
    sandbox.fail();
    await workbench.pressNotificationButton(/no such message/, 'Edit and Send Again…');
    await quickInput.asks(/^Review/);
    await send();
    await workbench.waitForNotification(/Twilio has sent the message/);
    await frame.getByRole('article').filter({ hasText: 'Lost on the way there.' }).waitFor();
    await workbench.clearNotifications();
  });

  it('stops watching on request, and goes on after a reload of the window', async () => {
    const { workbench } = vscode;
    const pending = {
      when: GET_ACTION,
      headers: { 'Retry-After': '600' },
      body: { id: 'x', type: 'SEND_MESSAGE', status: 'PENDING', conversationId: 'x', related: {} },
    };
    sandbox.fail(pending);
    await write('Slow one.');
    await send();
    await workbench.waitForNotification(/Twilio is sending the message/);
    await workbench.pressNotificationButton(/Twilio is sending/, 'Cancel');
    await workbench.waitForNotification(/not followed any more.*does not stop Twilio/);
    // The progress makes room: a click while the other notification moves there would be lost.
    await workbench.page.getByText(/^Twilio is sending the message/).waitFor({ state: 'hidden' });
    await workbench.screenshot('send-message-7-unwatched-hc');
    sandbox.fail();
    await workbench.pressNotificationButton(/not followed any more/, 'Look Again');
    await workbench.waitForNotification(/Twilio has sent the message/);
    await workbench.clearNotifications();

    sandbox.fail(pending);
    await write('Slow and interrupted.');
    await send();
    await workbench.waitForNotification(/Twilio is sending the message/);
    await workbench.reload();
    sandbox.fail();
    await workbench.waitForNotification(/Twilio has sent the message/);
  });
});
