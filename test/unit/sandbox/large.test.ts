import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Communication, Conversation } from '../../../src/api/resources.ts';
import { seedLarge } from '../../../src/sandbox/server/large/largeAccount.ts';
import type { LargeOrigin } from '../../../src/sandbox/server/large/largeOrigin.ts';
import { customerAddress, indexOfAddress } from '../../../src/sandbox/server/large/people.ts';
import { CONVERSATIONS, LOG, LOG_LENGTH } from '../../../src/sandbox/server/large/plan.ts';
import type { StoredCommunication, StoredConversation } from '../../../src/sandbox/server/model.ts';
import type { AccountData, Surroundings } from '../../../src/sandbox/server/store/accountData.ts';
import { Agenda } from '../../../src/sandbox/server/store/agenda.ts';
import { bareAddress } from '../../../src/sandbox/server/store/grouping.ts';
import { Caller, communicationBody, type ErrorBody, NOON, type Page } from './caller.ts';
import { exported } from './dataWorkload.ts';

const surroundings = {
  agenda: new Agenda(),
  deliveryStepMs: 1_500,
  operationMs: 1_000,
  changed() {},
  happened() {},
} as unknown as Surroundings;

const seeded = (seed = 1, now = NOON) => seedLarge(`AC${'0'.repeat(32)}`, seed, surroundings, now);
const at = (data: AccountData, index: number) => {
  const [entry] = data.conversations.forwardFrom(index + 1);
  return entry?.item as StoredConversation;
};
const said = ({ communications }: StoredConversation, place: number) => {
  const [entry] = communications.forwardFrom(place + 1);
  return entry?.item as StoredCommunication;
};

