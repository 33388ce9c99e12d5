import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isPhoneNumber, readPhoneNumber } from '../../../../src/explorer/find/phone.ts';
import { looksLikeId, readQuery } from '../../../../src/explorer/find/query.ts';

const EXTENSION = 'publisher.name';
const read = (text: string) => readQuery(text, EXTENSION);
const CH = `CH${'a1'.repeat(16)}`;
const IS = `IS${'b2'.repeat(16)}`;
const IM = `IM${'c3'.repeat(16)}`;
const CA = `CA${'d4'.repeat(16)}`;
const SM = `SM${'e5'.repeat(16)}`;
const CONVERSATION = 'conv_conversation_01kf8h0n2s5q9w3t7y1u4e6r8z';
const COMMUNICATION = 'conv_communication_01kf8h0n2s5q9w3t7y1u4e6r8z';
const PARTICIPANT = 'conv_participant_01kf8h0n2s5q9w3t7y1u4e6r8z';

describe('phone numbers', () => {
  const matches = (text: string, address: string) => {
    const phone = readPhoneNumber(text);
    assert.ok(phone, `${text} is read as a phone number`);
    return isPhoneNumber(phone, address);
  };

  it('are the same in any spelling', () => {
    for (const text of [
      '+14155550100',
      '+1 415 555 0100',
      '+1 (415) 555-0100',
      '001 415 555 0100',
      '1-415-555-0100',
      '(415) 555-0100',
      '415.555.0100',
      '415–555–0100',
      '+1\u00a0415\u202f555\u00a00100',
      'whatsapp:+14155550100',
      'tel:+1-415-555-0100',
      '555 0100',
      '0100',
    ]) {
      for (const address of ['+14155550100', 'whatsapp:+14155550100', 'rcs:+14155550100']) {
        assert.ok(matches(text, address), `${text} is ${address}`);
      }
    }
    assert.ok(matches('0117 496 0110', '+441174960110'));
    assert.ok(matches('+44 (0)117 496 0110', '+441174960110'));
    assert.ok(matches('0049 40 66969 100', '+494066969100'));
    assert.ok(matches('011 49 40 66969100', '+494066969100'));
  });

  it('are found while they are still typed', () => {
    assert.ok(matches('+1 415', '+14155550100'));
    assert.ok(matches('415 555', '+14155550100'));
  });

  it('are not taken for others', () => {
    assert.ok(!matches('+4155550100', '+14155550100'));
    assert.ok(!matches('+1 415 555 0100', '+14155550101'));
    assert.ok(!matches('+44 415 555 0100', '+14155550100'));
    assert.ok(!matches('555 0101', '+14155550100'));
    assert.ok(!matches('4155', '+14155550100'), 'four digits count at the end only');
    assert.ok(!matches('0100', 'visitor-0100'));
    assert.ok(!matches('0100', 'rcs:agent_0100'));
  });

  it('are nothing else', () => {
    for (const text of [
      '',
      '12',
      '0',
      '+',
      '00',
      '555-CALL',
      '+1 415 x',
      'a@1234.com',
      '1'.repeat(40),
      '12/2026x',
    ]) {
      assert.equal(readPhoneNumber(text), undefined, text);
    }
  });

  it('survive any way of writing digits apart', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', ' (', ') ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), separator), { minLength: 7, maxLength: 15 }),
        (parts) => {
          const digits = parts.map(([digit]) => digit).join('');
          assert.ok(matches(`+${parts.flat().join('')}`, `+${digits}`));
          assert.ok(matches(parts.flat().join(''), `whatsapp:+${digits}`));
        },
      ),
    );
  });
});

