import * as vscode from 'vscode';
import { isIgnoredBy } from './envFile.ts';

/** A working tree has not so many levels. */
const MOST_LEVELS = 20;

/** A text that is longer is no list of rules. */
const LONGEST = 200_000;

/**
 * Whether git takes a file: as the .gitignore files up to the repository's root say, and its own list of exceptions. What a
 * person has configured for all repositories is not looked at.
 * @returns undefined where there is no repository
 */
export async function isTakenByGit(file: vscode.Uri): Promise<boolean | undefined> {
  let folder = vscode.Uri.joinPath(file, '..');
  let path = file.path.split('/').at(-1) ?? '';
  let said: boolean | undefined;
  for (let level = 0; level < MOST_LEVELS; level++) {
    // The nearest that says something counts.
    said ??= isIgnoredBy(await textOf(vscode.Uri.joinPath(folder, '.gitignore')), path);
    if (await exists(vscode.Uri.joinPath(folder, '.git'))) {
      said ??= isIgnoredBy(await textOf(vscode.Uri.joinPath(folder, '.git', 'info', 'exclude')), path);
      return !(said ?? false);
    }
    const above = vscode.Uri.joinPath(folder, '..');
    if (above.path === folder.path) return undefined;
    path = `${folder.path.split('/').at(-1)}/${path}`;
    folder = above;
  }
  return undefined;
}

/** The text of a file; empty where there is none that can be read. */
export async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > LONGEST ? '' : new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
