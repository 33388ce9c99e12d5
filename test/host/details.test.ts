import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import type {
  Conversation,
  Participant,
  ServiceConversation,
  ServiceDeliveryReceipt,
  ServiceMessage,
  ServiceParticipant,
} from '../../src/api/resources.ts';
import { ConversationNode } from '../../src/explorer/conversationNode.ts';
import type { ExplorerNode, TreeContext } from '../../src/explorer/node.ts';
import { NoticeNode } from '../../src/explorer/noticeNode.ts';
import { openMasker } from '../../src/platform/masking.ts';
import { Notifier } from '../../src/platform/notifier.ts';
import { idOf } from '../../src/platform/resourceRef.ts';
import type { Session } from '../../src/platform/session.ts';
import { conversation, customer } from '../support/fixtures.ts';

const log = { error() {}, show() {} } as unknown as vscode.LogOutputChannel;
const notifier = new Notifier(log, { signIn() {}, startSandbox() {} });

const SERVICE = 'IS1';
const bridged: Conversation = {
  ...conversation,
  configuration: {
    displayName: 'Web chat',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    channelSettings: { CHAT: { statusTimeouts: { inactive: 30, closed: 1440 } } },
    conversationsV1Bridge: { serviceId: SERVICE },
  },
};
const visitor: Participant = {
  ...customer,
  id: 'p-visitor',
  name: null,
  type: 'UNKNOWN',
  profileId: 'mem_profile_01aaaaaaaaaaaaaaaa',
  addresses: [
    { channel: 'CHAT', address: 'visitor', channelId: 'CH1' },
    { channel: 'SMS', address: '+1555' },
    { channel: 'WHATSAPP', address: 'whatsapp:+1555' },
  ],
};
const classic = {
  sid: 'CH1',
  friendly_name: 'Old chat',
  unique_name: 'web-1',
  state: 'active',
  attributes: '{}',
} as ServiceConversation;
const message = (index: number, rest: Partial<ServiceMessage> = {}) =>
  ({
    sid: `IM${index}`,
    index,
    author: 'visitor',
    body: `Text\n${index}`,
    media: null,
    delivery: null,
    ...rest,
  }) as ServiceMessage;
const receipt = (status: string, error_code: number) =>
  ({ sid: `DY-${status}`, status, error_code, channel_message_sid: 'SM1' }) as ServiceDeliveryReceipt;

const failure = (status: number) =>
  new ApiError({ kind: 'status', message: 'Said by Twilio', method: 'GET', path: '/', status });

/** What the classic side answers; what a test changes is given. */
const answers = {
  participantPage: async (): Promise<unknown> => ({ items: [visitor] }),
  communicationPage: async (): Promise<unknown> => ({ items: [] }),
  fetchConversation: async (): Promise<unknown> => bridged,
  fetchService: async (): Promise<unknown> => ({ sid: SERVICE }),
  fetchServiceConversation: async (): Promise<unknown> => classic,
  serviceMessagePage: async (_is: string, _ch: string, _options: object): Promise<unknown> => ({
    items: [message(1)],
  }),
  serviceParticipantPage: async (): Promise<unknown> => ({
    items: [
      { sid: 'MB1', identity: 'visitor', messaging_binding: null } as ServiceParticipant,
      {
        sid: 'MB2',
        identity: null,
        messaging_binding: { type: 'sms', address: '+1', proxy_address: '+2' },
      } as ServiceParticipant,
    ],
  }),
  serviceDeliveryReceiptPage: async (): Promise<unknown> => ({ items: [] }),
};

