import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Participant } from '../../../src/api/resources.ts';
import {
  again,
  candidatesOf,
  draftOf,
  likelyAuthor,
  likelyRecipients,
  partyOf,
  recipientsFor,
  repeatOf,
} from '../../../src/compose/draft.ts';
import { agent, communication, customer } from '../../support/fixtures.ts';

const candidates = candidatesOf([customer, agent]);

it('offers every address of every participant', () => {
  assert.deepEqual(
    candidates.map(({ address }) => address.address),
    ['+15550100', '+15550199', 'whatsapp:+15550199'],
  );
});

it('begins with the agent writing to the customer on the channel they share', () => {
  const author = likelyAuthor(candidates);
  assert.deepEqual(author, { address: '+15550199', channel: 'SMS', participantId: 'p-agent' });
  assert.ok(author);
  const customerParty = { address: '+15550100', channel: 'SMS', participantId: 'p-customer' };
  assert.deepEqual(likelyRecipients(author, candidates), [customerParty]);
  assert.deepEqual(likelyRecipients(customerParty, candidates), [author]);
});

it('does not send to a colleague of the author unasked', () => {
  const colleague: Participant = {
    ...agent,
    id: 'p-colleague',
    addresses: [{ channel: 'SMS', address: '+15550198' }],
  };
  const all = candidatesOf([customer, agent, colleague]);
  const author = likelyAuthor(all);
  assert.ok(author);
  assert.deepEqual(
    likelyRecipients(author, all).map(({ participantId }) => participantId),
    ['p-customer'],
  );
});

it('suggests nothing where nobody has an address', () => {
  assert.equal(likelyAuthor([]), undefined);
});

it('never offers the author as a recipient, and those on the same channel first', () => {
  const [fromCustomer] = candidates;
  assert.ok(fromCustomer);
  assert.deepEqual(
    recipientsFor(partyOf(fromCustomer), candidates.toReversed()).map(({ address }) => address.channel),
    ['SMS', 'WHATSAPP'],
  );
});

it('repeats a communication without what only the first one can have', () => {
  const original = communication('c', '2026-03-01T10:00:00Z', {
    channelId: `SM${'1'.repeat(32)}`,
    resourceId: 'mine',
    content: {
      type: 'TRANSCRIPTION',
      text: 'Hello',
      transcription: { channel: 0, confidence: 0.9, engine: 'deepgram', words: [{ text: 'Hello' }] },
    },
  });
  assert.deepEqual(repeatOf(original, [customer, agent]), {
    author: { address: '+15550100', channel: 'SMS', participantId: 'p-customer' },
    recipients: [{ address: '+15550199', channel: 'SMS', participantId: 'p-agent' }],
    content: {
      type: 'TRANSCRIPTION',
      text: 'Hello',
      transcription: { channel: 0, confidence: 0.9, engine: 'deepgram' },
    },
  });
});

it('repeats it in the same call or chat', () => {
  const channelId = `CH${'1'.repeat(32)}`;
  const chatter: Participant = {
    ...customer,
    addresses: [{ channel: 'CHAT', address: 'maya', channelId }],
  };
  const original = communication('c', '2026-03-01T10:00:00Z', { channelId });
  assert.equal(repeatOf(original, [chatter, agent]).channelId, channelId);
  assert.ok(!('channelId' in repeatOf({ ...original, channelId: null }, [customer, agent])));
});

it('begins a change of a communication with its author, recipients and text', () => {
  assert.deepEqual(draftOf(communication('c', '2026-03-01T10:00:00Z')), {
    author: { address: '+15550100', channel: 'SMS', participantId: 'p-customer' },
    recipients: [{ address: '+15550199', channel: 'SMS', participantId: 'p-agent' }],
    text: 'Text c',
  });
});

it('makes a second communication of a request, and does not change the first one', () => {
  const party = { address: 'maya', channel: 'CHAT' as const };
  const body = { author: party, recipients: [party], content: { type: 'TEXT' as const, text: 'Hi' } };
  assert.deepEqual(again({ ...body, channelId: 'CA1', resourceId: 'order-7' }), {
    ...body,
    channelId: 'CA1',
  });
  assert.deepEqual(again(body), body);
});
