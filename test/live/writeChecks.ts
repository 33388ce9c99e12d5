import { randomUUID } from 'node:crypto';
import { describeFailure, type Json, type Probe, type Reply } from './probe.ts';
import type { Check } from './readChecks.ts';

/** Numbers that are kept free for fiction: a communication is a record, and reaches nobody in any case. */
const AGENT = { channel: 'SMS', address: '+12025550171' };
const CUSTOMER = { channel: 'SMS', address: '+12025550172' };

const PARTICIPANTS = [
  { name: 'Live check, customer', type: 'CUSTOMER', addresses: [CUSTOMER] },
  { name: 'Live check, agent', type: 'HUMAN_AGENT', addresses: [AGENT] },
];

const communication = (text: string, more: Json = {}) => ({
  author: AGENT,
  recipients: [CUSTOMER],
  content: { type: 'TEXT', text },
  ...more,
});

/** What came of a request that may well be refused. */
function outcome(reply: Reply): string {
  return reply.status < 300 ? `accepted (${reply.status})` : describeFailure(reply);
}

/** One conversation for all write checks: made here, written to, and closed. */
export class WriteChecks {
  readonly #probe: Probe;
  readonly #configurationId: string;
  readonly #path: string;

  private constructor(probe: Probe, configurationId: string, path: string) {
    this.#probe = probe;
    this.#configurationId = configurationId;
    this.#path = path;
  }

  /** @throws Error when the account has no configuration, or no conversation could be made */
  static async begin(probe: Probe): Promise<WriteChecks> {
    const [configuration] = await probe.list('/v2/ControlPlane/Configurations?pageSize=1', 'configurations');
    if (!configuration) throw new Error('the account has no configuration to make a conversation of');
    const { id } = await probe.need('POST', '/v2/Conversations', {
      configurationId: configuration['id'],
      name: 'Live check',
      participants: PARTICIPANTS,
      metadata: { kept: 'yes', removed: 'soon' },
    });
    return new WriteChecks(probe, String(configuration['id']), `/v2/Conversations/${id}`);
  }

  /** Leaves the conversation CLOSED. May be called again. */
  async end(): Promise<void> {
    await this.#probe.send('PATCH', this.#path, { status: 'CLOSED' });
  }

  /** In this order: the last ones work on what is CLOSED. */
  get checks(): readonly Check[] {
    const probe = this.#probe;
    const path = this.#path;
    const record = (body: Json) => probe.send('POST', `${path}/Communications`, body);
    return [
      {
        question: 'A second conversation with the same participants',
        ask: async () => {
          const reply = await probe.send('POST', '/v2/Conversations', {
            configurationId: this.#configurationId,
            name: 'Live check, second',
            participants: PARTICIPANTS,
          });
          // Where it is allowed it is not left open.
          if (reply.status === 201) {
            await probe.send('PATCH', `/v2/Conversations/${reply.body['id']}`, { status: 'CLOSED' });
          }
          return outcome(reply);
        },
      },
      {
        question: 'PATCH metadata: null removes, absent keeps',
        ask: async () => {
          const { metadata } = await probe.need('PATCH', path, { metadata: { removed: null, added: 'now' } });
          return JSON.stringify(metadata);
        },
      },
      {
        question: 'PUT without a name and metadata',
        ask: async () => {
          const { name, metadata } = await probe.need('PUT', path, { status: 'ACTIVE' });
          return `name ${name === null ? 'cleared' : 'kept'}, metadata ${metadata ? 'kept' : 'cleared'}`;
        },
      },
      {
        question: 'A communication without participantIds',
        ask: async () => outcome(await record(communication('Live check'))),
      },
      {
        question: 'A second communication with the same resourceId',
        ask: async () => {
          const resourceId = `SM${randomUUID().replaceAll('-', '')}`;
          const first = await record(communication('First', { resourceId }));
          const second = await record(communication('Second', { resourceId }));
          if (first.status !== 201) throw new Error(`the first gave ${describeFailure(first)}`);
          return `${outcome(second)}, ${second.body['id'] === first.body['id'] ? 'the same id' : 'another id'}`;
        },
      },
      {
        question: 'A communication without content',
        ask: async () => outcome(await record({ author: AGENT, recipients: [CUSTOMER] })),
      },
      {
        question: 'Closing a conversation',
        ask: async () => outcome(await probe.send('PATCH', path, { status: 'CLOSED' })),
      },
      {
        question: 'A communication in a CLOSED conversation',
        ask: async () => outcome(await record(communication('Too late'))),
      },
      {
        question: 'A participant for a CLOSED conversation',
        ask: async () =>
          outcome(
            await probe.send('POST', `${path}/Participants`, {
              addresses: [{ channel: 'SMS', address: '+12025550173' }],
            }),
          ),
      },
      {
        question: 'Opening a CLOSED conversation again',
        ask: async () => outcome(await probe.send('PATCH', path, { status: 'ACTIVE' })),
      },
      {
        question: 'Renaming a CLOSED conversation',
        ask: async () => outcome(await probe.send('PATCH', path, { name: 'Live check, closed' })),
      },
    ];
  }
}
