import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import type { Communication } from '../../../../src/api/resources.ts';
import { closedMasker, openMasker } from '../../../../src/platform/masking.ts';
import { DeliveryHistory } from '../../../../src/timeline/deliveryHistory.ts';
import { detailsOf } from '../../../../src/timeline/details/details.ts';
import { idsOf, othersOf, valueAt } from '../../../../src/timeline/details/resourcePaths.ts';
import { entryOf } from '../../../../src/timeline/entries.ts';
import { Parties } from '../../../../src/timeline/parties.ts';
import { indexOf } from '../../../../src/timeline/places.ts';
import { DETAIL_JSON_LIMIT, DETAIL_TEXT_LIMIT } from '../../../../src/timeline/protocol/details.ts';
import { toViewSchema } from '../../../../src/timeline/protocol/messages.ts';
import { agent, communication, customer } from '../../../support/fixtures.ts';

const reply = (id: string, at: string) =>
  communication(id, at, {
    author: { address: '+15550199', channel: 'SMS', participantId: 'p-agent' },
    recipients: [
      { address: '+15550100', channel: 'SMS', participantId: 'p-customer', deliveryStatus: 'FAILED' },
    ],
  });

const all = [
  communication('a', '2026-03-01T10:00:00Z'),
  reply('b', '2026-03-01T10:01:00Z'),
  communication('c', '2026-03-01T10:05:00Z'),
  communication('d', '2026-03-01T10:05:00Z'),
];

function detailsFor(wanted: Communication, among = all, masker = openMasker, shown = among) {
  const history = new DeliveryHistory();
  for (const one of among) history.note(undefined, one, 7);
  const details = detailsOf(wanted, {
    entries: among.map(entryOf),
    shown: shown.map(entryOf),
    parties: new Parties([customer, agent]),
    history,
    masker,
    bridged: false,
    failure: undefined,
    callbacks: [{ eventType: 'COMMUNICATION_CREATED', receivedAt: 9, verdict: 'signed', repeated: false }],
  });
  const message = { type: 'details', key: wanted.id, details };
  assert.deepEqual(v.parse(toViewSchema, message), message);
  return details;
}

describe('the details of a communication', () => {
  it('name its neighbours and how long after others it came', () => {
    const details = detailsFor(all[2] as Communication);
    assert.deepEqual(
      [details.position, details.shownCount, details.previous, details.next],
      [3, 4, 'b', 'd'],
    );
    assert.deepEqual(details.sincePrevious, { key: 'b', ms: 240_000 });
    assert.deepEqual(details.sinceSameAuthor, { key: 'a', ms: 300_000 });
    const first = detailsFor(all[0] as Communication);
    assert.deepEqual(
      [first.previous, first.sincePrevious, first.sinceSameAuthor],
      [undefined, undefined, undefined],
    );
  });

  it('say when the filter hides it, and measure against all that there are', () => {
    const details = detailsFor(all[2] as Communication, all, openMasker, [all[0] as Communication]);
    assert.equal(details.position, undefined);
    assert.deepEqual(details.sincePrevious, { key: 'b', ms: 240_000 });
  });

  it('make do without dates', () => {
    const undated = communication('u', '');
    const details = detailsFor(undated, [...all, undated]);
    assert.deepEqual(
      [details.occurredAt, details.createdAt, details.sincePrevious, details.position],
      [undefined, undefined, undefined, 5],
    );
  });

  it('list members that nobody knows, and copy any by its path', () => {
    const odd = {
      ...communication('o', '2026-03-01T10:00:00Z'),
      sentiment: { score: 0.4 },
      recipients: [{ address: '+15550199', channel: 'SMS', cost: '0.0079' }],
    } as unknown as Communication;
    assert.deepEqual(othersOf(odd), [
      { path: 'recipients.0.cost', value: '0.0079' },
      { path: 'sentiment', value: '{"score":0.4}' },
    ]);
    assert.equal(valueAt(odd, 'sentiment.score'), '0.4');
    assert.equal(valueAt(odd, 'recipients.0.address'), '+15550199');
    for (const path of ['nothing', 'constructor', '__proto__', 'sentiment.score.toFixed', ''])
      assert.equal(valueAt(odd, path), undefined, path);
    assert.deepEqual(
      idsOf(odd).map(({ path }) => path),
      ['id', 'conversationId', 'author.participantId', 'accountId'],
    );
  });

  it('cut what is long, and say how long it is', () => {
    const text = '🚲'.repeat(2_000_000);
    const details = detailsFor(
      communication('l', '2026-03-01T10:00:00Z', { content: { type: 'TEXT', text } }),
    );
    assert.ok(details.text.length <= DETAIL_TEXT_LIMIT && details.json.length <= DETAIL_JSON_LIMIT);
    assert.equal(details.textLength, 4_000_000);
    assert.equal(details.jsonCut, true);
    assert.ok(!/[\uD800-\uDBFF]$/.test(details.text));
    const short = communication('s', '2026-03-01T10:00:00Z', { content: { type: 'TEXT', text: '🚲 a' } });
    const masked = detailsFor(short, [short], closedMasker);
    assert.deepEqual([masked.text.length, masked.textLength, masked.jsonCut], [4, 4, false]);
  });

  it('hide names, addresses and texts wherever they stand', () => {
    const secret = {
      ...reply('s', '2026-03-01T10:00:00Z'),
      content: {
        type: 'TRANSCRIPTION',
        text: 'Maya Lopez lives here',
        transcription: { engine: 'deepgram', words: [{ text: 'Maya', startTime: '2026-03-01T10:00:00Z' }] },
      },
      note: { about: 'Maya Lopez' },
      resourceId: 'mail-of-Maya',
    } as Communication;
    const details = detailsFor(secret, [secret], closedMasker);
    assert.equal(details.masked, true);
    assert.doesNotMatch(JSON.stringify(details), /Maya|Lopez|Jonas|lives|\+1555/);
    assert.equal(details.ids[0]?.value, 's');
    assert.equal(details.recipients[0]?.deliveryStatus, 'FAILED');
  });

  it('find its place among those of the same moment', () => {
    const same = Array.from({ length: 50 }, (_, index) => communication(`s${index}`, '2026-03-01T10:00:00Z'));
    const entries = same.map(entryOf).sort((a, b) => (a.communication.id < b.communication.id ? -1 : 1));
    for (const [index, { communication: one }] of entries.entries())
      assert.equal(indexOf(entries, one), index);
    assert.equal(indexOf(entries, communication('missing', '2026-03-01T10:00:00Z')), undefined);
  });
});
