import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const LONG_MS = 60_000;

describe('a live timeline', () => {
  let sandbox: FaultySandbox;
  /** Paths of the reads that the sandbox has answered. */
  const reads: string[] = [];
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({
      deliveryStepMs: 2_000,
      onExchange: ({ request }) => {
        if (request.method === 'GET') reads.push(request.path);
      },
    });
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: {
        'twilioConversations.timeline.refreshSeconds': 1,
        'twilioConversations.explorer.refreshSeconds': 0,
      },
    };
  });
  before(() => vscode.workbench.openViewContainer('Twilio Conversations'));
  afterEach(() => sandbox.fail());
  after(() => sandbox.close());

  /** The frame of the timeline whose title has this in it. */
  const frameOf = (title: string) =>
    vscode.workbench.webviewFrame(`conversation-header h1[title*="${title}"]`);

  async function open(name: string): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(new RegExp(`^Conversation ${name}`))).click();
    const frame = await frameOf(name);
    await status(frame, 'Live');
    return frame;
  }

  const status = (frame: Frame, word: string) =>
    frame.locator('live-status .status').filter({ hasText: word }).waitFor({ timeout: LONG_MS });

  /** Waits until a conversation was looked at so often again. */
  async function looks(id: string, times: number): Promise<void> {
    const { page } = vscode.workbench;
    const wanted = looksAt(id) + times;
    while (looksAt(id) < wanted) await page.waitForTimeout(50);
  }

  const looksAt = (id: string) => reads.filter((path) => path === `/v2/Conversations/${id}`).length;

  it('shows what comes to who reads the end', async () => {
    const { workbench } = vscode;
    const frame = await open('Hannah Okafor');
    await say('Hannah Okafor', 'Are you still there?');
    await frame.getByRole('article').filter({ hasText: 'Are you still there?' }).waitFor();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`live-${theme}`);
    }
  });

  it('moves a delivery on by itself', async () => {
    const frame = await open('Hannah Okafor');
    await say('Hannah Okafor', 'This one travels.');
    const row = frame.getByRole('article').filter({ hasText: 'This one travels.' });
    await row.filter({ hasText: /To be sent|Sending/ }).waitFor();
    await row.filter({ hasText: 'Delivered' }).waitFor();
  });

  it('counts what comes while something else is read, and does not move that', async () => {
    const { workbench } = vscode;
    const frame = await open('Hotel Larkspur');
    const last = frame.locator('article[aria-posinset="300"]');
    await last.click();
    await workbench.page.keyboard.press('Home');
    const first = frame.locator('article[aria-posinset="1"]');
    await first.waitFor();
    const pill = frame.getByRole('button', { name: /Jump to Latest/ });
    await pill.waitFor();
    const read = frame.locator('article[aria-posinset="3"]');
    const place = await read.boundingBox();
    const seen: unknown[] = [];
    for (const word of ['one', 'two', 'three']) {
      await say('Hotel Larkspur', `Arrival ${word}`);
      await frame
        .getByText(`30${seen.length + 1} communications`)
        .first()
        .waitFor();
      seen.push(await read.boundingBox());
    }
    await pill.filter({ hasText: '3 new' }).waitFor();
    assert.deepEqual(seen, [place, place, place]);
    await workbench.screenshot('live-pill');
    await pill.click();
    await frame.getByRole('article').filter({ hasText: 'Arrival three' }).waitFor();
    await pill.waitFor({ state: 'detached' });
  });

  it('is quiet while it is paused, also after a reload, and goes on when it is resumed', async () => {
    const { workbench } = vscode;
    let frame = await open('Hannah Okafor');
    const { id } = await find('Hannah Okafor');
    await frame.getByRole('button', { name: 'Pause Live Updates' }).click();
    await status(frame, 'Paused');
    await say('Hannah Okafor', 'Nobody sees this yet.');
    const before = looksAt(id);
    await workbench.screenshot('live-paused');
    await workbench.reload();
    frame = await frameOf('Hannah Okafor');
    await status(frame, 'Paused');
    // It was read anew with the reload, and not looked at since.
    await workbench.setTheme('dark');
    assert.ok(looksAt(id) <= before + 1, `${looksAt(id) - before} looks`);
    await say('Hannah Okafor', 'Nor this.');
    await frame.getByRole('button', { name: 'Resume Live Updates' }).click();
    await frame.getByRole('article').filter({ hasText: 'Nor this.' }).waitFor();
    await status(frame, 'Live');
  });

  it('says that the connection is lost, tries again, and says that it is back', async () => {
    const { workbench } = vscode;
    const frame = await open('Hannah Okafor');
    await sandbox.kill();
    await frame
      .locator('live-status')
      .getByText(/lost the connection, (next try in \d+ s|trying)/)
      .waitFor({ timeout: LONG_MS });
    await workbench.setTheme('light');
    await workbench.screenshot('live-lost');
    // What was read stays, and nothing pops up.
    assert.ok((await frame.getByRole('article').count()) > 3);
    assert.deepEqual(await workbench.notifications(), []);
    await sandbox.revive();
    await status(frame, 'Live');
    await say('Hannah Okafor', 'Back again.');
    await frame.getByRole('article').filter({ hasText: 'Back again.' }).waitFor();
  });

  it('completes by itself what failed in its midst', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    sandbox.fail({ when: /Communications\?.*pageSize=1000/, status: 500 });
    await (await workbench.waitForTreeItem(/^Conversation Hotel Larkspur/)).click();
    const frame = await frameOf('Hotel Larkspur');
    const banner = frame.getByRole('button', { name: 'Retry' });
    await banner.waitFor();
    await workbench.screenshot('live-failed-in-midst');
    sandbox.fail();
    await frame.getByText('303 communications').first().waitFor({ timeout: LONG_MS });
    await banner.waitFor({ state: 'detached' });
  });

  it('follows a rename, and says clearly that a conversation is gone', async () => {
    const { workbench } = vscode;
    const frame = await open('Wren Castillo');
    const { id } = await find('Wren Castillo');
    await call('PATCH', `/v2/Conversations/${id}`, { name: 'Wren, renamed' });
    await workbench.page.getByRole('tab', { name: 'Wren, renamed' }).waitFor();
    sandbox.sandbox.deleteConversation(id);
    await frame.getByText('The conversation does not exist any more').first().waitFor();
    await workbench.screenshot('live-gone');
  });

  it('lets a panel in the background rest, and shows it as it is when it is looked at again', async () => {
    const { workbench } = vscode;
    await open('Hannah Okafor');
    const hannah = await find('Hannah Okafor');
    await (await workbench.waitForTreeItem(/^Conversation Hotel Larkspur/)).click();
    await status(await frameOf('Hotel Larkspur'), 'Live');
    const larkspur = await find('Hotel Larkspur');
    await looks(larkspur.id, 1);
    const before = looksAt(hannah.id);
    await say('Hannah Okafor', 'Said in the background.');
    await looks(larkspur.id, 3);
    assert.equal(looksAt(hannah.id), before);
    await workbench.page.getByRole('tab', { name: /^Hannah Okafor/ }).click();
    const frame = await frameOf('Hannah Okafor');
    await frame.getByRole('article').filter({ hasText: 'Said in the background.' }).waitFor();
  });

  it('is live in two panels side by side, and comes back after a reload where it was read', async () => {
    const { workbench } = vscode;
    await open('Hotel Larkspur');
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, /^Open Timeline to the Side/);
    const beside = await frameOf('Hannah Okafor');
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 2);
    let frame = await frameOf('Hotel Larkspur');
    await say('Hannah Okafor', 'Left or right?');
    await say('Hotel Larkspur', 'Right or left?');
    await beside.getByRole('article').filter({ hasText: 'Left or right?' }).waitFor();
    await frame.getByRole('article').filter({ hasText: 'Right or left?' }).waitFor();
    await workbench.screenshot('live-two');

    await frame.getByRole('article').filter({ hasText: 'Right or left?' }).click();
    await workbench.page.keyboard.press('Home');
    await frame.locator('article[aria-posinset="1"]').waitFor();
    await frame.getByRole('button', { name: /Jump to Latest/ }).waitFor();
    await frame.waitForFunction(() => document.querySelector('timeline-app') !== null);
    // The place is kept once the reader has come to rest.
    await looks((await find('Hotel Larkspur')).id, 1);
    await workbench.reload();
    frame = await frameOf('Hotel Larkspur');
    await frame.locator('article[aria-posinset="1"]').waitFor();
    await frameOf('Hannah Okafor');
  });

  type Party = { id: string; addresses: { channel: string; address: string }[] };

  async function find(name: string): Promise<{ id: string; participants: Party[] }> {
    const list = await call('GET', '/v2/Conversations?pageSize=100');
    return list.conversations.find((one: { name: string | null }) => one.name?.startsWith(name));
  }

  /** The last participant says something to the first, behind the extension's back. */
  async function say(name: string, text: string): Promise<void> {
    const { id, participants } = await find(name);
    const end = (participant: Party | undefined) => ({
      ...participant?.addresses[0],
      participantId: participant?.id,
    });
    await call('POST', `/v2/Conversations/${id}/Communications`, {
      author: end(participants.at(-1)),
      recipients: [end(participants[0])],
      content: { type: 'TEXT', text },
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the API answers is looked at member by member.
  async function call(method: string, path: string, body?: unknown): Promise<any> {
    const account = sandbox.sandbox.accounts[0];
    const answer = await sandbox.sandbox.fetch(
      new Request(sandbox.url + path, {
        method,
        headers: {
          authorization: `Basic ${btoa(`${account?.accountSid}:${account?.authToken}`)}`,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  }
});
