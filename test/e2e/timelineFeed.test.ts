import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { ExportedConversation } from '../../src/api/exportDocument.ts';
import type { Communication } from '../../src/api/resources.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';
import { useVsCode } from '../support/useVsCode.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const BEGUN = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;

/** A conversation in which each communication shows something that the feed has to cope with. */
function gallery(id: string, name: string, said: readonly Said[]): ExportedConversation {
  const conversationId = `conv_conversation_${id}`;
  const moment = (minutes: number) => new Date(BEGUN + minutes * MINUTE).toISOString();
  const participant = (key: string, called: string, type: string, address: string, minutes: number) => ({
    id: `conv_participant_${id}${key}`,
    conversationId,
    accountId: ACCOUNT,
    name: called,
    type,
    addresses: [
      { channel: 'SMS', address },
      { channel: 'VOICE', address },
    ],
    createdAt: moment(minutes),
    updatedAt: moment(minutes),
  });
  const addresses = { c: '+15035550170', a: '+15035550199', t: '+15035550198' };
  return {
    id: conversationId,
    accountId: ACCOUNT,
    configurationId: 'conv_configuration_gallery',
    name,
    status: 'CLOSED',
    createdAt: moment(-1),
    updatedAt: moment(3_000),
    participants: [
      participant('c', 'Noor el Amrani', 'CUSTOMER', addresses.c, -1),
      participant('a', 'Tilda', 'AI_AGENT', addresses.t, -1),
      participant('t', 'Owen\u202E Price', 'HUMAN_AGENT', addresses.a, 200),
    ],
    communications: said.map(({ by = 'c', minutes, content, ...rest }, index): Communication => {
      const channel = content.type === 'TRANSCRIPTION' ? 'VOICE' : 'SMS';
      const end = (key: 'c' | 'a' | 't') => ({
        address: addresses[key],
        channel,
        participantId: `conv_participant_${id}${key}`,
      });
      return {
        id: `conv_communication_${id}${index}`,
        conversationId,
        accountId: ACCOUNT,
        author: end(by),
        recipients: [{ ...end(by === 'c' ? 'a' : 'c'), deliveryStatus: rest.status ?? 'DELIVERED' }],
        content,
        createdAt: moment(minutes),
        updatedAt: moment(minutes),
        occurredAt: moment(minutes),
      };
    }),
  };
}

interface Said {
  by?: 'c' | 'a' | 't';
  /** After the beginning. */
  minutes: number;
  content: Communication['content'];
  status?: string;
}

const text = (value: string): Communication['content'] => ({ type: 'TEXT', text: value });

/** @param confidences of the words, where the engine has them: no API documents that */
function spoken(value: string, minutes: number, confidence: number, confidences: number[] = []) {
  const words = value.split(' ').map((word, index) => ({
    text: word,
    startTime: new Date(BEGUN + minutes * MINUTE + index * 400).toISOString(),
    endTime: new Date(BEGUN + minutes * MINUTE + index * 400 + 300).toISOString(),
    ...(confidences[index] === undefined ? {} : { confidence: confidences[index] }),
  }));
  return {
    type: 'TRANSCRIPTION',
    text: value,
    transcription: { channel: 0, confidence, engine: 'deepgram', words },
  };
}

const LOOKALIKE = 'https://аpple.com/pay';

const talk: Said[] = [
  { minutes: 0, content: text('Hello! Is the blue bike still there?') },
  {
    minutes: 1,
    by: 'a',
    content: text('It is: https://velonora.example/bikes/blue?size=M. Shall I keep it for you?'),
  },
  { minutes: 1.2, by: 'a', content: text('The reservation is free.') },
  { minutes: 2, content: text('👍🏽 🎉') },
  {
    minutes: 193,
    content: spoken(
      'I would like to pick it up tomorrow at noon',
      193,
      0.93,
      [0.99, 0.98, 0.97, 0.9, 0.95, 0.9, 0.41, 0.3, 0.9, 0.95],
    ),
  },
  { minutes: 194, by: 't', content: spoken('Sure thing we open at nine', 194, 0.48) },
  { minutes: 195, by: 't', content: text(''), status: 'READ' },
  { minutes: 196, content: text('مرحبا، هل الدراجة جاهزة؟ تفاصيل: https://velonora.example/ar') },
  {
    minutes: 1_700,
    by: 't',
    content: text('It was not picked up. Should we keep it for another day?'),
    status: 'FAILED',
  },
];

