import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Participant } from '../../../../src/api/resources.ts';
import { addressesOf } from '../../../../src/explorer/acts/distinctAddresses.ts';
import {
  bodyOf,
  changesOf,
  draftOf,
  emptyDraft,
  hasProfile,
} from '../../../../src/explorer/acts/participantDraft.ts';
import { agent, customer } from '../../../support/fixtures.ts';

const sms = { channel: 'SMS', address: '+15550100' };

it('makes no request of a participant without an address', () => {
  assert.equal(bodyOf(emptyDraft()), undefined);
});

it('leaves out of the request what was left empty', () => {
  assert.deepEqual(bodyOf({ name: '  ', profileId: '', addresses: [sms] }), { addresses: [sms] });
  assert.deepEqual(
    bodyOf({ type: 'CUSTOMER', name: ' Maya ', profileId: ' mem_profile_1 ', addresses: [sms] }),
    { type: 'CUSTOMER', name: 'Maya', profileId: 'mem_profile_1', addresses: [sms] },
  );
});

it('sends nothing that was only begun', () => {
  const draft = { ...emptyDraft(), addresses: [sms], begun: { channel: 'CHAT', address: 'ma' } };
  assert.deepEqual(bodyOf(draft), { addresses: [sms] });
});

it('changes nothing about a participant who was only looked at, whatever their answer left null', () => {
  for (const participant of [
    customer,
    agent,
    { ...customer, name: null, profileId: null, addresses: [{ ...sms, channelId: null }] },
  ] satisfies Participant[]) {
    assert.deepEqual(changesOf(participant, draftOf(participant)), {});
  }
});

it('changes what was changed, takes away what was emptied, and nothing else', () => {
  const before: Participant = { ...customer, profileId: 'mem_profile_1' };
  const draft = draftOf(before);
  draft.name = '';
  draft.profileId = 'mem_profile_2';
  assert.deepEqual(changesOf(before, draft), { name: null, profileId: 'mem_profile_2' });
  draft.type = 'AI_AGENT';
  draft.profileId = ' ';
  draft.addresses.push({ channel: 'CHAT', address: 'maya' });
  assert.deepEqual(changesOf(before, draft), {
    type: 'AI_AGENT',
    name: null,
    profileId: null,
    addresses: [sms, { channel: 'CHAT', address: 'maya' }],
  });
});

it('keeps the call that an address came from, and the participant that a draft was made of', () => {
  const before: Participant = { ...customer, addresses: [{ ...sms, channelId: 'CA1' }] };
  const draft = draftOf(before);
  draft.addresses.push({ channel: 'CHAT', address: 'maya' });
  assert.deepEqual(changesOf(before, draft).addresses?.[0], { ...sms, channelId: 'CA1' });
  assert.equal(before.addresses?.length, 1);
});

it('asks for a profile where there is one, or can be', () => {
  assert.equal(hasProfile({ ...emptyDraft(), type: 'CUSTOMER' }), true);
  assert.equal(hasProfile({ ...emptyDraft(), type: 'AGENT' }), false);
  assert.equal(hasProfile({ ...emptyDraft(), type: 'AGENT', profileId: 'mem_profile_1' }), true);
});

it('lists an address that several channels and people share once', () => {
  const twin: Participant = {
    ...customer,
    id: 'twin',
    addresses: [sms, { channel: 'VOICE', address: sms.address }],
  };
  assert.deepEqual(
    addressesOf([customer, twin, agent]).map(({ address, channels, owners }) => [
      address,
      channels,
      owners.map(({ id }) => id),
    ]),
    [
      ['+15550100', ['SMS', 'VOICE'], ['p-customer', 'twin']],
      ['+15550199', ['SMS'], ['p-agent']],
      ['whatsapp:+15550199', ['WHATSAPP'], ['p-agent']],
    ],
  );
  assert.deepEqual(addressesOf([{ ...customer, addresses: [] }]), []);
});
