import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import { EditorHelp } from '../../src/inspect/editor/editorHelp.ts';
import type { FollowedId } from '../../src/inspect/editor/followedId.ts';
import type { IdServices } from '../../src/inspect/editor/idHelp.ts';
import { closedMasker, openMasker } from '../../src/platform/masking.ts';
import type { Account } from '../../src/platform/session.ts';
import { agent, communication, conversation, customer } from '../support/fixtures.ts';

const box: Account = {
  id: 's',
  label: 'Box',
  accountSid: `AC${'1'.repeat(32)}`,
  origin: 'http://x',
  sandbox: true,
};
const acme: Account = {
  id: 'l',
  label: 'Acme',
  accountSid: `AC${'2'.repeat(32)}`,
  origin: 'https://x',
  sandbox: false,
};
const ID = `conv_conversation_${'0'.repeat(25)}1`;
const COMMUNICATION = `conv_communication_${'0'.repeat(25)}2`;
const REQUEST = `RQ${'a1'.repeat(16)}`;
/** As chance makes one; nobody's. */
const TOKEN = ['9f3b6e1c', 'd07a4285', 'e6b1f93c', '58d20a7e'].join('');
const never = new vscode.CancellationTokenSource().token;

/** A window with these accounts, the first of them active, each with one conversation in it. */
function helpWith({ accounts = [box, acme], masked = false, asleep = false, fails = false } = {}) {
  const opened: unknown[] = [];
  let asked = 0;
  const absent = () =>
    new ApiError({ kind: 'status', message: 'gone', method: 'GET', path: '/', status: fails ? 500 : 404 });
  const client = {
    fetchConversation: async (id: string) => {
      asked++;
      if (id !== ID || fails) throw absent();
      return { ...conversation, id, participants: [customer, agent], updatedAt: '2026-03-01T10:00:00Z' };
    },
    fetchCommunication: async (id: string, communicationId: string) => {
      if (id !== ID) throw absent();
      return {
        ...communication(communicationId, '2026-03-01T10:00:00Z'),
        content: { type: 'TEXT', text: 'Hello <command:x> [a](command:y)' },
      };
    },
  };
  const services = {
    sessions: {
      onDidChange: new vscode.EventEmitter<void>().event,
      active: async () => accounts[0] && { account: accounts[0], client },
      of: async (id: string) => ({ account: accounts.find((account) => account.id === id), client }),
      version: async () => 1,
    },
    privacy: {
      onDidChange: new vscode.EventEmitter<void>().event,
      masker: masked ? closedMasker : openMasker,
    },
    notifier: { explain: () => ({ title: 'It failed.', detail: 'The server said so.' }) },
    accounts: async () => accounts,
    activeAccount: async () => accounts[0],
    loaded: () => [],
    isAsleep: () => asleep,
    openTimeline: (...args: unknown[]) => opened.push(args),
  } as unknown as IdServices;
  const help = new EditorHelp(services);
  const hover = async (content: string, at: string) => {
    const document = await vscode.workspace.openTextDocument({ content });
    const position = document.positionAt(content.indexOf(at) + 3);
    const found = await help.hover(document, position, never);
    const [card] = (found?.contents ?? []) as vscode.MarkdownString[];
    return { range: found?.range && document.getText(found.range), text: plain(card?.value ?? ''), card };
  };
  return { help, hover, opened, asked: () => asked };
}

/** Markdown without what keeps text from being markup. */
function plain(markdown: string): string {
  return markdown.replaceAll(/&nbsp;|\\(?=[^\w\s])/g, (match) => (match === '\\' ? '' : ' '));
}

/** What the links of a card say. */
function links(card: vscode.MarkdownString | undefined): { label: string; target: FollowedId }[] {
  return [
    ...(card?.value ?? '').matchAll(/\[([^\]]+)\]\(command:twilioConversations\.followId\?([^)]+)\)/g),
  ].map(([, label = '', args = '']) => ({
    label: plain(label),
    target: JSON.parse(decodeURIComponent(args))[0],
  }));
}