describe('the large data', () => {
  it('is the same whichever of it is asked for first', () => {
    const whole = seeded();
    const all = [...whole.conversations];
    for (const index of [LOG, 0, 7_777, 42, 9_998]) {
      const alone = at(seeded(), index);
      const same = all[index] as StoredConversation;
      const { communications, byResourceId, participants, ...head } = alone;
      assert.deepEqual(
        { ...same, communications, byResourceId, participants },
        { ...head, communications, byResourceId, participants },
      );
      assert.deepEqual([...participants], [...same.participants]);
      for (const place of index === LOG
        ? [99_999, 5, 50_000]
        : Array.from(communications, (_, place) => place).reverse()) {
        assert.deepEqual(said(alone, place), said(same, place));
      }
    }
    assert.notEqual(at(seeded(2), 0).id, all[0]?.id);
  });

  it('has the same ids and words another day', () => {
    const [one, other] = [seeded(), seeded(1, NOON + 86_400_000)];
    for (const index of [0, 123, LOG]) {
      const [was, is] = [at(one, index), at(other, index)];
      assert.deepEqual([is.id, is.name, is.status], [was.id, was.name, was.status]);
      assert.equal(is.createdAt - was.createdAt, 86_400_000);
      if (was.communications.size > 0) assert.deepEqual(said(is, 0).content, said(was, 0).content);
    }
  });

  it('makes nothing that is not asked for', () => {
    const data = seeded();
    const origin = data.base?.origin as LargeOrigin;
    let made = 0;
    const { make } = origin;
    origin.make = (index) => {
      made++;
      return make.call(origin, index);
    };
    assert.equal(data.conversations.size, CONVERSATIONS);
    assert.equal(made, 0);
    const log = data.conversations.get(origin.ids.conversation(LOG));
    assert.equal(made, 1);
    assert.equal(log?.communications.size, LOG_LENGTH);
    assert.equal(data.conversations.get('conv_conversation_none'), undefined);
    const found = data.channelIndex.find(said(log as StoredConversation, 0).channelId ?? '');
    assert.deepEqual([...found], [log?.id]);
    assert.equal(made, 1);
  });

  it('knows every customer by the address, and nobody by another', () => {
    const addresses = new Set<string>();
    for (let index = 0; index < CONVERSATIONS; index++) {
      for (const channel of ['SMS', 'CHAT', 'WHATSAPP', 'RCS'] as const) {
        const address = customerAddress(index, channel);
        assert.equal(indexOfAddress(bareAddress(address)), index);
        assert.match(
          bareAddress(address),
          /^(\+1[2-9]\d\d55501\d\d|\+447700900\d{3}|\+3363998\d{4}|visitor-\d{5})$/,
        );
        addresses.add(address);
      }
    }
    assert.equal(addresses.size, 4 * CONVERSATIONS);
    for (const other of [
      '',
      '+15035550100',
      '+12065550200',
      '+447700901000',
      'visitor-1',
      'visitor-99999',
      'owen',
    ]) {
      assert.equal(indexOfAddress(other), undefined, other);
    }
  });

  it('is orderly', () => {
    const data = seeded();
    const ids = new Set<string>();
    const count = { TEXT: 0, TRANSCRIPTION: 0 };
    const statuses = { ACTIVE: 0, INACTIVE: 0, CLOSED: 0 };
    const channels = new Set<string>();
    let previous = 0;
    let index = 0;
    for (const conversation of data.conversations) {
      const title = `${index} ${conversation.name}`;
      assert.ok(conversation.createdAt >= previous, title);
      previous = conversation.createdAt;
      assert.ok(conversation.updatedAt >= conversation.createdAt && conversation.updatedAt <= NOON, title);
      assert.ok(data.configurations.get(conversation.configurationId), title);
      assert.ok(conversation.participants.size >= 2 && conversation.participants.size <= 4, title);
      statuses[conversation.status]++;
      const known = new Set(Array.from(conversation.participants, ({ id }) => id));
      for (const id of [conversation.id, ...known]) {
        assert.equal(ids.has(id), false, title);
        ids.add(id);
      }
      // Of the log a part will do.
      const places =
        index === LOG
          ? [0, 1, 2, 49_999, 50_000, 99_998, 99_999]
          : [...Array(conversation.communications.size).keys()];
      if (index !== LOG) assert.ok(places.length <= 40, title);
      let spoken = conversation.createdAt;
      for (const place of places) {
        const communication = said(conversation, place);
        assert.ok(communication.createdAt >= spoken && communication.updatedAt <= NOON, title);
        spoken = communication.createdAt;
        assert.equal(communication.occurredAt, communication.createdAt);
        assert.equal(ids.has(communication.id), false, title);
        ids.add(communication.id);
        assert.ok(known.has(communication.author.participantId ?? '') && communication.author.address, title);
        assert.ok(communication.recipients.length > 0, title);
        for (const recipient of communication.recipients) {
          assert.ok(known.has(recipient.participantId ?? '') && recipient.address, title);
          assert.equal(recipient.deliveryStatus, recipient.outcome);
        }
        const { type, text } = communication.content;
        assert.ok(text && !/[{}]|undefined|NaN/.test(text), text);
        assert.equal(type === 'TRANSCRIPTION', communication.author.channel === 'VOICE');
        count[type]++;
        channels.add(communication.author.channel);
      }
      index++;
    }
    assert.equal(index, CONVERSATIONS);
    assert.ok(count.TEXT > 50_000 && count.TRANSCRIPTION > 2_000, JSON.stringify(count));
    assert.ok(Math.min(...Object.values(statuses)) > 400, JSON.stringify(statuses));
    assert.deepEqual([...channels].sort(), ['CHAT', 'RCS', 'SMS', 'VOICE', 'WHATSAPP']);
  });

  it('finds by what communications, profiles and groups are known by', () => {
    const data = seeded();
    const origin = data.base?.origin as LargeOrigin;
    for (const index of [...Array(60).keys(), 5_000, 9_996, LOG]) {
      const conversation = at(data, index);
      for (let place = 0; place < Math.min(30, conversation.communications.size); place++) {
        const { id, channelId = '', resourceId = '' } = said(conversation, place);
        assert.equal(conversation.byResourceId.get(resourceId), id);
        assert.equal(conversation.byResourceId.has(`${resourceId}0`), false);
        assert.ok(data.channelIndex.find(channelId).has(conversation.id));
        assert.equal(conversation.communications.get(id), said(conversation, place));
      }
    }
    for (const sid of ['SM', 'CA', 'CH', 'IM'].map((prefix) => data.ids.sidAt(prefix, 999_999))) {
      assert.deepEqual([...data.channelIndex.find(sid)], []);
    }
    let found = 0;
    for (const [key, id] of origin.groups()) {
      assert.equal(data.groups.get(key), id);
      found++;
    }
    for (const [key, id] of origin.profiles()) {
      assert.equal(data.profiles.get(key), id);
      found++;
    }
    assert.equal(found, 2 * LOG);
    assert.equal(data.groups.get(JSON.stringify(['x', 'address', 'SMS', '+12065550100'])), undefined);
    assert.equal(data.profiles.get(JSON.stringify(['x', '+12065550100'])), undefined);
  });
});

