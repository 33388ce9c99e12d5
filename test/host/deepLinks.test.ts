import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DeepLinks } from '../../src/explorer/links/deepLinks.ts';
import { openMasker } from '../../src/platform/masking.ts';
import type { Account } from '../../src/platform/session.ts';
import { conversation } from '../support/fixtures.ts';

const EXTENSION = 'publisher.name';
const live: Account = {
  id: 'AC1@host',
  label: 'Live',
  accountSid: 'AC1',
  origin: 'https://host',
  sandbox: false,
};
const other: Account = { ...live, id: 'AC2@host', label: 'Other', accountSid: 'AC2' };

type Answer = (message: string, detail: string, buttons: readonly string[]) => Promise<string | undefined>;

describe('following a link', () => {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  let asked: string[] = [];
  let opened: unknown[][] = [];
  let accounts: Account[] = [];

  /** Answers questions in the person's place; `modal` ones are confirmations. */
  const answering = (modal: Answer, notification: Answer = async () => undefined) => {
    const show =
      (answer: Answer) =>
      (message: string, ...rest: unknown[]) => {
        const [options] = rest as [vscode.MessageOptions | string | undefined];
        const detail = typeof options === 'object' ? (options.detail ?? '') : '';
        if (typeof options === 'object') assert.equal(options.modal, true);
        asked.push(`${message}\n${detail}`);
        return answer(
          message,
          detail,
          rest.filter((item) => typeof item === 'string'),
        );
      };
    Object.assign(vscode.window, {
      showInformationMessage: show(modal),
      showWarningMessage: show(notification),
    });
  };
  const links = () =>
    new DeepLinks({
      extensionId: EXTENSION,
      masker: () => openMasker,
      accounts: async () => accounts,
      loaded: (accountId) => (accountId === live.id ? [conversation] : []),
      open: (...args) => opened.push(args),
    });
  const follow = (all: DeepLinks, link: string) => all.handle(vscode.Uri.parse(link, true));

  beforeEach(() => {
    asked = [];
    opened = [];
    accounts = [live, other];
  });
  afterEach(() => Object.assign(vscode.window, { showInformationMessage, showWarningMessage }));

  it('leads back to what it was made for, through the editor’s own way with addresses', async () => {
    answering(async () => 'Open');
    const all = links();
    for (const conversationId of ['conv', 'a/b', 'ä ?&=#%25', '100%']) {
      await follow(all, all.linkTo({ accountId: live.id, conversationId, communicationId: 'x&y=1/2' }));
      assert.deepEqual(opened.at(-1)?.[0], { accountId: live.id, conversationId });
      assert.equal(opened.at(-1)?.[2], 'x&y=1/2');
    }
  });

  it('names the conversation and the account, also one that is not active', async () => {
    answering(async () => 'Open');
    const all = links();
    await follow(all, all.linkTo({ accountId: live.id, conversationId: 'conv' }));
    assert.match(asked[0] ?? '', /A bicycle \(conv\).*Live, AC1 at https:\/\/host/s);
    await follow(all, all.linkTo({ accountId: other.id, conversationId: 'conv' }));
    assert.match(asked[1] ?? '', /Conversation: conv\n.*Other, AC2/s);
    assert.deepEqual(opened, [
      [{ accountId: live.id, conversationId: 'conv' }, 'A bicycle', undefined],
      [{ accountId: other.id, conversationId: 'conv' }, undefined, undefined],
    ]);
  });

  it('opens nothing without a yes', async () => {
    answering(async () => undefined);
    const all = links();
    await follow(all, all.linkTo({ accountId: live.id, conversationId: 'conv' }));
    await all.handle({ path: '/conversation/a/b/c', query: '' });
    await all.handle({ path: '/conversation/a/..', query: '' });
    assert.deepEqual(opened, []);
    assert.equal(asked.length, 3);
  });

  it('asks one question at a time', async () => {
    const answers: ((answer: string | undefined) => void)[] = [];
    answering(() => new Promise((resolve) => answers.push(resolve)));
    const all = links();
    const turns = ['one', 'two'].map((conversationId) =>
      follow(all, all.linkTo({ accountId: live.id, conversationId })),
    );
    while (answers.length === 0) await new Promise(setImmediate);
    assert.equal(asked.length, 1);
    answers[0]?.(undefined);
    while (answers.length === 1) await new Promise(setImmediate);
    answers[1]?.('Open');
    await Promise.all(turns);
    assert.deepEqual(
      opened.map(([key]) => (key as { conversationId: string }).conversationId),
      ['two'],
    );
  });

  it('says which account is missing, and is in nobody’s way until that is answered', async () => {
    accounts = [other];
    let answer: (chosen: string | undefined) => void = () => {};
    answering(
      async () => 'Open',
      () => new Promise((resolve) => (answer = resolve)),
    );
    const all = links();
    const waiting = follow(all, all.linkTo({ accountId: live.id, conversationId: 'conv' }));
    await follow(all, all.linkTo({ accountId: other.id, conversationId: 'conv' }));
    assert.equal(opened.length, 1);
    assert.match(asked.join('\n'), /account AC1 at host, which you are not signed in to/);
    answer(undefined);
    await waiting;
    assert.equal(opened.length, 1);
  });
});
