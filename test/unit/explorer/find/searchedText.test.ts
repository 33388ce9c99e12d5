import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchConversation } from '../../../../src/explorer/find/match.ts';
import { readQuery } from '../../../../src/explorer/find/query.ts';
import { folding, mayFit } from '../../../../src/explorer/find/searchedText.ts';
import { agent, conversation, customer } from '../../../support/fixtures.ts';

const whole = {
  ...conversation,
  name: 'Zoë’s bicycle',
  metadata: { order: 'Über 12', call: `CA${'d4'.repeat(16)}` },
  participants: [{ ...customer, profileId: 'mem_profile_0123456789' }, agent],
};

describe('the quick look at a loaded conversation', () => {
  for (const text of [
    'zoe bicycle',
    'ZOË',
    'uber',
    'maya',
    '+1 555 0100',
    '5550199',
    'whatsapp:+15550199',
    `CA${'d4'.repeat(16)}`,
    'mem_profile_0123456789',
    'nobody',
    'maya bicycle',
  ]) {
    it(`rules out just what does not fit: ${text}`, () => {
      const query = readQuery(text, 'publisher.name');
      const fits = matchConversation(query, whole);
      assert.equal(mayFit(query, whole), fits !== undefined);
      assert.deepEqual(matchConversation(query, whole, undefined, folding(whole)), fits);
    });
  }

  it('folds the texts of a conversation once, however often somebody types', () => {
    let reads = 0;
    const counted = {
      ...conversation,
      get name() {
        reads++;
        return 'A bicycle';
      },
    };
    for (const text of ['no', 'not', 'noth', 'nothing']) mayFit(readQuery(text, 'publisher.name'), counted);
    assert.equal(reads, 1);
  });
});
