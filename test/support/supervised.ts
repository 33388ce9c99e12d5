import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

const OUTPUT_LINES_KEPT = 400;

/** A program that cannot outlive this process. */
export interface Supervised {
  /** The exit code, once the program and everything it started are gone. */
  readonly exited: Promise<number>;
  /** The last lines of its standard output and error, in the order they came. */
  output(): string;
  /** Ends the program and everything it started; settles when none of them is left. */
  stop(): Promise<void>;
}

const running = new Set<Supervised>();

/** Ends every program that was started here and still runs. */
export async function stopAllSupervised(): Promise<void> {
  await Promise.all([...running].map((program) => program.stop()));
}

/**
 * Starts a program in a process group of its own, under a supervisor that ends the whole group when this process
 * goes, however it goes: the supervisor waits for the end of the pipe between the two, which no crash can skip.
 *
 * @param command the program
 * @param args its arguments
 * @param options `env` replaces the environment; `onLine` gets each line of output; `removeAtEnd` is a folder the
 *   supervisor deletes when the program is gone
 */
export function startSupervised(
  command: string,
  args: readonly string[],
  options: {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    onLine?: (line: string) => void;
    removeAtEnd?: string;
  } = {},
): Supervised {
  const supervisor = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'supervisor.ts'), options.removeAtEnd ?? '', command, ...args],
    {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      // Not in the terminal's group: Ctrl+C must not end the one who clears up.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  // The pipe breaks when the supervisor is first to go; its exit code tells.
  supervisor.stdin.on('error', () => {});
  const lines: string[] = [];
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > OUTPUT_LINES_KEPT) lines.shift();
      options.onLine?.(line);
    });
  }
  const exited = new Promise<number>((resolve, reject) => {
    supervisor.once('error', reject);
    supervisor.once('close', (code) => resolve(code ?? 1));
  });
  const program: Supervised = {
    exited,
    output: () => lines.join('\n'),
    stop: async () => {
      supervisor.stdin.end();
      await exited;
    },
  };
  running.add(program);
  const forget = (): boolean => running.delete(program);
  exited.then(forget, forget);
  return program;
}
