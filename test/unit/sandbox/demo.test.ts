import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Communication, Conversation, ServiceConversation } from '../../../src/api/resources.ts';
import { type SandboxOptions, startSandbox } from '../../../src/sandbox/server/server.ts';
import { Caller, type ErrorBody, NOON } from './caller.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Whole {
  conversation: Conversation;
  communications: Communication[];
}

async function readAll(caller: Caller): Promise<Whole[]> {
  const whole: Whole[] = [];
  for (const conversation of await caller.conversations()) {
    whole.push({ conversation, communications: await caller.communications(conversation.id) });
  }
  return whole;
}

async function dump(options: SandboxOptions): Promise<Whole[]> {
  const caller = await Caller.start({ data: 'demo', ...options });
  const all = await readAll(caller);
  await caller.sandbox.close();
  return all;
}

describe('the demo data', () => {
  let caller: Caller;
  let all: Whole[];
  before(async () => {
    caller = await Caller.start({ data: 'demo' });
    all = await readAll(caller);
  });
  after(() => caller.sandbox.close());

  const every = () => all.flatMap(({ communications }) => communications);
  const texts = () => every().map(({ content }) => content.text ?? '');
  const channelsOf = ({ communications }: Whole) =>
    new Set(communications.map(({ author }) => author.channel));

  it('is the same for the same seed, and another for another seed or account', async () => {
    const twice = await dump({ seed: 1 });
    assert.deepEqual(twice, all);
    const other = await dump({ seed: 2 });
    assert.notDeepEqual(other, all);
    assert.notEqual(other[0]?.conversation.id, all[0]?.conversation.id);
    const elsewhere = await dump({ accounts: [{ accountSid: `AC${'9'.repeat(32)}`, authToken: 'x' }] });
    assert.notEqual(elsewhere[0]?.conversation.id, all[0]?.conversation.id);
  });

  it('has the same conversations by the same ids when it is started again at another time', async () => {
    const ids = (data: typeof all) => data.map(({ conversation }) => [conversation.name, conversation.id]);
    for (const later of [7 * MINUTE, 11 * 60 * MINUTE, 3.3 * DAY]) {
      assert.deepEqual(ids(await dump({ now: () => new Date(NOON + later) })), ids(all));
    }
  });

  for (const seed of [0, 7, 4_294_967_295]) {
    it(`holds together with the seed ${seed}`, async () => {
      const data = await dump({ seed });
      assert.equal(data.length, all.length);
      assert.equal(Math.max(...data.map(({ communications }) => communications.length)), 300);
      assertOrderly(data);
    });
  }

  it('holds together at any hour', async () => {
    for (let hour = 0; hour < 24; hour += 5) {
      const now = new Date(NOON + hour * 61 * MINUTE + 8 * hour * DAY);
      assertOrderly(await dump({ now: () => now }), now.getTime());
    }
  });

  /** Nothing lies in the future, nothing before its conversation, and ids sort as times do. */
  function assertOrderly(data: Whole[], now = NOON): void {
    const ids = new Set<string>();
    for (const { conversation, communications } of data) {
      assert.ok(conversation.createdAt && conversation.updatedAt);
      const moments = communications.map(({ createdAt, occurredAt }) => {
        assert.equal(occurredAt, createdAt);
        return Date.parse(createdAt ?? '');
      });
      const title = conversation.name ?? conversation.id;
      assert.deepEqual(
        moments,
        moments.toSorted((one, other) => one - other),
        title,
      );
      assert.ok((moments[0] ?? Number.POSITIVE_INFINITY) >= Date.parse(conversation.createdAt), title);
      assert.ok(Math.max(...moments, Date.parse(conversation.updatedAt)) <= now, title);
      const order = communications.map(({ id }) => id);
      assert.deepEqual(order, order.toSorted(), title);
      const known = new Set(conversation.participants?.map(({ id }) => id));
      for (const { author, recipients, content } of communications) {
        assert.ok(known.has(author.participantId ?? ''), title);
        assert.ok(recipients.length > 0, title);
        for (const recipient of recipients) assert.ok(known.has(recipient.participantId ?? ''), title);
        assert.ok(content.text && !/[{}]|undefined|NaN|lorem/i.test(content.text), content.text);
      }
      for (const id of [conversation.id, ...known, ...order]) {
        assert.match(id, /^conv_(conversation|participant|communication)_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
        assert.equal(ids.has(id), false);
        ids.add(id);
      }
    }
  }

  it('is orderly', () => assertOrderly(all));

  it('has a dozen conversations and more, over five channels and several configurations', () => {
    assert.ok(all.length >= 12);
    const channels = new Set(every().map(({ author }) => author.channel));
    for (const channel of ['SMS', 'WHATSAPP', 'CHAT', 'VOICE', 'RCS'])
      assert.ok(channels.has(channel), channel);
    assert.ok(new Set(all.map(({ conversation }) => conversation.configurationId)).size >= 3);
  });

  it('has one long conversation of 300 communications over weeks, hardly any of them twice', () => {
    const [long, ...others] = all.filter(({ communications }) => communications.length >= 300);
    assert.ok(long);
    assert.deepEqual(others, []);
    assert.equal(long.communications.length, 300);
    const first = Date.parse(long.communications[0]?.occurredAt ?? '');
    const last = Date.parse(long.communications.at(-1)?.occurredAt ?? '');
    assert.ok(last - first > 21 * DAY);
    assert.ok(NOON - last < 3 * DAY);
    assert.ok(new Set(long.communications.map(({ content }) => content.text)).size > 270);
    assert.ok(new Set(long.communications.map(({ author }) => author.participantId)).size >= 3);
  });

  it('begins weeks ago, and ends a few minutes ago', () => {
    const times = every().map(({ createdAt }) => Date.parse(createdAt ?? ''));
    assert.ok(NOON - Math.min(...times) > 21 * DAY);
    assert.ok(NOON - Math.max(...times) < 10 * MINUTE);
  });

  it('has conversations in every state, one without a name, and one without a word', () => {
    const count = (status: string) => all.filter(({ conversation }) => conversation.status === status).length;
    assert.equal(count('CLOSED'), 1);
    assert.ok(count('INACTIVE') >= 2);
    assert.ok(count('ACTIVE') >= 8);
    assert.ok(all.some(({ conversation }) => conversation.name === null));
    assert.ok(all.some(({ communications }) => communications.length === 0));
  });

  it('has a failed delivery, and deliveries of all other ends', () => {
    const ends = new Set(every().flatMap(({ recipients }) => recipients.map((item) => item.deliveryStatus)));
    assert.deepEqual([...ends].sort(), ['DELIVERED', 'FAILED', 'READ']);
  });

  it('has transcriptions with confidence and engine, some with the time of each word', () => {
    const spoken = every().filter(({ content }) => content.type === 'TRANSCRIPTION');
    assert.ok(spoken.length >= 10);
    for (const { content, author } of spoken) {
      assert.equal(author.channel, 'VOICE');
      const { confidence = -1, engine, channel } = content.transcription ?? {};
      assert.ok(confidence > 0.8 && confidence <= 1 && engine && (channel === 0 || channel === 1));
    }
    const timed = spoken.filter(({ content }) => content.transcription?.words);
    assert.ok(timed.length > 0 && timed.length < spoken.length);
    for (const { content, occurredAt = '' } of timed) {
      const words = content.transcription?.words ?? [];
      assert.equal(words.map(({ text }) => text).join(' '), content.text);
      assert.equal(words[0]?.startTime, occurredAt);
      for (const { startTime = '', endTime = '' } of words) assert.ok(startTime < endTime);
    }
  });

  it('is written in many scripts, with emoji', () => {
    const scripts = { Arabic: /\p{sc=Arabic}/u, Hebrew: /\p{sc=Hebrew}/u, Kana: /\p{sc=Hiragana}/u };
    for (const [name, script] of Object.entries({
      ...scripts,
      Devanagari: /\p{sc=Devanagari}/u,
      Latin: /[äöüéèçß]/,
      emoji: /\p{Emoji_Presentation}/u,
    })) {
      assert.ok(
        texts().some((text) => script.test(text)),
        name,
      );
    }
  });

  it('has a text of some thousand characters', () => {
    assert.ok(texts().some((text) => text.length > 3_000));
  });

  it('has a conversation over two channels, participants of type UNKNOWN and AI agents', () => {
    assert.ok(all.some((one) => channelsOf(one).size === 2));
    const types = new Set(
      all.flatMap(({ conversation }) => conversation.participants?.map(({ type }) => type) ?? []),
    );
    for (const type of ['CUSTOMER', 'HUMAN_AGENT', 'AI_AGENT', 'UNKNOWN']) assert.ok(types.has(type), type);
  });

  it('calls nobody: numbers come from ranges that are kept for fiction', () => {
    const fictional = [
      /^\+1\d{3}55501\d\d$/,
      /^\+447700900\d{3}$/,
      /^\+441174960\d{3}$/,
      /^\+494066969\d{3}$/,
      /^\+49176040690\d\d$/,
      /^\+3363998\d{4}$/,
    ];
    for (const { conversation } of all) {
      for (const { addresses = [] } of conversation.participants ?? []) {
        for (const { address, channel } of addresses) {
          const number = address.replace(/^(whatsapp|rcs):/, '');
          if (channel === 'CHAT' || !number.startsWith('+')) continue;
          assert.ok(
            fictional.some((range) => range.test(number)),
            address,
          );
        }
      }
    }
  });

  it('shows bridged chats on their classic side', async () => {
    const bridged = all.filter(({ conversation }) => conversation.configuration?.conversationsV1Bridge);
    assert.ok(bridged.length >= 1);
    for (const { conversation } of bridged) {
      const { serviceId } = conversation.configuration?.conversationsV1Bridge ?? {};
      const sid = conversation.participants?.[0]?.addresses?.[0]?.channelId;
      const path = `/v1/Services/${serviceId}/Conversations`;
      const { status, body } = await caller.get<ServiceConversation>(`${path}/${sid}`);
      assert.equal(status, 200);
      assert.equal(body.sid, sid);
      assert.equal(body.friendly_name, conversation.name);
      assert.equal(body.state, conversation.status?.toLowerCase());
      assert.equal(body.url, `${caller.sandbox.url}${path}/${sid}`);
      assert.match(body.date_created ?? '', /T\d\d:\d\d:\d\dZ$/);
      assert.equal(typeof JSON.parse(body.attributes ?? '').locale, 'string');
      const byName = await caller.get<ServiceConversation>(`${path}/${body.unique_name}`);
      assert.deepEqual(byName.body, body);
      const wrong = await caller.get<ErrorBody>(`/v1/Services/IS${'0'.repeat(32)}/Conversations/${sid}`);
      assert.deepEqual([wrong.status, wrong.body.code], [404, 20404]);
    }
  });
});

describe('the empty data', () => {
  it('is one configuration to create with', async () => {
    const sandbox = await startSandbox({ data: 'empty' });
    await sandbox.close();
    const caller = await Caller.start({ data: 'empty' });
    assert.deepEqual(await caller.conversations(), []);
    const { body } = await caller.get<{ configurations: unknown[] }>('/v2/ControlPlane/Configurations');
    assert.equal(body.configurations.length, 1);
    await caller.createConversation();
    await caller.sandbox.close();
  });
});