/** A conversation's row over a client that counts what is asked of it. */
function conversationOver(resource: Conversation, changed: Partial<typeof answers> = {}, sandbox = false) {
  const asked: string[] = [];
  const client = new Proxy({ ...answers, ...changed } as Record<string, (...given: unknown[]) => unknown>, {
    get: (all, name: string) => {
      const answer = all[name];
      return (
        answer &&
        ((...given: unknown[]) => {
          asked.push(name);
          return answer(...given);
        })
      );
    },
  });
  const context: TreeContext = {
    session: { account: { id: 'a', sandbox }, client } as unknown as Session,
    masker: openMasker,
    explain: (error, what) => notifier.explain(error, { what }),
    redraw() {},
  };
  const node = new ConversationNode(context, { isNew: () => false, isPinned: () => false }, resource);
  /** The rows below one, when nothing is under way. */
  const below = async (parent: ExplorerNode = node): Promise<readonly ExplorerNode[]> => {
    for (;;) {
      const rows = (await parent.children?.()) ?? [];
      if (!rows.some((row) => row instanceof NoticeNode && row.about.notice === 'loading')) return rows;
      await new Promise(setImmediate);
    }
  };
  /** The row at the end of a way of labels. */
  const at = async (...way: RegExp[]): Promise<ExplorerNode> => {
    let found: ExplorerNode = node;
    for (const label of way) {
      const rows = await below(found);
      const next = rows.find((row) => label.test(String(row.item().label)));
      assert.ok(next, `no ${label} among ${rows.map((row) => row.item().label).join(', ')}`);
      found = next;
    }
    return found;
  };
  const shown = async (parent?: ExplorerNode) =>
    (await below(parent)).map((row) => {
      const { label, description } = row.item();
      return description ? `${label} | ${description}` : String(label);
    });
  return { node, below, at, shown, asked };
}

describe('what stands below a conversation', () => {
  it('is its participants, then its configuration, then the classic service that it is bridged to', async () => {
    const { shown, asked } = conversationOver(bridged);
    assert.deepEqual(await shown(), [
      'visitor | Unknown type · Chat · SMS, WhatsApp +1555 · Profile mem_p…aaaaaa',
      'Configuration | Web chat · By profile',
      'Classic service IS1 | v1 bridge',
    ]);
    assert.deepEqual(asked, ['participantPage'], 'nothing is asked for before it is opened');
  });

  it('marks a participant of unknown type by colour, words and name, and tells the profile', async () => {
    const { at } = conversationOver(bridged);
    const row = await at(/visitor/);
    const { iconPath, accessibilityInformation } = row.item();
    assert.equal((iconPath as vscode.ThemeIcon).color?.id, 'list.warningForeground');
    assert.match(accessibilityInformation?.label ?? '', /^visitor, Unknown type, Chat/);
    const { value } = row.tooltip?.() ?? new vscode.MarkdownString();
    assert.match(value, /mem\\?_profile\\?_01aaaaaaaaaaaaaaaa/);
    assert.match(value, /CH1/);
  });

  it('has no row for a classic service where there is no bridge', async () => {
    const { configuration: { conversationsV1Bridge, ...settings } = {} } = bridged;
    const { shown } = conversationOver({ ...bridged, configuration: settings });
    assert.equal((await shown()).length, 2);
  });

  it('puts the facts of the configuration below it, without a request', async () => {
    const { at, shown, asked } = conversationOver(bridged);
    const facts = await shown(await at(/Configuration/));
    assert.ok(facts.includes('Chat | Inactive after 30 min, closed after 1 day'), facts.join('\n'));
    assert.ok(facts.includes('ID | conf'), facts.join('\n'));
    assert.deepEqual(asked, ['participantPage']);
  });

  it('fetches the conversation when the list gave it without its settings, and then knows of the bridge', async () => {
    const { node, shown, below, asked } = conversationOver(conversation);
    assert.equal(asked.length, 0, 'not before it is opened');
    while ((await below(node)).length < 3) await new Promise(setImmediate);
    assert.deepEqual((await shown()).slice(1), [
      'Configuration | Web chat · By profile',
      'Classic service IS1 | v1 bridge',
    ]);
    assert.equal(asked.filter((one) => one === 'fetchConversation').length, 1);
  });

  it('says why the configuration is missing, and recovers by Retry', async () => {
    let status = 500;
    const { at, below } = conversationOver(conversation, {
      fetchConversation: async () => {
        if (status) throw failure(status);
        return bridged;
      },
    });
    const configuration = await at(/Configuration/);
    const [row] = await below(configuration);
    assert.ok(row instanceof NoticeNode && row.about.notice === 'error');
    assert.match(row.about.explanation?.title ?? '', /configuration/);
    assert.equal(configuration.item().description, 'Could not be read');
    status = 0;
    await row.about.list?.retry();
    assert.match(String(configuration.item().description), /Web chat/);
  });

  it('does not make facts up where Twilio gives no configuration at all', async () => {
    const { at, shown } = conversationOver(conversation, { fetchConversation: async () => conversation });
    assert.deepEqual(await shown(await at(/Configuration/)), [
      'ID | conf',
      'Configuration as it is now | conf',
    ]);
  });

  it('leads from no row of a sandbox to the Console', async () => {
    const { at } = conversationOver(bridged, {}, true);
    for (const way of [
      [/visitor/],
      [/Classic service/],
      [/Classic service/, /Old chat/, /Messages/, /Text/],
    ]) {
      const { contextValue = '' } = (await at(...way)).item();
      assert.match(contextValue, / sandbox$/);
      assert.doesNotMatch(contextValue, /\blive\b/);
    }
  });

  it('does not pass the configuration of now off as the settings that the conversation was made with', async () => {
    const { at } = conversationOver(bridged);
    const settings = await at(/Configuration/);
    assert.equal(settings.ref, undefined);
    assert.doesNotMatch(settings.item().contextValue ?? '', /has-json|has-id|configuration/);
  });

  it('names what each row stands for, so that its ID and JSON can be had', async () => {
    const { at } = conversationOver(bridged, {
      serviceDeliveryReceiptPage: async () => ({ items: [receipt('read', 0)] }),
    });
    const service = [/Classic service/] as const;
    const messages = [...service, /Old chat/, /Messages/, /Text 1/] as const;
    for (const [way, id] of [
      [[/visitor/], 'p-visitor'],
      [[/Configuration/, /as it is now/], 'conf'],
      [service, SERVICE],
      [[...service, /Old chat/], 'CH1'],
      [messages, 'IM1'],
      [[...messages, /Read/], 'DY-read'],
      [[...service, /Old chat/, /Participants/, /visitor/], 'MB1'],
    ] as const) {
      const row = await at(...way);
      assert.equal(row.ref && idOf(row.ref), id);
      assert.match(row.item().contextValue ?? '', /\bhas-id has-json\b/);
      assert.match(row.item().contextValue ?? '', /(^| )live( |$)/, `no Console for ${id}`);
      assert.doesNotMatch(row.item().contextValue ?? '', /\bconversation\b/);
    }
  });
});

