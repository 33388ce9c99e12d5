import type { Locator } from 'playwright-core';
import { ConversationsClient } from '../../src/api/client.ts';
import type { Conversation } from '../../src/api/resources.ts';
import { arrange } from '../../src/explorer/arrangement.ts';
import { DEFAULT_ACCOUNT } from '../../src/sandbox/server/defaultAccount.ts';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { openBrowser } from '../support/browser.ts';
import { startVsCodeServer } from '../support/vsCodeServer.ts';
import { newWorkbenchContext, Workbench } from '../support/workbench.ts';
import { hostMemory } from './hostMemory.ts';

const COUNTS = [100, 1_000, 10_000];
const RUNS = 5;
const SETTLE_MS = 5_000;
/** The most the API gives in one page: more are loaded by Load All. */
const LARGEST_PAGE = 1_000;

/**
 * Prints how long a person waits in the explorer with 100, 1,000 and 10,000 conversations loaded: from the act to the
 * rows on screen, in a real workbench. VS Code itself waits 200 ms before it draws a tree anew.
 */
export async function measureExplorer(): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  for (const count of COUNTS) rows.push(await measure(count));
  console.table(rows);
}

async function measure(count: number): Promise<Record<string, unknown>> {
  const sandbox = await startSandbox({ data: 'large' });
  const client = new ConversationsClient({
    origin: sandbox.url,
    credentials: { username: DEFAULT_ACCOUNT.accountSid, password: DEFAULT_ACCOUNT.authToken },
    userAgent: 'bench',
  });
  const browser = await openBrowser();
  const server = await startVsCodeServer({
    env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
    settings: {
      'twilioConversations.explorer.pageSize': Math.min(count, LARGEST_PAGE),
      'twilioConversations.explorer.refreshSeconds': 0,
    },
  });
  try {
    const context = await newWorkbenchContext(browser);
    const workbench = await Workbench.open(context, server);
    await workbench.page.waitForTimeout(SETTLE_MS);
    const before = hostMemory();
    const firstRows = await took(async () => {
      await workbench.activityBarItem('Twilio Conversations').click();
      await workbench.waitForTreeItem(/^Conversation /);
    });
    const loadAll =
      count > LARGEST_PAGE
        ? await took(async () => {
            await workbench.runCommand('Twilio Conversations: Load All');
            await counted(workbench, count);
          })
        : undefined;
    const conversations = (await client.conversationPage({ pageSize: 1 })).items;
    const expand: number[] = [];
    const filter: number[] = [];
    const refresh: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const row = workbench.treeItem(/^Conversation /).nth(run);
      expand.push(await took(() => expanded(workbench, row)));
      await row.locator('.monaco-tl-twistie').click();

      await workbench.runCommand('Twilio Conversations: Filter Conversations…');
      await workbench.quickInput.opened();
      filter.push(
        await took(async () => {
          await workbench.quickInput.field.fill('velonora fleet log');
          await workbench
            .treeItem(/^Conversation /)
            .nth(1)
            .waitFor({ state: 'detached' });
        }),
      );
      await workbench.quickInput.dismiss();
      await workbench
        .treeItem(/^Conversation /)
        .nth(1)
        .waitFor();

      const [conversation] = conversations;
      if (!conversation) throw new Error('The sandbox has no conversation');
      await client.patchConversation(conversation.id, { name: `Renamed ${run}` });
      refresh.push(
        await took(async () => {
          await workbench.page.getByRole('button', { name: 'Refresh Conversations' }).click();
          await workbench.waitForTreeItem(`Renamed ${run}`);
        }),
      );
    }
    const after = hostMemory();
    const loaded: Conversation[] = [];
    for await (const { items } of client.conversations({ pageSize: LARGEST_PAGE })) {
      loaded.push(...items);
      if (loaded.length >= count) break;
    }
    const arrangement = { grouping: 'status', sorting: 'activity', pinned: new Set<string>() } as const;
    arrange(loaded, { ...arrangement, text: 'warm' });
    return {
      conversations: count,
      'first rows, ms': firstRows,
      'load all, ms': loadAll ?? '–',
      'expand, ms': median(expand),
      'filter, ms': median(filter),
      'of that in our code, ms': median(
        Array.from({ length: RUNS }, (_, run) => {
          const began = performance.now();
          arrange(loaded, { ...arrangement, text: `fleet ${run}` });
          return round(performance.now() - began);
        }),
      ),
      'refresh, ms': median(refresh),
      'extension host before, MB': before,
      'after, MB': after,
    };
  } finally {
    await browser.close();
    await server.stop();
    await sandbox.close();
  }
}

async function counted(workbench: Workbench, count: number): Promise<void> {
  await workbench.runCommand('Twilio Conversations: Filter Conversations…');
  await workbench.quickInput.asks(new RegExp(`${count} of ${count} shown`));
  await workbench.quickInput.dismiss();
}

async function expanded(workbench: Workbench, row: Locator): Promise<void> {
  await row.locator('.monaco-tl-twistie').click();
  await workbench.waitForTreeItem(/, (Customer|Human agent|AI agent), /);
}

async function took(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return round(performance.now() - began);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
