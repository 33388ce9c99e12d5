import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const EXTENSION = 'conversations-explorer.twilio-conversations-explorer';

describe('links to conversations', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());
  let link = '';

  const clipboard = () => vscode.workbench.page.evaluate(() => navigator.clipboard.readText());
  const copied = () =>
    vscode.workbench.page.locator('.statusbar-item', { hasText: 'Copied the link' }).waitFor();
  const dialog = () => vscode.workbench.page.locator('.monaco-dialog-box');
  const press = (button: string) => dialog().getByRole('button', { name: button, exact: true }).click();
  /** As a click in a browser does; the editor asks first, whether the extension may open it at all. */
  const follow = async (text: string) => {
    const { workbench } = vscode;
    await workbench.runCommand('Developer: Open URL');
    await workbench.quickInput.answer(text);
    await dialog()
      .filter({ hasText: /Allow .* to open this URI/ })
      .waitFor();
    await press('Open');
  };
  const question = () => dialog().filter({ hasText: 'A link asks to open a conversation' });

  it('are copied from a row, without a secret in them', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.treeItemMenu(/^Conversation Theo Lindgren/, 'Copy Link', 'Copy');
    await copied();
    link = await clipboard();
    assert.match(link, new RegExp(`^[a-z-]+://${EXTENSION}/conversation/sandbox/conv_conversation_\\w{26}$`));
  });

  it('open the conversation, once the person agrees', async () => {
    const { workbench } = vscode;
    await follow(link);
    await question().waitFor();
    assert.match(
      (await question().textContent()) ?? '',
      /Theo Lindgren.*conv_conversation_.*Account: Sandbox/s,
    );
    assert.equal(await workbench.page.getByRole('tab', { name: /Theo Lindgren/ }).count(), 0);
    await press('Open');
    await workbench.page.getByRole('tab', { name: /Theo Lindgren/ }).waitFor();
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame.getByRole('article').first().waitFor();
  });

  it('are copied from the timeline, and from the palette', async () => {
    const { workbench } = vscode;
    await workbench.page.evaluate(() => navigator.clipboard.writeText(''));
    await workbench.runCommand('Twilio Conversations: Copy Link');
    await copied();
    assert.equal(await clipboard(), link);
  });

  it('open nothing when the person declines, and ask again the next time', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await follow(link);
      await question().waitFor();
      await workbench.screenshot(`link-confirmation-${theme}`);
      await press('Cancel');
      await question().waitFor({ state: 'detached' });
    }
    assert.equal(await workbench.page.getByRole('tab', { name: /Theo Lindgren/ }).count(), 0);
  });

  it('show a communication in its place', async () => {
    const { workbench } = vscode;
    const conversationId = /conv_conversation_\w+/.exec(link)?.[0] ?? '';
    const { conversations } = sandbox.sandbox.exportDocument().accounts[0] as unknown as {
      conversations: { id: string; communications: { id: string; content: { text: string } }[] }[];
    };
    const { communications = [] } = conversations.find(({ id }) => id === conversationId) ?? {};
    const [first] = communications;
    assert.ok(first);
    await follow(`${link}?communication=${first.id}`);
    await question().filter({ hasText: first.id }).waitFor();
    await press('Open');
    const frame = await workbench.webviewFrame('[role=feed] article');
    await frame
      .getByRole('article')
      .filter({ hasText: first.content.text.slice(0, 30) })
      .waitFor();
  });

  it('say so when the conversation is gone', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await follow(link.replace(/conv_conversation_\w+/, 'conv_conversation_00000000000000000000000000'));
    await question().waitFor();
    await press('Open');
    const frame = await workbench.webviewFrame('timeline-app');
    const failure = frame.getByRole('region', { name: 'Could not read the conversation.' });
    await failure.filter({ hasText: /deleted, or belongs to another account/ }).waitFor();
  });

  it('say which account is missing, and offer to sign in', async () => {
    const { workbench } = vscode;
    const sid = `AC${'1'.repeat(32)}`;
    await follow(link.replace('/sandbox/', `/${sid}@conversations.dublin.ie1.twilio.com/`));
    const text = await workbench.waitForNotification(/not signed in to/);
    assert.match(text, new RegExp(`account ${sid} at conversations.dublin.ie1.twilio.com`));
    await workbench.screenshot('link-unknown-account');
    await workbench.pressNotificationButton(/not signed in to/, 'Sign In…');
    await workbench.quickInput.opened();
    await workbench.quickInput.dismiss();
    assert.equal(await question().count(), 0);
  });

  it('are refused when they lead anywhere else', async () => {
    await follow(link.replace('/conversation/', '/signOut/'));
    await vscode.workbench.waitForNotification(/does not lead to a conversation/);
    assert.equal(await question().count(), 0);
  });
});
