import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import twilio from 'twilio';
import { type CheckedSandbox, startCheckedSandbox } from '../support/checkedSandbox.ts';

const ACCOUNT = `AC${'7'.repeat(32)}`;
const KEY = `SK${'8'.repeat(32)}`;

/** Twilio's own client, as an independent witness. Every exchange is held against the OpenAPI document as well. */
describe('the official SDK against the sandbox', () => {
  let checked: CheckedSandbox;
  let client: ReturnType<typeof twilio>;

  const aim = (username: string, password: string) => {
    const aimed = twilio(username, password, { accountSid: ACCOUNT });
    aimed.conversations.baseUrl = checked.url;
    return aimed;
  };
  const find = async (name: RegExp) => {
    const all = await client.conversations.v2.conversations.list();
    const found = all.find((conversation) => name.test(conversation.name ?? ''));
    assert.ok(found, `no conversation called ${name}`);
    const { id, configurationId } = found;
    // Of all that the API requires in an answer, the SDK's types promise nothing.
    assert.ok(id && configurationId);
    return { id, configurationId, name: found.name, configuration: found.configuration };
  };
  const refused = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => assert.fail('nothing was refused'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof twilio.RestException, `not a RestException: ${error}`);
    return error;
  };

  before(async () => {
    checked = await startCheckedSandbox({
      accounts: [{ accountSid: ACCOUNT, authToken: 'token', apiKeys: [{ sid: KEY, secret: 'secret' }] }],
    });
    client = aim(ACCOUNT, 'token');
  });
  after(() => checked.close());

  it('lists every conversation over many pages', async () => {
    const whole = await client.conversations.v2.conversations.list();
    const paged = await client.conversations.v2.conversations.list({ pageSize: 3 });
    assert.ok(whole.length >= 12);
    assert.deepEqual(
      paged.map(({ id }) => id),
      whole.map(({ id }) => id),
    );
  });

  it('filters by status, repeated', async () => {
    const found = await client.conversations.v2.conversations.list({ status: ['CLOSED', 'INACTIVE'] });
    assert.deepEqual([...new Set(found.map(({ status }) => status))].sort(), ['CLOSED', 'INACTIVE']);
  });

  it('pages through 300 communications and back', async () => {
    const { id } = await find(/Hotel Larkspur/);
    const communications = client.conversations.v2.communications(id);
    const all = await communications.list({ pageSize: 1000 });
    assert.equal(all.length, 300);
    const first = await communications.page({ pageSize: 120 });
    const second = await first.nextPage();
    const third = await second?.nextPage();
    assert.equal(third?.instances.length, 60);
    assert.equal(await third?.nextPage(), undefined);
    const back = await third?.previousPage();
    assert.deepEqual(
      back?.instances.map((item) => item.id),
      second?.instances.map((item) => item.id),
    );
    const start = await back?.previousPage();
    assert.deepEqual(
      start?.instances.map((item) => item.id),
      first.instances.map((item) => item.id),
    );
    assert.equal(await start?.previousPage(), undefined);
  });

  it('fetches a conversation, a participant, a communication and a configuration', async () => {
    const listed = await find(/Hannah Okafor/);
    const fetched = await client.conversations.v2.conversations(listed.id).fetch();
    assert.equal(fetched.name, listed.name);
    const [participant] = await client.conversations.v2.participants(listed.id).list({ pageSize: 1 });
    assert.ok(participant?.id);
    const same = await client.conversations.v2.participants(listed.id, participant.id).fetch();
    assert.equal(same.name, 'Hannah Okafor');
    const [communication] = await client.conversations.v2.communications(listed.id).list({ limit: 1 });
    assert.ok(communication?.id);
    const again = await client.conversations.v2.communications(listed.id, communication.id).fetch();
    assert.deepEqual(again.content, communication.content);
    assert.ok(again.createdAt instanceof Date && again.createdAt.getTime() < Date.now() - 60_000);
    const configuration = await client.conversations.v2.configurations(listed.configurationId).fetch();
    assert.equal(configuration.displayName, 'Shop messaging');
    assert.equal((await client.conversations.v2.configurations.list({ pageSize: 1 })).length, 4);
  });

  it('creates a conversation, a participant and a communication', async () => {
    const { configurationId } = await find(/Hannah Okafor/);
    const conversation = await client.conversations.v2.conversations.create({
      configurationId,
      name: 'Made by the SDK',
      metadata: { ticket: '1' },
      participants: [
        { name: 'Ada', type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15035550191' }] },
      ],
    });
    assert.ok(conversation.id);
    const agent = await client.conversations.v2.participants(conversation.id).create({
      name: 'Bo',
      type: 'AGENT',
      addresses: [{ channel: 'SMS', address: '+15035550100' }],
    });
    assert.ok(agent.id);
    assert.ok(agent.id);
    const request = {
      author: { address: '+15035550100', channel: 'SMS' as const, participantId: agent.id },
      content: { type: 'TEXT' as const, text: 'Hello from the SDK' },
      recipients: [{ address: '+15035550191', channel: 'SMS' as const }],
      resourceId: 'SM1',
      occurredAt: new Date('2026-01-02T03:04:05.678Z'),
    };
    const communication = await client.conversations.v2.communications(conversation.id).create(request);
    assert.equal(communication.recipients[0]?.deliveryStatus, 'INITIATED');
    assert.equal(communication.occurredAt.toISOString(), '2026-01-02T03:04:05.678Z');
    const updated = await client.conversations.v2
      .communications(conversation.id)
      .create({ ...request, content: { type: 'TEXT', text: 'Hello again' } });
    assert.equal(updated.id, communication.id);
    assert.equal((await client.conversations.v2.communications(conversation.id).list()).length, 1);
    const fetched = await client.conversations.v2.conversations(conversation.id).fetch();
    assert.equal(fetched.participants?.length, 2);
  });

  it('reads the classic side of a bridged conversation', async () => {
    const { configuration } = await find(/高橋/);
    const serviceSid = configuration?.conversationsV1Bridge?.serviceId ?? '';
    const classic = await client.conversations.v1
      .services(serviceSid)
      .conversations('web-haruka-takahashi')
      .fetch();
    assert.match(classic.sid, /^CH[0-9a-f]{32}$/);
    assert.equal(classic.state, 'active');
    const bySid = await client.conversations.v1.services(serviceSid).conversations(classic.sid).fetch();
    assert.equal(bySid.uniqueName, 'web-haruka-takahashi');
  });

  it('accepts an API key', async () => {
    const found = await aim(KEY, 'secret').conversations.v2.conversations.list({ limit: 1 });
    assert.equal(found[0]?.accountId, ACCOUNT);
  });

  it('gets a RestException for what is refused', async () => {
    const wrong = await refused(aim(ACCOUNT, 'wrong').conversations.v2.conversations.list());
    assert.deepEqual([wrong.status, wrong.code], [401, 20003]);

    const missing = await refused(client.conversations.v2.conversations('conv_conversation_nowhere').fetch());
    assert.deepEqual([missing.status, missing.code], [404, 20404]);
    assert.match(missing.moreInfo ?? '', /errors\/20404$/);

    const { id } = await find(/Hannah Okafor/);
    const bad = await refused(
      client.conversations.v2.communications(id).create({
        author: { address: '+15035550100', channel: 'SMS' },
        content: { type: 'TEXT', text: 'to nobody' },
        recipients: [],
      }),
    );
    assert.deepEqual(
      [bad.status, bad.code, bad.message],
      [400, 20001, 'recipients must have at least 1 item'],
    );

    const taken = await refused(
      client.conversations.v2.conversations.create({
        configurationId: (await find(/Hannah Okafor/)).configurationId,
        participants: [{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15035550142' }] }],
      }),
    );
    assert.equal(taken.status, 409);
    assert.ok(taken.message.includes(id));

    const closed = await find(/Lukas Brandt/);
    const final = await refused(
      client.conversations.v2.communications(closed.id).create({
        author: { address: '+494066969100', channel: 'SMS' },
        content: { type: 'TEXT', text: 'too late' },
        recipients: [{ address: '+4917604069042', channel: 'SMS' }],
      }),
    );
    assert.equal(final.status, 400);
    assert.match(final.message, /is CLOSED/);
  });

  it('exchanged nothing that the OpenAPI document does not allow', () => {
    assert.deepEqual(checked.violations, []);
    assert.ok(checked.exchanges.length > 30);
    const statuses = new Set(checked.exchanges.map(({ response }) => response.status));
    assert.deepEqual([...statuses].sort(), [200, 201, 400, 401, 404, 409]);
  });
});
