import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bodyOf, emptyConversation } from '../../../../src/explorer/acts/conversationDraft.ts';
import {
  keyComplaint,
  metadataOf,
  takesAnother,
  valueComplaint,
} from '../../../../src/explorer/acts/metadataDraft.ts';
import { l10n } from '../words.ts';

const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: '' }));

describe('metadata as it is typed', () => {
  it('takes the keys that the API takes, up to the longest', () => {
    for (const key of ['a', 'crm.ticket_id-1', '__proto__', 'k'.repeat(128)])
      assert.equal(keyComplaint(key, [], l10n), undefined, key);
  });

  it('refuses any other key, and says why', () => {
    assert.match(keyComplaint('', [], l10n) ?? '', /key is needed/);
    assert.match(keyComplaint('a b', [], l10n) ?? '', /^It must be a key of letters, digits/);
    assert.match(keyComplaint('größe', [], l10n) ?? '', /letters, digits/);
    assert.match(keyComplaint('k'.repeat(129), [], l10n) ?? '', /^It must have at most 128 characters\.$/);
    assert.match(keyComplaint('k1', entries(2), l10n) ?? '', /entry with this key already/);
  });

  it('takes values up to the longest, and empty ones', () => {
    for (const value of ['', '7', 'v'.repeat(512)]) assert.equal(valueComplaint(value, l10n), undefined);
    assert.match(valueComplaint('v'.repeat(513), l10n) ?? '', /at most 512 characters/);
  });

  it('takes eight entries and no more', () => {
    assert.ok(takesAnother([]));
    assert.ok(takesAnother(entries(7)));
    assert.ok(!takesAnother(entries(8)));
  });

  it('is in the request as it was typed, and not at all where there is none', () => {
    const draft = { ...emptyConversation('conf'), name: ' Bicycle ' };
    assert.deepEqual(bodyOf(draft), { configurationId: 'conf', name: 'Bicycle' });
    draft.metadata.push({ key: '__proto__', value: ' kept ' }, { key: 'order', value: '7' });
    assert.equal(JSON.stringify(bodyOf(draft)?.metadata), '{"__proto__":" kept ","order":"7"}');
    assert.equal(metadataOf([]), undefined);
    assert.equal(bodyOf(emptyConversation(undefined)), undefined);
  });
});
