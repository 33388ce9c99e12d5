import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** The folders that this process is making now: whoever wants one of them too waits for the same work. */
const underWay = new Map<string, Promise<string>>();

/**
 * Makes a folder once and for all. The work happens in a neighbour that is renamed when it is complete, so a folder
 * that exists is a finished one: an interrupted run leaves only the neighbour, which the next run removes. Callers in
 * one process share the work. Two processes may do it at once; the second to finish throws its own away.
 *
 * @param directory the folder to have; its last segment may hold no `.partial-`
 * @param make fills the folder it is given
 * @returns `directory`
 * @throws what `make` threw, unless another process has made the folder meanwhile
 */
export function makeDirectoryOnce(
  directory: string,
  make: (partial: string) => Promise<void>,
): Promise<string> {
  const shared = underWay.get(directory);
  if (shared) return shared;
  const made = makeDirectory(directory, make).finally(() => underWay.delete(directory));
  underWay.set(directory, made);
  return made;
}

async function makeDirectory(directory: string, make: (partial: string) => Promise<void>): Promise<string> {
  if (existsSync(directory)) return directory;
  await removeAbandoned(directory);
  const partial = `${directory}.partial-${process.pid}`;
  await remove(partial);
  await mkdir(partial, { recursive: true });
  try {
    await make(partial);
    await rename(partial, directory);
  } catch (error) {
    // What cannot be removed now is removed by the next run; it must not hide why the work failed.
    await remove(partial).catch(() => {});
    // Another process was faster: its folder is as good as ours.
    if (!existsSync(directory)) throw error;
  }
  return directory;
}

/** Removes a folder, also one into which a program that was stopped still writes a last file. */
function remove(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Removes what processes that are gone left half-done. */
async function removeAbandoned(directory: string): Promise<void> {
  const parent = path.dirname(directory);
  const prefix = `${path.basename(directory)}.partial-`;
  if (!existsSync(parent)) return;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    await remove(path.join(parent, name));
  }
}

/** Whether a process of this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
