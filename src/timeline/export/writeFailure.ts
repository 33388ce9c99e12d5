import { WriteError } from './atomicFile.ts';
import type { L10n } from './exportWords.ts';

/** Puts what a file system refused into words for people; other errors as they are. */
export function inWords(error: unknown, l10n: L10n): unknown {
  if (!(error instanceof WriteError)) return error;
  return new Error(reasonOf(error, l10n), { cause: error });
}

function reasonOf({ code, message }: WriteError, l10n: L10n): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('The disk is full ({0}). Make room on it, or choose another folder', code);
    case 'EACCES':
    case 'EPERM':
      return l10n.t(
        'There is no right to write there, or another program has the file open ({0}). Choose another folder',
        code,
      );
    case 'EROFS':
      return l10n.t('The disk cannot be written to ({0}). Choose another folder', code);
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t('The folder is not there ({0}). Choose another', code);
    case 'EISDIR':
      return l10n.t('There is a folder of that name ({0}). Choose another name', code);
    case 'ENAMETOOLONG':
      return l10n.t('The name is too long ({0}). Choose a shorter one', code);
    default:
      return code ? `${message} (${code})` : message;
  }
}
