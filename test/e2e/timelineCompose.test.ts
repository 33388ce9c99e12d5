import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const THEMES = ['light', 'dark', 'hc'] as const;
const POSTS = /^POST .*\/Communications$/;

describe('writing at the foot of a timeline', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(() => vscode.workbench.openViewContainer('Twilio Conversations'));
  afterEach(() => sandbox.fail());
  after(() => sandbox.close());

  /** Opens a conversation and nothing else, so that the one webview is its. */
  async function open(name: RegExp, selector = '[role=feed] article'): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(name)).click();
    return workbench.webviewFrame(selector);
  }

  /** The box, opened by a click on the line at the foot unless it is open already. */
  async function openBox(frame: Frame): Promise<Locator> {
    const box = frame.locator('compose-box');
    const line = frame.getByRole('button', { name: 'Write into this conversation…' });
    await box.or(line).first().waitFor();
    if ((await box.count()) === 0) await line.click();
    await box.getByRole('checkbox').or(box.getByText('takes no more')).first().waitFor();
    return box;
  }

  const text = (box: Locator) => box.getByRole('textbox', { name: 'Text', exact: true });
  const status = (box: Locator) => box.getByRole('status');
  const row = (frame: Frame, words: string) => frame.getByRole('article').filter({ hasText: words });

  async function send(box: Locator, words: string): Promise<void> {
    await text(box).fill(words);
    await text(box).press('ControlOrMeta+Enter');
  }

  async function pictures(name: string): Promise<void> {
    for (const theme of THEMES) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`compose-box-${name}-${theme}`);
    }
  }

  /** What has the focus, within however many shadows: its name or what it says. */
  const focused = (frame: Frame) =>
    frame.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });

  async function waitForFocus(frame: Frame, what: RegExp): Promise<void> {
    const deadline = performance.now() + 15_000;
    let found = '';
    while (performance.now() < deadline) {
      found = await focused(frame);
      if (what.test(found)) return;
      await vscode.workbench.page.waitForTimeout(50);
    }
    assert.match(found, what);
  }

  it('records what is written by Ctrl+Enter, shows it in the feed, and goes on from there', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    await waitForFocus(frame, /^Text$/);
    await pictures('open');
    assert.equal(
      await frame.getByRole('button', { name: 'Jump to Latest' }).count(),
      0,
      'the end is still followed',
    );
    await text(box).pressSequentially('First line');
    await text(box).press('Enter');
    await text(box).pressSequentially('second line');
    await text(box).press('ControlOrMeta+Enter');
    await status(box).getByText('Recorded in the conversation.').waitFor();
    await row(frame, 'second line').waitFor();
    assert.equal(await text(box).inputValue(), '');
    assert.equal(await focused(frame), 'Text', 'the next one can be written at once');
    await pictures('sent');
    await status(box).getByRole('button', { name: 'Send Again' }).click();
    await row(frame, 'second line').nth(1).waitFor();
    await status(box).getByText('Recorded in the conversation.').waitFor();
    await status(box).getByRole('button', { name: 'Show' }).click();
    await waitForFocus(frame, /second line/);
    // From the feed back into the box, and away from it.
    await vscode.workbench.page.keyboard.press('c');
    await waitForFocus(frame, /^Text$/);
    await vscode.workbench.page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await waitForFocus(frame, /second line/);
  });

  it('sends once, however often it is asked while it is on its way', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    await text(box).fill('Only one of these');
    await text(box).press('ControlOrMeta+Enter');
    await text(box).press('ControlOrMeta+Enter');
    await text(box).press('ControlOrMeta+Enter');
    await status(box).getByText('Recorded in the conversation.').waitFor();
    await row(frame, 'Only one of these').waitFor();
    assert.equal(await row(frame, 'Only one of these').count(), 1);
  });

  it('writes to several, one of them by hand, with help for the channel', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    await box.getByRole('button', { name: 'Other address…' }).click();
    const typing = box.getByRole('group', { name: 'Address that it goes to' });
    await waitForFocus(frame, /^Address$/);
    await typing.getByRole('combobox', { name: 'Channel' }).selectOption('WHATSAPP');
    const address = typing.getByRole('textbox', { name: 'Address' });
    await address.fill('0171 234');
    await typing.getByText(/with \+ and the country/).waitFor();
    await pictures('typing');
    await address.fill('+49 171 2345678');
    await typing.getByText('Read as whatsapp:+491712345678').waitFor();
    await address.press('Enter');
    await box.getByRole('checkbox', { name: /whatsapp:\+491712345678/ }).waitFor();
    assert.ok((await box.getByRole('checkbox', { checked: true }).count()) >= 2);
    await send(box, 'To several');
    await row(frame, 'To several').waitFor();
  });

  it('records a transcription of another time, and tells what the words for it mean', async () => {
    const frame = await open(/^Conversation Margaret Doyle/);
    const box = await openBox(frame);
    await box.getByRole('button', { name: 'More' }).click();
    await box.getByRole('radio', { name: 'Transcription' }).click();
    await box.getByRole('combobox', { name: 'Leg' }).selectOption('1');
    await box.getByRole('textbox', { name: 'Confidence' }).fill('7');
    await box.getByText('The confidence is a number from 0 to 1').waitFor();
    await box.getByRole('textbox', { name: 'Occurred' }).fill('no such time');
    await box.getByText('That is no moment').waitFor();
    await pictures('more-wrong');
    await box.getByRole('textbox', { name: 'Confidence' }).fill('0.91');
    await box.getByRole('textbox', { name: 'Engine' }).fill('deepgram');
    await box.getByRole('textbox', { name: 'Occurred' }).fill('yesterday 14:00');
    await box.getByText(/14:00:00 UTC \(yesterday\)|14:00:00 UTC \(\d+ hours ago\)/).waitFor();
    await pictures('more');
    await send(box, 'Spoken a day before');
    await status(box).getByText('Recorded in the conversation.').waitFor();
    await row(frame, 'Spoken a day before').getByText(/91/).first().waitFor();
    assert.equal(await box.getByRole('textbox', { name: 'Occurred' }).inputValue(), '', 'it was of that one');
    assert.equal(await box.getByRole('textbox', { name: 'Engine' }).inputValue(), 'deepgram');
    assert.equal(
      await box.getByRole('radio', { name: 'Transcription' }).getAttribute('aria-checked'),
      'true',
    );
  });

  it('marks the field that the API refused, and what is missing', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    await text(box).fill(' ');
    await text(box).press('ControlOrMeta+Enter');
    await box.getByText('A text is needed.').waitFor();
    assert.equal(await text(box).getAttribute('aria-invalid'), 'true');
    sandbox.fail({
      when: POSTS,
      status: 400,
      body: { code: 20001, message: 'recipients[0].address is not allowed here', status: 400 },
    });
    await send(box, 'Refused');
    const wrong = box.locator('#recipients-note');
    await wrong.getByText(/recipients\[0\].address is not allowed here/).waitFor();
    await waitForFocus(frame, /Okafor/);
    await pictures('refused');
    sandbox.fail();
    assert.equal(await text(box).inputValue(), 'Refused');
    await status(box).getByRole('button', { name: 'Retry' }).click();
    await row(frame, 'Refused').waitFor();
  });

  it('says what went wrong otherwise, loses nothing, and sends it with Retry', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    sandbox.fail({
      when: POSTS,
      status: 409,
      body: { code: 409, message: 'Something is in the way', status: 409 },
    });
    await send(box, 'In spite of a conflict');
    await status(box)
      .getByText(/what you typed is kept.*Something is in the way/)
      .waitFor();
    sandbox.fail();
    await status(box).getByRole('button', { name: 'Retry' }).click();
    await row(frame, 'In spite of a conflict').waitFor();
    sandbox.fail({ when: POSTS, status: 429, times: 1, headers: { 'Retry-After': '1' } });
    await send(box, 'After a while');
    await row(frame, 'After a while').waitFor();
    await status(box).getByText('Recorded in the conversation.').waitFor();
    assert.equal(await row(frame, 'After a while').count(), 1);
  });

  it('does not know whether it arrived, looks, and finds it', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    sandbox.fail({ when: POSTS, cut: 'after', times: 1 });
    await send(box, 'Did it arrive?');
    await status(box)
      .getByText(/unknown whether it arrived: the connection was lost/)
      .waitFor();
    await pictures('unknown');
    // The same once more is not sent by the same key.
    await text(box).press('ControlOrMeta+Enter');
    await waitForFocus(frame, /^Look$/);
    await vscode.workbench.page.keyboard.press('Enter');
    await status(box)
      .getByText(/It arrived: created/)
      .waitFor();
    await row(frame, 'Did it arrive?').waitFor();
    assert.equal(await row(frame, 'Did it arrive?').count(), 1);
    assert.equal(await text(box).inputValue(), '');
    sandbox.fail({ when: POSTS, cut: 'before', times: 1 });
    await send(box, 'It did not');
    await status(box).getByRole('button', { name: 'Look' }).click();
    await status(box)
      .getByText(/It did not arrive/)
      .waitFor();
    assert.equal(await text(box).inputValue(), 'It did not');
    await status(box).getByRole('button', { name: 'Send Again' }).click();
    await row(frame, 'It did not').waitFor();
  });

  it('keeps what was begun when the panel is closed, over a reload, and shares it with the wizard', async () => {
    const { workbench } = vscode;
    let frame = await open(/^Conversation Theo Lindgren/);
    let box = await openBox(frame);
    await text(box).pressSequentially('Half a sent');
    await workbench.runCommand('View: Close All Editors');
    frame = await open(/^Conversation Theo Lindgren/);
    box = await openBox(frame);
    assert.equal(await text(box).inputValue(), 'Half a sent');
    await text(box).press('End');
    await text(box).pressSequentially('ence');
    await workbench.reload();
    frame = await workbench.webviewFrame('compose-box');
    box = frame.locator('compose-box');
    await frame.waitForFunction(() => {
      const root = document
        .querySelector('timeline-app')
        ?.shadowRoot?.querySelector('compose-box')?.shadowRoot;
      return root?.querySelector('textarea')?.value === 'Half a sentence';
    });
    await box.getByRole('button', { name: 'Discard Draft' }).click();
    await status(box).getByText('The draft was discarded.').waitFor();
    assert.equal(await text(box).inputValue(), '');
    await status(box).getByRole('button', { name: 'Undo' }).click();
    await box.getByRole('button', { name: 'Discard Draft' }).waitFor();
    assert.equal(await text(box).inputValue(), 'Half a sentence');
    await text(box).press('ControlOrMeta+Enter');
    await row(frame, 'Half a sentence').waitFor();
  });

  it('shows nobody while personal data is hidden, and writes all the same', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    await text(box).fill('Begun before');
    await box.getByRole('button', { name: 'Discard Draft' }).waitFor();
    await frame.getByRole('button', { name: 'Hide Personal Data' }).first().click();
    await box
      .getByRole('checkbox', { name: /Customer/ })
      .first()
      .waitFor();
    assert.doesNotMatch(await box.innerText(), /Hannah|Okafor|Imani|\+1\d{3}/);
    assert.doesNotMatch(await box.innerHTML(), /Hannah|Okafor|Imani|\+1503/);
    assert.match((await text(box).getAttribute('class')) ?? '', /veiled/);
    await pictures('masked');
    await text(box).press('ControlOrMeta+Enter');
    await status(box).getByText('Recorded in the conversation.').waitFor();
    await frame.getByRole('button', { name: 'Show Personal Data' }).first().click();
    await row(frame, 'Begun before').waitFor();
  });

  it('has Twilio deliver a message, and follows it to its end', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    await text(box).fill('Delivered by Twilio');
    await box.getByRole('radio', { name: 'Send through Twilio' }).click();
    await box.getByText('Twilio delivers it, and people receive it.').waitFor();
    assert.equal(await text(box).inputValue(), 'Delivered by Twilio', 'what was begun becomes the message');
    await pictures('message');
    await text(box).press('ControlOrMeta+Enter');
    await status(box)
      .getByText(/Twilio has sent it: SM[0-9a-f]{32}/)
      .waitFor();
    await row(frame, 'Delivered by Twilio').waitFor();
    assert.equal(await text(box).inputValue(), '');
    await pictures('message-sent');
    await status(box).getByRole('button', { name: 'Copy Message SID' }).click();
    await workbench.page
      .getByText(/Copied SM/)
      .first()
      .waitFor();
    await status(box).getByRole('button', { name: 'Show' }).click();
    await waitForFocus(frame, /Delivered by Twilio/);
  });

  it('says why Twilio did not deliver a message, and brings it back to be changed', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    await box.getByRole('radio', { name: 'Send through Twilio' }).click();
    await box.getByRole('button', { name: 'More' }).click();
    await box.getByRole('textbox', { name: 'Content template' }).fill('nonsense');
    await box.getByText('The ID of a content template begins with HX.').waitFor();
    await pictures('message-more');
    await box.getByRole('textbox', { name: 'Content template' }).fill('');
    await box.getByRole('button', { name: 'Other address…' }).click();
    const address = box.getByRole('textbox', { name: 'Address', exact: true });
    await address.fill('+1 500 555 0001');
    await address.press('Enter');
    await box.getByRole('checkbox', { name: /\+15005550001/ }).waitFor();
    await send(box, 'In vain');
    await status(box)
      .getByText(/Twilio did not send it: .*not a valid phone number/)
      .waitFor();
    await pictures('message-failed');
    await status(box).getByRole('button', { name: 'Edit', exact: true }).click();
    await status(box)
      .getByText(/did not send/)
      .waitFor({ state: 'detached' });
    assert.equal(await text(box).inputValue(), 'In vain');
    sandbox.fail({ when: /^POST .*\/Actions$/, cut: 'before', times: 1 });
    await text(box).press('ControlOrMeta+Enter');
    await status(box)
      .getByText(/unknown whether Twilio sends it/)
      .waitFor();
    await status(box).getByRole('button', { name: 'Look' }).click();
    await status(box)
      .getByText(/The conversation has no such message/)
      .waitFor();
    await box.getByRole('button', { name: 'Discard Draft' }).click();
    await status(box).getByText('The draft was discarded.').waitFor();
  });

  it('is written in with the keyboard alone', async () => {
    const { workbench } = vscode;
    const { keyboard } = workbench.page;
    const frame = await open(/^Conversation Hannah Okafor/);
    await frame.getByRole('article').last().focus();
    await keyboard.press('c');
    await waitForFocus(frame, /^Text$/);
    const stops: string[] = [];
    for (let stop = 0; stop < 4; stop++) {
      await keyboard.press('Shift+Tab');
      stops.push((await focused(frame)).slice(0, 12));
    }
    assert.match(stops.join('|'), /Hannah|Imani/);
    for (let stop = 0; stop < 4; stop++) await keyboard.press('Tab');
    await waitForFocus(frame, /^Text$/);
    await keyboard.type('By keys');
    await keyboard.press('Tab');
    await waitForFocus(frame, /^More/);
    await keyboard.press('Tab');
    await waitForFocus(frame, /^Discard Draft$/);
    await keyboard.press('Tab');
    await waitForFocus(frame, /^Record/);
    await keyboard.press('Enter');
    await row(frame, 'By keys').waitFor();
  });

  it('takes no more where the conversation is closed', async () => {
    const frame = await open(/^Conversation Garantiefall Lukas Brandt/);
    const box = await openBox(frame);
    await box.getByText('This conversation is closed: it takes no more communications.').waitFor();
    assert.equal(await text(box).count(), 0);
  });

  it('begins a conversation in which nobody has said anything, in a narrow panel too', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Wren Castillo/, 'timeline-app h2');
    await frame.getByRole('button', { name: 'Create Communication…' }).nth(1).click();
    const box = frame.locator('compose-box');
    await waitForFocus(frame, /^Text$/);
    await box.getByRole('button', { name: 'More' }).click();
    await workbench.page.setViewportSize({ width: 740, height: 800 });
    await frame.waitForFunction(() => innerWidth < 420);
    await pictures('narrow');
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await send(box, 'The first of all');
    await row(frame, 'The first of all').waitFor();
  });

  it('has nothing that axe finds fault with, in any theme', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Hannah Okafor/);
    const box = await openBox(frame);
    const more = box.getByRole('button', { name: /^More/ });
    if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
    await box.getByRole('radio', { name: 'Transcription' }).click();
    await box.getByRole('textbox', { name: 'Confidence' }).fill('7');
    await box.getByText('The confidence is a number from 0 to 1').waitFor();
    await box.getByRole('button', { name: 'Other address…' }).click();
    for (const theme of [...THEMES, 'hcLight'] as const) {
      await workbench.setTheme(theme);
      await assertAccessible(frame, `the box in ${theme}`);
    }
    await box.getByRole('textbox', { name: 'Confidence' }).fill('');
    await box.getByRole('radio', { name: 'Text' }).click();
    sandbox.fail({ when: POSTS, cut: 'before', times: 1 });
    await send(box, 'Nobody knows');
    await status(box)
      .getByText(/unknown whether it arrived/)
      .waitFor();
    for (const theme of [...THEMES, 'hcLight'] as const) {
      await workbench.setTheme(theme);
      await assertAccessible(frame, `an unknown outcome in ${theme}`);
    }
    await status(box).getByRole('button', { name: 'Send Again' }).click();
    await status(box).getByText('Recorded in the conversation.').waitFor();
  });
});
