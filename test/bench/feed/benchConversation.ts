import type { ExportDocument } from '../../../src/api/exportDocument.ts';
import type { Communication, Party } from '../../../src/api/resources.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const MINUTE_MS = 60_000;
const BEGUN = Date.parse('2026-01-05T08:00:00Z');

const texts = [
  'Good morning! Is my bike ready?',
  'It is. Come by whenever you like, we are open until six.',
  'Great, thank you 🙂',
  'The left brake squeaks when it rains, and the chain jumps off on the small ring. I had both of them looked at in March, and it was better for a while, but since last week it is as bad as before.',
  'Bring it along: https://velonora.example/visits/4711 has the free slots.\nAsk for Owen.',
  'Ok',
  'We swapped the pads and set the derailleur anew. That makes $42 altogether; the chain itself is still fine for another season.',
];

/** The name of the conversation with so many communications. */
export function benchName(count: number): string {
  return `Bench ${count}`;
}

/**
 * Conversations of the sizes that are measured, as a client would have exported them: texts of several lengths on two
 * channels, some transcribed, with each delivery status.
 */
export function benchDocument(counts: readonly number[]): ExportDocument {
  return {
    format: 'twilio-conversations',
    version: 1,
    exportedAt: new Date().toISOString(),
    accounts: [{ accountSid: ACCOUNT, configurations: [], conversations: counts.map(conversation) }],
  };
}

function conversation(count: number): ExportDocument['accounts'][number]['conversations'][number] {
  const id = `conv_conversation_bench${count}`;
  const createdAt = new Date(BEGUN - 1_000).toISOString();
  const participant = (name: string, type: string, address: string) => ({
    id: `conv_participant_${name}${count}`,
    conversationId: id,
    accountId: ACCOUNT,
    name,
    type,
    addresses: [
      { channel: 'SMS', address },
      { channel: 'VOICE', address },
    ],
    createdAt,
    updatedAt: createdAt,
  });
  const participants = [
    participant('Maya Lopez', 'CUSTOMER', '+15035550100'),
    participant('Owen Price', 'HUMAN_AGENT', '+15035550199'),
  ];
  return {
    id,
    accountId: ACCOUNT,
    configurationId: 'conv_configuration_bench',
    name: benchName(count),
    status: 'ACTIVE',
    createdAt,
    updatedAt: createdAt,
    participants,
    communications: Array.from({ length: count }, (_, index) => communication(id, count, index)),
  };
}

function communication(conversationId: string, count: number, index: number): Communication {
  const spoken = index % 40 > 34;
  const channel = spoken ? 'VOICE' : 'SMS';
  const end = (name: string, address: string): Party => ({
    address,
    channel,
    participantId: `conv_participant_${name}${count}`,
  });
  const ends = [end('Maya Lopez', '+15035550100'), end('Owen Price', '+15035550199')] as const;
  const [author, recipient] = index % 5 < 2 ? ends : [ends[1], ends[0]];
  const at = new Date(BEGUN + index * MINUTE_MS).toISOString();
  const text = texts[index % texts.length] ?? '';
  const deliveryStatus = index % 23 === 0 ? 'FAILED' : index % 3 === 0 ? 'READ' : 'DELIVERED';
  return {
    id: `conv_communication_${count}x${index}`,
    conversationId,
    accountId: ACCOUNT,
    author,
    recipients: [spoken ? recipient : { ...recipient, deliveryStatus }],
    content: spoken
      ? {
          type: 'TRANSCRIPTION',
          text,
          transcription: { channel: index % 2, confidence: 0.55 + (index % 9) / 20 },
        }
      : { type: 'TEXT', text },
    createdAt: at,
    updatedAt: at,
    occurredAt: at,
  };
}
