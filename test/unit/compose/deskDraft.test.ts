import assert from 'node:assert/strict';
import { it } from 'node:test';
import { communicationOf, type DeskDraft, deskDraftOf, messageOf } from '../../../src/compose/deskDraft.ts';
import { agent, customer } from '../../support/fixtures.ts';

const draft: DeskDraft = {
  mode: 'send',
  author: { channel: 'SMS', address: '+15550199', participantId: 'p-agent' },
  recipients: [{ channel: 'SMS', address: '+15550177' }],
  text: 'Hello',
  occurredAt: 'noon',
  contentId: 'HX1',
};

it('parts what is a communication’s from what is a message’s', () => {
  const { author, recipients } = draft;
  assert.deepEqual(communicationOf(draft), { author, recipients, text: 'Hello', occurredAt: 'noon' });
  assert.deepEqual(messageOf(draft), { from: author, to: recipients, text: 'Hello', contentId: 'HX1' });
});

it('names the ends of a message again as they are chosen, and leaves out whose address nobody knows', () => {
  const message = {
    text: 'Hello',
    from: { participantId: 'p-agent', channel: 'WHATSAPP' },
    to: [{ participantId: 'p-customer' }, { participantId: 'gone' }, { channel: 'SMS', address: '+1' }],
  };
  assert.deepEqual(deskDraftOf(message, [customer, agent]), {
    mode: 'send',
    text: 'Hello',
    author: { channel: 'WHATSAPP', address: 'whatsapp:+15550199', participantId: 'p-agent' },
    recipients: [
      { channel: 'SMS', address: '+15550100', participantId: 'p-customer' },
      { channel: 'SMS', address: '+1' },
    ],
  });
});
