import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Communication } from '../../../../src/api/resources.ts';
import { readDocument } from '../../../../src/sandbox/server/data/readDocument.ts';
import { agent, communication, conversation } from '../../../support/fixtures.ts';
import { AT, head, KINDS, PLANTED, planted, written } from './support.ts';

const P = PLANTED;
const communications = [
  communication('c1', AT(0), {
    author: { address: `address-${P}-x`, channel: 'CHAT', participantId: 'p-customer', novelty: P } as never,
    recipients: [
      { address: `other-${P}`, channel: 'CHAT', deliveryStatus: 'DELIVERED', note: P } as never,
      { address: `third-${P}`, channel: `channel ${P}`, deliveryStatus: `status ${P}` },
    ],
    content: {
      type: 'TRANSCRIPTION',
      text: `Text ${P}`,
      media: [{ filename: P }],
      transcription: {
        engine: `engine ${P}`,
        confidence: 0.9,
        words: [{ text: P, startTime: AT(0), endTime: P }],
        more: P,
      },
    } as never,
    channelId: `channel ${P}`,
    resourceId: `resource ${P}`,
    updatedAt: `at ${P}`,
    novelty: P,
  } as Partial<Communication>),
  communication('c2', AT(1), { author: { address: P, channel: 'CHAT' } }),
];
const everything = {
  ...head,
  conversation: {
    ...conversation,
    name: `Title ${P}`,
    metadata: { [`key ${P}`]: `value ${P}` },
    novelty: P,
    configuration: {
      displayName: 'Repairs',
      description: `Description ${P}`,
      statusCallbacks: [{ url: `https://example.com/${P}` }],
      channelSettings: {
        SMS: { captureRules: [{ from: P, to: P }], statusTimeouts: { inactive: 5, note: P } as never },
      },
    },
  },
  participants: [planted, { ...agent, name: null, novelty: P } as never],
  ...(head.configuration
    ? {
        configuration: { ...head.configuration, description: P, statusCallbacks: [{ url: `https://${P}/` }] },
      }
    : {}),
  actions: [
    {
      id: 'a1',
      type: 'SEND_MESSAGE',
      status: 'FAILED',
      conversationId: 'conv',
      failureReason: P,
      related: { messageSid: P, note: P },
    },
  ],
};

describe('an export while people’s data is hidden', () => {
  for (const kind of KINDS) {
    it(`has no name, address, text or unknown member, and says so: ${kind}`, async () => {
      const text = await written(kind, communications, { head: everything, masked: true });
      assert.doesNotMatch(text, new RegExp(`${P}|${P.slice(0, 7)}`, 'i'));
      assert.doesNotMatch(text, /Jonas|5550199/);
      assert.match(text, /"masked":true|,true\r\n|hidden in this file/);
      // That there is something at all: the same is not hidden otherwise.
      assert.match(await written(kind, communications, { head: everything }), new RegExp(P));
    });
  }

  it('tells people apart still, and keeps what is nobody’s', async () => {
    const document = JSON.parse(await written('json', communications, { head: everything, masked: true }));
    const [exported] = document.accounts[0].conversations;
    assert.equal(exported.participants[0].type, 'CUSTOMER');
    assert.match(exported.participants[0].name, /^Customer \w\w$/);
    const [first] = exported.communications;
    assert.equal(first.author.participantId, 'p-customer');
    assert.equal(first.occurredAt, AT(0));
    assert.equal(first.content.transcription.confidence, 0.9);
    assert.equal(first.recipients[0].deliveryStatus, 'DELIVERED');
    assert.equal(first.recipients[1].deliveryStatus, 'UNKNOWN');
    assert.equal(first.content.text.length, `Text ${P}`.length);
  });

  it('is still taken in by the sandbox', async () => {
    const text = await written('json', communications, { head: everything, masked: true });
    assert.doesNotThrow(() => readDocument(JSON.parse(text)));
  });
});
