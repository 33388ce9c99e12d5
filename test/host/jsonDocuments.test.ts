import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import { addressOf, JsonDocuments } from '../../src/inspect/jsonDocuments.ts';
import { fileName, MemoryDocuments } from '../../src/platform/memoryDocuments.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import type { ResourceRef } from '../../src/platform/resourceRef.ts';
import type { Session, SessionSource } from '../../src/platform/session.ts';
import { conversation } from '../support/fixtures.ts';
import { openPrivacy } from '../support/openPrivacy.ts';

const ref: ResourceRef = { kind: 'conversation', accountId: 'a', conversationId: 'conv' };

/** Documents of an account whose one conversation is what `fetch` gives. */
function documentsOver(fetch: (() => Promise<object>) | undefined) {
  const changed = new vscode.EventEmitter<void>();
  let source = fetch;
  const account = { id: 'a', label: 'A', accountSid: 'AC', origin: 'http://x', sandbox: false };
  const client = { fetchConversation: () => source?.() };
  const sessions: SessionSource = {
    onDidChange: changed.event,
    active: async () => undefined,
    of: async () => (source ? ({ account, client } as unknown as Session) : undefined),
    version: async () => 1,
  };
  const told: string[] = [];
  const toldOf: (string | undefined)[] = [];
  const notifier = new Notifier({ error() {}, show() {} } as unknown as vscode.LogOutputChannel, {
    signIn() {},
    startSandbox() {},
  });
  notifier.show = async ({ title, accountId }) => {
    told.push(title);
    toldOf.push(accountId);
  };
  const explained: (string | undefined)[] = [];
  const { explain } = notifier;
  notifier.explain = (error, circumstance) => {
    explained.push(circumstance.account?.id);
    return explain.call(notifier, error, circumstance);
  };
  const fired: string[] = [];
  const documents = new JsonDocuments(sessions, notifier, openPrivacy(), (uri) => fired.push(uri.toString()));
  const uri = addressOf(ref, 'A bicycle');
  const text = async () => new TextDecoder().decode(await documents.readFile(uri));
  return {
    documents,
    uri,
    told,
    toldOf,
    explained,
    fired,
    changed,
    text,
    json: async () => JSON.parse(await text()) as Record<string, string> & { why?: string[] },
    become: (next: typeof source) => {
      source = next;
    },
  };
}

const gone = async () => {
  throw new ApiError({ kind: 'status', status: 404, message: 'Not found', method: 'GET', path: '/' });
};

/** Opens it in the editor, where the extension's own documents answer. */
async function looked(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const { document } = await vscode.window.showTextDocument(uri);
  return document;
}

/** A document that a test opened stays for minutes; given another language it is closed at once, and opened again. */
async function closeOnce(document: vscode.TextDocument): Promise<void> {
  const next = document.languageId === 'plaintext' ? 'json' : 'plaintext';
  await vscode.languages.setTextDocumentLanguage(document, next);
}

