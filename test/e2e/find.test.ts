import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const FIND = 'Twilio Conversations: Find Conversation…';

/** What a list answers, as far as a test looks into it. */
interface Found {
  id: string;
  name: string | null;
  participants: { name: string; addresses: { address: string; channel: string; channelId?: string }[] }[];
}

describe('finding a conversation', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0 });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  const read = async <T>(path: string): Promise<T> => {
    const authorization = `Basic ${btoa(`${DEFAULT_ACCOUNT.accountSid}:${DEFAULT_ACCOUNT.authToken}`)}`;
    const request = new Request(`http://127.0.0.1${path}`, { headers: { authorization } });
    return (await (await sandbox.sandbox.fetch(request)).json()) as T;
  };
  const named = async (name: string): Promise<Found> => {
    const { conversations } = await read<{ conversations: Found[] }>('/v2/Conversations?pageSize=1000');
    const found = conversations.find((one) => one.name?.startsWith(name));
    assert.ok(found, name);
    return found;
  };
  const find = async (text: string) => {
    const { quickInput } = vscode.workbench;
    await vscode.workbench.runCommandAsking(FIND, /Phone number, e-mail/);
    await quickInput.type(text);
  };
  const row = (label: RegExp, rest: RegExp) =>
    vscode.workbench.page
      .locator('.quick-input-widget:visible .monaco-list-row')
      .filter({ has: vscode.workbench.page.locator('.label-name').filter({ hasText: label }) })
      .filter({ hasText: rest });
  const dismiss = () => vscode.workbench.quickInput.dismiss();

  it('says what it takes before anything is typed', async () => {
    await vscode.workbench.openViewContainer('Twilio Conversations');
    await vscode.workbench.waitForTreeItem(/Hannah Okafor/);
    await find('');
    await row(/A phone number in any spelling/, /./).waitFor();
    await row(/An ID or SID/, /conv_…/).waitFor();
    await dismiss();
  });

  it('finds by a phone number in national spelling, and opens the timeline and the row with Enter', async () => {
    const { workbench } = vscode;
    const { participants } = await named('Hannah Okafor');
    const customer = participants.find(({ name }) => name === 'Hannah Okafor');
    const [, area, office, line] = /(\d{3})(\d{3})(\d{4})$/.exec(customer?.addresses[0]?.address ?? '') ?? [];
    assert.ok(line);
    await find(`(${area}) ${office}-${line}`);
    const hit = row(/Hannah Okafor: flat tire/, /Hannah Okafor: SMS \+1/);
    await hit.waitFor();
    await row(/^1 found/, /All \d+ conversations searched/).waitFor();
    assert.match((await hit.getAttribute('aria-label')) ?? '', /Hannah Okafor.*Active.*SMS/);
    await workbench.quickInput.accept();
    await workbench.quickInput.closed();
    await workbench.page.getByRole('tab', { name: /Hannah Okafor: flat tire/ }).waitFor();
    await workbench.page
      .locator('[role=treeitem][aria-selected=true]', { hasText: 'Hannah Okafor' })
      .waitFor();
  });

  it('finds by a name in participants, metadata and titles alike', async () => {
    await find('margaret DOYLE');
    await row(/Margaret Doyle: brake recall/, /By its name/).waitFor();
    await vscode.workbench.quickInput.type('BRS-1470');
    await row(/Margaret Doyle: brake recall/, /Metadata ticket: BRS-1470/).waitFor();
    await vscode.workbench.quickInput.type('imani');
    await row(/Hannah Okafor: flat tire/, /Participant Imani Brooks/).waitFor();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await dismiss();
      await vscode.workbench.setTheme(theme);
      await find('imani');
      await row(/\d+ found/, /conversations searched/).waitFor();
      await vscode.workbench.screenshot(`find-results-${theme}`);
    }
    await dismiss();
  });

  it('finds by the ids of a conversation and a communication, in any address', async () => {
    const { workbench } = vscode;
    const { id } = await named('Theo Lindgren');
    const { communications } = await read<{ communications: { id: string; content: { text: string } }[] }>(
      `/v2/Conversations/${id}/Communications`,
    );
    const communication = communications[1];
    assert.ok(communication);
    await find(`"id": "${id}",`);
    await row(/Theo Lindgren/, new RegExp(id)).waitFor();
    await row(/1 found/, /By its ID/).waitFor();
    await workbench.quickInput.type(communication.id);
    const hit = row(/Theo Lindgren/, /Communication of \w/);
    await hit.waitFor();
    await workbench.quickInput.accept();
    // The timeline scrolls to it, and marks it for a moment.
    await workbench.webviewFrame(`article[data-key="${communication.id}"]`);
    await workbench.page.getByRole('tab', { name: /Theo Lindgren/ }).waitFor();
  });

  it('finds by the SID of a call, and of a classic chat and its message', async () => {
    const { quickInput } = vscode.workbench;
    const call = await named('Margaret Doyle');
    const { communications } = await read<{ communications: { channelId: string }[] }>(
      `/v2/Conversations/${call.id}/Communications`,
    );
    const callSid = communications[0]?.channelId ?? '';
    assert.match(callSid, /^CA/);
    await find(callSid);
    await row(/Margaret Doyle/, new RegExp(`Holds traffic of ${callSid}`)).waitFor();
    const { services } = await read<{ services: { sid: string }[] }>('/v1/Services');
    const { sid } = services[0] ?? { sid: '' };
    const { conversations } = await read<{ conversations: { sid: string; unique_name: string | null }[] }>(
      `/v1/Services/${sid}/Conversations`,
    );
    const chat = conversations.find(({ unique_name }) => unique_name !== null) ?? conversations[0];
    assert.ok(chat);
    await quickInput.type(
      `https://console.twilio.com/us1/develop/conversations/manage/services/${sid}/conversations/${chat.sid}`,
    );
    await row(/./, new RegExp(`Holds traffic of ${chat.sid}`)).waitFor();
    if (chat.unique_name) {
      await quickInput.type(chat.unique_name);
      await row(/./, /Unique name of the classic conversation/).waitFor();
    }
    await quickInput.type(sid);
    await row(/./, new RegExp(`Bridged to the classic service ${sid}`))
      .first()
      .waitFor();
    const { messages } = await read<{ messages: { sid: string }[] }>(
      `/v1/Services/${sid}/Conversations/${chat.sid}/Messages`,
    );
    await quickInput.type(messages[0]?.sid ?? '');
    await row(/./, /Holds traffic of IM/).waitFor();
    await dismiss();
  });

  it('says how much was searched when there is nothing', async () => {
    await find('+1 999 555 0199');
    await row(/Nothing found/, /All \d+ conversations searched/).waitFor();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await dismiss();
      await vscode.workbench.setTheme(theme);
      await find('+1 999 555 0199');
      await row(/Nothing found/, /All \d+ conversations searched/).waitFor();
      await vscode.workbench.screenshot(`find-nothing-${theme}`);
    }
    await dismiss();
  });

  it('shows a failure in its rows, and goes on with one Enter', async () => {
    const { workbench } = vscode;
    const failing = {
      when: /^GET \/v2\/Conversations\?/,
      status: 503,
      body: { message: 'Busy', status: 503 },
    };
    sandbox.fail(failing);
    await find('nobody at all');
    const failure = row(/Could not search the conversations/, /HTTP 503.*Busy/);
    await failure.waitFor();
    await row(/Stopped: 0 conversations searched so far/, /./).waitFor();
    await failure.hover();
    await failure.getByRole('button', { name: 'Show What Went Wrong' }).click();
    await workbench.waitForNotification(/status\.twilio\.com/);
    await workbench.page.locator('.notifications-toasts .codicon-notifications-clear').first().click();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await dismiss();
      sandbox.fail();
      await workbench.setTheme(theme);
      sandbox.fail(failing);
      await find('nobody at all');
      await failure.waitFor();
      await workbench.screenshot(`find-failure-${theme}`);
    }
    sandbox.fail();
    await workbench.quickInput.accept();
    await row(/Nothing found/, /All \d+ conversations searched/).waitFor();
    await dismiss();
  });

  it('says in words that the credentials are refused, and offers to re-enter the secret', async () => {
    sandbox.fail({ status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } });
    await find('nobody at all');
    const failure = row(/Could not/, /Twilio refused the credentials/);
    await failure.waitFor();
    await failure.hover();
    await failure.getByRole('button', { name: 'Re-enter Secret…' }).waitFor();
    sandbox.fail();
    await dismiss();
  });

  it('searches for what is selected in an editor, by its context menu', async () => {
    const { workbench } = vscode;
    const { id } = await named('Hannah Okafor');
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await workbench.page.keyboard.type(`  "id": "${id}",`);
    await workbench.page.keyboard.press('ControlOrMeta+a');
    await workbench.page
      .locator('.editor-instance .view-line')
      .first()
      .click({ button: 'right', position: { x: 60, y: 8 } });
    const item = workbench.page.getByRole('menuitem', { name: 'Find Conversation…' });
    await item.hover();
    await workbench.page.waitForTimeout(150);
    await item.click();
    await row(/Hannah Okafor/, new RegExp(id)).waitFor();
    await workbench.quickInput.accept();
    await workbench.page.getByRole('tab', { name: /Hannah Okafor: flat tire/ }).waitFor();
  });

  it('copies an id from a row', async () => {
    const { id } = await named('Hannah Okafor');
    await find(id);
    const hit = row(/Hannah Okafor/, new RegExp(id));
    await hit.hover();
    await hit.getByRole('button', { name: 'Copy ID' }).click();
    await vscode.workbench.page.locator('.statusbar-item', { hasText: `Copied ${id}` }).waitFor();
    assert.equal(await vscode.workbench.page.evaluate(() => navigator.clipboard.readText()), id);
    await dismiss();
  });
});