describe('a sandbox with the large data', () => {
  let caller: Caller;
  let log: Conversation;
  before(async () => {
    caller = await Caller.start({ data: 'large' });
    const { body } = await caller.get<Page<'conversations', Conversation>>('/v2/Conversations?pageSize=1');
    log = body.conversations[0] as Conversation;
  });
  after(() => caller.sandbox.close());

  it('lists the log first, and all of its entries page by page', async () => {
    assert.equal(log.name, 'Velonora fleet log, 100,000 entries');
    let token = '';
    const ids = new Set<string>();
    do {
      const { body } = await caller.get<Page<'communications', Communication>>(
        `/v2/Conversations/${log.id}/Communications?pageSize=1000${token}`,
      );
      for (const { id } of body.communications) ids.add(id);
      token = body.meta.nextToken ? `&pageToken=${body.meta.nextToken}` : '';
    } while (token !== '');
    assert.equal(ids.size, LOG_LENGTH);
  });

  it('takes more of everything', async () => {
    const communication = await caller.createCommunication(log.id);
    assert.equal(
      (await caller.get(`/v2/Conversations/${log.id}/Communications/${communication.id}`)).status,
      200,
    );
    const made = await caller.createConversation({ participants: [{ addresses: [] }] });
    assert.equal((await caller.get(`/v2/Conversations/${made.id}`)).status, 200);
    const { participants } = made;
    const known = (log.participants ?? []).map(({ id }) => id);
    // Ids sort by their making.
    assert.ok(
      made.id > log.id && [...known, participants?.[0]?.id].toSorted().at(-1) === participants?.[0]?.id,
    );
    const last = await caller.get<Page<'communications', Communication>>(
      `/v2/Conversations/${log.id}/Communications?pageSize=1`,
    );
    assert.ok(communication.id > (last.body.communications[0]?.id ?? ''));
  });

  it('updates what a communication with the same resourceId is', async () => {
    const path = `/v2/Conversations/${log.id}/Communications`;
    const { body } = await caller.get<Page<'communications', Communication>>(`${path}?pageSize=5`);
    const { id, resourceId } = body.communications[2] as Communication;
    const { status, body: updated } = await caller.post<Communication>(path, {
      ...communicationBody(),
      resourceId,
    });
    assert.deepEqual([status, updated.id, updated.content.text], [201, id, 'Hello']);
  });

  it('lets no second open conversation have a customer’s traffic', async () => {
    const { body } = await caller.get<Page<'conversations', Conversation>>(
      '/v2/Conversations?status=ACTIVE&pageSize=9',
    );
    const open = body.conversations.find(({ participants }) => participants?.[0]?.type === 'CUSTOMER');
    const { type, addresses = [] } = open?.participants?.[0] ?? {};
    const again = { configurationId: open?.configurationId, participants: [{ type, addresses }] };
    const refused = await caller.post<ErrorBody>('/v2/Conversations', again);
    assert.equal(refused.status, 409);
    assert.ok(refused.body.message.includes(open?.id ?? ''));
    await caller.patch(`/v2/Conversations/${open?.id}`, { status: 'CLOSED' });
    const made = await caller.post<Conversation>('/v2/Conversations', again);
    assert.equal(made.status, 201);
    assert.equal(made.body.participants?.[0]?.profileId, open?.participants?.[0]?.profileId);
  });
});

