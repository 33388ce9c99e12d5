import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { Sandbox } from '../../src/sandbox/server/server.ts';
import { filesBelow, readBrowserState } from '../support/keptTexts.ts';
import { startTwilioByProxy, type TwilioByProxy } from '../support/twilioByProxy.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';

const sid = (digit: string) => `AC${digit.repeat(32)}`;
const key = (digit: string) => `SK${digit.repeat(32)}`;
/** Planted: these must be found nowhere. */
const MARKER = 'marker-5d20f9c37e';
const secret = (name: string) => `${MARKER}-${name}`;

/** Accounts of other tools, taken over: “Twilio” is a sandbox that a proxy puts in the place of Twilio's hosts. */
describe('importing accounts', () => {
  let sandbox: Sandbox;
  let twilio: TwilioByProxy;
  let configDirectory: string;
  let hold: Promise<void> | undefined;
  let refused: string | undefined = `Basic ${btoa(`${key('3')}:${secret('3')}`)}`;
  const vscode = useVsCode(async () => {
    sandbox = await startWatchedSandbox({
      accounts: ['1', '2', '3', '4'].map((digit) => ({
        accountSid: sid(digit),
        authToken: secret(`token-${digit}`),
        apiKeys: [{ sid: key(digit), secret: secret(digit) }],
      })),
    });
    twilio = await startTwilioByProxy(async (request) => {
      await hold;
      if (request.headers.get('authorization') === refused)
        return Response.json({ code: 20003, message: 'Authenticate', status: 401 }, { status: 401 });
      return sandbox.fetch(request);
    });
    configDirectory = await mkdtemp(path.join(tmpdir(), 'twilio-cli-'));
    const profile = (digit: string, more: object = {}) => ({
      accountSid: sid(digit),
      apiKey: key(digit),
      apiSecret: secret(digit),
      ...more,
    });
    await writeConfig({
      email: {},
      profiles: {
        prod: profile('1'),
        staging: profile('2', { region: 'ie1', edge: 'dublin' }),
        revoked: profile('3'),
        hostile: profile('3', { region: 'ie1.evil.com/' }),
        '$(trash) half': { accountSid: sid('4') },
      },
      projects: [{ id: 'ancient', accountSid: sid('4') }],
      activeProject: 'prod',
    });
    return {
      settings: { 'http.proxy': twilio.proxyUrl, 'http.proxySupport': 'override' },
      env: {
        NODE_EXTRA_CA_CERTS: twilio.certificateFile,
        TWILIO_CONFIG_DIR: configDirectory,
        TWILIO_ACCOUNT_SID: sid('1'),
        TWILIO_API_KEY: key('1'),
        TWILIO_API_SECRET: secret('1'),
      },
    };
  });
  after(async () => {
    await twilio.close();
    await sandbox.close();
    await rm(configDirectory, { recursive: true });
  });

  const writeConfig = (content: unknown) =>
    writeFile(
      path.join(configDirectory, 'config.json'),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  const writeDotEnv = (name: string, variables: Record<string, string>) =>
    writeFile(
      path.join(vscode.server.workspaceDirectory, name),
      Object.entries(variables)
        .map(([variable, value]) => `${variable}="${value}"\n`)
        .join(''),
    );
  const rowText = async (label: string | RegExp) =>
    (await vscode.workbench.quickInput.row(label).getAttribute('aria-label')) ?? '';
  const isTicked = async (label: string | RegExp) =>
    (await vscode.workbench.quickInput.row(label).getByRole('checkbox').getAttribute('aria-checked')) ===
    'true';

  it('is offered to a first-time user, and lists what other tools know, with the origin of each', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await writeDotEnv('.env', {
      TWILIO_ACCOUNT_SID: sid('2'),
      TWILIO_AUTH_TOKEN: secret('token-2'),
    });
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.page.locator('.welcome-view').getByText('import accounts', { exact: true }).click();
    await quickInput.row('prod').waitFor();
    await quickInput.row('AC2222…2222').waitFor();
    assert.match(await rowText('prod'), /Twilio CLI · environment variables · active profile/);
    assert.match(await rowText('prod'), /AC1111…1111 · API key SK1111…1111 · us1/);
    assert.match(await rowText('staging'), /Twilio CLI.*AC2222…2222 · API key SK2222…2222 · ie1, dublin/);
    assert.match(await rowText('AC2222…2222'), /\.env in workspace.*auth token · us1/);
    assert.match(await rowText('hostile'), /Cannot be imported\. The region or edge is not a plain name/);
    assert.match(await rowText(/trash/), /\(trash\) half.*Neither an API key nor an auth token/);
    for (const label of ['staging', 'revoked', 'hostile', 'AC2222…2222'])
      assert.equal(await isTicked(label), false, String(label));
    assert.equal(await isTicked('prod'), true);
    for (const theme of ['dark', 'hc', 'light'] as const) {
      await quickInput.dismiss();
      await workbench.setTheme(theme);
      await workbench.runCommand('Twilio Conversations: Import Accounts…');
      await quickInput.row('AC2222…2222').waitFor();
      await workbench.screenshot(`import-${theme}`);
    }
  });

  it('is used by keyboard alone: Space ticks, Enter imports; what is wrong cannot be ticked', async () => {
    const { workbench } = vscode;
    await focusList();
    await pressSpaceOn('staging');
    await pressSpaceOn('revoked');
    await pressSpaceOn('hostile');
    assert.equal(await isTicked('staging'), true);
    assert.equal(await isTicked('revoked'), true);
    await until(async () => !(await isTicked('hostile')));
    await workbench.page.keyboard.press('Enter');
    const message = await workbench.waitForNotification(/accounts imported/);
    assert.match(message, /2 accounts imported, 1 refused: revoked \(Credentials refused\)/);
    await workbench.screenshot('import-done');
    assert.ok(twilio.hosts.includes('conversations.dublin.ie1.twilio.com'));
    assert.deepEqual(
      twilio.hosts.filter((host) => !host.endsWith('.twilio.com')),
      [],
    );
  });

  it('uses the active profile when nobody was signed in before', async () => {
    assert.deepEqual(await accounts(), { prod: 'active', staging: '' });
  });

  it('tries those that were refused again, and uses the one that is imported alone', async () => {
    const { workbench } = vscode;
    refused = undefined;
    await workbench.pressNotificationButton(/1 refused: revoked/, 'Retry');
    await workbench.waitForNotification(/Account imported: revoked\./);
    assert.deepEqual(await accounts(), { prod: '', revoked: 'active', staging: '' });
  });

  it('marks what is here already and ticks nothing beforehand', async () => {
    const { quickInput } = await open();
    for (const label of ['prod', 'staging', 'revoked']) {
      assert.match(await rowText(label), /already here/);
      assert.equal(await isTicked(label), false, label);
    }
    assert.match(await rowText('AC2222…2222'), /^(?!.*already here)/);
    await vscode.workbench.screenshot('import-already-here');
    await quickInput.dismiss();
  });

  it('keeps nothing when the check is cancelled', async () => {
    const { quickInput } = await open();
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    await quickInput.tick('AC2222…2222');
    await quickInput.accept();
    await vscode.workbench.waitForNotification(/Checking the accounts/);
    await vscode.workbench.screenshot('import-checking');
    await vscode.workbench.pressNotificationButton(/Checking the accounts/, 'Cancel');
    await vscode.workbench.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: /Checking the accounts/ })
      .waitFor({ state: 'detached' });
    release();
    hold = undefined;
    assert.deepEqual(await accounts(), { prod: '', revoked: 'active', staging: '' });
  });

  it('looks in the keychain when asked to, and explains why it cannot', async () => {
    const { quickInput } = await open();
    assert.equal(await quickInput.row('ancient').count(), 0);
    await quickInput.tick('staging');
    await quickInput.tick('Look in the keychain…');
    await quickInput.row('ancient').waitFor();
    assert.match(await rowText('ancient'), /Cannot be imported\. Its secret could not be read/);
    await vscode.workbench.waitForNotification(/keytar|keychain there/);
    assert.equal(await isTicked('staging'), true);
    await quickInput.row('Look in the keychain…').waitFor({ state: 'detached' });
    await vscode.workbench.screenshot('import-keychain');
    await quickInput.dismiss();
  });

  it('reads a .env file that the person chooses', async () => {
    await writeDotEnv('picked.env', {
      TWILIO_ACCOUNT_SID: sid('4'),
      TWILIO_API_KEY: key('4'),
      TWILIO_API_SECRET: secret('4'),
    });
    const { quickInput } = await open();
    await quickInput.tick('Choose a .env file…');
    const file = path.join(vscode.server.workspaceDirectory, 'picked.env');
    await until(async () => (await quickInput.title()).includes('Choose a .env File'));
    await quickInput.answer(file);
    await quickInput.row('AC4444…4444').waitFor();
    assert.match(await rowText('AC4444…4444'), /picked\.env/);
    await quickInput.tick('AC4444…4444');
    await quickInput.accept();
    await vscode.workbench.waitForNotification(/Account imported: AC4444…4444/);
  });

  it('offers the rest when the CLI’s file is damaged, and never quotes it', async () => {
    await writeConfig(`{"profiles":{"prod":{"apiSecret":"${secret('half-written')}"`);
    const { quickInput } = await open();
    assert.match(await rowText('config.json'), /Cannot be imported\. It is damaged or half-written/);
    assert.match(await rowText('AC1111…1111'), /environment variables.*already here/i);
    await vscode.workbench.screenshot('import-damaged');
    await quickInput.dismiss();
  });

  it('shows the secrets nowhere: not in logs, settings, notifications, the page or its state', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Twilio Conversations: Open Log');
    await workbench.page.locator('.part.panel .view-line').first().waitFor();
    const evidence = new Map<string, string>();
    for (const [index, frame] of workbench.page.frames().entries())
      evidence.set(`content of frame ${index}`, await frame.content());
    evidence.set('state', await workbench.page.evaluate(readBrowserState));
    const { profileDirectory, workspaceDirectory } = vscode.server;
    for (const file of await filesBelow(profileDirectory)) {
      if (!file.startsWith(workspaceDirectory)) evidence.set(file, await readFile(file, 'latin1'));
    }
    assert.ok([...evidence].some(([name, text]) => name.endsWith('.log') && text.includes('revoked')));
    const places = [...evidence].filter(([, text]) => text.includes(MARKER)).map(([name]) => name);
    assert.deepEqual(places, []);
  });

  /** Opens the list and waits until all is in it. */
  async function open() {
    await vscode.workbench.runCommand('Twilio Conversations: Import Accounts…');
    const { quickInput } = vscode.workbench;
    await quickInput.row('AC2222…2222').waitFor();
    await quickInput.row(/^\s*(prod|config\.json)\s*$/).waitFor();
    return { quickInput };
  }

  /** The accounts that are here, and which is active. */
  async function accounts(): Promise<Record<string, string>> {
    const { workbench } = vscode;
    await workbench.runCommandAsking('Twilio Conversations: Switch Account…', 'Account to use');
    await workbench.quickInput.items();
    const labels = await workbench.page
      .locator('.quick-input-widget .monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
    await workbench.quickInput.dismiss();
    return Object.fromEntries(
      labels.map((label) => [label.split(', ')[0], label.includes(', active') ? 'active' : '']),
    );
  }

  /** Goes from the field to the list by Tab. */
  async function focusList(): Promise<void> {
    const { page } = vscode.workbench;
    const inList = () => page.evaluate(() => document.activeElement?.closest('.quick-input-list') !== null);
    for (let presses = 0; presses < 8; presses++) {
      if (await inList()) return;
      await page.keyboard.press('Tab');
    }
    assert.ok(await inList(), 'Tab does not lead to the list');
  }

  async function pressSpaceOn(label: string): Promise<void> {
    const { page, quickInput } = vscode.workbench;
    for (let presses = 0; presses < 20; presses++) {
      if (/\bfocused\b/.test((await quickInput.row(label).getAttribute('class')) ?? '')) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Space');
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`It did not come to pass: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
