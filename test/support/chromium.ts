import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { makeDirectoryOnce } from './once.ts';
import { cacheDirectory } from './paths.ts';
import { withProgress } from './progress.ts';

const run = promisify(execFile);

/** A Chromium to launch, and the environment it needs. */
export interface Chromium {
  readonly executable: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Finds a Chromium: the one that CHROME_PATH names, else an installed Chrome, Chromium or Edge, else (Linux x64)
 * the one inside the npm package @sparticuz/chromium, inflated once into the git-ignored cache.
 *
 * @throws Error that says what to do when there is none
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (existsSync(named)) return { executable: named, env: process.env };
    throw new Error(`CHROME_PATH is set to ${named}, and there is no such file.`);
  }
  const installed = installedBrowsers().find((candidate) => existsSync(candidate));
  if (installed) return { executable: installed, env: process.env };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  throw new Error(
    'No Chrome or Chromium was found. Install one, or set CHROME_PATH to the program, and run this again.',
  );
}

function installedBrowsers(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const base = process.env[variable];
      if (!base) return [];
      return [
        path.join(base, 'Google/Chrome/Application/chrome.exe'),
        path.join(base, 'Microsoft/Edge/Application/msedge.exe'),
      ];
    });
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((directory) => names.map((name) => path.join(directory, name)));
}

async function packagedChromium(): Promise<Chromium> {
  const manifest = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const binaries = path.resolve(path.dirname(manifest), '../bin');
  const { version }: { version: string } = createRequire(import.meta.url)(
    path.resolve(binaries, '../package.json'),
  );
  const directory = path.join(cacheDirectory, `chromium-${version}`);
  if (!existsSync(directory)) {
    await withProgress(`Unpacking Chromium ${version}`, () =>
      makeDirectoryOnce(directory, (partial) => inflate(binaries, partial)),
    );
  }
  const executable = path.join(directory, 'chromium');
  const env = { ...process.env };
  // Without any font of the machine's, pages would have no text at all: the package brings one.
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = path.join(directory, 'fonts');
  // A bare machine lacks libnss3, which the package also brings. Where the machine has its own, that one is newer.
  if (!(await starts(executable, env))) {
    env['LD_LIBRARY_PATH'] = [path.join(directory, 'al2023/lib'), env['LD_LIBRARY_PATH']]
      .filter(Boolean)
      .join(':');
    if (!(await starts(executable, env))) {
      throw new Error(
        `The Chromium of @sparticuz/chromium does not start here:\n${await whyNot(executable, env)}\n` +
          'Install Chrome or Chromium, or set CHROME_PATH to the program, and run this again.',
      );
    }
  }
  return { executable, env };
}

/** The package inflates into the folder for temporary files, wherever that is: a child process has it elsewhere. */
async function inflate(binaries: string, directory: string): Promise<void> {
  const script = [
    "import { inflate } from '@sparticuz/chromium';",
    "import path from 'node:path';",
    "const names = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];",
    `await Promise.all(names.map((name) => inflate(path.join(${JSON.stringify(binaries)}, name))));`,
  ].join('\n');
  await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: directory },
  });
}

async function starts(executable: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return run(executable, ['--version', '--no-sandbox'], { env }).then(
    () => true,
    () => false,
  );
}

async function whyNot(executable: string, env: NodeJS.ProcessEnv): Promise<string> {
  return run(executable, ['--version', '--no-sandbox'], { env }).then(
    () => '',
    (error: Error) => error.message,
  );
}
