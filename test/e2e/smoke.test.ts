import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useVsCode } from '../support/useVsCode.ts';

describe('the installed extension', () => {
  const vscode = useVsCode();

  it('is listed among the installed extensions', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Extensions: Show Installed Extensions');
    const row = workbench.page
      .locator('.extensions-list .monaco-list-row')
      .filter({ hasText: 'Conversations Explorer for Twilio' });
    await row.first().waitFor();
    assert.equal(await row.count(), 1);
    await workbench.screenshot('installed');
  });
});
