import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entryOf } from '../../../src/timeline/entries.ts';
import { Parties } from '../../../src/timeline/parties.ts';
import { responseGaps } from '../../../src/timeline/responses.ts';
import { agent, communication, customer } from '../../support/fixtures.ts';

const parties = new Parties([customer, agent]);
const fromAgent = { author: { address: '+15550199', channel: 'SMS', participantId: 'p-agent' } };
const fromStranger = { author: { address: '+15550555', channel: 'SMS' } };
const gapsOf = (...communications: ReturnType<typeof communication>[]) =>
  responseGaps(communications.map(entryOf), parties);

describe('response gaps', () => {
  it('last from the first communication of a customer’s turn to the first answer', () => {
    const gaps = gapsOf(
      communication('a', '2026-03-01T10:00:00Z'),
      communication('b', '2026-03-01T10:04:00Z'),
      communication('c', '2026-03-01T10:12:00Z', fromAgent),
      communication('d', '2026-03-01T10:13:00Z', fromAgent),
      communication('e', '2026-03-01T11:00:00Z'),
      communication('f', '2026-03-01T11:00:30Z', fromAgent),
    );
    assert.deepEqual(gaps, [
      { askedBy: 'a', answeredBy: 'c', ms: 720_000 },
      { askedBy: 'e', answeredBy: 'f', ms: 30_000 },
    ]);
  });

  it('are not begun by an agent, nor by what nobody answered', () => {
    const gaps = gapsOf(
      communication('a', '2026-03-01T10:00:00Z', fromAgent),
      communication('b', '2026-03-01T10:04:00Z'),
    );
    assert.deepEqual(gaps, []);
  });

  it('count a stranger as a customer', () => {
    const gaps = gapsOf(
      communication('a', '2026-03-01T10:00:00Z', fromStranger),
      communication('b', '2026-03-01T10:00:05Z', fromAgent),
    );
    assert.deepEqual(gaps, [{ askedBy: 'a', answeredBy: 'b', ms: 5_000 }]);
  });

  it('leave out what has no date, on either side', () => {
    const dateless = { occurredAt: '', createdAt: '' };
    const gaps = gapsOf(
      communication('a', '2026-03-01T10:00:00Z'),
      communication('b', '', { ...fromAgent, ...dateless }),
      communication('c', 'no date', dateless),
    );
    assert.deepEqual(gaps, []);
  });

  it('are none where nothing was said', () => {
    assert.deepEqual(gapsOf(), []);
  });
});