describe('a resource as a JSON document', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is fetched once for all that the editor asks of it, and says its size', async () => {
    let fetches = 0;
    const { documents, uri, text } = documentsOver(async () => {
      fetches++;
      return { ...conversation, name: 'Zoë' };
    });
    const [stat, bytes] = await Promise.all([documents.stat(uri), documents.readFile(uri)]);
    assert.equal(fetches, 1);
    assert.equal(stat.size, bytes.length);
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);
    assert.equal(await text(), `${JSON.stringify({ ...conversation, name: 'Zoë' }, undefined, 2)}\n`);
  });

  it('has a newer time after each refresh, since the editor goes by it', async () => {
    let version = 0;
    const { documents, uri, fired, json } = documentsOver(async () => ({
      ...conversation,
      version: ++version,
    }));
    const before = await documents.stat(uri);
    await documents.refresh(uri);
    const after = await documents.stat(uri);
    assert.ok(after.mtime > before.mtime);
    assert.deepEqual(fired, [uri.toString()]);
    assert.equal((await json())['version'], 2);
  });

  it('keeps its text when a refresh fails, and tells why', async () => {
    const { documents, uri, told, become, text } = documentsOver(async () => conversation);
    const before = await text();
    become(gone);
    await documents.refresh(uri);
    assert.equal(await text(), before);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /what is shown is from before/);
  });

  it('says in words why it cannot be shown, as JSON, and is there once it can', async () => {
    const { documents, uri, told, become, json } = documentsOver(gone);
    const said = await json();
    assert.match(said['error'] ?? '', /Could not fetch conv/);
    assert.match(said.why?.[0] ?? '', /was deleted/);
    assert.ok((said.why?.length ?? 0) > 1);
    assert.match(said['whatToDo'] ?? '', /Refresh JSON/);
    assert.deepEqual(told, []);
    become(async () => conversation);
    await documents.refresh(uri);
    assert.equal((await json())['name'], conversation.name);
  });

  it('explains that its account was signed out of, and comes when it is signed in again', async () => {
    const { fired, changed, become, json, uri } = documentsOver(undefined);
    await looked(uri);
    assert.match((await json()).why?.[0] ?? '', /signed out of the account/);
    become(async () => conversation);
    changed.fire();
    while (fired.length === 0) await new Promise(setImmediate);
    assert.deepEqual(fired, [uri.toString()]);
    assert.equal((await json())['name'], conversation.name);
  });

  it('says so when its address names nothing', async () => {
    const { documents, uri } = documentsOver(async () => conversation);
    const bytes = await documents.readFile(uri.with({ query: 'kind=nonsense' }));
    assert.match(new TextDecoder().decode(bytes), /names no resource/);
  });

  it('is read again when something in its conversation was changed, and only then', async () => {
    const { documents, uri, fired } = documentsOver(async () => conversation);
    await looked(uri);
    await documents.readFile(uri);
    await documents.refreshWhere((other) => other.kind === 'participant');
    assert.deepEqual(fired, []);
    await documents.refreshWhere((other) => other.kind === 'conversation');
    assert.deepEqual(fired, [uri.toString()]);
  });

  it('says that it was deleted, once it was, and tells of it nowhere else', async () => {
    const { documents, uri, told, fired, become, json } = documentsOver(async () => conversation);
    await looked(uri);
    await documents.readFile(uri);
    become(gone);
    await documents.refreshWhere(() => true);
    assert.match((await json()).why?.[0] ?? '', /was deleted/);
    assert.deepEqual(fired, [uri.toString()]);
    assert.deepEqual(told, []);
  });

  for (const first of ['load', 'refresh']) {
    it(`is forgotten where it was closed before a ${first} has ended`, async () => {
      let fetches = 0;
      let answer = () => {};
      const { documents, uri, become } = documentsOver(async () => conversation);
      const slow = async () => {
        fetches++;
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return conversation;
      };
      const document = await looked(uri);
      if (first === 'refresh') await documents.readFile(uri);
      become(slow);
      const loading = first === 'load' ? documents.readFile(uri) : documents.refresh(uri);
      while (fetches === 0) await new Promise(setImmediate);
      await closeOnce(document);
      answer();
      await loading;
      become(async () => {
        fetches++;
        return conversation;
      });
      // Opened anew it is read anew: nothing of before was kept.
      await documents.readFile(uri);
      assert.equal(fetches, 2);
    });
  }

  it('is not fetched again where nobody looks at it', async () => {
    let fetches = 0;
    const { documents, uri, fired } = documentsOver(async () => {
      fetches++;
      return conversation;
    });
    await documents.readFile(uri.with({ path: '/conv/Never shown.json' }));
    await documents.refreshWhere(() => true);
    assert.equal(fetches, 1);
    assert.deepEqual(fired, []);
  });

  it('says whose secret was refused, in the document and beside it', async () => {
    const refused = async () => {
      throw new ApiError({ kind: 'status', status: 401, message: 'No', method: 'GET', path: '/' });
    };
    const { documents, uri, toldOf, explained, become, text } = documentsOver(async () => conversation);
    await text();
    become(refused);
    await documents.refresh(uri);
    assert.deepEqual(toldOf, ['a']);
    await documents.readFile(uri.with({ path: '/conv/Another name.json' }));
    assert.deepEqual(explained, ['a']);
  });

  it('remembers how it was', async () => {
    let name = 'Before';
    const { documents, uri } = documentsOver(async () => ({ ...conversation, name }));
    await documents.readFile(uri);
    await documents.refresh(uri);
    name = 'After';
    await documents.refresh(uri);
    assert.deepEqual(
      documents.history(ref).map(({ text }) => JSON.parse(text).name),
      ['After', 'Before'],
    );
  });

  it('has an address without a secret, that a file can have', () => {
    const { path, query } = addressOf(ref, 'A/B: “C”?\u0000\n\u202Etxt');
    assert.equal(path, '/conv/A B “C” txt.json');
    assert.equal(query, 'accountId=a&conversationId=conv&kind=conversation');
    assert.equal(addressOf(ref, ' / ').path, '/conv/conv.json');
  });
});

describe('the file system of JSON documents', () => {
  it('is there once the extension is, answers for an account that is not, and cannot be written', async () => {
    const uri = addressOf({ ...ref, accountId: 'nobody' }, 'Somebody’s');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'json');
    assert.match(document.getText(), /signed out of the account/);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, new Uint8Array()));
    assert.equal(vscode.workspace.fs.isWritableFileSystem(uri.scheme), false);
  });
});

describe('documents in memory', () => {
  it('give the texts that they were made of, each its own', async () => {
    const documents = new MemoryDocuments('test-memory');
    const first = documents.add('Same.json', '{"a":1}');
    const second = documents.add('Same.json', '{"a":2}');
    const texts = await Promise.all([first, second].map((uri) => vscode.workspace.openTextDocument(uri)));
    assert.deepEqual(
      texts.map((document) => [document.getText(), document.languageId]),
      [
        ['{"a":1}', 'json'],
        ['{"a":2}', 'json'],
      ],
    );
    documents.dispose();
  });

  it('have names that a path can have, and that a tab can show', () => {
    assert.equal(fileName('a/b\\c:d.json'), 'a b c d.json');
    assert.equal(fileName(`${'😀'.repeat(200)}.json`), `${'😀'.repeat(80)}.json`);
  });
});
