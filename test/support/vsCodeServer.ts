import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { environmentForVsCode } from './environment.ts';
import { cacheDirectory, root } from './paths.ts';
import { isWorthReading } from './serverNoise.ts';
import { quietSettings } from './settings.ts';
import { startSupervised } from './supervised.ts';
import { ensureVsCode } from './vsCodeInstall.ts';
import { ensureExtensionsDirectory, ensureVsix, type Vsix } from './vsix.ts';

const READY_WITHIN_MS = 60_000;
let profiles = 0;

/** What a test may choose about its VS Code. */
export interface VsCodeOptions {
  /** User settings, on top of the quiet ones. */
  settings?: Record<string, unknown>;
  /** For the server and the extension host, on top of a clean environment; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  /** true: untrusted folders open in Restricted Mode, as they do for people. Default false: everything is trusted. */
  workspaceTrust?: boolean;
  /** false: no extension is installed. Default true: the production VSIX is. */
  installed?: boolean;
  /** Other extensions to install beside it. */
  alongside?: Vsix[];
}

/** A running VS Code with a profile of its own. */
export interface VsCodeServer {
  readonly url: string;
  /** `host:port`, which is also the remote authority. */
  readonly authority: string;
  /** Logs, global state and settings are below; deleted by `stop`. */
  readonly profileDirectory: string;
  /** An empty folder to open, inside the profile. */
  readonly workspaceDirectory: string;
  /** The user settings as they are in the file. */
  readSettings(): Promise<Record<string, unknown>>;
  /** What the server printed, without the harmless part. */
  output(): string;
  /** Ends the server, its extension hosts and the profile; settles when none is left. */
  stop(): Promise<void>;
}

/**
 * Starts VS Code on a free port with a fresh profile: about 2 s. It ends with this process even if `stop` is never
 * called.
 *
 * @throws Error with the server's output when it does not come up
 */
export async function startVsCodeServer(options: VsCodeOptions = {}): Promise<VsCodeServer> {
  const { server } = await ensureVsCode();
  profiles += 1;
  const profileDirectory = path.join(cacheDirectory, 'profiles', `${process.pid}-${profiles}`);
  const settingsFile = path.join(profileDirectory, 'data/User/settings.json');
  const workspaceDirectory = path.join(profileDirectory, 'workspace');
  const home = path.join(profileDirectory, 'home');
  for (const directory of [path.dirname(settingsFile), workspaceDirectory, home]) {
    await mkdir(directory, { recursive: true });
  }
  await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2));
  const extensions =
    options.installed === false
      ? path.join(profileDirectory, 'extensions')
      : await ensureExtensionsDirectory(await ensureVsix(), ...(options.alongside ?? []));

  let port: (value: string) => void = () => {};
  const ready = new Promise<string>((resolve) => {
    port = resolve;
  });
  const run = startSupervised(
    process.execPath,
    [
      server,
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...['--server-data-dir', profileDirectory, '--extensions-dir', extensions, '--telemetry-level', 'off'],
      // Without it a built workbench ignores extensionDevelopmentPath in the address; with it, it shows no
      // notifications, so only a window that loads the source tree gets it.
      ...(options.installed === false ? ['--enable-smoke-test-driver'] : []),
      // An extension host would wait three hours for a page that is gone.
      ...['--reconnection-grace-time', '2'],
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ],
    {
      cwd: root,
      // A home of its own: nothing of the person who runs the tests is read or written.
      env: { ...testEnvironment(), HOME: home, USERPROFILE: home, ...options.env },
      onLine: (line) => {
        const match = /Web UI available at \S*?:(\d+)/.exec(line);
        if (match?.[1]) port(match[1]);
      },
      removeAtEnd: profileDirectory,
    },
  );
  const output = (): string => run.output().split('\n').filter(isWorthReading).join('\n');
  const timer = setTimeout(() => void run.stop(), READY_WITHIN_MS);
  const settled = await Promise.race([ready, run.exited.then(() => undefined)]);
  clearTimeout(timer);
  if (settled === undefined) throw new Error(`VS Code’s server did not come up:\n${run.output()}`);

  const authority = `127.0.0.1:${settled}`;
  return {
    url: `http://${authority}/`,
    authority,
    profileDirectory,
    workspaceDirectory,
    readSettings: async () => JSON.parse(await readFile(settingsFile, 'utf8')),
    output,
    stop: () => run.stop(),
  };
}

/** No account of the person who runs the tests, and no desktop session to talk to. */
function testEnvironment(): NodeJS.ProcessEnv {
  const notForTests = /^(TWILIO_.*|XDG_.*|DBUS_.*|DISPLAY|WAYLAND_DISPLAY|BROWSER)$/;
  return Object.fromEntries(
    Object.entries(environmentForVsCode()).filter(([name]) => !notForTests.test(name)),
  );
}
