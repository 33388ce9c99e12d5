import * as vscode from 'vscode';
import { JSON_SCHEME } from './jsonScheme.ts';

/** What reads the documents: loaded when the first one is looked at. */
export interface JsonFiles {
  stat(uri: vscode.Uri): Promise<vscode.FileStat>;
  readFile(uri: vscode.Uri): Promise<Uint8Array>;
}

/**
 * Resources as read-only JSON files. A file system and not a text document content provider, since the editor brings a
 * file's tab back after a reload, and a provided text's never.
 */
export class JsonFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #files: () => Promise<JsonFiles>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;

  readonly onDidChangeFile = this.#changed.event;

  constructor(files: () => Promise<JsonFiles>) {
    this.#files = files;
    this.#registration = vscode.workspace.registerFileSystemProvider(JSON_SCHEME, this, {
      isCaseSensitive: true,
      isReadonly: true,
    });
  }

  /** Has the editor read a document again. */
  changed(uri: vscode.Uri): void {
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.#files()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#files()).readFile(uri);
  }

  /** Nothing changes here but by {@link changed}. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
