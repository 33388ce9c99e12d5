import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../../../src/api/errors.ts';
import type { Conversation, Participant, ServiceMessage } from '../../../../src/api/resources.ts';
import {
  type ClassicClient,
  classicPlaceOf,
  findClassicMessage,
} from '../../../../src/timeline/details/classicMessage.ts';
import { communication, conversation, customer } from '../../../support/fixtures.ts';

const CH = `CH${'a'.repeat(32)}`;
const OTHER = `CH${'b'.repeat(32)}`;
const IM = `IM${'c'.repeat(32)}`;
const AT = '2026-03-01T10:00:00Z';

const bridged: Conversation = {
  ...conversation,
  configuration: { conversationsV1Bridge: { serviceId: 'IS1' } },
};
const chatter: Participant = {
  ...customer,
  addresses: [{ channel: 'CHAT', address: 'maya', channelId: OTHER }],
};

function message(sid: string, date_created: string, rest: Partial<ServiceMessage> = {}): ServiceMessage {
  return { sid, body: 'Hello', author: 'maya', date_created, index: 0, ...rest } as ServiceMessage;
}

/** Classic messages, the newest first, a page each hundred. */
function clientOf(messages: ServiceMessage[]) {
  const asked: string[] = [];
  const client = {
    async fetchServiceMessage(_service: string, _conversation: string, sid: string) {
      asked.push(sid);
      const found = messages.find((one) => one.sid === sid);
      if (!found)
        throw new ApiError({ kind: 'status', status: 404, message: 'gone', method: 'GET', path: '' });
      return found;
    },
    async *serviceMessages() {
      for (let at = 0; at < messages.length; at += 100) {
        asked.push(`page ${at}`);
        yield { items: messages.slice(at, at + 100) };
      }
    },
  } as unknown as ClassicClient;
  return { client, asked };
}

const said = (rest = {}) =>
  communication('c', AT, {
    author: { address: 'maya', channel: 'CHAT' },
    content: { type: 'TEXT', text: 'Hello' },
    ...rest,
  });
const place = { chatServiceSid: 'IS1', conversationSids: [CH] };
const { signal } = new AbortController();

describe('the classic side of a communication', () => {
  it('is where its channel and the participants’ chats say, if the conversation is bridged', () => {
    assert.deepEqual(classicPlaceOf(bridged, [chatter], said({ channelId: CH })), {
      chatServiceSid: 'IS1',
      conversationSids: [CH, OTHER],
    });
    assert.equal(classicPlaceOf(bridged, [customer], said({ channelId: 'SM123' })), undefined);
    assert.equal(classicPlaceOf(conversation, [chatter], said({ channelId: CH })), undefined);
    assert.equal(classicPlaceOf(undefined, [], said()), undefined);
  });

  it('is surely the message whose SID it carries', async () => {
    const { client, asked } = clientOf([message(IM, AT)]);
    const match = await findClassicMessage(client, place, said({ resourceId: IM }), signal);
    assert.deepEqual([match?.message.sid, match?.sure], [IM, true]);
    assert.deepEqual(asked, [IM]);
  });

  it('is else probably the one with its author, text and time, the nearest of several', async () => {
    const { client } = clientOf([
      message('late', '2026-03-01T10:01:30Z'),
      message('right', '2026-03-01T10:00:02Z'),
      message('another', AT, { author: 'jonas' }),
      message('early', '2026-03-01T09:59:00Z'),
    ]);
    const match = await findClassicMessage(client, place, said({ resourceId: IM }), signal);
    assert.deepEqual([match?.message.sid, match?.sure], ['right', false]);
  });

  it('is not one of another time, and is not looked for among those too old', async () => {
    const old = Array.from({ length: 300 }, (_, index) => message(`m${index}`, '2026-02-01T10:00:00Z'));
    const { client, asked } = clientOf(old);
    assert.equal(await findClassicMessage(client, place, said(), signal), undefined);
    assert.deepEqual(asked, ['page 0']);
    assert.equal(
      await findClassicMessage(client, place, said({ occurredAt: '', createdAt: '' }), signal),
      undefined,
    );
  });

  it('passes on what goes wrong', async () => {
    const { client } = clientOf([]);
    client.fetchServiceMessage = async () => {
      throw new ApiError({ kind: 'status', status: 500, message: 'down', method: 'GET', path: '' });
    };
    await assert.rejects(findClassicMessage(client, place, said({ resourceId: IM }), signal), /down/);
  });
});
