import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Communication } from '../../../../src/api/resources.ts';
import { type Entry, entryOf } from '../../../../src/timeline/entries.ts';
import { EntrySearch, type Searched } from '../../../../src/timeline/find/entrySearch.ts';
import { Parties } from '../../../../src/timeline/parties.ts';
import { agent, communication, customer } from '../../../support/fixtures.ts';

function said(id: string, text: string, rest: Partial<Communication> = {}): Communication {
  return communication(id, `2026-03-01T10:${id.slice(1).padStart(2, '0')}:00Z`, {
    content: { type: 'TEXT', text },
    ...rest,
  });
}

const byAgent: Partial<Communication> = {
  author: { address: '+15550199', channel: 'SMS', participantId: 'p-agent' },
  recipients: [{ address: '+15550100', channel: 'SMS', participantId: 'p-customer' }],
};

function searchedOver(
  entries: readonly Entry[],
  { shown = entries, revision = 1 }: { shown?: readonly Entry[]; revision?: number } = {},
): Searched {
  const all = new Map(entries.map(({ communication }) => [communication.id, communication]));
  return {
    revision,
    entries,
    shown,
    parties: new Parties([customer, agent]),
    communication: (id) => all.get(id),
  };
}

const entries = [
  said('c1', 'Hello from the café'),
  said('c2', 'GRÜẞE aus Köln', byAgent),
  said('c3', 'The invoice 12345 is ready'),
  said('c4', 'cafe again', byAgent),
  said('c5', '', { author: { address: 'x@example.com', channel: 'CHAT' }, recipients: [] }),
].map(entryOf);

describe('searching entries', () => {
  it('minds neither case nor accents', () => {
    const search = new EntrySearch();
    assert.deepEqual(search.search(searchedOver(entries), 'CAFE'), [0, 3]);
    assert.deepEqual(search.search(searchedOver(entries), 'café'), [0, 3]);
    assert.deepEqual(search.search(searchedOver(entries), 'koln'), [1]);
  });

  it('finds an author by name and by address, and a recipient by address alone', () => {
    const search = new EntrySearch();
    assert.deepEqual(search.search(searchedOver(entries), 'jonas'), [1, 3]);
    assert.deepEqual(search.search(searchedOver(entries), 'x@example'), [4]);
    // Both ends, however it is spaced; Maya and Jonas are the ends of all but the last.
    assert.deepEqual(search.search(searchedOver(entries), '+1 (555) 0199'), [0, 1, 2, 3]);
    assert.deepEqual(search.search(searchedOver(entries), 'maya'), [0, 2]);
  });

  it('finds one by its whole id, and not by a part of it', () => {
    const search = new EntrySearch();
    const odd = [...entries, entryOf(said('c9', 'nothing')), entryOf(said('comm_abc', 'else'))];
    assert.deepEqual(search.search(searchedOver(odd), ' comm_abc '), [6]);
    assert.deepEqual(search.search(searchedOver(odd), 'comm_ab'), []);
  });

  it('finds the same while a query grows as it does at once', () => {
    const typed = new EntrySearch();
    const query = '12345 is';
    for (let length = 1; length <= query.length; length++) {
      const part = query.slice(0, length);
      assert.deepEqual(
        typed.search(searchedOver(entries), part),
        new EntrySearch().search(searchedOver(entries), part),
        part,
      );
    }
    // With the fifth digit, addresses of recipients come in: more is found than before.
    const toAnother = entryOf(
      said('c6', 'to another', { recipients: [{ address: '+447712', channel: 'SMS' }] }),
    );
    const more = searchedOver([...entries, toAnother], { revision: 2 });
    assert.deepEqual(typed.search(more, '4771'), []);
    assert.deepEqual(typed.search(more, '44771'), [5]);
  });

  it('searches what is shown, and gives positions in it', () => {
    const search = new EntrySearch();
    const [first, , , fourth, fifth] = entries;
    assert.ok(first && fourth && fifth);
    const shown = [fourth, fifth];
    assert.deepEqual(search.search(searchedOver(entries, { shown }), 'cafe'), [0]);
    assert.deepEqual(search.search(searchedOver(entries, { shown }), 'c1'), []);
    assert.deepEqual(search.search(searchedOver(entries, { shown: [first, fifth] }), 'c1'), [0]);
  });

  it('takes in what came, went and changed', () => {
    const search = new EntrySearch();
    const own = ['one', 'two', 'three'].map((text, n) => entryOf(said(`c${n * 2}`, text)));
    const [one, two, three] = own;
    assert.ok(one && two && three);
    assert.deepEqual(search.search(searchedOver(own), 'two'), [1]);
    const between = entryOf(said('c1', 'two and a half'));
    assert.deepEqual(search.search(searchedOver([one, between, two], { revision: 2 }), 'two'), [1, 2]);
    two.communication = { ...two.communication, content: { type: 'TEXT', text: 'changed' } };
    assert.deepEqual(search.search(searchedOver([one, between, two], { revision: 3 }), 'two'), [1]);
    assert.deepEqual(search.search(searchedOver([one, between, two], { revision: 3 }), 'changed'), [2]);
    assert.deepEqual(search.search(searchedOver([two, three], { revision: 4 }), 'three'), [1]);
  });

  it('makes texts ready piece by piece', () => {
    const search = new EntrySearch();
    const searched = searchedOver(entries);
    assert.equal(search.prepare(searched, 2), false);
    assert.equal(search.prepare(searched, 2), false);
    assert.equal(search.prepare(searched, 2), true);
    assert.deepEqual(search.search(searched, 'again'), [3]);
  });

  it('finds nothing for nothing, and in nothing', () => {
    assert.deepEqual(new EntrySearch().search(searchedOver(entries), '  '), []);
    assert.deepEqual(new EntrySearch().search(searchedOver([]), 'x'), []);
  });
});
