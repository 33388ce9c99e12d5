import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readQuery, writeQuery } from '../../../src/inspect/jsonAddress.ts';
import type { ResourceRef } from '../../../src/platform/resourceRef.ts';

const inService = { accountId: 'a', chatServiceSid: 'IS1' };
const inServiceConversation = { ...inService, conversationSid: 'CH1' };
const refs: ResourceRef[] = [
  { kind: 'conversation', accountId: 'a', conversationId: 'c' },
  { kind: 'participant', accountId: 'a', conversationId: 'c', participantId: 'p' },
  { kind: 'communication', accountId: 'a', conversationId: 'c', communicationId: 'm' },
  { kind: 'action', accountId: 'a', conversationId: 'c', actionId: 'x' },
  { kind: 'configuration', accountId: 'a', configurationId: 'f' },
  { kind: 'operation', accountId: 'a', operationId: 'o' },
  { kind: 'service', ...inService },
  { kind: 'serviceConversation', ...inServiceConversation },
  { kind: 'serviceMessage', ...inServiceConversation, messageSid: 'IM1' },
  { kind: 'serviceParticipant', ...inServiceConversation, participantSid: 'MB1' },
  { kind: 'deliveryReceipt', ...inServiceConversation, messageSid: 'IM1', receiptSid: 'DY1' },
];

for (const ref of refs) {
  it(`writes and reads a reference: ${ref.kind}`, () => {
    assert.deepEqual(readQuery(writeQuery(ref)), ref);
  });
}

it('keeps whatever an id is made of', () => {
  const ref: ResourceRef = { kind: 'conversation', accountId: 'a&b=c#d', conversationId: 'ü /?%20+' };
  assert.deepEqual(readQuery(writeQuery(ref)), ref);
});

it('writes the same for the same resource, and nothing but its ids', () => {
  const row = { name: 'Row', conversationId: 'c', secret: 's3cret', accountId: 'a', kind: 'conversation' };
  assert.equal(writeQuery(row as ResourceRef), 'accountId=a&conversationId=c&kind=conversation');
});

for (const query of [
  '',
  'kind=conversation',
  'kind=conversation&accountId=a&conversationId=',
  'kind=x&accountId=a',
]) {
  it(`reads no reference out of “${query}”`, () => {
    assert.equal(readQuery(query), undefined);
  });
}
