import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Conversation } from '../../../src/api/resources.ts';
import { type Arrangement, arrange, matching } from '../../../src/explorer/arrangement.ts';
import { conversation as base } from '../../support/fixtures.ts';

function conversation(id: string, rest: Partial<Conversation> = {}): Conversation {
  return { ...base, id, ...rest };
}

function reachedOn(id: string, ...addresses: [channel: string, address: string][]): Conversation {
  return conversation(id, {
    participants: addresses.map(([channel, address], index) => ({
      id: `${id}-${index}`,
      conversationId: id,
      accountId: base.accountId,
      name: `Person ${index}`,
      addresses: [{ channel, address }],
    })),
  });
}

const usual: Arrangement = {
  grouping: 'none',
  sorting: 'activity',
  text: '',
  pinned: new Set(),
  timeZone: 'UTC',
};

function shape(conversations: Conversation[], arrangement: Partial<Arrangement>) {
  return arrange(conversations, { ...usual, ...arrangement }).map(({ by, key, conversations: members }) => [
    by,
    key,
    members.map(({ id }) => id).join(' '),
  ]);
}

describe('arranging conversations', () => {
  it('sorts by activity, creation or name; what has none of it stands last', () => {
    const all = [
      conversation('a', { name: 'item 10', createdAt: '2026-01-01', updatedAt: '2026-01-05' }),
      conversation('b', { name: 'Item 9', createdAt: '2026-01-03' }),
      conversation('c', { name: null, createdAt: '2026-01-02', updatedAt: '2026-01-04' }),
      conversation('d', { name: 'Äpfel' }),
    ];
    assert.deepEqual(shape(all, { sorting: 'activity' }), [['none', '', 'a c b d']]);
    assert.deepEqual(shape(all, { sorting: 'created' }), [['none', '', 'b c a d']]);
    assert.deepEqual(shape(all, { sorting: 'name' }), [['none', '', 'd b a c']]);
  });

  it('groups by status in the order of life, with unknown ones last', () => {
    const all = ['CLOSED', 'PAUSED', 'ACTIVE', 'INACTIVE', 'ACTIVE'].map((status, index) =>
      conversation(`c${index}`, { status }),
    );
    assert.deepEqual(shape([...all, conversation('none', { status: '' })], { grouping: 'status' }), [
      ['status', 'ACTIVE', 'c2 c4'],
      ['status', 'INACTIVE', 'c3'],
      ['status', 'CLOSED', 'c0'],
      ['status', '', 'none'],
      ['status', 'PAUSED', 'c1'],
    ]);
  });

  it('groups by the channels of each together, so that none stands twice', () => {
    const all = [
      reachedOn('both', ['VOICE', '+1'], ['SMS', '+1']),
      reachedOn('sms', ['SMS', '+2'], ['SMS', '+3']),
      reachedOn('both too', ['SMS', '+4'], ['VOICE', '+5']),
      conversation('none'),
    ];
    assert.deepEqual(shape(all, { grouping: 'channel' }), [
      ['channel', 'SMS,VOICE', 'both both too'],
      ['channel', 'SMS', 'sms'],
      ['channel', '', 'none'],
    ]);
  });

  it('groups by configuration, and by the day of the last activity in the reader’s time zone', () => {
    const all = [
      conversation('late', { configurationId: 'x', updatedAt: '2026-03-01T23:30:00Z' }),
      conversation('early', { configurationId: 'y', updatedAt: '2026-03-01T08:00:00Z' }),
      conversation('never', { configurationId: 'x' }),
    ];
    assert.deepEqual(shape(all, { grouping: 'configuration' }), [
      ['configuration', 'x', 'late never'],
      ['configuration', 'y', 'early'],
    ]);
    assert.deepEqual(shape(all, { grouping: 'day', timeZone: 'Europe/Berlin' }), [
      ['day', '2026-03-02', 'late'],
      ['day', '2026-03-01', 'early'],
      ['day', '', 'never'],
    ]);
  });

  it('puts pinned ones above all, whatever they are grouped by', () => {
    const all = [conversation('a'), conversation('b'), conversation('c')];
    assert.deepEqual(shape(all, { pinned: new Set(['b', 'not loaded']) }), [
      ['pinned', '', 'b'],
      ['none', '', 'a c'],
    ]);
    assert.deepEqual(shape(all, { pinned: new Set(['a', 'b', 'c']), grouping: 'status' }), [
      ['pinned', '', 'a b c'],
    ]);
  });
});

describe('filtering conversations', () => {
  const maya = reachedOn('conv-maya', ['SMS', '+14155550100'], ['WHATSAPP', 'whatsapp:+491701234567']);
  const all = [maya, conversation('other', { name: 'Flat tire, Café 24/7', metadata: { ticket: 'T-4711' } })];
  const found = (text: string) => matching(all, text).map(({ id }) => id);

  it('finds by name, person, channel, metadata and id, without regard to case and order', () => {
    assert.deepEqual(found('TIRE flat'), ['other']);
    assert.deepEqual(found('person whatsapp'), ['conv-maya']);
    assert.deepEqual(found('t-4711'), ['other']);
    assert.deepEqual(found('24/7 cafe'), ['other']);
    assert.deepEqual(found('conv-ma'), ['conv-maya']);
    assert.deepEqual(found('  '), ['conv-maya', 'other']);
    assert.deepEqual(found('tire maya'), []);
  });

  it('finds a phone number in any of its spellings', () => {
    for (const text of [
      '+14155550100',
      '+1 (415) 555-0100',
      '(415) 555-0100',
      '415.555.0100',
      '415/5550100',
      '0100',
    ]) {
      assert.deepEqual(found(text), ['conv-maya'], text);
    }
    assert.deepEqual(found('555 0199'), []);
  });

  it('matches no word across two values', () => {
    assert.deepEqual(found('bicycle+1415'), []);
  });
});
