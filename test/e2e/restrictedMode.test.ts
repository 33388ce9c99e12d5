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
});
