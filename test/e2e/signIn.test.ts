import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import type { Sandbox } from '../../src/sandbox/server/server.ts';
import { filesBelow, readBrowserState } from '../support/keptTexts.ts';
import { startTwilioByProxy, type TwilioByProxy } from '../support/twilioByProxy.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';

const ACCOUNT_SID = `AC${'5'.repeat(32)}`;
const KEY_SID = `SK${'6'.repeat(32)}`;
/** Planted: these must be found nowhere. */
const AUTH_TOKEN = 'marker-token-8c1f5a77d0';
const KEY_SECRET = 'marker-secret-41b2e9c6f3';

/** Sign-in to “Twilio”: a sandbox that a proxy puts in the place of Twilio's hosts. */
describe('signing in to an account', () => {
  let sandbox: Sandbox;
  let twilio: TwilioByProxy;
  let refusal: { status: number; body: unknown } | undefined;
  const vscode = useVsCode(async () => {
    sandbox = await startWatchedSandbox({
      accounts: [
        { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, apiKeys: [{ sid: KEY_SID, secret: KEY_SECRET }] },
      ],
    });
    twilio = await startTwilioByProxy((request) =>
      refusal
        ? Promise.resolve(Response.json(refusal.body, { status: refusal.status }))
        : sandbox.fetch(request),
    );
    return {
      settings: { 'http.proxy': twilio.proxyUrl, 'http.proxySupport': 'override' },
      env: { NODE_EXTRA_CA_CERTS: twilio.certificateFile },
    };
  });
  after(async () => {
    await twilio.close();
    await sandbox.close();
  });

  const dialog = () => vscode.workbench.page.locator('.monaco-dialog-box');

  it('is offered to a first-time user, beside the sandbox', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    const welcome = workbench.page.locator('.welcome-view');
    await welcome.getByRole('button', { name: 'Start Sandbox' }).waitFor();
    for (const theme of ['dark', 'hc', 'light'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`welcome-${theme}`);
    }
    await welcome.getByRole('button', { name: 'Sign In…' }).click();
    await workbench.quickInput.asks(/How do you authenticate/);
    await workbench.screenshot('sign-in-1');
  });

  it('says at once when an SID is not one, and leads back step by step with the answers kept', async () => {
    const { quickInput } = vscode.workbench;
    await quickInput.pick('API key');
    await quickInput.asks(/Account SID/);
    await quickInput.answer('AC123');
    await quickInput.asks(/An account SID is AC and 32 hexadecimal digits/);
    await quickInput.answer(ACCOUNT_SID);
    await quickInput.asks(/API key SID/);
    await quickInput.type(KEY_SID);
    await quickInput.back();
    await quickInput.asks(/Account SID/);
    assert.equal(await quickInput.field.inputValue(), ACCOUNT_SID);
    await quickInput.back();
    await quickInput.asks(/How do you authenticate/);
    await quickInput.accept();
    await quickInput.asks(/Account SID/);
    await quickInput.accept();
    await quickInput.asks(/API key SID/);
    assert.equal(await quickInput.field.inputValue(), KEY_SID);
    await quickInput.accept();
  });

  it('says that the secret is wrong, keeps nothing, and lets it be corrected', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await quickInput.asks(/Secret of the API key/);
    assert.equal(await quickInput.hidesText(), true);
    await quickInput.answer('not-the-secret');
    await quickInput.asks(/Region/);
    await quickInput.pick('Default');
    await quickInput.asks(/Edge/);
    await quickInput.accept();
    await quickInput.asks(/What to call the account/);
    await quickInput.accept();
    await dialog().waitFor();
    assert.match(
      (await dialog().textContent()) ?? '',
      /Could not sign in.*refused the credentials: the secret is wrong/,
    );
    await workbench.screenshot('sign-in-wrong-secret');
    assert.equal(await workbench.treeItem(/Hannah Okafor/).count(), 0);
    await dialog().getByRole('button', { name: 'Correct…' }).click();
    await answerUpToSecret(`AC${'6'.repeat(32)}`);
  });

  it('notices that the key belongs to another account than was typed', async () => {
    await finish();
    await dialog().waitFor();
    assert.match(
      (await dialog().textContent()) ?? '',
      new RegExp(`belongs to another account: ${ACCOUNT_SID}`),
    );
    await dialog().getByRole('button', { name: 'Correct…' }).click();
    await answerUpToSecret(ACCOUNT_SID);
  });

  it('says that the terms were not accepted', async () => {
    refusal = {
      status: 401,
      body: {
        code: 20003,
        httpStatusCode: 401,
        message: 'Terms of service have not been accepted.',
        userError: true,
      },
    };
    await finish();
    await dialog().waitFor();
    assert.match((await dialog().textContent()) ?? '', /has not accepted the terms.*Console/);
    refusal = undefined;
    await dialog().getByRole('button', { name: 'Correct…' }).click();
    await answerUpToSecret(ACCOUNT_SID);
  });

  it('signs in through the company’s proxy to the region’s host, and lists the account’s conversations', async () => {
    const { workbench } = vscode;
    await finish('ie1');
    await workbench.waitForNotification(/Signed in to AC5555…5555 \(ie1\)/);
    await workbench.waitForTreeItem(/Hannah Okafor/);
    assert.deepEqual([...new Set(twilio.hosts)].slice(-2), [
      'conversations.twilio.com',
      'conversations.dublin.ie1.twilio.com',
    ]);
  });

  it('stays signed in after a reload', async () => {
    const { workbench } = vscode;
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/Hannah Okafor/);
  });

  it('shows the secret nowhere: not in logs, settings, state, addresses, or messages to the view', async () => {
    const { workbench } = vscode;
    const addresses: string[] = [];
    workbench.page.on('request', (request) => addresses.push(request.url()));
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      addEventListener('message', ({ data }) => heard.push(JSON.stringify(data) ?? ''));
    });
    await frame.getByRole('button', { name: 'Refresh' }).first().click();
    refusal = { status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } };
    await frame.getByRole('button', { name: 'Refresh' }).first().click();
    await frame
      .getByRole('region')
      .filter({ hasText: /refused the credentials/ })
      .waitFor();
    refusal = undefined;
    await workbench.runCommand('Twilio Conversations: Open Log');
    await workbench.page
      .locator('.part.panel')
      .getByText(/\/v2\/Conversations/)
      .first()
      .waitFor();

    const evidence = new Map<string, string>();
    evidence.set('addresses', addresses.join('\n'));
    for (const [index, part] of workbench.page.frames().entries()) {
      const heard = await part.evaluate(() => (globalThis as { heard?: string[] }).heard?.join('\n') ?? '');
      evidence.set(`messages of frame ${index}`, heard);
      evidence.set(`content of frame ${index}`, await part.content());
    }
    evidence.set('state', await workbench.page.evaluate(readBrowserState));
    for (const file of await filesBelow(vscode.server.profileDirectory)) {
      evidence.set(file, await readFile(file, 'latin1'));
    }
    const logs = [...evidence].filter(
      ([name, text]) => name.endsWith('.log') && text.includes('/v2/Conversations'),
    );
    assert.ok(logs.length > 0, 'the log is not among what is searched');
    assert.match(
      [...evidence.values()].join('\n'),
      /"type":"state"/,
      'messages to the view are not among it',
    );

    for (const secret of [KEY_SECRET, AUTH_TOKEN, btoa(`${KEY_SID}:${KEY_SECRET}`)]) {
      const places = [...evidence].filter(([, text]) => text.includes(secret)).map(([name]) => name);
      assert.deepEqual(places, []);
    }
  });

  it('forgets the account on Sign Out', async () => {
    const { workbench } = vscode;
    await signOut();
    await workbench.waitForNotification(/Signed out of AC5555…5555/);
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Start Sandbox' }).waitFor();
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Sign In…' }).waitFor();
  });

  it('starts the sandbox in one click, with its data', async () => {
    const { workbench } = vscode;
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Start Sandbox' }).click();
    await workbench.waitForTreeItem(/Hannah Okafor/);
    await workbench.screenshot('sandbox-started');
  });

  it('says that the sandbox was stopped, and is whole again once it is started', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    await workbench.webviewFrame('[role=feed] article');
    await workbench.runCommand('Twilio Conversations: Stop Sandbox');
    await workbench.waitForNotification(/Sandbox stopped/);
    await workbench.runCommand('Twilio Conversations: Refresh Conversations');
    const row = await workbench.waitForTreeItem(/The sandbox does not answer/);
    await workbench.screenshot('sandbox-stopped');
    await workbench.runCommand('Twilio Conversations: Start Sandbox');
    await row.waitFor({ state: 'detached' });
    await workbench.waitForTreeItem(/^Conversation Hannah Okafor/);
    const frame = await workbench.webviewFrame('[role=feed] article');
    assert.equal(await frame.getByRole('region', { name: /Could not read/ }).count(), 0);
  });

  it('keeps timelines usable over a sign-out and a new sign-in', async () => {
    const { workbench } = vscode;
    await signOut();
    const frame = await workbench.webviewFrame('[role=feed] article');
    const failure = frame.getByRole('region').filter({ hasText: /signed out of the account/ });
    await failure.waitFor();
    await failure.getByRole('button', { name: 'Sign In…' }).waitFor();
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Start Sandbox' }).click();
    await failure.waitFor({ state: 'detached' });
  });

  it('has the sandbox’s conversations again after a reload, on the timeline that was open', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    await workbench.webviewFrame('[role=feed] article');
    await workbench.reload();
    await workbench.webviewFrame('[role=feed] article');
  });

  async function answerUpToSecret(accountSid: string): Promise<void> {
    const { quickInput } = vscode.workbench;
    await quickInput.asks(/How do you authenticate/);
    await quickInput.accept();
    await quickInput.asks(/Account SID/);
    await quickInput.answer(accountSid);
    await quickInput.asks(/API key SID/);
    await quickInput.accept();
    await quickInput.asks(/Secret of the API key/);
  }

  async function finish(region = 'Default'): Promise<void> {
    const { quickInput } = vscode.workbench;
    await quickInput.asks(/Secret of the API key/);
    await quickInput.answer(KEY_SECRET);
    await quickInput.asks(/Region/);
    await quickInput.pick(region);
    await quickInput.asks(/Edge/);
    await quickInput.accept();
    await quickInput.asks(/What to call the account/);
    await quickInput.accept();
  }

  async function signOut(): Promise<void> {
    await vscode.workbench.runCommand('Twilio Conversations: Sign Out…');
    await dialog().getByRole('button', { name: 'Sign Out' }).click();
  }
});
