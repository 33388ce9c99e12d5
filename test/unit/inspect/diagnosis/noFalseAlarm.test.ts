import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SeenCommunication } from '../../../../src/inspect/diagnosis/evidence.ts';
import { agent, customer, found, healthy, NOW, said } from './evidence.ts';

/** Numbers from 0 to 1 that follow from a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ENDS = {
  SMS: [(n: number) => `+1555000${1000 + n}`, '+15559990000'],
  WHATSAPP: [(n: number) => `whatsapp:+4477009${10_000 + n}`, 'whatsapp:+447700999999'],
  RCS: [(n: number) => `rcs:+1555000${1000 + n}`, 'rcs:shop_agent'],
  VOICE: [(n: number) => `+1555000${1000 + n}`, 'sip:desk@shop.com'],
} as const;

/** A conversation that goes as conversations go: people write, sleep, say “ok” twice, and come back before it closes. */
function usual(seed: number) {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const channel = pick(Object.keys(ENDS) as (keyof typeof ENDS)[]);
  const [addressOf, shop] = ENDS[channel];
  const address = addressOf(seed);
  const inactive = 10 + Math.floor(random() * 600);
  const closed = inactive * 2 + Math.floor(random() * 10_000);
  const communications: SeenCommunication[] = [];
  let secondsAgo = Math.floor(random() * inactive * 50);
  const lastAgo = secondsAgo;
  for (let count = Math.floor(random() * 40); count >= 0; count--) {
    const mine = random() < 0.5;
    const [from, to] = mine ? [shop, address] : [address, shop];
    communications.unshift(
      said(pick(['ok', 'Yes', `About number ${count}, shall we?`, '👍']), secondsAgo, {
        author: { channel, address: from, participantId: mine ? 'p-agent' : 'p-customer' },
        recipients: [
          {
            channel,
            address: to,
            participantId: mine ? 'p-customer' : 'p-agent',
            deliveryStatus: pick(['DELIVERED', 'READ']),
          },
        ],
        kind: channel === 'VOICE' ? 'TRANSCRIPTION' : 'TEXT',
        ...(channel === 'VOICE' ? { channelId: 'CA1' } : {}),
      }),
    );
    secondsAgo += 2 + Math.floor(random() * (random() < 0.1 ? closed * 59 : 300));
  }
  const first = Date.parse(communications[0]?.occurredAt ?? '');
  const evidence = healthy({
    communications,
    participants: [
      customer({ addresses: [{ channel, address }] }),
      agent({ addresses: [{ channel, address: shop }] }),
      ...(random() < 0.3
        ? [agent({ id: 'p-bot', type: 'AI_AGENT', name: 'Tilda', addresses: [{ channel, address: shop }] })]
        : []),
    ],
  });
  return {
    ...evidence,
    conversation: {
      ...evidence.conversation,
      status: pick(['ACTIVE', 'ACTIVE', 'CLOSED']),
      createdAt: new Date(first - 500).toISOString(),
      updatedAt: new Date(NOW - lastAgo * 1000).toISOString(),
    },
    settings: {
      ...evidence.settings,
      channelSettings: {
        [channel]: { statusTimeouts: { inactive, closed }, captureRules: [{ from: '*', to: shop }] },
      },
    },
  };
}

describe('a conversation that goes as conversations go', () => {
  it('raises no alarm', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const evidence = usual(seed);
      assert.deepEqual(
        found(evidence).map(({ key, severity }) => `${severity} ${key}`),
        [],
        `seed ${seed}: ${JSON.stringify(evidence, undefined, 1)}`,
      );
    }
  });
});
