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

  it('leaves ids in its files alone before the folder is trusted', async () => {
    const { workbench } = vscode;
    const { quickInput, page } = workbench;
    await writeFile(
      path.join(vscode.server.workspaceDirectory, 'ids.txt'),
      `https://example.com/ conv_conversation_${'0'.repeat(26)}\n`,
    );
    const row = quickInput.row('ids.txt').first();
    for (let tries = 0; !(await row.isVisible()); tries++) {
      assert.ok(tries < 6, 'ids.txt is not found');
      if (tries > 0) await quickInput.dismiss();
      await workbench.runCommand('Go to File...');
      await quickInput.type('ids.txt');
      await row.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await quickInput.accept();
    // The editor asks everybody for links at once: with its own come those of the others.
    const links = page.locator('.view-lines .detected-link');
    await links.filter({ hasText: 'example.com' }).first().waitFor();
    assert.equal(await links.filter({ hasText: 'conv_' }).count(), 0);
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

  it('has links at ids once the folder is trusted', async () => {
    const { page } = vscode.workbench;
    // The editor for trust lies over all others.
    await page.locator('.workspace-trust-editor').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Escape');
    await page.locator('.monaco-modal-editor-block').waitFor({ state: 'hidden' });
    await page.getByRole('tab', { name: 'ids.txt' }).click();
    await page.locator('.view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('x');
    await page.locator('.view-lines .detected-link', { hasText: 'conv_' }).first().waitFor();
  });
});
