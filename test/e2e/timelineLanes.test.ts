import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const themes = ['light', 'dark', 'hc'] as const;

describe('the timeline’s lanes and overview', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(() => vscode.workbench.openViewContainer('Twilio Conversations'));
  after(() => sandbox.close());

  /** Opens a conversation and nothing else, in lanes. */
  async function openLanes(name: RegExp): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(name)).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.locator('overview-strip [role=slider]').waitFor();
    await frame.locator('[role=feed] article').last().click();
    await workbench.page.keyboard.press('Alt+l');
    await frame.locator('conversation-lanes .label').first().waitFor();
    return frame;
  }

  const field = (frame: Frame): Locator => frame.getByRole('application');
  /** What stretch the lanes say they show. */
  const range = (frame: Frame): Promise<string> => frame.locator('conversation-lanes .range').innerText();

  async function until(done: () => Promise<boolean>, what: string): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (!(await done())) {
      assert.ok(performance.now() < deadline, `never ${what}`);
      await vscode.workbench.page.waitForTimeout(50);
    }
  }

  const gallery = [
    { name: 'transcriptions', row: /^Conversation Margaret Doyle/ },
    { name: 'failed-delivery', row: /^Conversation DeShawn Carter/ },
    { name: 'two-channels', row: /^Conversation Amara Whitfield/ },
    { name: 'many', row: /^Conversation Hotel Larkspur/ },
  ];
  for (const { name, row } of gallery) {
    it(`draws what happened in every theme: ${name}`, async () => {
      const { workbench } = vscode;
      const frame = await openLanes(row);
      await until(async () => (await range(frame)) !== '', 'a range');
      assert.ok((await frame.locator('conversation-lanes .label').count()) >= 2);
      for (const theme of themes) {
        await workbench.setTheme(theme);
        await workbench.screenshot(`lanes-${name}-${theme}`);
      }
    });
  }

  it('zooms and pans by wheel, keys and buttons', async () => {
    const { workbench } = vscode;
    const { keyboard, mouse } = workbench.page;
    const frame = await openLanes(/^Conversation Hotel Larkspur/);
    await until(async () => (await range(frame)) !== '', 'a range');
    const all = await range(frame);
    const box = await field(frame).boundingBox();
    assert.ok(box);
    await mouse.move(box.x + box.width / 2, box.y + 30);
    await keyboard.down('Control');
    await mouse.wheel(0, -400);
    await keyboard.up('Control');
    await until(async () => (await range(frame)) !== all, 'zoomed in by wheel');
    const zoomed = await range(frame);
    await mouse.wheel(120, 0);
    await until(async () => (await range(frame)) !== zoomed, 'moved by wheel');
    await field(frame).focus();
    await keyboard.press('0');
    await until(async () => (await range(frame)) === all, 'all by key');
    await keyboard.press('+');
    await until(async () => (await range(frame)) !== all, 'zoomed in by key');
    await frame.getByRole('button', { name: /Show All/ }).click();
    await until(async () => (await range(frame)) === all, 'all by button');
    await mouse.move(box.x + box.width / 2, box.y + 30);
    await keyboard.down('Control');
    for (let notch = 0; notch < 12; notch++) await mouse.wheel(0, -300);
    await keyboard.up('Control');
    await workbench.screenshot('lanes-zoomed');
  });

  it('goes from one to the next by keyboard, tells what it says, and opens its details', async () => {
    const { workbench } = vscode;
    const { keyboard } = workbench.page;
    const frame = await openLanes(/^Conversation DeShawn Carter/);
    await field(frame).focus();
    await keyboard.press('Home');
    const live = frame.locator('conversation-lanes [role=status]');
    await until(async () => (await live.innerText()) !== '', 'said anything');
    const first = await live.innerText();
    assert.match(first, /DeShawn Carter|Tilda|Owen|Imani|Priya/);
    await keyboard.press('ArrowRight');
    await until(async () => (await live.innerText()) !== first, 'said the next');
    await frame.locator('conversation-lanes .tip').waitFor();
    await workbench.screenshot('lanes-keyboard');
    await keyboard.press('Enter');
    await frame.locator('aside').waitFor();
    // The feed shows what was selected here.
    await keyboard.press('Alt+l');
    await frame.locator('[role=feed]').waitFor();
  });

  it('shows what a mark says under the pointer', async () => {
    const { workbench } = vscode;
    const frame = await openLanes(/^Conversation Amara Whitfield/);
    await until(async () => (await range(frame)) !== '', 'a range');
    const box = await field(frame).boundingBox();
    assert.ok(box);
    const tip = frame.locator('conversation-lanes .tip');
    const lane = box.height / (await frame.locator('conversation-lanes .label').count());
    for (let x = 10; x < box.width && (await tip.count()) === 0; x += 6) {
      await workbench.page.mouse.move(box.x + x, box.y + lane / 2);
      await workbench.page.waitForTimeout(20);
    }
    await tip.waitFor();
    await workbench.screenshot('lanes-tip');
  });

  it('filters to a range that was brushed on the overview, and clears it', async () => {
    const { workbench } = vscode;
    const { keyboard, mouse } = workbench.page;
    const frame = await openLanes(/^Conversation Hotel Larkspur/);
    const strip = frame.locator('overview-strip [role=slider]');
    const box = await strip.boundingBox();
    assert.ok(box);
    await mouse.move(box.x + box.width * 0.3, box.y + 10);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.4, box.y + 12);
    await mouse.move(box.x + box.width * 0.6, box.y + 12);
    await mouse.up();
    await workbench.screenshot('overview-brushed');
    await frame.getByRole('button', { name: 'Filter to Range' }).click();
    const clear = frame.getByRole('button', { name: 'Clear Range' });
    await clear.waitFor();
    await workbench.screenshot('overview-filtered');
    await clear.click();
    await clear.waitFor({ state: 'hidden' });
    // The same by keyboard.
    await strip.focus();
    await keyboard.press('Home');
    for (let step = 0; step < 3; step++) await keyboard.press('Shift+PageUp');
    await keyboard.press('Enter');
    await clear.waitFor();
    await keyboard.press('Escape');
    await clear.waitFor({ state: 'hidden' });
  });

  it('jumps where the overview is clicked, in the feed', async () => {
    const { workbench } = vscode;
    const frame = await openLanes(/^Conversation Hotel Larkspur/);
    await workbench.page.keyboard.press('Alt+l');
    await frame.locator('[role=feed]').waitFor();
    const strip = frame.locator('overview-strip [role=slider]');
    await strip.click({ position: { x: 1, y: 10 } });
    await frame.locator('article[aria-posinset="1"]').waitFor();
    await workbench.screenshot('overview-feed');
  });

  it('says the same as a table', async () => {
    const { workbench } = vscode;
    const frame = await openLanes(/^Conversation DeShawn Carter/);
    await frame.getByRole('button', { name: 'Show as Table' }).click();
    const table = frame.getByRole('table');
    await table.getByRole('row').nth(1).waitFor();
    await table.getByText('Failed').first().waitFor();
    await workbench.screenshot('lanes-table');
  });

  it('is whole in a narrow panel', async () => {
    const { workbench } = vscode;
    const frame = await openLanes(/^Conversation Amara Whitfield/);
    await workbench.page.setViewportSize({ width: 740, height: 800 });
    await frame.waitForFunction(() => innerWidth < 420);
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`lanes-narrow-${theme}`);
    }
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });
});
