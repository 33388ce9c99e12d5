import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Participant } from '../../../../src/api/resources.ts';
import {
  checkMessage,
  type MessageField,
  refusedMessageField,
} from '../../../../src/compose/message/checkMessage.ts';
import type { MessageDraft } from '../../../../src/compose/message/messageDraft.ts';
import { l10n } from '../../l10n.ts';

const ids = { conversationId: 'conv', accountId: 'AC' };
const agent: Participant = {
  ...ids,
  id: 'p-agent',
  addresses: [
    { channel: 'SMS', address: '+15550199' },
    { channel: 'WHATSAPP', address: 'whatsapp:+15550199' },
    { channel: 'VOICE', address: '+15550199' },
  ],
};
const customer: Participant = {
  ...ids,
  id: 'p-customer',
  addresses: [{ channel: 'SMS', address: '+15550100' }],
};
const twoPhones: Participant = {
  ...ids,
  id: 'p-two',
  addresses: [
    { channel: 'SMS', address: '+15550101' },
    { channel: 'SMS', address: '+15550102' },
  ],
};
const participants = [agent, customer, twoPhones];
const whole: MessageDraft = {
  from: { participantId: 'p-agent', channel: 'SMS' },
  to: [{ participantId: 'p-customer' }],
  text: 'Hi',
};

const check = (changes: Partial<MessageDraft>) => checkMessage({ ...whole, ...changes }, participants, l10n);

/** The fields that a message has something wrong in. */
const wrong = (changes: Partial<MessageDraft>): MessageField[] =>
  check(changes).complaints.map(({ field }) => field);

describe('A draft of a message for Twilio to send', () => {
  it('becomes the request that it says, and nothing more', () => {
    assert.deepEqual(check({}).body, {
      type: 'SEND_MESSAGE',
      payload: {
        from: { participantId: 'p-agent', channel: 'SMS' },
        to: [{ participantId: 'p-customer' }],
        content: { text: 'Hi' },
      },
    });
    assert.deepEqual(
      check({
        text: ' ',
        contentId: ' HX12ab ',
        variables: '1=Maya; 2 = a=b\n3=',
        mediaUrls: ' https://example.com/a.png\nhttps://example.com/b?x=1,2 ',
        channelSettings: '{"messagingServiceSid":"MG1"}',
      }).body?.payload,
      {
        from: { participantId: 'p-agent', channel: 'SMS' },
        to: [{ participantId: 'p-customer' }],
        content: {
          contentId: 'HX12ab',
          variables: { 1: 'Maya', 2: 'a=b', 3: '' },
          mediaUrls: ['https://example.com/a.png', 'https://example.com/b?x=1,2'],
        },
        channelSettings: { messagingServiceSid: 'MG1' },
      },
    );
    const asJson = check({ contentId: 'HX1', variables: '{"1":"a; b","2":3}' }).body;
    assert.deepEqual(asJson?.payload.content.variables, { 1: 'a; b', 2: '3' });
  });

  it('names its ends in one of the ways that the API has', () => {
    const ends = check({
      from: { participantId: 'p-agent', channel: 'SMS', address: '+15550199' },
      to: [
        { participantId: 'p-two', channel: 'SMS', address: '+15550102' },
        { address: '+15550177', channel: 'SMS' },
      ],
    }).body?.payload;
    assert.deepEqual(ends?.from, { participantId: 'p-agent', channel: 'SMS' });
    // By their channel alone, either phone could be meant.
    assert.deepEqual(ends?.to, [
      { address: '+15550102', channel: 'SMS' },
      { address: '+15550177', channel: 'SMS' },
    ]);
  });

  it('names every field that is missing', () => {
    const { complaints } = checkMessage({ text: ' ' }, participants, l10n);
    assert.deepEqual(
      complaints.map(({ field }) => field),
      ['from', 'to', 'text'],
    );
  });

  it('goes through one channel, which is one that Twilio sends on', () => {
    const voice = check({ from: { participantId: 'p-agent', channel: 'VOICE' } });
    assert.match(voice.complaints[0]?.message ?? '', /does not send on VOICE/);
    assert.deepEqual(wrong({ to: [{ address: 'a@example.com', channel: 'EMAIL' }] }), ['to']);
    assert.deepEqual(wrong({ from: { participantId: 'p-agent', channel: 'WHATSAPP' } }), ['to']);
    assert.deepEqual(wrong({ to: [{ address: 'whatsapp:+15550100', channel: 'WHATSAPP' }] }), ['to']);
  });

  it('is between participants with the addresses that they have, or addresses that may be right', () => {
    assert.deepEqual(wrong({ from: { participantId: 'p-agent' } }), ['from']);
    assert.deepEqual(wrong({ from: { participantId: 'p-nobody', channel: 'SMS' } }), ['from']);
    assert.deepEqual(wrong({ to: [{ participantId: 'p-customer', channel: 'RCS' }] }), ['to']);
    assert.deepEqual(wrong({ to: [{ address: '0123', channel: 'WHATSAPP' }] }), ['to']);
    assert.deepEqual(wrong({ to: [{ address: '+15550100' }] }), ['to']);
    const unknown = checkMessage({ ...whole, from: { participantId: 'p-agent' } }, undefined, l10n);
    assert.deepEqual(unknown.complaints, []);
  });

  it('says what is wrong with a template, media or settings', () => {
    assert.deepEqual(wrong({ contentId: 'MG1' }), ['contentId']);
    assert.deepEqual(wrong({ contentId: 'HX1', variables: 'Maya' }), ['variables']);
    assert.deepEqual(wrong({ contentId: 'HX1', variables: '=Maya' }), ['variables']);
    assert.deepEqual(wrong({ contentId: 'HX1', variables: '{"1":["Maya"]}' }), ['variables']);
    assert.deepEqual(wrong({ variables: '1=Maya' }), ['variables']);
    assert.deepEqual(wrong({ mediaUrls: 'https://example.com/a.png example.com/b.png' }), ['mediaUrls']);
    assert.deepEqual(wrong({ mediaUrls: 'file:///etc/hosts' }), ['mediaUrls']);
    assert.deepEqual(wrong({ channelSettings: '[1]' }), ['channelSettings']);
    assert.deepEqual(wrong({ channelSettings: '{' }), ['channelSettings']);
  });

  it('is refused where the API would refuse it', () => {
    assert.deepEqual(wrong({ text: 'x'.repeat(8_388_609) }), ['text']);
    assert.deepEqual(wrong({ to: [{ address: 'x'.repeat(255), channel: 'CHAT' }] }), ['to']);
  });

  it('finds the field that a refusal is about', () => {
    assert.equal(refusedMessageField("payload.to[0].channel must be SMS, as payload.from's is"), 'to');
    assert.equal(refusedMessageField('payload.from.participantId p is not a participant'), 'from');
    assert.equal(refusedMessageField('payload.content must have a text, a contentId or mediaUrls'), 'text');
    assert.equal(refusedMessageField('payload.content.mediaUrls[0] must be an absolute URL'), 'mediaUrls');
    assert.equal(refusedMessageField('payload.channelSettings must be an object'), 'channelSettings');
    assert.equal(refusedMessageField('The conversation is CLOSED'), undefined);
  });
});
