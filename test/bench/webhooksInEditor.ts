import process from 'node:process';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { openBrowser } from '../support/browser.ts';
import { startVsCodeServer } from '../support/vsCodeServer.ts';
import { newWorkbenchContext, Workbench } from '../support/workbench.ts';
import { hostMemory } from './hostMemory.ts';
import { sendPaced } from './webhooks/sender.ts';

const PER_SECOND = 500;
const SECONDS = Number(process.env['WEBHOOKS_SECONDS'] ?? 60);

/**
 * Prints how VS Code fares while 500 callbacks a second arrive for a minute, with the webhook view and the timeline of
 * their conversation open: how many were lost, how long the palette and the details of a callback take, the memory of
 * the extension host. Sandbox, sender and this script share the machine with it.
 */
export async function measureWebhooksInEditor(): Promise<void> {
  const sandbox = await startSandbox({ deliveryStepMs: 0 });
  const browser = await openBrowser();
  const server = await startVsCodeServer({ env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url } });
  try {
    const { accountSid, authToken } = DEFAULT_ACCOUNT;
    const workbench = await Workbench.open(await newWorkbenchContext(browser), server);
    const { page } = workbench;
    await workbench.openViewContainer('Twilio Conversations');
    await (await workbench.waitForTreeItem(/^Conversation Hannah Okafor/)).click();
    await workbench.webviewFrame('timeline-app');
    const item = page.locator('.statusbar-item').filter({ hasText: /Webhooks/ });
    await item.click();
    await item.filter({ hasText: /:\d+ · 0/ }).waitFor();
    const port = /:(\d+)/.exec((await item.textContent()) ?? '')?.[1];
    const view = await workbench.webviewFrame('log-app');
    const conversationId = await idOf(sandbox.url, /Hannah Okafor/);

    const palette: number[] = [];
    const details: number[] = [];
    const measureOnce = async () => {
      palette.push(
        await took(async () => {
          await page.keyboard.press('F1');
          await workbench.quickInput.opened();
        }),
      );
      await workbench.quickInput.dismiss();
      details.push(
        await took(async () => {
          const row = view.getByRole('row', { name: /signature:/ }).first();
          await row.click();
          await view.getByText('The signature matches').first().waitFor();
        }),
      );
      await view.getByRole('button', { name: 'Close' }).first().click();
    };
    const url = `http://127.0.0.1:${port}/${accountSid}`;
    const options = { authToken, conversationId };
    await sendPaced(url, { perSecond: 5, seconds: 2, ...options });
    await measureOnce();
    const [quietPalette, quietDetails] = [palette.splice(0)[0], details.splice(0)[0]];

    const memory: (number | string)[] = [hostMemory()];
    let running = true;
    const watching = (async () => {
      while (running) {
        // A row may go while it is clicked on: that is no figure.
        await measureOnce().catch(() => page.keyboard.press('Escape'));
        await page.waitForTimeout(2_000);
      }
    })();
    const sent = await sendPaced(url, {
      perSecond: PER_SECOND,
      seconds: SECONDS,
      ...options,
      onSecond: (second) => {
        if (second % 10 === 0) memory.push(hostMemory());
      },
    });
    running = false;
    await watching;
    await item.filter({ hasText: `· ${sent.sent + 10}` }).waitFor();
    memory.push(hostMemory());
    const latency = (share: number) => rounded(sent.latencies[Math.floor(sent.latencies.length * share)]);
    console.table([
      {
        sent: sent.sent,
        lost: sent.sent - sent.answered,
        'answer p50, ms': latency(0.5),
        p99: latency(0.99),
        'palette, ms': worst(palette),
        'when quiet': rounded(quietPalette),
        'details, ms': worst(details),
        quiet: rounded(quietDetails),
      },
    ]);
    console.log(`Palette and details: median, and the slowest of ${palette.length} and ${details.length}`);
    console.log(`Extension host before, every 10 s, and after: ${memory.join(', ')} MB`);
    await workbench.screenshot('bench-webhooks');
  } finally {
    await browser.close();
    await server.stop();
    await sandbox.close();
  }
}

async function idOf(origin: string, name: RegExp): Promise<string> {
  const { accountSid, authToken } = DEFAULT_ACCOUNT;
  const response = await fetch(`${origin}/v2/Conversations`, {
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
  });
  const { conversations } = (await response.json()) as { conversations: { id: string; name?: string }[] };
  const found = conversations.find((conversation) => name.test(conversation.name ?? ''));
  if (!found) throw new Error(`No conversation is called ${name}`);
  return found.id;
}

async function took(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

function worst(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return `${rounded(sorted[Math.floor(sorted.length / 2)])} / ${rounded(sorted.at(-1))}`;
}

function rounded(milliseconds = Number.NaN): number {
  return Math.round(milliseconds * 10) / 10;
}