async function until<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  for (let tries = 0; tries < 120; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain for ${what}`);
}

describe('what the editor says of ids and error codes', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('tells a conversation’s facts, as whom it was asked for, and what can be done', async () => {
    const { hover, asked } = helpWith();
    const { range, text, card } = await hover(`const id = '${ID}';`, ID);
    assert.equal(range, ID);
    for (const words of [
      /A bicycle\*\* · Active/,
      /Maya Lopez \(Customer\), Jonas/,
      /SMS, WhatsApp/,
      /Last activity/,
      /Looked up in Box, a sandbox/,
    ])
      assert.match(text, words);
    assert.deepEqual(
      links(card).map(({ label }) => label),
      ['Open Timeline', 'Open JSON', 'Copy ID'],
    );
    assert.deepEqual(card?.isTrusted, { enabledCommands: ['twilioConversations.followId'] });
    await hover(`const id = '${ID}';`, ID);
    assert.equal(asked(), 1);
  });

  it('hides names, addresses and texts where they are hidden', async () => {
    const { hover } = helpWith({ masked: true });
    const { text } = await hover(`${ID} ${COMMUNICATION}`, COMMUNICATION);
    assert.match(text, /Participants/);
    assert.doesNotMatch(text, /bicycle|Maya|Jonas|5550|Hello/);
  });

  it('finds a communication by the conversation beside it; its text is no markup', async () => {
    const { hover } = helpWith();
    const { text, card } = await hover(`\n${ID}\n\n${COMMUNICATION}`, COMMUNICATION);
    assert.match(text, /Text: Hello/);
    assert.match(text, /From: Maya Lopez/);
    assert.match(text, /Jonas: DELIVERED/);
    assert.ok(!card?.value.includes('](command:y)') && !card?.value.includes('<command:x>'), card?.value);
    assert.deepEqual(links(card)[0]?.target, {
      act: 'open',
      id: COMMUNICATION,
      kind: 'communication',
      near: [ID],
      accountId: 's',
    });
  });

  it('says where it was not found, and offers the other accounts', async () => {
    const { hover } = helpWith();
    const other = ID.replace(/1$/, '9');
    const { text, card } = await hover(other, other);
    assert.match(text, /Not found in Box/);
    assert.deepEqual(
      links(card).map(({ label, target }) => [label, target.accountId]),
      [
        ['Copy ID', 's'],
        ['Look in Acme', 'l'],
      ],
    );
    const alone = await hover(COMMUNICATION, COMMUNICATION);
    assert.match(alone.text, /no conversation stands nearby or is loaded/);
    assert.equal(links(alone.card)[0]?.label, 'Find Conversation…');
  });

  it('asks nobody when nobody is signed in, nor starts a sandbox for a pointer that passes by', async () => {
    const signedOut = helpWith({ accounts: [] });
    const { text, card } = await signedOut.hover(ID, ID);
    assert.match(text, /Nobody is signed in/);
    assert.equal(links(card)[0]?.target.act, 'signIn');
    const asleep = helpWith({ asleep: true });
    const sleeping = await asleep.hover(ID, ID);
    assert.match(sleeping.text, /Box has not been started/);
    assert.equal(links(sleeping.card)[0]?.target.act, 'startSandbox');
    assert.equal(signedOut.asked() + asleep.asked(), 0);
  });

  it('says what failed', async () => {
    const { hover } = helpWith({ fails: true });
    assert.match((await hover(ID, ID)).text, /It failed\. The server said so\./);
  });

  it('says what an id is that leads nowhere, and what knows a request', async () => {
    const { hover, asked } = helpWith();
    assert.match((await hover(box.accountSid, 'AC')).text, /Account SID, account Box.*no secret/s);
    assert.match((await hover(`SK${'b'.repeat(32)}`, 'SK')).text, /API key SID.*no secret/s);
    const { card } = await hover(REQUEST, 'RQ');
    assert.deepEqual(
      links(card).map(({ label, target }) => [label, target.id]),
      [['Show in Traffic', REQUEST]],
    );
    assert.equal(asked(), 0);
  });

  it('says what an error code means', async () => {
    const { hover } = helpWith();
    const { range, text } = await hover('throw new Error("code 63016");', '63016');
    assert.equal(range, '63016');
    assert.match(text, /Twilio error 63016.*Outside of the messaging window.*docs\/api\/errors\/63016/s);
    assert.equal((await hover('error 99999', '99999')).card, undefined);
    assert.match(
      (await hover('https://www.twilio.com/docs/errors/99999', '99999')).text,
      /Twilio error 99999/,
    );
  });

  it('links ids in lines of a terminal, and opens what they lead to', async () => {
    const { help, opened } = helpWith();
    const line = `POST ${ID} ${COMMUNICATION} AC${'1'.repeat(32)} done`;
    const found = help.terminalLinks(line);
    assert.deepEqual(
      found.map(({ startIndex, length }) => line.slice(startIndex, startIndex + length)),
      [ID, COMMUNICATION],
    );
    for (const { target } of found) await help.follow(target);
    const key = { accountId: 's', conversationId: ID };
    assert.deepEqual(opened, [
      [key, 'A bicycle', undefined],
      [key, 'A bicycle', COMMUNICATION],
    ]);
  });

  it('is registered for every kind of document, and can be turned off', async () => {
    await vscode.extensions.getExtension('conversations-explorer.twilio-conversations-explorer')?.activate();
    const document = await vscode.workspace.openTextDocument({
      language: 'python',
      content: `# error 20404\nid = "${ID}"\n`,
    });
    const hovers = async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(0, 10),
      );
      return found.flatMap(({ contents }) =>
        contents.map((content) => (content as vscode.MarkdownString).value),
      );
    };
    const linked = async () => {
      const all = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      return all
        .filter(({ target }) => target?.scheme === 'command')
        .map(({ range }) => document.getText(range));
    };
    assert.ok((await hovers()).some((text) => plain(text).includes('Twilio error 20404')));
    assert.deepEqual(await linked(), [ID]);
    const configuration = vscode.workspace.getConfiguration('twilioConversations');
    await configuration.update('editor.ids', false, vscode.ConfigurationTarget.Global);
    try {
      assert.ok(!(await hovers()).some((text) => text.includes('20404')));
      assert.deepEqual(await linked(), []);
    } finally {
      await configuration.update('editor.ids', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('secrets in files on screen', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'secrets-'));
    await vscode.extensions.getExtension('conversations-explorer.twilio-conversations-explorer')?.activate();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  const shown = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    return document;
  };
  const marks = (document: vscode.TextDocument) =>
    vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Twilio Conversations');
  const marked = (document: vscode.TextDocument) =>
    until(() => (marks(document).length > 0 ? marks(document) : undefined), `a mark in ${document.fileName}`);
  const actions = (document: vscode.TextDocument, range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );

  it('are marked without being quoted, and replaced by the environment', async () => {
    const document = await shown(
      'app.py',
      `from twilio.rest import Client\n\nclient = Client("AC${TOKEN}", "${TOKEN}")\n`,
    );
    const [mark] = await marked(document);
    assert.ok(mark);
    assert.equal(document.getText(mark.range), TOKEN);
    assert.ok(!mark.message.includes(TOKEN));
    assert.equal(mark.severity, vscode.DiagnosticSeverity.Warning);
    const offered = await actions(document, mark.range);
    const titles = offered.map(({ title }) => title);
    for (const title of ['Replace with os.environ["TWILIO_AUTH_TOKEN"]', 'Move to .env', 'Ignore Here'])
      assert.ok(titles.includes(title), titles.join(' | '));
    const replace = offered.find(({ title }) => title.startsWith('Replace with os.environ'));
    assert.ok(replace?.edit && replace.isPreferred);
    await vscode.workspace.applyEdit(replace.edit);
    assert.equal(
      document.getText(),
      `import os\nfrom twilio.rest import Client\n\nclient = Client("AC${TOKEN}", os.environ["TWILIO_AUTH_TOKEN"])\n`,
    );
    await until(() => (marks(document).length === 0 ? true : undefined), 'the mark to go');
    await document.save();
  });

  it('are marked as they are typed, and follow the lines above', async () => {
    const document = await shown('app.ts', '// twilio\n\n\n');
    const insert = async (line: number, text: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(line, 0), text);
      await vscode.workspace.applyEdit(edit);
    };
    await insert(2, `const authToken = '${TOKEN}';\n`);
    assert.equal((await marked(document))[0]?.range.start.line, 2);
    await insert(1, 'a\nb\n');
    await until(() => (marks(document)[0]?.range.start.line === 4 ? true : undefined), 'the mark to move');
    const [mark] = marks(document);
    assert.ok(mark);
    const ignore = (await actions(document, mark.range)).find(({ title }) => title === 'Ignore Here');
    assert.ok(ignore?.edit);
    await vscode.workspace.applyEdit(ignore.edit);
    await until(() => (marks(document).length === 0 ? true : undefined), 'the mark to go');
    assert.match(document.getText(), /\/\/ twilio-conversations: ignore-secret\nconst authToken/);
    await document.save();
  });

  it('are moved into a .env file', async () => {
    const document = await shown(
      'server.js',
      `const client = require('twilio')('AC${TOKEN}', '${TOKEN}');\n`,
    );
    const [mark] = await marked(document);
    assert.ok(mark);
    const move = (await actions(document, mark.range)).find(({ title }) => title === 'Move to .env');
    assert.ok(move?.command);
    assert.ok(!JSON.stringify(move.command).includes(TOKEN));
    const { command, arguments: args = [] } = move.command;
    await vscode.commands.executeCommand(command, ...args);
    const env = await until(
      () => readFile(path.join(folder, '.env'), 'utf8').catch(() => undefined),
      'the .env file',
    );
    assert.equal(env, `TWILIO_AUTH_TOKEN=${TOKEN}\n`);
    assert.equal(
      document.getText(),
      `const client = require('twilio')('AC${TOKEN}', process.env.TWILIO_AUTH_TOKEN);\n`,
    );
    await document.save();
  });

  it('are at home in a .env file, unless git takes it', async () => {
    const env = await shown('twilio.env', `TWILIO_AUTH_TOKEN=${TOKEN}\n`);
    const code = await shown('b.js', `twilio('AC${TOKEN}', '${TOKEN}');\n`);
    // Looked at one after the other.
    await marked(code);
    assert.deepEqual(marks(env), []);
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(path.join(folder, '.git')));
    await vscode.window.showTextDocument(env);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(env.uri, new vscode.Position(1, 0), '# x\n');
    await vscode.workspace.applyEdit(edit);
    assert.match((await marked(env))[0]?.message ?? '', /git does not ignore this file/);
    const rules = await shown('.gitignore', '');
    const rule = new vscode.WorkspaceEdit();
    rule.insert(rules.uri, new vscode.Position(0, 0), '*.env\n');
    await vscode.workspace.applyEdit(rule);
    await rules.save();
    await until(() => (marks(env).length === 0 ? true : undefined), 'the mark to go');
    await env.save();
  });

  it('are not looked for where the setting is off, nor in what a program wrote', async () => {
    const configuration = vscode.workspace.getConfiguration('twilioConversations');
    const code = await shown('c.js', `twilio('AC${TOKEN}', '${TOKEN}');\n`);
    await marked(code);
    const lock = await shown('yarn.lock', `twilio('AC${TOKEN}', '${TOKEN}');\n`);
    await configuration.update('editor.secretLint', false, vscode.ConfigurationTarget.Global);
    try {
      await until(() => (marks(code).length === 0 ? true : undefined), 'the mark to go');
    } finally {
      await configuration.update('editor.secretLint', undefined, vscode.ConfigurationTarget.Global);
    }
    await vscode.window.showTextDocument(code);
    await marked(code);
    assert.deepEqual(marks(lock), []);
  });
});
