import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

describe('the timeline, for everyone', () => {
  let sandbox: FaultySandbox;
  let frame: Frame;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await (await workbench.waitForTreeItem(/^Conversation DeShawn Carter/)).click();
    frame = await workbench.webviewFrame('[role=feed] article');
    await frame.locator('overview-strip [role=slider]').waitFor();
  });
  after(() => sandbox.close());

  for (const theme of ['light', 'dark', 'hc', 'hcLight'] as const) {
    it(`finds nothing against feed, lanes and table: ${theme}`, async () => {
      const { workbench } = vscode;
      await workbench.setTheme(theme);
      await frame.locator('[role=feed]').waitFor();
      await assertAccessible(frame, `the feed in ${theme}`);
      await workbench.runCommand('Twilio Conversations: Switch Between Feed and Lanes');
      await frame.getByRole('application').waitFor();
      await frame.locator('conversation-lanes .label').first().waitFor();
      await assertAccessible(frame, `the lanes in ${theme}`);
      await frame.getByRole('button', { name: 'Show as Table' }).click();
      await frame.getByRole('table').waitFor();
      await assertAccessible(frame, `the table in ${theme}`);
      await frame.getByRole('button', { name: 'Show as Table' }).click();
      await workbench.runCommand('Twilio Conversations: Switch Between Feed and Lanes');
    });

    it(`finds nothing against details, figures, filters and a search: ${theme}`, async () => {
      const { workbench } = vscode;
      await workbench.setTheme(theme);
      await frame.locator('article').last().click();
      await workbench.page.keyboard.press('Enter');
      const details = frame.locator('communication-details');
      await details.getByRole('button', { name: 'Send Again', exact: true }).waitFor();
      await assertAccessible(frame, `the details in ${theme}`);
      await frame.getByRole('button', { name: 'Figures', exact: true }).click();
      await frame.locator('conversation-figures').getByText('First response').first().waitFor();
      await assertAccessible(frame, `the figures in ${theme}`);
      await frame.getByRole('button', { name: 'Figures', exact: true }).click();
      await frame.getByRole('button', { name: /^Filter/ }).click();
      await frame.locator('timeline-filters input').first().waitFor();
      await assertAccessible(frame, `the filters in ${theme}`);
      await workbench.page.keyboard.press('Escape');
      const box = frame.getByRole('textbox', { name: 'Find in this conversation' });
      await box.fill('Kona');
      await frame.locator('find-box .count').getByText(/of/).waitFor();
      await assertAccessible(frame, `a search in ${theme}`);
      await box.press('Escape');
    });
  }
});
