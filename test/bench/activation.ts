import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startSandbox } from '../../src/sandbox/server/server.ts';
import { openBrowser } from '../support/browser.ts';
import { outDirectory } from '../support/paths.ts';
import { startVsCodeServer } from '../support/vsCodeServer.ts';
import { packVsix, type Vsix } from '../support/vsix.ts';
import { newWorkbenchContext, Workbench } from '../support/workbench.ts';

const RUNS = 9;
const SETTLE_MS = 5_000;
const OURS = 'conversations-explorer.twilio-conversations-explorer';
const EMPTY = 'bench.does-nothing';

/** In milliseconds, as "Developer: Startup Performance" reports them. */
interface Activation {
  load: number;
  activate: number;
  /** Until the promise that activate returned was settled. */
  finish: number;
}

/**
 * Prints what activating the extension costs beside one that does nothing: both in the same extension host, each by a
 * click on its icon, in a fresh window. The order changes from run to run.
 */
export async function measureActivation(): Promise<void> {
  const alongside = [await emptyExtension()];
  const found: Record<string, Activation[]> = { [OURS]: [], [EMPTY]: [] };
  const sandbox = await startSandbox();
  const browser = await openBrowser();
  try {
    for (let run = 0; run < RUNS; run++) {
      const server = await startVsCodeServer({
        alongside,
        env: { TWILIO_CONVERSATIONS_SANDBOX_URL: sandbox.url },
      });
      const context = await newWorkbenchContext(browser);
      const workbench = await Workbench.open(context, server);
      // The report draws only what is on screen.
      await workbench.page.setViewportSize({ width: 1400, height: 3200 });
      // A window that has just opened is busy with itself on both cores: what is measured then is that.
      await workbench.page.waitForTimeout(SETTLE_MS);
      const views = ['Twilio Conversations', 'Does Nothing'];
      if (run % 2 === 1) views.reverse();
      for (const view of views) {
        await workbench.activityBarItem(view).click();
        await workbench.page.locator('.part.sidebar .composite.title').getByText(view).first().waitFor();
      }
      await workbench.runCommand('Developer: Startup Performance');
      for (const id of [OURS, EMPTY]) found[id]?.push(await reported(workbench.page, id));
      await context.close();
      await server.stop();
    }
  } finally {
    await browser.close();
    await sandbox.close();
  }
  console.table(
    Object.entries(found).map(([extension, runs]) => ({
      extension,
      'load, ms': median(runs.map(({ load }) => load)),
      'activate, ms': median(runs.map(({ activate }) => activate)),
      'load + activate, ms': median(runs.map(({ load, activate }) => load + activate)),
      'all runs': runs.map(({ load, activate }) => load + activate).join(' '),
      'finish, ms': median(runs.map(({ finish }) => finish)),
    })),
  );
}

/** Reads an extension's line of the report's table: | id | eager | load | activate | finish | event | by | */
async function reported(page: Page, id: string): Promise<Activation> {
  const line = page.locator('.editor-instance .view-line').filter({ hasText: id }).first();
  await line.waitFor();
  const cells = ((await line.textContent()) ?? '')
    .replaceAll('\u00a0', ' ')
    .split('|')
    .map((cell) => cell.trim());
  const numbers = cells.filter((cell) => /^\d+$/.test(cell)).map(Number);
  const [load, activate, finish] = numbers;
  if (load === undefined || activate === undefined || finish === undefined) {
    throw new Error(`The report's line is not understood: ${cells.join(' | ')}`);
  }
  return { load, activate, finish };
}

async function emptyExtension(): Promise<Vsix> {
  const directory = path.join(outDirectory, 'bench/does-nothing');
  const manifest = JSON.stringify({
    name: 'does-nothing',
    displayName: 'Does Nothing',
    description: 'What activation costs at least.',
    version: '1.0.0',
    publisher: 'bench',
    license: 'MIT',
    engines: { vscode: '^1.105.0' },
    main: './extension.js',
    contributes: {
      viewsContainers: { activitybar: [{ id: 'doesNothing', title: 'Does Nothing', icon: 'icon.svg' }] },
      views: { doesNothing: [{ id: 'doesNothing.view', name: 'Does Nothing' }] },
    },
  });
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'package.json'), manifest);
  await writeFile(path.join(directory, 'extension.js'), 'exports.activate = () => {};\n');
  await writeFile(path.join(directory, 'README.md'), 'Does nothing.\n');
  await writeFile(path.join(directory, 'LICENSE'), 'MIT\n');
  await writeFile(
    path.join(directory, 'icon.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>',
  );
  const file = path.join(outDirectory, 'bench/does-nothing.vsix');
  await packVsix(file, undefined, directory);
  return { file, fingerprint: createHash('sha256').update(manifest).digest('hex') };
}

function median(numbers: number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
