import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { Sandbox } from '../../src/sandbox/server/server.ts';
import { startTwilioByProxy, type TwilioByProxy } from '../support/twilioByProxy.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';

const sid = (digit: string) => `AC${digit.repeat(32)}`;
const key = (digit: string) => `SK${digit.repeat(32)}`;
/** Planted: these must be found nowhere. */
const secret = (name: string) => `marker-${name}-5d20f9c37e`;
const WRONG = secret('wrong');

/** Accounts of other tools, taken over: “Twilio” is a sandbox that a proxy puts in the place of Twilio's hosts. */
describe('importing accounts', () => {
  let sandbox: Sandbox;
  let twilio: TwilioByProxy;
  let configDirectory: string;
  let hold: Promise<void> | undefined;
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
        revoked: profile('3', { apiSecret: WRONG }),
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
    await workbench.page.locator('.welcome-view').getByRole('link', { name: 'import accounts' }).click();
    await quickInput.row('prod').waitFor();
    await quickInput.row(/AC2222…2222/).waitFor();
    assert.match(await rowText('prod'), /Twilio CLI · environment variables · active profile/);
    assert.match(await rowText('prod'), /AC1111…1111 · API key SK1111…1111 · us1/);
    assert.match(await rowText('staging'), /Twilio CLI.*AC2222…2222 · API key SK2222…2222 · ie1, dublin/);
    assert.match(await rowText(/AC2222…2222/), /\.env in workspace.*auth token · us1/);
    assert.match(await rowText('hostile'), /Cannot be imported\. The region or edge is not one/);
    assert.match(await rowText(/half/), /\$\(trash\) half.*Neither an API key nor an auth token/);
    for (const label of ['staging', 'revoked', 'hostile', /AC2222…2222/])
      assert.equal(await isTicked(label), false, String(label));
    assert.equal(await isTicked('prod'), true);
    for (const theme of ['dark', 'hc', 'light'] as const) {
      await quickInput.dismiss();
      await workbench.setTheme(theme);
      await workbench.runCommand('Twilio Conversations: Import Accounts…');
      await quickInput.row(/AC2222…2222/).waitFor();
      await workbench.screenshot(`import-${theme}`);
    }
  });
});

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
