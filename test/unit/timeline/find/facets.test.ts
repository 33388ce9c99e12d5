import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { entryOf } from '../../../../src/timeline/entries.ts';
import { filterEntries } from '../../../../src/timeline/filtering.ts';
import { facetsOf } from '../../../../src/timeline/find/facetOptions.ts';
import { countFacets } from '../../../../src/timeline/find/facets.ts';
import { addressKey, Parties } from '../../../../src/timeline/parties.ts';
import { type Filter, isOpen, withList, withTime } from '../../../../src/timeline/protocol/filter.ts';
import { toViewSchema } from '../../../../src/timeline/protocol/messages.ts';
import { agent, communication, customer } from '../../../support/fixtures.ts';

const parties = new Parties([customer, agent]);
const jonas = { address: '+15550199', channel: 'SMS', participantId: 'p-agent' };
const maya = { address: '+15550100', channel: 'SMS', participantId: 'p-customer' };
const stranger = { address: 'chat:someone', channel: 'CHAT' };
const strangerKey = addressKey(stranger.address);
const entries = [
  communication('c1', '2026-03-01T10:00:00Z'),
  communication('c2', '2026-03-01T11:00:00Z', {
    author: jonas,
    recipients: [
      { ...maya, deliveryStatus: 'FAILED' },
      { ...stranger, deliveryStatus: 'FAILED' },
    ],
  }),
  communication('c3', '2026-03-02T10:00:00Z', {
    author: stranger,
    recipients: [{ ...jonas }],
    content: { type: 'TRANSCRIPTION', text: 'Hm' },
  }),
  communication('c4', 'no date', { recipients: [] }),
].map(entryOf);
const ids = (filter: Filter) =>
  filterEntries(entries, filter, parties).map(({ communication: { id } }) => id);

describe('filtering entries', () => {
  it('takes any of several values, and all members at once', () => {
    assert.deepEqual(ids({ parties: [strangerKey] }), ['c2', 'c3']);
    assert.deepEqual(ids({ parties: [strangerKey, 'p-customer'] }), ['c1', 'c2', 'c3', 'c4']);
    assert.deepEqual(ids({ parties: [strangerKey], statuses: ['FAILED'] }), ['c2']);
    assert.deepEqual(ids({ statuses: [''] }), ['c3']);
    assert.deepEqual(ids({ channels: ['CHAT'], kinds: ['TEXT'] }), []);
  });

  it('leaves out what has no date when a time is asked for', () => {
    const from = Date.parse('2026-03-01T11:00:00Z');
    assert.deepEqual(ids({ from }), ['c2', 'c3']);
    assert.deepEqual(ids({ to: from }), ['c1']);
    assert.deepEqual(ids({ from: Date.parse('2030-01-01') }), []);
  });

  it('gives the same list where nothing is narrowed', () => {
    assert.equal(filterEntries(entries, {}, parties), entries);
    assert.ok(isOpen(withList({ kinds: ['TEXT'] }, 'kinds', [])));
    assert.ok(isOpen(withTime({ from: 1, to: 2 }, undefined, undefined)));
    assert.deepEqual(withList(withTime({}, 5, undefined), 'kinds', ['TEXT']), { from: 5, kinds: ['TEXT'] });
  });
});

describe('counting what a filter can be made of', () => {
  const spans = [
    { name: 'first', from: Date.parse('2026-03-01'), to: Date.parse('2026-03-02') },
    { name: 'never', from: Date.parse('2030-01-01') },
  ];

  it('counts each value once in a communication', () => {
    const { parties: people, channels, kinds, statuses, ...rest } = countFacets(entries, {}, parties, spans);
    assert.deepEqual(Object.fromEntries(people), { 'p-customer': 3, 'p-agent': 3, [strangerKey]: 2 });
    assert.deepEqual(Object.fromEntries(channels), { SMS: 3, CHAT: 1 });
    assert.deepEqual(Object.fromEntries(kinds), { TEXT: 3, TRANSCRIPTION: 1 });
    assert.deepEqual(Object.fromEntries(statuses), { DELIVERED: 1, FAILED: 1, '': 1 });
    assert.deepEqual(
      rest.spans.map(({ name, count }) => [name, count]),
      [['first', 2]],
    );
    assert.deepEqual([rest.first, rest.last], [entries[0]?.time, entries[2]?.time]);
  });

  it('counts a value among what the other members let through, as choosing it would show', () => {
    const filter: Filter = { kinds: ['TEXT'], statuses: ['FAILED', 'LOST'] };
    const facets = countFacets(entries, filter, parties, []);
    for (const [member, counts] of [
      ['kinds', facets.kinds],
      ['statuses', facets.statuses],
      ['parties', facets.parties],
      ['channels', facets.channels],
    ] as const) {
      for (const [value, count] of counts)
        assert.equal(count, ids(withList(filter, member, [value])).length, `${member} ${value}`);
    }
    assert.equal(facets.statuses.get('LOST'), 0);
  });

  it('tells the view who is who, in their order, masked where that is asked for', () => {
    const narrowed = { entries, filter: {}, parties, participants: [agent, customer] };
    const now = Date.parse('2026-03-05T12:00:00Z');
    const open = facetsOf(narrowed, openMasker, 'UTC', now);
    assert.ok(v.safeParse(toViewSchema, { type: 'facets', ...open }).success);
    assert.deepEqual(
      open.parties.map(({ name, type }) => [name, type]),
      [
        ['Jonas', 'HUMAN_AGENT'],
        ['Maya Lopez', 'CUSTOMER'],
        ['chat:someone', 'UNKNOWN'],
      ],
    );
    assert.deepEqual(
      open.spans.map(({ name, count }) => [name, count]),
      [
        ['last7Days', 3],
        ['latestDay', 1],
      ],
    );
    const hidden = JSON.stringify(facetsOf(narrowed, closedMasker, 'UTC', now));
    assert.doesNotMatch(hidden, /Jonas|Maya|someone/);
  });

  it('lists so many people and says how many more there are, but always who is chosen', () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      entryOf(
        communication(`m${n}`, '2026-03-01T10:00:00Z', {
          author: { address: `+1${n}`, channel: 'SMS' },
          recipients: [],
        }),
      ),
    );
    const filter = { parties: [addressKey('+1249'), addressKey('+1248')] };
    const facets = facetsOf({ entries: many, filter, parties, participants: [] }, openMasker, 'UTC', 0);
    assert.equal(facets.parties.length + facets.moreParties, 250);
    assert.ok(facets.parties.some(({ key }) => key === addressKey('+1249')));
  });

  it('counts nothing in nothing', () => {
    const facets = countFacets([], {}, parties, spans);
    assert.deepEqual([facets.parties.size, facets.spans, facets.first], [0, [], undefined]);
  });
});
