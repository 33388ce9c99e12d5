import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import type { Communication, Conversation, Participant } from '../../src/api/resources.ts';
import { type FaultySandbox, startFaultySandbox } from '../support/faultySandbox.ts';
import { useVsCode } from '../support/useVsCode.ts';

const THEMES = ['light', 'dark', 'hc'] as const;

describe('details and figures of a timeline', () => {
  let sandbox: FaultySandbox;
  const vscode = useVsCode(async () => {
    sandbox = await startFaultySandbox();
    await bridgedFailure();
    return { env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } };
  });
  before(() => vscode.workbench.openViewContainer('Twilio Conversations'));
  after(() => sandbox.close());

  /** Opens a conversation and nothing else, so that the one webview is its. */
  async function open(name: RegExp): Promise<Frame> {
    const { workbench } = vscode;
    await workbench.runCommand('View: Close All Editors');
    await (await workbench.waitForTreeItem(name)).click();
    return workbench.webviewFrame('[role=feed] article');
  }

  /** By keyboard: the row has the focus, Enter opens its details. */
  async function openDetails(frame: Frame, text: string | RegExp): Promise<void> {
    const row = frame.getByRole('article').filter({ hasText: text }).last();
    await row.focus();
    await row.press('Enter');
    await frame.locator('communication-details').getByText(text).first().waitFor();
  }

  async function openFigures(frame: Frame): Promise<void> {
    await frame.getByRole('button', { name: 'Figures', exact: true }).click();
    await frame.locator('conversation-figures .tiles').waitFor();
  }

  const clipboard = () => vscode.workbench.page.evaluate(() => navigator.clipboard.readText());

  async function pictures(name: string): Promise<void> {
    for (const theme of THEMES) {
      await vscode.workbench.setTheme(theme);
      await vscode.workbench.screenshot(`${name}-${theme}`);
    }
  }

  it('tells all of a communication that was not delivered, and goes through its neighbours by keyboard', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation DeShawn Carter/);
    await openDetails(frame, /Our last text bounced/);
    const details = frame.locator('communication-details');
    await details.getByText('Not delivered').waitFor();
    await details.getByText(/has the error code of this message/).waitFor();
    assert.match(await details.locator('.failure .id').innerText(), /^SM[0-9a-f]{32}$/);
    await details.getByText('recorded at once').first().waitFor();
    await details.getByText('5 of 5').waitFor();
    await pictures('details-failed');
    // One stop for each group of buttons.
    assert.equal(await details.locator('.acts [tabindex="0"]').count(), 1);
    await details.getByRole('button', { name: 'Previous Communication' }).focus();
    await workbench.page.keyboard.press('Enter');
    await details.getByText('4 of 5').waitFor();
    await details.getByText(/A friendly reminder/).waitFor();
    await workbench.page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    await frame.waitForFunction(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return focused?.matches('article');
    });
  });

  it('copies as Markdown, and its ids', async () => {
    const frame = await open(/^Conversation DeShawn Carter/);
    await openDetails(frame, /Our last text bounced/);
    const details = frame.locator('communication-details');
    await details.getByRole('button', { name: 'Copy as Markdown' }).click();
    await vscode.workbench.page.getByText('Copied as Markdown').first().waitFor();
    const markdown = await clipboard();
    assert.match(
      markdown,
      /^\*\*Imani Brooks\*\* \(Human agent, \\?\+15035550100\) → DeShawn Carter \(Failed\) · SMS · /,
    );
    assert.match(markdown, /^> Hi DeShawn, Imani from Velonora\./m);
    const id = /`(\S+)`\n$/.exec(markdown)?.[1];
    await details.getByRole('button', { name: 'Copy: Communication' }).click();
    await vscode.workbench.page.getByText(`Copied ${id}`).first().waitFor();
    assert.equal(await clipboard(), id);
    await vscode.workbench.runCommand('Twilio Conversations: Copy Communication Text');
    await vscode.workbench.page.getByText('Copied the text').first().waitFor();
    assert.match(await clipboard(), /^Hi DeShawn, Imani from Velonora\./);
    // The menu of the pane is about the communication, and about nothing else.
    const { page } = vscode.workbench;
    await details.locator('.said').click({ button: 'right', position: { x: 40, y: 20 } });
    const item = page.getByRole('menuitem', { name: 'Copy Communication ID' });
    await item.waitFor();
    assert.equal(await page.getByRole('menuitem', { name: 'Open v1 Message of Communication' }).count(), 0);
    await item.hover();
    await page.waitForTimeout(150);
    await item.click();
    await page.getByText(`Copied ${id}`).first().waitFor();
  });

  it('sends a communication again, and another one changed', async () => {
    const { workbench } = vscode;
    const { quickInput } = workbench;
    const frame = await open(/^Conversation Hannah Okafor/);
    const rows = frame.getByRole('article');
    const last = (await rows.last().locator('.text').innerText()).trim();
    await openDetails(frame, last);
    const details = frame.locator('communication-details');
    const count = await rows.filter({ hasText: last }).count();
    await details.getByRole('button', { name: 'Send Again', exact: true }).click();
    await rows.filter({ hasText: last }).nth(count).waitFor();
    await details.getByRole('button', { name: 'Edit and Send Again…' }).click();
    await quickInput.asks(/Enter records it/);
    assert.equal(await quickInput.field.inputValue(), last);
    await quickInput.answer('Changed and sent once more');
    await rows.filter({ hasText: 'Changed and sent once more' }).waitFor();
  });

  it('opens the v1 message of a bridged conversation', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Benedikt Aas/);
    await openDetails(frame, /Perfect, thanks/);
    await frame.locator('communication-details').getByRole('button', { name: 'Open v1 Message' }).click();
    await workbench.page.locator('.monaco-editor .view-lines').getByText('"sid"').first().waitFor();
    const text = await workbench.page.locator('.monaco-editor .view-lines').first().innerText();
    assert.match(text, /"IM[0-9a-f]{32}"/);
  });

  it('says why a delivery failed where the classic receipts tell', async () => {
    const frame = await open(/^Conversation Bridged failure/);
    await openDetails(frame, /Nobody there/);
    const failure = frame.locator('communication-details .failure');
    await failure.getByText(/Error 30003: The phone could not be reached/).waitFor();
    assert.equal(
      await failure.getByRole('link').getAttribute('href'),
      'https://www.twilio.com/docs/api/errors/30003',
    );
    await pictures('details-reason');
  });

  it('shows a transcription’s facts, and its JSON', async () => {
    const frame = await open(/^Conversation Margaret Doyle/);
    const row = frame.getByRole('article').last();
    await row.focus();
    await row.press('Enter');
    const details = frame.locator('communication-details');
    await details.getByRole('heading', { name: 'Transcription' }).waitFor();
    await details.locator('summary').click();
    await details.locator('pre').getByText('"TRANSCRIPTION"', { exact: true }).waitFor();
    await details.locator('pre').scrollIntoViewIfNeeded();
    await pictures('details-transcription');
  });

  it('hides names, addresses and texts in everything while they are masked', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation DeShawn Carter/);
    await openDetails(frame, /Our last text bounced/);
    const details = frame.locator('communication-details');
    await frame.getByRole('button', { name: 'Hide Personal Data' }).first().click();
    await details.getByText('Names, addresses and texts are hidden.').waitFor();
    await details.locator('summary').click();
    await details.locator('pre').waitFor();
    assert.doesNotMatch(await details.innerText(), /Imani|DeShawn|bounced|\+1503/);
    await workbench.screenshot('details-masked');
    await details.getByRole('button', { name: 'Copy as Markdown' }).click();
    await workbench.page.getByText('Copied as Markdown').first().waitFor();
    assert.doesNotMatch(await clipboard(), /Imani|DeShawn|bounced|\+1503/);
    await openFigures(frame);
    assert.doesNotMatch(await frame.locator('conversation-figures').innerText(), /Imani|DeShawn/);
    await frame.getByRole('button', { name: 'Show Personal Data' }).first().click();
    await frame.locator('conversation-figures').getByText('DeShawn Carter').first().waitFor();
  });

  it('counts what the API gives', async () => {
    const { workbench } = vscode;
    const frame = await open(/^Conversation Hotel Larkspur/);
    await frame.locator('conversation-header').getByText('300 communications').waitFor();
    await openFigures(frame);
    const figures = frame.locator('conversation-figures');
    await figures.getByText('Of all 300 communications').waitFor();
    const all = await communicationsOf('Hotel Larkspur');
    assert.equal(all.length, 300);
    for (const [channel, word] of [
      ['SMS', 'SMS'],
      ['WHATSAPP', 'WhatsApp'],
    ] as const) {
      const count = all.filter(({ author }) => author.channel === channel).length;
      const bar = figures.getByRole('button', { name: word });
      if (count > 0) assert.match(await bar.first().innerText(), new RegExp(`${word}\\s+${count}\\s`));
    }
    const statuses = all.flatMap(({ recipients }) =>
      recipients.flatMap(({ deliveryStatus }) => deliveryStatus ?? []),
    );
    const reached = statuses.filter((status) => status === 'DELIVERED' || status === 'READ').length;
    const ended = statuses.filter((status) => status !== 'INITIATED' && status !== 'IN_PROGRESS').length;
    await figures.locator('.tiles').getByText(`${reached} of ${ended}`).waitFor();
    await pictures('figures-hotel');
    await figures.locator('.week').scrollIntoViewIfNeeded();
    await workbench.screenshot('figures-hotel-below');
    // A bar narrows the conversation, and the figures with it.
    const first = figures.locator('section[aria-labelledby=participants] .bar').first();
    const own = Number((await first.locator('.number').innerText()).replaceAll(/\D/g, ''));
    await first.click();
    await figures.locator('section[aria-labelledby=participants] .bar[aria-pressed=true]').waitFor();
    await figures.getByText(/^Of \d+ of 300/).waitFor();
    assert.ok(own <= Number(/^Of (\d+) of/.exec(await figures.locator('.scope').innerText())?.[1]));
    await figures.getByRole('button', { name: 'Show All' }).click();
    await figures.getByText('Of all 300 communications').waitFor();
    await figures.getByRole('button', { name: /^Longest: / }).click();
    await frame.locator('article.revealed').waitFor();
  });

  it('has its figures of calls and failures too, and is whole in a narrow panel', async () => {
    const { workbench } = vscode;
    await workbench.setTheme('dark');
    let frame = await open(/^Conversation Margaret Doyle/);
    await openFigures(frame);
    await workbench.screenshot('figures-call');
    frame = await open(/^Conversation DeShawn Carter/);
    await openFigures(frame);
    await frame.locator('conversation-figures').getByText('Not delivered: 2').waitFor();
    await workbench.page.setViewportSize({ width: 740, height: 800 });
    await frame.waitForFunction(() => innerWidth < 420);
    await pictures('figures-narrow');
    const overflow = () => frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok((await overflow()) <= 0);
    await openDetails(frame, /Our last text bounced/);
    await pictures('details-narrow');
    assert.ok((await overflow()) <= 0);
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  /** A conversation with a classic side, in which a text message reached nobody. */
  async function bridgedFailure(): Promise<void> {
    const { configurations } = await call<{ configurations: { id: string; displayName: string }[] }>(
      'GET',
      '/v2/ControlPlane/Configurations',
    );
    const configuration = configurations.find(({ displayName }) => displayName === 'Web chat');
    const conversation = await call<Conversation>('POST', '/v2/Conversations', {
      configurationId: configuration?.id,
      name: 'Bridged failure',
      participants: [
        { name: 'Imani Brooks', type: 'HUMAN_AGENT', addresses: [{ channel: 'CHAT', address: 'imani.b' }] },
        { name: 'Ada Far', type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15005550009' }] },
      ],
    });
    const { participants } = await call<{ participants: Participant[] }>(
      'GET',
      `/v2/Conversations/${conversation.id}/Participants`,
    );
    const end = (name: string) => {
      const participant = participants.find((other) => other.name === name);
      const { channel, address } = participant?.addresses?.[0] ?? {};
      return { channel, address, participantId: participant?.id };
    };
    await call('POST', `/v2/Conversations/${conversation.id}/Communications`, {
      author: end('Imani Brooks'),
      recipients: [end('Ada Far')],
      content: { type: 'TEXT', text: 'Nobody there?' },
    });
  }

  async function communicationsOf(name: string): Promise<Communication[]> {
    const { conversations } = await call<{ conversations: Conversation[] }>(
      'GET',
      '/v2/Conversations?pageSize=100',
    );
    const conversation = conversations.find((other) => other.name?.startsWith(name));
    const { communications } = await call<{ communications: Communication[] }>(
      'GET',
      `/v2/Conversations/${conversation?.id}/Communications?pageSize=1000`,
    );
    return communications;
  }

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
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
    return (await answer.json()) as T;
  }
});
