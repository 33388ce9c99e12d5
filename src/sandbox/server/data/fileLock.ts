import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { type Files, OWNER_ONLY, reasonOf, writeAll } from './files.ts';

/** Who has a data file. */
interface Holder {
  pid: number;
  /** When it took the file, in epoch milliseconds. */
  since: number;
}

/** Clocks, and what the system says of a process's start, are not more exact. */
const SLACK_MS = 2_000;

/**
 * Sees to it that a data file is in one sandbox's hands only: by a file beside it that names the process. What a process
 * left behind that was killed is taken over.
 */
export class FileLock {
  readonly #path: string;
  readonly #files: Files;
  readonly #onExit = () => {
    try {
      this.release();
    } catch {
      // What is left behind is taken over.
    }
  };
  #held = true;

  /**
   * @param dataPath - of the data file
   * @throws Error in words for people, when another sandbox has it
   */
  static take(dataPath: string, files: Files): FileLock {
    const path = `${dataPath}.lock`;
    const own = JSON.stringify({ pid: process.pid, since: Date.now() } satisfies Holder);
    while (!create(path, own, files)) {
      const left = readIfThere(path, files);
      if (left === undefined) continue;
      const holder = parse(left);
      if (!holder || isRunning(holder, files)) throw inUse(dataPath, path, holder);
      removeIfSame(path, left, files);
    }
    return new FileLock(path, files);
  }

  private constructor(path: string, files: Files) {
    this.#path = path;
    this.#files = files;
    process.once('exit', this.#onExit);
  }

  /** May be called again. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    process.off('exit', this.#onExit);
    this.#files.rmSync(this.#path, { force: true });
  }
}

/** False when it is there. @throws Error in words for people */
function create(path: string, content: string, files: Files): boolean {
  try {
    const descriptor = files.openSync(path, 'wx', OWNER_ONLY);
    try {
      writeAll(files, descriptor, Buffer.from(content));
    } finally {
      files.closeSync(descriptor);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new Error(`The sandbox cannot write ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

function readIfThere(path: string, files: Files): string | undefined {
  try {
    return files.readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The sandbox cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

function parse(content: string): Holder | undefined {
  try {
    const { pid, since } = JSON.parse(content) as Partial<Holder>;
    return Number.isInteger(pid) && Number.isFinite(since)
      ? { pid: pid as number, since: since as number }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process that took the file is still there, and not another one that got its number. */
function isRunning({ pid, since }: Holder, files: Files): boolean {
  // In a container all runs may have one number. Whoever held the file before this process began is gone.
  if (pid === process.pid) return since >= Date.now() - process.uptime() * 1000;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process is one, too.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const begun = startOf(pid, files);
  return begun === undefined || begun <= since + SLACK_MS;
}

/** When a process began, in epoch milliseconds; only Linux tells. */
function startOf(pid: number, files: Files): number | undefined {
  try {
    const ticks = Number(files.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]);
    const booted = Number(/^btime (\d+)$/m.exec(files.readFileSync('/proc/stat', 'utf8'))?.[1]);
    const begun = (booted + ticks / TICKS_PER_SECOND) * 1000;
    return Number.isFinite(begun) ? begun : undefined;
  } catch {
    return undefined;
  }
}

/** Of what /proc counts in: the same on all of Linux's usual machines. */
const TICKS_PER_SECOND = 100;

/**
 * Takes a lock away that was found to be left behind. Another sandbox may have done so as well, and have put its own
 * there since: that one is put back.
 */
function removeIfSame(path: string, content: string, files: Files): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    files.renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new Error(`The sandbox cannot take over ${path}: ${reasonOf(error)}`, { cause: error });
  }
  if (readIfThere(aside, files) === content) files.rmSync(aside, { force: true });
  else files.renameSync(aside, path);
}

function inUse(dataPath: string, lockPath: string, holder: Holder | undefined): Error {
  const who = holder
    ? `process ${holder.pid}, since ${new Date(holder.since).toISOString()}`
    : 'another process';
  return new Error(
    `${dataPath} is in use by another sandbox (${who}). Stop that one, or name another file; if there is none, delete ${lockPath}`,
  );
}
