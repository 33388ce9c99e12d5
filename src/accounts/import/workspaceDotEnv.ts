import * as vscode from 'vscode';
import type { Candidate } from './candidate.ts';
import { candidatesFromDotEnv } from './dotEnv.ts';
import { type FileText, LARGEST_FILE_BYTES, textOf } from './smallFile.ts';

/** A workspace, as far as its `.env` files go. */
export interface EnvWorkspace {
  /** Files of a workspace that nobody vouches for are not read. */
  isTrusted: boolean;
  folders: readonly Pick<vscode.WorkspaceFolder, 'uri' | 'name'>[];
}

/** The accounts that the `.env` files at the top of the workspace's folders describe; none while it is not trusted. */
export async function candidatesFromWorkspace({ isTrusted, folders }: EnvWorkspace): Promise<Candidate[]> {
  if (!isTrusted) return [];
  const found = await Promise.all(
    folders.map(({ uri, name }) =>
      candidatesFromFile(vscode.Uri.joinPath(uri, '.env'), vscode.l10n.t('.env in {0}', name)),
    ),
  );
  return found.flat();
}

/**
 * The account that a `.env` file describes, wherever the file is: also where only VS Code can read it.
 * @param origin the file, in words
 */
export async function candidatesFromFile(uri: vscode.Uri, origin: string): Promise<Candidate[]> {
  return candidatesFromDotEnv(await readSmall(uri), origin, vscode.l10n);
}

async function readSmall(uri: vscode.Uri): Promise<FileText> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) return { kind: 'directory' };
    if (!(type & vscode.FileType.File)) return { kind: 'unreadable' };
    if (size > LARGEST_FILE_BYTES) return { kind: 'tooLarge' };
    return textOf(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    switch (error instanceof vscode.FileSystemError ? error.code : undefined) {
      case 'FileNotFound':
        return { kind: 'missing' };
      case 'FileIsADirectory':
        return { kind: 'directory' };
      case 'NoPermissions':
        return { kind: 'denied' };
      default:
        return { kind: 'unreadable' };
    }
  }
}
