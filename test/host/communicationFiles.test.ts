import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FileCompletion } from '../../src/compose/files/fileCompletion.ts';
import { FileHover } from '../../src/compose/files/fileHover.ts';
import { FILE_LANGUAGE } from '../../src/compose/files/fileLanguage.ts';
import { FileLens } from '../../src/compose/files/fileLens.ts';
import { FileProblems } from '../../src/compose/files/fileProblems.ts';
import type { FileServices } from '../../src/compose/files/fileServices.ts';
import { KnownHere } from '../../src/compose/files/knownHere.ts';
import { closedMasker, openMasker } from '../../src/platform/masking.ts';
import type { Account } from '../../src/platform/session.ts';
import { agent, conversation, customer } from '../support/fixtures.ts';

const sandbox: Account = { id: 's', label: 'Box', accountSid: 'AC0', origin: 'http://x', sandbox: true };
const live: Account = { id: 'l', label: 'Acme', accountSid: 'AC1', origin: 'https://x', sandbox: false };
const whole = { conversation: 'A bicycle', author: 'Jonas', recipients: ['Maya Lopez'], text: 'Hi' };

/** What a window with these accounts and one conversation knows. */
function knownHere({ accounts = [live, sandbox], masked = false } = {}) {
  const loaded = new vscode.EventEmitter<void>();
  const accountsChanged = new vscode.EventEmitter<void>();
  const state = { accounts, masked };
  const services = {
    sessions: { onDidChange: accountsChanged.event },
    privacy: {
      onDidChange: new vscode.EventEmitter<void>().event,
      get masker() {
        return state.masked ? closedMasker : openMasker;
      },
    },
    accounts: async () => state.accounts,
    activeAccount: async () => state.accounts.at(-1),
    loaded: () => [{ ...conversation, participants: [customer, agent] }],
    onDidLoad: loaded.event,
  } as unknown as FileServices;
  return { known: new KnownHere(services), state, accountsChanged, loaded };
}

async function fileOf(content: object | string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({
    language: FILE_LANGUAGE,
    content: typeof content === 'string' ? content : JSON.stringify(content),
  });
}

function behind(document: vscode.TextDocument, text: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(text) + text.length);
}

