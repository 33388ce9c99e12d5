import path from 'node:path';
import { promisify } from 'node:util';
import { type Files, OWNER_ONLY, writeAll } from './files.ts';

/** Pieces of text are collected until they are worth a call to the system. */
const CHUNK_LENGTH = 256 * 1024;

/** What a step leaves to whoever takes it: to go on, now or later, or to force a file onto the disk before that. */
export type Step = 'go on' | { sync: number; mayFail?: true };

/**
 * Writes a file anew, step by step: beside it, onto the disk, and then in its place. Whenever it is broken off there is
 * the file of before, or the new one, whole.
 *
 * @param text - in pieces, taken as they are needed
 * @returns its size in bytes
 * @throws the system's error, with the file as it was
 */
export function* writeSteps(file: string, text: Iterable<string>, files: Files): Generator<Step, number> {
  const next = `${file}.tmp`;
  const descriptor = files.openSync(next, 'w', OWNER_ONLY);
  let open = true;
  let placed = false;
  let size = 0;
  try {
    let chunk = '';
    const flush = () => {
      const bytes = Buffer.from(chunk);
      chunk = '';
      writeAll(files, descriptor, bytes);
      size += bytes.length;
    };
    for (const piece of text) {
      chunk += piece;
      if (chunk.length >= CHUNK_LENGTH) flush();
      yield 'go on';
    }
    flush();
    if (files.existsSync(file)) files.fchmodSync(descriptor, files.statSync(file).mode);
    yield { sync: descriptor };
    files.closeSync(descriptor);
    open = false;
    files.renameSync(next, file);
    placed = true;
  } finally {
    if (open) files.closeSync(descriptor);
    if (!placed) files.rmSync(next, { force: true });
  }
  yield* syncFolder(path.dirname(file), files);
  return size;
}

/** What is in a folder is the folder's own content. Where folders cannot be forced onto the disk, they need not be. */
function* syncFolder(folder: string, files: Files): Generator<Step, void> {
  let descriptor: number;
  try {
    descriptor = files.openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    yield { sync: descriptor, mayFail: true };
  } finally {
    files.closeSync(descriptor);
  }
}

/** Takes all steps at once. */
export function takeAll<T>(steps: Generator<Step, T>, files: Files): T {
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (value === 'go on') continue;
      try {
        files.fsyncSync(value.sync);
      } catch (error) {
        if (!value.mayFail) throw error;
      }
    }
  } finally {
    steps.return(undefined as T);
  }
}

/**
 * Takes the steps a few at a time, so that requests are answered meanwhile.
 *
 * @param sliceMs - how long steps may hold up everything else, in milliseconds
 * @param signal - breaks it off
 * @returns undefined when it was broken off
 */
export async function takeInSlices<T>(
  steps: Generator<Step, T>,
  files: Files,
  sliceMs: number,
  signal: AbortSignal,
): Promise<T | undefined> {
  const fsync = promisify(files.fsync);
  try {
    for (;;) {
      const until = performance.now() + sliceMs;
      do {
        const { done, value } = steps.next();
        if (done) return value;
        if (value !== 'go on') {
          await fsync(value.sync).catch((error) => {
            if (!value.mayFail) throw error;
          });
        }
        if (signal.aborted) return undefined;
      } while (performance.now() < until);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return undefined;
    }
  } finally {
    // Of what is not done it takes away what it has begun.
    steps.return(undefined as T);
  }
}
