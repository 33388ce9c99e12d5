import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Sandbox } from '../../src/sandbox/server/server.ts';
import { useVsCode } from '../support/useVsCode.ts';
import { startWatchedSandbox } from '../support/watchedSandbox.ts';

describe('simulating faults in the sandbox', () => {
  let sandbox: Sandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startWatchedSandbox({ deliveryStepMs: 0 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  const open = async () => {
    await vscode.workbench.runCommand('Twilio Conversations: Simulate Faults…');
    await vscode.workbench.quickInput.opened();
  };
  const status = () => vscode.workbench.page.locator('.statusbar-item').filter({ hasText: /Sandbox faults/ });
  const kinds = () => sandbox.faults.map(({ rule }) => rule.kind);

  it('a preset has the list fail, and the status bar says why', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.waitForTreeItem(/Hannah Okafor/);
    await open();
    await workbench.quickInput.row('Outage').waitFor();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await open();
      await workbench.quickInput.asks('What should go wrong?');
      await workbench.screenshot(`faults-presets-${theme}`);
      await workbench.quickInput.dismiss();
    }
    await open();
    await workbench.quickInput.pick('Outage');
    await status().filter({ hasText: 'Sandbox faults: 1' }).waitFor();
    assert.deepEqual(kinds(), ['unavailable']);
    await workbench.runCommand('Twilio Conversations: Refresh Conversations');
    await workbench.waitForTreeItem(/Could not list the conversations/);
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`faults-in-force-${theme}`);
    }
  });

  it('a preset takes the place of what was in force', async () => {
    await open();
    await vscode.workbench.quickInput.asks(/In force: unavailable:retryAfter=5/);
    await vscode.workbench.quickInput.pick('Slow network');
    await status().filter({ hasText: 'Sandbox faults: 2' }).waitFor();
    assert.deepEqual(kinds(), ['latency', 'slow-page']);
  });

  it('a fault of one’s own is added; one that the sandbox does not take is asked for again', async () => {
    const { quickInput } = vscode.workbench;
    await open();
    await quickInput.answer('Another');
    await quickInput.asks(/kind@operations:options/);
    await quickInput.answer('rate-limt@ListConversations');
    await quickInput.asks(/rate-limit/);
    await vscode.workbench.screenshot('faults-refused');
    await quickInput.answer('rate-limit@ListParticipants:times=1');
    await status().filter({ hasText: 'Sandbox faults: 3' }).waitFor();
    assert.deepEqual(sandbox.faults.at(-1)?.rule.operations, ['ListParticipants']);
  });

  it('all of them stop, by the status bar and the keyboard', async () => {
    const { workbench } = vscode;
    await status().click();
    await workbench.quickInput.asks(/In force/);
    await workbench.quickInput.field.press('Enter');
    await status().waitFor({ state: 'hidden' });
    assert.deepEqual(kinds(), []);
    await workbench.runCommand('Twilio Conversations: Refresh Conversations');
    await workbench.waitForTreeItem(/Hannah Okafor/);
  });
});