describe('finding among 10,000 conversations', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox({ deliveryStepMs: 0, data: 'large' });
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  after(() => sandbox.close());

  const row = (text: RegExp) =>
    vscode.workbench.page.locator('.quick-input-widget:visible .monaco-list-row').filter({ hasText: text });
  const find = async (text: string) => {
    await vscode.workbench.runCommandAsking(FIND, /Phone number, e-mail/);
    await vscode.workbench.quickInput.type(text);
  };

  it('shows how far it is, and typing on ends it and begins anew', async () => {
    const { workbench } = vscode;
    await workbench.openViewContainer('Twilio Conversations');
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await find('conv_communication_00000000000000000000000000');
      await row(/Looking for the communication… [1-9][\d,]* of 10,000 conversations searched/).waitFor();
      await workbench.screenshot(`find-progress-${theme}`);
      if (theme !== 'hc') await workbench.quickInput.dismiss();
    }
    await workbench.quickInput.type('+1 206 555 0100');
    await row(/1 found/)
      .filter({ hasText: /All 10,000 conversations searched/ })
      .waitFor();
    await row(/Looking for the communication/).waitFor({ state: 'detached' });
    await workbench.quickInput.dismiss();
  });

  it('counts what it does not draw', async () => {
    const { workbench } = vscode;
    await find('velonora');
    await workbench.page.locator('.quick-input-title', { hasText: /found, all 10,000 searched/ }).waitFor();
    // From the first row up is the last one.
    await workbench.page.keyboard.press('ArrowUp');
    await row(/All 10,000 conversations searched/).waitFor();
    await workbench.screenshot('find-many');
    await workbench.quickInput.type('555 010');
    await workbench.page
      .locator('.quick-input-title', { hasText: /[1-9],\d+ found, all 10,000 searched/ })
      .waitFor();
    await workbench.page.keyboard.press('ArrowUp');
    await row(/[\d,]+ more found/).waitFor();
    await workbench.quickInput.dismiss();
  });
});
