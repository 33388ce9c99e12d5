import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import twilio from 'twilio';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server/server.ts';
import { assertAccessible } from '../support/axe.ts';
import { useVsCode } from '../support/useVsCode.ts';

const { accountSid, authToken } = DEFAULT_ACCOUNT;
const BASIC = Buffer.from(`${accountSid}:${authToken}`).toString('base64');

/** A person looks at what goes over the wire: this extension's requests, and those of a program of theirs. */
describe('the API traffic', () => {
  let sandbox: Sandbox;
  let folder: string;
  let frame: Frame;
  const vscode = useVsCode(async () => {
    sandbox = await startSandbox();
    folder = await mkdtemp(path.join(tmpdir(), 'traffic-'));
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: { 'twilioConversations.explorer.refreshSeconds': 0 },
    };
  });
  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    // What was asked for before the view was ever seen is there too.
    await run('Show API Traffic');
    frame = await vscode.workbench.webviewFrame('log-app');
  });
  afterEach(async () => {
    await administer('DELETE', 'faults');
    await filter('');
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  const run = (title: string) => vscode.workbench.runCommand(`Twilio Conversations: ${title}`);
  const row = (name: string | RegExp): Locator => frame.getByRole('row', { name });
  const rows = (): Locator => frame.locator('[role=row][aria-selected]');
  const shown = (text: string | RegExp): Locator => frame.locator('log-details').getByText(text).first();
  const act = (name: string): Locator => frame.locator('.pane').getByRole('button', { name, exact: true });

  async function administer(method: string, what: string, body?: unknown): Promise<void> {
    const answer = await fetch(`${sandbox.url}/sandbox/${what}`, {
      method,
      headers: { authorization: `Basic ${BASIC}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, await answer.text());
  }

  /** A program of the person's own, which uses the official SDK. */
  function program() {
    const client = twilio(accountSid, authToken);
    client.conversations.baseUrl = sandbox.url;
    return client.conversations.v2;
  }

  async function filter(text: string): Promise<void> {
    const box = frame.getByRole('search').getByRole('textbox');
    await box.fill(text);
    await box.press('Enter');
  }

  /** Everything that the view shows, with what is in its shadows. */
  function everything(): Promise<string> {
    return frame.evaluate(() => {
      const gather = (node: Node): string => {
        const inner = node instanceof Element && node.shadowRoot ? gather(node.shadowRoot) : '';
        const own = node instanceof Element ? [...node.attributes].map(({ value }) => value).join(' ') : '';
        const kids = [...node.childNodes].map((kid) => (kid instanceof Text ? kid.data : gather(kid)));
        return `${own} ${inner} ${kids.join(' ')}`;
      };
      return gather(document.body);
    });
  }

  async function screenshots(name: string): Promise<void> {
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  }

  it('groups the attempts at a request, and explains what was wrong', async () => {
    await administer('POST', 'faults', 'rate-limit@ListConversations:retryAfter=0,times=2');
    await run('Refresh Conversations');
    await row(/ListConversations|GET \/v2\/Conversations.*429.*3 attempts/)
      .first()
      .waitFor();
    await row(/GET \/v2\/Conversations.*200.*attempt 3/)
      .first()
      .waitFor();
    const attempts = await rows().filter({ hasText: '/v2/Conversations?' }).allInnerTexts();
    const first = attempts.findIndex((text) => /429/.test(text));
    assert.match(attempts[first + 1] ?? '', /429/, attempts.join('\n---\n'));
    assert.match(attempts[first + 2] ?? '', /200/, attempts.join('\n---\n'));
    await vscode.workbench.screenshot('inspector-rows-light');
    await row(/429.*3 attempts/)
      .first()
      .click();
    await shown('Too many requests (20429)').waitFor();
    await shown(/rate-limit/).waitFor();
    await screenshots('inspector-retries');
    await assertAccessible(frame, 'traffic with details');
  });

  it('shows what a program of one’s own sent to the sandbox, and why it failed', async () => {
    await assert.rejects(program().conversations('conv_conversation_none').fetch());
    const theirs = row(/conv_conversation_none.*404.*twilio-node/);
    await theirs.first().waitFor();
    assert.equal(await theirs.count(), 1);
    await theirs.click();
    await shown('Not found (20404)').waitFor();
    await shown(/classic \(v1\) SID was used on a v2 path/).waitFor();
    await shown(`Basic ${accountSid}:••••`).waitFor();
    await vscode.workbench.runCommand('View: Toggle Maximized Panel');
    await screenshots('inspector-received');
    await vscode.workbench.runCommand('View: Toggle Maximized Panel');
    const text = await everything();
    assert.ok(!text.includes(BASIC), 'a secret is in the view');
  });

  it('filters, holds back what comes while it is paused, and forgets all but what is pinned', async () => {
    const { page } = vscode.workbench;
    await filter('status:404');
    await row(/429/).first().waitFor({ state: 'detached' });
    assert.equal(await rows().count(), 1);
    await filter('client:twilio-node is:failed');
    await row(/conv_conversation_none/)
      .first()
      .click();
    await act('Pin (P)').click();
    await filter('');
    await frame.getByRole('button', { name: /^(Pause|Resume)/ }).click();
    await program().conversations.list({ limit: 1 });
    await frame.getByText('+1', { exact: true }).first().waitFor();
    assert.equal(await row(/pageSize=1,.*twilio-node/).count(), 0);
    await frame.getByRole('button', { name: /^(Pause|Resume)/ }).click();
    await row(/pageSize=1,.*twilio-node/)
      .first()
      .waitFor();
    await frame.getByRole('button', { name: 'Clear', exact: true }).click();
    await row(/pageSize=1,.*twilio-node/)
      .first()
      .waitFor({ state: 'detached' });
    assert.match((await rows().allInnerTexts()).join(), /conv_conversation_none/);
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  it('repeats a read at once, and a write when it is told again', async () => {
    const { page } = vscode.workbench;
    const [hannah] = (await program().conversations.list()).filter(({ name }) => name?.startsWith('Hannah'));
    assert.ok(hannah?.id);
    const text = 'Sent by a program <b>once</b>';
    await program()
      .communications(hannah.id)
      .create({
        author: { address: '+15035550100', channel: 'SMS' },
        recipients: [{ address: '+15035550111', channel: 'SMS' }],
        content: { type: 'TEXT', text },
      } as never);
    const sent = async () =>
      (
        await program()
          .communications(hannah.id as string)
          .list()
      ).filter(({ content }) => (content as { text?: string }).text === text).length;
    assert.equal(await sent(), 1);
    await row(/POST .*Communications.*201/)
      .first()
      .click();
    await shown(text).waitFor();
    await act('Repeat').click();
    const dialog = page.getByRole('dialog').filter({ hasText: /Send POST .* again as Sandbox/ });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await act('Repeat').click();
    await dialog.getByRole('button', { name: 'Send Again' }).click();
    await shown('sent again by hand').waitFor();
    await shown('It reached the sandbox').waitFor();
    assert.equal(await sent(), 2);
  });

  it('copies a request as code without its credentials', async () => {
    const { page } = vscode.workbench;
    await row(/POST .*Communications.*201.*twilio-node/)
      .first()
      .click();
    await act('Copy as…').click();
    await frame.getByRole('menuitem', { name: 'cURL' }).click();
    await page.locator('.statusbar-item', { hasText: 'Copied as cURL' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^(#.*\n)*curl /);
    assert.match(copied, /TWILIO_AUTH_TOKEN/);
    assert.ok(!copied.includes(BASIC) && !copied.includes(`:${authToken}`));
  });

  it('opens a body in an editor, and hides what is people’s there and in the view', async () => {
    const { page } = vscode.workbench;
    await row(/POST .*Communications.*201.*twilio-node/)
      .first()
      .click();
    await frame.locator('log-details').getByRole('button', { name: /Open/ }).first().click();
    const editor = page.locator('.editor-instance .view-lines');
    await editor.filter({ hasText: 'Sent by a program' }).waitFor();
    await run('Hide Personal Data');
    await editor.filter({ hasText: '••••' }).waitFor();
    await shown('Sent by a program').waitFor({ state: 'detached' });
    await screenshots('inspector-hidden');
    const text = await everything();
    for (const word of ['Sent by a program', '+15035550111', 'Hannah']) assert.ok(!text.includes(word), word);
    await run('Show Personal Data');
    await shown('Sent by a program').waitFor();
  });

  it('exports an HTTP archive without secrets', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const file = path.join(folder, 'traffic.har');
    await run('Export Traffic as HAR…');
    // It is deaf to Enter while it looks at the folder that was typed.
    const saved = workbench.waitForNotification(/exchanges exported to traffic\.har/);
    await quickInput.row('..').waitFor();
    await until(async () => {
      if ((await quickInput.field.count()) === 0) return true;
      // It may be gone by now.
      const typed = await quickInput.field.inputValue({ timeout: 1_000 }).catch(() => file);
      if (typed !== file) await quickInput.type(file);
      await workbench.page.keyboard.press('Enter');
      return (await quickInput.field.count()) === 0;
    });
    await saved;
    const text = await readFile(file, 'utf8');
    const { log } = JSON.parse(text);
    assert.equal(log.version, '1.2');
    assert.ok(log.entries.some((entry: { request: { method: string } }) => entry.request.method === 'POST'));
    assert.ok(!text.includes(BASIC), 'a secret is in the file');
  });
});

/** Waits for a condition. @throws Error when it does not come true in time */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await holds())) {
    assert.ok(performance.now() < deadline, 'it did not come true');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
