import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { Sandbox } from '../../src/sandbox/server/server.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';

describe('in a folder that is not trusted', () => {
  let sandbox: Sandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startWatchedSandbox();
    return { workspaceTrust: true, env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  it('works as ever: nothing of the folder is run or read', async () => {
    const { workbench } = vscode;
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.openViewContainer('Twilio Conversations');
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    await workbench.webviewFrame('[role=feed] article');
  });

  it('does not offer the account of the folder’s .env file before the folder is trusted', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    await writeFile(
      path.join(vscode.server.workspaceDirectory, '.env'),
      `TWILIO_ACCOUNT_SID=AC${'9'.repeat(32)}\nTWILIO_AUTH_TOKEN=planted\n`,
    );
    await workbench.runCommand('Twilio Conversations: Import Accounts…');
    await quickInput.asks('No account was found that could be imported');
    assert.equal(await quickInput.row('AC9999…9999').count(), 0);
    const row = await quickInput.row('Choose a .env file…').getAttribute('aria-label');
    assert.match(row ?? '', /The workspace is not trusted, so its own \.env files are not read/);
    await workbench.screenshot('import-not-trusted');
    await quickInput.dismiss();

    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust', exact: true })
      .click();
    await workbench.page.getByText('Restricted Mode').first().waitFor({ state: 'hidden' });
    await workbench.runCommand('Twilio Conversations: Import Accounts…');
    await quickInput.row('AC9999…9999').waitFor();
    await quickInput.dismiss();
  });
});