describe('large data in a file', () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'large-'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  /** Some of everything, of what is looked at later. */
  async function look(caller: Caller): Promise<unknown> {
    const { body } = await caller.get<Page<'conversations', Conversation>>('/v2/Conversations?pageSize=12');
    const open = body.conversations.slice(0, 6);
    const lists = [];
    for (const { id } of open) {
      lists.push(
        (await caller.get(`/v2/Conversations/${id}/Communications?pageSize=30`)).body['communications'],
      );
    }
    return { conversations: body.conversations, lists, ids: exportedIds(caller) };
  }
  const exportedIds = (caller: Caller) => caller.sandbox.accounts.map(({ accountSid }) => accountSid);

  it('is noted, and only what has changed is written', async () => {
    const dataFile = path.join(folder, 'data.json');
    await using one = await Caller.start({ data: 'large', dataFile });
    const { body } = await one.get<Page<'conversations', Conversation>>('/v2/Conversations?pageSize=8');
    const [log, second, third, fourth] = body.conversations;
    await one.createCommunication(log?.id ?? '');
    const path_ = `/v2/Conversations/${second?.id}`;
    const { body: page } = await one.get<Page<'communications', Communication>>(`${path_}/Communications`);
    await one.patch(`/v2/Conversations/${second?.id}`, { name: 'renamed', status: 'CLOSED' });
    assert.ok(page.communications.length > 0);
    assert.equal(one.sandbox.deleteConversation(third?.id ?? ''), true);
    await one.createParticipant(log?.id ?? '', { name: 'New', addresses: [] });
    await one.createConversation({ name: 'new' });
    const { resourceId } = (
      await one.get<Page<'communications', Communication>>(
        `/v2/Conversations/${log?.id}/Communications?pageSize=3`,
      )
    ).body.communications[1] as Communication;
    await one.post(`/v2/Conversations/${log?.id}/Communications`, { ...communicationBody(), resourceId });
    const seen = await look(one);

    // As it is without an end, and after one, and after another.
    const copy = path.join(folder, 'copy.json');
    fs.copyFileSync(dataFile, copy);
    fs.copyFileSync(`${dataFile}.journal`, `${copy}.journal`);
    await using two = await Caller.start({ dataFile: copy });
    assert.deepEqual(await look(two), seen);
    await two.sandbox.close();
    await one.sandbox.close();
    await using three = await Caller.start({ dataFile });
    assert.deepEqual(await look(three), seen);
    assert.equal((await three.get(`/v2/Conversations/${third?.id}`)).status, 404);
    await three.patch(`/v2/Conversations/${fourth?.id}`, { name: 'fourth' });
    const seenThen = await look(three);
    await three.sandbox.close();
    await using four = await Caller.start({ dataFile });
    assert.deepEqual(await look(four), seenThen);
    assert.ok(fs.statSync(dataFile).size < 200_000, `${fs.statSync(dataFile).size} bytes`);
  });

  it('takes in other conversations, also in the places of its own', async () => {
    const dataFile = path.join(folder, 'merged.json');
    await using source = await Caller.start({ data: 'demo' });
    await using one = await Caller.start({ data: 'large', dataFile });
    const { body } = await one.get<Page<'conversations', Conversation>>('/v2/Conversations?pageSize=3');
    const replaced = body.conversations[1] as Conversation;
    one.sandbox.deleteConversation(body.conversations[2]?.id ?? '');
    const document = exported(source);
    document.accounts[0]?.conversations.push(
      { ...replaced, name: 'replaced', communications: [] },
      { ...(body.conversations[2] as Conversation), name: 'brought back', communications: [] },
    );
    one.sandbox.importDocument(document, 'merge');
    const seen = await look(one);
    await one.sandbox.close();
    await using two = await Caller.start({ dataFile });
    assert.deepEqual(await look(two), seen);
    const { body: again } = await two.get(`/v2/Conversations/${replaced.id}`);
    assert.equal(again['name'], 'replaced');
    assert.deepEqual(await two.communications(replaced.id), []);
    const { body: back } = await two.get<Page<'conversations', Conversation>>('/v2/Conversations?pageSize=1');
    assert.equal(back.conversations[0]?.name, 'brought back');
  });

  it('is refused when another version made it', async () => {
    const dataFile = path.join(folder, 'version.json');
    await (await Caller.start({ data: 'large', dataFile })).sandbox.close();
    const document = JSON.parse(fs.readFileSync(dataFile, 'utf8'));
    document.accounts[0].sandbox.base.version = 99;
    const text = JSON.stringify(document);
    fs.writeFileSync(dataFile, text);
    await assert.rejects(Caller.start({ dataFile }), /version\.json cannot be used: .*version 99/);
    assert.equal(fs.readFileSync(dataFile, 'utf8'), text);
    await using caller = await Caller.start();
    assert.throws(() => caller.sandbox.importDocument(document, 'merge'), /can replace everything/);
    document.accounts[0].sandbox.base.version = 1;
    caller.sandbox.importDocument(document, 'replace');
    const { body } = await caller.get<Page<'conversations', Conversation>>('/v2/Conversations?pageSize=1');
    assert.match(body.conversations[0]?.name ?? '', /fleet log/);
  });
});
