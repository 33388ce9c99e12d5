import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closedMasker, openMasker } from '../../../src/platform/masking.ts';
import { Parties } from '../../../src/timeline/parties.ts';
import { shownParticipantName, shownParty } from '../../../src/timeline/shownParty.ts';
import { customer } from '../../support/fixtures.ts';

const hostile = { ...customer, name: ' \u202Eayam\u0007 ' };
const parties = new Parties([hostile]);
const known = { address: '+15550100', channel: 'SMS', participantId: 'p-customer' };
const stranger = { address: 'chat:\u202Eeve', channel: 'CHAT' };

describe('a party as it may be seen', () => {
  it('has no character in its name or address that acts', () => {
    assert.deepEqual(shownParty(known, parties, openMasker), {
      ...known,
      name: '[U+202E]ayam[␇]',
      type: 'CUSTOMER',
    });
    assert.equal(shownParty(stranger, parties, openMasker).name, 'chat:[U+202E]eve');
    assert.equal(shownParticipantName(hostile, openMasker), '[U+202E]ayam[␇]');
    assert.equal(shownParticipantName({ ...hostile, name: null }, openMasker), '+15550100');
  });

  it('is called by its address where nobody says who it is', () => {
    const { name, address, type } = shownParty(stranger, parties, closedMasker);
    assert.deepEqual([name, address, type], ['••••ve', '••••ve', 'UNKNOWN']);
  });

  it('is nobody while names are hidden', () => {
    const said = JSON.stringify([
      shownParty(known, parties, closedMasker),
      shownParticipantName(hostile, closedMasker),
    ]);
    assert.doesNotMatch(said, /ayam|5550100/);
  });
});
