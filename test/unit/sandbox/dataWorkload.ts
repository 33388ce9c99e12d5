import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ExportDocument } from '../../../src/api/exportDocument.ts';
import type { Configuration, Conversation, Participant } from '../../../src/api/resources.ts';
import type { Caller } from './caller.ts';

/** A classic service that {@link bridging} leads to. */
const SERVICE = `IS${'cd'.repeat(16)}`;

/** Something that a client does; numbers choose among what there is. */
export type Step =
  | { do: 'create-configuration'; bridged: boolean }
  | { do: 'patch-configuration'; which: number; description: string }
  | { do: 'delete-configuration'; which: number; key: number }
  | { do: 'create-conversation'; configuration: number; people: number[]; name: string | undefined }
  | { do: 'patch-conversation'; which: number; status: string | undefined; name: string | null }
  | { do: 'delete-conversation'; which: number; key: number }
  | { do: 'add-participant'; which: number; person: number; type: string }
  | { do: 'replace-participant'; which: number; participant: number; person: number }
  | { do: 'communicate'; which: number; channel: string; person: number; resource: number; text: string }
  | { do: 'speak'; which: number; person: number; text: string }
  | { do: 'act'; which: number; person: number; text: string }
  | { do: 'classic'; uniqueName: string | undefined }
  | { do: 'wait'; ms: number };

const small = fc.nat({ max: 9 });
const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('Hello', 'שלום', '🚲', '\u2028', '"\\\n'),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('create-configuration'), bridged: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('patch-configuration'), which: small, description: word }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete-configuration'), which: small, key: small }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('create-conversation'),
      configuration: small,
      people: fc.array(small, { maxLength: 3 }),
      name: fc.option(word, { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('patch-conversation'),
      which: small,
      status: fc.constantFrom(undefined, 'ACTIVE', 'INACTIVE', 'CLOSED'),
      name: fc.option(word),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete-conversation'), which: small, key: small }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('add-participant'),
      which: small,
      person: small,
      type: fc.constantFrom('CUSTOMER', 'AGENT', 'UNKNOWN'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('replace-participant'),
      which: small,
      participant: small,
      person: small,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('communicate'),
      which: small,
      channel: fc.constantFrom('SMS', 'WHATSAPP', 'CHAT'),
      person: small,
      resource: small,
      text: word,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('speak'), which: small, person: small, text: word }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('act'), which: small, person: small, text: word }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('classic'),
      uniqueName: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(1, 700, 1_500, 90_000, 4_000_000) }),
  },
) as fc.Arbitrary<Step>;

/** Something to begin with, for what follows to find something. */
const PRELUDE: Step[] = [
  { do: 'create-configuration', bridged: true },
  { do: 'wait', ms: 1_500 },
  { do: 'create-conversation', configuration: 1, people: [1, 2], name: 'First' },
  { do: 'create-conversation', configuration: 0, people: [3], name: undefined },
];

export const steps = fc.array(step, { minLength: 5, maxLength: 40 });
export const stepsFromTheBeginning = steps.map((random) => [...PRELUDE, ...random]);

const address = (channel: string, person: number) => {
  if (channel === 'CHAT') return `person-${person}`;
  // The last of them can never be reached.
  const number = person === 9 ? '+15005550009' : `+1503555010${person}`;
  return channel === 'WHATSAPP' ? `whatsapp:${number}` : number;
};

const key = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

/** Does one step. What there is nothing for, or what is refused, changes nothing; nothing may fail. */
export async function take(caller: Caller, what: Step): Promise<void> {
  const answer = await call(caller, what);
  assert.ok(!answer || answer.status < 500, JSON.stringify([what, answer?.body]));
}

