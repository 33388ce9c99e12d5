import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Action } from '../../../src/api/resources.ts';
import { Caller } from './caller.ts';
import { ClassicCaller, refused } from './classicCaller.ts';

// The document’s own examples have Order in capitals.
Caller.onPurpose = /query\/Order must be equal/;

const IM = `IM${'d'.repeat(32)}`;

describe('classic messages', () => {
  let caller: ClassicCaller;
  let sid: string;
  beforeEach(async () => {
    caller = await ClassicCaller.start();
    ({ sid } = await caller.createConversation({ FriendlyName: 'Chat' }));
  });
  afterEach(() => caller.close());

  const chat = (address: string) => ({ channel: 'CHAT', address });
  /** Says something on v2. */
  const sayOnV2 = async (text: string, more: Record<string, unknown> = {}) =>
    caller.v2.createCommunication((await caller.lastOnV2()).id, {
      author: chat('ada'),
      content: { type: 'TEXT', text },
      recipients: [chat('grace')],
      ...more,
    });

  it('become communications of their author to all others', async () => {
    await caller.createParticipant(sid, { Identity: 'ada' });
    await caller.createParticipant(sid, { Identity: 'grace' });
    await caller.createParticipant(sid, {
      'MessagingBinding.Address': '+15035550101',
      'MessagingBinding.ProxyAddress': '+15035550100',
    });
    const made = await caller.createMessage(sid, {
      Author: 'ada',
      Body: 'Hello\nall 👋',
      Attributes: '{"importance":"high"}',
      DateCreated: '2026-01-02T03:04:05.678Z',
    });
    const { id, participants } = await caller.lastOnV2();
    const [communication] = await caller.v2.communications(id);
    const idOf = (address: string) =>
      participants?.find(({ addresses }) => addresses?.some((own) => own.address === address))?.id;
    assert.deepEqual(
      {
        author: communication?.author,
        content: communication?.content,
        recipients: communication?.recipients,
        channelId: communication?.channelId,
        resourceId: communication?.resourceId,
        occurredAt: communication?.occurredAt,
      },
      {
        author: { ...chat('ada'), participantId: idOf('ada') },
        content: { type: 'TEXT', text: 'Hello\nall 👋' },
        recipients: [
          { ...chat('grace'), participantId: idOf('grace'), deliveryStatus: 'READ' },
          {
            channel: 'SMS',
            address: '+15035550101',
            participantId: idOf('+15035550101'),
            deliveryStatus: 'DELIVERED',
          },
        ],
        channelId: sid,
        resourceId: made.sid,
        occurredAt: '2026-01-02T03:04:05.000Z',
      },
    );
    const [ada] = await caller.participants(sid);
    const url = `${caller.v2.sandbox.url}/v1/Services/${made.chat_service_sid}/Conversations/${sid}/Messages/${made.sid}`;
    assert.deepEqual(made, {
      sid: made.sid,
      account_sid: caller.v2.sandbox.accounts[0]?.accountSid,
      chat_service_sid: made.chat_service_sid,
      conversation_sid: sid,
      index: 0,
      author: 'ada',
      body: 'Hello\nall 👋',
      media: null,
      attributes: '{"importance":"high"}',
      participant_sid: ada?.sid,
      date_created: '2026-01-02T03:04:05Z',
      date_updated: '2026-04-15T12:00:00Z',
      delivery: {
        total: 1,
        sent: 'all',
        delivered: 'all',
        read: 'none',
        failed: 'none',
        undelivered: 'none',
      },
      url,
      links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
      content_sid: null,
    });
    assert.match(made.sid, /^IM[0-9a-f]{32}$/);
    assert.deepEqual(await caller.message(sid, made.sid), made);
    assert.deepEqual(await caller.messages(sid), [made]);
    // What only v1 knows does not come out on v2.
    assert.equal(JSON.stringify(await caller.v2.conversations()).includes('classic'), false);
    assert.equal(JSON.stringify(communication).includes('importance'), false);
  });

  it('by someone unknown have them join as UNKNOWN, once', async () => {
    const first = await caller.createMessage(sid, { Author: 'stranger', Body: '1' });
    const second = await caller.createMessage(sid, { Author: 'stranger', Body: '2' });
    assert.deepEqual([first.index, second.index], [0, 1]);
    const participants = await caller.participants(sid);
    assert.deepEqual(
      participants.map(({ identity, sid: own }) => [identity, own]),
      [['stranger', first.participant_sid]],
    );
    const { participants: onV2 } = await caller.lastOnV2();
    assert.deepEqual(
      onV2?.map(({ type, name, addresses }) => [type, name, addresses]),
      [['UNKNOWN', null, [{ ...chat('stranger'), channelId: sid }]]],
    );
  });

  it('may have the same author in many conversations at once', async () => {
    const { sid: other } = await caller.createConversation();
    for (const own of [sid, other]) {
      await caller.createMessage(own, { Author: 'everywhere', Body: 'Hello' });
      await caller.createParticipant(own, { Identity: 'agent' });
    }
    assert.equal((await caller.participants(other)).length, 2);
  });

  it('without an author are the system’s, who takes no part', async () => {
    await caller.createParticipant(sid, { Identity: 'ada' });
    const made = await caller.createMessage(sid, { Body: 'Ada has joined' });
    assert.deepEqual([made.author, made.participant_sid], ['system', null]);
    assert.equal((await caller.participants(sid)).length, 1);
    await caller.createMessage(sid, { Author: 'system', Body: 'again' });
    assert.equal((await caller.participants(sid)).length, 1);
    await caller.createParticipant(sid, { Identity: 'system' });
    const own = await caller.createMessage(sid, { Author: 'system', Body: 'as a participant' });
    assert.equal(own.participant_sid, (await caller.participants(sid))[1]?.sid);
  });

  it('need no participant ids where v2 was told to', async () => {
    const choosing = await ClassicCaller.start({ behavior: { participantIds: 'required' } });
    const { sid: own } = await choosing.createConversation();
    assert.equal((await choosing.createMessage(own, { Body: 'x' })).author, 'system');
    await choosing.close();
  });

  it('go out on the channel of their author’s messaging binding', async () => {
    const bind = (address: string, proxy: string) =>
      caller.createParticipant(sid, {
        'MessagingBinding.Address': address,
        'MessagingBinding.ProxyAddress': proxy,
      });
    await bind('whatsapp:+15035550101', 'whatsapp:+15035550100');
    await caller.createParticipant(sid, { Identity: 'ada' });
    const made = await caller.createMessage(sid, { Author: 'whatsapp:+15035550101', Body: 'Hi' });
    const [communication] = await caller.v2.communications((await caller.lastOnV2()).id);
    assert.equal(communication?.author.channel, 'WHATSAPP');
    assert.deepEqual(
      communication?.recipients.map(({ channel, address }) => [channel, address]),
      [['CHAT', 'ada']],
    );
    assert.match(communication?.channelId ?? '', /^SM[0-9a-f]{32}$/);
    assert.deepEqual([made.delivery, made.participant_sid], [null, (await caller.participants(sid))[0]?.sid]);
  });

  it('may be said to nobody', async () => {
    await caller.createMessage(sid, { Author: 'ada', Body: 'Anybody there?' });
    const [communication] = await caller.v2.communications((await caller.lastOnV2()).id);
    assert.deepEqual(communication?.recipients, []);
  });

  it('bring an inactive conversation back', async () => {
    await caller.post(`/Conversations/${sid}`, { State: 'inactive' });
    await caller.createMessage(sid, { Body: 'x' });
    assert.equal((await caller.conversation(sid)).state, 'active');
  });

  it('have templates and media by their ids', async () => {
    const content = `HX${'1'.repeat(32)}`;
    const media = `ME${'2'.repeat(32)}`;
    const template = await caller.createMessage(sid, {
      ContentSid: content,
      ContentVariables: '{"1":"Ada","2":{"toString":null},"3":7}',
      Body: 'ignored',
    });
    assert.deepEqual([template.body, template.content_sid], [`${content} Ada {"toString":null} 7`, content]);
    const bare = await caller.createMessage(sid, { ContentSid: content, ContentVariables: 'null' });
    assert.equal(bare.body, content);
    assert.equal((await caller.createMessage(sid, { MediaSid: media })).body, media);
    assert.equal((await caller.createMessage(sid, { MediaSid: media, Body: 'Look' })).body, `Look\n${media}`);
  });

  it('are all that v2 has in text, with an index that stays', async () => {
    await caller.createParticipant(sid, { Identity: 'ada' });
    const spoken = (text: string) => ({ content: { type: 'TRANSCRIPTION', text } });
    await sayOnV2('zero', spoken('zero'));
    await sayOnV2('one', { resourceId: IM });
    await sayOnV2('two', spoken('two'));
    await caller.createMessage(sid, { Author: 'ada', Body: 'three' });
    await sayOnV2('four', { resourceId: 'other', occurredAt: '2026-04-01T00:00:00.999Z' });
    const told = async (query = '') =>
      (await caller.messages(sid, query)).map(({ index, body }) => [index, body]);
    const all = [
      [0, 'one'],
      [1, 'three'],
      [2, 'four'],
    ];
    assert.deepEqual(await told(), all);
    assert.deepEqual(await told('?Order=desc'), all.toReversed());
    assert.deepEqual(await told('?Order=DesC'), all.toReversed());
    const [one, , four] = await caller.messages(sid);
    assert.equal(one?.sid, IM);
    assert.equal(four?.date_created, '2026-04-01T00:00:00Z');
    assert.match(four?.sid ?? '', /^IM[0-9a-f]{32}$/);
    assert.deepEqual(await caller.message(sid, four?.sid ?? ''), four);
    assert.equal(one?.participant_sid, (await caller.participants(sid))[0]?.sid);

    // An update on v2 is one on v1; whatever becomes of its type, all others stay where they are.
    await sayOnV2('four and a half', { resourceId: 'other' });
    assert.equal((await caller.message(sid, four?.sid ?? '')).body, 'four and a half');
    await sayOnV2('one', { resourceId: IM, ...spoken('one') });
    assert.deepEqual(await told(), [
      [1, 'three'],
      [2, 'four and a half'],
    ]);
    await refused(caller.get(`/Conversations/${sid}/Messages/${IM}`), 404, 20404, /not found/);
    await sayOnV2('one', { resourceId: IM });
    assert.equal((await caller.message(sid, IM)).index, 0);
  });

  it('have one SID only', async () => {
    await sayOnV2('named', { resourceId: IM });
    await sayOnV2('nameless');
    const { id } = await caller.lastOnV2();
    const [named, nameless] = await caller.v2.communications(id);
    assert.notEqual(named?.id, nameless?.id);
    const { items } = await caller.page<{ sid: string }>(`/Conversations/${sid}/Messages`);
    assert.equal(items[0]?.sid, IM);
    // The nameless one's SID is its id in another notation; by that way the named one is not to be had.
    const swapped = (items[1]?.sid ?? '').replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    await refused(caller.get(`/Conversations/${sid}/Messages/${swapped}`), 404, 20404, /not found/);
  });

  it('by an action on v2 carry the conversation’s SID', async () => {
    await caller.createParticipant(sid, { Identity: 'ada' });
    await caller.createParticipant(sid, { Identity: 'grace' });
    const { id } = await caller.lastOnV2();
    const { body: action } = await caller.v2.post<Action>(`/v2/Conversations/${id}/Actions`, {
      type: 'SEND_MESSAGE',
      payload: { from: chat('ada'), to: [chat('grace')], content: { text: 'Sent' } },
    });
    const [communication] = await caller.v2.communications(id);
    assert.equal(communication?.channelId, sid);
    assert.equal(communication?.resourceId, action.related?.['messageSid']);
    const [message] = await caller.messages(sid);
    assert.deepEqual([message?.body, message?.sid], ['Sent', action.related?.['messageSid']]);
    const found = await caller.v2.conversations(`&channelId=${sid}`);
    assert.deepEqual(
      found.map((one) => one.id),
      [id],
    );
  });

  it('are refused by name for what is wrong in them', async () => {
    const path = `/Conversations/${sid}/Messages`;
    const cases: [form: Record<string, string>, code: number, message: RegExp][] = [
      [{}, 20001, /^Body, MediaSid or ContentSid is required$/],
      [{ Body: '' }, 20001, /^Body, MediaSid or ContentSid is required$/],
      [{ Body: 'x'.repeat(1_601) }, 50504, /^Body must have at most 1,600 characters$/],
      [{ Body: 'x', Author: '' }, 20001, /^Author must not be empty$/],
      [{ Body: 'x', Attributes: 'x' }, 20001, /^Attributes must be valid JSON$/],
      [{ Body: 'x', Attributes: `"${'x'.repeat(4_095)}"` }, 20001, /^Attributes must have at most 4 KB$/],
      [{ Body: 'x', MediaSid: 'ME1' }, 20001, /^MediaSid must be ME and 32 hexadecimal digits$/],
      [{ ContentSid: 'HX1' }, 20001, /^ContentSid must be HX and 32 hexadecimal digits$/],
      [{ Body: 'x', ContentVariables: '{' }, 20001, /^ContentVariables must be valid JSON$/],
      [{ Body: 'x', DateCreated: 'now' }, 20001, /^DateCreated must be a date and time/],
    ];
    for (const [form, code, message] of cases) await refused(caller.post(path, form), 400, code, message);
    await caller.createMessage(sid, { Body: 'x'.repeat(1_600), Attributes: `"${'x'.repeat(4_094)}"` });
    assert.equal((await caller.messages(sid)).length, 1);
    await refused(caller.get(`${path}?Order=up`), 400, 20001, /^Order must be one of asc, desc$/);
    await refused(caller.post('/Conversations/none/Messages', { Body: 'x' }), 404, 20404, /not found/);
    await refused(caller.get(`${path}/IM1`), 404, 20404, /not found/);
  });
});

describe('traffic that comes in by the classic API', () => {
  it('is told to the status callbacks of v2', async () => {
    const told: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        told.push(JSON.parse(body).eventType);
        response.end();
        server.emit('told');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const caller = await ClassicCaller.start({}, { statusCallbacks: [{ url: `http://127.0.0.1:${port}/` }] });
    const { sid } = await caller.createConversation();
    await caller.createMessage(sid, { Author: 'ada', Body: 'Hello' });
    await caller.post(`/Conversations/${sid}`, { State: 'closed' });
    while (told.length < 4) await once(server, 'told');
    assert.deepEqual(told, [
      'CONVERSATION_CREATED',
      'PARTICIPANT_ADDED',
      'COMMUNICATION_CREATED',
      'CONVERSATION_UPDATED',
    ]);
    await caller.close();
    server.closeAllConnections();
    server.close();
  });
});
