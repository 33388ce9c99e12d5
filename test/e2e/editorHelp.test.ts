import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

/** As chance makes one; nobody's. */
const TOKEN = ['9f3b6e1c', 'd07a4285', 'e6b1f93c', '58d20a7e'].join('');

describe('ids, error codes and secrets in the editor', () => {
  let sandbox: FaultySandbox;
  let conversationId: string;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  before(async () => {
    const [account] = sandbox.sandbox.accounts;
    assert.ok(account);
    const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64');
    const answer = await fetch(`${sandbox.sandbox.url}/v2/Conversations?pageSize=1000`, {
      headers: { authorization: `Basic ${credentials}` },
    });
    const { conversations } = (await answer.json()) as { conversations: { id: string; name?: string }[] };
    conversationId = conversations.find(({ name }) => name?.startsWith('Hannah Okafor'))?.id ?? '';
    assert.match(conversationId, /^conv_conversation_/);

    const folder = vscode.server.workspaceDirectory;
    const sdk = path.join(folder, 'node_modules/twilio');
    await mkdir(sdk, { recursive: true });
    await writeFile(path.join(sdk, 'package.json'), '{"name":"twilio","version":"6.2.0"}\n');
    await writeFile(
      path.join(folder, 'app.js'),
      [
        `const conversationId = '${conversationId}';`,
        `const client = require('twilio')('AC${TOKEN}', '${TOKEN}');`,
        'if (error.code === 20404) console.log(error);',
        '',
      ].join('\n'),
    );
    // A folder that has the SDK is reason enough: no view of ours is opened here.
    const { workbench } = vscode;
    await workbench.reload();
    const row = workbench.quickInput.row('app.js').first();
    for (let tries = 0; !(await row.isVisible()); tries++) {
      assert.ok(tries < 6, 'app.js is not found');
      if (tries > 0) await workbench.quickInput.dismiss();
      await workbench.runCommand('Go to File...');
      await workbench.quickInput.type('app.js');
      await row.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await workbench.quickInput.accept();
    await workbench.page.locator('.tab.active', { hasText: 'app.js' }).waitFor();
  });

  const lines = () => vscode.workbench.page.locator('.editor-instance .view-lines').first();
  const hovers = (text: string | RegExp): Locator =>
    vscode.workbench.page.locator('.monaco-hover:visible').filter({ hasText: text }).first();

  /** Has the editor say what stands at a place, by keyboard. */
  async function hoverAt(place: string, text: string | RegExp): Promise<Locator> {
    const { workbench } = vscode;
    for (let tries = 0; ; tries++) {
      await workbench.runCommand('Go to Line/Column...');
      await workbench.quickInput.answer(`:${place}`);
      await workbench.quickInput.closed();
      await workbench.runCommand('Show or Focus Hover');
      const shown = await hovers(text)
        .waitFor({ timeout: 8_000 })
        .then(
          () => true,
          () => false,
        );
      if (shown) return hovers(text);
      assert.ok(tries < 4, `no hover says ${text}`);
    }
  }

  it('tell a conversation’s facts in any file, in a hover', async () => {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      const hover = await hoverAt('1:40', 'Hannah Okafor');
      const words = ((await hover.textContent()) ?? '').replaceAll(/\s+/g, ' ');
      for (const part of ['Active', 'Participants', 'Last activity', 'Open Timeline', 'Copy ID', 'sandbox'])
        assert.ok(words.includes(part), `${part}: ${words}`);
      await vscode.workbench.screenshot(`editor-hover-${theme}`);
    }
  });

  it('tell what an error code means', async () => {
    for (const theme of ['light', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await hoverAt('3:22', /Twilio error 20404.*Not found/s);
      await vscode.workbench.screenshot(`editor-error-${theme}`);
    }
    await vscode.workbench.page.keyboard.press('Escape');
  });

  it('lead to the timeline, from the hover and by Ctrl+click', async () => {
    const { workbench } = vscode;
    const tab = workbench.page.getByRole('tab', { name: /Hannah Okafor/ });
    const link = lines().locator('.detected-link').first();
    await link.click({ modifiers: ['ControlOrMeta'] });
    await tab.waitFor();
    await workbench.webviewFrame('[role=feed] article');
    await workbench.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'hidden' });
    const hover = await hoverAt('1:40', 'Hannah Okafor');
    await hover
      .getByRole('link', { name: 'Open Timeline' })
      .or(hover.getByText('Open Timeline'))
      .first()
      .click();
    await tab.waitFor();
    await workbench.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'hidden' });
  });

  it('mark a secret, and move it to the environment by keyboard', async () => {
    const { workbench } = vscode;
    const { page } = workbench;
    await page.locator('.editor-instance .squiggly-warning').first().waitFor();
    const menu = page.locator('.action-widget:visible');
    for (const theme of ['dark', 'light', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.runCommand('Go to Line/Column...');
      await workbench.quickInput.answer(':2:80');
      await workbench.quickInput.closed();
      await workbench.runCommand('Quick Fix...');
      await menu.getByText('Move to .env').waitFor();
      await workbench.screenshot(`editor-secret-${theme}`);
      if (theme !== 'hc') {
        await page.keyboard.press('Escape');
        await menu.waitFor({ state: 'hidden' });
      }
    }
    // The first is the one that replaces it; the next one keeps the value.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await workbench.waitForNotification(/The secret is in \.env as TWILIO_AUTH_TOKEN/);
    await lines().getByText('process.env.TWILIO_AUTH_TOKEN').waitFor();
    await page.locator('.editor-instance .squiggly-warning').first().waitFor({ state: 'detached' });
    await workbench.screenshot('editor-secret-moved');
    const env = await readFile(path.join(vscode.server.workspaceDirectory, '.env'), 'utf8');
    assert.equal(env, `TWILIO_AUTH_TOKEN=${TOKEN}\n`);
    await workbench.runCommand('File: Save');
  });
});
