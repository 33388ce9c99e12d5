import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Communication } from '../../src/api/resources.ts';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { parseCsv } from '../support/csv.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { screenshotsDirectory } from '../support/paths.ts';
import { useVsCode } from '../support/useVsCode.ts';

const HOSTILE =
  '=HYPERLINK("http://evil.example")<img src=x onerror="document.title=`owned`"><script>document.title=`owned`</script> \u202Eevil\u0000\u001b[31m';
const HOSTILE_SHOWN = '<script>document.title=`owned`</script>';
const TITLE = 'Hannah Okafor: flat tire before the commute';
const COMMAND = 'Twilio Conversations: Export Conversation…';

/** Conversations as files, and files as conversations. */
describe('exporting and importing', () => {
  let sandbox: FaultySandbox;
  let folder: string;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    folder = await mkdtemp(path.join(tmpdir(), 'exported-'));
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(async () => {
    await plantHostileText();
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await (await vscode.workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    await vscode.workbench.webviewFrame('[role=feed] article');
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  afterEach(() => sandbox.fail());

  /** Goes through the dialogs as far as the file's name. */
  async function choose(kind: RegExp, name: string): Promise<string> {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.clearNotifications();
    await workbench.runCommandAsking(COMMAND, /Export as what/);
    await quickInput.pick(kind);
    await until(async () => (await quickInput.title()).includes('Export Conversation'));
    return path.join(folder, name);
  }

  /**
   * Gives the file dialog a path. It is deaf to Enter while it looks at the folder that was typed, puts its first folder
   * in the place of what is typed too early, and asks for another Enter where a file is there already.
   * @param next what is asked then, where anything is
   */
  async function enterPath(file: string, next?: RegExp): Promise<void> {
    const { quickInput, page } = vscode.workbench;
    await quickInput.row('..').waitFor();
    const over = async () => (next ? quickInput.isAsking(next) : (await quickInput.field.count()) === 0);
    await until(async () => {
      if (await over()) return true;
      const exists = await page
        .locator('.quick-input-widget:visible .quick-input-title')
        .filter({ hasText: 'already exists' })
        .isVisible();
      if (!exists && (await quickInput.row('..').count()) === 0) return false;
      if (!exists && (await quickInput.field.inputValue()) !== file) await quickInput.type(file);
      await quickInput.accept();
      await until(over, 1_500).catch(() => {});
      return over();
    });
  }

  async function exportAs(kind: RegExp, name: string): Promise<string> {
    const { workbench } = vscode;
    const file = await choose(kind, name);
    await enterPath(file);
    await workbench.waitForNotification(new RegExp(`communications exported to ${name}`));
    assert.deepEqual(
      (await readdir(folder)).filter((each) => each.includes('.tmp')),
      [],
    );
    return readFile(file, 'utf8');
  }

  it('says what each kind is for, and suggests a name', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    for (const theme of ['dark', 'hc', 'light'] as const) {
      await workbench.setTheme(theme);
      await workbench.runCommandAsking(COMMAND, /Export as what/);
      await workbench.screenshot(`export-kinds-${theme}`);
      await quickInput.dismiss();
    }
    await workbench.runCommandAsking(COMMAND, /Export as what/);
    await quickInput.pick(/Web page/);
    await until(async () =>
      (await quickInput.field.inputValue()).endsWith('/Hannah Okafor flat tire before the commute.html'),
    );
    await workbench.screenshot('export-save-dialog');
    await quickInput.dismiss();
  });

  it('writes CSV that reads back, with formulas disarmed', async () => {
    const rows = parseCsv(await exportAs(/^\W*CSV\s*$/, 'hannah.csv'));
    const expected = await communications();
    assert.deepEqual(new Set(rows.map(({ id }) => id)), new Set(expected.map(({ id }) => id)));
    const row = rows.find(({ text }) => text?.includes('HYPERLINK'));
    assert.equal(row?.['text'], `'${HOSTILE.replaceAll('\0', '\uFFFD')}`);
    assert.equal(row?.['authorType'], 'HUMAN_AGENT');
    await vscode.workbench.screenshot('export-done');
  });

  it('writes NDJSON line by line, as the API has it', async () => {
    const lines = (await exportAs(/NDJSON/, 'hannah.ndjson')).trimEnd().split('\n');
    const byId = (all: Communication[]) => new Map(all.map((each) => [each.id, each]));
    assert.deepEqual(byId(lines.map((line) => JSON.parse(line))), byId(await communications()));
  });

  it('writes a page that shows the texts as text, and fetches and runs nothing', async () => {
    const html = await exportAs(/Web page/, 'hannah.html');
    assert.ok(html.includes('Hannah Okafor'));
    const page = await vscode.context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    const url = pathToFileURL(path.join(folder, 'hannah.html')).href;
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(url);
        await page.getByText(HOSTILE_SHOWN).waitFor();
        await page.screenshot({ path: path.join(screenshotsDirectory, `export-html-${colorScheme}.png`) });
      }
      await page.setViewportSize({ width: 400, height: 800 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      await page.screenshot({ path: path.join(screenshotsDirectory, 'export-html-narrow.png') });
      await page.setViewportSize({ width: 1000, height: 800 });
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await page.screenshot({ path: path.join(screenshotsDirectory, 'export-html-print.png') });
      assert.equal(await page.title(), TITLE);
      assert.equal(await page.locator('img, script, link').count(), 0);
      assert.equal(await page.locator('article').count(), (await communications()).length);
      assert.deepEqual(complaints, []);
      assert.deepEqual(new Set(requests), new Set([url]));
    } finally {
      await page.close();
    }
  });

  it('writes Markdown', async () => {
    const markdown = await exportAs(/Markdown/, 'hannah.md');
    assert.match(markdown, /^# Hannah Okafor: flat tire/m);
    assert.doesNotMatch(markdown, /<script/);
  });

  it('writes only what the filter shows, when that is wanted', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('button', { name: 'Filter…' }).click();
    await frame.getByRole('dialog', { name: 'Filter' }).getByRole('checkbox', { name: /Imani/ }).check();
    const shown = frame.locator('timeline-toolbar .shown');
    await shown.getByText(/^\d+ of \d+$/).waitFor();
    const [some = 0, all = 0] = ((await shown.textContent()) ?? '').split(' of ').map(Number);
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    await workbench.page.keyboard.press('Escape');
    const exportAfter = async (extent: RegExp, name: string) => {
      const file = path.join(folder, name);
      await workbench.clearNotifications();
      await workbench.runCommandAsking(COMMAND, /Export as what/);
      await quickInput.pick(/NDJSON/);
      await quickInput.asks(/A filter is on/);
      await workbench.screenshot('export-filtered');
      await quickInput.pick(extent);
      await until(async () => (await quickInput.title()).includes('Export Conversation'));
      await enterPath(file);
      await workbench.waitForNotification(new RegExp(`communications exported to ${name}`));
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
      return lines.map((line) => JSON.parse(line) as Communication);
    };
    const few = await exportAfter(/Only the \d+ that the filter shows/, 'few.ndjson');
    assert.equal(few.length, some);
    assert.equal((await exportAfter(/^\W*All/, 'all.ndjson')).length, all);
    await frame.getByRole('button', { name: 'Clear Filters' }).click();
  });

  it('writes no name, address or text while personal data is hidden, in any kind', async () => {
    const { workbench } = vscode;
    const { participants, name } = await hannah();
    const planted: string[] = [
      'Okafor',
      name,
      ...participants.flatMap((each: { name: string; addresses: { address: string }[] }) => [
        each.name,
        ...each.addresses.map(({ address }) => address),
      ]),
      ...(await communications()).map(({ content }) => content.text ?? ''),
      'flat AGAIN',
      'evil.example',
    ];
    await workbench.runCommand('Twilio Conversations: Hide Personal Data');
    await workbench.page.locator('.statusbar-item', { hasText: 'Personal data hidden' }).waitFor();
    await workbench.page
      .getByRole('tab', { name: /^conv_/ })
      .first()
      .waitFor();
    await workbench.quickInput.closed();
    try {
      for (const [kind, file] of [
        [/^\W*CSV\s*$/, 'masked.csv'],
        [/NDJSON/, 'masked.ndjson'],
        [/^\W*JSON\s*$/, 'masked.json'],
        [/Web page/, 'masked.html'],
        [/Markdown/, 'masked.md'],
      ] as const) {
        const text = await exportAs(kind, file);
        for (const word of planted) assert.ok(!text.includes(word), `${file} has ${word}`);
        assert.match(text, /masked|hidden in this file/);
      }
      await workbench.runCommandAsking(COMMAND, /will be hidden/);
      await workbench.screenshot('export-kinds-masked');
      await workbench.quickInput.pick(/Web page/);
      await until(async () => (await workbench.quickInput.title()).includes('Export Conversation'));
      // The dialog opens with the folder and adds the name.
      await until(async () => /\/conv_\w+\.html$/.test(await workbench.quickInput.field.inputValue()));
      await workbench.quickInput.dismiss();
    } finally {
      await workbench.runCommand('Twilio Conversations: Show Personal Data');
    }
  });

  it('leaves the file of before when the server fails, and writes it when asked to try again', async () => {
    const { workbench } = vscode;
    const file = await choose(/^\W*JSON\s*$/, 'failing.json');
    await writeFile(file, 'of before');
    sandbox.fail({ when: /GET .*Communications/, status: 500, body: { message: 'Internal error' } });
    await enterPath(file);
    await workbench.waitForNotification(/Could not export to failing\.json; nothing was written/);
    await workbench.screenshot('export-failed');
    assert.equal(await readFile(file, 'utf8'), 'of before');
    sandbox.fail({ when: /GET .*Communications/, cut: 'before' });
    await workbench.pressNotificationButton(/Could not export/, 'Retry');
    await until(async () => (await workbench.notifications()).some((text) => /does not answer/.test(text)));
    assert.equal(await readFile(file, 'utf8'), 'of before');
    sandbox.fail();
    await workbench.pressNotificationButton(/does not answer/, 'Retry');
    await workbench.waitForNotification(/communications exported to failing\.json/);
    assert.equal(JSON.parse(await readFile(file, 'utf8')).format, 'twilio-conversations');
    assert.deepEqual(
      (await readdir(folder)).filter((each) => each.includes('.tmp')),
      [],
    );
  });

  it('leaves nothing when it is cancelled', async () => {
    const { workbench } = vscode;
    const file = await choose(/NDJSON/, 'cancelled.ndjson');
    sandbox.fail({ when: /GET .*Communications/, status: 429, headers: { 'retry-after': '20' } });
    await enterPath(file);
    await workbench.waitForNotification(/Exporting Hannah Okafor/);
    await workbench.screenshot('export-progress');
    const begun = await readdir(folder);
    assert.ok(
      begun.some((name) => name.includes('cancelled') && name.endsWith('.tmp')),
      begun.join(),
    );
    await workbench.pressNotificationButton(/Exporting Hannah Okafor/, 'Cancel');
    await until(async () => (await workbench.notifications()).length === 0);
    sandbox.fail();
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes('cancelled')),
      [],
    );
  });

  it('takes JSON into the sandbox again: an equal conversation', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const exported = await exportAs(/^\W*JSON\s*$/, 'hannah.json');
    const { id } = JSON.parse(exported).accounts[0].conversations[0];
    await call('DELETE', `/v2/Conversations/${id}`);
    await until(async () => !(await hannah()));
    await workbench.clearNotifications();
    await workbench.runCommand('Twilio Conversations: Import into Sandbox…');
    await until(async () => (await quickInput.title()).includes('Import into the Sandbox'));
    await enterPath(path.join(folder, 'hannah.json'), /Which conversations/);
    await quickInput.row(TITLE).waitFor();
    await workbench.screenshot('import-into-sandbox');
    await quickInput.accept();
    await workbench.waitForNotification(/flat tire before the commute is in the sandbox now/);
    await workbench.pressNotificationButton(
      /flat tire before the commute is in the sandbox now/,
      'Open Timeline',
    );
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    const again = await exportAs(/^\W*JSON\s*$/, 'again.json');
    const { exportedAt: _, ...before } = JSON.parse(exported);
    const { exportedAt: __, ...now } = JSON.parse(again);
    assert.deepEqual(now, before);
  });

  it('says by path what is wrong with a file', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const file = path.join(folder, 'wrong.json');
    const document = JSON.parse(await readFile(path.join(folder, 'hannah.json'), 'utf8'));
    document.accounts[0].conversations[0].communications[1].author.address = 5;
    await writeFile(file, JSON.stringify(document));
    await workbench.clearNotifications();
    await workbench.runCommand('Twilio Conversations: Import into Sandbox…');
    await until(async () => (await quickInput.title()).includes('Import into the Sandbox'));
    await enterPath(file);
    await workbench.waitForNotification(
      /wrong\.json was not imported\. accounts\[0\]\.conversations\[0\]\.communications\[1\]\.author\.address must be a string/,
    );
    await workbench.screenshot('import-into-sandbox-wrong');
  });

  it('opens as plain text, which is read-only and refreshes', async () => {
    const { workbench } = vscode;
    await workbench.clearNotifications();
    await workbench.runCommand('Twilio Conversations: Open as Document');
    await workbench.page.getByRole('tab', { name: /Hannah Okafor.*\.txt/ }).waitFor();
    const line = workbench.page.locator('.view-line');
    await line
      .filter({ hasText: /\]\sHannah\sOkafor\s\(Customer\)/ })
      .first()
      .waitFor();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`open-as-document-${theme}`);
    }
    await workbench.setTheme('light');
    await post('Said just now');
    await workbench.runCommand('Twilio Conversations: Refresh Document');
    await workbench.page.locator('.monaco-editor').first().click();
    await workbench.page.keyboard.press('ControlOrMeta+End');
    await line
      .filter({ hasText: /Said\sjust\snow/ })
      .first()
      .waitFor();
    await workbench.page.keyboard.type('x');
    await until(async () => (await workbench.page.getByText('read-only').count()) > 0);
    assert.equal(await workbench.page.locator('.tab.active.dirty').count(), 0);
  });

  async function plantHostileText(): Promise<void> {
    await post(HOSTILE);
  }

  /** The agent writes to Hannah, past the extension. */
  async function post(text: string): Promise<void> {
    const { id, participants } = await hannah();
    const [customer, , agent] = participants;
    const end = (participant: { id: string; addresses: object[] }) => ({
      ...participant.addresses[0],
      participantId: participant.id,
    });
    await call('POST', `/v2/Conversations/${id}/Communications`, {
      author: end(agent),
      recipients: [end(customer)],
      content: { type: 'TEXT', text },
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it.
  async function hannah(): Promise<any> {
    const { conversations } = await call('GET', '/v2/Conversations?pageSize=100');
    return conversations.find(({ name }: { name: string | null }) => name?.startsWith('Hannah'));
  }

  async function communications(): Promise<Communication[]> {
    const { id } = await hannah();
    return (await call('GET', `/v2/Conversations/${id}/Communications?pageSize=1000`)).communications;
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the API answers is looked at member by member.
  async function call(method: string, route: string, body?: unknown): Promise<any> {
    const { accountSid, authToken } = DEFAULT_ACCOUNT;
    const answer = await sandbox.sandbox.fetch(
      new Request(sandbox.url + route, {
        method,
        headers: {
          authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  }
});

async function until(condition: () => Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`It did not come to pass: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
