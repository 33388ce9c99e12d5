import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type JournalEntry,
  journalLine,
  patchesSince,
  readJournal,
} from '../../../src/sandbox/server/data/journalText.ts';
import type { Patch } from '../../../src/sandbox/server/data/patch.ts';
import { Replay } from '../../../src/sandbox/server/data/replay.ts';
import type {
  ConversationDocument,
  SandboxDocument,
} from '../../../src/sandbox/server/data/sandboxDocument.ts';

const patch = (name: string): Patch => ({
  exportedAt: '2026-04-15T12:00:00.000Z',
  now: '2026-04-15T12:00:00.000Z',
  accounts: [{ accountSid: 'AC1', removedConversations: [name] }],
});

const journal = (...entries: JournalEntry[]) => Buffer.concat(entries.map(journalLine));

describe('a journal', () => {
  it('gives back what was written', () => {
    const entries = [{ generation: 'g' }, patch('one'), patch('line\nbreak, \u2028, שלום 🚲')];
    const bytes = journal(...entries);
    assert.deepEqual(readJournal(bytes), { entries, length: bytes.length });
    assert.deepEqual(readJournal(Buffer.alloc(0)), { entries: [], length: 0 });
  });

  it('may be cut off anywhere in its last line', () => {
    const entries = [{ generation: 'g' }, patch('one'), patch('two, 🚲')];
    const whole = journal(...entries);
    const { length } = journal(...entries.slice(0, 2));
    for (let cut = length; cut < whole.length; cut++) {
      assert.deepEqual(readJournal(whole.subarray(0, cut)), { entries: entries.slice(0, 2), length });
    }
  });

  it('may have anything in its last line', () => {
    const { length } = journal(patch('one'));
    const whole = journal(patch('one'), patch('two'));
    for (let place = length; place < whole.length - 1; place++) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ 1;
      if (damaged[place] === 0x0a) continue;
      assert.equal(readJournal(damaged).length, length, `at ${place}`);
    }
    assert.equal(readJournal(Buffer.concat([whole.subarray(0, length), Buffer.alloc(100)])).length, length);
  });

  it('is refused when another line is damaged', () => {
    const { length } = journal(patch('one'));
    for (let place = 0; place < length - 1; place++) {
      const damaged = journal(patch('one'), patch('two'));
      damaged[place] = (damaged[place] ?? 0) ^ 1;
      assert.throws(() => readJournal(damaged), /line [12] is damaged/, `at ${place}`);
    }
  });

  it('goes on from the generation of its file', () => {
    const entries = [{ generation: 'a' }, patch('one'), { generation: 'b' }, patch('two')];
    assert.deepEqual(patchesSince(entries, 'a'), [patch('one'), patch('two')]);
    assert.deepEqual(patchesSince(entries, 'b'), [patch('two')]);
    assert.equal(patchesSince(entries, 'c'), undefined);
    assert.deepEqual(patchesSince([{ generation: 'a' }], 'c'), []);
    assert.deepEqual(patchesSince([], 'c'), []);
  });
});

describe('a patch', () => {
  const configuration = { displayName: 'As it was' };
  const conversation = (id: string, more: Partial<ConversationDocument> = {}): ConversationDocument => ({
    id,
    accountId: 'AC1',
    configurationId: 'x',
    configuration,
    communications: [],
    participants: [],
    ...more,
  });
  const said = (id: string, text: string) => ({
    id,
    conversationId: 'c',
    accountId: 'AC1',
    author: { channel: 'SMS', address: 'a' },
    content: { type: 'TEXT', text },
    recipients: [],
  });
  const documentOf = (...conversations: ConversationDocument[]): SandboxDocument => ({
    format: 'twilio-conversations',
    version: 1,
    exportedAt: '2026-01-01T00:00:00.000Z',
    accounts: [
      {
        accountSid: 'AC1',
        configurations: [],
        conversations,
        sandbox: {
          ids: { seed: 1, made: {} },
          operations: [],
          answers: {},
          serviceConversations: [],
          profiles: {},
          groups: {},
        },
      },
    ],
  });
  const apply = (document: SandboxDocument, ...accounts: Patch['accounts']) => {
    const replay = new Replay(document);
    for (const account of accounts) replay.apply({ ...patch(''), accounts: [account] });
    return replay.document.accounts[0];
  };

  it('puts what it has in the places of the same ids, and the rest at the end', () => {
    const before = documentOf(conversation('c', { communications: [said('1', 'one'), said('2', 'two')] }));
    const account = apply(before, {
      accountSid: 'AC1',
      conversations: [{ id: 'c', communications: [said('1', 'changed'), said('3', 'three')] }],
    });
    const texts = account?.conversations[0]?.communications.map(({ content }) => content.text);
    assert.deepEqual(texts, ['changed', 'two', 'three']);
  });

  it('keeps the configuration that it does not have, and drops other members', () => {
    const { configuration: _, communications, participants, ...head } = conversation('c', { name: 'new' });
    const account = apply(documentOf(conversation('c', { metadata: { a: 'b' } })), {
      accountSid: 'AC1',
      conversations: [{ id: 'c', head }],
    });
    assert.deepEqual(account?.conversations, [{ ...conversation('c'), name: 'new', actions: [] }]);
  });

  it('may be applied to what has it already', () => {
    const { communications, participants, ...head } = conversation('d');
    const patches = [
      { accountSid: 'AC1', conversations: [{ id: 'd', head, communications: [said('1', 'one')] }] },
      { accountSid: 'AC1', conversations: [{ id: 'd', communications: [said('1', 'later')] }] },
      { accountSid: 'AC1', removedConversations: ['c'], sandbox: { made: { x: 3 }, groups: { a: 'd' } } },
      // Of a conversation that is gone by then.
      { accountSid: 'AC1', conversations: [{ id: 'c', communications: [said('9', 'nine')] }] },
    ];
    const once = apply(documentOf(conversation('c')), ...patches);
    const twice = apply(documentOf(conversation('c')), ...patches, ...patches);
    assert.deepEqual(twice, once);
    assert.deepEqual(
      once?.conversations.map(({ id }) => id),
      ['d'],
    );
  });

  it('is not of an account that is not there', () => {
    assert.throws(() => apply(documentOf(), { accountSid: 'AC2' }), /AC2/);
  });
});
