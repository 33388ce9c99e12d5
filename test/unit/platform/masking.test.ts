import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maskedJson, maskedText } from '../../../src/platform/maskedJson.ts';
import { closedMasker, hideAddresses, openMasker } from '../../../src/platform/masking.ts';

describe('a masker that hides', () => {
  const { title, name, address, text } = closedMasker;

  it('leaves of a text where its words and lines end, and nothing of what it says', () => {
    assert.equal(text('Call me at +1 555 0100,\nHannah!'), '•••• •• •• •• ••• ••••,\n••••••!');
  });

  it('hides words of every script, digits, combining marks and emoji, and keeps the length', () => {
    for (const said of ['مرحبا', '你好，世界', 'é̂', '١٢٣', '👩‍🚀 🇩🇪 ❤️', 'ß İ', '\uE000', '\u{1F9FF}']) {
      const hidden = text(said);
      assert.equal(hidden.length, said.length, said);
      assert.doesNotMatch(hidden, /[\p{L}\p{N}\p{M}\p{S}]/u, said);
    }
    assert.equal(text(''), '');
  });

  it('hides eight million characters', () => {
    assert.equal(text('Lorem ipsum '.repeat(700_000)).replaceAll(/[• ]/g, ''), '');
  });

  it('leaves of an address its last two characters, unless these are most of it', () => {
    assert.equal(address('+15550100'), '••••00');
    assert.equal(address('whatsapp:+15550199'), '••••99');
    assert.equal(address('hannah'), '••••');
    assert.equal(address(''), '••••');
  });

  it('tells people apart by what they are and a sign that stays the same', () => {
    const first = name('Hannah', 'CUSTOMER', 'p-1');
    assert.match(first, /^Customer [0-9A-Z]{2}$/);
    assert.equal(name('Hannah Okafor', 'CUSTOMER', 'p-1'), first);
    assert.notEqual(name('Hannah', 'CUSTOMER', 'p-2'), first);
    assert.match(name('Bot', 'AI_AGENT', 'p-3'), /^AI agent /);
    assert.match(name('Bot', '', 'p-3'), / /);
  });

  it('calls a conversation by its id', () => {
    assert.equal(title('Hannah Okafor', 'conv_conversation_00000000000000000abcdef'), 'conv_…abcdef');
  });
});

describe('addresses in what others say', () => {
  it('are hidden, and nothing else is', () => {
    const cases: [string, string][] = [
      ['To +15550100 is not a mobile number.', 'To ••••00 is not a mobile number.'],
      ['Unknown: whatsapp:+1 (555) 010-0123, maya.lopez@example.com!', 'Unknown: ••••23, ••••om!'],
      ['15550100123 is taken', '••••23 is taken'],
      ['ECONNREFUSED 127.0.0.1:4010, code 20404', 'ECONNREFUSED 127.0.0.1:4010, code 20404'],
      [
        'conv_conversation_01kdver3909fxg8rsdxkvxem6b of CH12345678 was not found on 2026-03-01',
        'conv_conversation_01kdver3909fxg8rsdxkvxem6b of CH12345678 was not found on 2026-03-01',
      ],
    ];
    for (const [said, hidden] of cases) {
      assert.equal(hideAddresses(said, closedMasker), hidden);
      assert.equal(hideAddresses(said, openMasker), said);
    }
  });
});

