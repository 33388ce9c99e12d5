import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { ConversationsClient } from '../../src/api/client.ts';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/server.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const THEMES = ['light', 'dark', 'hc'] as const;

describe('what a conversation shows below its row, and the view of configurations', () => {
  let sandbox: FaultySandbox;
  let client: ConversationsClient;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0, operationMs: 2_500 });
    client = new ConversationsClient({
      origin: sandbox.url,
      credentials: {
        username: DEFAULT_ACCOUNT.accountSid,
        password: DEFAULT_ACCOUNT.authToken,
      },
      userAgent: 'test',
    });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  const nameOf = async (name: RegExp) =>
    (await (await vscode.workbench.waitForTreeItem(name)).getAttribute('aria-label')) ?? '';
  const inThemes = async (name: string) => {
    for (const theme of THEMES) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  };
  it('shows participants, configuration and bridge below a conversation, each with its facts', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    await workbench.expandTreeItem(/^Conversation Web chat: visitor-7f3a91/);
    assert.match(await nameOf(/^visitor-7f3a91, /), /Unknown type, Chat/);
    assert.match(await nameOf(/^Configuration, /), /Web chat, By addresses and channel/);
    await workbench.expandTreeItem(/^Configuration, Web chat/);
    assert.match(await nameOf(/^Chat, /), /Inactive after 30 min, closed after 7 days/);
    await workbench.expandTreeItem(/^Chat, Inactive after 30 min/);
    assert.match(await nameOf(/^\* → \*/), /chatService: IS5c1e/);
    await workbench.waitForTreeItem(/^POST https:\/\/hooks\.velonora\.example\/web-chat, Status callback/);
    await workbench.waitForTreeItem(/^Memory extraction, Off/);
    await workbench.waitForTreeItem(/^Configuration as it is now, conv_/);
    await inThemes('details-conversation');
  });

  it('leads through the bridge to classic messages and participants', async () => {
    const { workbench } = vscode;
    await (await workbench.waitForTreeItem(/^Configuration, Web chat/)).locator('.monaco-tl-twistie').click();
    await workbench.expandTreeItem(/^Classic service IS5c1/);
    await workbench.expandTreeItem(/^Classic conversation Web chat: visitor-7f3a91/);
    assert.match(await nameOf(/^Classic conversation Web chat: visitor/), /Inactive, web-visitor-7f3a91/);
    await workbench.expandTreeItem(/^Participants$/);
    await workbench.waitForTreeItem(/^tilda, Chat/);
    await workbench.expandTreeItem(/^Messages, Newest first/);
    await workbench.waitForTreeItem(/^visitor-7f3a91: maybe later/);
    await workbench.expandTreeItem(/^visitor-7f3a91: maybe later/);
    await workbench.waitForTreeItem(/No receipts for chat/);
    await inThemes('details-bridge');
  });

  it('says what never closes by itself', async () => {
    const { workbench } = vscode;
    const twistie = (await workbench.waitForTreeItem(/^Conversation Web chat: visitor/)).locator(
      '.monaco-tl-twistie',
    );
    await twistie.click();
    await workbench.expandTreeItem(/^Conversation Margaret Doyle/);
    await workbench.expandTreeItem(/^Configuration, Workshop phone line/);
    await workbench.waitForTreeItem(/^Voice, Never closes by itself/);
    await workbench.expandTreeItem(/^Voice, Never closes by itself/);
    await workbench.waitForTreeItem(/^Never closes by itself, No “closed” time-out/);
    await workbench.waitForTreeItem(/callType: PSTN/);
    await workbench.screenshot('details-never-closes');
  });

  const focusConfigurations = () =>
    vscode.workbench.runCommand('Twilio Conversations: Focus on Configurations View');
  const track = async (operation: string) => {
    const { workbench } = vscode;
    await workbench.runCommandAsking('Twilio Conversations: Track Operation…', /Operation-Id/);
    await workbench.quickInput.answer(operation);
    await workbench.quickInput.closed();
  };
  const conversationIds = async (name: RegExp) => {
    const { items } = await client.conversationPage({ pageSize: 100 });
    return items.filter((one) => name.test(one.name ?? '')).map(({ id }) => id);
  };

  it('lists the configurations in a view of their own, with the same facts', async () => {
    const { workbench } = vscode;
    await focusConfigurations();
    // The conversations' rows would leave little room.
    await workbench.page
      .getByRole('button', { name: 'Conversations Section', exact: true })
      // At its title: elsewhere on it are the view's own buttons.
      .click({ position: { x: 40, y: 10 } });
    await workbench.waitForTreeItem(/^Configuration Shop messaging, By addresses and channel, Version 1/);
    await workbench.waitForTreeItem(/^Operations$/);
    await workbench.waitForTreeItem(/None started from here/);
    await workbench.expandTreeItem(/^Configuration Rental concierge, By profile/);
    await workbench.waitForTreeItem(/^SMS, Inactive after 12 hr, closed after 7 days/);
    await workbench.waitForTreeItem(/^GET https:\/\/audit\.velonora\.example\/twilio, Status callback/);
  });

  it('is used by keyboard alone: open, walk, copy a value', async () => {
    const { workbench } = vscode;
    const { keyboard } = workbench.page;
    await (await workbench.waitForTreeItem(/^Grouping, By profile/)).click();
    await keyboard.press('ControlOrMeta+c');
    await workbench.page.locator('.statusbar-item', { hasText: /Copied GROUP_BY_PROFILE/ }).waitFor();
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowLeft');
    await workbench.treeItem(/^Grouping, By profile/).waitFor({ state: 'detached' });
    assert.equal(
      await (await workbench.waitForTreeItem(/^Configuration Rental concierge/)).getAttribute(
        'aria-expanded',
      ),
      'false',
    );
  });

  it('copies a value and an ID by the menu, in both views', async () => {
    const { workbench } = vscode;
    await workbench.treeItemMenu(/^Configuration Shop messaging, By/, /^Copy ID/, 'Copy');
    await workbench.page.locator('.statusbar-item', { hasText: /Copied conv_configuration_/ }).waitFor();
    await workbench.expandTreeItem(/^Configuration Web chat/);
    await workbench.treeItemMenu(/^Memory store, mem_store/, /^Copy Value/);
    await workbench.page.locator('.statusbar-item', { hasText: /Copied mem_store_/ }).waitFor();
  });

  it('recovers from a failure by the row’s own Retry', async () => {
    const { workbench } = vscode;
    sandbox.fail({ when: /^GET \/v2\/ControlPlane\/Configurations/, status: 500, body: { message: 'Oops' } });
    await workbench.runCommand('Twilio Conversations: Refresh Configurations and Operations');
    const row = await workbench.waitForTreeItem(/Could not list the configurations/);
    await workbench.screenshot('details-configurations-failed');
    sandbox.fail();
    await row.hover();
    await row.getByRole('button', { name: 'Retry' }).click();
    await row.waitFor({ state: 'detached' });
    await workbench.waitForTreeItem(/^Configuration Shop messaging/);
  });

  it('follows an operation to its end, and tells how it ended', async () => {
    const { workbench } = vscode;
    const [id = ''] = await conversationIds(/Benedikt Aas/);
    const { operationId } = await client.deleteConversation(id);
    await track(operationId);
    await workbench.waitForTreeItem(/^Operation proc_.*Pending/);
    await workbench.waitForNotification(/Operation completed: proc_/);
    await workbench.waitForTreeItem(/^Operation proc_.*Completed/);
    await workbench.clearNotifications();
  });

  it('says why an operation failed, with what Twilio says; its address will do as well', async () => {
    const { workbench } = vscode;
    const [id = ''] = await conversationIds(/高橋/);
    const { statusUrl } = await client.deleteConversation(id);
    assert.ok(sandbox.sandbox.deleteConversation(id));
    await track(statusUrl);
    await workbench.waitForNotification(/Operation failed: .*Twilio says: Not Found/);
    await workbench.waitForTreeItem(/^Operation proc_.*Failed, .*Not Found/);
    await workbench.clearNotifications();
  });

  it('explains an operation that Twilio does not know, and one that cannot be looked at', async () => {
    const { workbench } = vscode;
    await track('proc_job_00000000000000000000000000');
    await workbench.waitForTreeItem(/Outcome unknown, .*does not know it any more/);
    sandbox.fail(
      {
        when: /Operations\/proc_job_running/,
        body: {
          operationId: 'proc_job_running',
          status: 'RUNNING',
          createdAt: '2026-01-01T00:00:00Z',
          statusUrl: 'x',
        },
      },
      { when: /Operations\/proc_job_lost/, status: 500, body: { message: 'Oops' } },
    );
    await track('proc_job_lost');
    await workbench.waitForTreeItem(/Operation proc_job_lost.*Could not look: Server failure/);
    await track('proc_job_running');
    await workbench.waitForTreeItem(/Operation proc_job_running.*Running/);
    await workbench.expandTreeItem(/^Operation proc_.*Failed, /);
    await workbench.waitForTreeItem(/^Error, Not Found/);
    await inThemes('details-operations');
    sandbox.fail();
  });

  it('remembers operations over a reload, and forgets by button and menu', async () => {
    const { workbench } = vscode;
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await focusConfigurations();
    const row = await workbench.waitForTreeItem(/^Operation proc_job_lost/);
    await row.hover();
    await row.getByRole('button', { name: 'Forget Operation' }).click();
    await row.waitFor({ state: 'detached' });
    await workbench.treeItemMenu(/^Operation proc_.*Completed/, 'Forget Operation');
    await workbench
      .treeItem(/^Operation proc_.*Completed/)
      .first()
      .waitFor({ state: 'detached' });
    await workbench.waitForTreeItem(/^Operation proc_.*Failed/);
  });

  it('forgets the operations of an account that was signed out of', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Twilio Conversations: Sign Out…');
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Sign Out' }).click();
    await workbench.waitForNotification(/Signed out of/);
    // A window that opens is signed in to the same sandbox again.
    await workbench.reload();
    await workbench.openViewContainer('Twilio Conversations');
    await focusConfigurations();
    await workbench.waitForTreeItem(/^None started from here/);
  });
});