async function call(caller: Caller, what: Step): Promise<{ status: number; body: unknown } | undefined> {
  const pick = async <T>(path: string, name: string, number: number): Promise<T | undefined> => {
    const { body } = await caller.get<Record<string, T[]>>(`${path}?pageSize=1000`);
    const items = body[name] ?? [];
    return items[number % Math.max(1, items.length)];
  };
  const configurationAt = (number: number) =>
    pick<Configuration>('/v2/ControlPlane/Configurations', 'configurations', number);
  const conversationPath = async (number: number) => {
    const found = await pick<Conversation>('/v2/Conversations', 'conversations', number);
    return `/v2/Conversations/${found?.id ?? 'none'}`;
  };
  switch (what.do) {
    case 'create-configuration':
      return caller.post('/v2/ControlPlane/Configurations', {
        displayName: what.bridged ? 'Bridged' : 'Plain',
        description: '',
        conversationGroupingType: 'GROUP_BY_PROFILE',
        memoryStoreId: `mem_store_${'1'.repeat(26)}`,
        channelSettings: {
          SMS: { statusTimeouts: { inactive: 1, closed: 60 } },
          CHAT: { statusTimeouts: { closed: 30 } },
        },
        ...(what.bridged ? { conversationsV1Bridge: { serviceId: SERVICE } } : {}),
      });
    case 'patch-configuration': {
      const found = await configurationAt(what.which);
      const path = `/v2/ControlPlane/Configurations/${found?.id}`;
      return found && caller.patch(path, { description: what.description });
    }
    case 'delete-configuration': {
      const found = await configurationAt(what.which);
      const path = `/v2/ControlPlane/Configurations/${found?.id}`;
      return found && caller.send('DELETE', path, undefined, { key: key(what.key) });
    }
    case 'create-conversation': {
      const found = await configurationAt(what.configuration);
      return caller.post('/v2/Conversations', {
        configurationId: found?.id ?? 'none',
        ...(what.name === undefined ? {} : { name: what.name }),
        metadata: { ticket: String(what.configuration) },
        participants: what.people.map((person) => ({
          type: 'CUSTOMER',
          addresses: [{ channel: 'SMS', address: address('SMS', person) }],
        })),
      });
    }
    case 'patch-conversation': {
      const path = await conversationPath(what.which);
      const { status, name } = what;
      return caller.patch(path, { name, ...(status ? { status } : {}) });
    }
    case 'delete-conversation': {
      const path = await conversationPath(what.which);
      return caller.send('DELETE', path, undefined, { key: key(what.key) });
    }
    case 'add-participant': {
      const path = await conversationPath(what.which);
      return caller.post(`${path}/Participants`, {
        type: what.type,
        addresses: [
          { channel: 'SMS', address: address('SMS', what.person) },
          { channel: 'CHAT', address: address('CHAT', what.person), channelId: `chat-${what.person}` },
        ],
      });
    }
    case 'replace-participant': {
      const path = await conversationPath(what.which);
      const found = await pick<Participant>(`${path}/Participants`, 'participants', what.participant);
      const changed = {
        type: 'CUSTOMER',
        addresses: [{ channel: 'SMS', address: address('SMS', what.person) }],
      };
      return found && caller.put(`${path}/Participants/${found.id}`, changed);
    }
    case 'communicate': {
      const { channel, person, resource, text } = what;
      return caller.post(`${await conversationPath(what.which)}/Communications`, {
        author: { channel, address: address(channel, 0) },
        content: { type: 'TEXT', text },
        recipients: [
          { channel, address: address(channel, person) },
          { channel, address: address(channel, 9) },
        ],
        ...(resource < 5 ? { resourceId: `resource-${resource}`, channelId: `channel-${person}` } : {}),
      });
    }
    case 'speak':
      return caller.post(`${await conversationPath(what.which)}/Communications`, {
        author: { channel: 'VOICE', address: address('VOICE', what.person) },
        content: {
          type: 'TRANSCRIPTION',
          text: what.text,
          transcription: { channel: 0, confidence: 0.5, engine: 'test' },
        },
        recipients: [{ channel: 'VOICE', address: address('VOICE', 1) }],
      });
    case 'act':
      return caller.post(`${await conversationPath(what.which)}/Actions`, {
        type: 'SEND_MESSAGE',
        payload: {
          from: { channel: 'SMS', address: address('SMS', 0) },
          to: [{ channel: 'SMS', address: what.person === 9 ? '+15005550001' : address('SMS', what.person) }],
          content: { text: what.text },
        },
      });
    case 'classic':
      return caller.call(`/v1/Services/${SERVICE}/Conversations`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          Attributes: '{"a":1}',
          ...(what.uniqueName === undefined ? {} : { UniqueName: what.uniqueName }),
        }).toString(),
      });
    case 'wait':
      caller.advance(what.ms);
      // Whatever asks for something lets happen what is due.
      return caller.get('/v2/ControlPlane/Configurations');
  }
}

/** What there is, as it would be in a file. */
export function exported({ sandbox }: Caller): ExportDocument {
  return JSON.parse(JSON.stringify(sandbox.exportDocument())) as ExportDocument;
}
