import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { NpmError, npm } from './npm.ts';
import { makeDirectoryOnce } from './once.ts';
import { cacheDirectory } from './paths.ts';
import { withProgress } from './progress.ts';

/** code-server is VS Code as an npm package: the workbench for a browser and the Node extension host. */
const CODE_SERVER_VERSION = '4.139.1';
const CODE_SERVER_INTEGRITY =
  'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';

/** The version of VS Code inside. */
export const VSCODE_VERSION = '1.139.1';

/** The programs of an installed VS Code. Run both with `process.execPath`: they need Node 24. */
export interface VsCodeInstall {
  /** Microsoft's server: what tests start. */
  readonly server: string;
  /** code-server's launcher: what people start, since secrets outlive its page. */
  readonly launcher: string;
}

/**
 * Has VS Code in the git-ignored cache: at once when it is there, else from the npm registry, which takes about 20 s.
 * No install script runs and no compiler is needed: the native modules it then lacks are optional, but for the one
 * that writes logs, which gets a stand-in.
 *
 * @throws Error in plain words, with a way out, when the registry cannot be reached or answers with another package
 */
export async function ensureVsCode(): Promise<VsCodeInstall> {
  const directory = path.join(cacheDirectory, `code-server-${CODE_SERVER_VERSION}`);
  if (!existsSync(directory)) {
    console.error(
      `Getting VS Code ${VSCODE_VERSION} from the npm registry, once; it is kept in .vscode-test`,
    );
    try {
      await makeDirectoryOnce(directory, install);
    } catch (error) {
      throw error instanceof NpmError ? new Error(explain(error.message), { cause: error }) : error;
    }
  }
  const packageDirectory = path.join(directory, 'node_modules/code-server');
  return {
    server: path.join(packageDirectory, 'lib/vscode/out/server-main.js'),
    launcher: path.join(packageDirectory, 'out/node/entry.js'),
  };
}

async function install(directory: string): Promise<void> {
  const flags = ['install', '--omit=dev', '--ignore-scripts'];
  await writeFile(
    path.join(directory, 'package.json'),
    JSON.stringify({ private: true, dependencies: { 'code-server': CODE_SERVER_VERSION } }),
  );
  await withProgress(
    `Downloading VS Code ${VSCODE_VERSION} (code-server ${CODE_SERVER_VERSION})`,
    () => npm(flags, directory),
    async () => megabytes(await sizeOf(directory)),
  );
  await verify(directory);

  const vscode = path.join(directory, 'node_modules/code-server/lib/vscode');
  const before = await sizeOf(vscode);
  await withProgress(
    'Installing its modules',
    async () => {
      await npm(flags, vscode);
      // TypeScript, without which opening a .ts document complains.
      await npm(flags, path.join(vscode, 'extensions'));
      await copyFile(
        path.join(import.meta.dirname, 'spdlogStandIn.cjs'),
        path.join(vscode, 'node_modules/@vscode/spdlog/index.js'),
      );
    },
    async () => megabytes((await sizeOf(vscode)) - before),
  );
}

/** npm has checked the content against the registry's hash and written that hash down; here it meets the pinned one. */
async function verify(directory: string): Promise<void> {
  const lock: { packages?: Record<string, { integrity?: string }> } = JSON.parse(
    await readFile(path.join(directory, 'package-lock.json'), 'utf8'),
  );
  const integrity = lock.packages?.['node_modules/code-server']?.integrity;
  if (integrity !== CODE_SERVER_INTEGRITY) {
    throw new Error(
      `code-server ${CODE_SERVER_VERSION} is not the package that was pinned, so it is not used.\n` +
        `  expected ${CODE_SERVER_INTEGRITY}\n  got      ${integrity ?? 'no hash'}\n` +
        'Check which registry npm asks: npm config get registry',
    );
  }
}

function explain(npmOutput: string): string {
  const said = npmOutput.split('\n').slice(-12).join('\n  ');
  return [
    `VS Code ${VSCODE_VERSION} (code-server ${CODE_SERVER_VERSION}) could not be fetched from the npm registry. npm said:`,
    `  ${said}`,
    'What to do: check the connection, and npm’s settings for a registry or proxy (npm config list), then run the',
    'same command again. Nothing half-finished is kept. With a desktop VS Code, F5 in this folder needs no download.',
  ].join('\n');
}

function megabytes(bytes: number): string {
  return `${Math.max(0, Math.round(bytes / 1e6))} MB`;
}

async function sizeOf(directory: string): Promise<number> {
  let bytes = 0;
  // Files move while npm works: whatever vanished between the listing and the look counts for nothing.
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    bytes += await stat(path.join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}
