import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Participant } from '../../../src/api/resources.ts';
import { eventsOf, filterEvents, SeenChanges, type TimelineEvent } from '../../../src/timeline/events.ts';
import { agent, conversation, customer } from '../../support/fixtures.ts';

const T0 = '2026-03-01T10:00:00.000Z';
const at = (participant: Participant, createdAt: string): Participant => ({ ...participant, createdAt });
const told = (events: readonly TimelineEvent[]) =>
  events.map(({ what, participants, status, time, about }) => [
    what,
    participants.map(({ id }) => id).join(),
    status,
    new Date(time).toISOString(),
    about,
  ]);

describe('what befell a conversation', () => {
  it('begins with who was there when it was created, and goes on with who came later, in order', () => {
    const late = at({ ...agent, id: 'p-late' }, '2026-03-01T11:00:00.000Z');
    const later = at({ ...agent, id: 'p-with' }, '2026-03-01T11:00:01.000Z');
    const events = eventsOf(
      { ...conversation, createdAt: T0, updatedAt: T0 },
      [late, later, at(customer, T0), at(agent, '2026-03-01T10:00:00.300Z')],
      [],
    );
    assert.deepEqual(told(events), [
      ['created', 'p-customer,p-agent', undefined, T0, false],
      ['joined', 'p-late,p-with', undefined, '2026-03-01T11:00:00.000Z', false],
    ]);
  });

  it('says when a conversation that has ended was last changed, and that this is a guess', () => {
    const updatedAt = '2026-03-05T10:00:00.000Z';
    const events = eventsOf({ ...conversation, createdAt: T0, updatedAt, status: 'CLOSED' }, [], []);
    assert.deepEqual(told(events), [
      ['created', '', undefined, T0, false],
      ['status', '', 'CLOSED', updatedAt, true],
    ]);
    assert.equal(eventsOf({ ...conversation, createdAt: T0, updatedAt }, [], []).length, 1);
  });

  it('tells nothing where nothing is dated', () => {
    assert.deepEqual(eventsOf({ ...conversation, status: 'CLOSED' }, [customer], []), []);
    assert.deepEqual(eventsOf({ ...conversation, createdAt: 'yesterday' }, [at(customer, '?')], []), []);
  });

  it('has what one reading found changed since the last, and then does not guess', () => {
    const seen = new SeenChanges();
    const now = Date.parse('2026-03-02T12:00:00Z');
    const closed = { ...conversation, status: 'CLOSED', updatedAt: '2026-03-02T11:59:00.000Z' };
    seen.note(conversation, [customer, agent], now - 1);
    seen.note(conversation, [customer, agent], now);
    assert.deepEqual(seen.all, []);
    seen.note(closed, [customer], now);
    assert.deepEqual(told(eventsOf(closed, [customer], seen.all)), [
      ['status', '', 'CLOSED', '2026-03-02T11:59:00.000Z', false],
      ['left', 'p-agent', undefined, '2026-03-02T12:00:00.000Z', true],
    ]);
    const again = { ...closed, name: 'Another name', updatedAt: '2026-03-03T00:00:00.000Z' };
    seen.note(again, [customer], now + 1);
    assert.equal(eventsOf(again, [customer], seen.all).length, 2);
  });
});

describe('events under a filter', () => {
  const events = eventsOf(
    { ...conversation, createdAt: T0, status: 'CLOSED', updatedAt: '2026-03-09T00:00:00.000Z' },
    [at(customer, T0), at(agent, '2026-03-02T00:00:00.000Z')],
    [],
  );
  const whats = (filter: Parameters<typeof filterEvents>[1]) =>
    filterEvents(events, filter).map(({ what }) => what);

  it('all stay without one', () => assert.deepEqual(whats({}), ['created', 'joined', 'status']));

  it('none has a channel, a kind or a delivery status', () => {
    assert.deepEqual(whats({ channels: ['SMS'] }), []);
    assert.deepEqual(whats({ kinds: ['TEXT'] }), []);
    assert.deepEqual(whats({ statuses: ['FAILED'] }), []);
  });

  it('those of the time stay with a time, those of a party with a party', () => {
    assert.deepEqual(whats({ from: Date.parse('2026-03-02T00:00:00Z') }), ['joined', 'status']);
    assert.deepEqual(whats({ to: Date.parse('2026-03-02T00:00:00Z') }), ['created']);
    assert.deepEqual(whats({ parties: ['p-agent'] }), ['joined']);
    assert.deepEqual(whats({ parties: ['p-customer'] }), []);
  });
});
