import { randomBytes } from 'node:crypto';
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Pieces of text are collected until they are worth a call to the system. */
const CHUNK_LENGTH = 256 * 1024;
/** What people wrote to each other is nobody else's business. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file whole or not at all: beside it first, then in its place. Whatever goes wrong, and when it is cancelled,
 * there is the file of before, or none if there was none. A file that is replaced keeps its permissions; a new one is its
 * owner's alone.
 * @param text in pieces, taken as they can be written
 * @returns its size in bytes
 * @throws what `text` throws, the signal's reason, or {@link WriteError}
 */
export async function writeWhole(
  file: string,
  text: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal,
): Promise<number> {
  // A link stays one: it is the file that it leads to which is replaced.
  const target = await realpath(file).catch(() => file);
  const before = await stat(target).catch(() => undefined);
  if (before?.isDirectory()) throw new WriteError(file, 'EISDIR', 'It is a folder');
  const next = path.join(
    path.dirname(target),
    `.${path.basename(target).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  const handle = await open(next, 'wx', OWNER_ONLY).catch((error) => fail(file, error));
  let size = 0;
  let chunk = '';
  const flush = async () => {
    const bytes = Buffer.from(chunk);
    chunk = '';
    await handle.writeFile(bytes).catch((error) => fail(file, error));
    size += bytes.length;
  };
  let placed = false;
  try {
    try {
      for await (const piece of text) {
        signal.throwIfAborted();
        chunk += piece;
        if (chunk.length >= CHUNK_LENGTH) await flush();
      }
      await flush();
      signal.throwIfAborted();
      await handle.sync().catch((error) => fail(file, error));
    } finally {
      await handle.close();
    }
    if (before) await chmod(next, before.mode & 0o777).catch(() => undefined);
    signal.throwIfAborted();
    await rename(next, target).catch((error) => fail(file, error));
    placed = true;
    return size;
  } finally {
    // What went wrong before is what is to be told.
    if (!placed) await rm(next, { force: true }).catch(() => undefined);
  }
}

/** The file system did not take a file. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly file: string;
  /** The system's, such as ENOSPC. */
  readonly code: string;

  constructor(file: string, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.file = file;
    this.code = code;
  }
}

function fail(file: string, error: unknown): never {
  const { code = '', message } = error as NodeJS.ErrnoException;
  throw new WriteError(file, code, message, { cause: error });
}