describe('the classic side of a conversation', () => {
  const open = [/Classic service/, /Old chat/] as const;

  it('shows messages newest first, page by page, with delivery and media', async () => {
    const pages: object[] = [];
    const { at, shown, below } = conversationOver(bridged, {
      serviceMessagePage: async (_is, _ch, options) => {
        pages.push(options);
        if ('pageToken' in options && options.pageToken) return { items: [message(1)] };
        const delivery = {
          total: 1,
          sent: 'all',
          delivered: 'none',
          read: 'none',
          failed: 'all',
          undelivered: 'none',
        } as const;
        const media = [{ sid: 'ME1', size: 1, content_type: 'image/png', filename: null }];
        return { items: [message(2, { delivery, media }), message(3, { body: null })], nextToken: 't' };
      },
    });
    const messages = await at(...open, /Messages/);
    assert.deepEqual(pages, []);
    assert.deepEqual(await shown(messages), [
      'visitor: Text 2 | Failed for all, Sent to all · 1 file',
      'visitor',
      'Load More… | 2 loaded',
    ]);
    const more = (await below(messages)).at(-1);
    assert.ok(more instanceof NoticeNode);
    await more.about.list?.loadMore();
    assert.equal((await shown(messages))[2], 'visitor: Text 1');
    assert.deepEqual(
      pages.map(({ order, pageSize }: { order?: string; pageSize?: number }) => [order, pageSize]),
      [
        ['desc', 50],
        ['desc', 50],
      ],
    );
  });

  it('shows receipts below a message, and leads to Twilio’s page about an error', async () => {
    const { at, shown } = conversationOver(bridged, {
      serviceDeliveryReceiptPage: async () => ({ items: [receipt('read', 0), receipt('failed', 30003)] }),
    });
    const row = await at(...open, /Messages/, /Text/);
    assert.deepEqual(await shown(row), ['Read | SM1', 'Failed | Error 30003, open Twilio’s page · SM1']);
    const { command } = (await at(...open, /Messages/, /Text/, /Failed/)).item();
    assert.equal(command?.command, 'vscode.open');
    assert.equal(String(command?.arguments?.[0]), 'https://www.twilio.com/docs/api/errors/30003');
  });

  it('shows participants by identity or address', async () => {
    const { at, shown } = conversationOver(bridged);
    assert.deepEqual(await shown(await at(...open, /Participants/)), [
      'visitor | Chat',
      '+1 | SMS · by way of +2',
    ]);
  });

  it('explains a classic conversation that the service does not have', async () => {
    const { at, shown } = conversationOver(bridged, {
      fetchServiceConversation: async () => Promise.reject(failure(404)),
    });
    assert.deepEqual(await shown(await at(/Classic service/)), [
      'CH1 | Not in the service: deleted, or of another one',
    ]);
  });

  it('explains a service that cannot be read, or is not there, and recovers', async () => {
    for (const status of [404, 403, 500]) {
      let failing = true;
      const answer = async (right: unknown) => {
        if (failing) throw failure(status);
        return right;
      };
      const { at, below, shown } = conversationOver(bridged, {
        fetchServiceConversation: () => answer(classic),
        fetchService: () => answer({}),
      });
      const service = await at(/Classic service/);
      const [row] = await below(service);
      assert.ok(row instanceof NoticeNode && row.about.notice === 'error');
      assert.match(row.about.explanation?.title ?? '', /classic service IS1/);
      failing = false;
      await row.about.list?.retry();
      assert.deepEqual(await shown(service), ['Old chat | Active · web-1']);
    }
  });

  it('explains a conversation that nobody chats in', async () => {
    const silent = { ...visitor, addresses: [{ channel: 'SMS', address: '+1' }] };
    const { at, shown } = conversationOver(bridged, { participantPage: async () => ({ items: [silent] }) });
    assert.deepEqual(await shown(await at(/Classic service/)), [
      'No chat address or communication names a classic conversation',
    ]);
  });

  it('turns a failure at each level into a row with Retry', async () => {
    const fail = async () => Promise.reject(failure(500));
    const cases: [changed: Partial<typeof answers>, way: RegExp[], words: RegExp][] = [
      [{ serviceMessagePage: fail }, [...open, /Messages/], /classic messages/],
      [{ serviceParticipantPage: fail }, [...open, /Participants/], /classic participants/],
      [{ serviceDeliveryReceiptPage: fail }, [...open, /Messages/, /Text/], /delivery receipts/],
    ];
    for (const [changed, way, words] of cases) {
      const { at, below } = conversationOver(bridged, changed);
      const [row] = await below(await at(...way));
      assert.ok(row instanceof NoticeNode && row.about.notice === 'error');
      assert.match(row.about.explanation?.title ?? '', words);
    }
  });

  it('says so where there is nothing', async () => {
    const none = async () => ({ items: [] });
    const { at, shown } = conversationOver(bridged, {
      serviceMessagePage: none,
      serviceParticipantPage: none,
    });
    assert.deepEqual(await shown(await at(...open, /Messages/)), ['No messages']);
    assert.deepEqual(await shown(await at(...open, /Participants/)), ['No participants']);
    const text = conversationOver(bridged);
    assert.deepEqual(await text.shown(await text.at(...open, /Messages/, /Text/)), ['No receipts for chat']);
  });

  it('keeps its rows over a refresh, which reads again only what was opened', async () => {
    const { at, node, asked } = conversationOver(bridged);
    const before = await at(...open);
    await at(...open, /Messages/, /Text/);
    asked.length = 0;
    await node.refresh();
    assert.deepEqual(asked.sort(), ['fetchServiceConversation', 'participantPage', 'serviceMessagePage']);
    assert.equal(await at(...open), before);
  });
});
