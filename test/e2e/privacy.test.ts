import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { Workbench } from '../support/workbench.ts';

interface Listed {
  id: string;
  name: string | null;
  participants: { id: string; name?: string | null; addresses: { channel: string; address: string }[] }[];
}

describe('personal data that is hidden', () => {
  let sandbox: FaultySandbox;
  /** Every name and address of the account, and what was said in the conversation that is open. */
  let planted: string[] = [];
  let hannah: Listed;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: { 'twilioConversations.timeline.refreshSeconds': 1 },
    };
  });
  before(async () => {
    const { conversations } = await call<{ conversations: Listed[] }>('/v2/Conversations?pageSize=100');
    const found = conversations.find(({ name }) => name?.startsWith('Hannah Okafor'));
    assert.ok(found);
    hannah = found;
    const { communications } = await call<{ communications: { content: { text?: string } }[] }>(
      `/v2/Conversations/${hannah.id}/Communications?pageSize=100`,
    );
    planted = [
      ...conversations.flatMap(({ name, participants }) => [
        name ?? '',
        ...participants.flatMap((one) => [one.name ?? '', ...one.addresses.map(({ address }) => address)]),
      ]),
      ...communications.map(({ content }) => content.text ?? ''),
      'Okafor',
    ].filter((word) => word.length > 3);
    assert.ok(planted.length > 50);
    await vscode.workbench.openViewContainer('Twilio Conversations');
  });
  after(() => sandbox.close());

  const hidden = () => vscode.workbench.page.locator('.statusbar-item', { hasText: 'Personal data hidden' });

  /** The planted words that the window shows anywhere: as text, label, tooltip or what stands in a box to be read. */
  async function shown(): Promise<string[]> {
    const texts = await Promise.all(
      vscode.workbench.page.frames().map((frame) =>
        frame
          .evaluate(() => {
            const parts: string[] = [document.title];
            const walk = (root: Document | ShadowRoot): void => {
              for (const element of root.querySelectorAll('*')) {
                if (element.shadowRoot) walk(element.shadowRoot);
                // An editor that was closed is kept to be used again, and nobody sees it.
                if (!element.checkVisibility()) continue;
                // What was said to screen readers before.
                if (element.closest('.monaco-aria-container')) continue;
                const where = `${element.tagName}.${element.getAttribute('class')}`;
                for (const { name, value } of element.attributes) {
                  if (/^(aria-|title$|alt$|placeholder$|data-)/.test(name))
                    parts.push(`${value} (${where} ${name})`);
                }
                if (element.tagName === 'INPUT' && element.getAttribute('type') !== 'password') {
                  parts.push(`${(element as HTMLInputElement).value} (${where})`);
                }
                if (!/^(SCRIPT|STYLE)$/.test(element.tagName)) {
                  for (const child of element.childNodes) {
                    if (child.nodeType === Node.TEXT_NODE) parts.push(`${child.nodeValue} (${where})`);
                  }
                }
              }
            };
            walk(document);
            return parts;
          })
          .catch((): string[] => []),
      ),
    );
    const all = texts.flat().map((text) => text.replaceAll('\u00a0', ' '));
    return planted.flatMap((word) => all.filter((text) => text.includes(word)).slice(0, 1));
  }

  /** Waits until nothing planted is shown; fails with what still is. */
  async function assertNothingShown(where: string): Promise<void> {
    const deadline = performance.now() + 10_000;
    let left = await shown();
    while (left.length > 0 && performance.now() < deadline) {
      await vscode.workbench.page.waitForTimeout(100);
      left = await shown();
    }
    assert.deepEqual(left, [], where);
  }

  it('is hidden at once in tree, panel, tab and JSON, without losing the place', async () => {
    const { workbench } = vscode;
    await workbench.expandTreeItem(/^Conversation Hannah Okafor/);
    await workbench.waitForTreeItem(/Imani Brooks/);
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Open as JSON');
    await workbench.page.getByRole('tab', { name: /^Hannah Okafor.*\.json/ }).waitFor();
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    assert.ok((await shown()).length > 10);
    const selected = workbench.page.locator('.monaco-list-row.selected[aria-level="1"]').first();
    const id = await selected.getAttribute('id');
    await frame.getByRole('button', { name: 'Hide Personal Data' }).click();
    await hidden().waitFor();
    await assertNothingShown('after hiding');
    assert.equal(await selected.getAttribute('id'), id);
    await frame.getByRole('article').filter({ hasText: '••••' }).first().waitFor();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`masked-${theme}`);
    }
  });

  it('is hidden in a JSON document, and hidden again after it was shown', async () => {
    const { workbench } = vscode;
    const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();
    await workbench.treeItemMenu(/^Customer [0-9A-Z]{2}/, 'Open as JSON');
    await line('addresses').waitFor();
    await assertNothingShown('in the JSON document');
    await workbench.screenshot('masked-json');
    await workbench.runCommand('Twilio Conversations: Show Personal Data');
    await line('Hannah Okafor').waitFor();
    await workbench.runCommand('Twilio Conversations: Hide Personal Data');
    await line('Customer').waitFor();
    await assertNothingShown('in the JSON document, again');
    await workbench.runCommand('View: Close Editor');
  });

  it('is hidden in lanes, details, figures and filters', async () => {
    const { workbench } = vscode;
    const frame = await workbench.webviewFrame('[role=feed] article');
    const row = frame.getByRole('article').last();
    await row.click();
    await row.press('Enter');
    await frame.locator('communication-details').getByRole('heading').first().waitFor();
    await assertNothingShown('in the details');
    await workbench.screenshot('masked-details');
    await frame.getByRole('button', { name: 'Figures', exact: true }).click();
    await frame.locator('conversation-figures').getByRole('heading').first().waitFor();
    await assertNothingShown('in the figures');
    await frame.getByRole('radio', { name: 'Lanes' }).click();
    await frame.getByRole('application').waitFor();
    await assertNothingShown('in the lanes');
    await workbench.screenshot('masked-lanes');
    await frame.getByRole('button', { name: 'Filter…' }).click();
    await frame.locator('timeline-filters').getByText('Customer').first().waitFor();
    await assertNothingShown('in the filters');
    await workbench.page.keyboard.press('Escape');
    await frame.getByRole('button', { name: 'Figures', exact: true }).click();
    await frame.getByRole('radio', { name: 'Feed' }).click();
    await row.waitFor();
  });

  it('is hidden in tooltips', async () => {
    const { workbench } = vscode;
    for (const row of [/^Conversation conv_.*SMS/, /^(Customer|Human agent) [0-9A-Z]{2}/]) {
      await (await workbench.waitForTreeItem(row)).hover();
      await workbench.page.locator('.monaco-hover').filter({ hasText: 'ID' }).first().waitFor();
      await assertNothingShown(`hovering ${row}`);
    }
    await workbench.page.keyboard.press('Escape');
  });

  it('is hidden in what is found', async () => {
    const { workbench } = vscode;
    await workbench.runCommandAsking('Twilio Conversations: Find Conversation…', /Phone number, e-mail/);
    await workbench.quickInput.type('Okaf');
    await workbench.quickInput.row(/^conv_/).waitFor();
    await assertNothingShown('in the find box');
    await workbench.screenshot('masked-find');
    await workbench.quickInput.dismiss();
  });

  it('is hidden in questions, and in the fields to change it', async () => {
    const { workbench } = vscode;
    const { quickInput, page } = workbench;
    await workbench.runCommandAsking('Twilio Conversations: Create Communication…', /Who writes/);
    await quickInput.row(/^Customer/).waitFor();
    await assertNothingShown('who writes');
    await workbench.screenshot('masked-compose');
    await quickInput.accept();
    await quickInput.asks(/Who is it for/);
    await assertNothingShown('who it is for');
    await quickInput.dismiss();
    await workbench.runCommandAsking(
      'Twilio Conversations: Rename Conversation…',
      /Name of the conversation/,
    );
    assert.equal(await quickInput.field.getAttribute('type'), 'password');
    await assertNothingShown('renaming');
    await quickInput.dismiss();
    await workbench.runCommand('Twilio Conversations: Delete Conversation…');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match((await dialog.textContent()) ?? '', /conv_/);
    await assertNothingShown('deleting');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('is copied as it is, without being shown', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Customer [0-9A-Z]{2}/, 'Copy Address', 'Copy');
    await workbench.page.locator('.statusbar-item', { hasText: 'Copied the address' }).waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.ok(
      hannah.participants.some(({ addresses }) => addresses.some(({ address }) => address === copied)),
    );
    await assertNothingShown('after copying');
  });

  it('is hidden from the first moment after a reload, and in what comes then', async () => {
    const { workbench } = vscode;
    await workbench.reload();
    await hidden().waitFor();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').first().waitFor();
    await assertNothingShown('after a reload');
  });

  it('is shown again with a click on the status bar', async () => {
    const { workbench } = vscode;
    await hidden().click();
    await hidden().waitFor({ state: 'detached' });
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    await workbench.page
      .getByRole('tab', { name: /^Hannah Okafor/ })
      .first()
      .waitFor();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('button', { name: 'Hide Personal Data' }).waitFor();
    assert.ok((await shown()).length > 10);
  });

  it('is hidden and shown in every window', async () => {
    const other = await Workbench.open(vscode.context, vscode.server);
    await other.openViewContainer('Twilio Conversations');
    await other.waitForTreeItem(/^Conversation Hannah Okafor/);
    await vscode.workbench.runCommand('Twilio Conversations: Hide Personal Data');
    const item = other.page.locator('.statusbar-item', { hasText: 'Personal data hidden' });
    await item.waitFor();
    await other.treeItem(/^Conversation Hannah Okafor/).waitFor({ state: 'detached' });
    await other.waitForTreeItem(/^Conversation conv_/);
    await item.click();
    await hidden().waitFor({ state: 'detached' });
    await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    await other.page.close();
  });

  async function call<T>(path: string): Promise<T> {
    const account = sandbox.sandbox.accounts[0];
    const answer = await fetch(sandbox.url + path, {
      headers: { authorization: `Basic ${btoa(`${account?.accountSid}:${account?.authToken}`)}` },
    });
    assert.ok(answer.ok, await answer.clone().text());
    return (await answer.json()) as T;
  }
});
