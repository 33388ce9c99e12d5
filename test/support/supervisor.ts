/**
 * Runs a program in a process group of its own until the program ends or standard input does, then ends whatever is
 * left of the group and exits with the program's code. Started by supervised.ts:
 *
 *   node supervisor.ts <folder to delete at the end, or ''> <command> [arguments]
 */
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

const GRACE_MS = 1500;
const KILL_MS = 500;
const POLL_MS = 20;
const [folder = '', command = '', ...args] = process.argv.slice(2);
const windows = process.platform === 'win32';

const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: !windows,
  windowsHide: true,
  // npm on Windows is a batch file, which only a shell runs.
  shell: windows && command.endsWith('.cmd'),
});

let ending: Promise<void> | undefined;

child.once('error', (error) => {
  console.error(`${command} could not be started: ${error.message}`);
  process.exit(127);
});
child.once('exit', (code) => void end(code ?? 1));
process.stdin.resume();
process.stdin.once('end', () => void end(child.exitCode ?? 0));
process.stdin.once('error', () => void end(child.exitCode ?? 0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(130));

async function end(code: number): Promise<void> {
  ending ??= endGroup();
  await ending;
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

/** Asks the group to end, waits a little, then no longer asks. */
async function endGroup(): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  if (!signal(pid, 'SIGTERM') || (await isGone(pid, GRACE_MS))) return;
  signal(pid, 'SIGKILL');
  // Not for ever: in a container whose first process reaps nobody, the dead stay in their group.
  await isGone(pid, KILL_MS);
}

async function isGone(group: number, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    await delay(POLL_MS);
    if (!signal(group, 0)) return true;
  }
  return false;
}

/** Returns false when nobody is left in the group. */
function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, name);
    return true;
  } catch {
    return false;
  }
}
