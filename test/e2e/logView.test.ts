import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import type { Harness } from '../support/logPage/harness.ts';
import { type LogPage, openLogPage } from '../support/logPage/logPage.ts';
import { screenshotsDirectory } from '../support/paths.ts';

declare const harness: Harness;

/** The view of a log with its host, in a page without an editor around. */
describe('the view of a log', () => {
  let browser: Browser;
  let opened: LogPage;
  let page: Page;
  const faults: string[] = [];
  before(async () => {
    browser = await openBrowser();
    opened = await openLogPage(browser);
    ({ page } = opened);
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
  });
  after(async () => {
    await opened?.close();
    await browser?.close();
    assert.deepEqual(faults, []);
  });
  beforeEach(async () => {
    await page.setViewportSize({ width: 1_100, height: 320 });
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
  });

  const put = (from: number, count: number) =>
    page.evaluate(([from, count]) => harness.put(from, count), [from, count] as const);
  const grid = () => page.getByRole('grid');
  const row = (index: number) => page.locator(`[role=row][aria-rowindex="${index + 2}"]`);
  const selected = () => page.locator('[role=row][aria-selected=true]');
  const details = () => page.getByRole('region', { name: 'Details' });
  /** What stands below the title of the details: the record's id, and its note. */
  const subtitle = (text: string) => details().locator('.subtitle').getByText(text, { exact: true });
  const filter = () => page.getByRole('textbox');
  const shot = async (name: string) => {
    await mkdir(screenshotsDirectory, { recursive: true });
    await page.screenshot({ path: path.join(screenshotsDirectory, `log-${name}.png`) });
  };
  /** Waits until the number of rows is this. */
  const shows = (count: number) => page.locator(`[role=grid][aria-rowcount="${count + 1}"]`).waitFor();

  it('says what is missing while it is empty, and what to do', async () => {
    await page.getByRole('heading', { name: 'No requests yet' }).waitFor();
    await page.getByRole('button', { name: 'Browse Conversations' }).click();
    assert.deepEqual(await page.evaluate(() => harness.acted), [['start', undefined]]);
    await put(0, 1);
    await row(0).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'No requests yet' }).count(), 0);
  });

  it('draws few of many rows, and follows the end until somebody reads', async () => {
    await put(0, 1_500);
    await row(1_499).waitFor();
    assert.ok((await page.locator('[role=row]').count()) < 60);
    await put(1_500, 10);
    await row(1_509).waitFor();
    assert.equal(await page.locator('.pill').count(), 0);
    await row(1_505).click();
    await put(1_510, 25);
    await page.locator('.pill').getByText('25 new').waitFor();
    assert.match((await selected().getAttribute('id')) ?? '', /^row-1505$/);
    // More than the log holds: the oldest are forgotten, and the reader's row stays where it is.
    const top = (await selected().boundingBox())?.y;
    await put(1_535, 600);
    await page.locator('.pill').getByText('625 new').waitFor();
    await page.waitForFunction(() => harness.log.dropped > 0);
    await page.locator('[aria-selected=true]:not(#row-1505)').waitFor();
    assert.equal((await selected().boundingBox())?.y, top);
    assert.match((await selected().getAttribute('aria-label')) ?? '', /1505/);
    await page.locator('.pill').click();
    await page.locator('.pill').waitFor({ state: 'detached' });
    await page.getByText('Page=2134').waitFor({ state: 'attached' });
  });

  it('goes where a long scroll leads', async () => {
    await put(0, 1_500);
    await row(1_499).waitFor();
    await page.locator('.scroller').evaluate((scroller) => {
      scroller.scrollTop = 700 * 24;
    });
    await row(705).getByText('Page=705', { exact: false }).first().waitFor();
    await put(1_500, 40);
    await page.locator('.pill').getByText('40 new').waitFor();
    assert.equal(await page.locator('.scroller').evaluate(({ scrollTop }) => scrollTop), 700 * 24);
  });

  it('is read and left with the keys alone', async () => {
    await put(0, 300);
    await row(299).waitFor();
    await grid().focus();
    await page.keyboard.press('Home');
    await page.locator('#row-0[aria-selected=true]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('PageDown');
    const after = Number((await selected().getAttribute('id'))?.slice(4));
    assert.ok(after > 5, String(after));
    assert.equal(await grid().getAttribute('aria-activedescendant'), `row-${after}`);
    await page.keyboard.press('End');
    await page.locator('#row-299[aria-selected=true]').waitFor();
    await page.keyboard.press('ArrowUp');
    assert.equal(await details().count(), 0);
    await page.keyboard.press('Enter');
    await page
      .getByRole('group', { name: /^Details: / })
      .and(page.locator(':focus'))
      .waitFor();
    await subtitle('r298').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role=grid]:focus').waitFor();
    assert.equal(await details().count(), 1);
    await page.keyboard.press('Escape');
    await details().waitFor({ state: 'detached' });
    await page.keyboard.press('p');
    await selected().getByTitle('Pinned').waitFor();
    await page.keyboard.press('Control+c');
    await page.waitForFunction(() => harness.copied.length === 1);
    assert.match((await page.evaluate(() => harness.copied[0])) ?? '', /^GET .*Page=298, status 200$/);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Repeat' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => harness.acted.length === 1);
    assert.deepEqual(await page.evaluate(() => harness.acted), [['copyAs.curl', 'r298']]);
    await page.locator('[role=grid]:focus').waitFor();
    await page.keyboard.press('/');
    await filter().and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role=grid]:focus').waitFor();
    await page.keyboard.press('Control+f');
    await filter().and(page.locator(':focus')).waitFor();
  });

  it('filters by what is typed and by chips, and shows all again', async () => {
    await put(0, 100);
    await shows(100);
    await filter().fill('status:404');
    await shows(9);
    await page.getByText('9 of 100', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Writes' }).click();
    assert.equal(await filter().inputValue(), 'status:404 -method:get');
    await shows(4);
    await page.getByRole('button', { name: 'Writes' }).click();
    await shows(9);
    await filter().fill('nowhere');
    await page.getByRole('heading', { name: 'Nothing passes the filter' }).waitFor();
    await shot('filtered-light');
    await page.getByRole('button', { name: 'Show All' }).click();
    await shows(100);
    assert.equal(await filter().inputValue(), '');
    // The host shows a row that the filter hides.
    await filter().fill('status:404');
    await shows(9);
    await page.evaluate(() => harness.logView.reveal('r50'));
    await shows(100);
    await page.locator('#row-50[aria-selected=true]').waitFor();
    await subtitle('r50').waitFor();
    assert.equal(await filter().inputValue(), '');
  });

  it('holds back what comes while it is paused, and keeps what is pinned when it is cleared', async () => {
    await put(0, 20);
    await shows(20);
    await row(15).click();
    await grid().focus();
    await page.keyboard.press('p');
    await selected().getByTitle('Pinned').waitFor();
    await page.keyboard.press(' ');
    await put(20, 12);
    const pause = page.getByRole('button', { name: 'Pause (Space), +12 held back', pressed: true });
    await pause.waitFor();
    await shows(20);
    await pause.click();
    await shows(32);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await shows(1);
    assert.match((await row(0).getAttribute('aria-label')) ?? '', /^Pinned, /);
  });

  it('shows the newest state of what is selected, and says when it is gone', async () => {
    await put(0, 20);
    await row(18).click();
    await subtitle('r18').waitFor();
    await page.evaluate(() => harness.log.put(harness.sample(18, { note: 'answered' })));
    await subtitle('r18 answered').waitFor();
    await put(100, 3_000);
    await details().getByText('This entry is not there any more.').waitFor();
  });

  it('comes back as it was left', async () => {
    await put(0, 100);
    await filter().fill('status:404');
    await shows(9);
    await row(3).click();
    await subtitle('r40').waitFor();
    await page.evaluate(() => sessionStorage.setItem('records', '100'));
    await page.reload();
    await shows(9);
    assert.equal(await filter().inputValue(), 'status:404');
    await subtitle('r40').waitFor();
    await page.locator('#row-3[aria-selected=true]').waitFor();
    const kept = JSON.stringify(await page.evaluate(() => harness.saved()));
    assert.doesNotMatch(kept, /Conversations|RQ0/, 'what was read is not kept');
    // In another window there is nothing that could be told of it.
    await page.evaluate(() => sessionStorage.setItem('records', '0'));
    await page.reload();
    await put(100, 100);
    await shows(9);
    assert.equal(await details().count(), 0);
  });

  it('is told of nothing while it is hidden, and no more than a few times a second', async () => {
    await put(0, 10);
    await shows(10);
    await page.evaluate(() => harness.setVisible(false));
    const before = await page.evaluate(() => harness.told());
    await put(10, 50);
    await page.evaluate(() => harness.logView.reveal('r20'));
    await page.evaluate(() => harness.receive({ type: 'want', from: 0, count: 10 }));
    assert.equal(await page.evaluate(() => harness.told()), before);
    await page.evaluate(() => {
      harness.setVisible(true);
      harness.receive({ type: 'ready' });
    });
    await shows(60);
    await page.locator('#row-20[aria-selected=true]').waitFor();
    // Ten thousand changes in one go: what is told does not grow with them.
    const told = await page.evaluate(() => harness.told());
    await put(100, 10_000);
    await page.getByText('forgotten', { exact: false }).first().waitFor();
    assert.ok((await page.evaluate(() => harness.told())) - told < 40);
  });

  it('takes from the page what is of the protocol, and no more', async () => {
    await put(0, 10);
    await shows(10);
    await page.evaluate(() => {
      for (const message of [
        undefined,
        'clear',
        { type: 'clearAll' },
        { type: 'want', from: -1, count: 1e9 },
        { type: 'act', act: 7 },
        { type: 'act', act: 'repeat', id: 'nobody' },
        { type: 'pin', id: 'nobody', on: true },
        { type: 'query', text: null },
        { type: 'select', id: { toString: 'r1' } },
      ])
        harness.receive(message);
      harness.receive({ type: 'want', from: 0, count: 1e9 });
    });
    await put(10, 1);
    await shows(11);
    assert.deepEqual(await page.evaluate(() => [harness.acted, harness.failures]), [[], []]);
  });

  it('gives the details more room by pointer and keys', async () => {
    await put(0, 20);
    await row(18).click();
    const width = async () => (await details().boundingBox())?.width ?? 0;
    const first = await width();
    const line = page.getByRole('separator');
    await line.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((first) => {
      const pane = document.querySelector('log-app')?.shadowRoot?.querySelector('.pane');
      return (pane?.clientWidth ?? 0) > first + 20;
    }, first);
    const box = await line.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 2, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 202, box.y + 110, { steps: 4 });
    await page.mouse.up();
    assert.ok((await width()) < first, `${await width()} after ${first}`);
    // Only what is meant to scroll does: no focus deep in the details moves the whole page.
    const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    assert.equal(whole, seen);
    // Below one another where there is no room beside.
    await page.setViewportSize({ width: 420, height: 640 });
    await page.locator('[role=separator][aria-orientation=horizontal]').waitFor();
    const [rows, pane] = [await grid().boundingBox(), await details().boundingBox()];
    assert.ok(rows && pane && pane.y >= rows.y + rows.height);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });

  it('offers what can be done with all, as buttons and menus', async () => {
    await put(0, 3);
    await page.evaluate(() => harness.setStatus({ text: 'Listening on port 4011', tone: 'good' }));
    await page.getByText('Listening on port 4011').waitFor();
    await page.getByRole('button', { name: 'Export as HAR…' }).click();
    await row(1).click();
    await details().getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitem', { name: /^Node/ }).click();
    await details().getByRole('button', { name: 'Copy Twilio-Request-Id' }).click();
    await page.getByRole('button', { name: 'Open in Editor: Response body' }).click();
    await page.waitForFunction(() => harness.acted.length === 3 && harness.copied.length === 1);
    assert.deepEqual(await page.evaluate(() => [harness.acted, harness.copied]), [
      [
        ['export', undefined],
        ['copyAs.node', 'r1'],
        ['openBody', 'r1'],
      ],
      ['RQ1'],
    ]);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`has nothing that axe finds fault with: ${theme}`, async () => {
      const { page, close } = await openLogPage(browser, { theme, height: 900 });
      try {
        const frame = page.mainFrame();
        await page.getByRole('heading', { name: 'No requests yet' }).waitFor();
        await assertAccessible(frame, `an empty log in ${theme}`);
        await page.evaluate(() => harness.put(0, 60));
        await page.locator('#row-51').click();
        await page.locator('.subtitle').getByText('r51').waitFor();
        await page.evaluate(() => harness.log.pause(true));
        await page.evaluate(() => harness.put(60, 5));
        await page.getByText('+5').waitFor();
        await assertAccessible(frame, `a log with details in ${theme}`);
        await page.screenshot({ path: path.join(screenshotsDirectory, `log-details-${theme}.png`) });
        await page.locator('.scroller').focus();
        await page.keyboard.press('Shift+F10');
        await page.getByRole('menu').waitFor();
        await assertAccessible(frame, `a log's menu in ${theme}`);
        await page.screenshot({ path: path.join(screenshotsDirectory, `log-menu-${theme}.png`) });
      } finally {
        await close();
      }
    });
  }
});
