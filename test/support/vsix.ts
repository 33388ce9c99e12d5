import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { environmentForVsCode } from './environment.ts';
import { makeDirectoryOnce } from './once.ts';
import { cacheDirectory, outDirectory, root } from './paths.ts';
import { startSupervised } from './supervised.ts';
import { ensureVsCode } from './vsCodeInstall.ts';

/** Everything that decides what is in the VSIX. */
const INPUTS = [
  'src/**/*',
  'media/**/*',
  'l10n/**/*',
  'package*.json',
  'esbuild.mjs',
  '.vscodeignore',
  '*.md',
  'LICENSE',
];

/** A packaged extension. */
export interface Vsix {
  readonly file: string;
  /** Changes with anything that is inside. */
  readonly fingerprint: string;
}

/** Where `npm run package` leaves its result. */
export async function vsixFile(): Promise<string> {
  const { name, version }: { name: string; version: string } = JSON.parse(
    await readFile(path.join(root, 'package.json'), 'utf8'),
  );
  return path.join(outDirectory, `${name}-${version}.vsix`);
}

/**
 * Has a production VSIX of the sources as they are now: packs one only when something changed since the last.
 *
 * @throws Error with the output of the build and of vsce when packing fails
 */
export async function ensureVsix(): Promise<Vsix> {
  const file = await vsixFile();
  const fingerprint = await fingerprintOf(INPUTS);
  const stamp = `${file}.inputs`;
  if (existsSync(file) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === fingerprint) {
    return { file, fingerprint };
  }
  await packVsix(file);
  await writeFile(stamp, fingerprint);
  return { file, fingerprint };
}

/**
 * Packs. vsce makes the production build first, by the script vscode:prepublish.
 *
 * @param file where the VSIX goes
 * @param onLine gets vsce's output as it comes
 * @param directory the extension; this one unless told otherwise
 */
export async function packVsix(
  file: string,
  onLine?: (line: string) => void,
  directory = root,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await succeed('vsce package', [vsce, 'package', ...flags, '--out', file], directory, onLine);
}

/**
 * Has a folder of extensions with nothing but these in it, for `--extensions-dir`. It is made once for each content;
 * servers share it.
 */
export async function ensureExtensionsDirectory(...vsixes: Vsix[]): Promise<string> {
  const name = vsixes.map(({ fingerprint }) => fingerprint.slice(0, 16)).join('-');
  const directory = path.join(cacheDirectory, 'extensions', name);
  return makeDirectoryOnce(directory, async (partial) => {
    const { server } = await ensureVsCode();
    const data = `${partial}-data`;
    const install = startSupervised(
      process.execPath,
      [
        server,
        ...vsixes.flatMap(({ file }) => ['--install-extension', file]),
        ...['--extensions-dir', partial, '--server-data-dir', data],
      ],
      { env: environmentForVsCode(), removeAtEnd: data },
    );
    if ((await install.exited) !== 0) {
      throw new Error(
        `VS Code did not install ${vsixes.map(({ file }) => file).join(', ')}:\n${install.output()}`,
      );
    }
  });
}

async function succeed(
  what: string,
  args: string[],
  cwd: string,
  onLine?: (line: string) => void,
): Promise<void> {
  const run = startSupervised(process.execPath, args, { cwd, ...(onLine && { onLine }) });
  if ((await run.exited) !== 0) throw new Error(`${what} failed:\n${run.output()}`);
}

async function fingerprintOf(patterns: string[]): Promise<string> {
  const hash = createHash('sha256');
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root })) files.push(file);
  for (const file of files.sort()) {
    const absolute = path.join(root, file);
    if (!(await stat(absolute)).isFile()) continue;
    hash
      .update(file)
      .update('\0')
      .update(await readFile(absolute));
  }
  return hash.digest('hex');
}