describe('JSON with personal data hidden', () => {
  const SID = 'CH0123456789abcdef0123456789abcdef';
  const conversation = {
    id: 'conv_1234567890123456789',
    name: 'Hannah Okafor: flat tire',
    status: 'ACTIVE',
    createdAt: '2026-03-01T10:00:00Z',
    configuration: {
      displayName: 'Support',
      channelSettings: { SMS: { captureRules: [{ from: '*', to: '+15550100', metadata: { zone: 'a' } }] } },
    },
    participants: [
      {
        id: 'p-1',
        name: 'Hannah',
        type: 'CUSTOMER',
        addresses: [{ channel: 'SMS', address: '+15550100', channelId: SID }],
      },
    ],
    metadata: { crm: { owner: 'Imani', tags: ['vip'] }, stars: 5 },
  };

  it('says nothing of people, and keeps ids, statuses, times and shape', () => {
    const hidden = maskedText(JSON.stringify(conversation), closedMasker);
    for (const word of ['Hannah', 'flat', '5550100', 'Imani', 'vip']) assert.ok(!hidden.includes(word), word);
    const read = JSON.parse(hidden);
    assert.equal(read.id, conversation.id);
    assert.equal(read.status, 'ACTIVE');
    assert.equal(read.createdAt, conversation.createdAt);
    assert.equal(read.configuration.displayName, 'Support');
    assert.equal(read.metadata.stars, 5);
    assert.deepEqual(Object.keys(read), Object.keys(conversation));
    assert.equal(read.participants[0].addresses[0].channelId, SID);
  });

  it('hides what was said, in either API', () => {
    const said = [
      { id: 'c', content: { type: 'TEXT', text: 'Hush' }, author: { address: '+15550100' } },
      { sid: 'IM1', body: 'Hush', author: 'hannah.okafor', media: [{ filename: 'Hush.png' }] },
      { sid: 'MB1', identity: 'hannah.okafor', messaging_binding: { proxy_address: '+15550100' } },
      { content: { transcription: { words: [{ text: 'Hush', word: 'Hush' }] } } },
    ];
    const hidden = JSON.stringify(maskedJson(said, closedMasker));
    assert.doesNotMatch(hidden, /Hush|hannah|5550100/);
    assert.match(hidden, /IM1.*MB1/);
  });

  it('hides what nobody knows, and what does not look like what its member is for', () => {
    const odd = {
      id: 'c',
      type: 'Hannah Okafor',
      deliveryStatus: 'Hannah Okafor',
      createdAt: 'Hannah 1',
      channelId: '<hannah@example.com>',
      resourceId: 'hannah',
      url: 'https://example.com/?q=hannah',
      links: { hannah: 'https://hannah@example.com/' },
      nickname: 'HANNAH',
      sentiment: { type: 'Hannah', id: 'Hannah', name: ['Hannah'] },
      failureReason: 'To +15550100 nothing is sent',
    };
    const hidden = maskedJson(odd, closedMasker);
    assert.doesNotMatch(
      JSON.stringify(Object.values({ ...hidden, links: Object.values(hidden.links) })),
      /hannah|5550100/i,
    );
    assert.equal(hidden.failureReason, 'To ••••00 nothing is sent');
  });

  it('keeps what says nothing of people, in either API', () => {
    const plain = {
      sid: SID,
      chat_service_sid: SID,
      type: 'TRANSCRIPTION',
      channelId: SID,
      date_created: '2026-03-01T10:00:00Z',
      url: `https://conversations.twilio.com/v1/Conversations/${SID}`,
      links: { messages: `https://conversations.twilio.com/v1/Conversations/${SID}/Messages` },
      delivery: { total: 1, sent: 'all' },
      media: [{ sid: SID, size: 7, content_type: 'image/png' }],
      configuration: {
        channelSettings: { SMS: { statusTimeouts: { inactive: 5 } } },
        conversationsV1Bridge: { serviceId: SID },
      },
      content: {
        type: 'TEXT',
        transcription: {
          engine: 'deep-gram',
          confidence: 0.5,
          words: [{ startTime: '2026-03-01T10:00:00.5Z' }],
        },
      },
    };
    assert.deepEqual(maskedJson(plain, closedMasker), plain);
  });

  it('is as it was where nothing is hidden', () => {
    assert.equal(maskedJson(conversation, openMasker), conversation);
    const text = '{ "name":"Hannah" }';
    assert.equal(maskedText(text, openMasker), text);
  });
});