describe('reading what is searched for', () => {
  it('knows ids, and strips what a selection takes along', () => {
    for (const text of [
      CONVERSATION,
      ` "${CONVERSATION}" `,
      `"id": "${CONVERSATION}",`,
      `'${CONVERSATION}';`,
      `const id = \`${CONVERSATION}\`;`,
      `(${CONVERSATION})`,
      `GET /v2/Conversations/${CONVERSATION}/Participants?pageSize=50 200 12 ms`,
      `https://conversations.twilio.com/v2/Conversations/${CONVERSATION}`,
    ]) {
      const { ids, words } = read(text);
      assert.deepEqual(ids, [{ id: CONVERSATION, kind: 'conversation' }], text);
      assert.deepEqual(words, []);
    }
    assert.deepEqual(read(PARTICIPANT).ids, [{ id: PARTICIPANT, kind: 'participant' }]);
    assert.deepEqual(read('conv_action_1a').ids, [{ id: 'conv_action_1a', kind: 'action' }]);
    assert.deepEqual(read('conv_configuration_1a').ids, [
      { id: 'conv_configuration_1a', kind: 'configuration' },
    ]);
    assert.deepEqual(read('conv_somethingnew_1a').ids, [{ id: 'conv_somethingnew_1a', kind: 'unknown' }]);
    assert.deepEqual(read('cnv_01kf8h0n2s5q9w3t7y').ids, [{ id: 'cnv_01kf8h0n2s5q9w3t7y', kind: 'unknown' }]);
  });

  it('takes an address for what it leads to, not for all that is in it', () => {
    const communication = read(
      `https://conversations.twilio.com/v2/Conversations/${CONVERSATION}/Communications/${COMMUNICATION}`,
    );
    assert.deepEqual(communication.ids, [{ id: CONVERSATION, kind: 'conversation' }]);
    assert.deepEqual(communication.place, { communicationId: COMMUNICATION });
    const console = read(
      `https://console.twilio.com/us1/develop/conversations/manage/services/${IS}/conversations/${CH}?frameUrl=x`,
    );
    assert.deepEqual([console.channelIds, console.services], [[CH], []]);
    const message = read(
      `https://conversations.twilio.com/v1/Services/${IS}/Conversations/${CH}/Messages/${IM}`,
    );
    assert.deepEqual([message.channelIds, message.place], [[CH], { resourceId: IM }]);
  });

  it('knows SIDs', () => {
    for (const sid of [CA, SM, IM, CH, `MM${'0'.repeat(32)}`]) assert.deepEqual(read(sid).channelIds, [sid]);
    assert.deepEqual(read(`"serviceId": "${IS}"`).services, [IS]);
    assert.deepEqual(read(`AC${'0'.repeat(32)}`).channelIds, [], 'an account is no call');
    assert.deepEqual(read(`${CA}f`).channelIds, [], 'too long for a SID');
  });

  it('takes a resource’s JSON for its conversation', () => {
    const text = JSON.stringify({
      id: PARTICIPANT,
      conversationId: CONVERSATION,
      addresses: [{ channelId: CA }],
    });
    assert.deepEqual(read(text).ids, [{ id: CONVERSATION, kind: 'conversation' }]);
  });

  it('knows phone numbers, in JSON as well', () => {
    assert.equal(read('"address": "whatsapp:+14155550100",').phone?.digits, '14155550100');
    assert.equal(read('(415) 555-0100').phone?.digits, '4155550100');
    assert.equal(read('call (415) 555-0100').phone, undefined);
  });

  it('takes the rest for words, without case, accents and what stands around them', () => {
    assert.deepEqual(read('  “Hannah OKAFOR”, ').words, ['hannah', 'okafor']);
    assert.deepEqual(read('Müller').words, ['muller']);
    assert.deepEqual(read('"email": "ana@example.com",').words, ['ana@example.com']);
    assert.equal(read('ana@example.com.').text, 'ana@example.com');
    assert.equal(read('ana@example.com)').text, 'ana@example.com');
    assert.equal(read('Ana (Bristol)').text, 'Ana (Bristol)');
  });

  it('knows its own links', () => {
    const { ids, place, link } = read(
      `vscode://publisher.name/conversation/AC0@h/${CONVERSATION}?communication=${COMMUNICATION}`,
    );
    assert.equal(link?.accountId, 'AC0@h');
    assert.deepEqual(ids, [{ id: CONVERSATION, kind: 'conversation' }]);
    assert.deepEqual(place, { communicationId: COMMUNICATION });
  });

  it('never fails, and asks for few things however long the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        read(text);
        looksLikeId(text);
      }),
    );
    const many = read(Array.from({ length: 500 }, (_, index) => `conv_conversation_${index}`).join('\n'));
    assert.equal(many.ids.length, 5);
    assert.ok(many.text.length <= 80);
  });

  it('tells a word that is worth a search from any other', () => {
    for (const word of [CONVERSATION, CA, '+14155550100', 'whatsapp:+14155550100'])
      assert.ok(looksLikeId(word), word);
    for (const word of ['const', 'conversationId', '42', 'hannah']) assert.ok(!looksLikeId(word), word);
  });
});
