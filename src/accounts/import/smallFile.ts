import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { L10n } from './candidate.ts';

/** Files with credentials are some hundred bytes long: a larger one is something else, and is not read. */
export const LARGEST_FILE_BYTES = 1_000_000;

// Windows has no such flag, and no such pipes.
const NON_BLOCKING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** What a file holds, or why that cannot be said. Never an error that quotes it. */
export type FileText =
  | { kind: 'text'; text: string }
  | { kind: 'missing' | 'directory' | 'denied' | 'tooLarge' | 'unreadable' };

/** Reads a file on the machine that the extension runs on. */
export async function readSmallFile(path: string): Promise<FileText> {
  try {
    // Without waiting for a writer: a named pipe in the file's place would hold up the import for ever.
    const file = await open(path, NON_BLOCKING);
    try {
      const facts = await file.stat();
      if (facts.isDirectory()) return { kind: 'directory' };
      if (!facts.isFile()) return { kind: 'unreadable' };
      if (facts.size > LARGEST_FILE_BYTES) return { kind: 'tooLarge' };
      return textOf(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    return { kind: kindOf((error as NodeJS.ErrnoException).code) };
  }
}

/** The text of a file's bytes. */
export function textOf(bytes: Uint8Array): FileText {
  if (bytes.byteLength > LARGEST_FILE_BYTES) return { kind: 'tooLarge' };
  // Also without the byte order mark that some editors on Windows write.
  return { kind: 'text', text: new TextDecoder().decode(bytes) };
}

/** Why a file could not be read, as a sentence; undefined when it could be, or does not exist. */
export function fileProblem(file: FileText, l10n: L10n): string | undefined {
  switch (file.kind) {
    case 'text':
    case 'missing':
      return undefined;
    case 'directory':
      return l10n.t('It is a folder, not a file.');
    case 'denied':
      return l10n.t('It may not be read: its permissions do not allow it.');
    case 'tooLarge':
      return l10n.t('It is larger than 1 MB, so it was not read.');
    case 'unreadable':
      return l10n.t('It could not be read.');
  }
}

function kindOf(code: string | undefined): Exclude<FileText['kind'], 'text'> {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing';
    case 'EISDIR':
      return 'directory';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    default:
      return 'unreadable';
  }
}
