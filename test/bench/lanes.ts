import { performance } from 'node:perf_hooks';
import type { Communication, Participant } from '../../src/api/resources.ts';
import { type Entry, entryOf } from '../../src/timeline/entries.ts';
import { LaneModel } from '../../src/timeline/lanes/laneModel.ts';
import { densityOf, lifeOf } from '../../src/timeline/overview/density.ts';
import { Parties } from '../../src/timeline/parties.ts';

const SIZES = [100, 1_000, 10_000, 100_000];
const RUNS = 15;
const BINS = 300;
const COLUMNS = 333;

const people: Participant[] = ['CUSTOMER', 'AI_AGENT', 'HUMAN_AGENT', 'HUMAN_AGENT'].map((type, index) => ({
  id: `p-${index}`,
  conversationId: 'conv',
  accountId: 'AC',
  name: `Person ${index}`,
  type,
  addresses: [{ channel: 'SMS', address: `+1555010${index}` }],
}));

/** Turns of a few minutes with a night between some of them, as people write. */
function conversation(size: number): Entry[] {
  let time = Date.parse('2026-01-01T08:00:00Z');
  return Array.from({ length: size }, (_, index) => {
    time += index % 40 === 39 ? 16 * 3_600_000 : 20_000 + ((index * 7919) % 240_000);
    const at = new Date(time).toISOString();
    const party = (who: number) => ({
      participantId: `p-${who}`,
      address: `+1555010${who}`,
      channel: 'SMS',
    });
    const communication: Communication = {
      id: `comm-${index}`,
      conversationId: 'conv',
      accountId: 'AC',
      author: party((index * 31) % 4),
      recipients: [{ ...party((index * 31 + 1) % 4), deliveryStatus: index % 97 ? 'DELIVERED' : 'FAILED' }],
      content: { type: 'TEXT', text: `Text ${index}` },
      occurredAt: at,
      createdAt: at,
    };
    return entryOf(communication);
  });
}

function median(run: () => unknown): number {
  const took = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  });
  return Math.round((took.sort((a, b) => a - b)[RUNS >> 1] ?? 0) * 100) / 100;
}

/** Prints what the host takes for the overview and the lanes of a conversation, by its size. Milliseconds, medians. */
export async function measureLanes(): Promise<void> {
  const parties = new Parties(people);
  console.table(
    SIZES.map((size) => {
      const entries = conversation(size);
      const life = lifeOf(entries) ?? { from: 0, to: 0 };
      const model = new LaneModel(entries, people, parties);
      const { from, to } = life;
      const part = from + (to - from) / 100;
      return {
        communications: size,
        overview: median(() => densityOf(entries, parties, life, BINS)),
        'lanes, once a revision': median(() => new LaneModel(entries, people, parties)),
        'its waits': median(() => new LaneModel(entries, people, parties).gaps(from, to, (to - from) / 300)),
        'all of it': median(
          () => model.marks(from, to) ?? model.columns(from, to, COLUMNS, model.scale(true)),
        ),
        'a hundredth of it': median(
          () => model.marks(from, part) ?? model.columns(from, part, COLUMNS, model.scale(true)),
        ),
        'the next one': median(() => model.step('next', size >> 1, 0, undefined)),
      };
    }),
  );
}
