import fs from 'node:fs';

/** What a data file needs of the file system; a test puts one in its place that fails where it likes. */
export type Files = Pick<
  typeof fs,
  | 'closeSync'
  | 'existsSync'
  | 'fchmodSync'
  | 'fsync'
  | 'fsyncSync'
  | 'ftruncateSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeSync'
>;

export const realFiles: Files = fs;

/** Conversations are nobody else's business. */
export const OWNER_ONLY = 0o600;

/** Writes all of it, however many calls that takes. @param position - where to; where the last write ended if left out */
export function writeAll(files: Files, descriptor: number, bytes: Buffer, position?: number): void {
  let written = 0;
  while (written < bytes.length) {
    const at = position === undefined ? null : position + written;
    written += files.writeSync(descriptor, bytes, written, bytes.length - written, at);
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'there is no right to',
  EPERM: 'there is no right to',
  EROFS: 'the file system is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'it would be too large',
  EIO: 'the disk failed',
};

/** Why the file system refused, in words for people, with its code. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return message;
  return `${REASONS[code] ?? message} (${code})`;
}
