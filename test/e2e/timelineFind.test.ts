import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

describe('finding on the timeline', () => {
  let sandbox: Awaited<ReturnType<typeof startFaultySandbox>>;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(() => vscode.workbench.openViewContainer('Twilio Conversations'));
  after(() => sandbox.close());

  async function open(name: RegExp): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(name)).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.locator('find-box input').waitFor();
    return frame;
  }

  const hotel = /^Conversation Hotel Larkspur/;
  const box = (frame: Frame): Locator => frame.getByRole('textbox', { name: 'Find in this conversation' });
  const count = (frame: Frame): Locator => frame.locator('find-box .count');
  const press = (key: string): Promise<void> => vscode.workbench.page.keyboard.press(key);

  /** What has the focus, by the name of its element and its accessible name. */
  const focused = (frame: Frame): Promise<string> =>
    frame.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return `${element?.localName} ${element?.getAttribute('aria-label') ?? ''}`;
    });

  async function waitFocused(frame: Frame, wanted: RegExp): Promise<void> {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const name = await focused(frame);
      if (wanted.test(name)) return;
      if (performance.now() > deadline) throw new Error(`The focus is on “${name}”, not on ${wanted}`);
      await vscode.workbench.page.waitForTimeout(50);
    }
  }

  /** 1-based positions of the communications that are drawn within what is on screen. */
  const onScreen = (frame: Frame): Promise<number[]> =>
    frame.evaluate(() => {
      const rows = document
        .querySelector('timeline-app')
        ?.shadowRoot?.querySelector('communication-feed')
        ?.shadowRoot?.querySelectorAll('article');
      return [...(rows ?? [])]
        .filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > 120 && top < innerHeight;
        })
        .map((row) => Number(row.getAttribute('aria-posinset')));
    });

  async function themes(name: string): Promise<void> {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  }

  it('finds what is not on screen, counts, and goes round by keyboard alone', async () => {
    const frame = await open(hotel);
    await frame.locator('article[aria-posinset="300"]').click();
    await press('ControlOrMeta+f');
    await waitFocused(frame, /Find in this conversation/);
    // At once: the number that is read below must be that of the whole word.
    await vscode.workbench.page.keyboard.insertText('FURNITURE');
    await count(frame)
      .getByText(/^\d+ of \d+$/)
      .waitFor();
    const [, of = '0'] = /of (\d+)/.exec((await count(frame).textContent()) ?? '') ?? [];
    const total = Number(of);
    assert.ok(total > 2, `${total} found`);
    // The reader is at the end: the last one is the nearest.
    assert.equal(await count(frame).textContent(), `${total} of ${total}`);
    await waitFocused(frame, /Find in this conversation/);
    await press('Enter');
    await count(frame).getByText(`1 of ${total}`).waitFor();
    await frame
      .getByRole('article')
      .filter({ hasText: /furniture/i })
      .first()
      .waitFor();
    assert.ok((await onScreen(frame)).every((position) => position < 290));
    await press('Enter');
    await count(frame).getByText(`2 of ${total}`).waitFor();
    await press('Shift+Enter');
    await press('Shift+Enter');
    await count(frame).getByText(`${total} of ${total}`).waitFor();
    await press('F3');
    await count(frame).getByText(`1 of ${total}`).waitFor();
    await waitFocused(frame, /Find in this conversation/);
    await vscode.workbench.screenshot('timeline-find');
    await press('Escape');
    await waitFocused(frame, /^article/);
    assert.equal(await box(frame).inputValue(), '');
    assert.equal(await count(frame).textContent(), '');
  });

  it('says so when nothing is found, minds no accents, and takes an id', async () => {
    const frame = await open(/^Conversation Garantiefall Lukas Brandt/);
    await box(frame).fill('zeppelin');
    await count(frame).getByText('No results').waitFor();
    await themes('timeline-find-none');
    await box(frame).fill('marz');
    await count(frame)
      .getByText(/^\d+ of \d+$/)
      .waitFor();
    await box(frame).press('Escape');
    const id = await frame.locator('article').first().getAttribute('data-key');
    if (id) {
      await box(frame).fill(id);
      await count(frame).getByText('1 of 1').waitFor();
    }
  });

  it('narrows by several things at once, says how much is left, and widens again', async () => {
    const frame = await open(hotel);
    await frame.getByRole('button', { name: 'Filter…' }).click();
    const dialog = frame.getByRole('dialog', { name: 'Filter' });
    await dialog.getByRole('checkbox', { name: /Owen/ }).waitFor();
    await themes('timeline-filter');
    await dialog.getByRole('checkbox', { name: /Tilda/ }).check();
    const shown = frame.locator('timeline-toolbar .shown');
    await shown.getByText(/^\d+ of 300$/).waitFor();
    const narrowed = Number.parseInt((await shown.textContent()) ?? '', 10);
    assert.ok(narrowed > 0 && narrowed < 300, `${narrowed} shown`);
    await dialog.getByRole('button', { name: /Last 7 days/ }).click();
    await frame.waitForFunction((before) => {
      const toolbar = document.querySelector('timeline-app')?.shadowRoot?.querySelector('timeline-toolbar');
      const now = Number.parseInt(toolbar?.shadowRoot?.querySelector('.shown')?.textContent ?? '', 10);
      return now > 0 && now < before;
    }, narrowed);
    await vscode.workbench.screenshot('timeline-filter-chosen');
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await waitFocused(frame, /^button Filter: 2 are set/);
    await themes('timeline-filtered');
    await frame.getByRole('button', { name: /^Remove filter: Since/ }).click();
    await shown.getByText(`${narrowed} of 300`).waitFor();

    // Both hold: only what passes the filter is searched.
    await box(frame).fill('Marisol');
    await count(frame)
      .getByText(/of \d+/)
      .waitFor();
    const [, both = ''] = /of (\d+)/.exec((await count(frame).textContent()) ?? '') ?? [];
    assert.ok(Number(both) > 0 && Number(both) < narrowed, `${both} of ${narrowed}`);
    await box(frame).press('Escape');

    await vscode.workbench.reload();
    const again = await vscode.workbench.webviewFrame('[role=feed] article');
    await again.locator('timeline-toolbar .shown').getByText(`${narrowed} of 300`).waitFor();
    await again.getByRole('button', { name: /^Remove filter: Tilda/ }).waitFor();
    await again.getByRole('button', { name: 'Clear Filters' }).click();
    await again.locator('article[aria-setsize="300"]').first().waitFor();
    await again.locator('timeline-toolbar .shown').waitFor({ state: 'detached' });
  });

  it('filters by keyboard alone, and says so when nothing is left', async () => {
    const frame = await open(hotel);
    await frame.locator('article[aria-posinset="300"]').click();
    await press('ControlOrMeta+f');
    await waitFocused(frame, /Find in this conversation/);
    await press('Tab');
    await waitFocused(frame, /^button Filter…/);
    await press('ArrowRight');
    await waitFocused(frame, /^button Jump To…/);
    await press('ArrowLeft');
    await press('Enter');
    await waitFocused(frame, /^input/);
    await press('Space');
    const shown = frame.locator('timeline-toolbar .shown');
    await shown.getByText(/ of 300$/).waitFor();
    // From the participants to the time, a tab stop a group.
    const moment = frame.getByLabel('To', { exact: true });
    await moment.fill('2001-01-01T00:00');
    await frame.getByText('Nothing passes the filters').waitFor();
    await press('Escape');
    await themes('timeline-filtered-out');
    await frame.locator('.notice').getByRole('button', { name: 'Clear Filters' }).click();
    await frame.locator('article[aria-setsize="300"]').first().waitFor();
  });

  it('jumps to the first, to a date, to an id, and to one that the filters hide', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const frame = await open(hotel);
    await frame.locator('article[aria-posinset="300"]').waitFor();
    await frame.getByRole('button', { name: 'Jump To…' }).click();
    await quickInput.asks(/A date or a time/);
    await workbench.screenshot('timeline-jump');
    await quickInput.pick(/First Communication/);
    await frame.locator('article[aria-posinset="1"]').waitFor();
    assert.ok((await onScreen(frame)).includes(1));
    await workbench.runCommandAsking('Twilio Conversations: Jump To in Timeline…', /A date or a time/);
    await quickInput.type('nonsense');
    await quickInput.row(/Neither a date/).waitFor();
    await quickInput.type('7 days ago');
    await quickInput.row(/20\d\d/).waitFor();
    await workbench.screenshot('timeline-jump-date');
    await quickInput.accept();
    await frame.locator('article[aria-posinset="1"]').waitFor({ state: 'detached' });
    const positions = await onScreen(frame);
    assert.ok(!positions.includes(1) && positions.length > 0);

    const list = await call('/v2/Conversations?pageSize=100');
    const { id } = list.conversations.find(({ name }: { name: string | null }) =>
      name?.startsWith('Hotel Larkspur'),
    );
    const page = await call(`/v2/Conversations/${id}/Communications?pageSize=300`);
    const wanted = page.communications.find(({ content }: { content: { text: string } }) =>
      content.text.startsWith('Hello Owen! Marisol'),
    );
    await frame.getByRole('button', { name: 'Filter…' }).click();
    await frame.getByRole('button', { name: /Last 7 days/ }).click();
    await press('Escape');
    await frame.locator('timeline-toolbar .shown').waitFor();
    await workbench.runCommandAsking('Twilio Conversations: Jump To in Timeline…', /A date or a time/);
    await quickInput.type(wanted.id);
    await quickInput.row(/Communication /).waitFor();
    await quickInput.accept();
    await workbench.page.getByRole('button', { name: 'Clear Filters' }).click();
    await frame.locator('article[aria-posinset="1"]').waitFor();
    assert.ok((await onScreen(frame)).includes(1));
  });

  it('goes from one failed delivery to the next', async () => {
    const frame = await open(/^Conversation DeShawn Carter/);
    await vscode.workbench.runCommand('Twilio Conversations: Go to Next Failed Delivery');
    await frame
      .locator('article')
      .filter({ hasText: /Failed/ })
      .first()
      .waitFor();
    await waitFocused(frame, /^article .*[Ff]ailed/);
  });

  it('is whole at 400 pixels', async () => {
    const { workbench } = vscode;
    const frame = await open(hotel);
    await workbench.page.setViewportSize({ width: 740, height: 800 });
    await frame.waitForFunction(() => innerWidth < 420);
    await box(frame).fill('polish');
    await count(frame).getByText(/of/).waitFor();
    await themes('timeline-find-narrow');
    await frame.getByRole('button', { name: 'Filter…' }).click();
    await frame.getByRole('checkbox').first().waitFor();
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await themes('timeline-filter-narrow');
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  // biome-ignore lint/suspicious/noExplicitAny: what the API answers is looked at member by member.
  async function call(path: string): Promise<any> {
    const account = sandbox.sandbox.accounts[0];
    const answer = await fetch(sandbox.url + path, {
      headers: { authorization: `Basic ${btoa(`${account?.accountSid}:${account?.authToken}`)}` },
    });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  }
});
