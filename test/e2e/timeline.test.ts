import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

describe('the timeline', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(() => vscode.workbench.openViewContainer('Twilio Conversations'));
  after(() => sandbox.close());

  /** Opens a conversation and nothing else, so that the one webview is its. */
  async function open(name: RegExp, selector = '[role=feed] article'): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(name)).click();
    return workbench.webviewFrame(selector);
  }

  const gallery = [
    { name: 'transcriptions', row: /^Conversation Margaret Doyle/, words: /Transcri/i },
    { name: 'failed-delivery', row: /^Conversation DeShawn Carter/, words: /Failed/ },
    { name: 'two-channels', row: /^Conversation Amara Whitfield/, words: /WhatsApp/ },
    { name: 'closed', row: /^Conversation Garantiefall Lukas Brandt/, words: /Lukas Brandt/ },
    { name: 'long-text', row: /^Conversation Ruth Adler/, words: /Ruth Adler/ },
    { name: 'right-to-left', row: /^Conversation عمر/, words: /عمر/ },
    { name: 'unnamed', row: /^Conversation conv_/, words: /SMS/ },
  ];
  for (const { name, row, words } of gallery) {
    it(`shows what it should in every theme: ${name}`, async () => {
      const { workbench } = vscode;
      const frame = await open(row);
      await frame.getByRole('article').filter({ hasText: words }).first().waitFor();
      for (const theme of ['light', 'dark', 'hc'] as const) {
        await workbench.setTheme(theme);
        await workbench.screenshot(`timeline-${name}-${theme}`);
      }
    });
  }

  it('tells the state of a closed conversation in its header', async () => {
    const frame = await open(/^Conversation Garantiefall Lukas Brandt/);
    await frame.locator('conversation-header').getByText('Closed').first().waitFor();
  });

  it('says what to do where nothing was said yet', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Wren Castillo/, 'timeline-app h2');
    await frame.getByRole('button', { name: 'Create Communication…' }).nth(1).waitFor();
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`timeline-empty-${theme}`);
    }
  });

  it('draws a few of 300 rows, opens at the latest, and goes to the first by keyboard', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Hotel Larkspur/);
    await frame.locator('conversation-header').getByText('300 communications').waitFor();
    const last = frame.locator('article[aria-posinset="300"]');
    await last.waitFor();
    assert.equal(await last.getAttribute('aria-setsize'), '300');
    assert.ok((await frame.getByRole('article').count()) < 100);
    await last.click();
    await workbench.page.keyboard.press('Home');
    const first = frame.locator('article[aria-posinset="1"]');
    await first.waitFor();
    await frame.waitForFunction(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return focused?.getAttribute('aria-posinset') === '1';
    });
    await frame.getByRole('button', { name: /Jump to Latest/ }).click();
    await last.waitFor();
  });

  it('separates the days', async () => {
    const frame = await open(/^Conversation Hotel Larkspur/);
    await frame
      .locator('.row.day')
      .filter({ hasText: /day|20\d\d/ })
      .first()
      .waitFor();
  });

  it('moves delivery on with a refresh, without moving the reader', async () => {
    const frame = await open(/^Conversation Hannah Okafor/);
    await frame.getByRole('button', { name: 'Create Communication…' }).first().click();
    const text = frame.locator('compose-box').getByRole('textbox', { name: 'Text', exact: true });
    await text.fill('On its way?');
    await text.press('ControlOrMeta+Enter');
    const created = frame.getByRole('article').filter({ hasText: 'On its way?' });
    await created.filter({ hasText: /To be sent|Sending/ }).waitFor();
    const delivered = created.filter({ hasText: 'Delivered' });
    while ((await delivered.count()) === 0) {
      await frame.getByRole('button', { name: 'Refresh' }).first().click();
      await delivered.waitFor({ timeout: 2_000 }).catch(() => {});
    }
  });

  it('is still whole in a narrow panel', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Amara Whitfield/);
    await workbench.page.setViewportSize({ width: 740, height: 800 });
    await frame.waitForFunction(() => innerWidth < 420);
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    for (const theme of ['light', 'dark', 'hc'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`timeline-narrow-${theme}`);
    }
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows hostile text as text', async () => {
    const { workbench } = vscode;
    const hostile =
      '<img src=x onerror="document.title=`owned`"><script>document.title=`owned`</script> \u202Eevil';
    const list = await call('GET', '/v2/Conversations?pageSize=100');
    const { id, participants } = list.conversations.find(({ name }: { name: string | null }) =>
      name?.startsWith('Hannah'),
    );
    const [customer, , agent] = participants as {
      id: string;
      addresses: { channel: string; address: string }[];
    }[];
    const end = (participant: typeof customer) => ({
      ...participant?.addresses[0],
      participantId: participant?.id,
    });
    await call('POST', `/v2/Conversations/${id}/Communications`, {
      author: end(agent),
      recipients: [end(customer)],
      content: { type: 'TEXT', text: hostile },
    });
    const frame = await open(/^Conversation Hannah Okafor/);
    await frame.getByRole('article').filter({ hasText: '<img src=x onerror=' }).waitFor();
    assert.equal(await frame.locator('article img, article script').count(), 0);
    assert.ok(!(await frame.title()).includes('owned'));
    await workbench.screenshot('timeline-hostile-text');
  });

  // biome-ignore lint/suspicious/noExplicitAny: what the API answers is looked at member by member.
  async function call(method: string, path: string, body?: unknown): Promise<any> {
    const account = sandbox.sandbox.accounts[0];
    const answer = await fetch(sandbox.url + path, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${account?.accountSid}:${account?.authToken}`)}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  }
});
