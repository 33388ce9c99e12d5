import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { SICK, sickConversation } from '../support/sickConversation.ts';
import { useVsCode } from '../support/useVsCode.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the diagnosis', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0, operationMs: 50 });
    sandbox.sandbox.importDocument(sickConversation(await freePort(), Date.now()), 'merge');
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: { 'twilioConversations.explorer.refreshSeconds': 0 },
    };
  });
  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/^Conversation Nora Quist: lost luggage/);
  });
  after(() => sandbox.close());

  const run = (title: string) => vscode.workbench.runCommand(`Twilio Conversations: ${title}`);
  const panel = () => vscode.workbench.page.locator('.part.panel');
  const row = (name: string | RegExp): Locator => panel().getByRole('treeitem', { name }).first();

  /** A row that may be further down: a tree draws what is in view only, so it is walked through by keyboard. */
  async function scrolledTo(name: RegExp): Promise<Locator> {
    const { page } = vscode.workbench;
    const found = row(name);
    const isDrawn = (timeout: number) =>
      found.waitFor({ timeout }).then(
        () => true,
        () => false,
      );
    if (await isDrawn(300)) return found;
    await panel().locator('.monaco-list:visible').first().focus();
    await page.keyboard.press('Home');
    for (let steps = 0; steps < 80; steps++) {
      // What a step brings into view is drawn some moments later.
      if (await isDrawn(150)) return found;
      await page.keyboard.press('ArrowDown');
    }
    await found.waitFor();
    return found;
  }
  const tab = (name: string | RegExp) => vscode.workbench.page.getByRole('tab', { name });

  async function expand(name: RegExp): Promise<void> {
    const found = await scrolledTo(name);
    if ((await found.getAttribute('aria-expanded')) === 'true') return;
    await found.locator('.monaco-tl-twistie').click();
    await found.and(vscode.workbench.page.locator('[aria-expanded=true]')).waitFor();
  }

  async function screenshots(name: string): Promise<void> {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  }

  const api = async (path: string) => {
    const [account] = sandbox.sandbox.accounts;
    assert.ok(account);
    const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`;
    const response = await fetch(`${sandbox.sandbox.url}${path}`, { headers: { authorization } });
    return (await response.json()) as Record<string, unknown>;
  };

  it('tells from the menu of a conversation what is the matter with it, the worst first', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Nora Quist: lost luggage/, 'Diagnose Conversation');
    await row(/^Nora Quist: lost luggage, 4 errors, 3 warnings/).waitFor();
    const findings = await panel().locator('[role=treeitem][aria-level="2"]').allInnerTexts();
    assert.match(findings[0] ?? '', /same customer: 409/);
    for (const expected of [
      /Error, Another open conversation has the same customer: 409/,
      /Error, 3 deliveries to \+15005550009 on SMS failed/,
      /Error, Nothing listens where the callback http:\/\/127\.0\.0\.1:\d+\/webhooks leads/,
      /Error, A capture rule of SMS can never match/,
      /Warning, Nobody knows what Guest 4711 is/,
      /Warning, The same was said 2 times within 3/,
      /Warning, This conversation never closes by itself: no time-out for SMS/,
    ])
      await row(expected).waitFor();
    await screenshots('diagnosis');
  });

  it('shows what a finding rests on, and opens the communication on its timeline', async () => {
    const { workbench } = vscode;
    await expand(/The same was said 2 times/);
    await row(/Nobody repeats themselves so fast/).waitFor();
    await workbench.screenshot('diagnosis-evidence');
    await (await scrolledTo(/^Remedy: Show the communication on the timeline/)).click();
    await tab(/Nora Quist: lost luggage/).waitFor();
    const frame = await workbench.webviewFrame('article');
    await frame.locator('article[aria-current=true]', { hasText: 'Your suitcase was found' }).waitFor();
  });

  it('mends what can be mended, after asking, and looks again', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await expand(/Another open conversation has the same customer/);
    await (await scrolledTo(/^Remedy: Close “Nora Quist: old matter”/)).click();
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: /Closing is final/ });
    await dialog.getByRole('button', { name: 'Close Conversation', exact: true }).click();
    await row(/same customer: 409/).waitFor({ state: 'detached' });
    await row(/^Nora Quist: lost luggage, 3 errors/).waitFor();

    // The callback is this conversation's own: the difference is shown first.
    await expand(/Nothing listens where the callback/);
    await (await scrolledTo(/^Remedy: Remove the callback/)).click();
    await quickInput.asks(/The editor shows what will be different/);
    await workbench.page.locator('.monaco-diff-editor .line-delete').first().waitFor();
    await workbench.screenshot('diagnosis-remedy');
    await quickInput.pick(/Change Conversation/);
    await row(/Nothing listens where the callback/).waitFor({ state: 'detached' });
    const { configuration } = await api(`/v2/Conversations/${SICK.conversation}`);
    assert.deepEqual((configuration as { statusCallbacks: unknown }).statusCallbacks, []);

    // Time-outs are the configuration's.
    await expand(/This conversation never closes by itself/);
    await (await scrolledTo(/^Remedy: Set time-outs in the configuration/)).click();
    await quickInput.asks(/until conversations are INACTIVE/);
    await quickInput.answer('60');
    await quickInput.asks(/until conversations are CLOSED/);
    await quickInput.answer('60');
    await quickInput.asks(/at least 61/);
    await quickInput.answer('120');
    await quickInput.asks(/The editor shows what will be different/);
    await quickInput.pick(/Change Configuration/);
    await quickInput.closed();
    await workbench.waitForNotification(/Set time-outs of configuration/).catch(() => undefined);
    const changed = await api(`/v2/ControlPlane/Configurations/${SICK.configuration}`);
    const { SMS } = changed['channelSettings'] as Record<string, Record<string, unknown>>;
    assert.deepEqual(SMS?.['statusTimeouts'], { inactive: 60, closed: 120 });
    assert.ok(SMS?.['captureRules'], 'what else was set stays');
  });

  it('hides people, writes a report, and works by keyboard alone', async () => {
    const { workbench } = vscode;
    const { page, quickInput } = workbench;
    await workbench.runCommand('View: Close All Editors');
    await run('Hide Personal Data');
    await row(/^conv_….*errors?/).waitFor();
    await scrolledTo(/deliveries to ••••09 on SMS failed/);
    assert.ok(!/Nora|5005550009|suitcase|Guest/.test(await panel().innerText()));
    await workbench.screenshot('diagnosis-masked');
    await run('Open Diagnosis as Markdown');
    await tab(/Diagnosis.*\.md/).waitFor();
    const editor = page.locator('.editor-instance .view-lines');
    // The editor draws spaces as unbreakable ones.
    await editor
      .getByText(/deliveries\sto\s••••09/)
      .first()
      .waitFor();
    assert.ok(!/Nora|5005550009|suitcase/.test(await editor.innerText()));
    await run('Show Personal Data');
    await scrolledTo(/^Nora Quist: lost luggage/);
    await run('Copy Diagnosis as Markdown');
    await page.locator('.statusbar-item', { hasText: /Copied the diagnosis/ }).waitFor();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(report, /^# Diagnosis\n\n\*\*\d errors?, .*Sandbox/);
    assert.match(report, /### Error: 3 deliveries to \+15005550009 on SMS failed/);

    await run('Group Findings by Conversation or Severity');
    await scrolledTo(/^Errors, \d/);
    await workbench.screenshot('diagnosis-by-severity');
    await workbench.runCommandAsking('Twilio Conversations: Filter Findings…', /Findings to show/);
    await quickInput.tick('Errors');
    await quickInput.accept();
    await row(/^Errors, \d/).waitFor({ state: 'detached' });
    await workbench.runCommandAsking('Twilio Conversations: Filter Findings…', /Findings to show/);
    await quickInput.tick('Errors');
    await quickInput.accept();
    await scrolledTo(/^Errors, \d/);
    await run('Group Findings by Conversation or Severity');

    await (await scrolledTo(/^Nora Quist: lost luggage/)).click();
    // A click has folded it up or not: now it is open, and its first finding has the focus.
    for (const key of ['Home', 'ArrowLeft', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    const focused = panel().locator('.monaco-list-row.focused[aria-level="2"]');
    await focused.waitFor();
    if ((await focused.getAttribute('aria-expanded')) === 'false') await page.keyboard.press('ArrowRight');
    await focused.and(page.locator('[aria-expanded=true]')).waitFor();
  });

  it('diagnoses a whole account, and keeps what it found when it is ended early', async () => {
    const { workbench } = vscode;
    await run('Clear Diagnosis');
    await run('Diagnose All Conversations…');
    await panel()
      .getByText(/Sandbox: 22 conversations diagnosed, \d+ with findings/)
      .waitFor();
    await scrolledTo(/^Configuration Workshop phone line/);
    await scrolledTo(/^Configuration Ailing shop/);
    await screenshots('diagnosis-account');

    sandbox.fail({ when: /^GET \/v2\/Conversations\/[^/]+\/Communications/, silent: true });
    await run('Diagnose All Conversations…');
    const progress = workbench.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: 'Diagnosing Sandbox' });
    await progress.getByText(/0 of 22 conversations/).waitFor();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await panel()
      .getByText(/ended early after 0 of 22 conversations/)
      .waitFor();
    await scrolledTo(/^Configuration Ailing shop/);
  });
});
