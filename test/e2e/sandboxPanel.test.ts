import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import twilio from 'twilio';
import { assertAccessible } from '../support/axe.ts';
import { useVsCode } from '../support/useVsCode.ts';

const OPEN = 'Twilio Conversations: Open Sandbox Panel';

/** The sandbox in a panel of its own, as a person uses it: everything by the panel. */
describe('the sandbox panel', () => {
  const vscode = useVsCode({ settings: { 'twilioConversations.explorer.refreshSeconds': 0 } });
  let frame: Frame;
  /** Where the sandbox of the window listens: on any port, if the usual one is taken. */
  let origin: string;
  before(async () => {
    await vscode.workbench.runCommand(OPEN);
    frame = await vscode.workbench.webviewFrame('sandbox-app .act-start');
  });

  const tile = async (label: string) =>
    Number(
      await frame
        .locator('.tiles li')
        .filter({ has: frame.getByText(label, { exact: true }) })
        .locator('b')
        .innerText(),
    );
  const client = () => {
    const made = twilio(`AC${'0'.repeat(32)}`, 'sandbox');
    made.conversations.baseUrl = origin;
    return made;
  };
  const picture = async (name: string) => {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
      await assertAccessible(frame, `${name} in ${theme}`);
    }
  };

  it('starts the sandbox, and the side bar has its conversations', async () => {
    await picture('sandboxPanel-stopped');
    await frame.locator('.act-start').click();
    await frame.locator('.pill.here').waitFor();
    origin = await frame.locator('.address').innerText();
    assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok((await tile('Conversations')) > 5);
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/Hannah Okafor/);
  });

  it('shows who is connected', async () => {
    await client().conversations.v2.conversations.list({ limit: 5 });
    const row = frame.locator('.clients .rows li', { hasText: 'twilio-node/' });
    await row.waitFor();
    assert.match(await row.innerText(), /requests: 1[\s\S]*ListConversations · 200/);
    await frame.locator('.clients .rows li', { hasText: 'This extension' }).waitFor();
  });

  it('has requests fail by a switch, says so in the status bar, and has them succeed again', async () => {
    const { workbench } = vscode;
    const status = workbench.page.locator('.statusbar-item').filter({ hasText: /Sandbox faults/ });
    const outage = frame.getByRole('switch', { name: 'Outage' });
    await outage.focus();
    await outage.press('Space');
    await frame.getByRole('switch', { name: 'Outage', checked: true }).waitFor();
    await status.waitFor();
    const error = await client()
      .conversations.v2.conversations.list({ limit: 5 })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    assert.equal((error as { status?: number }).status, 503);
    await frame.locator('.switches li', { hasText: 'Outage' }).getByText('struck once').waitFor();
    const row = frame.locator('.clients .rows li', { hasText: 'twilio-node/' });
    await row.getByText('ListConversations · 503').waitFor();
    // A fault of one's own: refused in the sandbox's words, then taken beside the preset.
    const field = frame.locator('#own-fault');
    await field.fill('rate-limt');
    await field.press('Enter');
    await frame.locator('#own-fault-help.bad').waitFor();
    await field.fill('rate-limit@ListParticipants:times=1');
    await field.press('Enter');
    await frame.locator('.rows.own code', { hasText: 'rate-limit@ListParticipants' }).waitFor();
    assert.equal(await field.inputValue(), '');
    await picture('sandboxPanel-faults');
    await outage.press('Space');
    await frame.getByRole('switch', { name: 'Outage', checked: false }).waitFor();
    await frame.locator('.act-clearFaults').click();
    await status.waitFor({ state: 'hidden' });
    assert.ok((await client().conversations.v2.conversations.list({ limit: 5 })).length > 0);
  });

  it('advances the clock, tells what happened by it, and the side bar shows it', async () => {
    const active = await tile('ACTIVE');
    assert.ok(active > 0);
    await frame.getByRole('button', { name: 'Paused' }).click();
    await frame.locator('[aria-pressed=true]', { hasText: 'Paused' }).waitFor();
    await frame.locator('#amount').fill('40');
    await frame.locator('#unit').selectOption({ label: 'days' });
    await frame.locator('#amount').press('Enter');
    const said = frame.locator('.said', { hasText: 'The clock went forward by 40 d.' });
    await said.waitFor();
    assert.match(await said.innerText(), new RegExp(`ACTIVE: ${active} → \\d+`));
    assert.ok((await tile('ACTIVE')) < active);
    await frame.getByRole('button', { name: '60×' }).click();
    await frame.locator('[aria-pressed=true]', { hasText: '60×' }).waitFor();
  });

  it('copies the code that points a program here, chosen by the keyboard', async () => {
    const { workbench } = vscode;
    await frame.getByRole('tab', { name: 'Node.js' }).press('ArrowRight');
    await frame.getByRole('tab', { name: 'Python', selected: true }).waitFor();
    await frame.locator('.act-copy').click();
    await workbench.page
      .locator('.statusbar-item')
      .filter({ hasText: 'Copied the code for Python' })
      .waitFor();
    assert.ok(
      (await frame.locator('.code pre').innerText()).includes(`client.conversations.base_url = "${origin}"`),
    );
    await workbench.page.setViewportSize({ width: 760, height: 900 });
    await picture('sandboxPanel-narrow');
    await workbench.page.setViewportSize({ width: 1800, height: 1100 });
    await picture('sandboxPanel-wide');
  });

  it('resets the data, and stops; after a reload of the window it is there again', async () => {
    const { workbench } = vscode;
    await frame.locator('.act-reset').click();
    await workbench.quickInput.asks(/thrown away/);
    await workbench.quickInput.pick('No conversations');
    await frame.locator('.tiles li', { hasText: 'Conversations' }).getByText('0', { exact: true }).waitFor();
    await frame.locator('.act-stop').click();
    await frame.locator('.act-start').waitFor();
    await workbench.reload();
    frame = await workbench.webviewFrame('sandbox-app .tabs');
    assert.equal(
      await frame.getByRole('tab', { selected: true }).innerText(),
      'Python',
      'the language is remembered',
    );
  });
});
