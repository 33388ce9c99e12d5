import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import type { Communication } from '../../src/api/resources.ts';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const COMMAND = 'Twilio Conversations: Send Burst…';
const CREATE = /^POST .*\/Communications$/;

/** Many communications from one template. */
describe('bursts', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return {
      env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      settings: {
        'twilioConversations.explorer.refreshSeconds': 0,
        'twilioConversations.timeline.refreshSeconds': 0,
      },
    };
  });
  before(async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await (await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    await vscode.workbench.webviewFrame('[role=feed] article');
  });
  after(() => sandbox.close());
  afterEach(() => sandbox.fail());

  interface Wanted {
    text: string;
    count: number;
    perSecond?: number;
    concurrency?: number;
  }

  /** Answers the questions by keyboard alone, from the text on; the others stand as they are offered. */
  async function answer({ text, count, perSecond, concurrency = 5 }: Wanted): Promise<void> {
    const { quickInput } = vscode.workbench;
    const enter = async (question: RegExp, typed?: string) => {
      await quickInput.asks(question);
      if (typed !== undefined) await quickInput.type(typed);
      await quickInput.accept();
    };
    await chooseOffered(/Who writes/);
    await chooseOffered(/Who is it for/);
    await enter(/Text of each copy|First:|no variable/, text);
    await enter(/How many copies/, String(count));
    await enter(/How many per second/, perSecond === undefined ? '' : String(perSecond));
    await enter(/How many at once/, String(concurrency));
    await chooseOffered(/Enter sends/);
  }

  /** Accepts what a list offers, once there is something on it. */
  async function chooseOffered(question: RegExp): Promise<void> {
    const { quickInput } = vscode.workbench;
    await quickInput.asks(question);
    await quickInput.items();
    await quickInput.accept();
  }

  /** Sends a burst into Hannah's conversation. */
  async function send(wanted: Wanted): Promise<void> {
    const { workbench } = vscode;
    await workbench.clearNotifications();
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Send Burst…');
    await answer(wanted);
  }

  const report = () => vscode.workbench.webviewFrame('.tiles .sent');

  async function figures(frame: Frame): Promise<Record<string, string>> {
    const tiles = await frame
      .locator('.tiles > div')
      .evaluateAll((all) =>
        all.map((tile) => [
          tile.querySelector('dt')?.textContent ?? '',
          tile.querySelector('dd')?.textContent ?? '',
        ]),
      );
    return Object.fromEntries(tiles) as Record<string, string>;
  }

  async function inThemes(name: string): Promise<void> {
    const { workbench } = vscode;
    for (const theme of ['dark', 'hc', 'light'] as const) {
      await workbench.setTheme(theme);
      await (await report()).locator('.tiles').waitFor();
      await workbench.screenshot(`${name}-${theme}`);
    }
  }

  async function closeReports(): Promise<void> {
    const { page } = vscode.workbench;
    await vscode.workbench.runCommand('View: Close All Editors');
    await page.getByRole('tab', { name: /^Burst / }).waitFor({ state: 'detached' });
  }

  it('asks from anywhere, complains of variables that there are not, and sends by keyboard alone', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommandAsking(COMMAND, /Conversation to write into/);
    await quickInput.field.fill('Hannah');
    await quickInput.row(/^\W*Hannah Okafor/).waitFor();
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/Who writes/);
    await quickInput.items();
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/Who is it for/);
    await quickInput.items();
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/Text of each copy|First:/);
    await quickInput.field.fill('Hello {{name}}');
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/no variable “name”/);
    await workbench.screenshot('burst-unknown-variable-light');
    await quickInput.field.fill('Burst one {{n:3}} of {{count}} to {{recipient}}');
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/How many copies/);
    await quickInput.field.fill('50');
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/How many per second/);
    await quickInput.field.fill('25');
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/How many at once/);
    await workbench.page.keyboard.press('Enter');
    await quickInput.asks(/Enter sends 50/);
    await workbench.screenshot('burst-confirm-light');
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForNotification(/Burst into Hannah Okafor.*of 50/s);
    await workbench.screenshot('burst-progress-light');
    await workbench.waitForNotification(/Burst: 50 sent\./);
    const { Sent, Failed, Unknown } = await figures(await report());
    assert.deepEqual({ Sent, Failed, Unknown }, { Sent: '50', Failed: '0', Unknown: '0' });
    const copies = (await communications()).filter(({ content }) => content.text?.startsWith('Burst one'));
    assert.equal(new Set(copies.map(({ content }) => content.text)).size, 50);
    assert.ok(copies.some(({ content }) => content.text === 'Burst one 050 of 50 to Hannah Okafor'));
    await workbench.clearNotifications();
    await inThemes('burst-report');
  });

  it('opens the report as Markdown, masks it, and brings it back after a reload', async () => {
    const { workbench } = vscode;
    const name = (await workbench.page.locator('.tab.active').getAttribute('aria-label')) ?? '';
    assert.match(name, /Burst /);
    await workbench.runCommand('Twilio Conversations: Copy Burst Report');
    const copied = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    await workbench.page.locator('.statusbar-item', { hasText: 'Copied the report' }).waitFor();
    assert.match(await copied(), /^# Burst into Hannah Okafor[\s\S]*50 sent/);
    await workbench.runCommand('Twilio Conversations: Hide Personal Data');
    await workbench.page.locator('.statusbar-item', { hasText: 'Personal data hidden' }).waitFor();
    const frame = await workbench.webviewFrame('h1:not(:has-text("Hannah"))');
    await frame.locator('.settings').waitFor();
    const words = (await frame.locator('main').innerText()) ?? '';
    assert.doesNotMatch(words, /Hannah|Okafor|flat tire|Burst one/);
    await workbench.screenshot('burst-report-masked');
    await workbench.runCommand('Twilio Conversations: Show Personal Data');
    await workbench.webviewFrame('h1:has-text("Hannah")');
    await workbench.reload();
    const again = await report();
    assert.equal((await figures(again))['Sent'], '50');
    await again.locator('h1').getByText('Hannah Okafor').waitFor();
    await workbench.runCommand('Twilio Conversations: Open Burst Report as Markdown');
    await workbench.page.getByRole('tab', { name: /Burst .*\.md/ }).waitFor();
    await workbench.page
      .locator('.view-line')
      .filter({ hasText: /#\sBurst\sinto/ })
      .first()
      .waitFor();
    await workbench.screenshot('burst-markdown');
    await closeReports();
  });

  it('waits when there are too many, counts what fails by reason, and sends the unknown ones again without doubling', async () => {
    const { workbench } = vscode;
    sandbox.fail(
      {
        when: CREATE,
        times: 3,
        status: 429,
        headers: { 'retry-after': '1' },
        body: { code: 20429, message: 'Too Many Requests', status: 429 },
      },
      {
        when: CREATE,
        times: 4,
        status: 400,
        body: { code: 20001, message: 'recipients[0].address +15550100999 is wrong', status: 400 },
      },
      { when: CREATE, times: 2, cut: 'after' },
      { when: CREATE, times: 1, cut: 'before' },
    );
    await send({ text: 'Burst two {{n}}', count: 60, perSecond: 40 });
    await workbench.waitForNotification(/Burst: 53 sent, 4 failed, 3 unknown\./);
    const frame = await report();
    await frame.locator('.failures').getByText('HTTP 400 · 20001').waitFor();
    await frame.locator('.failures').getByText('No answer').first().waitFor();
    await frame.locator('summary').first().click();
    await frame
      .getByText(/Copy \d+: recipients\[0\]/)
      .first()
      .waitFor();
    assert.match(await frame.locator('.settings').innerText(), /by 3 answers “429 Too Many Requests”/);
    await workbench.screenshot('burst-unknown-told-light');
    const there = async () =>
      (await communications()).filter(({ content }) => content.text?.startsWith('Burst two')).length;
    assert.equal(await there(), 55);
    await workbench.pressNotificationButton(/Burst: 53 sent/, 'Send the Rest…');
    await dialogButton(/3 that are left/, 'Send 3');
    await workbench.waitForNotification(/Burst: 3 sent\./);
    assert.equal(await there(), 56);
    await closeReports();
    await workbench.runCommandAsking('Twilio Conversations: Show Burst Report…', /Which burst/);
    await workbench.screenshot('burst-reports-light');
    await workbench.quickInput.pick(/Burst/);
    await workbench.clearNotifications();
    await closeReports();
    await workbench.runCommandAsking('Twilio Conversations: Show Burst Report…', /Which burst/);
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await (await report()).locator('.failures').waitFor();
    await inThemes('burst-report-failures');
    await workbench.page.setViewportSize({ width: 760, height: 1_000 });
    await workbench.screenshot('burst-report-narrow');
    await workbench.page.setViewportSize({ width: 1_280, height: 800 });
    await closeReports();
  });

  it('stops at once when it is cancelled', async () => {
    const { workbench } = vscode;
    await send({ text: 'Burst three {{n}}', count: 500, perSecond: 10 });
    await workbench.waitForNotification(/Burst into Hannah Okafor.*[1-9]\d* of 500/s);
    await workbench.pressNotificationButton(/Burst into Hannah Okafor/, 'Cancel');
    await workbench.waitForNotification(/Burst: \d+ sent, \d+ not sent\./);
    const { Sent } = await figures(await report());
    const there = (await communications()).filter(({ content }) => content.text?.startsWith('Burst three'));
    assert.equal(there.length, Number(Sent));
    assert.ok(there.length < 500);
    await workbench.screenshot('burst-cancelled-light');
    await closeReports();
  });

  it('knows after a reload in mid-burst how far it came, and sends the rest: exactly as many as were wanted', async () => {
    const { workbench } = vscode;
    await send({ text: 'Burst four {{n}}', count: 120, perSecond: 10 });
    await workbench.waitForNotification(/Burst into Hannah Okafor.*[1-9]\d* of 120/s);
    await workbench.reload();
    const said = await workbench.waitForNotification(/A burst into “Hannah Okafor.*” was interrupted/);
    const [, sent, unknown, rest] = /(\d+) sent, (\d+) unknown, (\d+) not sent/.exec(said) ?? [];
    assert.equal(Number(sent) + Number(unknown) + Number(rest), 120, said);
    assert.ok(Number(sent) > 0 && Number(rest) > 0, said);
    await workbench.screenshot('burst-interrupted-light');
    await workbench.pressNotificationButton(/was interrupted/, 'Show Report');
    await (await report()).getByText('Interrupted', { exact: true }).waitFor();
    await workbench.screenshot('burst-interrupted-report-light');
    await workbench.pressNotificationButton(/was interrupted/, 'Send the Rest…');
    await dialogButton(/that are left/, /^Send \d+$/);
    await workbench.waitForNotification(/Burst: \d+ sent\./);
    const ids = (await communications()).flatMap(({ content, resourceId }) =>
      content.text?.startsWith('Burst four') ? [resourceId] : [],
    );
    assert.equal(ids.length, 120);
    assert.equal(new Set(ids).size, 120);
    await workbench.clearNotifications();
    await workbench.reload();
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    assert.deepEqual(
      (await workbench.notifications()).filter((text) => /interrupted/.test(text)),
      [],
    );
  });

  async function dialogButton(text: RegExp, button: string | RegExp): Promise<void> {
    const { page } = vscode.workbench;
    const dialog = page.locator('.monaco-dialog-box').filter({ hasText: text });
    await dialog.waitFor();
    await vscode.workbench.screenshot('burst-rest-light');
    await dialog.getByRole('button', { name: button }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async function communications(): Promise<Communication[]> {
    const { conversations } = await get('/v2/Conversations?pageSize=100');
    const hannah = conversations.find(({ name }: { name: string | null }) => name?.startsWith('Hannah'));
    return (await get(`/v2/Conversations/${hannah.id}/Communications?pageSize=1000`)).communications;
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the API answers is looked at member by member.
  async function get(route: string): Promise<any> {
    const { accountSid, authToken } = DEFAULT_ACCOUNT;
    const answer = await sandbox.sandbox.fetch(
      new Request(sandbox.url + route, {
        headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      }),
    );
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  }
});
