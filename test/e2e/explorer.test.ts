import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { ConversationsClient } from '../../src/api/client.ts';
import { allItems } from '../../src/api/pages.ts';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

/** Somebody else who works on the same account. */
function clientOf({ url }: FaultySandbox): ConversationsClient {
  return new ConversationsClient({
    origin: url,
    credentials: { username: DEFAULT_ACCOUNT.accountSid, password: DEFAULT_ACCOUNT.authToken },
    userAgent: 'test',
  });
}

describe('the explorer', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: { 'twilioConversations.explorer.refreshSeconds': 1 },
    };
  });
  after(() => sandbox.close());

  const message = () => vscode.workbench.page.locator('.tree-explorer-viewlet-tree-view .message').first();

  it('groups by status, configuration, channel and day', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/Hannah Okafor/);
    for (const [by, group] of [
      ['Status', /^Active, \d+ conversations/],
      ['Configuration', /, \d+ conversations/],
      ['Channel', /^SMS, \d+ conversations/],
      ['Day of the last activity', /^(Today|Yesterday), \d+ conversation/],
    ] as const) {
      await workbench.runCommand('Twilio Conversations: Group Conversations…');
      await quickInput.pick(by);
      const row = await workbench.waitForTreeItem(group);
      assert.equal(await row.getAttribute('aria-level'), '1', by);
      await workbench
        .treeItem(/^Conversation /)
        .first()
        .waitFor();
    }
    await workbench.screenshot('explorer-by-day');
  });

  it('sorts by name', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.runCommand('Twilio Conversations: Group Conversations…');
    await quickInput.pick('None');
    await workbench.runCommand('Twilio Conversations: Sort Conversations…');
    await quickInput.pick('Name');
    const first = workbench.treeItem(/^Conversation /).first();
    await first.and(workbench.treeItem(/^Conversation [A-C]/)).waitFor();
  });

  it('filters with every key on Ctrl+F, says how many are shown, and keeps it over a reload', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.runCommand('Twilio Conversations: Focus on Conversations View');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('ControlOrMeta+f');
    await quickInput.type('hannah');
    await workbench
      .treeItem(/Garantiefall/)
      .first()
      .waitFor({ state: 'detached' });
    await workbench.waitForTreeItem(/Hannah Okafor/);
    await message()
      .filter({ hasText: /[1-9]\d* of \d+ (loaded )?shown · “hannah”/ })
      .waitFor();
    await workbench.screenshot('explorer-filter');
    await quickInput.accept();
    await quickInput.closed();
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/Hannah Okafor/);
    assert.equal(await workbench.treeItem(/Garantiefall/).count(), 0);
    await message().filter({ hasText: '“hannah”' }).waitFor();
  });

  it('brings back the filter before when the box is closed, and says so when nothing matches', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.runCommand('Twilio Conversations: Filter Conversations…');
    await quickInput.type('nobody at all');
    await workbench.waitForTreeItem(/No loaded conversation matches “nobody at all”/);
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await quickInput.dismiss();
      await workbench.setTheme(theme);
      await workbench.runCommand('Twilio Conversations: Filter Conversations…');
      await quickInput.type('nobody at all');
      await workbench.waitForTreeItem(/No loaded conversation matches/);
      await workbench.screenshot(`explorer-no-match-${theme}`);
    }
    await quickInput.dismiss();
    await workbench.waitForTreeItem(/Hannah Okafor/);
    await workbench.runCommand('Twilio Conversations: Clear Filters');
    await workbench.waitForTreeItem(/Garantiefall/);
  });

  it('has the API filter by status, and keeps selection and expansion meanwhile', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.expandTreeItem(/Hannah Okafor/);
    await (await workbench.waitForTreeItem(/Imani Brooks/)).click();
    await workbench.runCommand('Twilio Conversations: Filter by Status…');
    await quickInput.tick('Active');
    await quickInput.accept();
    await workbench
      .treeItem(/Garantiefall/)
      .first()
      .waitFor({ state: 'detached' });
    await message().filter({ hasText: 'Active' }).waitFor();
    const row = await workbench.waitForTreeItem(/Imani Brooks/);
    assert.equal(await row.getAttribute('aria-selected'), 'true');
    await workbench.runCommand('Twilio Conversations: Clear Filters');
    await workbench.waitForTreeItem(/Garantiefall/);
    assert.equal(
      await (await workbench.waitForTreeItem(/Imani Brooks/)).getAttribute('aria-selected'),
      'true',
    );
  });

  it('pins a conversation above the others, over a reload too', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Conversation Garantiefall/, 'Pin');
    await workbench.waitForTreeItem(/^Pinned, 1 conversation/);
    const pinned = await workbench.waitForTreeItem(/^Conversation Garantiefall/);
    assert.equal(await pinned.getAttribute('aria-level'), '2');
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/^Pinned, 1 conversation/);
  });

  it('shows by itself what others do, marks it as new, and counts it on the icon', async () => {
    const { workbench } = vscode;
    const client = clientOf(sandbox);
    const all = await allItems(client.conversations());
    const target = all.find(({ name }) => name?.startsWith('Hannah Okafor'));
    assert.ok(target);
    await workbench.expandTreeItem(/^Conversation Hannah Okafor/);
    await (await workbench.waitForTreeItem(/Imani Brooks/)).click();
    await client.patchConversation(target.id, { name: 'Hannah Okafor: renamed elsewhere' });
    const row = await workbench.waitForTreeItem(
      /^Conversation Hannah Okafor: renamed elsewhere, new activity/,
    );
    assert.match((await row.textContent()) ?? '', /^● Hannah/);
    await workbench
      .activityBarItem('Twilio Conversations')
      .locator('.badge')
      .filter({ hasText: '1' })
      .waitFor();
    const selected = await workbench.waitForTreeItem(/Imani Brooks/);
    assert.equal(await selected.getAttribute('aria-selected'), 'true');
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`explorer-new-${theme}`);
    }
    await row.click();
    await workbench
      .treeItem(/new activity/)
      .first()
      .waitFor({ state: 'detached' });
    await workbench
      .activityBarItem('Twilio Conversations')
      .locator('.badge')
      .first()
      .waitFor({ state: 'hidden' });
  });

  it('leaves out what somebody else deletes, though its row is open', async () => {
    const { workbench } = vscode;
    const client = clientOf(sandbox);
    const all = await allItems(client.conversations());
    const target = all.find(({ name }) => name?.startsWith('Hannah Okafor'));
    assert.ok(target);
    await client.waitForOperation(await client.deleteConversation(target.id));
    await workbench
      .treeItem(/Hannah Okafor/)
      .first()
      .waitFor({ state: 'detached' });
    await workbench.waitForTreeItem(/^Pinned, 1 conversation/);
  });

  it('keeps its rows when looking for news fails, says why, and recovers by itself', async () => {
    const { workbench } = vscode;
    sandbox.fail({ when: /^GET \/v2\/Conversations/, status: 503, body: { message: 'Busy', status: 503 } });
    await workbench.waitForTreeItem(/Server failure \(HTTP 503\)|HTTP 503/);
    await workbench.waitForTreeItem(/^Conversation Garantiefall/);
    sandbox.fail();
    await workbench
      .treeItem(/HTTP 503/)
      .first()
      .waitFor({ state: 'detached', timeout: 60_000 });
  });
});

