import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Communication, Conversation } from '../../../../src/api/resources.ts';
import { readDocument } from '../../../../src/sandbox/server/data/readDocument.ts';
import { communication, conversation } from '../../../support/fixtures.ts';
import { AT, HOSTILE, head, says, written } from './support.ts';

const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Communication);

describe('JSON', () => {
  it('is an export document, oldest first, with what the API added since', async () => {
    const novel = { ...says('x', 'later'), occurredAt: AT(5), novelty: { of: 'Twilio' } } as Communication;
    const text = await written('json', [novel, says('y', 'earlier')]);
    const document = JSON.parse(text);
    assert.equal(document.format, 'twilio-conversations');
    assert.equal(document.version, 1);
    assert.equal(document.exportedAt, '2026-03-10T00:00:00.000Z');
    assert.equal('masked' in document, false);
    const [account] = document.accounts;
    assert.equal(account.accountSid, 'AC1');
    assert.deepEqual(account.configurations, [head.configuration]);
    const [exported] = account.conversations;
    assert.deepEqual(exported.participants, head.participants);
    assert.deepEqual(
      exported.communications.map(({ id }: Communication) => id),
      ['earlier', 'later'],
    );
    assert.deepEqual(exported.communications[1], novel);
    assert.equal('actions' in exported, false);
    assert.doesNotThrow(() => readDocument(JSON.parse(text)));
  });

  it('gives every text back, whatever is in it', async () => {
    const all = HOSTILE.map((text, index) => says(text, `c${String(index).padStart(2, '0')}`));
    const document = JSON.parse(await written('json', all));
    const { communications } = document.accounts[0].conversations[0];
    assert.deepEqual(
      communications.map(({ content }: Communication) => content.text),
      HOSTILE,
    );
  });

  it('has each communication once, as it was read last', async () => {
    const before = Array.from({ length: 9 }, (_, n) => says('old', `c${n}`));
    const document = JSON.parse(await written('json', [...before, says('new', 'c0')]));
    const { communications } = document.accounts[0].conversations[0];
    assert.equal(communications.length, 9);
    assert.equal(communications.find(({ id }: Communication) => id === 'c0').content.text, 'new');
  });

  it('holds no secret of a callback’s URL', async () => {
    const statusCallbacks = [
      { url: 'https://user:s3cret@hooks.example:8443/a?token=s3cret#s3cret', method: 'POST' },
      { url: 'https://hooks.example/plain' },
      { url: 'no url: s3cret' },
    ];
    const text = await written('json', [], {
      head: {
        ...head,
        conversation: { ...conversation, configuration: { statusCallbacks } } satisfies Conversation,
        ...(head.configuration ? { configuration: { ...head.configuration, statusCallbacks } } : {}),
      },
    });
    assert.doesNotMatch(text, /s3cret/);
    const cleaned = [
      { url: 'https://hooks.example:8443/a', method: 'POST' },
      { url: 'https://hooks.example/plain' },
    ];
    const [account] = JSON.parse(text).accounts;
    assert.deepEqual(account.configurations[0].statusCallbacks, cleaned);
    assert.deepEqual(account.conversations[0].configuration.statusCallbacks, cleaned);
  });

  it('can do without the configuration, and without communications', async () => {
    const { configuration, ...rest } = head;
    const document = JSON.parse(await written('json', [], { head: rest }));
    assert.deepEqual(document.accounts[0].configurations, []);
    assert.deepEqual(document.accounts[0].conversations[0].communications, []);
  });
});

describe('NDJSON', () => {
  it('has one communication a line, as the API has it and in its order', async () => {
    const all = [communication('z', AT(3)), communication('a', AT(1), { channelId: null })];
    assert.deepEqual(lines(await written('ndjson', all)), all);
  });

  it('breaks no line within a text, and gives it back', async () => {
    const text = await written(
      'ndjson',
      HOSTILE.map((each, index) => says(each, `c${index}`)),
    );
    assert.doesNotMatch(text, /[\u0085\u2028\u2029\r]/);
    assert.deepEqual(
      lines(text).map(({ content }) => content.text),
      HOSTILE,
    );
  });

  it('is empty where nothing was said', async () => {
    assert.equal(await written('ndjson', []), '');
  });

  it('holds a text of 8 MB', async () => {
    const long = 'A\u0000"é\n'.repeat(1_600_000);
    assert.equal(lines(await written('ndjson', [says(long)]))[0]?.content.text, long);
  });
});
