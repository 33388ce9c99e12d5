import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Sandbox } from '../../src/sandbox/server/server.ts';
import { startTwilioByProxy, type TwilioByProxy } from '../support/twilioByProxy.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';
import { Workbench } from '../support/workbench.ts';

const ACCOUNT_SID = `AC${'5'.repeat(32)}`;
const KEY_SID = `SK${'6'.repeat(32)}`;
const CLIENT_ID = `OQ${'7'.repeat(32)}`;
const AUTH_TOKEN = 'marker-token-8c1f5a77d0';
const KEY_SECRET = 'marker-secret-41b2e9c6f3';
const NEW_SECRET = 'marker-secret-77aa01b2c3';
const CLIENT_SECRET = 'marker-client-5e0d9b31f4';
const THEMES = ['light', 'hc', 'dark'] as const;

/** Several accounts: live ones on “Twilio”, which a proxy plays, and a sandbox that somebody started. */
describe('several accounts', () => {
  let live: Sandbox;
  let local: Sandbox;
  let twilio: TwilioByProxy;
  /** What the key's secret is at present: it can be revoked and made anew. */
  let keySecret = KEY_SECRET;
  let refusal: { status: number; body: unknown } | undefined;
  let posts = 0;
  const vscode = useVsCode(async () => {
    live = await startWatchedSandbox({
      accounts: [{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN }],
    });
    local = await startWatchedSandbox();
    twilio = await startTwilioByProxy(playTwilio);
    return {
      settings: { 'http.proxy': twilio.proxyUrl, 'http.proxySupport': 'override' },
      env: { NODE_EXTRA_CA_CERTS: twilio.certificateFile },
    };
  });
  after(async () => {
    await twilio.close();
    await Promise.all([live.close(), local.close()]);
  });

  const dialog = () => vscode.workbench.page.locator('.monaco-dialog-box');
  const statusBar = (workbench = vscode.workbench): Locator =>
    workbench.page.locator('.statusbar-item[id$="twilioConversations.account"]');

  it('shows none in the status bar while nobody is signed in', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Sign In…' }).waitFor();
    assert.equal(await statusBar().count(), 0);
  });

  it('marks a live account in the status bar, under the name that the person gave it', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Twilio Conversations: Sign In…');
    await answer('API key', [
      [/Account SID/, ACCOUNT_SID],
      [/API key SID/, KEY_SID],
      [/Secret of the API key/, KEY_SECRET],
    ]);
    await answerPlaces();
    await workbench.quickInput.asks(/What to call the account/);
    assert.equal(await workbench.quickInput.field.inputValue(), 'AC5555…5555');
    await workbench.quickInput.answer(' ');
    await workbench.quickInput.asks(/A name is needed/);
    await workbench.quickInput.answer('Production');
    await workbench.waitForTreeItem(/Hannah Okafor/);
    await statusBar().getByText('Live: Production').waitFor();
    assert.match((await statusBar().getAttribute('class')) ?? '', /warning-kind/);
    assert.equal(await spoken(), 'Twilio account: Production, live');
    await inThemes('account-live');
  });

  it('keeps another key of the same account beside it: OAuth client credentials', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Twilio Conversations: Sign In…');
    await answer('OAuth client credentials', [
      [/Account SID/, ACCOUNT_SID],
      [/Client ID/, CLIENT_ID],
      [/Client secret/, CLIENT_SECRET],
    ]);
    await answerPlaces();
    await workbench.quickInput.asks(/What to call the account/);
    await workbench.quickInput.answer('Production');
    await workbench.quickInput.asks(/Another account is called that already/);
    await workbench.quickInput.answer('By OAuth');
    await statusBar().getByText('Live: By OAuth').waitFor();
    await workbench.waitForTreeItem(/Hannah Okafor/);
  });

  it('signs in to a sandbox that somebody started, at its address, and starts none for it', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.runCommandAsking('Twilio Conversations: Sign In…', /How do you authenticate/);
    await quickInput.pick('Sandbox at an address');
    await quickInput.asks(/Address of the sandbox/);
    await quickInput.answer('https://example.com');
    await quickInput.asks(/http address on this machine/);
    await quickInput.answer(new URL(local.url).host);
    await quickInput.asks(/Account SID in the sandbox/);
    await quickInput.accept();
    await quickInput.asks(/Auth token in the sandbox/);
    await quickInput.accept();
    await quickInput.asks(/What to call the account/);
    await quickInput.answer('From a terminal');
    await statusBar().getByText('From a terminal').waitFor();
    assert.doesNotMatch((await statusBar().getAttribute('class')) ?? '', /warning-kind|error-kind/);
    assert.equal(await spoken(), 'Twilio account: From a terminal');
    await workbench.waitForTreeItem(/Hannah Okafor/);
    await inThemes('account-sandbox');
    await workbench.clearNotifications();
  });

  it('lists them all by a click on the status bar, and does everything by keyboard', async () => {
    const { workbench } = vscode;
    const { quickInput, page } = { quickInput: workbench.quickInput, page: workbench.page };
    await statusBar().locator('a').click();
    await quickInput.asks(/Account to do something with/);
    await rowsBegin('From a terminal', 'By OAuth', 'Production', 'Add Account…');
    const row = quickInput.row('Production');
    assert.match(
      (await row.getAttribute('aria-label')) ?? '',
      /Production.*live.*conversations\.twilio\.com.*API key/,
    );
    await quickInput.dismiss();
    for (const theme of THEMES) {
      await workbench.setTheme(theme);
      await statusBar().locator('a').click();
      await quickInput.asks(/Account to do something with/);
      await workbench.screenshot(`accounts-manage-${theme}`);
      await quickInput.dismiss();
    }
    await workbench.runCommandAsking(
      'Twilio Conversations: Manage Accounts…',
      /Account to do something with/,
    );
    await quickInput.type('OAuth');
    await quickInput.row('By OAuth').waitFor();
    await page.keyboard.press('Enter');
    await quickInput.asks(/What to do with By OAuth/);
    await workbench.screenshot('accounts-acts');
    await quickInput.answer('Rename');
    await quickInput.asks(/What to call the account/);
    await quickInput.answer('Robot');
    await quickInput.closed();
    await statusBar().locator('a').click();
    await quickInput.asks(/Account to do something with/);
    await quickInput.row('Robot').waitFor();
    await quickInput.type('Production');
    await page.keyboard.press('Enter');
    await quickInput.asks(/What to do with Production/);
    await quickInput.answer('Switch');
    await statusBar().getByText('Live: Production').waitFor();
  });

  it('asks before it sends on a live account; thinking better of it loses nothing', async () => {
    const { workbench } = vscode;
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    const before = posts;
    await compose('Better not');
    await dialog().waitFor();
    assert.match(
      (await dialog().textContent()) ?? '',
      new RegExp(`Send on the live account Production\\?.*${ACCOUNT_SID}.*reach people, costs money`),
    );
    for (const theme of THEMES) {
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await workbench.setTheme(theme);
      await compose(undefined);
      await dialog().waitFor();
      await workbench.screenshot(`live-confirmation-${theme}`);
    }
    assert.equal(posts, before);
    await dialog().getByRole('button', { name: 'Send', exact: true }).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').filter({ hasText: 'Better not' }).waitFor();
    assert.equal(posts, before + 1);
  });

  it('asks no more in this window then, and never again when told so', async () => {
    const { workbench } = vscode;
    await compose('Second one');
    const sent = async (text: string) => {
      const frame = await workbench.webviewFrame('[role=feed] article');
      await frame.getByRole('article').filter({ hasText: text }).waitFor();
    };
    await sent('Second one');
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    await compose('Third one');
    await dialog().getByRole('button', { name: 'Send, and Do Not Ask Again' }).click();
    await sent('Third one');
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    await compose('Fourth one');
    await sent('Fourth one');
  });

  it('marks the account when its secret is refused, and asks for it once', async () => {
    const { workbench } = vscode;
    keySecret = NEW_SECRET;
    await workbench.runCommand('Twilio Conversations: Refresh Conversations');
    await workbench.waitForTreeItem(/refused the credentials/);
    await workbench.waitForNotification(/The secret of Production was refused/);
    await workbench.page.locator('.statusbar-item.error-kind[id$="twilioConversations.account"]').waitFor();
    assert.equal(await spoken(), 'Twilio account: Production, live. Its secret was refused.');
    await inThemes('account-refused');
    await workbench.clearNotifications();
    // The timeline is told so too, and says it in its place.
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('button', { name: 'Refresh' }).first().click();
    const banner = frame.getByRole('region').filter({ hasText: /refused the credentials/ });
    await banner.getByRole('button', { name: 'Re-enter Secret…' }).waitFor();
    assert.deepEqual(await workbench.notifications(), []);
    await statusBar().locator('a').click();
    await workbench.quickInput.asks(/Account to do something with/);
    assert.match(
      (await workbench.quickInput.row('Production').getAttribute('aria-label')) ?? '',
      /active · live · secret refused/,
    );
    await workbench.screenshot('accounts-manage-refused');
    await workbench.quickInput.dismiss();
    await banner.getByRole('button', { name: 'Re-enter Secret…' }).click();
    await workbench.quickInput.asks(/Secret of the API key/);
    assert.match(await workbench.quickInput.title(), /Re-enter the Secret of Production/);
    assert.equal(await workbench.quickInput.hidesText(), true);
  });

  it('keeps a new secret only when it is accepted, and is whole again then', async () => {
    const { workbench } = vscode;
    await workbench.quickInput.answer('not-the-secret');
    await dialog().waitFor();
    assert.match((await dialog().textContent()) ?? '', /new secret of Production was not kept/);
    await dialog().getByRole('button', { name: 'Correct…' }).click();
    await workbench.quickInput.asks(/Secret of the API key/);
    await workbench.quickInput.answer(NEW_SECRET);
    await workbench.waitForNotification(/The new secret of Production is kept/);
    await workbench.page.locator('.statusbar-item.warning-kind[id$="twilioConversations.account"]').waitFor();
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame
      .getByRole('region')
      .filter({ hasText: /refused the credentials/ })
      .waitFor({ state: 'detached' });
    await workbench.clearNotifications();
  });

  it('checks the connection step by step, and copies a report without a secret', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await checkConnection('Production');
    await quickInput.asks(/The connection works/);
    await rowsBegin(
      'Host name (DNS)',
      'Connection and certificate (TLS)',
      'Proxy',
      'Clock',
      'Credentials',
      'Region',
      'Terms of service',
    );
    const spokenRow = async (label: string) => (await quickInput.row(label).getAttribute('aria-label')) ?? '';
    assert.match(await spokenRow('Host name (DNS)'), /not checked.*behind a proxy/);
    assert.match(await spokenRow('Proxy'), new RegExp(`OK.*${twilio.proxyUrl}, named by http\\.proxy`));
    assert.match(await spokenRow('Credentials'), /OK.*Accepted for AC5555/);
    await workbench.screenshot('check-connection-works');
    await quickInput.type('Copy');
    await workbench.page.keyboard.press('ArrowDown');
    await quickInput.pick('Copy Report');
    await quickInput.closed();
    const report = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(report, /Connection of Production\n(.*\n)*- Proxy – OK(.*\n)*.*- Terms of service – OK/);
    for (const secret of [KEY_SECRET, NEW_SECRET, AUTH_TOKEN]) assert.ok(!report.includes(secret));
  });

  it('says which step fails: the credentials, the terms', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    refusal = {
      status: 401,
      body: { code: 20003, message: 'Terms of service have not been accepted.', status: 401 },
    };
    await checkConnection('Production');
    await quickInput.asks(/The connection fails here: Terms of service/);
    await quickInput.dismiss();
    refusal = { status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } };
    for (const theme of THEMES) {
      await workbench.setTheme(theme);
      await checkConnection('Production');
      await quickInput.asks(/The connection fails here: Credentials/);
      await workbench.screenshot(`check-connection-refused-${theme}`);
      if (theme !== 'dark') await quickInput.dismiss();
    }
    await quickInput.pick('Region');
    await dialog().waitFor();
    assert.match((await dialog().textContent()) ?? '', /Possibly the cause.*us1 \(default\)/);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    refusal = undefined;
  });

  it('checks a sandbox: whether it runs, answers and knows the account', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await checkConnection('From a terminal');
    await quickInput.asks(/The connection works/);
    await rowsBegin('Port', 'Sandbox', 'Credentials', 'Copy Report');
    await quickInput.dismiss();
  });

  // In a browser VS Code reads the secrets when a window starts and tells no other window of a change, as the desktop
  // does at once (the account store's tests in the host have that): here a window follows when it is reloaded.
  it('is the same in another window: a switch, a new name, a sign-out', async () => {
    const { workbench } = vscode;
    const there = await Workbench.open(vscode.context, vscode.server);
    const follow = async () => {
      await there.page.bringToFront();
      await there.reload();
      await there.openViewContainer('Twilio Conversations');
      await workbench.page.bringToFront();
    };
    try {
      await there.openViewContainer('Twilio Conversations');
      await there.waitForTreeItem(/Hannah Okafor/);
      await statusBar(there).getByText('Live: Production').waitFor();
      await workbench.page.bringToFront();
      await switchTo('From a terminal');
      await statusBar().getByText('From a terminal').waitFor();
      await workbench.runCommandAsking('Twilio Conversations: Rename Account…', /Account to rename/);
      await workbench.quickInput.accept();
      await workbench.quickInput.asks(/What to call the account/);
      await workbench.quickInput.answer('Local');
      await statusBar().getByText('Local').waitFor();
      await follow();
      await statusBar(there).getByText('Local').waitFor();
      await there.waitForTreeItem(/Hannah Okafor/);
      for (const [name, next] of [
        ['Local', 'Live: '],
        ['Production', 'Live: Robot'],
        ['Robot', undefined],
      ] as const) {
        if (next) {
          await workbench.runCommandAsking('Twilio Conversations: Sign Out…', /Account to sign out of/);
          await workbench.quickInput.pick(name);
        } else {
          await workbench.runCommand('Twilio Conversations: Sign Out…');
        }
        await dialog().getByRole('button', { name: 'Sign Out' }).click();
        if (next) await statusBar().getByText(next).waitFor();
      }
      await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Sign In…' }).waitFor();
      await follow();
      await there.page.locator('.welcome-view').getByRole('button', { name: 'Start Sandbox' }).waitFor();
      assert.equal(await statusBar(there).count(), 0);
    } finally {
      await there.page.close();
    }
  });

  /** Twilio, as far as these tests need it: a key whose secret changes, and tokens for an OAuth client. */
  async function playTwilio(request: Request): Promise<Response> {
    if (refusal) return Response.json(refusal.body, { status: refusal.status });
    const { pathname } = new URL(request.url);
    if (pathname === '/v2/token') {
      const form = new URLSearchParams(await request.text());
      return form.get('client_id') === CLIENT_ID && form.get('client_secret') === CLIENT_SECRET
        ? Response.json({ access_token: 'token', token_type: 'Bearer', expires_in: 3600 })
        : Response.json({ code: 20003, message: 'Authenticate', status: 401 }, { status: 401 });
    }
    if (request.method === 'POST') posts++;
    const known = ['Bearer token', `Basic ${btoa(`${KEY_SID}:${keySecret}`)}`];
    const authorization = request.headers.get('authorization') ?? '';
    const headers = new Headers(request.headers);
    if (known.includes(authorization))
      headers.set('authorization', `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}`);
    return live.fetch(new Request(request, { headers }));
  }

  async function answer(way: string, answers: readonly [question: RegExp, text: string][]): Promise<void> {
    const { quickInput } = vscode.workbench;
    await quickInput.asks(/How do you authenticate/);
    await quickInput.pick(way);
    for (const [question, text] of answers) {
      await quickInput.asks(question);
      await quickInput.answer(text);
    }
  }

  async function answerPlaces(): Promise<void> {
    const { quickInput } = vscode.workbench;
    await quickInput.asks(/Region/);
    await quickInput.pick('Default');
    await quickInput.asks(/Edge/);
    await quickInput.accept();
  }

  async function switchTo(label: string): Promise<void> {
    await vscode.workbench.runCommandAsking('Twilio Conversations: Switch Account…', /Account to use/);
    await vscode.workbench.quickInput.pick(label);
  }

  async function checkConnection(label: string): Promise<void> {
    await vscode.workbench.runCommandAsking(
      'Twilio Conversations: Check Connection…',
      /Account whose connection to check/,
    );
    await vscode.workbench.quickInput.pick(label);
  }

  /** Writes to Hannah; without a text the one that was typed before must still be there. */
  async function compose(text: string | undefined): Promise<void> {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await workbench.treeItemMenu(/^Conversation Hannah Okafor/, 'Create Communication…');
    await quickInput.asks(/Who writes|Enter records it/);
    // Asked once: what was answered before is not asked again.
    if (await quickInput.isAsking(/Who writes/)) {
      await quickInput.pick(/Imani Brooks/);
      await quickInput.asks(/Who is it for/);
      await quickInput.row(/Hannah Okafor/).waitFor();
      await quickInput.accept();
      await quickInput.asks(/Enter records it/);
    }
    if (text === undefined) assert.equal(await quickInput.field.inputValue(), 'Better not');
    else await quickInput.type(text);
    await quickInput.accept();
  }

  /** The names of the list's first rows, as a screen reader says them, begin so. */
  async function rowsBegin(...labels: string[]): Promise<void> {
    const rows = vscode.workbench.page.locator('.quick-input-widget:visible .monaco-list-row');
    const names = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
    // A separator is read out with the row below it.
    const begun = labels.map((label, index) => (names[index]?.startsWith(label) ? label : names[index]));
    assert.deepEqual(begun, labels);
  }

  /** What a screen reader says of the entry in the status bar. */
  async function spoken(): Promise<string> {
    return (await statusBar().locator('a').getAttribute('aria-label')) ?? '';
  }

  async function inThemes(name: string): Promise<void> {
    for (const theme of THEMES) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
    await statusBar().locator('a').hover();
    const hover = vscode.workbench.page
      .locator('.monaco-hover:visible')
      .filter({ hasText: /Account\sSID:\sAC/ });
    await hover.waitFor();
    await vscode.workbench.screenshot(`${name}-tooltip`);
    await vscode.workbench.page.mouse.move(600, 300);
    await hover.waitFor({ state: 'hidden' });
  }
});
