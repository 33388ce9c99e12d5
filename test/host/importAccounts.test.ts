import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isUsable } from '../../src/accounts/import/candidate.ts';
import { candidatesFromFile, candidatesFromWorkspace } from '../../src/accounts/import/workspaceDotEnv.ts';

const SECRET = 'marker-4be0c1';
const SCHEME = 'import-test';

/** Files that only VS Code can read, as those of a repository that was never cloned. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly reads: string[] = [];
  readonly #files: Record<string, string | 'denied'>;
  claimedSize: number | undefined;

  constructor(files: Record<string, string>) {
    this.#files = files;
  }
  stat(uri: vscode.Uri): vscode.FileStat {
    const text = this.#files[uri.path];
    if (uri.path.endsWith('/folder/.env') || uri.path === '/')
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.claimedSize ?? text.length };
  }
  readFile(uri: vscode.Uri): Uint8Array {
    this.reads.push(uri.path);
    const text = this.#files[uri.path];
    if (text === 'denied') throw vscode.FileSystemError.NoPermissions(uri);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return Buffer.from(text);
  }
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }
  createDirectory(): void {}
  writeFile(): void {
    throw vscode.FileSystemError.NoPermissions('Importing writes nothing');
  }
  delete(): void {
    throw vscode.FileSystemError.NoPermissions('Importing deletes nothing');
  }
  rename(): void {
    throw vscode.FileSystemError.NoPermissions('Importing renames nothing');
  }
}

describe('importing from a virtual workspace', () => {
  const env = [
    `TWILIO_ACCOUNT_SID=AC${'a'.repeat(32)}`,
    `TWILIO_API_KEY=SK${'b'.repeat(32)}`,
    `TWILIO_API_SECRET="${SECRET}"`,
  ].join('\n');
  const folder = (name: string) => ({ uri: vscode.Uri.from({ scheme: SCHEME, path: `/${name}` }), name });
  let files: MemoryFiles;
  let registration: vscode.Disposable;

  beforeEach(() => {
    files = new MemoryFiles({ '/app/.env': env, '/denied/.env': 'denied', '/other/.env': 'PORT=3000' });
    registration = vscode.workspace.registerFileSystemProvider(SCHEME, files, { isReadonly: true });
  });
  afterEach(() => registration.dispose());

  it('reads the .env at the top of each folder, when the workspace is trusted', async () => {
    const folders = [folder('app'), folder('other'), folder('none')];
    const found = await candidatesFromWorkspace({ isTrusted: true, folders });
    assert.equal(found.length, 1);
    const [candidate] = found;
    assert.ok(candidate && isUsable(candidate));
    assert.deepEqual(candidate.origins, ['.env in app']);
    assert.equal(candidate.authentication.secret, SECRET);
  });

  it('does not even look while it is not trusted', async () => {
    assert.deepEqual(await candidatesFromWorkspace({ isTrusted: false, folders: [folder('app')] }), []);
    assert.deepEqual(files.reads, []);
  });

  it('says what is in its place, and offers the other folders’', async () => {
    const folders = [folder('denied'), folder('folder'), folder('app')];
    const found = await candidatesFromWorkspace({ isTrusted: true, folders });
    assert.match(found[0]?.problem ?? '', /permissions/);
    assert.match(found[1]?.problem ?? '', /folder, not a file/);
    assert.equal(found[2]?.problem, undefined);
  });

  it('does not load a huge file', async () => {
    files.claimedSize = 1_000_001;
    const { uri } = folder('app');
    const dotEnv = vscode.Uri.joinPath(uri, '.env');
    const [huge] = await candidatesFromFile(dotEnv, '.env');
    assert.match(huge?.problem ?? '', /larger than 1 MB/);
    assert.deepEqual(files.reads, []);
  });

  it('says so when nobody can read the file', async () => {
    const [found] = await candidatesFromFile(vscode.Uri.parse('nobody-knows:/.env'), '.env');
    assert.match(found?.problem ?? '', /could not be read/);
  });
});
