import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('is there and activates', async () => {
    const extension = vscode.extensions.getExtension('conversations-explorer.twilio-conversations-explorer');
    assert.ok(extension, 'VS Code does not list it');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