describe('an account with ten thousand conversations', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ data: 'large' });
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: { 'twilioConversations.explorer.refreshSeconds': 0 },
    };
  });
  after(() => sandbox.close());

  it('is loaded to its end on demand, although a page token expires meanwhile and the rate is limited', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/^Conversation /);
    sandbox.fail(
      {
        when: /pageToken/,
        times: 1,
        status: 400,
        body: { code: 20001, message: 'pageToken has expired', status: 400 },
      },
      {
        when: /pageToken/,
        times: 2,
        status: 429,
        headers: { 'Retry-After': '0' },
        body: { code: 20429, message: 'Too many', status: 429 },
      },
    );
    await workbench.runCommand('Twilio Conversations: Load All');
    await workbench.runCommand('Twilio Conversations: Filter Conversations…');
    await workbench.quickInput.asks(/10,?000 of 10,?000 shown|10000 of 10000 shown/);
    await workbench.quickInput.type('no such person');
    await workbench.waitForTreeItem(/No loaded conversation matches/);
    await workbench.quickInput.dismiss();
  });

  it('is grouped, filtered and refreshed with its selection and expansion kept', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.expandTreeItem(/^Conversation Velonora fleet log/);
    await (await workbench.waitForTreeItem(/, (Customer|Human agent), /)).click();
    await workbench.runCommand('Twilio Conversations: Refresh Conversations');
    await workbench.page.locator('[role=treeitem][aria-level="2"][aria-selected=true]').first().waitFor();
    await workbench.runCommand('Twilio Conversations: Group Conversations…');
    await quickInput.pick('Status');
    await workbench.waitForTreeItem(/, \d+ conversations/);
    await workbench.page.locator('[role=treeitem][aria-level="3"][aria-selected=true]').first().waitFor();
    await workbench.screenshot('explorer-ten-thousand');
  });
});
