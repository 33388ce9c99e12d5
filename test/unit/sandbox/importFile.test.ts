import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onlyThese, readImportable } from '../../../src/sandbox/importFile.ts';

const document = {
  format: 'twilio-conversations',
  version: 1,
  exportedAt: '2026-03-01T00:00:00Z',
  novelty: 1,
  accounts: [
    {
      accountSid: 'AC1',
      conversations: [
        { id: 'a', configurationId: 'conf', name: 'Ada', status: 'ACTIVE', participants: [{ id: 'p' }] },
        {
          id: 'b',
          configurationId: 'conf',
          communications: [{ id: 'c', author: { address: '+1', channel: 'SMS' }, content: { type: 'TEXT' } }],
        },
      ],
    },
  ],
};
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

describe('a file to import', () => {
  it('tells what is in it, and is passed on as it came', () => {
    const file = readImportable(bytes(document));
    assert.deepEqual(file.document, document);
    assert.equal(file.masked, false);
    assert.deepEqual(file.conversations, [
      { id: 'a', name: 'Ada', status: 'ACTIVE', participants: 1, communications: 0 },
      { id: 'b', name: 'b', status: '', participants: 0, communications: 1 },
    ]);
    assert.equal(readImportable(bytes({ ...document, masked: true })).masked, true);
    assert.deepEqual(readImportable(bytes(`\uFEFF${JSON.stringify(document)}`)).document, document);
  });

  it('can be cut down to some conversations', () => {
    const { accounts, ...rest } = onlyThese(readImportable(bytes(document)).document, new Set(['b', 'x']));
    const { accounts: _, ...whole } = document;
    assert.deepEqual(rest, whole);
    assert.deepEqual(
      accounts[0]?.conversations.map(({ id }) => id),
      ['b'],
    );
  });

  it('is not quoted where it cannot be read: others may look', () => {
    for (const text of ['Hannah', '{"a": Hannah, "b": 1}', '{"a":"Hannah"'])
      assert.throws(
        () => readImportable(bytes(text)),
        ({ message }: Error) => message.startsWith('It is not JSON') && !message.includes('annah'),
      );
  });

  const wrong: [what: string, content: unknown, complaint: RegExp][] = [
    ['empty', '', /It is empty/],
    ['cut off', JSON.stringify(document).slice(0, -9), /It is not JSON, or it was cut off/],
    ['CSV', 'id,text\r\n1,2\r\n', /It is not JSON/],
    ['an array', '[]', /must be a JSON object/],
    ['another format', { format: 'mbox' }, /its format must be "twilio-conversations"/],
    ['newer', { ...document, version: 2 }, /The version of this export is 2/],
    ['without a date', { ...document, exportedAt: undefined }, /exportedAt is required/],
    [
      'wrong within',
      { ...document, accounts: [{ accountSid: 'AC1', conversations: [{ id: 'a' }] }] },
      /accounts\[0\]\.conversations\[0\]\.configurationId is required/,
    ],
    [
      'double',
      { ...document, accounts: [...document.accounts, ...document.accounts] },
      /accounts\[1\]\.accountSid AC1 is there twice/,
    ],
  ];
  for (const [what, content, complaint] of wrong) {
    it(`is refused in words when it is ${what}`, () => {
      assert.throws(() => readImportable(bytes(content)), complaint);
    });
  }

  it('is refused when it is not UTF-8', () => {
    assert.throws(() => readImportable(Uint8Array.of(0xff, 0xfe, 0x7b)), /It is not text in UTF-8/);
  });
});