const hostile: Said[] = [
  {
    minutes: 0,
    content: text('<img src=x onerror="document.title=`owned`"><script>document.title=`owned`</script>'),
  },
  {
    minutes: 6,
    content: text(
      'invoice\u202Efdp.exe and \u2066isolated\u2069, \u001B[31mred\u001B[0m, bell\u0007, null\u0000.',
    ),
  },
  {
    minutes: 12,
    content: text(
      `Pay at ${LOOKALIKE} or https://bank.example@evil.example/login, not javascript:alert(1) or command:workbench.action.quit`,
    ),
  },
  { minutes: 18, content: text(`${'A very long text. '.repeat(500_000)}`) },
  { minutes: 24, content: text('x'.repeat(30_000)) },
  { minutes: 30, content: text('\u202E'.repeat(5_000)) },
  { minutes: 36, content: text(`${'a\u0300'.repeat(300)} Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞`) },
  { minutes: 42, by: 'a', content: text('The end.') },
];

describe('the feed', () => {
  let sandbox: Sandbox;
  const vscode = useVsCode(async () => {
    // Not held against the API's document: words have a confidence here, which that does not know.
    sandbox = await startSandbox({});
    sandbox.importDocument(
      {
        format: 'twilio-conversations',
        version: 1,
        exportedAt: new Date().toISOString(),
        accounts: [
          {
            accountSid: ACCOUNT,
            configurations: [],
            conversations: [
              gallery('talk', 'A blue bike', talk),
              gallery('hostile', 'Hostile texts', hostile),
            ],
          },
        ],
      },
      'merge',
    );
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(() => vscode.workbench.openViewContainer('Twilio Conversations'));
  after(() => sandbox.close());

  async function open(name: RegExp): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(name)).click();
    return workbench.webviewFrame('[role=feed] article');
  }

  const article = (frame: Frame, words: string | RegExp) =>
    frame.getByRole('article').filter({ hasText: words }).first();

  async function everyTheme(name: string): Promise<void> {
    const { workbench } = vscode;
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`feed-${name}-${theme}`);
    }
  }

  it('shows silences, and what befell the conversation', async () => {
    const frame = await open(/^Conversation A blue bike/);
    await frame.locator('.row.gap').getByText('3 h 11 min later').waitFor();
    await frame.locator('.row.day').getByText('1 day 1 h later').waitFor();
    const events = frame.locator('.row.event');
    await events.getByText('Conversation created with Noor el Amrani and Tilda').waitFor();
    await events.getByText('Owen[U+202E] Price joined').waitFor();
    await events.getByText('Conversation closed').waitFor();
    const last = article(frame, 'It was not picked up');
    assert.deepEqual(
      [await last.getAttribute('aria-posinset'), await last.getAttribute('aria-setsize')],
      ['9', '9'],
    );
    await everyTheme('events');
  });

  it('selects what is clicked or focused, opens its details, and comes back', async () => {
    const { workbench } = vscode;
    const { keyboard } = workbench.page;
    const frame = await open(/^Conversation A blue bike/);
    const selected = frame.locator('article[aria-current=true]');
    await article(frame, 'Is the blue bike still there').locator('.bubble').click();
    await selected.filter({ hasText: 'Is the blue bike still there' }).waitFor();
    await keyboard.press('ArrowDown');
    await selected.filter({ hasText: 'Shall I keep it for you' }).waitFor();
    assert.equal(await selected.count(), 1);
    await everyTheme('selected');
    // Choosing a theme took the focus.
    await article(frame, 'Is the blue bike still there').locator('.bubble').click();
    await keyboard.press('ArrowDown');
    await selected.filter({ hasText: 'Shall I keep it for you' }).waitFor();
    await keyboard.press('Enter');
    await frame.locator('aside communication-details').waitFor({ state: 'attached' });
    await keyboard.press('ArrowDown');
    await selected.filter({ hasText: 'The reservation is free' }).waitFor();
    await keyboard.press('Escape');
    await frame.locator('aside').waitFor({ state: 'detached' });
    await frame.waitForFunction(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return focused?.textContent?.includes('The reservation is free');
    });
    await article(frame, 'Shall I keep it')
      .locator('.bubble')
      .dblclick({ position: { x: 4, y: 4 } });
    await frame.locator('aside').waitFor({ state: 'attached' });
    await keyboard.press('Escape');
    await frame.locator('aside').waitFor({ state: 'detached' });
  });

  it('links what is a web address, for VS Code to open', async () => {
    const frame = await open(/^Conversation A blue bike/);
    const link = article(frame, 'Shall I keep it for you').getByRole('link');
    assert.equal(await link.textContent(), 'https://velonora.example/bikes/blue?size=M');
    assert.equal(await link.getAttribute('href'), 'https://velonora.example/bikes/blue?size=M');
    assert.equal(await link.getAttribute('title'), 'Opens https://velonora.example/bikes/blue?size=M');
    // VS Code opens it; in a browser that is another tab.
    await vscode.context.route('https://velonora.example/**', (route) => route.fulfill({ body: 'A bike' }));
    const opened = vscode.context.waitForEvent('page');
    await link.click();
    const tab = await opened;
    await tab.waitForURL('https://velonora.example/bikes/blue?size=M');
    await tab.close();
  });

  it('tells when each word was said, and marks those that the engine was unsure of', async () => {
    const frame = await open(/^Conversation A blue bike/);
    const sure = article(frame, 'I would like to pick it up');
    assert.deepEqual(await sure.locator('.word.unsure').allTextContents(), ['up', 'tomorrow']);
    assert.equal(await sure.locator('.word').count(), 2);
    await sure.locator('.bubble').hover();
    await sure.locator('.word', { hasText: 'noon' }).waitFor();
    assert.equal(await sure.locator('.word').count(), 10);
    const title = await sure.locator('.word', { hasText: 'tomorrow' }).getAttribute('title');
    assert.equal(title, '0:02.8 · 12:13:02 · 30%, low confidence');
    await sure.getByText('4 s spoken').waitFor();
    const unsure = article(frame, 'Sure thing we open at nine').locator('.text');
    assert.match((await unsure.getAttribute('class')) ?? '', /\bunsure\b/);
    assert.match((await unsure.getAttribute('title')) ?? '', /48%, low confidence/);
    await everyTheme('words');
  });

  it('draws emoji alone larger, and right-to-left texts from the right', async () => {
    const frame = await open(/^Conversation A blue bike/);
    const size = (row: Locator) =>
      row.locator('.text').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    const emoji = await size(article(frame, '🎉'));
    assert.ok(emoji > 1.5 * (await size(article(frame, 'The reservation is free'))));
    const arabic = article(frame, 'مرحبا').locator('.text');
    assert.equal(await arabic.evaluate((element) => getComputedStyle(element).direction), 'rtl');
  });

  it('marks what is searched for', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation A blue bike/);
    await frame.evaluate(() => {
      const feed = document.querySelector('timeline-app')?.shadowRoot?.querySelector('communication-feed');
      if (feed) Reflect.set(feed, 'query', 'BIKE');
    });
    const marks = article(frame, 'Shall I keep it for you').locator('mark');
    await marks.first().waitFor();
    assert.deepEqual(await marks.allTextContents(), ['bike']);
    assert.equal(await article(frame, 'Shall I keep it for you').locator('a mark').count(), 1);
    await workbench.screenshot('feed-found');
  });

  it('shows hostile texts as text, and nothing of them acts', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Hostile texts/);
    await workbench.page.keyboard.press('Home');
    await article(frame, 'The end.').locator('.bubble').click();
    await workbench.page.keyboard.press('Home');
    await article(frame, '<img src=x onerror=').waitFor();
    const control = article(frame, 'invoice').locator('.text');
    const shown = (await control.textContent()) ?? '';
    assert.equal(shown, 'invoiceU+202Efdp.exe and U+2066isolatedU+2069, ␛[31mred␛[0m, bell␇, null␀.');
    const links = article(frame, 'Pay at').getByRole('link');
    assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href'))), [
      'https://xn--pple-43d.com/pay',
      'https://bank.example@evil.example/login',
    ]);
    await article(frame, 'Pay at').getByText('leads to xn--pple-43d.com').waitFor();
    await article(frame, 'Pay at').getByText('leads to evil.example').waitFor();
    await article(frame, 'A very long text')
      .getByRole('button', { name: /Show all 9,000,000/ })
      .waitFor();
    await workbench.screenshot('feed-hostile-1');
    const sent = await article(frame, 'A very long text')
      .locator('.text')
      .evaluate((element) => element.textContent?.length ?? 0);
    assert.ok(sent > 10_000 && sent <= 20_000, `${sent} characters`);
    await workbench.page.keyboard.press('End');
    await article(frame, 'The end.').waitFor();
    await workbench.screenshot('feed-hostile-2');
    assert.equal(await frame.locator('article img, article script').count(), 0);
    assert.ok(!(await frame.title()).includes('owned'));
    assert.ok(!(await workbench.page.title()).includes('owned'));
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
  });

  it('keeps still for those who asked for less motion', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation A blue bike/);
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await frame.evaluate(async () => {
      const feed = document.querySelector('timeline-app')?.shadowRoot?.querySelector('communication-feed');
      const row = feed?.shadowRoot?.querySelector('article');
      row?.classList.add('revealed');
      await new Promise(requestAnimationFrame);
      return feed?.shadowRoot?.getAnimations().length;
    });
    assert.equal(moving, 0);
    await workbench.page.emulateMedia({ reducedMotion: null });
  });

  it('is whole in a narrow panel and in a wide one', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation A blue bike/);
    await article(frame, 'I would like to pick it up').locator('.bubble').click();
    for (const [name, width] of [
      ['narrow', 740],
      ['wide', 1_900],
    ] as const) {
      await workbench.page.setViewportSize({ width, height: 900 });
      await frame.waitForFunction((wide) => (wide ? innerWidth > 1_200 : innerWidth < 420), width > 1_000);
      const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      await everyTheme(name);
    }
    await workbench.page.setViewportSize({ width: 1_280, height: 800 });
  });

  it('has its place again when it was hidden for a while', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Hotel Larkspur/);
    await frame.locator('article[aria-posinset="300"]').waitFor();
    await frame.locator('article[aria-posinset="300"]').click();
    await workbench.page.keyboard.press('Home');
    await frame.locator('article[aria-posinset="1"]').waitFor();
    for (let page = 0; page < 5; page++) await workbench.page.keyboard.press('PageDown');
    const place = () =>
      frame.evaluate(() => {
        const feed = document.querySelector('timeline-app')?.shadowRoot?.querySelector('communication-feed');
        return feed?.shadowRoot?.querySelector('.scroller')?.scrollTop ?? 0;
      });
    await frame.waitForFunction(() => {
      const feed = document.querySelector('timeline-app')?.shadowRoot?.querySelector('communication-feed');
      return (feed?.shadowRoot?.querySelector('.scroller')?.scrollTop ?? 0) > 1_000;
    });
    const positions = await frame
      .locator('article')
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-posinset'))));
    const [first = 0] = positions;
    assert.ok(positions.length < 100);
    // The elements are those of rows that left, but they stand in the order of the conversation.
    assert.deepEqual(
      positions,
      positions.map((_, index) => first + index),
    );
    const before = await place();
    await frame.evaluate(async () => {
      const feed = document.querySelector('timeline-app')?.shadowRoot?.querySelector('communication-feed');
      const frames = async () => {
        for (let index = 0; index < 4; index++) await new Promise(requestAnimationFrame);
      };
      feed?.toggleAttribute('hidden', true);
      await frames();
      feed?.toggleAttribute('hidden', false);
      await frames();
    });
    assert.ok(Math.abs((await place()) - before) < 40, `${await place()} instead of ${before}`);
  });
});
