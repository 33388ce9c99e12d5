import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } from '@vscode/test-electron';
import { ensureDemoWorkspace } from './demoWorkspace.ts';
import { environmentForVsCode } from './environment.ts';
import { cacheDirectory } from './paths.ts';
import { quietSettings } from './settings.ts';
import { type Supervised, startSupervised } from './supervised.ts';
import type { Vsix } from './vsix.ts';

/** The oldest VS Code that package.json accepts: what runs there runs everywhere. */
const OLDEST_VERSION = '1.105.0';

/**
 * Has a desktop VS Code in the git-ignored cache: VSCODE_VERSION (`stable`, `insiders`, `1.110.0`), else the oldest
 * supported.
 *
 * @returns its executable
 * @throws Error in plain words, with a way out, when it cannot be downloaded
 */
export async function ensureDesktop(): Promise<string> {
  const version = process.env['VSCODE_VERSION'] || OLDEST_VERSION;
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: path.join(cacheDirectory, 'desktop') });
  } catch (error) {
    throw new Error(explain(version, error), { cause: error });
  }
}

/** Opens a desktop VS Code with the packaged extension; the program ends when its window is closed. */
export async function startDesktop(
  vsix: Vsix,
  { fresh, env }: { fresh: boolean; env: Record<string, string | undefined> },
): Promise<Supervised> {
  const executable = await ensureDesktop();
  const home = path.join(cacheDirectory, fresh ? `desktop-empty-${process.pid}` : 'desktop-profile');
  const data = path.join(home, 'data');
  const workspace = path.join(home, fresh ? 'workspace' : 'demo');
  const profile = ['--user-data-dir', data, '--extensions-dir', path.join(home, 'extensions')];
  await ensureDemoWorkspace(workspace, fresh);
  await mkdir(path.join(data, 'User'), { recursive: true });
  const settings = { ...quietSettings, 'workbench.startupEditor': 'readme' };
  // 'wx': settings that are there are the person's own.
  await writeFile(path.join(data, 'User/settings.json'), JSON.stringify(settings, undefined, 2), {
    flag: 'wx',
  }).catch(() => {});
  // What makes the program a plain Node is gone from this environment.
  const inherited = environmentForVsCode();
  const cli = resolveCliPathFromVSCodeExecutablePath(executable);
  const install = startSupervised(cli, [...profile, '--force', '--install-extension', vsix.file], {
    env: inherited,
  });
  if ((await install.exited) !== 0) throw new Error(`VS Code did not install it:\n${install.output()}`);
  // Chromium's sandbox is not for root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return startSupervised(
    executable,
    [...profile, ...asRoot, '--disable-workspace-trust', '--new-window', '--wait', workspace],
    { env: { ...inherited, ...env }, ...(fresh && { removeAtEnd: home }) },
  );
}

function explain(version: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return [
    `Desktop VS Code ${version} could not be downloaded from update.code.visualstudio.com: ${reason}`,
    'What to do: check the connection and the proxy (HTTPS_PROXY), or choose another version with VSCODE_VERSION.',
    'Where only the npm registry can be reached, npm start and npm run test:host do the same in a browser.',
  ].join('\n');
}