describe('a draft file in the editor', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('has a language of its own, whichever folder it is in', async () => {
    const named = vscode.Uri.parse('untitled:/somewhere/a.communication.json');
    assert.equal((await vscode.workspace.openTextDocument(named)).languageId, FILE_LANGUAGE);
    const other = vscode.Uri.parse('untitled:/somewhere/communication.json');
    assert.equal((await vscode.workspace.openTextDocument(other)).languageId, 'json');
  });

  describe('has a lens that', () => {
    const lens = async (content: object | string, options?: Parameters<typeof knownHere>[0]) => {
      const lenses = await new FileLens(knownHere(options).known).provideCodeLenses(await fileOf(content));
      assert.equal(lenses.length, 1);
      return lenses[0]?.command;
    };

    it('says where it goes, as whom, and whether that is live', async () => {
      const command = await lens(whole);
      assert.equal(command?.title, '$(send) Send into “A bicycle” · Box');
      assert.equal(command?.command, 'twilioConversations.sendCommunicationFile');
      const toLive = await lens({ ...whole, account: 'Acme' });
      assert.equal(toLive?.title, '$(send) Send into “A bicycle” · Acme (live)');
    });

    it('says what is missing', async () => {
      assert.match((await lens(''))?.title ?? '', /Not ready to send: it is not whole JSON/);
      assert.match((await lens({ text: 'Hi' }))?.title ?? '', /Choose a Conversation/);
      assert.match(
        (await lens({ ...whole, recipients: [] }))?.title ?? '',
        /recipients must name at least one/,
      );
      assert.match((await lens({ ...whole, account: 'Nobody' }))?.title ?? '', /· Nobody\?$/);
      const nobody = await lens(whole, { accounts: [] });
      assert.equal(nobody?.command, 'twilioConversations.signIn');
    });

    it('names no conversation while names are hidden', async () => {
      assert.doesNotMatch((await lens(whole, { masked: true }))?.title ?? '', /bicycle/);
      const other = await lens({ ...whole, conversation: 'A secret' }, { masked: true });
      assert.doesNotMatch(other?.title ?? '', /secret/);
    });

    it('is asked for anew when the accounts are others', async () => {
      const { known, state, accountsChanged, loaded } = knownHere();
      const file = await fileOf(whole);
      const provider = new FileLens(known);
      assert.match((await provider.provideCodeLenses(file))[0]?.command?.title ?? '', /Box$/);
      let told = 0;
      const change = new Promise<void>((resolve) =>
        provider.onDidChangeCodeLenses(() => {
          told++;
          resolve();
        }),
      );
      // Nothing is other than before: the line stays as it is drawn.
      loaded.fire();
      await provider.provideCodeLenses(file);
      state.accounts = [live];
      accountsChanged.fire();
      await change;
      assert.equal(told, 1);
      assert.match((await provider.provideCodeLenses(file))[0]?.command?.title ?? '', /Acme \(live\)$/);
    });
  });

  it('offers what may be written, with what tells it from others', async () => {
    const file = await fileOf({ ...whole, account: '', conversation: '' });
    const completion = new FileCompletion(knownHere().known);
    const [first] = await completion.provideCompletionItems(file, behind(file, '"account":"'));
    assert.deepEqual(first?.label, { label: 'Acme', description: 'live' });
    assert.equal(first?.insertText, '"Acme"');
    assert.ok(first?.range instanceof vscode.Range);
    assert.equal(file.getText(first.range), '""');
    const [bicycle] = await completion.provideCompletionItems(file, behind(file, '"conversation":"'));
    assert.deepEqual(bicycle?.label, { label: 'A bicycle', description: 'Active' });
    const hidden = new FileCompletion(knownHere({ masked: true }).known);
    const [masked] = await hidden.provideCompletionItems(file, behind(file, '"conversation":"'));
    assert.equal(masked?.insertText, '"conv"');
    assert.doesNotMatch(JSON.stringify(masked), /bicycle/);
  });

  it('tells in a hover what a word means', async () => {
    const file = await fileOf({ ...whole, account: 'Acme', occurredAt: '2026-03-09T14:00Z' });
    const hover = async (text: string, masked = false) => {
      const found = await new FileHover(knownHere({ masked }).known).provideHover(file, behind(file, text));
      return found?.contents.map((content) => (content as vscode.MarkdownString).value).join('\n');
    };
    assert.match((await hover('"Ac')) ?? '', /Acme[\s\S]*AC1[\s\S]*Live/);
    assert.match((await hover('"A bic')) ?? '', /bicycle[\s\S]*Active[\s\S]*Maya[\s\S]*conv/);
    assert.match((await hover('"Jon')) ?? '', /Jonas[\s\S]*Human[\s\S]*15550199/);
    assert.match((await hover('"2026')) ?? '', /2026/);
    assert.equal(await hover('"text"'), undefined);
    assert.doesNotMatch((await hover('"Jon', true)) ?? '', /Jonas|15550199/);
  });

  it('has its problems listed, and mended by actions', async () => {
    const file = await fileOf({ ...whole, author: 'Jnas' });
    const problems = new FileProblems(knownHere().known);
    try {
      const at = new vscode.Range(behind(file, '"Jn'), behind(file, '"Jn'));
      const context = { diagnostics: [], only: undefined, triggerKind: vscode.CodeActionTriggerKind.Invoke };
      const actions = await problems.provideCodeActions(file, at, context);
      assert.deepEqual(
        actions.map(({ title }) => title),
        ['Replace by “Jonas”', 'Replace by “Maya Lopez”'],
      );
      assert.ok(actions[0]?.edit);
      await vscode.workspace.applyEdit(actions[0].edit);
      assert.equal(file.getText(), JSON.stringify(whole));
      assert.deepEqual(await problems.provideCodeActions(file, at, context), []);
    } finally {
      problems.dispose();
    }
  });
});
