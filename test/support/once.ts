import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder once and for all. The work happens in a neighbour that is renamed when it is complete, so a folder
 * that exists is a finished one: an interrupted run leaves only the neighbour, which the next run removes. Two
 * processes may do it at once; the second to finish throws its own away.
 *
 * @param directory the folder to have; its last segment may hold no `.partial-`
 * @param make fills the folder it is given
 * @returns `directory`
 */
export async function makeDirectoryOnce(
  directory: string,
  make: (partial: string) => Promise<void>,
): Promise<string> {
  if (existsSync(directory)) return directory;
  await removeAbandoned(directory);
  const partial = `${directory}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await make(partial);
    await rename(partial, directory);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process was faster: its folder is as good as ours.
    if (!existsSync(directory)) throw error;
  }
  return directory;
}

/** Removes what processes that are gone left half-done. */
async function removeAbandoned(directory: string): Promise<void> {
  const parent = path.dirname(directory);
  const prefix = `${path.basename(directory)}.partial-`;
  if (!existsSync(parent)) return;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    await rm(path.join(parent, name), { recursive: true, force: true });
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
