import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { ensureDemoWorkspace } from './demoWorkspace.ts';
import { environmentForVsCode } from './environment.ts';
import { cacheDirectory } from './paths.ts';
import { withProgress } from './progress.ts';
import { isWorthReading } from './serverNoise.ts';
import { quietSettings } from './settings.ts';
import { type Supervised, startSupervised } from './supervised.ts';
import type { VsCodeInstall } from './vsCodeInstall.ts';
import type { Vsix } from './vsix.ts';

const READY_WITHIN_MS = 60_000;

/** How a VS Code for people is started. */
export interface PeopleVsCodeOptions {
  port: number;
  /** A profile that is thrown away, in place of the one that is kept. */
  fresh: boolean;
  /** On top of the environment, for the extension. */
  env: Record<string, string | undefined>;
}

/**
 * Starts code-server with the extension installed. Unlike the server that tests use it keeps secrets, and its profile
 * stays between starts, so a sign-in is made once.
 *
 * @returns the program, once its address answers
 * @throws Error with the output when it does not come up
 */
export async function startPeopleVsCode(
  { launcher }: VsCodeInstall,
  vsix: Vsix,
  { port, fresh, env }: PeopleVsCodeOptions,
): Promise<Supervised> {
  const home = path.join(cacheDirectory, fresh ? `start-empty-${process.pid}` : 'start');
  const data = path.join(home, 'data');
  const extensions = path.join(home, 'extensions');
  const workspace = path.join(home, fresh ? 'workspace' : 'demo');
  const config = path.join(home, 'code-server.yaml');
  await ensureDemoWorkspace(workspace, fresh);
  await ensureSettings(path.join(data, 'User/settings.json'));
  // Without a file of its own code-server writes one into the person's home.
  await writeFile(config, 'auth: none\ncert: false\n');

  const inherited = environmentForVsCode();
  const common = ['--config', config, '--user-data-dir', data, '--extensions-dir', extensions];
  const stamp = path.join(home, 'installed');
  if (!existsSync(stamp) || (await readFile(stamp, 'utf8')) !== vsix.fingerprint) {
    await withProgress('Installing the extension', async () => {
      const install = startSupervised(
        process.execPath,
        [launcher, ...common, '--force', '--install-extension', vsix.file],
        { env: inherited },
      );
      if ((await install.exited) !== 0) throw new Error(`VS Code did not install it:\n${install.output()}`);
    });
    await writeFile(stamp, vsix.fingerprint);
  }

  let up: () => void = () => {};
  const ready = new Promise<true>((resolve) => {
    up = () => resolve(true);
  });
  const program = startSupervised(
    process.execPath,
    [
      launcher,
      ...common,
      ...[
        '--auth',
        'none',
        '--bind-addr',
        `127.0.0.1:${port}`,
        '--app-name',
        'VS Code',
        '--ignore-last-opened',
      ],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      '--disable-getting-started-override',
      workspace,
    ],
    {
      env: { ...inherited, ...env },
      onLine: (line) => {
        if (line.includes('HTTP server listening on')) up();
      },
      ...(fresh && { removeAtEnd: home }),
    },
  );
  const timer = setTimeout(() => void program.stop(), READY_WITHIN_MS);
  const isUp = await Promise.race([ready, program.exited]);
  clearTimeout(timer);
  if (isUp === true) return program;
  if (fresh) await rm(home, { recursive: true, force: true });
  throw new Error(
    `VS Code did not come up:\n${program.output().split('\n').filter(isWorthReading).join('\n')}`,
  );
}

/** Whether nobody listens on a loopback port. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Only for a profile that has none: from then on the settings are the person's. */
async function ensureSettings(file: string): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true });
  const settings = { ...quietSettings, 'workbench.startupEditor': 'readme' };
  await writeFile(file, `${JSON.stringify(settings, undefined, 2)}\n`);
}
