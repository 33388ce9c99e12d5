import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareEntries, entryOf } from '../../../../src/timeline/entries.ts';
import { LaneModel } from '../../../../src/timeline/lanes/laneModel.ts';
import { LANE_LIMIT } from '../../../../src/timeline/lanes/laneRoll.ts';
import { addressKey, Parties } from '../../../../src/timeline/parties.ts';
import { MARK_LIMIT } from '../../../../src/timeline/protocol/lanes.ts';
import { agent, communication, customer } from '../../../support/fixtures.ts';

const START = Date.parse('2026-03-01T10:00:00Z');
const at = (ms: number) => new Date(START + ms).toISOString();
const fromAgent = {
  author: { address: '+15550199', channel: 'SMS', participantId: 'p-agent' },
  recipients: [
    { address: '+15550100', channel: 'SMS', participantId: 'p-customer', deliveryStatus: 'FAILED' },
    { address: '+15550777', channel: 'SMS', deliveryStatus: 'DELIVERED' },
  ],
};

function modelOf(...communications: ReturnType<typeof communication>[]): LaneModel {
  const participants = [agent, customer];
  const entries = communications.map(entryOf).sort(compareEntries);
  return new LaneModel(entries, participants, new Parties(participants));
}

describe('the lane model', () => {
  it('gives every participant and every stranger a lane, customers first', () => {
    const model = modelOf(communication('a', at(0)), communication('b', at(1_000), fromAgent));
    assert.deepEqual(
      model.lanes.map(({ key, count }) => [key, count]),
      [
        ['p-customer', 1],
        [addressKey('+15550777'), 0],
        ['p-agent', 1],
      ],
    );
  });

  it('marks who wrote, to whom, and what became of it: the worst that became of it', () => {
    const model = modelOf(communication('a', at(0)), communication('b', at(1_000), fromAgent));
    assert.deepEqual(model.marks(START, START + 1_000)?.[1], {
      key: 'b',
      at: START + 1_000,
      lane: 2,
      channel: 'SMS',
      status: 'FAILED',
      to: [
        { lane: 0, status: 'FAILED' },
        { lane: 1, status: 'DELIVERED' },
      ],
    });
  });

  it('knows how long speech lasted by its words, else estimates it', () => {
    const spoken = (words?: { text: string; endTime: string }[]) => ({
      content: {
        type: 'TRANSCRIPTION',
        text: 'x'.repeat(100),
        transcription: words ? { words } : {},
      },
    });
    const model = modelOf(
      communication('a', at(0), spoken([{ text: 'x', endTime: at(4_200) }])),
      communication('b', at(10_000), spoken()),
    );
    const [a, b] = model.marks(START, START + 10_000) ?? [];
    assert.deepEqual([a?.end, a?.estimated], [START + 4_200, undefined]);
    assert.deepEqual([b?.end, b?.estimated], [START + 16_500, true]);
  });

  it('has in a stretch who still speaks when it begins, and the last moment of it', () => {
    const words = [{ text: 'x', endTime: at(5_000) }];
    const model = modelOf(
      communication('a', at(0), { content: { type: 'TRANSCRIPTION', text: 'x', transcription: { words } } }),
      communication('b', at(6_000)),
      communication('c', at(7_000)),
    );
    const keys = (from: number, to: number) => model.marks(START + from, START + to)?.map(({ key }) => key);
    assert.deepEqual(keys(4_000, 6_000), ['a', 'b']);
    assert.deepEqual(keys(5_500, 5_600), []);
  });

  it('gives columns where there are too many marks, and every one is in a column', () => {
    const count = MARK_LIMIT + 1;
    const model = modelOf(
      ...Array.from({ length: count }, (_, index) =>
        communication(`c${index}`, at(index * 1_000), index % 2 ? fromAgent : {}),
      ),
    );
    const end = START + (count - 1) * 1_000;
    assert.equal(model.marks(START, end), undefined);
    const columns = model.columns(START, end, 100, model.scale(false));
    const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
    assert.deepEqual(
      columns.map(({ counts, failed }) => [sum(counts), sum(failed)]),
      [
        [751, 0],
        [0, 0],
        [750, 750],
      ],
    );
    assert.ok(model.marks(START, START + 60_000));
  });

  it('leads from one communication to another, in all lanes or in one', () => {
    const model = modelOf(
      communication('a', at(0)),
      communication('b', at(1_000), fromAgent),
      communication('c', at(2_000)),
    );
    const key = (index: number | undefined) =>
      index === undefined ? undefined : model.entry(index)?.communication.id;
    assert.equal(key(model.step('next', 0, 0, undefined)), 'b');
    assert.equal(key(model.step('next', 0, 0, 0)), 'c');
    assert.equal(key(model.step('next', 2, 0, undefined)), undefined);
    assert.equal(key(model.step('previous', undefined, START + 1_500, undefined)), 'b');
    assert.equal(key(model.step('nearest', undefined, START + 1_900, 2)), 'b');
    assert.equal(key(model.step('first', undefined, 0, 2)), 'b');
    assert.equal(key(model.step('last', undefined, 0, undefined)), 'c');
    assert.equal(key(model.step('nearest', undefined, 0, 1)), undefined);
  });

  it('finds a communication at its moment, among others of the same moment', () => {
    const model = modelOf(
      communication('a', at(0)),
      communication('b', at(0), fromAgent),
      communication('c', at(2_000)),
    );
    assert.equal(model.indexOf('b', START), 1);
    assert.equal(model.indexOf('b', START + 2_000), undefined);
    assert.equal(model.indexOf('gone', START), undefined);
  });

  it('shows how long a customer waited wherever a part of the wait is in sight', () => {
    const model = modelOf(communication('a', at(0)), communication('b', at(600_000), fromAgent));
    const [gap] = model.gaps(START + 100_000, START + 200_000);
    assert.deepEqual([gap?.askedBy, gap?.answeredBy, gap?.fromLane, gap?.toLane], ['a', 'b', 0, 2]);
    assert.deepEqual(model.gaps(START + 700_000, START + 800_000), []);
  });

  it('has no place for what has no date, and none at all is no harm', () => {
    const model = modelOf(
      communication('a', at(0)),
      communication('b', '', { occurredAt: '', createdAt: '' }),
    );
    assert.equal(model.count, 1);
    assert.deepEqual([model.start, model.end], [START, START]);
    const empty = modelOf();
    assert.deepEqual(empty.marks(0, 1), []);
    assert.deepEqual(empty.gaps(0, 1), []);
    assert.equal(empty.step('last', undefined, 0, undefined), undefined);
  });

  it('lets a crowd share one lane', () => {
    const crowd = Array.from({ length: LANE_LIMIT + 40 }, (_, index) =>
      communication(`c${index}`, at(index), { author: { address: `+1666${index}`, channel: 'SMS' } }),
    );
    const model = modelOf(...crowd);
    assert.equal(model.lanes.length, LANE_LIMIT + 1);
    assert.equal(
      model.lanes.reduce((sum, { count }) => sum + count, 0),
      crowd.length,
    );
    assert.equal(model.lanes.at(-1)?.party, undefined);
  });

  it('finds long silences, and of very many the longest', async () => {
    const { silencesIn } = await import('../../../../src/timeline/lanes/silences.ts');
    const hours = [0, 0.5, 3, 3.9, 10, 12];
    const entries = hours.map((hour, index) => entryOf(communication(`c${index}`, at(hour * 3_600_000))));
    const silence = (from: number, to: number) => [START + from * 3_600_000, START + to * 3_600_000];
    assert.deepEqual(silencesIn(entries), [silence(0.5, 3), silence(3.9, 10), silence(10, 12)]);
    assert.deepEqual(silencesIn(entries, 2), [silence(0.5, 3), silence(3.9, 10)]);
  });
});
